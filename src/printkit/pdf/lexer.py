"""A content stream as operators with their operands: `instructions`, lenient and one at a time.

qpdf's reader gives a stream as a list of objects, which takes a kilobyte for each operator and gives up after some
faults. This one holds nothing, skips what it cannot read, and tells.

Operands are float, bytes (strings), `Word` (names, without the slash), list, dict (by name), bool or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from . import limits


class Word(str):
    """A name, as an operand."""

    __slots__ = ()


Operand = Any
Instruction = tuple[str, list[Operand]]

FAULT: Final = "!"
"""The operator of an instruction that tells of something unreadable; its operand says what."""
INLINE_IMAGE: Final = "BI"
"""The operator of a whole inline image; its operands are the dictionary and the data."""

_END: Final = rb"(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)"
_TOKEN: Final = re.compile(
    rb"[\0\t\n\f\r ]*(?:"
    rb"([+-]?(?:\d+\.?\d*|\.\d+))"
    + _END  # 1 a number
    + rb"|([A-Za-z'\"][^\0\t\n\f\r ()<>\[\]{}/%]*)"  # 2 an operator
    rb"|/([^\0\t\n\f\r ()<>\[\]{}/%]*)"  # 3 a name
    rb"|\(([^()\\\r]*)\)"  # 4 a plain string
    rb"|<([0-9A-Fa-f\0\t\n\f\r ]*)>"  # 5 a string in hex
    rb"|(\[|\]|<<|>>)"  # 6 the ends of arrays and dictionaries
    rb"|(\()"  # 7 a string with brackets or escapes
    rb"|(%[^\r\n]*|\Z)"  # 8 a remark, or the end
    rb"|([^\0\t\n\f\r ()<>\[\]{}/%]+|.)"  # 9 a number badly written, or anything else
    rb")",
    re.DOTALL,
)
_WORDS: Final = {b"true": True, b"false": False, b"null": None}
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))|\r\n?", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BRACKET: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_BAD_NUMBER: Final = re.compile(rb"[+-]*(\d*\.?\d*)")
_IMAGE_END: Final = re.compile(rb"(?<=[\0\t\n\f\r >])EI(?=[\0\t\n\f\r ]|\Z)")
_CONTENT: Final = re.compile(rb"[\t\n\r -~]*\Z")
_DEEPEST: Final = 32
_PLAIN: Final = {
    "F": "Filter",
    "W": "Width",
    "H": "Height",
    "IM": "ImageMask",
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
}
_COUNTS: Final = {"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}


def instructions(data: bytes) -> Iterator[Instruction]:
    """The operators of a stream in order, each with the operands before it."""
    operands: list[Operand] = []
    within: list[list[Operand]] = []
    place, match, end = 0, _TOKEN.match, len(data)
    while place < end:
        found = match(data, place)
        if found is None:
            return
        place = found.end()
        match found.lastindex:
            case 1:
                operands.append(float(found[1]))
                continue
            case 2:
                word = found[2]
                if word in _WORDS:
                    operands.append(_WORDS[word])
                    continue
                if within:
                    yield FAULT, [f"operator {word[:8]!r} inside an array"]
                    operands, within = within[0], []
                if word == b"BI":
                    *image, place = _inline_image(data, place)
                    yield INLINE_IMAGE, image
                else:
                    yield word.decode("latin-1"), operands
                operands = []
                continue
            case 3:
                operands.append(_name(found[3]))
            case 4:
                operands.append(found[4])
            case 5:
                operands.append(_hex(found[5]))
            case 6:
                operands = _bracket(found[6], operands, within)
            case 7:
                text, place = _string(data, place)
                operands.append(text)
            case 9:
                value = _number(found[9])
                if value is None:
                    yield FAULT, [f"unreadable {found[9][:12]!r}"]
                else:
                    operands.append(value)
        if len(operands) > limits.OPERANDS and not within:
            yield FAULT, ["an operator with too many operands"]
            operands = []
    if operands or within:
        yield FAULT, ["the content ends inside an operator"]


def _bracket(mark: bytes, operands: list[Operand], within: list[list[Operand]]) -> list[Operand]:
    """Begin or end an array or dictionary: the list that operands go to from here on."""
    if mark in (b"[", b"<<"):
        if len(within) >= _DEEPEST:
            return operands
        within.append(operands)
        return []
    if not within:
        return operands
    outer = within.pop()
    outer.append(operands if mark == b"]" else _pairs(operands))
    return outer


def _pairs(items: list[Operand]) -> dict[str, Operand]:
    return {str(key): value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, Word)}


def _name(raw: bytes) -> Word:
    if b"#" in raw:
        raw = _HEX.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), raw)
    return Word(raw.decode("utf-8", "replace"))


def _hex(raw: bytes) -> bytes:
    digits = raw if raw.isalnum() else re.sub(rb"[^0-9A-Fa-f]", b"", raw)
    return bytes.fromhex((digits + b"0" if len(digits) & 1 else digits).decode("ascii"))


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string from behind its first bracket, and the place behind its last one; brackets inside are paired."""
    depth, place = 1, start
    while depth:
        found = _BRACKET.search(data, place)
        if found is None:
            place = len(data) + 1
            break
        place = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return _ESCAPE.sub(_unescaped, data[start : place - 1]), min(place, len(data))


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 255,))
    if found[2]:
        return b""
    return _ESCAPED.get(found[3], found[3]) if found[3] else b"\n"


