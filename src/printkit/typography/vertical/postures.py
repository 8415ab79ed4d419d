"""How each piece of a text stands in its column: upright, in its vertical form, abreast or turned.

Sources: GB/T 15834-2011 5.2 (marks in vertical text), clreq "vertical writing mode", UAX #50 (which signs turn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple
from unicodedata import category, east_asian_width

from ..characters import Class, classify, parts


class Posture(Enum):
    """How a piece of text stands in its column."""

    UPRIGHT = "upright"
    VERTICAL = "vertical"
    """Upright in the vertical form of its glyph (OpenType `vert`); turned if the font has none."""
    ABREAST = "abreast"
    """Side by side across one cell: short numbers, ？！."""
    TURNED = "turned"
    """On its right side, a quarter turn clockwise."""


class Form(NamedTuple):
    """An atom as vertical text shows it.

    `shown` is drawn for `text`: ﹃ for “. `kind` is its class for spacing and breaking where that is not the one
    that it has in a line.
    """

    text: str
    shown: str
    posture: Posture
    kind: Class | None = None


_QUOTES: Final = {"“": "﹃", "”": "﹄", "‘": "﹁", "’": "﹂"}  # GB/T 15834-2011 5.2.3
_FORMED: Final = frozenset({Class.PAUSE, Class.STOP, Class.CLOSE, Class.OPEN, Class.QUERY, Class.DASH, Class.LINK})
_FILLED: Final = frozenset("！？：；")
_UPRIGHT: Final = "×÷±§©®¼½¾∞"
"""Narrow signs that UAX #50 keeps upright."""
_LYING: Final = ((0x2190, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x257F), (0x27C0, 0x27FF), (0x2900, 0x2BFF))
"""Arrows, operators and rules: their direction is that of the text."""
_SHARE: Final = re.compile(r"([0-9]+)%")
_PAIR: Final = re.compile("[！？]{2}")


def forms(text: str, digits: int = 2) -> Iterator[Form]:
    """The atoms of Chinese text as they stand in a column, blanks among them.

    Numbers of up to `digits` figures, and capitals alone, stand upright in one cell.
    """
    pieces = parts(text)
    place = 0
    while place < len(pieces):
        atom = pieces[place]
        pair = atom + pieces[place + 1] if place + 1 < len(pieces) else ""
        if _PAIR.fullmatch(pair):
            yield Form(pair, pair, Posture.ABREAST, Class.FILLED)
            place += 1
        elif (share := _SHARE.fullmatch(atom)) and len(share[1]) <= digits:
            yield Form(share[1], share[1], Posture.ABREAST, Class.OTHER)
            yield Form("%", "％", Posture.UPRIGHT, Class.POSTFIX)
        else:
            yield _form(atom, digits)
        place += 1


def _form(atom: str, digits: int) -> Form:
    kind = classify(atom)
    if atom in _QUOTES:
        return Form(atom, _QUOTES[atom], Posture.UPRIGHT)
    if "\ufe10" <= atom[0] <= "\ufe19" or "\ufe30" <= atom[0] <= "\ufe48":
        return Form(atom, atom, Posture.UPRIGHT)  # written in its vertical form already
    if atom in _FILLED:
        return Form(atom, atom, Posture.VERTICAL, Class.FILLED)
    if kind in _FORMED and (kind is Class.DASH or atom == "—" or east_asian_width(atom[0]) in "WF"):
        return Form(atom, atom, Posture.VERTICAL)
    if atom.isascii() and ((len(atom) <= digits and atom.isdigit()) or (len(atom) == 1 and atom.isupper())):
        return Form(atom, atom, Posture.ABREAST, Class.OTHER)
    if _stands(atom, kind):
        return Form(atom, atom, Posture.UPRIGHT, Class.OTHER if kind is Class.LATIN else None)
    return Form(atom, atom, Posture.TURNED)


def _stands(atom: str, kind: Class) -> bool:
    first = atom[0]
    if kind in (Class.HAN, Class.REPEAT) or east_asian_width(first) in "WF" or first in _UPRIGHT:
        return True
    if kind in (Class.PREFIX, Class.POSTFIX):
        return first in "№℃℉‰‱"
    code = ord(first)
    lying = code < 0x2000 or any(low <= code <= high for low, high in _LYING)
    return kind in (Class.OTHER, Class.LATIN) and not lying and category(first)[0] not in "ZCM"


def signs(form: Form) -> int:
    """The characters of a form, marks not counted; a word on its side counts as several."""
    if (form.kind or classify(form.text)) not in (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT):
        return 0
    return 2 if form.posture is Posture.TURNED and len(form.text) > 1 else 1
