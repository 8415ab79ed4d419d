"""From what stops YAML to what its author meant: try the mends near the place, keep the one that helps.

A mend is proposed only if the text reads further with it. With it in place the search goes on, so
that one reading tells every fault of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic
from .draft import Attempt, Draft, Maker, Mend, Problem
from .levels import odd_indentation, wrong_level
from .quotes import backslashes, begins_with_bracket, cut_by_comma, needs_quotes, open_braces, open_quotes
from .signs import misplaced_signs

_MAKERS: Final[tuple[Maker, ...]] = (
    odd_indentation, misplaced_signs, cut_by_comma, needs_quotes, open_quotes, open_braces, backslashes,
    begins_with_bracket,
)  # fmt: skip
_MOST_MENDS: Final = 40
_LETTERS: Final = 3_000_000
"""How many letters may be read in all while searching: a bound on time, the same on every machine."""

Weigh = Callable[[str], int]
"""How many faults a text has that is right YAML; tells the better of two levels."""


class Search:
    """Mends a draft until YAML reads it, or nothing helps."""

    def __init__(self, draft: Draft, attempt: Attempt, weigh: Weigh | None = None) -> None:
        self.draft = draft
        self.found: list[Diagnostic] = []
        self._attempt = attempt
        self._weigh = weigh
        self._left = _LETTERS

    def run(self, problem: Problem) -> bool:
        """Whether the draft can be read now. What was in its way is in `found`."""
        current: Problem | None = problem
        while current is not None:
            best = self._best(current)
            if best is None or len(self.found) >= _MOST_MENDS:
                self.found.append(self.draft.diagnostic(current))
                return False
            mend, current = best
            self.found.append(self.draft.diagnostic(mend))
            self.draft = self.draft.with_mend(mend)
        return True

    def _best(self, problem: Problem) -> tuple[Mend, Problem | None] | None:
        for mend in candidates(self.draft.lines, suspects(self.draft.lines, problem)):
            passed, after = self._helps(mend, problem)
            if passed:
                return mend, after
        return self._best_level(problem)

    def _best_level(self, problem: Problem) -> tuple[Mend, Problem | None] | None:
        """Levels are many and most parse: the one that reads furthest, then the one with the fewest faults."""
        choices: list[tuple[tuple[int, ...], Mend, Problem | None]] = []
        for index in _near(self.draft.lines, problem)[:3]:
            for order, mend in enumerate(wrong_level(self.draft.lines, index)):
                passed, after = self._helps(mend, problem)
                if passed:
                    reach = -after.line if after else -len(self.draft.lines) - 1
                    faults = self._faults(mend) if after is None else 0
                    uneven = (
                        mend.lines[index][:1] == " " and (len(mend.lines[index]) - len(mend.lines[index].lstrip())) % 2
                    )
                    choices.append(((reach, faults, uneven, order), mend, after))
        if not choices:
            return None
        _, mend, after = min(choices, key=lambda choice: choice[0])
        return mend, after

    def _faults(self, mend: Mend) -> int:
        if self._weigh is None or not self._afford():
            return 0
        return self._weigh(self.draft.with_mend(mend).text)

    def _helps(self, mend: Mend, problem: Problem) -> tuple[bool, Problem | None]:
        if not self._afford():
            return False, None
        after = self._attempt(self.draft.with_mend(mend).text)
        further = after is None or after.line > max(problem.line, mend.line, *mend.lines)
        return further or (after is not None and _moved_on(problem, after, mend)), after

    def _afford(self) -> bool:
        self._left -= sum(map(len, self.draft.lines)) + 200
        return self._left > 0


def _moved_on(before: Problem, after: Problem, mend: Mend) -> bool:
    """Whether the reading came further inside the same line: two faults in one."""
    return after.line == before.line == mend.line and after.column > max(before.column, mend.column) + 3


def candidates(lines: Sequence[str], order: Sequence[int]) -> Iterator[Mend]:
    """The mends that some lines suggest, line by line in the order given."""
    for index in order:
        for make in _MAKERS:
            yield from make(lines, index)


def suspects(lines: Sequence[str], problem: Problem) -> list[int]:
    """The lines that may hold the cause, the likeliest first."""
    order = _near(lines, problem)
    sign = lines[problem.line][problem.column : problem.column + 1] if problem.line < len(lines) else ""
    if sign or problem.failed_line >= 0:  # an open quote may lie far before the place where YAML stumbles
        far = range(problem.line - 1, max(-1, problem.line - 60), -1)
        order += [
            i
            for i in far
            if i < len(lines)
            and i not in order
            and ('"' in lines[i] or "'" in lines[i] or "{" in lines[i] or "[" in lines[i])
        ]
    return order


def _near(lines: Sequence[str], problem: Problem) -> list[int]:
    order: list[int] = []
    last = len(lines) - 1
    if problem.failed_line >= 0 and problem.failed_line != problem.line:
        order.append(problem.failed_line)
    order.append(problem.line)
    before = problem.line - 1
    while before >= 0 and len(order) < 6:
        if before <= last and lines[before].strip():
            order.append(before)
        before -= 1
    if problem.line + 1 <= last:
        order.append(problem.line + 1)
    return [i for i in dict.fromkeys(order) if 0 <= i <= last and lines[i].strip()]
