"""Pieces in reading order → the parts of a report, as plain data whose texts are `Leaf`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from .captions import Arranged, Plate, arrange
from .closing import take_closing
from .front import Front
from .pieces import (
    Citation,
    Entries,
    Entry,
    Grid,
    Heading,
    Line,
    Lost,
    Stretch,
    Words,
    all_bold,
    is_blank,
    joined,
    letters,
    size,
    unstressed,
    words_of,
)  # fmt: skip
from .runin import run_in


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of the report before it is settled. A `headline` keeps the blanks between its phrases."""

    words: Words
    headline: bool = False


_NUMBERED: Final = re.compile(
    r"[\s\u00a0]*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部篇]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|(?:Chapter|Part|Section)\s+\d)"
)
_STOPS: Final = "。，；！？：,;!?:.…"
_LONGEST_HEADING: Final = 30

_NOTES: Final[dict[str, tuple[str, str]]] = {
    "video": ("视频", "A video"), "audio": ("音频", "A sound recording"), "frame": ("嵌入的网页内容", "A web page"),
    "embedded object": ("嵌入的对象", "An embedded object"), "drawing": ("动态图形", "A drawing made by the page"),
    "image map": ("可点击的图", "A clickable picture"), "formula": ("公式", "A formula"), "form": ("表单", "A form"),
    "mini program": ("小程序", "A mini program"), "shop card": ("商品卡片", "A shop card"), "vote": ("投票", "A vote"),
    "map": ("地图", "A map"), "account card": ("公众号名片", "An account card"),
}  # fmt: skip


def build(front: Front, language: str) -> tuple[dict[str, Any], list[str]]:
    """The report as data, and the kinds of things that could not be represented."""
    pieces, lead, slogan = take_closing(arrange(list(front.pieces)))
    lost = [piece.what for piece in pieces if isinstance(piece, Lost)]
    data: dict[str, Any] = _front_data(front)
    sections = _sections(_with_headings(pieces), language)
    if sections:
        data["sections"] = sections
    if slogan:
        closing = {"lead": Leaf(lead, headline=True)} if lead else {}
        data["closing"] = {**closing, "slogan": [Leaf(line, headline=True) for line in slogan]}
    if front.keywords:
        data["keywords"] = [Leaf(words_of(word), headline=True) for word in front.keywords]
    return data, lost


def _front_data(front: Front) -> dict[str, Any]:
    data: dict[str, Any] = {"title": Leaf(_halves(front.title), headline=True)}
    if front.subtitle:
        data["subtitle"] = Leaf(words_of(front.subtitle), headline=True)
    if front.source:
        data["source"] = Leaf(words_of(front.source), headline=True)
    return data


def _halves(title: str) -> Words:
    """A title of two halves: the blank between them stays, and it is where the title may break."""
    parts = re.split(r"(?<=[^\s\x00-\x7f])[\s\u00a0\u3000]+(?=[^\s\x00-\x7f])", title)
    if not 2 <= len(parts) <= 3 or min(map(len, parts)) < 3:
        return words_of(title)
    out: list[Stretch] = []
    for part in parts[:-1]:
        out += [Stretch(f"{part} "), Stretch("", hint=True)]
    return (*out, Stretch(parts[-1]))


def _with_headings(pieces: list[Arranged]) -> list[Arranged]:
    """Where an article marks no headings, its short bold or numbered lines are them."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    if any(isinstance(piece, Heading) for piece in pieces):
        return pieces
    bold = sum(size(line.words) for line in lines if all_bold(line.words))
    trust_bold = bold * 3 <= sum(size(line.words) for line in lines)
    return [
        Heading(piece.words, 2)
        if isinstance(piece, Line) and index + 1 < len(pieces) and _looks_like_heading(piece, trust_bold)
        else piece
        for index, piece in enumerate(pieces)
    ]


def _looks_like_heading(line: Line, trust_bold: bool) -> bool:
    text = letters(line.words)
    if size(line.words) > _LONGEST_HEADING or text[-1:] in _STOPS or any(s.note for s in line.words):
        return False
    return bool(_NUMBERED.match(text)) or (trust_bold and all_bold(line.words))


def _sections(pieces: list[Arranged], language: str) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            before = pieces[index - 1] if index else None
            if isinstance(before, Heading) and re.fullmatch(
                r"(?:PART\s*)?[\d０-９]{1,2}[.、/]?", letters(before.words).strip()
            ):
                # Page editors set the number of a part as a heading of its own.
                number = sections[-1]["heading"].words
                sections[-1]["heading"] = Leaf(
                    joined([number, (Stretch(" "),), unstressed(piece.words)]), headline=True
                )
            else:
                sections.append({"heading": Leaf(unstressed(piece.words), headline=True), "blocks": []})
            continue
        if not sections:
            sections.append({"blocks": []})
        sections[-1]["blocks"] += _block(piece, language)
    for section in sections:
        if not section["blocks"]:
            del section["blocks"]
    return [section for section in sections if section]


def _block(piece: Arranged, language: str) -> list[Any]:
    match piece:
        case Line(words=words):
            lead, rest = run_in(words)
            return [{"highlight": Leaf(lead), "text": Leaf(rest)} if lead else {"text": Leaf(rest)}]
        case Plate():
            return [_figure(piece)]
        case Grid(rows=rows, head=head, caption=caption):
            table: dict[str, Any] = {"table": [[Leaf(cell) for cell in row] for row in rows]}
            if head:
                table["head"] = [Leaf(cell) for cell in head]
            return [{**table, "caption": Leaf(caption, headline=True)} if not is_blank(caption) else table]
        case Entries(entries=entries, ordered=ordered):
            made: dict[str, Any] = {"list": [_entry(entry) for entry in entries]}
            return [{**made, "ordered": True} if ordered else made]
        case Citation(words=words, source=source):
            quote: dict[str, Any] = {"quote": Leaf(words)}
            return [{**quote, "source": Leaf(source)} if source else quote]
        case Lost(what=what, address=address):
            return [{"callout": Leaf(words_of(_note(what, address, language)))}]
    return []


def _figure(plate: Plate) -> dict[str, Any]:
    each = len(plate.captions) > 1
    pictures = []
    for index, shot in enumerate(plate.shots):
        picture: dict[str, Any] = {"file": shot.file or "slot", "remark": shot.remark}
        if each and not is_blank(plate.captions[index]):
            picture["caption"] = Leaf(plate.captions[index], headline=True)
        if shot.alt:
            picture["alt"] = Leaf(words_of(shot.alt), headline=True)
        pictures.append(picture)
    figure: dict[str, Any] = {"figure": pictures}
    if len(plate.captions) == 1 and not is_blank(plate.captions[0]):
        figure["caption"] = Leaf(plate.captions[0], headline=True)
    if len(pictures) == 1 and "alt" in pictures[0]:
        figure["alt"] = pictures[0].pop("alt")
    return figure


def _entry(entry: Entry) -> dict[str, Any]:
    made = {"head": Leaf(entry.head)} if entry.head else {}
    return {**made, "text": Leaf(entry.words)} if entry.words else made


def _note(what: str, address: str, language: str) -> str:
    """What stands in the report for a thing that paper cannot hold."""
    zh, en = _NOTES.get(what, ("无法印刷的内容", "Something that cannot be printed"))
    if language == "zh":
        return f"原文此处有{zh}，纸上无法呈现。" + (f"地址：{address}" if address else "")
    return f"{en} stood here in the article; paper cannot hold it." + (f" Address: {address}" if address else "")
