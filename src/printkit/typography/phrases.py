"""Where an English heading breaks well: not after an article or preposition, not inside Mr X or 5 km. Pure."""

from __future__ import annotations

import re
from typing import Final

from .costs import CLINGING, PAUSE, PHRASE, WHOLE, WORDS, each

_LEAN_ON: Final = each(
    "a an the of in on at to for from with by as into onto upon over under between among through about against toward "
    "towards within without per via is are was were be not no and or nor but than that which who whose my our your "
    "their its his her this these those very more most so too"
)
_BEGIN: Final = each(
    "of in on at to for from with by into onto over under between among through about against towards within without "
    "and or nor but than that which who when where while because"
)
_BOUND_BEFORE: Final = each("mr mrs ms dr prof st no nos fig figs vol ch p pp sir dame lord lady mount")
_NUMBERED: Final = each("chapter part section table figure page volume phase act book number room")
_UNITS: Final = each(
    "km m cm mm mi ft kg g t l ml ha h hr hrs min mins s yr yrs am pm bc ad pt px em kw kwh mw gb mb % per "
    "million billion trillion thousand hundred percent yuan rmb dollars euros pounds"
)
_MONTHS: Final = each(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_NUMBER: Final = re.compile(r"[$€£¥]?\d[\d.,:–-]*(?:st|nd|rd|th|%)?")
_INITIAL: Final = re.compile(r"[A-Z]\.?")


def cost(left: str, right: str) -> float:
    """What a break at the blank between two words costs, marks still at them (see `costs`)."""
    bare, after = left.strip(".“”‘’\"'()[]").lower(), right.strip(".,;:!?“”‘’\"'()[]").lower()
    if _bound(left, right, bare, after):
        return WORDS + WHOLE
    if left[-1] in ",;:.!?—–…":
        return PAUSE
    if bare in _LEAN_ON:
        return CLINGING
    if _NUMBER.fullmatch(left) or _NUMBER.fullmatch(after):
        return CLINGING
    return PHRASE if after in _BEGIN else WORDS


def _bound(left: str, right: str, bare: str, after: str) -> bool:
    """Mr X, No. 5, J. Smith, 5 km, 9 January, January 2020."""
    if bare in _BOUND_BEFORE and (left.endswith(".") or right[:1].isupper() or right[:1].isdigit()):
        return True
    if bare in _NUMBERED and right[:1].isdigit():
        return True
    if _NUMBER.fullmatch(left):
        return after in _UNITS or after in _MONTHS
    if bare in _MONTHS and left[:1].isupper() and left[-1] not in ",;:" and right[:1].isdigit():
        return True
    return len(left) == 2 and left[-1] == "." and _INITIAL.fullmatch(left) is not None and right[:1].isupper()
