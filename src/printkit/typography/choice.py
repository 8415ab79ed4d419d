"""Which lines a paragraph gets: narrow searches first, wider ones only where those find nothing good.

Lengths in thousandths of an em.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final, NamedTuple

from .atoms import Atoms, Cut
from .characters import Class
from .cuts import FEES, RAGGED_FEES, emergency
from .search import WEIGHTS, Task, search
from .sums import CLOSED, Places, with_cuts

_SIGNS: Final = (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT)
_RUNT: Final = 1e6
"""That a last line holds one character (R18), in demerits; that it holds two; that an English one is a stub."""
_SHORT: Final = 60.0
_STUB: Final = 150.0


class Found(NamedTuple):
    """What a search found. `ending`: what its last line costs for being short."""

    demerits: float
    where: Places
    chosen: list[int]
    task: Task
    ending: float


class Breaker:
    """Breaks one text to any measure."""

    __slots__ = ("_with_cuts", "chinese", "plain", "text")

    def __init__(self, text: Atoms, plain: Places, chinese: bool) -> None:
        self.text, self.plain, self.chinese = text, plain, chinese
        self._with_cuts: dict[tuple[bool, bool], Places] = {}

    @contextmanager
    def opened(self, atom: int, letters: int) -> Iterator[None]:
        """For a while, a word may be parted after so many letters."""
        before = self.text.cuts
        bare = self.text.faces[self.text.run_at(atom)].advance(self.text.texts[atom][:letters])
        cuts = sorted([*before.get(atom, ()), Cut(letters, bare, bare)])
        self.text.cuts = dict(sorted({**before, atom: cuts}.items()))
        self._with_cuts.clear()
        try:
            yield
        finally:
            self.text.cuts = before
            self._with_cuts.clear()

    def best(self, task: Task, first: int, last: int) -> Found:
        """The best places: first among the lines that need no stretching of Han to speak of, then among all."""
        best: Found | None = None
        for now in self._tasks(task):
            found = self._try(now, first, last)
            if found is not None and (best is None or found.demerits < best.demerits):
                best = found
            # A last line of a single sign is worth a look at looser lines.
            if best is not None and best.ending < _RUNT:
                break
        if best is None:
            narrowest = min([task.measure, *task.firsts])
            where = emergency(self.text, self.plain, narrowest, first, last)
            best = self._found(where, replace(task, desperate=True), first, last)
            assert best is not None, "a line may be too long"
        return best

    def without(self, found: Found, place: int, first: int, last: int) -> Found | None:
        """The best places when no line may end at `place`; None where there are none as good in kind."""
        fresh = found.where.fresh[:]
        fresh[place + 1] = CLOSED
        other = self._found(replace(found.where, fresh=fresh), found.task, first, last)
        return None if other is None or _has_ladder(other) else other

    def _try(self, task: Task, first: int, last: int) -> Found | None:
        """The best places of one search, if it can without more than two hyphens in a row."""
        found = self._found(self._places(False, task.justify), task, first, last)
        if found is None or not _has_ladder(found):
            return found
        return self._found(self._places(True, task.justify), task, first, last) or found

    def _found(self, where: Places, task: Task, first: int, last: int) -> Found | None:
        node, end = where.node(first, task.head), where.after(last)
        endings = self._endings(where, node, end)
        found = search(where, task, node, end, endings)
        if found is None:
            return None
        demerits, chosen = found
        return Found(demerits, where, chosen, task, endings.get(chosen[-2] + 1, 0.0) if len(chosen) > 1 else 0.0)

    def _tasks(self, task: Task) -> Iterator[Task]:
        """Searches from the narrowest to the widest."""
        if not task.justify:
            yield replace(task, reach=task.measure * 0.4)
        elif self.chinese:
            # As loose as a line is that lacks one Han.
            each = 1000 / max(task.measure / 1000 - 3, 1)
            yield replace(task, reach=1000, most=WEIGHTS.gap + WEIGHTS.han + WEIGHTS.han_per * each * each)
            yield replace(task, reach=4000)
        else:
            yield replace(task, reach=1, most=WEIGHTS.gap)
            yield replace(task, reach=task.measure * 0.3)
        yield task

    def _places(self, twice: bool, justify: bool) -> Places:
        cuts = self.text.cuts
        if not cuts:
            return self.plain
        known = self._with_cuts.get((twice, justify))
        if known is None:
            fees = FEES if justify else RAGGED_FEES
            known = self._with_cuts[twice, justify] = with_cuts(self.plain, cuts, fees, twice=twice)
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
            signs += signs_in(self.text, atom, counted)
            counted = atom
            if signs > 2:
                break
            endings[node] = _RUNT if signs < 2 else _SHORT
        return endings


def _has_ladder(found: Found) -> bool:
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


def signs_in(text: Atoms, first: int, last: int) -> int:
    """How many characters stand from one atom up to another, marks not counted; a word of letters is several."""
    kinds, texts = text.kinds, text.texts
    return sum(
        2 if kinds[atom] is Class.LATIN and len(texts[atom]) > 1 else 1
        for atom in range(first, last)
        if kinds[atom] in _SIGNS
    )


def stub_width(text: float) -> float:
    """Under which width the last line of an English text, so long in all, is a stub."""
    return min(3000.0, text / 4)
