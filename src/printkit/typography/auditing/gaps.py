"""The rules about what stands between glyphs: R4, R6, R12, R23, word spaces, rivers, and how far Han are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from .findings import Stretch, Tally
from .glyphs import Glyph
from .lines import Line
from .marks import ASKING, BLANK, CLOSING, OPENING, TWINS, body, is_han, is_latin, is_wide
from .paragraphs import Paragraph

_EXACT: Final = 0.03
"""How exactly a glyph's place is measured, in em."""
_LEAST_AUTOSPACE, _MOST_AUTOSPACE = 0.125, 0.5
_SAME_SIZE: Final = 0.15
"""Latin beside Han may be of another size to match it, by this part."""
_LONGEST_NUMBER: Final = 3
_DASH: Final = 0.1
_PITCH: Final = 0.02
LEAST_SPACE, MOST_SPACE = 0.75, 1.6
_RIVER: Final = 4
"""Through so many lines word spaces below one another are a river."""
_WIDE_SPACE: Final = 1.2
"""Narrower ones, in natural spaces, are not seen as one."""


def check_gaps(paragraphs: Sequence[Paragraph], tally: Tally) -> Stretch:
    """All rules of gaps. Gives how far Han are apart in justified lines."""
    for paragraph in paragraphs:
        for line in paragraph.lines:
            _twins(line, tally)
            _neighbours(line, tally)
            if paragraph.chinese:
                _autospace(line, line is paragraph.lines[0], tally)
        for above, below in pairwise(paragraph.lines):
            if above.text[-1] == below.text[0] and below.text[0] in TWINS:
                tally.check("R4")
                tally.fail("R4", below.at(), below.text, 1, f"{below.text[0] * 2} on one line")
        _pitch(paragraph, tally)
        _spaces(paragraph, tally)
        _rivers(paragraph, tally)
    return _stretch(paragraphs)


def _twins(line: Line, tally: Tally) -> None:
    """R4: — and … stand two together and take two em."""
    glyphs = line.glyphs
    index = 0
    while index + 1 < len(glyphs):
        one, two = glyphs[index], glyphs[index + 1]
        if one.text not in TWINS or one.text != two.text:
            index += 1
            continue
        tally.check("R4")
        takes = (two.end - one.x) / one.em
        if abs(takes - 2) > _DASH:
            tally.fail("R4", line.at(one), line.text, takes, "2")
        index += 2


def _neighbours(line: Line, tally: Tally) -> None:
    """R6. From one em square to the next: 1/2 em between two that close or two that open, at most as much else."""
    for one, two in pairwise(line.glyphs):
        closes, opens = one.text in CLOSING, two.text in OPENING
        pair = (closes or one.text in OPENING) and (opens or two.text in CLOSING)
        if not pair or (one.text in OPENING and two.text in CLOSING) or not (is_wide(one) and is_wide(two)):
            continue
        tally.check("R6")
        step = (body(two) - body(one)) / one.em
        least = 0.0 if closes and opens else 0.5
        if not least - _EXACT <= step <= 0.5 + _EXACT:
            tally.fail(
                "R6", line.at(one), line.text, step + 1, "1.5 for the pair" if least else "1 to 1.5 for the pair"
            )


def _autospace(line: Line, first: bool, tally: Tally) -> None:
    """R12 inside a line. A blank of the text between the two is part of the gap.

    A number that begins a paragraph and stands apart from it is the mark of a note or of an item.
    """
    for one, two in _across_blanks(line.glyphs):
        if abs(one.em - two.em) > _SAME_SIZE * max(one.em, two.em) or abs(one.y - two.y) > _EXACT * one.em:
            continue  # the call of a note, a unit in another size
        em = max(one.em, two.em)
        han = (is_han(one.text) and is_latin(two.text)) or (is_latin(one.text) and is_han(two.text))
        wide = [mark.text in CLOSING | OPENING | ASKING and is_wide(mark) for mark in (one, two)]
        beside = (wide[0] and is_latin(two.text)) or (is_latin(one.text) and wide[1])
        gap = (two.x - one.end) / em
        if han and first and gap > _MOST_AUTOSPACE and _is_number(line.glyphs[: line.glyphs.index(one) + 1]):
            continue
        if han:
            tally.check("R12")
            if not _LEAST_AUTOSPACE - _EXACT <= gap <= _MOST_AUTOSPACE + _EXACT:
                tally.fail("R12", line.at(one), line.text, gap, "from 1/8 to 1/2")
        elif beside:
            tally.check("R12")
            if gap > _EXACT:
                tally.fail("R12", line.at(one), line.text, gap, "0 beside a full-width mark")


