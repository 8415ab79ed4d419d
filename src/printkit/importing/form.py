"""Which form an article has, by its content; and its bytes as text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from ..diagnostics import PrintkitError, error

FORMS: Final = ("web-save", "html", "docx", "markdown", "text")
"""`web-save`: title, source, HTML paragraphs and keywords, as a web editor saves them."""

MAX_BYTES: Final = 24_000_000

_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_GB: Final = frozenset({"gb2312", "gbk", "gb-2312", "gb_2312-80", "gb18030", "x-gbk", "cp936"})
_HTML: Final = re.compile(
    r"<(?:!doctype|html|head|body|p|div|section|article|main|h[1-6]|table|ul|ol|span|blockquote|img|br|figure|strong|b)\b",
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(r"^\s*<(?:p|div|section|article|h[1-6]|table|[uo]l|blockquote|figure)\b[^<>]*>", re.I)
_MARKDOWN: Final = re.compile(
    r"^#{1,6} +\S|^\s*\|?[ :]*-{3,}[ :]*\||^!\[[^\]\n]*\]\(|^\[\^[^\]\s]+\]:|^(?:```|~~~)|\[[^\]\n]+\]\([^)\s]+\)"
    r"|^> \S|\*\*[^*\n]+\*\*|^[-*+] +\S",
    re.MULTILINE,
)


def read_bytes(path: Path) -> bytes:
    """The article's bytes. Raises `PrintkitError` for what is no readable file or too large."""
    name = path.name
    try:
        if not path.is_file():
            raise PrintkitError([error("no-file", f"there is no file `{name}`", hint="check the name and the folder")])
        if path.stat().st_size > MAX_BYTES * 5:
            raise _too_large(name)
        return path.read_bytes()
    except OSError as problem:
        message = f"`{name}` cannot be read: {problem.strerror or 'unknown reason'}"
        raise PrintkitError([error("unreadable", message, hint="check the file's permissions")]) from None


def _too_large(name: str) -> PrintkitError:
    message = f"`{name}` is larger than an article may be"
    return PrintkitError([error("too-large", message, hint="cut it in parts, keep pictures in files")], exit_code=3)


def decode(raw: bytes, name: str) -> str:
    """Bytes as text: by byte-order mark, as UTF-8 if they are, by the page's own `charset`, as GB18030."""
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    for mark, coding in marks.items():
        if raw.startswith(mark):
            return raw.decode(coding, errors="replace")
    for coding in ("utf-8", *_declared(raw), "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            pass
        if coding == "utf-8" and not _declared(raw):
            _refuse_damaged(raw, name)
    message = f"`{name}` is not text in UTF-8 or GB18030"
    raise PrintkitError([error("encoding", message, hint="save the article as UTF-8")])


def _refuse_damaged(raw: bytes, name: str) -> None:
    """UTF-8 with a few broken places must not be taken for GB18030: it would import as other characters."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(1 for c in text if c > "\x7f") > 10 * broken:
        line = text[: text.index("\ufffd")].count("\n") + 1
        message = f"`{name}` is UTF-8 with {broken} damaged place(s), the first in line {line}"
        raise PrintkitError([error("encoding", message, hint="mend the place in an editor and save the file again")])


def _declared(raw: bytes) -> list[str]:
    found = _CHARSET.search(raw[:4096])
    if not found:
        return []
    name = found[1].decode("ascii").lower()
    if name in _GB:
        return ["gb18030"]
    try:
        info = codecs.lookup(name)
    except LookupError:
        return []
    # Only real character sets: Python also calls rot13, zip and base64 encodings.
    return [info.name] if info._is_text_encoding else []


def detect(path: Path, raw: bytes) -> str:
    """The form of an article. Raises `PrintkitError` for files that cannot be one."""
    for start, what, hint in (
        (b"%PDF", "a PDF", "import the document that it was made from"),
        (b"\xd0\xcf\x11\xe0", "a Word file of the old kind (.doc)", "save it as .docx"),
        (b"{\\rtf", "a file in Rich Text Format", "save it as .docx"),
        (b"\x89PNG", "a picture", "name an article"),
        (b"\xff\xd8\xff", "a picture", "name an article"),
    ):
        if raw.startswith(start):
            raise PrintkitError([error("unknown-form", f"`{path.name}` is {what}, not an article", hint=hint)])
    if raw.startswith(b"PK"):
        return "docx"
    text = decode(raw, path.name)
    if not text.strip():
        raise PrintkitError([error("empty", f"`{path.name}` is empty", hint="check the name of the file")])
    return _detect_text(path, text)


def _detect_text(path: Path, text: str) -> str:
    if re.match(r"(?:From|MIME-Version|Snapshot-Content-Location): ", text.lstrip()[:200]):
        message = f"`{path.name}` is a web archive (.mhtml)"
        raise PrintkitError([error("unknown-form", message, hint="save the page as “web page, HTML only”")])
    start = re.sub(r"^(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*>)+", "", text[:20_000], flags=re.DOTALL)
    markdown = path.suffix.lower() in (".md", ".markdown")
    if _HTML.match(start) and (not markdown or re.match(r"<(?:!doctype|html)", start, re.I)):
        return "html"
    if markdown:
        return "markdown"
    if markup_from(text) is not None:
        return "web-save"
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or len(_HTML.findall(text[:200_000])) > 8:
        return "html"
    return "markdown" if len(_MARKDOWN.findall(text[:200_000])) >= 2 else "text"


def markup_from(text: str) -> int | None:
    """The number of the first line that is HTML, if one to six lines of plain text stand before it."""
    before = 0
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        if _BLOCK.match(line):
            return number if before else None
        if _HTML.match(line.strip()) or before >= 6:
            return None
        before += 1
    return None
