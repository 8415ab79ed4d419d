"""The lines of a heading, a caption or a slogan: few, alike in length, broken between words (R26, R28).

Neither justified nor hyphenated. Lengths in thousandths of an em of the paragraph's size.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from operator import add
from typing import Final, NamedTuple

from .breaks import may_break, may_break_english
from .characters import Class, classify
from .costs import WHOLE
from .paragraph import Line, Paragraph
from .words import boundaries

HINT: Final = "\u200b"
"""How the author's `|` stands in a text: ZERO WIDTH SPACE. It is no atom: part the runs there."""

_EVEN: Final = 25.0
"""How much a line unlike the others weighs against a poor break: a fifth too long or short costs 1."""
_STUB: Final = 5
"""An English word of so many letters is too little for a last line."""
_ROUNDING: Final = 1.0
_SIGNS: Final = frozenset({Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT})
_BLANK_BEHIND: Final = frozenset({Class.PAUSE, Class.STOP, Class.CLOSE})


class _Fault(NamedTuple):
    """What is wrong with some lines, the worst first: the less in the first field that differs, the better."""

    excess: float = 0
    """How far lines stand out."""
    in_word: float = 0
    off_hint: float = 0
    """Breaks that the author's hints do not give."""
    mixed: float = 0
    """Lines that join part of a piece between two hints with what is not of that piece."""
    alone: float = 0
    """Lines of a single sign."""
    in_whole: float = 0
    """Breaks inside a quotation, a book title, a number with its measure word."""
    lines: float = 0
    short_last: float = 0
    cost: float = 0


_NONE: Final = _Fault()


def balance(paragraph: Paragraph, measure: float, *, hints: Collection[int] = (), indent: float = 0) -> list[Line]:
    """Break into the fewest lines of `measure`, the first `indent` shorter, and make these alike in length.

    `hints` are indices of atoms that may begin a line by the author's wish. Where there are any, lines break there
    alone; only a piece between two that is wider than the measure breaks between its words as well, and a word
    that is wider breaks where its letters may be parted. What then still stands out is `forced`. No atom is lost.
    """
    count = len(paragraph.atoms)
    if not count:
        return []
    lines = _Lines(paragraph, measure, indent, {0, *hints, count} if hints else set())
    if lines.width(0, count) <= lines.room(0):
        return [lines.line(0, count)]
    places = _places(paragraph, hints)
    clean = {place: fault for place, fault in places.items() if not (fault.in_word or fault.off_hint)}
    if lines.best(clean, 0)[0].excess == 0:
        places = clean
    fewest = len(lines.best(places, 0)[1])
    _, ends = lines.best(places, lines.width(0, count) / fewest)
    return [lines.line(start, end) for start, end in pairwise([0, *ends])]


def _places(paragraph: Paragraph, hints: Collection[int]) -> dict[int, _Fault]:
    """The atoms that may begin a line → what is wrong with a break before each. R2–R4 hold even against hints."""
    strictness = paragraph.style.line_start_end
    kinds, glues = paragraph.kinds, paragraph.glues
    text, offsets = _text(paragraph)
    costs = boundaries(text)
    places = {}
    for atom in range(1, len(kinds)):
        hinted = atom in hints
        space = glues[atom - 1].space or hinted
        before, after = kinds[atom - 1], kinds[atom]
        if paragraph.chinese:
            legal = may_break(before, after, space, strictness)
        else:
            legal = may_break_english(before, after, space)
        if not legal:
            continue
        if hinted:
            places[atom] = _NONE
            continue
        cost = costs.get(offsets[atom])
        whole = cost is not None and cost >= WHOLE
        places[atom] = _Fault(
            in_word=cost is None, off_hint=bool(hints), in_whole=whole, cost=(cost or 0) - (WHOLE if whole else 0)
        )
    return places


def _text(paragraph: Paragraph) -> tuple[str, list[int]]:
    """The text that the words are looked for in, and where each atom begins in it. Calls of notes are left out."""
    parts: list[str] = []
    offsets = []
    length = 0
    for index, (atom, kind) in enumerate(zip(paragraph.atoms, paragraph.kinds, strict=True)):
        if index and paragraph.glues[index - 1].space:
            parts.append(" ")
            length += 1
        offsets.append(length)
        if kind is not Class.POSTFIX or classify(atom) is kind:
            parts.append(atom)
            length += len(atom)
    return "".join(parts), offsets