def _is_number(glyphs: Sequence[Glyph]) -> bool:
    return len(glyphs) <= _LONGEST_NUMBER and all(glyph.text.isdigit() or glyph.text in "." for glyph in glyphs)


def _across_blanks(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.text in BLANK:
            continue
        if glyph.text.isspace():
            before = None  # a blank of fixed width was meant to part
            continue
        if before is not None:
            yield before, glyph
        before = glyph


def _pitch(paragraph: Paragraph, tally: Tally) -> None:
    """R23."""
    steps = [(b, b.y - a.y) for part in paragraph.parts for a, b in pairwise(part.lines)]
    if len(steps) < 2:
        return
    tally.check("R23")
    usual = median(step for _line, step in steps)
    line, worst = max(steps, key=lambda step: abs(step[1] - usual))
    if abs(worst - usual) > _PITCH * line.em:
        tally.fail("R23", line.at(), line.text, worst / line.em, f"{usual / line.em:.3f} as the other lines")


def _blanks(line: Line) -> Iterator[tuple[Glyph, Glyph, float]]:
    """The blanks between two words: (the glyph before, the glyph after, the natural width in points)."""
    glyphs = line.glyphs
    for index in range(1, len(glyphs) - 1):
        one, two = glyphs[index - 1], glyphs[index + 1]
        if glyphs[index].text not in BLANK or is_han(one.text) or is_han(two.text):
            continue
        if one.font == two.font == glyphs[index].font and one.em == two.em and not is_full(one) and not is_full(two):
            yield one, two, line.fonts[one.font].blank * one.em or line.blank


def is_full(glyph: Glyph) -> bool:
    """Whether a glyph is a full-width mark."""
    return glyph.text in CLOSING | OPENING | ASKING and is_wide(glyph)


def _spaces(paragraph: Paragraph, tally: Tally) -> None:
    for _part, line in paragraph.set_lines:
        for one, two, natural in _blanks(line):
            tally.check("spaces")
            width = (two.x - one.end) / natural
            if not LEAST_SPACE - _EXACT <= width <= MOST_SPACE + _EXACT:
                tally.fail("spaces", line.at(one), line.text, width, f"from {LEAST_SPACE} to {MOST_SPACE}")


def _rivers(paragraph: Paragraph, tally: Tally) -> None:
    """Word spaces that overlap those of the next line by half a natural space, line after line."""
    if paragraph.chinese:
        return
    for part in paragraph.parts:
        if len(part.lines) < _RIVER:
            continue
        tally.check("river")
        streams: list[tuple[float, float, int]] = []
        longest = 0
        for line in part.lines:
            wide = [(a.end, b.x, natural) for a, b, natural in _blanks(line) if b.x - a.end >= _WIDE_SPACE * natural]
            streams = [
                (left, right, 1 + max((s[2] for s in streams if min(right, s[1]) - max(left, s[0]) >= natural / 2), default=0))
                for left, right, natural in wide
            ]  # fmt: skip
            longest = max(longest, *(stream[2] for stream in streams), 0)
        if longest >= _RIVER:
            tally.fail("river", part.lines[0].at(), part.lines[0].text, longest, f"{_RIVER} lines and more")


def _stretch(paragraphs: Sequence[Paragraph]) -> Stretch:
    """How far Han stand apart in justified lines."""
    largest: list[tuple[float, int, str]] = []
    for paragraph in paragraphs:
        for _part, line in paragraph.set_lines:
            gaps = [
                (two.x - one.end) / one.em for one, two in pairwise(line.glyphs)
                if is_han(one.text) and is_han(two.text) and one.em == two.em
            ]  # fmt: skip
            if gaps:
                largest.append((max(gaps), line.page, line.text))
    if not largest:
        return Stretch(0, 0.0, 0.0, 0, "")
    largest.sort()
    rank = min(len(largest) - 1, int(0.95 * len(largest)))
    worst, page, text = largest[-1]
    return Stretch(len(largest), worst, largest[rank][0], page, text)
