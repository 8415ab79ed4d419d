"""What a reader copies from a PDF, by two programs, and what the markup says: how one is held against the other.

The rule of line ends: nothing was between two Han; between words a line end stands for the blank that the text has
there, whether it was drawn as well or not; a soft hyphen at a line's end belongs to the line, any other to the text
(pdfium makes one sign of both). White space is white space, whatever its width. What has neither ink nor width, and
only steers where lines break, is not copied. A text that goes on overleaf is taken up where the next page begins, after whatever stood at the foot.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pypdfium2

INLINE = {"span", "a", "strong", "em", "b", "i", "br", "wbr", "sup", "sub", "img", "svg", "q", "u"}
SOFT = "\u00ad"
EITHER = "\ufffe"
"""A hyphen at a line's end in the copies of pdfium, which goes on without the line's end."""
BLANKS = re.compile("[ \t\n\u2002\u2003]+")
STEERING = re.compile("[\u200b\u2060\ufeff]")
PAGE = "\f"


def by_pdfium(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    document.close()
    return PAGE.join(re.sub("[\x02\ufffe]", EITHER + "\n", page.replace("\r\n", "\n")) + "\n" for page in pages)


def by_poppler(file: Path, *options: str) -> str:
    command = ["pdftotext", *options, "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def said(html: str) -> Iterator[str]:
    """The texts of a page of HTML, block by block in its order."""
    body = lxml.html.document_fromstring(html).find("body")
    assert body is not None
    yield from filter(None, (BLANKS.sub(" ", STEERING.sub("", text)).strip() for text in _blocks(body)))


def _blocks(element: lxml.html.HtmlElement) -> Iterator[str]:
    text = element.text or ""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in ("svg", "img", "wbr", ""):
            text += child.tail or ""
            continue
        if name == "br":
            yield text
            text = child.tail or ""
            continue
        own = list(_blocks(child))
        if name in INLINE and not _apart(child) and len(own) <= 1:
            text += (own[0] if own else "") + (child.tail or "")
            continue
        yield text
        yield from own
        text = child.tail or ""
    yield text


def _apart(element: lxml.html.HtmlElement) -> bool:
    """Whether an inline element is set by itself: notes, readings, what a class takes out of the line."""
    return not set(element.classes).isdisjoint({"footnote", "rt", "entry-number", "entry-text", "entry-note", "entry-page", "sign", "note"})


def find(text: str, copied: str) -> str:
    """How `text` was copied: empty if as it stands, else what is different at the nearest place."""
    best = -1
    what = "not there"
    for start in re.finditer(re.escape(text[0]), copied):
        reached, problem = _match(text, copied, start.start())
        if not problem:
            return ""
        if reached > best:
            best, what = reached, problem
    return what


def _match(text: str, copied: str, at: int) -> tuple[int, str]:
    index = 0
    while index < len(text):
        if at >= len(copied):
            return index, "the end"
        letter, sign = text[index], copied[at]
        if (letter == sign and sign != "\n") or (letter == " " and BLANKS.match(sign) and sign != "\n"):
            index, at = index + 1, at + 1
            continue
        if sign in (SOFT, EITHER) and copied[at + 1 : at + 2] == "\n":
            index, at = index + (sign == EITHER and letter == "-"), at + 1
            continue
        if sign == "\n":
            following = at + 1
            if letter == " ":
                index += 1
            if copied[following : following + 1] != text[index : index + 1] and PAGE in copied[at : at + 90]:
                following = copied.index(PAGE, at) + 1
            at = following
            continue
        kind = "blank invented" if sign == " " else "blank lost" if letter == " " else "other text"
        return index, f"{kind}: …{text[max(0, index - 8) : index]}|{text[index : index + 6]}… copied as {copied[at - 4 : at + 4]!r}"
    return index, ""
