"""White space as the composer takes it: what CSS keeps becomes fixed blanks and breaks (css-text-3, "White space")."""

from __future__ import annotations

import re
from typing import Any, Final

from ...typography.characters import BREAK, MAY_BREAK_HERE

_FIXED: Final = "\u00a0"
_COLLAPSED: Final = ("normal", "nowrap", "pre-line")
_UNBROKEN: Final = ("nowrap", "pre")
_BLANKS: Final = re.compile("(?m)^( +)|( +)")
_TAB: Final = 8


def text_of(text: str, style: Any) -> str:
    """The text of a box: a newline that is kept ends a line; blanks that are kept are fixed.

    In `pre-wrap` a line may end after a row of blanks, and a single blank is an ordinary one. Tabs go to the next column
    of `tab-size` characters.
    """
    manner = style["white_space"]
    if manner not in _COLLAPSED and ("\t" in text or " " in text):
        tab = style["tab_size"]
        text = text.expandtabs(tab if isinstance(tab, int) else _TAB)
        wraps = manner == "pre-wrap"
        text = _BLANKS.sub(lambda found: _row(len(found[0]), parted=wraps and found[1] is None), text)
    return text.replace("\n", BREAK)


def _row(count: int, *, parted: bool) -> str:
    if parted:
        return " " if count == 1 else _FIXED * count + MAY_BREAK_HERE
    return _FIXED * count


def is_unbroken(style: Any) -> bool:
    """Whether no line ends inside but where the text says so."""
    return style["white_space"] in _UNBROKEN
