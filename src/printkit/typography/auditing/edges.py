"""The rules about where lines begin and end: R2, R3, R7, R8, R14, R15, R18, and hyphens one below another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from .findings import Tally
from .lines import Line
from .marks import (
    CLOSING,
    HANGING,
    NEVER_FIRST,
    NEVER_FIRST_ENGLISH,
    NEVER_LAST,
    NEVER_LAST_ENGLISH,
    OPENING,
    is_han,
    is_latin,
    is_wide,
)
from .paragraphs import Paragraph
from .parts import TOLERANCE, Part

_HYPHEN: Final = "-\u2010\u00ad"
_MOST_HYPHENS: Final = 2
_UNITS: Final = (
    "%|％|‰|℃|°C?|(?:[kcmMμn]?m[²³]?|[kmM]?g|t|ha|[kMG]?W|[kMG]Wh|[kMGT]?B|[kMG]?Hz|pt|px|em|L|ml|V)(?![A-Za-z])"
)
WHOLE: Final = re.compile(
    rf"[￥＄$€£#][ \u00a0]?\d[\d.,]*|\d[\d.,]*[ \u00a0]?(?:{_UNITS})"  # money, numbers with units
    r"|\d+(?:[-/.:]\d+)+"  # dates, times, proportions
    r"|[A-Za-z0-9]+(?:\+[A-Za-z0-9]+)+"  # 1+17+N+X
    r"|\d[\d.,]*\d"  # numbers
    r"|[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*"  # words
)
"""What stays on one line (R14)."""


def check_edges(paragraphs: list[Paragraph], tally: Tally) -> None:
    """All rules of line ends."""
    blanks_kept = any(line.trailing for paragraph in paragraphs for line in paragraph.lines)
    for paragraph in paragraphs:
        _forbidden(paragraph, tally)
        # English keeps its blanks or not paragraph by paragraph, by the hand that broke it.
        kept = blanks_kept if paragraph.chinese else any(line.trailing for line in paragraph.lines)
        _whole(paragraph, kept, tally)
        _flush_left(paragraph, tally)
        _flush_right(paragraph, tally)
        _last(paragraph, tally)
        _ladders(paragraph, tally)


def _forbidden(paragraph: Paragraph, tally: Tally) -> None:
    """R2, R3."""
    first, last = (NEVER_FIRST, NEVER_LAST) if paragraph.chinese else (NEVER_FIRST_ENGLISH, NEVER_LAST_ENGLISH)
    for above, below in pairwise(paragraph.lines):
        tally.check("R2")
        if below.text[0] in first:
            tally.fail("R2", below.at(), below.text, 1, f"{below.text[0]} first in a line")
        tally.check("R3")
        if above.text[-1] in last:
            glyph = above.glyphs[-1]
            tally.fail("R3", above.at(glyph), above.text, 1, f"{glyph.text} last in a line")


def _whole(paragraph: Paragraph, blanks_kept: bool, tally: Tally) -> None:
    """R14. A word with a hyphen is divided, not split."""
    text = ""
    cuts: list[tuple[int, Line]] = []
    for line in paragraph.lines:
        if text and line is not paragraph.lines[0]:
            text += _between(cuts[-1][1], line, blanks_kept)
            cuts.append((len(text), line))
        else:
            cuts.append((0, line))
        text += line.text
    splits = cuts[1:]
    for token in WHOLE.finditer(text):
        tally.check("R14")
        for place, line in splits:
            if token.start() < place < token.end() and text[place - 1] not in "\u200b":
                tally.fail("R14", line.at(), line.text, 1, f"`{token[0]}` on one line")
                break


def _between(above: Line, below: Line, blanks_kept: bool) -> str:
    """What the text has between two lines: a blank that was drawn, or that must have been there, or nothing."""
    letters = above.text[-1].isalpha() and below.text[0].isalpha()
    divided = above.text[-1] in _HYPHEN and len(above.text) > 1 and above.text[-2].isalpha() and below.text[0].isalpha()
    if above.trailing:
        return " "
    if divided:
        return "\u2028"
    if letters and is_latin(above.text[-1]) and is_latin(below.text[0]) and not blanks_kept:
        return "\u2028"
    return ""


def _flush_left(paragraph: Paragraph, tally: Tally) -> None:
    """R8, and R12 at the left edge."""
    for part, line in _following(paragraph):
        glyph = line.glyphs[0]
        if part.left is None or paragraph.lines[0] is line:
            continue
        off = (line.left - part.left) / line.em
        if glyph.text in OPENING and is_wide(glyph):
            tally.check("R8")
            if abs(off) > TOLERANCE:
                tally.fail("R8", line.at(), line.text, off, "0 from the edge")
        elif paragraph.chinese and is_latin(glyph.text) and abs(off) < 1:
            tally.check("R12")
            if abs(off) > TOLERANCE:
                tally.fail("R12", line.at(), line.text, off, "0 at a line's start")


def _following(paragraph: Paragraph) -> Iterator[tuple[Part, Line]]:
    """All lines but the first of the paragraph, where their edge is known by other lines than themselves."""
    for part in paragraph.parts:
        if len(part.lines) > 1:
            yield from ((part, line) for line in part.lines)


def _flush_right(paragraph: Paragraph, tally: Tally) -> None:
    """R15, R7. The last line may end where it will, but not past the measure."""
    for part, line in paragraph.set_lines:
        if part.right is None:
            continue
        tally.check("R15")
        off = line.off(part.right)
        last = line.glyphs[-1]
        if abs(off) > TOLERANCE:
            tally.fail("R15", line.at(last), line.text, off, f"within {TOLERANCE} of the measure")
        if last.text in CLOSING and is_wide(last):
            tally.check("R7")
            takes = (part.right - last.x) / line.em
            if abs(takes - 0.5) > TOLERANCE and not (last.text in HANGING and abs(takes) <= TOLERANCE):
                tally.fail("R7", line.at(last), line.text, takes, "0.5")
    if paragraph.justified and (right := paragraph.parts[-1].right) is not None:
        line = paragraph.lines[-1]
        tally.check("R15")
        past = (min(line.ends[:2]) - right) / line.em  # no reading by which the mark hangs
        if past > TOLERANCE:
            tally.fail("R15", line.at(line.glyphs[-1]), line.text, past, "past the measure")


def _last(paragraph: Paragraph, tally: Tally) -> None:
    """R18."""
    if len(paragraph.lines) < 2 or not paragraph.chinese or all(len(line.glyphs) == 1 for line in paragraph.lines):
        return  # one glyph a line is a column of vertical setting
    tally.check("R18")
    line = paragraph.lines[-1]
    if sum(map(is_han, line.text)) == 1 and not any(map(is_latin, line.text)):
        tally.fail("R18", line.at(), line.text, 1, "a single Han")


def _ladders(paragraph: Paragraph, tally: Tally) -> None:
    if paragraph.chinese or len(paragraph.lines) <= _MOST_HYPHENS:
        return
    tally.check("ladder")
    for hyphened, run in groupby(paragraph.lines, key=lambda line: line.text[-1] in _HYPHEN):
        rungs = list(run)
        if hyphened and len(rungs) > _MOST_HYPHENS:
            tally.fail("ladder", rungs[0].at(), rungs[0].text, len(rungs), f"over {_MOST_HYPHENS} lines")
