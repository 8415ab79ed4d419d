"""What an ICC profile says of itself: its header and its description, read without a colour engine.

ICC.1:2010, 7.2 (header: 128 bytes), 7.3 (tag table), 9.2.41 (`desc`), 10.13 (`mluc`). A file that lies about its
lengths is refused here, before any colour engine opens it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ..diagnostics import PrintkitError, error

LARGEST: Final = 32_000_000
"""Bytes of a profile; the largest ones of print have four."""
_MOST_TAGS: Final = 200
_LONGEST: Final = 200
"""Letters of a description that are kept."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC profile: `kind` is its class (`prtr`, `mntr` …), `space` its colours (`CMYK`, `RGB `)."""

    data: bytes = field(repr=False)
    version: tuple[int, int]
    kind: str
    space: str
    connection: str
    """The space that it leads to: `Lab ` or `XYZ `."""
    description: str
    tags: Mapping[str, bytes] = field(repr=False)


def read_profile(data: bytes, name: str) -> Profile:
    """Read a profile; `name` is how messages call it. Raises `PrintkitError` (`bad-profile`)."""
    if len(data) > LARGEST:
        raise _bad(name, f"it has more than {LARGEST // 1_000_000} MB")
    if len(data) < 132 or data[36:40] != b"acsp":
        raise _bad(name, "it does not begin as an ICC profile does")
    size = int.from_bytes(data[:4], "big")
    if size > len(data):
        raise _bad(name, f"it is cut short: {len(data)} of {size} bytes are there")
    data = data[:size]
    tags = _tags(data, name)
    return Profile(
        data,
        (data[8], data[9] >> 4),
        _letters(data[12:16]),
        _letters(data[16:20]),
        _letters(data[20:24]),
        _description(tags.get("desc", b"")),
        tags,
    )


def _tags(data: bytes, name: str) -> dict[str, bytes]:
    count = int.from_bytes(data[128:132], "big")
    if count > _MOST_TAGS or 132 + 12 * count > len(data):
        raise _bad(name, f"its table of {count} tags does not fit into it")
    found = {}
    for place in range(132, 132 + 12 * count, 12):
        signature, start, length = struct.unpack(">4sII", data[place : place + 12])
        if start < 128 or start + length > len(data):
            raise _bad(name, f"its tag `{_letters(signature)}` lies outside of it")
        found[_letters(signature)] = data[start : start + length]
    return found


def _description(tag: bytes) -> str:
    """The text of `desc` (version 2) or of the first English, else first, entry of `mluc` (version 4)."""
    text = ""
    if tag[:4] == b"desc" and len(tag) >= 12:
        text = tag[12 : 12 + int.from_bytes(tag[8:12], "big")].partition(b"\0")[0].decode("ascii", "replace")
    elif tag[:4] == b"mluc" and len(tag) >= 16:
        count, width = struct.unpack(">II", tag[8:16])
        entries = (
            [tag[at : at + 12] for at in range(16, min(16 + 12 * count, len(tag) - 11), 12)] if width == 12 else []
        )
        entries.sort(key=lambda entry: entry[:2] != b"en")
        if entries:
            length, start = struct.unpack(">II", entries[0][4:12])
            text = tag[start : start + length].decode("utf-16-be", "replace").partition("\0")[0]
    return "".join(letter for letter in text[:_LONGEST] if letter.isprintable()).strip()


def _letters(signature: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else "?" for byte in signature)


def _bad(name: str, why: str) -> PrintkitError:
    hint = "name an ICC profile of a printing process, as the print shop or the ECI gives them"
    return PrintkitError([error("bad-profile", f"`{name}` is not a usable ICC profile: {why}", hint=hint)])
