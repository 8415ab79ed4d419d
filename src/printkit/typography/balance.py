"""The lines of a heading, a caption or a slogan: few, alike in length, broken between words (R26, R28).

Neither justified nor hyphenated. Where the author gave hints, lines break at these alone. Lengths in thousandths of an
em of the paragraph's size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import add
from typing import Final, NamedTuple

from .breaks import may_break
from .characters import MAY_BREAK_HERE, Class, classify
from .choice import stub_width
from .costs import WHOLE
from .paragraph import Line, Paragraph
from .sums import CLOSED
from .words import boundaries

HINT: Final = MAY_BREAK_HERE
"""How the author's `|` stands in a text."""

_SIGNS: Final = frozenset({Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT})
_EVEN: Final = 25.0
"""How much a line unlike the others weighs against a poor break: a fifth too long or short costs 1."""
_ROUNDING: Final = 1.0


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
    """Lines of a single sign; in English, a last line of next to nothing."""
    in_whole: float = 0
    """Breaks inside a quotation, a book title, a number with its measure word."""
    lines: float = 0
    short_last: float = 0
    cost: float = 0


class _Found(NamedTuple):
    """The best lines from some atom on: what is wrong with them, and the atom that ends each."""

    fault: _Fault
    ends: tuple[int, ...]


def balance(paragraph: Paragraph, measure: float, *, hints: Collection[int] = (), indent: float = 0) -> list[Line]:
    """Break into the fewest lines of `measure`, the first `indent` shorter, and make these alike in length.

    `hints` are atoms that may begin a line by the author's wish, beside those that follow a U+200B in the text; the
    prohibitions of marks hold against them. A piece between two hints that is wider than the measure breaks between its words as well, and a word that is
    wider breaks where marks permit. Text that is wider even so is set as running text is, `Line.forced` where it
    stands out. No atom is lost.
    """
    if not paragraph.atoms:
        return []
    given = _hints(paragraph, hints)
    ends: list[int] = []
    breaks: dict[int, _Fault] | None = None
    first = 0
    for last in [*paragraph.places.forced, len(paragraph.atoms) - 1]:
        part = _Part(paragraph, (first, last), measure, indent if first == 0 else 0, given)
        if part.width(first, last) <= part.room(first) + _ROUNDING:
            ends.append(last)
        else:
            breaks = breaks or dict(_breaks(paragraph, given))
            found = part.best(breaks)
            if found.fault.excess:
                return paragraph.fit(measure, indent=indent, justify=False)
            ends += found.ends
        first = last + 1
    return paragraph.lines(ends, measure, indent=indent)


def _breaks(paragraph: Paragraph, hints: Collection[int]) -> Iterator[tuple[int, _Fault]]:
    """Each atom after which a line may end, and what is wrong with a break there by itself."""
    fresh = paragraph.places.fresh
    text, offsets = _text(paragraph)
    costs = boundaries(text)
    for atom in range(len(paragraph.atoms) - 1):
        if atom in hints:
            yield atom, _Fault()
            continue
        if fresh[atom + 1] == CLOSED:
            continue
        cost = costs.get(offsets[atom + 1])
        whole = cost is not None and cost >= WHOLE
        cost_within = (cost or 0.0) - (WHOLE if whole else 0.0)
        yield atom, _Fault(in_word=cost is None, off_hint=bool(hints), in_whole=whole, cost=cost_within)


def _hints(paragraph: Paragraph, starts: Collection[int]) -> frozenset[int]:
    """The atoms after which the author lets a line end: those before `starts`, and what a U+200B stands behind."""
    kinds = paragraph.kinds
    found = {start - 1 for start in starts if 0 < start < len(kinds)}
    for index, atom in enumerate(paragraph.atoms[:-1]):
        if atom == MAY_BREAK_HERE:
            last = index
            while last + 1 < len(kinds) and kinds[last + 1] is Class.CONTROL:
                last += 1
            found.add(last)
    shut = paragraph.places.fresh
    strictness = paragraph.style.line_start_end
    return frozenset(
        atom for atom in found
        if atom + 1 < len(kinds) and (shut[atom + 1] != CLOSED or may_break(kinds[atom], kinds[atom + 1], True, strictness))
    )  # fmt: skip


