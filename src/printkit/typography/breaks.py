"""Where a line may break: never before marks that close, never after marks that open (R2–R4, R11, R14).

Sources: GB/T 15834-2011 5.1.1–5.1.9, clreq "Prohibition rules for line start and line end" (its sets GB-style
and strict) and "Prohibition rules for unbreakable marks". English after Hart's rules: between words, after a dash.
"""

from __future__ import annotations

from typing import Final

from .characters import Class
from .style import Strictness

NEVER_FIRST: Final = frozenset({
    Class.PAUSE, Class.STOP, Class.CLOSE, Class.QUERY, Class.PAIRED, Class.DOT, Class.LINK, Class.SOLIDUS,
    Class.POSTFIX, Class.SMALL, Class.REPEAT, Class.BLANK, Class.FILLED,
})  # fmt: skip
NEVER_LAST: Final = frozenset({Class.OPEN, Class.SMALL_OPEN, Class.PREFIX, Class.SOLIDUS})
_TIED: Final = frozenset({Class.TIE, Class.CONTROL})
_JOINED: Final = frozenset({Class.LATIN, Class.SMALL, Class.SMALL_OPEN, Class.POSTFIX, Class.PREFIX})
_WIDE: Final = frozenset({Class.HAN, Class.REPEAT, Class.OTHER})


def may_break(before: Class, after: Class, blank: bool, strictness: Strictness) -> bool:
    """Whether a line of Chinese may end between two atoms; `blank`: the text has a space there."""
    if after in NEVER_FIRST or before in _TIED or after in _TIED:
        return False
    if before in NEVER_LAST and not (blank and before is Class.SOLIDUS):
        return False
    if after is Class.DASH and strictness == "strict":
        return False
    return blank or not (before in _JOINED and after in _JOINED)


def may_break_english(before: Class, after: Class, blank: bool) -> bool:
    """Whether a line of English may end between two atoms: at blanks, after dashes, and between Han."""
    if before in _TIED or after in _TIED:
        return False
    if blank:
        # An apostrophe may begin a word, and a bullet may stand for one: 'tis, •.
        return after not in NEVER_FIRST - {Class.CLOSE, Class.DOT} and before not in NEVER_LAST - {Class.SOLIDUS}
    if before is Class.LINK:
        return after in (Class.LATIN, Class.HAN, Class.OTHER)
    return (before in _WIDE or after in _WIDE) and may_break(before, after, False, "gb")


def table(strictness: Strictness) -> list[list[tuple[bool, bool]]]:
    """`may_break` for every pair of classes: (without a blank, with one)."""
    return [[(may_break(b, a, False, strictness), may_break(b, a, True, strictness)) for a in Class] for b in Class]
