"""The rules of Chinese and English setting: characters, spacing, breaks, paragraphs. Pure.

`audit` measures them in a finished PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auditing import Audit, audit

__all__ = ["Audit", "audit"]


def __getattr__(name: str) -> object:
    """`audit` and its product, loaded when asked for: setting needs none of it."""
    if name in __all__:
        from . import auditing

        return getattr(auditing, name)
    raise AttributeError(name)
