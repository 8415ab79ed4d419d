"""Further glyphs for a TrueType file: the ink of a glyph that it has, with an advance of their own.

The widths that a PDF states must be those of the font in it (ISO 14289-1, 7.21.5), so a glyph that is to be wider
or narrower in the text is one more glyph of the file. The tables are those of the OpenType specification.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

_KEPT: Final = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
"""What a renderer of PDF reads of a TrueType file (ISO 32000-2, 9.9)."""
_ARGUMENTS_ARE_OFFSETS: Final = 0x0002
_MAGIC: Final = 0xB1B0AFBA


class Copy(NamedTuple):
    """The ink of glyph `glyph`, `advance` wide in units of the font."""

    glyph: int
    advance: int


def with_copies(font: bytes, first: int, copies: Sequence[Copy]) -> bytes:
    """The file with the copies as its glyphs from number `first` on. It must have fewer than `first` before."""
    tables = _tables(font)
    head, hhea, maxp = (bytearray(tables[name]) for name in ("head", "hhea", "maxp"))
    (count,) = struct.unpack_from(">H", maxp, 4)
    assert count <= first, "the copies come behind all glyphs"
    ink, metrics = bytearray(tables["glyf"]), _metrics(tables["hmtx"], *struct.unpack_from(">H", hhea, 34))
    ink += bytes(-len(ink) % 4)
    places = _places(tables["loca"], *struct.unpack_from(">h", head, 50))
    metrics += bytes(4 * (first - count))
    places.extend([places[-1]] * (first - count))
    places[-1] = len(ink)
    for glyph, advance in copies:
        metrics += struct.pack(">H", advance) + metrics[4 * glyph + 2 : 4 * glyph + 4]
        start = places[glyph]
        if start != places[glyph + 1]:
            # A composite of one part, in the bounds of that part.
            ink += struct.pack(">h", -1) + ink[start + 2 : start + 10]
            ink += struct.pack(">HHbb", _ARGUMENTS_ARE_OFFSETS, glyph, 0, 0)
        places.append(len(ink))
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, first + len(copies))
    _grow(maxp, first + len(copies))
    tables.update(head=head, hhea=hhea, maxp=maxp, glyf=ink, hmtx=metrics, loca=_big_endian(places).tobytes())
    return _file({name: bytes(tables[name]) for name in _KEPT if name in tables})


def _tables(font: bytes) -> dict[str, bytes | bytearray]:
    (count,) = struct.unpack_from(">H", font, 4)
    found: dict[str, bytes | bytearray] = {}
    for index in range(count):
        name, _sum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        found[name.decode("ascii")] = font[start : start + length]
    return found


def _metrics(table: bytes | bytearray, whole: int) -> bytearray:
    """Advance and left bearing of every glyph; behind the first `whole` the table has bearings alone."""
    full = bytearray(table[: 4 * whole])
    advance = full[-4:-2]
    for start in range(4 * whole, len(table) - 1, 2):
        full += advance + table[start : start + 2]
    return full


def _places(table: bytes | bytearray, long: int) -> array[int]:
    """Where the ink of each glyph begins, and of the last ends."""
    places = _big_endian(array("I" if long else "H", bytes(table)))
    return places if long else array("I", [2 * place for place in places])


def _big_endian(values: array[int]) -> array[int]:
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _grow(maxp: bytearray, count: int) -> None:
    """The bounds that a reader may rely on, with composites of one more level among the glyphs."""
    bounds = list(struct.unpack(">15H", maxp[:32][2:] if len(maxp) < 32 else maxp[2:32]))
    # Counted from the second half of the version: glyphs, points, contours, the same of composites …
    bounds[1] = count
    bounds[4], bounds[5] = max(bounds[2], bounds[4]), max(bounds[3], bounds[5])
    bounds[13], bounds[14] = max(bounds[13], 1), bounds[14] + 1
    struct.pack_into(">15H", maxp, 2, *bounds)


def _file(tables: dict[str, bytes]) -> bytes:
    names = sorted(tables)
    power = len(names).bit_length() - 1
    header = bytearray(
        struct.pack(">IHHHH", 0x00010000, len(names), 16 << power, power, 16 * (len(names) - (1 << power)))
    )
    place = 12 + 16 * len(names)
    body = bytearray()
    for name in names:
        data = tables[name]
        if name == "head":
            data = data[:8] + bytes(4) + data[12:]
        header += struct.pack(">4sIII", name.encode("ascii"), _checksum(data), place + len(body), len(data))
        if name == "head":
            adjusted = place + len(body) + 8
        body += data + bytes(-len(data) % 4)
    font = header + body
    struct.pack_into(">I", font, adjusted, (_MAGIC - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes | bytearray) -> int:
    return sum(_big_endian(array("I", bytes(data) + bytes(-len(data) % 4)))) & 0xFFFFFFFF
