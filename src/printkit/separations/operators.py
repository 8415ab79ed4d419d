"""The operators of a content stream as places in its bytes (ISO 32000-1, 7.8.2).

Plates change colours and leave the rest alone, so the rest is never taken apart: `operators` tells where each operator
and its operands stand, and the bytes between changes are copied. Any bytes are accepted; what is no operator is
skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_WORD: Final = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"  # a string, with brackets to three levels
    rb"|<[0-9A-Fa-f\s]*+>|/[^\s()<>\[\]{}/%]*+|%[^\r\n]*+|\("
    rb"|([A-Za-z'\"][A-Za-z0-9*'\"]*+)",
    re.DOTALL,
)
_VALUES: Final = frozenset((b"true", b"false", b"null"))
_NUMBER: Final = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)")
_NAME: Final = re.compile(rb"/([^\s()<>\[\]{}/%]*)")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_IMAGE: Final = re.compile(rb"\sEI(?=[\s/%(<\[\])]|$)")


class Operator(NamedTuple):
    """An operator: its name, where its operands begin, where it begins itself, where it ends (offsets in bytes)."""

    name: bytes
    start: int
    at: int
    end: int


def operators(data: bytes) -> Iterator[Operator]:
    """All operators in order. An inline image is one operator `BI`, from its first byte to the end of `EI`."""
    start = place = 0
    while found := _WORD.search(data, place):
        place = found.end()
        name = found.group(1)
        if name is None:
            if found.group() == b"(":
                place = _end_of_string(data, found.start())
            continue
        if name in _VALUES:
            continue
        if name == b"BI":
            place = _end_of_image(data, place)
        yield Operator(name, start, found.start(), place)
        start = place


def operand_numbers(data: bytes, operator: Operator) -> list[float]:
    """The numbers before an operator that takes numbers, and perhaps a name."""
    text = data[operator.start : operator.at]
    if b"/" in text:
        text = _NAME.sub(b" ", text)
    try:
        return [float(word) for word in text.split()]
    except ValueError:
        return [float(word) for word in _NUMBER.findall(text)]


def operand_name(data: bytes, operator: Operator) -> str:
    """The last name before an operator, without its slash; empty if there is none."""
    found = _NAME.findall(data[operator.start : operator.at])
    if not found:
        return ""
    name = _HEX.sub(lambda code: bytes([int(code.group(1), 16)]), found[-1])
    return str(name.decode("utf-8", "replace"))


def _end_of_string(data: bytes, start: int) -> int:
    depth, place = 0, start
    while place < len(data):
        byte = data[place]
        if byte == 0x5C:
            place += 1
        elif byte == 0x28:
            depth += 1
        elif byte == 0x29:
            depth -= 1
            if not depth:
                return place + 1
        place += 1
    return len(data)


def _end_of_image(data: bytes, place: int) -> int:
    """Where an inline image ends: by its words where its data is plain, else at the next `EI` that stands alone."""
    begins = re.compile(rb"[\s\]>]ID\s").search(data, place)
    if begins is None:
        return len(data)
    found = _END_OF_IMAGE.search(data, begins.end() - 1)
    while found is not None:
        after = data[found.end() : found.end() + 12]
        if all(byte in b"\t\n\r\f" or 0x20 <= byte < 0x7F for byte in after):
            return found.end()
        found = _END_OF_IMAGE.search(data, found.end())
    return len(data)