def _text(paragraph: Paragraph) -> tuple[str, list[int]]:
    """The text to look for words in, and where each atom begins in it. What does not show and calls of notes are left out."""
    parts: list[str] = []
    offsets: list[int] = []
    length = 0
    for index, (atom, kind) in enumerate(zip(paragraph.atoms, paragraph.kinds, strict=True)):
        if index and paragraph.glues[index - 1].space:
            parts.append(" ")
            length += 1
        offsets.append(length)
        if kind is not Class.CONTROL and (kind is not Class.POSTFIX or classify(atom) is kind):
            parts.append(atom)
            length += len(atom)
    return "".join(parts), offsets


class _Part:
    """Text between two forced breaks at one measure, and the search for its best lines."""

    def __init__(
        self, paragraph: Paragraph, atoms: tuple[int, int], measure: float, indent: float, hints: Collection[int]
    ) -> None:
        """`atoms`: the first and the last."""
        self.paragraph, (self.first, self.last) = paragraph, atoms
        self.measure, self.indent = measure, indent
        self.edges = {self.first, self.last + 1, *(hint + 1 for hint in hints)} if hints else set()
        """Where the pieces between the author's hints begin and end."""

    def room(self, first: int) -> float:
        """How wide a line that begins with atom `first` may be."""
        return self.measure - (self.indent if first == self.first else 0)

    def width(self, first: int, last: int) -> float:
        """How wide the atoms from `first` to `last` are on a line of their own."""
        return self.paragraph.places.ends[last] - self.paragraph.places.starts[first]

    def best(self, breaks: dict[int, _Fault]) -> _Found:
        """The best lines that break at `breaks`: few, then alike."""
        inside = {atom: fault for atom, fault in breaks.items() if self.first <= atom < self.last}
        clean = {atom: fault for atom, fault in inside.items() if not (fault.in_word or fault.off_hint)}
        fewest = self._search(clean, 0)
        if fewest.fault.excess:
            clean, fewest = inside, self._search(inside, 0)
        return self._search(clean, self.width(self.first, self.last) / len(fewest.ends))

    def _search(self, breaks: dict[int, _Fault], even: float) -> _Found:
        """The best lines, each as near as may be to `even` in width; for 0 their evenness is not looked at."""
        found: dict[int, _Found] = {}
        for first in [*(atom + 1 for atom in sorted(breaks, reverse=True)), self.first]:
            best: _Found | None = None
            ends = [atom for atom in breaks if atom >= first]
            for last in [*ends, self.last]:
                width = self.width(first, last)
                if best is not None and width > self.room(first) + 1000:
                    break
                fault = self._fault(first, last, width, even)
                after = found.get(last + 1)
                if after is not None:
                    fault = _Fault._make(map(add, map(add, fault, breaks[last]), after.fault))
                    if even and first == self.first and self._last_width(after.ends, last) < width / 3:
                        fault = fault._replace(short_last=fault.short_last + 1)
                if best is None or fault < best.fault:
                    best = _Found(fault, (last, *(after.ends if after else ())))
            assert best is not None, "the end of the text is one of the ends"
            found[first] = best
        return found[self.first]

    def _last_width(self, ends: tuple[int, ...], before: int) -> float:
        return self.width((ends[-2] if len(ends) > 1 else before) + 1, ends[-1])

    def _fault(self, first: int, last: int, width: float, even: float) -> _Fault:
        """What is wrong with one line by itself."""
        excess = max(0.0, width - self.room(first) - _ROUNDING)
        short = last == self.last and width < even / 3
        cost = _EVEN * ((width - even) / even) ** 2 if even else 0
        alone = self._alone(first, last, width)
        return _Fault(excess, mixed=self._mixed(first, last), alone=alone, lines=1, short_last=short, cost=cost)

    def _mixed(self, first: int, last: int) -> bool:
        edges = self.edges
        return not (first in edges and last + 1 in edges) and any(first < edge <= last for edge in edges)

    def _alone(self, first: int, last: int, width: float) -> bool:
        """Whether a line holds a single sign, marks not counted (R18), or is the stub of an English text."""
        paragraph = self.paragraph
        if not paragraph.chinese:
            return last == self.last and width < stub_width(self.width(self.first, self.last))
        signs = (paragraph.atoms[atom] for atom in range(first, last + 1) if paragraph.kinds[atom] in _SIGNS)
        return len("".join(signs)) < 2
