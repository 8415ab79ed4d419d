"""Fonts as a text needs them: which one it is, and how far each code of a string advances: `font` → `Face`.

Advances are in thousandths of the em (Type3: of its own glyph space, brought to thousandths).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pikepdf

from . import limits
from .cmaps import CMap, cmap, named_cmap
from .geometry import IDENTITY, Matrix
from .painted import FontUsed
from .streams import unpacked
from .values import attempt, dictionary, integer, name, number, numbers, sequence

_SUBSET: Final = re.compile(r"[A-Z]{6}\+")
_PROGRAMS: Final = ("FontFile", "FontFile2", "FontFile3")
_USUAL: Final = (0.88, -0.12)
_GLYPHS: Final = """
space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen
period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at
bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright asciitilde quoteleft quoteright
quotedblleft quotedblright endash emdash bullet ellipsis fi fl nbspace
"""
_CHARACTERS: Final = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~‘’“”–—•…ﬁﬂ\u00a0"
_NAMES: Final = dict(zip(_GLYPHS.split(), _CHARACTERS, strict=True))


class Glyph(NamedTuple):
    """A code of a string: its advance, where it stands from the origin in vertical text, what it means."""

    advance: float
    origin: tuple[float, float]
    text: str
    missing: bool
    space: bool
    """Whether it is the single-byte code 32, to which word spacing is added."""


@dataclass(slots=True)
class Face:
    """A font ready to measure strings. `ascent` and `descent` are parts of the em; `matrix` is that of glyph space."""

    used: FontUsed
    codes: CMap
    advances: dict[int, float] = field(default_factory=dict, repr=False)
    usual: float = 0.0
    downs: dict[int, tuple[float, float, float]] = field(default_factory=dict, repr=False)
    usual_down: tuple[float, float] = (880.0, -1000.0)
    meanings: dict[int, str] | None = field(default=None, repr=False)
    ascent: float = _USUAL[0]
    descent: float = _USUAL[1]
    matrix: Matrix = IDENTITY
    procedures: dict[int, Any] = field(default_factory=dict, repr=False)
    """Type3: the streams that draw each code."""
    resources: Any = None
    composite: bool = False
    _glyphs: dict[tuple[int, int], Glyph] = field(default_factory=dict, repr=False)

    @property
    def vertical(self) -> bool:
        """Whether text runs from top to bottom."""
        return self.codes.vertical

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        """The glyphs of a string."""
        seen = self._glyphs
        for key in self.codes.codes(data):
            yield seen.get(key) or self._glyph(key)

    def _glyph(self, key: tuple[int, int]) -> Glyph:
        code, length = key
        cid = self.codes.cid(code) if self.composite else code
        width = self.advances.get(cid, self.usual) if cid is not None else self.usual / (2 if length == 1 else 1)
        advance, origin = width, (0.0, 0.0)
        if self.vertical:
            down = self.downs.get(cid) if cid is not None else None
            advance, *rest = down or (self.usual_down[1], width / 2, self.usual_down[0])
            origin = (rest[0], rest[1])
        text = self.meanings.get(code, "") if self.meanings is not None else ""
        made = Glyph(advance, origin, text, self.composite and cid == 0, length == 1 and code == 32)
        if len(self._glyphs) < 1 << 17:
            self._glyphs[key] = made
        return made


def font(obj: Any) -> Face:
    """The font of a dictionary; never raises: what cannot be read is left at its usual value."""
    given = dictionary(obj)
    subtype = name(given.get("/Subtype"))
    composite = subtype == "Type0"
    below = dictionary((sequence(given.get("/DescendantFonts")) or [None])[0]) if composite else given
    descriptor = dictionary(below.get("/FontDescriptor"))
    face = Face(_used(given, below, descriptor, subtype), CMap(((1, 0, 255),)), composite=composite)
    face.meanings = attempt(lambda: _to_unicode(given), None)
    _heights(face, descriptor)
    if composite:
        attempt(lambda: _composite(face, given, below), None)
    else:
        attempt(lambda: _simple(face, given, descriptor), None)
        if subtype == "Type3":
            attempt(lambda: _type3(face, given), None)
    return face


def _used(given: Any, below: Any, descriptor: Any, subtype: str) -> FontUsed:
    title = name(given.get("/BaseFont")) or name(below.get("/BaseFont")) or name(descriptor.get("/FontName"))
    title = title or name(given.get("/Name"))
    program = next((key for key in _PROGRAMS if isinstance(descriptor.get("/" + key), pikepdf.Stream)), "")
    encoding = given.get("/Encoding")
    return FontUsed(
        name=_SUBSET.sub("", title, count=1),
        subtype=subtype,
        embedded=bool(program) or subtype == "Type3",
        subset=_SUBSET.match(title) is not None,
        program=program,
        program_subtype=name(descriptor.get("/" + program).get("/Subtype")) if program else "",
        descendant=name(below.get("/Subtype")) if below is not given else "",
        encoding=name(encoding) or name(dictionary(encoding).get("/CMapName")),
        has_unicode=isinstance(given.get("/ToUnicode"), pikepdf.Stream),
    )


def _to_unicode(given: Any) -> dict[int, str] | None:
    stream = given.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return None
    return cmap(unpacked(stream, limits.SMALL_STREAM), unicode=True).meanings


def _heights(face: Face, descriptor: Any) -> None:
    """Ascent and descent where the descriptor gives likely ones: some files have 0, others units of their own."""
    up, down = number(descriptor.get("/Ascent")) / 1000, number(descriptor.get("/Descent")) / 1000
    if 0.4 <= up <= 1.5:
        face.ascent = up
    if -0.7 <= down <= 0 < up:
        face.descent = down


def _simple(face: Face, given: Any, descriptor: Any) -> None:
    first = integer(given.get("/FirstChar"))
    widths = sequence(given.get("/Widths"))[:256]
    face.advances = {first + place: number(width) for place, width in enumerate(widths)}
    plain = 600.0 if "Courier" in face.used.name else 530.0
    face.usual = number(descriptor.get("/MissingWidth")) if widths else plain
    if face.meanings is None:
        face.meanings = _encoded(given.get("/Encoding"), face.used)


def _encoded(encoding: Any, used: FontUsed) -> dict[int, str] | None:
    """The characters of a simple font's codes, if its encoding is known."""
    base = name(encoding) or name(dictionary(encoding).get("/BaseEncoding"))
    differences = sequence(dictionary(encoding).get("/Differences"))
    if not base and used.embedded and not differences:
        return None  # the font's own encoding, which is inside its program
    codec = "mac_roman" if base == "MacRomanEncoding" else "cp1252"
    found = (
        {code: bytes((code,)).decode(codec, "replace") for code in range(32, 256)} if base or not used.embedded else {}
    )
    code = 0
    for one in differences[:1024]:
        if isinstance(one, pikepdf.Name):
            found[code] = _character(name(one))
            code += 1
        else:
            code = integer(one)
    return found


