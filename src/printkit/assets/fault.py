"""Why a picture was refused, without a position: the caller knows where it was named."""

from __future__ import annotations


class AssetFault(Exception):  # noqa: N818 -- the word of printkit for what is wrong with a file
    """A picture cannot be used: `code`, `message` and `hint` make a diagnostic."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
