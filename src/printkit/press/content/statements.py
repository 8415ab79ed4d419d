"""A content stream as statements: operands, operator (ISO 32000-2, 7.8.2), found by one regular expression.

Operands stay bytes: of a hundred statements, a few set a colour and the others are only copied. What could hide an
operator, a literal string or a comment, is first written so that it cannot: `(Tj)` as `<546a>`.
"""

from __future__ import annotations

import re
from typing import Final

from ...diagnostics import PrintkitError, error

Statement = tuple[bytes, bytes]
"""Operands with the white space before them, and the operator."""

_STATEMENT: Final = re.compile(
    rb"((?>[^A-Za-z'\"/<]+|/[^\0\t\n\f\r ()<>\[\]{}/%]*+|<(?:<|[^<>]*+>)|(?:true|false|null)(?![A-Za-z0-9*]))*+)"
    rb"([A-Za-z][A-Za-z0-9*]*+|['\"])"
)
_OPAQUE: Final = re.compile(rb"%[^\r\n]*|<(?:<|[^<>]*>)|\(|(?<![^\s\])>])BI(?=[\s/])")
_PARENTHESIS: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED: Final = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip
_HEXADECIMAL: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


def statements(data: bytes) -> list[Statement]:
    """Every statement in order.

    Raises `PrintkitError` (`content-stream`) for what is no sequence of statements, and (`inline-image`) for an image
    written into the stream: our own pages have none, and other ones would have to be converted as pictures are.
    """
    if b"(" in data or b"%" in data or b"BI" in data:
        data = _plain(data)
    found: list[Statement] = _STATEMENT.findall(data)
    end = sum([len(operands) + len(operator) for operands, operator in found])
    if data[end:].strip(b"\0\t\n\f\r "):
        raise PrintkitError([error("content-stream", "the drawing instructions of a page cannot be read")])
    return found


def name(operand: bytes) -> str:
    """A name as a key of a resource dictionary: `/a#31` → `/a1`."""
    if b"#" in operand:
        operand = _HEXADECIMAL.sub(lambda found: bytes([int(found[1], 16)]), operand)
    return operand.decode("utf-8", "surrogateescape")


def _plain(data: bytes) -> bytes:
    """The stream without comments, its literal strings written in hexadecimal."""
    pieces = []
    done = 0
    while found := _OPAQUE.search(data, done):
        start = found.start()
        pieces.append(data[done:start])
        match found[0][:1]:
            case b"%":
                done = found.end()
            case b"<":
                pieces.append(found[0])
                done = found.end()
            case b"(":
                done = _closing(data, start)
                pieces.append(b"<" + _ESCAPE.sub(_unescaped, data[start + 1 : done - 1]).hex().encode() + b">")
            case _:
                raise PrintkitError(
                    [error("inline-image", "a picture stands among the drawing instructions of a page")]
                )
    pieces.append(data[done:])
    return b"".join(pieces)


def _closing(data: bytes, start: int) -> int:
    """Where the literal string that begins at `start` ends, past its parenthesis."""
    depth = 0
    for found in _PARENTHESIS.finditer(data, start):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if not depth:
                return found.end()
    raise PrintkitError([error("content-stream", "a string in the drawing instructions of a page is never closed")])


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign is None:  # any end of line is a line feed (7.3.4.2)
        return b"\n"
    if sign.isdigit() and sign < b"8":
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, sign)
