"""A file's bytes → text. Only UTF-8 is read; what else a file may be is told by name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from ..diagnostics import Diagnostic, PrintkitError, SourceFile, Span, error

MAX_BYTES: Final = 8_000_000
"""Eight times the longest report that we have heard of."""

_FOREIGN: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"PK\x03\x04", "a Word file or another package", "turn it into a report with `printkit import`"),
    (
        b"\xd0\xcf\x11\xe0",
        "a file of an old Word",
        "save it as .docx, then turn it into a report with `printkit import`",
    ),
    (b"%PDF", "a PDF", "name the report.yaml that it was made from"),
    (b"{\\rtf", "a file in rich text", "save it as plain text in UTF-8"),
)
_HAN: Final = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def read_text(path: Path) -> str:
    """The text of a file. Raises `PrintkitError`; lets `OSError` through only where the file vanished meanwhile."""
    name = str(path)
    try:
        if not path.is_file():
            raise PrintkitError([_no_file(path)])
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"`{name}` has {size:,} bytes, more than {MAX_BYTES:,}"
            raise PrintkitError(
                [error("too-large", message, hint="split the report, keep pictures in files")], exit_code=3
            )
        raw = path.read_bytes()
    except PermissionError:
        raise PrintkitError(
            [error("unreadable", f"`{name}` may not be read", hint="check the file's permissions")]
        ) from None
    return decode(raw, name)


def _no_file(path: Path) -> Diagnostic:
    if path.is_dir():
        return error("no-file", f"`{path}` is a folder", hint=f"name the file in it: `{path / 'report.yaml'}`")
    doubled = path.with_name(path.name + ".txt")
    if doubled.is_file():
        show = "switch on “File name extensions” in the file manager"
        hint = f"there is `{doubled.name}`: rename it to `{path.name}` ({show})"
        return error("no-file", f"there is no file `{path}`", hint=hint)
    return error("no-file", f"there is no file `{path}`", hint="check the name and the folder")


def decode(raw: bytes, name: str) -> str:
    """UTF-8 bytes as text, a byte-order mark dropped. Raises `PrintkitError` for other encodings."""
    for start, what, hint in _FOREIGN:
        if raw.startswith(start):
            raise PrintkitError([error("not-text", f"`{name}` is {what}, not a report in YAML", hint=hint)])
    if encoding := _wide(raw):
        raise PrintkitError([_wrong(name, "UTF-16", raw.decode(encoding, "replace"))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        for encoding, what in (("gb18030", "GB18030 (GBK, “ANSI” in a Chinese Windows)"), ("big5", "Big5")):
            text = _decoded(raw, encoding)
            if text is not None and _reads_like_chinese(text):
                raise PrintkitError([_wrong(name, what, text)]) from None
        text = raw.decode("utf-8-sig", "replace")
        byte = raw[problem.start]
        place = _place(name, text, text.find("\ufffd"))
        message = f"`{name}` is not text in UTF-8: here stands the byte 0x{byte:02X}"
        raise PrintkitError([error("encoding", message, place, hint="save the file as UTF-8")]) from None


def _wide(raw: bytes) -> str:
    """Which UTF-16 it is; empty if it is none."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = raw[:64]
    if len(head) >= 4 and head[1::2].count(0) >= len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if len(head) >= 4 and head[0::2].count(0) >= len(head) // 4 else ""


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_like_chinese(text: str) -> bool:
    foreign = [letter for letter in text[:4000] if letter > "\x7f"]
    return bool(foreign) and sum(1 for letter in foreign if _HAN.match(letter)) > 0.7 * len(foreign)


def _wrong(name: str, what: str, text: str) -> Diagnostic:
    position = next((i for i, letter in enumerate(text) if letter > "\x7f" and letter != "\ufeff"), 0)
    message = f"`{name}` is saved as {what}, not as UTF-8"
    return error(
        "encoding", message, _place(name, text, position), hint="in the editor choose “Save as”, encoding UTF-8"
    )


def _place(name: str, text: str, position: int) -> Span:
    before = text[:position]
    line, column = before.count("\n") + 1, position - before.rfind("\n")
    return Span(SourceFile(name, text), line, column, line, column + 1)
