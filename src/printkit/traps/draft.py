"""The text that is being mended: what stops YAML (`Problem`), a proposed change (`Mend`), the text so far (`Draft`).

A mend changes lines and never their number, so that a place in the mended text can be shown in the
text that the author wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..diagnostics import Diagnostic, SourceFile, Span, error

_SHOWN: Final = 72
"""Letters of a proposed line that a hint shows."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What stops the reading, and where. Lines and columns count from 0.

    `failed_line` is where the reading failed, if that is further down than the place itself; -1 if not known.
    """

    line: int
    column: int
    end_column: int
    code: str
    message: str
    hint: str
    failed_line: int = -1


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of some lines that may be what the author meant, and the words that propose it."""

    lines: Mapping[int, str]
    line: int
    column: int
    end_column: int
    code: str
    message: str
    hint: str


Attempt: TypeAlias = "Callable[[str], Problem | None]"
"""Reads a text; gives what stops it, None if nothing does."""

Maker: TypeAlias = "Callable[[Sequence[str], int], Iterator[Mend]]"
"""Gives the mends that line `index` suggests."""


class Draft:
    """The author's text and the lines as mended so far."""

    def __init__(self, source: SourceFile, lines: Sequence[str] | None = None) -> None:
        self.source = source
        self.lines = list(source.lines if lines is None else lines)

    @property
    def text(self) -> str:
        """The mended text."""
        return "\n".join(self.lines)

    def with_mend(self, mend: Mend) -> Draft:
        """A copy with the mend in it."""
        copy = Draft(self.source, self.lines)
        for index, line in mend.lines.items():
            copy.lines[index] = line
        return copy

    def span(self, line: int, column: int, end_column: int) -> Span:
        """A place of the mended text (from 0), in the author's text."""
        start = self._column(line, column)
        end = max(start + 1, self._column(line, end_column))
        return Span(self.source, line + 1, start + 1, line + 1, end + 1)

    def diagnostic(self, found: Problem | Mend) -> Diagnostic:
        """A problem or mend of this draft as an error."""
        span = self.span(found.line, found.column, found.end_column)
        return error(found.code, found.message, span, hint=found.hint)

    def _column(self, line: int, column: int) -> int:
        if line >= len(self.lines):
            return column
        now, old = self.lines[line], self.source.lines[line]
        if now == old:
            return column
        shortest = min(len(now), len(old))
        same = next((i for i in range(shortest) if now[i] != old[i]), shortest)
        if column <= same:
            return column
        tail = next((i for i in range(shortest - same) if now[-1 - i] != old[-1 - i]), shortest - same)
        return column - len(now) + len(old) if column >= len(now) - tail else same


def shown(line: str) -> str:
    """A line for a hint: without its indentation, cut if it is long."""
    text = line.strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def indent_of(line: str) -> int:
    """How many blanks stand before the first letter."""
    return len(line) - len(line.lstrip(" "))
