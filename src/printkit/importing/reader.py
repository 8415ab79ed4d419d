"""A tree of harmless HTML → pieces in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from ..report.inline import allowed_address
from .lists import read_list
from .manner import Manner, Page, manner_of
from .pieces import (
    Caption,
    Citation,
    Entries,
    Entry,
    Grid,
    Heading,
    Line,
    Lost,
    Piece,
    Stretch,
    Words,
    is_blank,
    joined,
    letters,
    lines,
    one_line,
    split,
    trimmed,
    visible,
)
from .sanitise import LOST
from .tables import read_table

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "header", "hr", "legend", "li", "main", "nav", "p", "pre", "section", "summary", "tbody", "td",
    "th", "thead", "tr",
})  # fmt: skip
_BULLET: Final = re.compile(r"^[·•●○■□◆▪§Øoüv\-–][\s\u00a0]*$")
_NUMBER: Final = re.compile(r"^[(（]?(?:\d{1,3}|[a-z])[.)）、．][\s\u00a0]*$")


class Reader:
    """Reads one element: text gathers into lines, which end where a block or `<br>` does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pieces: list[Piece] = []
        self._line: list[Stretch] = []
        self._queue: list[Piece] = []
        self._centred = False
        self._entry: bool | None = None

    def read(self, element: Any, manner: Manner) -> list[Piece]:
        """The pieces inside an element."""
        self._centred = manner.centred
        self._walk(element, manner)
        self._flush()
        return self.pieces

    def _walk(self, element: Any, manner: Manner) -> None:
        self._text(element.text, manner)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, manner)
            self._text(child.tail, manner)

    def _element(self, element: Any, manner: Manner) -> None:
        tag = element.tag
        if element.get("data-skip"):
            return
        if number := element.get("data-note"):
            self._line.append(Stretch("", note=self.page.notes[int(number)]))
            return
        style = element.get("style") or ""
        if "display:none" in style.replace(" ", "") or element.get("hidden") is not None:
            self.page.hidden += len("".join(element.itertext()).strip())
            return
        manner = manner_of(element, style, manner)
        if tag == "a" and manner.address and not allowed_address(manner.address):
            self.page.links += 1
            manner = replace(manner, address="")
        if tag in LOST:
            self._lost(element, manner)
        elif method := getattr(self, f"_do_{tag}", None):
            method(element, manner)
        elif tag in _BLOCKS:
            self._block(element, manner)
        elif "mso-list:Ignore" in style:
            self._marker(element, manner)
        else:
            self._walk(element, manner)

    def _block(self, element: Any, manner: Manner) -> None:
        self._flush()
        before = self._entry
        if (element.get("class") or "").startswith("MsoListParagraph"):
            self._entry = False
        self.page.groups += 1
        self._centred = manner.centred
        self._walk(element, manner)
        self._flush()
        self.page.groups += 1
        self._entry = before

    def _text(self, text: str | None, manner: Manner) -> None:
        if not text:
            return
        text = visible(text)
        if not manner.exact:
            text = re.sub(r"[ \t\f]+", " ", one_line(text))
        if text:
            if not self._line:
                self._centred = manner.centred
            self._line.append(Stretch(text, manner.bold, manner.italic, manner.address))

    def _flush(self) -> None:
        """End the line; what stood inside it follows."""
        words, self._line = tuple(self._line), []
        for part in lines(words):
            if self._entry is None:
                self.pieces.append(Line(part, self._centred, self.page.groups))
                continue
            last = self.pieces[-1] if self.pieces else None
            if isinstance(last, Entries) and last.ordered == self._entry:
                self.pieces[-1] = replace(last, entries=(*last.entries, Entry(part)))
            else:
                self.pieces.append(Entries((Entry(part),), self._entry))
        self.pieces += self._queue
        self._queue = []

    def _put(self, piece: Piece) -> None:
        """A piece found inside a line stands after it, so that the paragraph stays whole."""
        if is_blank(tuple(self._line)):
            self._flush()
            self.pieces.append(piece)
        else:
            self._queue.append(piece)

    def _lost(self, element: Any, manner: Manner) -> None:
        if element.tag == "input" and (element.get("type") or "").lower() in ("hidden", "submit", "button", "image"):
            return
        address = next((a for key in ("src", "data-src", "data") if (a := element.get(key))), "")
        if address.startswith("//"):
            address = f"https:{address}"
        video = element.tag == "iframe" and "video" in (element.get("class") or "")
        lost = Lost("video" if video else LOST[element.tag], address if re.match("https?://", address) else "")
        if element.tag == "math":
            self._walk(element, manner)
        if lost not in (*self.pieces[-1:], *self._queue[-1:]):
            self._put(lost)

    def _marker(self, element: Any, manner: Manner) -> None:
        """The bullet or number that Word writes into a list paragraph."""
        text = "".join(element.itertext()).strip()
        if self._entry is not None and (_BULLET.match(text) or _NUMBER.match(text)):
            self._entry = _NUMBER.match(text) is not None and not _BULLET.match(text)
        else:
            self._walk(element, manner)

    def _inside(self, element: Any, manner: Manner) -> list[Piece]:
        return Reader(self.page).read(element, manner)

    def _do_br(self, _element: Any, _manner: Manner) -> None:
        centred = self._centred
        self._flush()
        self._centred = centred

    def _do_img(self, element: Any, manner: Manner) -> None:
        if "emoji" in (element.get("class") or "").lower() and element.get("alt"):
            self._text(element.get("alt"), manner)
            return
        shot = self.page.pictures.take(element)
        if shot:
            self._put(replace(shot, group=self.page.groups))

    def _do_svg(self, element: Any, manner: Manner) -> None:
        if element.find(".//image") is not None or "".join(element.itertext()).strip():
            self._walk(element, manner)
            self._put(Lost("drawing"))

    def _do_ruby(self, element: Any, manner: Manner) -> None:
        base = visible(element.text or "").strip()
        for child in element:
            text = visible("".join(child.itertext())).strip()
            if child.tag == "rt":
                self._line.append(Stretch(base, manner.bold, manner.italic, manner.address, reading=text))
                base = ""
            elif child.tag != "rp":
                base += text
            base += visible(child.tail or "").strip()
        self._text(base, manner)

    def _do_sup(self, element: Any, manner: Manner) -> None:
        text = "".join(element.itertext()).strip()
        if text in ("2", "3") and not len(element):
            self._text({"2": "²", "3": "³"}[text], manner)
        else:
            self._walk(element, manner)

    def _do_del(self, element: Any, manner: Manner) -> None:
        self.page.struck += 1
        self._walk(element, manner)

    _do_s = _do_strike = _do_del

    def _do_q(self, element: Any, manner: Manner) -> None:
        self._text("“", manner)
        self._walk(element, manner)
        self._text("”", manner)

    def _do_title(self, _element: Any, _manner: Manner) -> None:
        """Facts of the page, not its text."""

    _do_meta = _do_title

    def _heading(self, element: Any, manner: Manner) -> None:
        self._flush()
        inner = self._inside(element, replace(manner, bold=False))
        words = [piece.words for piece in inner if isinstance(piece, Line)]
        if words:
            self.pieces.append(Heading(joined(words), int(element.tag[1])))
        self.pieces += [piece for piece in inner if not isinstance(piece, Line)]

    _do_h1 = _do_h2 = _do_h3 = _do_h4 = _do_h5 = _do_h6 = _heading

    def _list(self, element: Any, manner: Manner) -> None:
        self._flush()
        pieces, lost_levels = read_list(element, lambda e: self._inside(e, manner_of(e, e.get("style") or "", manner)))
        self.page.flattened += lost_levels
        self.pieces += pieces

    _do_ul = _do_ol = _do_dl = _list

    def _do_table(self, element: Any, manner: Manner) -> None:
        self._flush()
        found = read_table(element, lambda cell: self._inside(cell, replace(manner, centred=False)))
        self.pieces += [found] if isinstance(found, Grid) else found

    def _do_blockquote(self, element: Any, manner: Manner) -> None:
        self._flush()
        if manner.quoted:
            self._block(element, manner)
            return
        inner = self._inside(element, replace(manner, quoted=True))
        if not inner or not all(isinstance(piece, Line) for piece in inner):
            self.pieces += inner
            return
        words = [piece.words for piece in inner if isinstance(piece, Line)]
        source: Words = ()
        if len(words) > 1 and (dash := re.match(r"\s*(?:——|—|--|–|出自|来源[:：])\s*", letters(words[-1]))):
            source = trimmed(split(words.pop(), dash.end())[1])
        self.pieces += [Citation(part) for part in words[:-1]]
        self.pieces.append(Citation(words[-1], source))

    def _do_pre(self, element: Any, manner: Manner) -> None:
        self._block(element, replace(manner, exact=True))

    def _do_figcaption(self, element: Any, manner: Manner) -> None:
        self._flush()
        for piece in self._inside(element, manner):
            self.pieces.append(Caption(piece.words) if isinstance(piece, Line) else piece)
