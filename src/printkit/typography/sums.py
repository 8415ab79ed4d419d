"""Every place where a line may end, and sums that make the width and the give of any line a subtraction.

Lengths in thousandths of an em. A place is a gap between atoms, or a cut inside one. Node k is the state after
place k-1; node 0 is the paragraph's start. A line from node k to place t is `ends[t] - starts[k]` wide, gives up
to `gives[t] - given[k]`, takes up to `takes[t] - taken[k]`, and has `hans[t] - past[k]` gaps between Han.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import Final

from .atoms import Atoms, Cut

FREE: Final = 1e18
"""The cost of a node that was not reached yet."""
CLOSED: Final = -1.0
"""The cost of a place where no line ends: nothing is cheaper, so nothing is ever put there."""


@dataclass(slots=True)
class Places:
    """Columns by place and by node. `fresh`: the costs of all nodes before a search. `far`: `ends` with all stretched.

    `atoms`, `letters`: where each place is (letters of that atom before it); None where place t is simply the gap
    after atom t. `grades`: 0 for a gap, 1 for a cut; where cuts stand twice, 1 and 2 are the first and the second
    line in a row that ends in a word. `fees`: what each place costs by itself.
    """

    ends: list[float]
    far: list[float]
    starts: list[float]
    gives: list[float]
    given: list[float]
    takes: list[float]
    taken: list[float]
    hans: Sequence[float]
    past: Sequence[float]
    fresh: list[float]
    forced: list[int]
    atoms: list[int] | None = None
    letters: list[int] | None = None
    grades: list[int] | None = None
    fees: list[float] | None = None
    twice: bool = False
    bare: frozenset[int] = frozenset()
    """The places inside an atom where no hyphen is drawn."""

    def at(self, place: int) -> tuple[int, int]:
        """The atom with which the next line begins, and how many of its letters are set already."""
        if self.atoms is None or self.letters is None:
            return place + 1, 0
        return self.atoms[place], self.letters[place]

    def after(self, atom: int) -> int:
        """The place that is the gap after an atom."""
        return atom if self.atoms is None or atom < 0 else bisect_left(self.atoms, atom + 1)

    def node(self, atom: int, letters: int = 0) -> int:
        """The state in which a line begins with an atom, so many of its letters set already."""
        node = self.after(atom - 1) + 1
        if letters:
            while self.at(node - 1) != (atom, letters):
                node += 1
        return node


def places(atoms: Atoms) -> tuple[Places, list[float]]:
    """The gaps of a paragraph, and the natural width of each."""
    count = len(atoms.texts)
    naturals = [0.0] * count
    advances = atoms.widths[:]
    shrinks, stretches = [0.0] * count, [0.0] * count
    hans = [1 if atoms.plain.glue.han else 0] * count
    fresh = [FREE] * (count + 1)
    insets: list[tuple[int, float]] = []
    outsets: list[tuple[int, float]] = []
    for spot, ((natural, shrink, _tier, stretch, han, _space), legal, inset, outset) in zip(
        atoms.spots, atoms.pairs, strict=True
    ):
        if natural:
            naturals[spot] = natural
            advances[spot] += natural
        if shrink:
            shrinks[spot] = shrink
        if stretch:
            stretches[spot] = stretch
        hans[spot] = 1 if han else 0
        if legal:
            if inset:
                insets.append((spot, inset))
            if outset:
                outsets.append((spot + 1, outset))
        else:
            fresh[spot + 1] = CLOSED
    ends = list(accumulate(advances))
    starts = [atoms.start_trim, *ends]
    for spot, inset in insets:
        ends[spot] -= inset
    for node, outset in outsets:
        starts[node] += outset
    if count:
        ends[-1] -= atoms.end_trim
    gives = list(accumulate(shrinks, initial=0.0))
    takes = list(accumulate(stretches, initial=0.0))
    spots = list(accumulate(hans, initial=0))
    far = list(map(add, ends, takes))
    return Places(ends, far, starts, gives, gives, takes, takes, spots, spots, fresh, atoms.forced), naturals


def with_cuts(
    plain: Places,
    cuts: Mapping[int, Sequence[Cut]],
    fees: tuple[float, float],
    *,
    twice: bool = False,
    opened: Mapping[int, float] | None = None,
    hard: Mapping[tuple[int, int], float] | None = None,
) -> Places:
    """The same with places inside atoms. `fees`: what a cut with a hyphen costs, and one without.

    `twice`: every cut stands here twice, so that a search can tell the second hyphen in a row from the first.
    `opened`: gaps where no line may end, and what it costs to end one there all the same; `hard` the same for cuts,
    by atom and letters.
    """
    opened = opened or {}
    by_place: list[list[float]] = [[], [], [], []]
    by_node: list[list[float]] = [[column[0]] for column in (plain.starts, plain.given, plain.taken, plain.past)]
    fresh, where, letters, grades, price = [plain.fresh[0]], list[int](), list[int](), list[int](), list[float]()
    bare: set[int] = set()
    old_places: tuple[Sequence[float], ...] = (plain.ends, plain.gives, plain.takes, plain.hans)
    old_nodes: tuple[Sequence[float], ...] = (plain.starts, plain.given, plain.taken, plain.past)
    done = 0

    def gaps(upto: int) -> None:
        nonlocal done
        for column, old in zip(by_place, old_places, strict=True):
            column.extend(old[done:upto])
        for column, old in zip(by_node, old_nodes, strict=True):
            column.extend(old[done + 1 : upto + 1])
        fresh.extend(plain.fresh[done + 1 : upto + 1])
        where.extend(range(done + 1, upto + 1))
        letters.extend([0] * (upto - done))
        grades.extend([0] * (upto - done))
        price.extend([0.0] * (upto - done))
        done = upto

    for index in sorted({*cuts, *opened}) if opened else cuts:
        gaps(index)
        # What is cut has no blank half, so its start is where a line that begins with it starts.
        x, sums = plain.starts[index], [column[index] for column in old_nodes[1:]]
        for cut in cuts.get(index, ()):
            plainly = cut.width == cut.bare
            for grade in (1, 2) if twice else (1,):
                if plainly:
                    bare.add(len(where))
                for column, value in zip(by_place, (x + cut.width, *sums), strict=True):
                    column.append(value)
                for column, value in zip(by_node, (x + cut.bare, *sums), strict=True):
                    column.append(value)
                fresh.append(FREE)
                where.append(index)
                letters.append(cut.letters)
                grades.append(grade)
                price.append(hard.get((index, cut.letters), fees[plainly]) if hard else fees[plainly])
        if index in opened:
            gaps(index + 1)
            if fresh[-1] == CLOSED:
                fresh[-1], price[-1] = FREE, opened[index]
    gaps(len(plain.ends))
    forced: list[int] = []
    if plain.forced:
        gap_at = {atom - 1: place for place, (atom, part) in enumerate(zip(where, letters, strict=True)) if not part}
        forced = [gap_at[gap] for gap in plain.forced]
    ends, gives, takes, hans = by_place
    starts, given, taken, past = by_node
    far = list(map(add, ends, takes))
    return Places(
        ends,
        far, starts, gives, given, takes, taken, hans, past, fresh, forced, where, letters, grades, price, twice,
        frozenset(bare),
    )  # fmt: skip