def _number(raw: bytes) -> float | None:
    """A number as readers forgive it: `--5`, `1.2.3`, `5-3`, `1e3` are cut where they stop to be one."""
    found = _BAD_NUMBER.match(raw)
    if found is None or not found[1].strip(b"."):
        return 0.0 if raw in (b"-", b"+", b".", b"-.") else None
    return -float(found[1]) if raw.startswith(b"-") else float(found[1])


def _inline_image(data: bytes, start: int) -> tuple[dict[str, Operand], bytes, int]:
    """The dictionary and the data of an inline image, and the place behind its `EI`.

    Nothing tells how long the data is where it has a filter, so `EI` counts where what follows looks like content.
    """
    operands: list[Operand] = []
    within: list[list[Operand]] = []
    place = start
    while True:
        found = _TOKEN.match(data, place)
        if found is None or found.end() == place:
            return _pairs(operands), b"", len(data)
        place = found.end()
        match found.lastindex:
            case 1:
                operands.append(float(found[1]))
            case 2:
                if found[2] == b"ID":
                    break
                if found[2] == b"EI":
                    return _pairs(operands), b"", place
                operands.append(_WORDS.get(found[2]))
            case 3:
                operands.append(_name(found[3]))
            case 4 | 5:
                operands.append(found[4] if found.lastindex == 4 else _hex(found[5]))
            case 6:
                operands = _bracket(found[6], operands, within)
            case 7:
                text, place = _string(data, place)
                operands.append(text)
    place += 1
    entries = _pairs(within[0] if within else operands)
    known = place + _plain_size(entries)
    ends = list(_IMAGE_END.finditer(data, place, place + limits.INLINE_IMAGE))
    likely = [end for end in ends if end.start() - known in (0, 1, 2)]
    likely = likely or [end for end in ends if _CONTENT.match(data[end.end() : end.end() + 12])] or ends
    if not likely:
        return entries, data[place:], len(data)
    return entries, data[place : likely[0].start() - 1], likely[0].end()


def _plain_size(entries: dict[str, Operand]) -> int:
    """Bytes of an inline image without filters; -9 where nothing tells."""
    entry = {short: entries.get(short, entries.get(long)) for short, long in _PLAIN.items()}
    if entry["F"] or not isinstance(entry["W"], float) or not isinstance(entry["H"], float):
        return -9
    bits = 1.0 if entry["IM"] is True else entry["BPC"]
    count = _COUNTS.get(str(entry["CS"]), 1 if isinstance(entry["CS"], list) or entry["IM"] is True else 0)
    return int((entry["W"] * bits * count + 7) // 8 * entry["H"]) if count and isinstance(bits, float) else -9
