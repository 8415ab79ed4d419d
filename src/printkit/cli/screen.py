"""What people and programs see: diagnostics, progress, products, or one JSON document."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from ..diagnostics import Diagnostic, PrintkitError, Severity, show, show_short

Progress = Callable[[str, int], None]

_COLOURS: Final = {"error": "1;31", "warning": "1;33", "note": "1;36", "place": "36", "hint": "32"}
_STAGES: Final = {
    "markup": ("preparing the pages", "preparing the pages"),
    "layout": ("laying out the pages", "laying out page {}"),
    "pdf": ("drawing the pages", "drawing the pages"),
    "press": ("making the file for the print shop", "making the file for the print shop"),
    "press-x1a": ("making the file for the print shop, PDF/X-1a", "making the PDF/X-1a"),
    "press-x3": ("making the file for the print shop, PDF/X-3", "making the PDF/X-3"),
    "archive": ("making the file for the archive", "making the file for the archive"),
    "png": ("making a picture of page {}", "making a picture of page {}"),
    "preflight": ("checking the pages", "checking page {}"),
    "facts": ("reading the files back", "reading page {} back"),
    "proof": ("drawing the proofs", "drawing the proofs"),
    "align": ("looking for the pages of one in the other", "looking for the pages of one in the other"),
    "compare": ("comparing the pages", "comparing page {}"),
    "html": ("drawing the report", "drawing the report"),
    "sheets": ("putting the pages on sheets", "drawing sheet {}"),
    "write": ("writing the files", "writing the files"),
}
"""Stage → what it is called in a log, and on a live line."""


@dataclass
class Outcome:
    """What one command came to: its diagnostics, its products, and the exit code that follows."""

    strict: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    products: list[dict[str, object]] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)
    """What else the JSON document holds."""
    stopped: int = 0
    """The exit code that a failure asked for where it is not the input's: 2 wrong usage, 3 a limit."""

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Take diagnostics in, each once."""
        for diagnostic in found:
            if diagnostic not in self.diagnostics:
                self.diagnostics.append(diagnostic)

    def fail(self, problem: PrintkitError) -> None:
        """Take a failure in."""
        self.add(problem.diagnostics)
        if problem.exit_code != 1:
            self.stopped = max(self.stopped, problem.exit_code)

    def count(self, severity: Severity) -> int:
        """How many there are of one severity."""
        return sum(d.severity is severity for d in self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether something forbids writing."""
        return self.count(Severity.ERROR) > 0 or (self.strict and self.count(Severity.WARNING) > 0)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 the input has problems, 2 wrong usage, 3 a limit or a missing system library."""
        return self.stopped or int(self.failed)


@dataclass(frozen=True)
class Screen:
    """How to speak: to people (`human`), to editors and logs (`short`), to programs (`json`), or hardly (`quiet`)."""

    form: Literal["human", "short"] = "human"
    json: bool = False
    quiet: bool = False

    def say(self, text: str = "") -> None:
        """A line of the answer, on stdout."""
        if not self.json and not self.quiet:
            print(printable(text))

    def note(self, text: str) -> None:
        """A line beside the answer, on stderr."""
        if not self.json and not self.quiet:
            print(printable(text), file=sys.stderr, flush=True)

    def finish(self, outcome: Outcome) -> None:
        """Print what there is to say at the end: the diagnostics and their sum, or the JSON document."""
        if self.json:
            self.document(
                {
                    "ok": outcome.exit_code == 0,
                    "exit": outcome.exit_code,
                    "errors": outcome.count(Severity.ERROR),
                    "warnings": outcome.count(Severity.WARNING),
                    "diagnostics": [d.as_json() for d in outcome.diagnostics],
                    "products": outcome.products if outcome.exit_code == 0 else [],
                    **outcome.more,
                }
            )
            return
        paint = _paint if in_colour(sys.stderr) else _plain
        for diagnostic in outcome.diagnostics:
            short = self.form == "short"
            print(show_short(diagnostic) if short else show(diagnostic, paint) + "\n", file=sys.stderr)
        if outcome.diagnostics:
            print(_sum(outcome), file=sys.stderr)

    def document(self, data: object) -> None:
        """The one JSON document of a command, on stdout."""
        print(json.dumps(data, ensure_ascii=False, indent=2))

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], Progress]]:
        """While a command works: gives a function name → `Progress`. A live line on a terminal, else a log."""
        if self.json or self.quiet:
            yield lambda _name: lambda _stage, _number: None
        elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            with _live() as update:
                yield lambda name: lambda stage, number: update(f"{name}: {_STAGES[stage][1].format(number)}")
        else:
            yield self._log()

    def _log(self) -> Callable[[str], Progress]:
        said: set[str] = set()

        def tell(name: str, stage: str, number: int) -> None:
            line = f"{name}: {_STAGES[stage][0].format(number)}"
            if line not in said:
                said.add(line)
                self.note(line)

        return lambda name: lambda stage, number: tell(name, stage, number)


@contextmanager
def _live() -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("", refresh_per_second=25) as status:
        yield lambda line: status.update(Text(printable(line)))


def in_colour(stream: Any) -> bool:
    """Whether colours are wanted there: a terminal, and https://no-color.org is not asked for."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable(text: str) -> str:
    """Control characters made harmless: a file's name must not steer the terminal (T25)."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"<U+{ord(c):04X}>" for c in text)


def _paint(style: str, text: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _plain(_style: str, text: str) -> str:
    return text


def _sum(outcome: Outcome) -> str:
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        if number := outcome.count(severity):
            parts.append(f"{number} {severity.value}{'s' if number > 1 else ''}")
    end = ": nothing was written, since --strict counts warnings as errors" if _only_strict(outcome) else ""
    return ", ".join(parts) + end


def _only_strict(outcome: Outcome) -> bool:
    return outcome.failed and not outcome.count(Severity.ERROR)
