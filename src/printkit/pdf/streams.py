"""The bytes of a stream, unpacked up to a limit: `unpacked`. A stream of 1 MB may hold gigabytes; none is asked.

Flate, LZW, run length and the two ASCII filters are undone here, piece by piece, and leniently: what stands before a
break counts. Picture codecs are left to those who want pixels.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, Final

import pikepdf

from .values import dictionary, integer, name, sequence

_SHORT: Final = {
    "A85": "ASCII85Decode",
    "AHx": "ASCIIHexDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
    "Fl": "FlateDecode",
    "LZW": "LZWDecode",
    "RL": "RunLengthDecode",
}
_MOST_FILTERS: Final = 8


class TooLargeError(ValueError):
    """The stream unpacks to more than the limit."""


def filters(entry: Any) -> tuple[str, ...]:
    """The names of filters, in the order of decoding, short ones of inline images written out."""
    names = [name(one) for one in sequence(entry)[:64]] if isinstance(entry, pikepdf.Array) else [name(entry)]
    return tuple(_SHORT.get(one, one) for one in names if one)


def unpacked(stream: Any, limit: int) -> bytes:
    """The data of a stream behind its filters; picture codecs and unknown filters end the unpacking.

    Raises:
        TooLargeError: there are more than `limit` bytes.
        pikepdf.PdfError: the stream cannot be read at all.
    """
    data: bytes = stream.read_raw_bytes()
    chain = filters(stream.get("/Filter"))
    if len(chain) > _MOST_FILTERS:
        raise TooLargeError("a stream has too many filters")
    parameters = stream.get("/DecodeParms")
    for place, which in enumerate(chain):
        options = sequence(parameters)[place : place + 1] if isinstance(parameters, pikepdf.Array) else [parameters]
        given = dictionary(options[0]) if options else {}
        if which == "FlateDecode":
            data = _predicted(_inflated(data, limit), given)
        elif which == "LZWDecode":
            data = _predicted(_unwoven(data, limit, integer(given.get("/EarlyChange"), 1)), given)
        elif which == "RunLengthDecode":
            data = _unrun(data, limit)
        elif which == "ASCIIHexDecode":
            data = _unhexed(data)
        elif which == "ASCII85Decode":
            data = _unascii(data)
        else:
            break
    if len(data) > limit:
        raise TooLargeError(f"a stream of more than {limit} bytes")
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    machine = zlib.decompressobj()
    try:
        out = machine.decompress(data, limit + 1)
    except zlib.error:
        return _inflated_bytewise(data, limit)
    if len(out) > limit:
        raise TooLargeError(f"a stream of more than {limit} bytes")
    return out


def _inflated_bytewise(data: bytes, limit: int) -> bytes:
    """What can be had of a damaged stream: small pieces, until one fails; then once more without the header."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        machine = zlib.decompressobj(wbits)
        out = bytearray()
        try:
            for start in range(0 if wbits > 0 else 2, len(data), 256):
                out += machine.decompress(data[start : start + 256], limit + 1 - len(out))
                if len(out) > limit:
                    raise TooLargeError(f"a stream of more than {limit} bytes")
        except zlib.error:
            pass
        if out:
            return bytes(out)
    return b""


def _unwoven(data: bytes, limit: int, early: int) -> bytes:
    """LZW with codes of 9 to 12 bits (ISO 32000-1, 7.4.4)."""
    first = [bytes((value,)) for value in range(256)] + [b"", b""]
    table, out, width, held, bits = list(first), bytearray(), 9, 0, 0
    before = b""
    for byte in data:
        held = (held << 8 | byte) & 0xFFFFFF
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 256:
            table, width, before = list(first), 9, b""
            continue
        if code == 257 or code > len(table):
            break
        if not before:
            entry = table[code] if code < 256 else b""
        else:
            entry = table[code] if code < len(table) else before + before[:1]
            if len(table) < 4096:
                table.append(before + entry[:1])
        out += entry
        before = entry
        if len(out) > limit:
            raise TooLargeError(f"a stream of more than {limit} bytes")
        width = min(12, max(9, (len(table) + early).bit_length()))
    return bytes(out)


def _unrun(data: bytes, limit: int) -> bytes:
    out, place = bytearray(), 0
    while place < len(data) and data[place] != 128:
        length = data[place]
        if length < 128:
            out += data[place + 1 : place + 2 + length]
            place += length + 2
        else:
            out += data[place + 1 : place + 2] * (257 - length)
            place += 2
        if len(out) > limit:
            raise TooLargeError(f"a stream of more than {limit} bytes")
    return bytes(out)


def _unhexed(data: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">", 1)[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _unascii(data: bytes) -> bytes:
    text = re.sub(rb"[^!-uz]", b"", data.split(b"~>", 1)[0].removeprefix(b"<~"))
    out = bytearray()
    group: list[int] = []
    for byte in text:
        if byte == 0x7A and not group:
            out += b"\0\0\0\0"
            continue
        group.append(min(byte - 33, 84))
        if len(group) == 5:
            out += _four(group)
            group = []
    if len(group) > 1:
        out += _four(group + [84] * (5 - len(group)))[: len(group) - 1]
    return bytes(out)


def _four(group: list[int]) -> bytes:
    value = 0
    for digit in group:
        value = value * 85 + digit
    return (value & 0xFFFFFFFF).to_bytes(4, "big")


def _predicted(data: bytes, given: Any) -> bytes:
    """PNG and TIFF predictors undone; they are rare outside of pictures and cross-references."""
    predictor = integer(given.get("/Predictor"), 1)
    if predictor < 2:
        return data
    colours = min(max(integer(given.get("/Colors"), 1), 1), 32)
    bits = min(max(integer(given.get("/BitsPerComponent"), 8), 1), 16)
    row = (max(1, min(integer(given.get("/Columns"), 1), 1 << 20)) * colours * bits + 7) // 8
    step = max(1, colours * bits // 8)
    if predictor == 2:
        return _tiff(data, row, step) if bits == 8 else data
    out, above = bytearray(), bytearray(row)
    for start in range(0, len(data), row + 1):
        kind, line = data[start], bytearray(data[start + 1 : start + 1 + row].ljust(row, b"\0"))
        for place in range(row):
            left = line[place - step] if place >= step else 0
            up = above[place]
            if kind == 1:
                line[place] = line[place] + left & 255
            elif kind == 2:
                line[place] = line[place] + up & 255
            elif kind == 3:
                line[place] = line[place] + (left + up) // 2 & 255
            elif kind == 4:
                corner = above[place - step] if place >= step else 0
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                line[place] = line[place] + near[2] & 255
        out += line
        above = line
    return bytes(out)


def _tiff(data: bytes, row: int, step: int) -> bytes:
    out = bytearray(data)
    for start in range(0, len(out), row):
        for place in range(start + step, min(start + row, len(out))):
            out[place] = out[place] + out[place - step] & 255
    return bytes(out)
