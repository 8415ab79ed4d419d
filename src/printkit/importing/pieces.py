"""What an article is made of on its way into a report: stretches of text, and pieces in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from ..report.inline import is_wide


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in one manner. `note` is a footnote called here, `reading` the ruby above."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""
    note: Words = ()
    reading: str = ""
    hint: bool = False
    """A place where a heading may break; it has no letters."""


Words: TypeAlias = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `group` tells which came out of one paragraph of the article."""

    words: Words
    centred: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 the highest."""

    words: Words
    level: int


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the file that the report will name, or none where it could not come along."""

    file: str | None
    alt: str = ""
    remark: str = ""
    """What the author should know of it: where it was."""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption that the article marks as such, for the picture before it."""

    words: Words


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list."""

    words: Words
    head: Words = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """A list."""

    entries: tuple[Entry, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; all rows are equally long."""

    rows: tuple[tuple[Words, ...], ...]
    head: tuple[Words, ...] = ()
    caption: Words = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Somebody's words, and who said them."""

    words: Words
    source: Words = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that paper cannot hold: what, and where it is if it has an address."""

    what: str
    address: str = ""


Piece: TypeAlias = Line | Heading | Shot | Caption | Entries | Grid | Citation | Lost

INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Characters without ink that would steer a terminal, a YAML file or the direction of writing."""
EDGE: Final = " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def visible(text: str) -> str:
    """Text without invisible characters, Unix line ends."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def one_line(text: str) -> str:
    """Line ends of the source as a browser means them: a blank, but nothing between Chinese letters."""
    if "\n" not in text:
        return text

    def join(found: re.Match[str]) -> str:
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        return "" if (before and is_wide(before)) or (after and is_wide(after)) else " "

    return re.sub(r"[ \t]*\n[ \t\n]*", join, text)


def words_of(text: str) -> Words:
    """Plain text as words."""
    return (Stretch(text),) if text else ()


def letters(words: Words) -> str:
    """The text alone, notes left out."""
    return "".join(stretch.text for stretch in words)


def all_letters(words: Words) -> Iterator[str]:
    """Every text in the words, notes and readings too."""
    for stretch in words:
        yield stretch.text
        yield stretch.reading
        yield from all_letters(stretch.note)


def spelled(words: Words) -> str:
    """The text with its notes and readings in brackets: for places that hold plain letters only."""
    return "".join(
        f"{stretch.text}{f'（{stretch.reading}）' if stretch.reading else ''}"
        f"{f'（{spelled(stretch.note)}）' if stretch.note else ''}"
        for stretch in words
    )


def is_blank(words: Words) -> bool:
    """Whether there is nothing to read."""
    return not any(stretch.note or stretch.text.strip(EDGE) for stretch in words)


def trimmed(words: Words) -> Words:
    """Without blanks at both ends."""
    out = [stretch for stretch in words if stretch.text or stretch.note or stretch.hint]
    while out and not out[0].note:
        out[0] = replace(out[0], text=out[0].text.lstrip(EDGE))
        if out[0].text:
            break
        out.pop(0)
    while out and not out[-1].note:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(EDGE))
        if out[-1].text:
            break
        out.pop()
    return tuple(out)


def split(words: Words, index: int) -> tuple[Words, Words]:
    """The words before and from the letter at `index`."""
    left: list[Stretch] = []
    right: list[Stretch] = []
    for stretch in words:
        size = len(stretch.text)
        if index >= size and not right:
            left.append(stretch)
        elif index <= 0 or right:
            right.append(stretch)
        else:
            left.append(replace(stretch, text=stretch.text[:index]))
            right.append(replace(stretch, text=stretch.text[index:]))
        index -= size
    return tuple(left), tuple(right)


def unstressed(words: Words) -> Words:
    """Without bold and italic: for headings, captions and slogans, whose manner the layout gives."""
    return tuple(replace(stretch, bold=False, italic=False) for stretch in words)


def all_bold(words: Words) -> bool:
    """Whether every letter is bold."""
    inked = [stretch for stretch in words if stretch.text.strip(EDGE)]
    return bool(inked) and all(stretch.bold for stretch in inked)


def size(words: Words) -> int:
    """How long a line is, in letters; two Latin letters take the room of one."""
    text = letters(words).strip(EDGE)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text) // 2


def lines(words: Words) -> list[Words]:
    """Words cut at their line ends."""
    out: list[list[Stretch]] = [[]]
    for stretch in words:
        first, *rest = stretch.text.split("\n")
        out[-1].append(replace(stretch, text=first))
        out += [[replace(stretch, text=part, note=())] for part in rest]
    return [trimmed(tuple(line)) for line in out if not is_blank(tuple(line))]


def joined(parts: list[Words]) -> Words:
    """Paragraphs run together: with a blank between Latin letters only."""
    out: list[Stretch] = []
    for part in parts:
        before, after = letters(tuple(out))[-1:], letters(part)[:1]
        if before and after and not is_wide(before) and not is_wide(after):
            out.append(Stretch(" "))
        out += part
    return tuple(out)
