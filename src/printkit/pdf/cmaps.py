"""CMaps: codes of a string → CIDs or Unicode (ISO 32000-1, 9.7.5 and 9.10.3): `cmap`, `named_cmap`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from . import limits
from .lexer import Word, instructions

_NO_LEADS: Final = frozenset[int]()


@dataclass(frozen=True, slots=True)
class CMap:
    """How a string is cut into codes, and what they mean.

    `spaces` holds (length in bytes, least, greatest) of codes; with none, codes have two bytes. `leads` are the first
    bytes of two-byte codes in the mixed encodings of old. `known` tells whether `meanings` covers what there is: the
    tables of predefined CMaps are not carried here.
    """

    spaces: tuple[tuple[int, int, int], ...] = ()
    meanings: dict[int, Any] = field(default_factory=dict, repr=False)
    ranges: tuple[tuple[int, int, int], ...] = ()
    vertical: bool = False
    leads: frozenset[int] = _NO_LEADS
    identity: bool = False
    known: bool = True

    def codes(self, data: bytes) -> Iterator[tuple[int, int]]:
        """The codes of a string, each with its length in bytes."""
        if self.leads:
            yield from self._mixed(data)
            return
        widths = {length for length, _, _ in self.spaces} or {2}
        if len(widths) == 1:
            width = widths.pop()
            for place in range(0, len(data), width):
                yield int.from_bytes(data[place : place + width], "big"), width
            return
        place = 0
        while place < len(data):
            for length, low, high in self.spaces:
                code = int.from_bytes(data[place : place + length], "big")
                if place + length <= len(data) and _inside(code, low, high, length):
                    break
            else:
                length, code = min(widths), data[place]
            yield code, length
            place += length

    def _mixed(self, data: bytes) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(data):
            length = 2 if data[place] in self.leads else 1
            yield int.from_bytes(data[place : place + length], "big"), length
            place += length

    def cid(self, code: int) -> int | None:
        """The CID of a code; None where the map is not known or has none."""
        if self.identity:
            return code
        found = self.meanings.get(code)
        if isinstance(found, int):
            return found
        for low, high, start in self.ranges:
            if low <= code <= high:
                return start + code - low
        return 0 if self.known else None


def _inside(code: int, low: int, high: int, length: int) -> bool:
    """Whether each byte of a code lies in its range."""
    return all(low >> s & 255 <= code >> s & 255 <= high >> s & 255 for s in range(0, length * 8, 8))


def named_cmap(title: str) -> CMap:
    """A predefined CMap (ISO 32000-1, table 118): how it cuts strings, not which CIDs it gives."""
    vertical = title.endswith("-V") or title == "V"
    if title.startswith("Identity"):
        return CMap(identity=True, vertical=vertical)
    if "UTF32" in title:
        return CMap(((4, 0, 0x10FFFF),), vertical=vertical, known=False)
    if "UCS2" in title or "UTF16" in title:
        return CMap(vertical=vertical, known=False)
    if "RKSJ" in title:
        leads = frozenset((*range(0x81, 0xA0), *range(0xE0, 0xFD)))
    elif title in ("H", "V"):
        return CMap(vertical=vertical, known=False)
    elif "EUC" in title and "GBK" not in title:
        leads = frozenset((0x8E, *range(0xA1, 0xFF)))
    else:
        leads = frozenset(range(0x81, 0xFF))
    return CMap(vertical=vertical, leads=leads, known=False)


def cmap(data: bytes, *, unicode: bool = False) -> CMap:
    """An embedded CMap, or with `unicode` a ToUnicode map, whose meanings are texts."""
    spaces: list[tuple[int, int, int]] = []
    meanings: dict[int, Any] = {}
    ranges: list[tuple[int, int, int]] = []
    vertical = False
    for operator, given in instructions(data):
        if operator == "endcodespacerange":
            for low, high in zip(given[::2], given[1::2], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and 1 <= len(low) == len(high) <= 4:
                    spaces.append((len(low), _code(low), _code(high)))
        elif operator in ("endcidchar", "endbfchar"):
            for code, meaning in zip(given[::2], given[1::2], strict=False):
                _enter(meanings, code, meaning, unicode)
        elif operator in ("endcidrange", "endbfrange"):
            for low, high, start in zip(given[::3], given[1::3], given[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes):
                    _enter_range(meanings, ranges, _code(low), _code(high), start, unicode)
        elif operator == "def" and len(given) >= 2 and given[-2] == Word("WMode"):
            vertical = given[-1] == 1
        if len(meanings) > limits.MAPPINGS:
            break
    return CMap(tuple(sorted(set(spaces))[:64]), meanings, tuple(ranges[:4096]), vertical)


def _code(raw: bytes) -> int:
    return int.from_bytes(raw[:4], "big")


def _enter(meanings: dict[int, Any], code: Any, meaning: Any, unicode: bool) -> None:
    if not isinstance(code, bytes):
        return
    if unicode and isinstance(meaning, bytes):
        meanings[_code(code)] = meaning[:64].decode("utf-16-be", "replace")
    elif not unicode and isinstance(meaning, float):
        meanings[_code(code)] = int(meaning)


def _enter_range(
    meanings: dict[int, Any], ranges: list[tuple[int, int, int]], low: int, high: int, start: Any, unicode: bool
) -> None:
    if not unicode:
        if isinstance(start, float) and low <= high:
            ranges.append((low, high, int(start)))
        return
    high = min(high, low + 0xFFFF, low + limits.MAPPINGS - len(meanings))
    if isinstance(start, list):
        for code, meaning in zip(range(low, high + 1), start, strict=False):
            if isinstance(meaning, bytes):
                meanings[code] = meaning[:64].decode("utf-16-be", "replace")
    elif isinstance(start, bytes) and start:
        head, last = start[:-2][:62].decode("utf-16-be", "replace"), int.from_bytes(start[-2:], "big")
        if len(start) >= 4 and 0xDC00 <= last <= 0xDFFF:  # a surrogate pair counts as one
            head, last = "", ord(start[-4:].decode("utf-16-be", "replace")[0])
        for code in range(low, high + 1):
            point = last + code - low
            if point > 0x10FFFF:
                break
            meanings[code] = head + ("\ufffd" if 0xD800 <= point <= 0xDFFF else chr(point))