def _character(glyph: str) -> str:
    stem = glyph.split(".", 1)[0]
    if len(stem) == 1:
        return stem
    if stem in _NAMES:
        return _NAMES[stem]
    found = re.fullmatch(r"(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))", stem)
    point = int(found[1] or found[2], 16) if found else 0
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point <= 0x10FFFF else "\ufffd"


def _type3(face: Face, given: Any) -> None:
    matrix = numbers(given.get("/FontMatrix"), 6) or (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    face.matrix = matrix  # type: ignore[assignment]
    scale = matrix[0] or matrix[1]
    face.advances = {code: width * scale * 1000 for code, width in face.advances.items()}
    face.resources = given.get("/Resources")
    box = numbers(given.get("/FontBBox"), 4)
    if box and box[3] > box[1]:
        face.ascent, face.descent = sorted((box[3] * matrix[3], box[1] * matrix[3]), reverse=True)
    drawings = dictionary(given.get("/CharProcs"))
    code = 0
    for one in sequence(dictionary(given.get("/Encoding")).get("/Differences"))[:1024]:
        if isinstance(one, pikepdf.Name):
            drawing = drawings.get(str(one))
            if isinstance(drawing, pikepdf.Stream):
                face.procedures[code] = drawing
            code += 1
        else:
            code = integer(one)


def _composite(face: Face, given: Any, below: Any) -> None:
    encoding = given.get("/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        face.codes = cmap(unpacked(encoding, limits.SMALL_STREAM))
        if integer(encoding.get("/WMode")) == 1 and not face.codes.vertical:
            face.codes = CMap(face.codes.spaces, face.codes.meanings, face.codes.ranges, vertical=True)
    else:
        face.codes = named_cmap(name(encoding))
    face.usual = number(below.get("/DW"), 1000.0)
    down = numbers(below.get("/DW2"), 2)
    if down:
        face.usual_down = (down[0], down[1])
    for first, values in _runs(below.get("/W"), 1):
        face.advances[first] = values[0]
    if face.vertical:
        for first, values in _runs(below.get("/W2"), 3):
            face.downs[first] = (values[0], values[1], values[2])


def _runs(array: Any, each: int) -> Iterator[tuple[int, list[float]]]:
    """The entries of W or W2: `c [w …]` and `first last w` (ISO 32000-1, 9.7.4.3), one for each CID."""
    items = sequence(array)
    place, made = 0, 0
    while place + 1 < len(items) and made < limits.MAPPINGS:
        first = integer(items[place])
        if isinstance(items[place + 1], pikepdf.Array):
            values = [number(one) for one in items[place + 1]]
            for start in range(0, len(values) - each + 1, each):
                yield first + start // each, values[start : start + each]
            made += len(values)
            place += 2
            continue
        if place + 2 + each > len(items):
            return
        values = [number(one) for one in items[place + 2 : place + 2 + each]]
        for cid in range(first, min(integer(items[place + 1]), first + 0xFFFF) + 1):
            yield cid, values
            made += 1
        place += 2 + each
