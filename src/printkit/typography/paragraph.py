"""All breaks of a paragraph chosen together (total fit, after Knuth and Plass 1981), for Chinese and English.

Lengths in thousandths of an em of the paragraph's size. Building the atoms costs once a paragraph, `fit`
once a measure. The rooms behind this one: `atoms` reads the text, `sums` adds it up, `search` chooses the line
ends, `lines` sets what was chosen, `faults` tells what could not be set well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .atoms import Cut, Face, Hyphenate, Run
from .characters import Class
from .choice import Breaker, Found, signs_in, stub_width
from .cuts import EMERGENCY
from .groups import Group, hold
from .lines import Line, gaps_of
from .reader import read
from .rivers import LEAST_LINES, River, rivers
from .search import Task
from .spacing import rules
from .style import Style
from .sums import CLOSED, Places, places

__all__ = ["Cut", "Face", "Group", "Hyphenate", "Line", "Paragraph", "Run", "Style"]

_RIVER: Final = 1000.0
"""How many demerits a paragraph without a river may have more than one with it."""
_MOST_RIVERS: Final = 4


class Paragraph:
    """The atoms of a paragraph. Build it once, `fit` it to as many measures as needed.

    `atoms`, `widths`, `kinds`, `glues` (between each two atoms), `bounds` (the number of atoms up to the end of each
    run) are its text; blanks are no atoms but glue. Atoms of class CONTROL are zero wide and not to be drawn.
    """

    __slots__ = (
        "_breaker", "_naturals", "_plain", "_text", "atoms", "bounds", "chinese", "glues", "kinds", "style", "widths",
    )  # fmt: skip

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style | None = None,
        *,
        chinese: bool = True,
        hyphenate: Hyphenate | None = None,
        hyphen: str = "-",
        groups: Sequence[Group] = (),
    ) -> None:
        """`chinese` tells the rules; English takes word spaces, and hyphens where `hyphenate` gives cuts.

        `hyphen`: what is drawn at a soft hyphen where a line ends. In the text of a run U+2028 ends a line, U+200B
        and U+00AD let one end, U+00A0 and U+2060 do not, and U+FFFC in a run of its own is an object as wide as its
        face says. `groups`: runs that no line parts, and the width of what stands above them.
        """
        self.style = style or Style()
        self.chinese = chinese
        self._text = read(runs, self.style, chinese=chinese, hyphenate=hyphenate, hyphen=hyphen)
        if groups:
            hold(self._text, groups)
        self.atoms = self._text.texts
        self.widths = self._text.widths
        self.kinds = self._text.kinds
        self.glues = self._text.glues
        self.bounds = self._text.bounds
        self._plain, self._naturals = places(self._text)
        self._breaker = Breaker(self._text, self._plain, chinese)

    def run_at(self, atom: int) -> int:
        """The index of the run that an atom came from."""
        return self._text.run_at(atom)

    def may_end_line(self, atom: int) -> bool:
        """Whether a line may end after an atom."""
        return self._plain.fresh[atom + 1] != CLOSED

    def ends_line(self, atom: int) -> bool:
        """Whether the text says that a line ends after an atom."""
        return atom in self._plain.forced

    def is_runt(self, line: Line, text: float) -> bool:
        """Whether a last line is too short: one character (R18), in English a stub of a text `text` wide in all."""
        if self.chinese:
            return signs_in(self._text, line.first, line.last) < 2
        return line.width < stub_width(text)

    def rivers(self, lines: Sequence[Line], indent: float = 0) -> list[River]:
        """The rivers in its fitted lines."""
        return rivers(self._text, lines, indent)

    @property
    def places(self) -> Places:
        """Where lines may and must end: place i is the gap after atom i."""
        return self._plain

    def lines(self, ends: Sequence[int], measure: float, *, indent: float = 0) -> list[Line]:
        """The lines that end after these atoms, the last of them the text's last; not justified."""
        return self._lines(self._plain, ends, Task(measure, (measure - indent,), False, self.chinese), 0)

    def fit(
        self,
        measure: float,
        *,
        indent: float = 0,
        justify: bool = True,
        first_measures: Sequence[float] = (),
        start: tuple[int, int] = (0, 0),
    ) -> list[Line]:
        """Break into lines of `measure`, the first `indent` shorter. Every text fits: at worst a line is too long.

        `first_measures`: the measures of the first lines where they are not `measure`, beside a float or an initial.
        `start`: begin with this atom, so many of its letters set already: where an earlier line has ended.
        """
        first, head = start
        if first >= len(self.atoms):
            return []
        if head and all(cut.letters != head for cut in self._text.cuts.get(first, ())):
            # The line before has parted a word where nothing but need allowed it.
            with self._breaker.opened(first, head):
                return self.fit(measure, indent=indent, justify=justify, first_measures=first_measures, start=start)
        firsts = list(first_measures) or [measure] * bool(indent)
        if firsts:
            firsts[0] -= indent
        lines: list[Line] = []
        for forced in [*self._plain.forced, len(self.atoms) - 1]:
            if forced < first:
                continue
            task = Task(measure, tuple(firsts[len(lines) :]), justify, self.chinese, head=head)
            # The next part begins with the atom after the break, whatever places the search has used.
            lines += self._part(task, first, forced)
            first, head = forced + 1, 0
        return lines

    def _part(self, task: Task, first: int, last: int) -> list[Line]:
        """The lines from atom `first` to atom `last`, which end where a line must."""
        plain = self._plain
        width = task.firsts[0] if task.firsts else task.measure
        if not task.head and plain.ends[last] - plain.starts[first] <= width:
            return self._lines(plain, [last], task, first)
        best = self._breaker.best(task, first, last)
        lines = self._lines(best.where, best.chosen, task, first)
        # Where several of the first lines have measures of their own, nothing tells where they begin.
        if not self.chinese and task.justify and len(lines) >= LEAST_LINES and len(task.firsts) < 2 and not task.head:
            return self._dried(best, lines, task, first, last)
        return lines

    def _dried(self, best: Found, lines: list[Line], task: Task, first: int, last: int) -> list[Line]:
        """The same lines, or others as good where no river runs: each line end inside a river is shut in turn."""
        indent = task.measure - task.firsts[0] if task.firsts else 0.0
        for _ in range(_MOST_RIVERS):
            flowing = self.rivers(lines, indent)
            if not flowing:
                break
            river = flowing[0]
            other = None
            for place in best.chosen[river.first : river.first + river.lines - 1]:
                found = self._breaker.without(best, place, first, last)
                if found is None or found.demerits > (other[0].demerits if other else best.demerits + _RIVER):
                    continue
                others = self._lines(found.where, found.chosen, task, first)
                if len(self.rivers(others, indent)) < len(flowing):
                    other = found, others
            if other is None:
                break
            best, lines = other
        return lines

    def _lines(self, where: Places, chosen: Sequence[int], task: Task, first: int) -> list[Line]:
        lines: list[Line] = []
        node, head = where.node(first, task.head), task.head
        for number, place in enumerate(chosen):
            measure = task.firsts[number] if number < len(task.firsts) else task.measure
            last, tail = where.at(place)
            width = where.ends[place] - where.starts[node]
            gaps, taken, han = gaps_of(
                self._text, self._naturals, (first, last if tail else last - 1), measure - width,
                fill=task.justify and place != chosen[-1], chinese=self.chinese,
            )  # fmt: skip
            width += taken
            forced = width > measure + 1 or (where.fees is not None and where.fees[place] >= EMERGENCY)
            left = 0.0 if head else self._start_trim(first)
            lines.append(Line(first, last, head, tail, left, gaps, width, han, forced, place in where.bare))
            first, head, node = last, tail, place + 1
        return lines

    def _start_trim(self, atom: int) -> float:
        lead = self._text.leads.get(atom)
        if lead is not None:
            return lead
        if self.kinds[atom] is not Class.OPEN:
            return 0.0
        scale = getattr(self._text.faces[self.run_at(atom)], "scale", 1.0)
        return rules(self.style, self.chinese, scale).start_trim(Class.OPEN)
