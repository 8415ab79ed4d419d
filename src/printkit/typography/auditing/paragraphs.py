"""Parts put together to paragraphs, and the measure that each was set to.

Parts of one paragraph are joined over columns and pages, so that what stands at the foot of a page is judged as any
other line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from .lines import Line
from .marks import BLANK, CLOSING_QUOTES, STOPS, WORD, is_han, is_latin
from .parts import INDENT, TOLERANCE, Part, parts_of, vote

_CAPTION: Final = 3
"""A paragraph of so few lines may be a caption in the size of the text."""


@dataclass(eq=False)
class Paragraph:
    """A paragraph in its parts. `justified`: its lines but the last are meant to end at one edge."""

    parts: list[Part]
    justified: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [line for part in self.parts for line in part.lines]

    @cached_property
    def chinese(self) -> bool:
        """Whether it is mainly Chinese: at least as many Han as words of letters."""
        text = " ".join(line.text for line in self.lines)
        han = sum(map(is_han, text))
        return han > 0 and han >= len(WORD.findall(text))

    @cached_property
    def set_lines(self) -> list[tuple[Part, Line]]:
        """The lines that R15 speaks of, with their parts: all but the last, of a justified paragraph."""
        if not self.justified:
            return []
        return [(part, line) for part in self.parts for line in part.lines if line is not self.lines[-1]]


def paragraphs_of(pages: Iterable[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages, with their edges and whether they are justified."""
    parts = [part for lines in pages for part in parts_of(lines)]
    _find_edges(parts)
    paragraphs = _joined(parts)
    _judge(paragraphs)
    return paragraphs


def _find_edges(parts: Sequence[Part]) -> None:
    """Each part's edges: from its own lines where they agree, else from its neighbours on the page."""
    frames: dict[tuple[int, float, float], list[Part]] = defaultdict(list)
    for part in parts:
        if len(part.lines) > 1:
            part.left = _left(part)
            frames[part.lines[0].page, round(part.em, 1), round(part.left / part.em * 2)].append(part)
    for group in frames.values():
        lines = [line for part in group for line in part.lines[:-1]]
        if not lines:
            continue
        edge, count = vote(lines, group[0].em)
        for part in group:
            own = part.lines[:-1]
            if len(own) >= 2:
                mine, agreeing = vote(own, part.em)
                part.right = mine if agreeing * 2 > len(own) or count < 2 else edge
            elif count >= 2:
                part.right = edge


def _left(part: Part) -> float:
    """The edge at which most lines but the first begin."""
    rest = part.lines[1:]
    lefts = Counter(round(line.left / part.em, 1) for line in rest)
    most = lefts.most_common(1)[0][0]
    near = sorted(line.left for line in rest if abs(line.left / part.em - most) < 0.11)
    return near[len(near) // 2]


def _joined(parts: Sequence[Part]) -> list[Paragraph]:
    """Parts of one paragraph put together over columns and pages."""
    found: list[Paragraph] = []
    open_ones: dict[tuple[float, int], Paragraph] = {}
    for part in parts:
        key = round(part.em, 1), part.lines[0].font
        before = open_ones.get(key)
        if before is not None and _carried_over(before.parts[-1], part):
            before.parts.append(part)
            continue
        open_ones[key] = Paragraph([part])
        found.append(open_ones[key])
    return found


def _carried_over(before: Part, after: Part) -> bool:
    """Whether a part goes on with a paragraph that the foot of a page or column cut."""
    last, first = before.lines[-1], after.lines[0]
    on = first.page - last.page
    if before.headline or after.headline or not (on == 1 or (on == 0 and first.y < last.y and first.left > last.right)):
        return False
    if last.text.rstrip(CLOSING_QUOTES)[-1:] in STOPS:
        return False
    if before.right is None or before.left is None or after.right is None or after.left is None:
        return False
    if on == 0 and sum(abs(line.off(before.right)) <= TOLERANCE for line in before.lines) < 2:
        return False
    same_measure = abs((before.right - before.left) - (after.right - after.left)) < 0.5 * after.em
    return same_measure and abs(first.left - after.left) < 0.2 * after.em and abs(last.off(before.right)) < 1.5


def _judge(paragraphs: Sequence[Paragraph]) -> None:
    """Tell justified paragraphs from ragged ones, all of one size and measure together.

    Chinese that is not justified ends flush often enough by itself. So where some lines do not, those that do
    must have been stretched or squeezed for it.
    """
    settings: dict[tuple[float, bool, int], list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        part = paragraph.parts[0]
        if len(paragraph.lines) < 2 or part.headline or part.right is None or part.left is None:
            continue
        width = round((part.right - part.left) / part.em)
        settings[round(part.em, 1), paragraph.chinese, width].append(paragraph)
    for group in settings.values():
        lines = [
            (part, line) for p in group for part in p.parts for line in part.lines
            if line is not p.lines[-1] and part.right is not None
        ]  # fmt: skip
        flush = [line for part, line in lines if abs(line.off(part.right or 0)) <= TOLERANCE]
        if len(flush) < 2 or len(flush) * 2 < len(lines):
            continue
        if len(flush) == len(lines) or any(map(_adjusted, flush)):
            indented = sum(map(_indented, group)) * 2 > len(group)
            for paragraph in group:
                paragraph.justified = not (_ragged(paragraph) and (not indented or not _indented(paragraph)))


def _indented(paragraph: Paragraph) -> bool:
    part = paragraph.parts[0]
    return part.left is not None and part.lines[0].left - part.left > INDENT * part.em


def _ragged(paragraph: Paragraph) -> bool:
    """Whether a short paragraph without a tag is a caption among text of its size: all as wide as it is by itself."""
    element = paragraph.lines[0].element
    if (element is not None and element.whole) or len(paragraph.lines) > _CAPTION:
        return False
    return not any(
        abs(line.off(part.right)) <= TOLERANCE or _adjusted(line)
        for part in paragraph.parts for line in part.lines
        if line is not paragraph.lines[-1] and part.right is not None
    )  # fmt: skip


def _adjusted(line: Line) -> bool:
    """Whether something in a line was stretched or squeezed to make it end where it does.

    What stands by itself stands by halves and eighths of an em; what is between words is as wide as the face has it.
    """
    glyphs = [glyph for glyph in line.glyphs if glyph.text not in BLANK]
    for before, after in pairwise(glyphs):
        if before.em == after.em and (is_han(before.text) or is_han(after.text)):
            eighths = (after.x - before.end) / before.em * 8
            if abs(eighths - round(eighths)) > 0.04:
                return True
    blanks = [
        after.x - before.end for before, blank, after in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False)
        if blank.text in BLANK and is_latin(before.text) and is_latin(after.text)
    ]  # fmt: skip
    return bool(blanks) and abs(median(blanks) - line.blank) > 0.02 * line.em
