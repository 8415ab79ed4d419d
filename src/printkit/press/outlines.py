"""Glyphs as outlines out of a TrueType file: the slug line is drawn with them, so no font need be embedded for it.

The tables `cmap` (formats 4 and 12), `head`, `hhea`, `hmtx`, `loca` and `glyf` of the OpenType specification, version
1.9; nothing of hinting, kerning or substitution, which a line for the shop's eyes can do without.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_DEEPEST = 5
"""Glyphs made of glyphs made of glyphs …"""


class Point(NamedTuple):
    """A point of a contour in units of the em, y up; one that is not `on` steers a quadratic curve."""

    x: float
    y: float
    on: bool


Contour = list[Point]


class Outlines:
    """The glyphs of one TrueType file, in units of the em."""

    def __init__(self, data: bytes) -> None:
        (count,) = struct.unpack_from(">H", data, 4)
        self._tables: dict[bytes, bytes] = {}
        for place in range(12, 12 + 16 * count, 16):
            name, _sum, start, length = struct.unpack_from(">4sIII", data, place)
            self._tables[name] = data[start : start + length]
        head = self._tables[b"head"]
        self._em: int = struct.unpack_from(">H", head, 18)[0]
        self._long: bool = struct.unpack_from(">h", head, 50)[0] == 1
        self._widths: int = struct.unpack_from(">H", self._tables[b"hhea"], 34)[0]
        self._glyphs = _character_map(self._tables[b"cmap"])

    def glyph(self, character: str) -> int:
        """The number of the glyph of a character; 0 where there is none."""
        return self._glyphs(ord(character))

    def advance(self, glyph: int) -> float:
        """How far the next glyph stands, in em."""
        place = 4 * min(glyph, self._widths - 1)
        advance: int = struct.unpack_from(">H", self._tables[b"hmtx"], place)[0]
        return advance / self._em

    def contours(self, glyph: int) -> list[Contour]:
        """The contours of a glyph, in em."""
        scale = 1 / self._em
        return [[Point(p.x * scale, p.y * scale, p.on) for p in contour] for contour in self._contours(glyph, 0)]

    def _contours(self, glyph: int, depth: int) -> list[Contour]:
        loca = self._tables[b"loca"]
        if self._long:
            start, end = struct.unpack_from(">II", loca, 4 * glyph)
        else:
            start, end = (2 * place for place in struct.unpack_from(">HH", loca, 2 * glyph))
        data = self._tables[b"glyf"][start:end]
        if len(data) < 10 or depth > _DEEPEST:
            return []
        (number,) = struct.unpack_from(">h", data)
        return _simple(data, number) if number >= 0 else list(self._parts(data, depth))

    def _parts(self, data: bytes, depth: int) -> Iterator[Contour]:
        """The contours of a glyph that is made of others (`glyf`, composite glyph description)."""
        place, more = 10, True
        while more:
            flags, glyph = struct.unpack_from(">HH", data, place)
            place += 4
            x, y = struct.unpack_from(">hh" if flags & 0x0001 else ">bb", data, place)
            place += 4 if flags & 0x0001 else 2
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & 0x0008:
                a = d = struct.unpack_from(">h", data, place)[0] / 16384
                place += 2
            elif flags & 0x0040:
                a, d = (value / 16384 for value in struct.unpack_from(">hh", data, place))
                place += 4
            elif flags & 0x0080:
                a, b, c, d = (value / 16384 for value in struct.unpack_from(">hhhh", data, place))
                place += 8
            if not flags & 0x0002:
                x = y = 0  # points to be laid on each other: our fonts have none
            for contour in self._contours(glyph, depth + 1):
                yield [Point(a * p.x + c * p.y + x, b * p.x + d * p.y + y, p.on) for p in contour]
            more = bool(flags & 0x0020)


@lru_cache(maxsize=8)
def read_outlines(file: Path) -> Outlines:
    """The outlines of a font of the catalogue."""
    return Outlines(file.read_bytes())


def path(contours: list[Contour], x: float, y: float, size: float) -> str:
    """PDF operators (ISO 32000-1, 8.5.2) that draw contours `size` large with their origin at (x, y)."""
    parts: list[str] = []
    for contour in contours:
        points = [(x + size * p.x, y + size * p.y, p.on) for p in contour]
        if len(points) < 2:
            continue
        if not points[0][2]:
            # Begin at a point that lies on the outline, be it the middle between two that do not.
            last = points[-1]
            points.insert(0, last if last[2] else ((points[0][0] + last[0]) / 2, (points[0][1] + last[1]) / 2, True))
        start = now = points[0][:2]
        parts.append(f"{now[0]:.3f} {now[1]:.3f} m")
        steering: tuple[float, float] | None = None
        for px, py, on in [*points[1:], (*start, True)]:
            if on and steering is None:
                parts.append(f"{px:.3f} {py:.3f} l")
                now = (px, py)
            elif on:
                assert steering is not None
                parts.append(_curve(now, steering, (px, py)))
                now, steering = (px, py), None
            else:
                if steering is not None:
                    middle = ((steering[0] + px) / 2, (steering[1] + py) / 2)
                    parts.append(_curve(now, steering, middle))
                    now = middle
                steering = (px, py)
        parts.append("h")
    return "\n".join(parts)


def _curve(start: tuple[float, float], steering: tuple[float, float], end: tuple[float, float]) -> str:
    """A quadratic curve as the cubic one that it is."""
    (x0, y0), (x1, y1), (x2, y2) = start, steering, end
    first = (x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3)
    second = (x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3)
    return f"{first[0]:.3f} {first[1]:.3f} {second[0]:.3f} {second[1]:.3f} {x2:.3f} {y2:.3f} c"


def _simple(data: bytes, number: int) -> list[Contour]:
    """The contours of a glyph that is drawn (`glyf`, simple glyph description), in units of the font."""
    ends = struct.unpack_from(f">{number}H", data, 10)
    count = ends[-1] + 1 if ends else 0
    place = 10 + 2 * number
    place += 2 + struct.unpack_from(">H", data, place)[0]
    flags: list[int] = []
    while len(flags) < count:
        flag = data[place]
        place += 1
        flags.append(flag)
        if flag & 0x08:
            flags += [flag] * data[place]
            place += 1
    xs, place = _coordinates(data, place, flags, 0x02, 0x10)
    ys, place = _coordinates(data, place, flags, 0x04, 0x20)
    points = [Point(x, y, bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def _coordinates(data: bytes, place: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    values: list[int] = []
    value = 0
    for flag in flags:
        if flag & short:
            value += data[place] if flag & same else -data[place]
            place += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, place)[0]
            place += 2
        values.append(value)
    return values, place


class _CharacterMap:
    """Code points → glyphs, by ranges: (last code, first code, glyph of the first or list of glyphs)."""

    def __init__(self, ranges: list[tuple[int, int, int | tuple[int, ...]]]) -> None:
        self._ranges = sorted(ranges, key=lambda each: each[0])
        self._ends = [each[0] for each in self._ranges]

    def __call__(self, code: int) -> int:
        place = bisect_left(self._ends, code)
        if place == len(self._ranges):
            return 0
        _end, start, glyphs = self._ranges[place]
        if code < start:
            return 0
        return glyphs + code - start if isinstance(glyphs, int) else glyphs[code - start]


def _character_map(table: bytes) -> _CharacterMap:
    """The best of the subtables: the one of all of Unicode, else the one of its first plane."""
    (count,) = struct.unpack_from(">H", table, 2)
    found = {}
    for place in range(4, 4 + 8 * count, 8):
        (start,) = struct.unpack_from(">I", table, place + 4)
        found[struct.unpack_from(">H", table, start)[0]] = table[start:]
    if 12 in found:
        data = found[12]
        (groups,) = struct.unpack_from(">I", data, 12)
        triples = (struct.unpack_from(">III", data, 16 + 12 * group) for group in range(groups))
        return _CharacterMap([(last, first, glyph) for first, last, glyph in triples])
    return _CharacterMap(list(_segments(found[4]))) if 4 in found else _CharacterMap([])


def _segments(data: bytes) -> Iterator[tuple[int, int, int | tuple[int, ...]]]:
    """The ranges of a subtable of format 4."""
    (twice,) = struct.unpack_from(">H", data, 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, 14)
    starts = struct.unpack_from(f">{count}H", data, 16 + twice)
    deltas = struct.unpack_from(f">{count}H", data, 16 + 2 * twice)
    offsets = struct.unpack_from(f">{count}H", data, 16 + 3 * twice)
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if offset:
            at = 16 + 3 * twice + 2 * index + offset
            listed = (
                struct.unpack_from(f">{end - start + 1}H", data, at) if at + 2 * (end - start + 1) <= len(data) else ()
            )
            yield (
                end,
                start,
                tuple((glyph + delta) & 0xFFFF if glyph else 0 for glyph in listed) or (0,) * (end - start + 1),
            )
        else:
            yield end, start, tuple((code + delta) & 0xFFFF for code in range(start, end + 1))
