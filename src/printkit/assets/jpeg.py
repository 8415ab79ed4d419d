"""A JPEG without what was written beside its picture; the pixels stay as they were coded (T21).

The file is walked segment by segment and only what decoding needs is taken along. So EXIF, XMP, IPTC,
comments and previews go, and whatever stands behind the end: telephones put films and second pictures
there, each with its own place and time.
"""

from __future__ import annotations

from typing import Final

_TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE})
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - _TABLES - {0xC8}
_SCAN, _END, _JFIF, _PROFILE, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_MOST_SCANS: Final = 100
"""A photograph that loads in steps has about ten; thousands would keep a decoder busy for hours."""


def strip_jpeg(data: bytes) -> bytes:
    """The picture alone. Raises `ValueError` where the file ends too early or is no JPEG."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("it does not begin as a JPEG")
    out = bytearray(data[:2])
    position, scans = 2, 0
    while True:
        # Decoders skip stray bytes between segments, and so do we.
        position = data.find(b"\xff", position)
        if position < 0 or position + 2 > len(data):
            raise ValueError("it ends too early")
        marker = data[position + 1]
        if marker == 0xFF:  # filling
            position += 1
            continue
        if marker == _END:
            return bytes(out + b"\xff\xd9")
        if marker in _ALONE or marker == 0x00:
            position += 2
            continue
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        end = position + 2 + length
        if length < 2 or end > len(data):
            raise ValueError("it ends too early")
        out += _kept(marker, data[position:end])
        if marker == _SCAN:
            scans += 1
            if scans > _MOST_SCANS:
                raise ValueError("it is coded in too many steps")
            position = _scan_end(data, end)
            out += data[end:position]
        else:
            position = end


def _kept(marker: int, segment: bytes) -> bytes:
    if marker in _TABLES or marker in _FRAMES or marker == _SCAN:
        return segment
    if marker == _JFIF and segment[4:9] == b"JFIF\0" and len(segment) >= 18:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"  # without the preview
    if marker == _PROFILE and segment[4:16] == b"ICC_PROFILE\0":
        return segment
    if marker == _ADOBE and segment[4:9] == b"Adobe":  # tells how inks are coded
        return b"\xff\xee\x00\x0e" + segment[4:16]
    return b""


def _scan_end(data: bytes, position: int) -> int:
    """Where the coded pixels end: at the next marker that is neither stuffing nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise ValueError("it ends too early")
        follower = data[position + 1]
        if follower == 0xFF:
            position += 1
        elif follower == 0x00 or follower in _ALONE:
            position += 2
        else:
            return position