class _Lines:
    """The widths of all lines that a paragraph may have at one measure, and the search for the best of them."""

    def __init__(self, paragraph: Paragraph, measure: float, indent: float, edges: Collection[int]) -> None:
        """`edges`: where the pieces between the author's hints begin and end; empty where there are no hints."""
        self.paragraph = paragraph
        self.measure = measure
        self.indent = indent
        self.edges = edges
        self.starts = [0.0]
        for width, glue in zip(paragraph.widths, paragraph.glues, strict=False):
            self.starts.append(self.starts[-1] + width + glue.natural)

    def room(self, first: int) -> float:
        """How wide a line that begins with atom `first` may be."""
        return self.measure - (0 if first else self.indent)

    def width(self, first: int, end: int) -> float:
        """How wide the atoms from `first` up to, not including, `end` are on a line of their own."""
        last = end - 1
        x = self.starts[last] + self.paragraph.widths[last] - self._blank_behind(last)
        return x - self.starts[first] - self._blank_before(first)

    def line(self, first: int, end: int) -> Line:
        """The line of these atoms, its gaps as they are by nature."""
        gaps = tuple(glue.natural for glue in self.paragraph.glues[first : end - 1])
        width = self.width(first, end)
        forced = width > self.room(first) + _ROUNDING
        return Line(first, end, 0, 0, self._blank_before(first), gaps, width, 0.0, forced)

    def best(self, places: dict[int, _Fault], even: float) -> tuple[_Fault, list[int]]:
        """The best lines that begin at `places` alone: what is wrong with them, and where each ends.

        `even` is how wide each line would like to be; for 0 their evenness is not looked at.
        """
        count = len(self.paragraph.atoms)
        found: dict[int, tuple[_Fault, list[int]]] = {}
        ends = [count]
        for first in sorted(places, reverse=True):
            found[first] = self._best_from(first, ends, places, found, even)
            ends.insert(0, first)
        return self._best_from(0, ends, places, found, even)

    def _best_from(
        self,
        first: int,
        ends: list[int],
        places: dict[int, _Fault],
        found: dict[int, tuple[_Fault, list[int]]],
        even: float,
    ) -> tuple[_Fault, list[int]]:
        """The best lines from atom `first` on, given the best from each of `ends` on."""
        best: tuple[_Fault, list[int]] | None = None
        count = len(self.paragraph.atoms)
        for end in ends:
            width = self.width(first, end)
            if best is not None and width > self.room(first) + 1000:
                break
            fault = self._fault(first, end, width, even)
            if end < count:
                after, following = found[end]
                fault = _Fault._make(map(add, fault, map(add, places[end], after)))
            else:
                following = []
            if first == 0 and even and following:
                last = self.width(following[-2] if len(following) > 1 else end, count)
                if last < width / 3:
                    fault = fault._replace(short_last=fault.short_last + 1)
            if best is None or fault < best[0]:
                best = fault, [end, *following]
        assert best is not None, "the text's end is one of the ends"
        return best

    def _fault(self, first: int, end: int, width: float, even: float) -> _Fault:
        """What is wrong with one line by itself."""
        excess = max(0.0, width - self.room(first) - _ROUNDING)
        last = end == len(self.paragraph.atoms)
        short = last and width < even / 3
        cost = _EVEN * ((width - even) / even) ** 2 if even else 0
        alone = self._alone(first, end, last=last)
        return _Fault(excess, mixed=self._mixed(first, end), alone=alone, lines=1, short_last=short, cost=cost)

    def _mixed(self, first: int, end: int) -> bool:
        """Whether a line has an edge of the author's pieces inside, and does not lie between two of them."""
        edges = self.edges
        return not (first in edges and end in edges) and any(first < edge < end for edge in edges)

    def _alone(self, first: int, end: int, *, last: bool) -> bool:
        """Whether a line holds a single sign, marks not counted (R18); of English, its last line a single short word."""
        signs = [index for index in range(first, end) if self.paragraph.kinds[index] in _SIGNS]
        if len(signs) > 1:
            return False
        letters = sum(len(self.paragraph.atoms[index]) for index in signs)
        return letters < 2 or (last and not self.paragraph.chinese and letters <= _STUB)

    def _blank_before(self, atom: int) -> float:
        """The blank half of an opening bracket stands before the line (R8)."""
        paragraph = self.paragraph
        opens = paragraph.kinds[atom] is Class.OPEN and paragraph.widths[atom] > 900
        return 500.0 if opens and paragraph.style.punctuation != "full" else 0.0

    def _blank_behind(self, atom: int) -> float:
        """The blank half of a closing mark stands behind the line (R7)."""
        paragraph = self.paragraph
        closes = paragraph.kinds[atom] in _BLANK_BEHIND and paragraph.widths[atom] > 900
        return 500.0 if closes and paragraph.style.punctuation != "full" else 0.0
