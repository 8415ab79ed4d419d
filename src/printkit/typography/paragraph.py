"""All breaks of a paragraph chosen together (total fit, after Knuth and Plass 1981), for Chinese and English.

Lengths in thousandths of an em of the paragraph's size. Building the atoms costs once a paragraph, `fit`
once a measure. The rooms behind this one: `atoms` reads the text, `sums` adds it up, `search` chooses the line
ends, `lines` sets what was chosen, `faults` tells what could not be set well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from .atoms import Cut, Face, Hyphenate, Run, read
from .characters import Class, graphemes
from .lines import Line, gaps_of
from .search import Task, search
from .spacing import Style, rules
from .sums import CLOSED, Places, places, with_cuts

__all__ = ["Cut", "Face", "Hyphenate", "Line", "Paragraph", "Run", "Style"]

SIGNS: Final = (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT)
"""What counts as a character in a last line."""

_RUNT: Final = 4000.0
"""That a last line holds one character (R18), in demerits; that it holds two; that an English one is a stub."""
_SHORT: Final = 60.0
_STUB: Final = 150.0
_FEES: Final = (60.0, 30.0)
"""A word parted with a hyphen; without one, where it has one or is an address."""
_RAGGED_FEES: Final = (150.0, 40.0)
_EMERGENCY: Final = 2000.0
"""A word parted where nothing allows it; marks parted that must not be (R2-R4)."""
_AGAINST_THE_RULES: Final = 1e5
_MOST_CUTS: Final = 400


class Paragraph:
    """The atoms of a paragraph. Build it once, `fit` it to as many measures as needed.

    `atoms`, `widths`, `kinds`, `glues` (between each two atoms), `bounds` (the number of atoms up to the end of each
    run) are its text; blanks are no atoms but glue. Atoms of class CONTROL are zero wide and not to be drawn.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style | None = None,
        *,
        chinese: bool = True,
        hyphenate: Hyphenate | None = None,
        hyphen: str = "-",
    ) -> None:
        """`chinese` tells the rules; English takes word spaces, and hyphens where `hyphenate` gives cuts.

        `hyphen`: what is drawn at a soft hyphen where a line ends. In the text of a run U+2028 ends a line, U+200B
        and U+00AD let one end, U+00A0 and U+2060 do not, and U+FFFC in a run of its own is an object as wide as its
        face says.
        """
        self.style = style or Style()
        self.chinese = chinese
        self._text = read(runs, self.style, chinese=chinese, hyphenate=hyphenate, hyphen=hyphen)
        self.atoms = self._text.texts
        self.widths = self._text.widths
        self.kinds = self._text.kinds
        self.glues = self._text.glues
        self.bounds = self._text.bounds
        self._plain, self._naturals = places(self._text)
        self._with_cuts: dict[tuple[bool, bool], Places] = {}

    def run_at(self, atom: int) -> int:
        """The index of the run that an atom came from."""
        return self._text.run_at(atom)

    def fit(
        self, measure: float, *, indent: float = 0, justify: bool = True, first_measures: Sequence[float] = ()
    ) -> list[Line]:
        """Break into lines of `measure`, the first `indent` shorter. Every text fits: at worst a line is too long.

        `first_measures`: the measures of the first lines where they are not `measure`, beside a float or an initial.
        """
        if not self.atoms:
            return []
        firsts = list(first_measures) or [measure] * bool(indent)
        if firsts:
            firsts[0] -= indent
        lines: list[Line] = []
        first = 0
        for forced in [*self._plain.forced, len(self.atoms) - 1]:
            task = Task(measure, tuple(firsts[len(lines) :]), justify, self.chinese)
            # The next part begins with the atom after the break, whatever places the search has used.
            lines += self._part(task, first, forced)
            first = forced + 1
        return lines

    def _part(self, task: Task, first: int, last: int) -> list[Line]:
        """The lines from atom `first` to atom `last`, which end where a line must."""
        plain = self._plain
        width = task.firsts[0] if task.firsts else task.measure
        if plain.ends[last] - plain.starts[first] <= width:
            return self._lines(plain, [last], task, first)
        where, chosen = self._best(task, first, last)
        return self._lines(where, chosen, task, first)

    def _best(self, task: Task, first: int, last: int) -> tuple[Places, list[int]]:
        """The best places: first among the lines that need no stretching of Han to speak of, then among all."""
        best: _Found | None = None
        for now in self._tasks(task):
            found = self._try(now, first, last)
            if found is not None and (best is None or found.demerits < best.demerits):
                best = found
            # A last line of a single sign is worth a look at looser lines.
            if best is not None and best.ending < _RUNT:
                break
        if best is None:
            where = self._emergency(task, first, last)
            best = self._found(where, replace(task, desperate=True), first, last)
            assert best is not None, "a line may be too long"
        return best.where, best.chosen

    def _try(self, task: Task, first: int, last: int) -> _Found | None:
        """The best places of one search, if it can without more than two hyphens in a row."""
        found = self._found(self._places(False, task.justify), task, first, last)
        if found is None or not _has_ladder(found):
            return found
        return self._found(self._places(True, task.justify), task, first, last) or found

    def _found(self, where: Places, task: Task, first: int, last: int) -> _Found | None:
        node, end = where.after(first - 1) + 1, where.after(last)
        endings = self._endings(where, node, end)
        found = search(where, task, node, end, endings)
        if found is None:
            return None
        demerits, chosen = found
        return _Found(demerits, where, chosen, endings.get(chosen[-2] + 1, 0.0) if len(chosen) > 1 else 0.0)

    def _tasks(self, task: Task) -> list[Task]:
        """Searches from the narrowest to the widest."""
        if not task.justify:
            return [replace(task, reach=task.measure * 0.4), task]
        if self.chinese:
            return [replace(task, reach=1600, most=400), replace(task, reach=4600), task]
        return [replace(task, reach=task.measure * 0.25 + 600, most=199), replace(task, reach=task.measure * 0.5), task]

    def _places(self, twice: bool, justify: bool) -> Places:
        cuts = self._text.cuts
        if not cuts:
            return self._plain
        known = self._with_cuts.get((twice, justify))
        if known is None:
            fees = _FEES if justify else _RAGGED_FEES
            known = self._with_cuts[twice, justify] = with_cuts(self._plain, cuts, fees, twice=twice)
        return known

    def _endings(self, where: Places, first: int, last: int) -> dict[int, float]:
        """By node, what it costs that the last line, which ends at place `last`, begins there (R18)."""
        endings: dict[int, float] = {}
        edge = where.ends[last]
        stub = stub_width(edge - where.starts[first])
        counted, signs = where.at(last)[0], 0
        for node in range(last, first, -1):
            if not self.chinese:
                if edge - where.starts[node] >= stub:
                    break
                endings[node] = _STUB
                continue
            atom = where.at(node - 1)[0]
            signs += sum(kind in SIGNS for kind in self.kinds[atom:counted])
            counted = atom
            if signs > 2:
                break
            endings[node] = _RUNT if signs < 2 else _SHORT
        return endings

    def _emergency(self, task: Task, first: int, last: int) -> Places:
        """Places also inside what is too wide for its line and may not be parted."""
        narrowest = min([task.measure, *task.firsts])
        plain, kinds = self._plain, self.kinds
        cuts: dict[int, Sequence[Cut]] = dict(self._text.cuts)
        opened: dict[int, float] = {}
        hard: dict[tuple[int, int], float] = {}
        begin = first
        for gap in range(first, last + 1):
            if plain.fresh[gap + 1] == CLOSED and gap < last:
                continue
            if plain.ends[gap] - plain.starts[begin] - (plain.gives[gap] - plain.given[begin]) > narrowest:
                for atom in range(begin, gap + 1):
                    if kinds[atom] is Class.LATIN or self.widths[atom] > narrowest:
                        cuts[atom], new = self._cut_anywhere(atom)
                        hard.update(((atom, letters), _EMERGENCY) for letters in new)
                    if atom < gap:
                        joined = kinds[atom] is Class.LATIN and kinds[atom + 1] is Class.LATIN
                        opened[atom] = _EMERGENCY if joined else _AGAINST_THE_RULES
            begin = gap + 1
        return with_cuts(plain, cuts, _FEES, opened=opened, hard=hard)

    def _cut_anywhere(self, atom: int) -> tuple[list[Cut], list[int]]:
        """Cuts of an atom between all its characters, and the letters of those that it did not have."""
        word, face = self.atoms[atom], self._text.faces[self.run_at(atom)]
        known = {cut.letters: cut for cut in self._text.cuts.get(atom, ())}
        marks = graphemes(word)
        new = [letters for letters in marks[:: max(1, len(marks) // _MOST_CUTS)] if letters not in known]
        for letters in new:
            bare = face.advance(word[:letters])
            known[letters] = Cut(letters, bare, bare)
        return [known[letters] for letters in sorted(known)], new

    def _lines(self, where: Places, chosen: Sequence[int], task: Task, first: int) -> list[Line]:
        lines: list[Line] = []
        node, head = where.after(first - 1) + 1, 0
        for number, place in enumerate(chosen):
            measure = task.firsts[number] if number < len(task.firsts) else task.measure
            last, tail = where.at(place)
            width = where.ends[place] - where.starts[node]
            gaps, taken, han = gaps_of(
                self._text, self._naturals, (first, last if tail else last - 1), measure - width,
                fill=task.justify and place != chosen[-1], chinese=self.chinese,
            )  # fmt: skip
            width += taken
            forced = width > measure + 1 or (where.fees is not None and where.fees[place] >= _EMERGENCY)
            left = 0.0 if head else self._start_trim(first)
            lines.append(Line(first, last, head, tail, left, gaps, width, han, forced, place in where.bare))
            first, head, node = last, tail, place + 1
        return lines

    def _start_trim(self, atom: int) -> float:
        if self.kinds[atom] is not Class.OPEN:
            return 0.0
        scale = getattr(self._text.faces[self.run_at(atom)], "scale", 1.0)
        return rules(self.style, self.chinese, scale).start_trim(Class.OPEN)


class _Found(NamedTuple):
    """What a search found. `ending`: what its last line costs for being short."""

    demerits: float
    where: Places
    chosen: list[int]
    ending: float


def _has_ladder(found: _Found) -> bool:
    """Whether more than two lines in a row end in a word."""
    grades = found.where.grades
    if grades is None:
        return False
    row = 0
    for place in found.chosen:
        row = row + 1 if grades[place] else 0
        if row > 2:
            return True
    return False


def stub_width(text: float) -> float:
    """Under which width the last line of an English text, so long in all, is a stub."""
    return min(3000.0, text / 4)
