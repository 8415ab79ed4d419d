"""Where a line may break: never before marks that close, never after marks that open (R2–R4, R11, R14).

Sources: GB/T 15834-2011 5.1.1–5.1.9, clreq 3.1.5 (prohibition at line start and end).
"""

from __future__ import annotations

from typing import Final, Literal

from .characters import Class

_NEVER_FIRST: Final = frozenset({
    Class.PAUSE, Class.STOP, Class.CLOSE, Class.QUERY, Class.DOT, Class.LINK, Class.POSTFIX, Class.SMALL, Class.REPEAT,
})  # fmt: skip
_NEVER_LAST: Final = frozenset({Class.OPEN, Class.PREFIX})
_JOINED: Final = frozenset({Class.LATIN, Class.SMALL, Class.POSTFIX, Class.PREFIX})


def may_break(before: Class, after: Class, blank: bool, strictness: Literal["gb", "strict"]) -> bool:
    """Whether a line may end between two atoms; `blank`: the text has a space there."""
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if after is Class.DASH and (strictness == "strict" or before is Class.DASH):
        return False
    return blank or not (before in _JOINED and after in _JOINED)


def table(strictness: Literal["gb", "strict"]) -> list[list[tuple[bool, bool]]]:
    """`may_break` for every pair of classes: (without a blank, with one)."""
    return [[(may_break(b, a, False, strictness), may_break(b, a, True, strictness)) for a in Class] for b in Class]
