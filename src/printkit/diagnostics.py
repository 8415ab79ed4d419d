"""What went wrong, where, why, and what to do: `Span`, `Diagnostic`, `PrintkitError`.

A stage gathers diagnostics and raises them once, as one `PrintkitError`; warnings travel in its
product. The library never prints: `show` gives text, the command line prints it.

Manner: a message is lower case without a full stop, code stands in backticks, a hint is an action.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a diagnostic is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file that was read: the name to show, and its text."""

    name: str
    text: str = field(repr=False)
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Only "\n" ends a line here, as in YAML marks; str.splitlines would also cut at U+2028.
        lines = tuple(line.rstrip("\r") for line in self.text.split("\n"))
        object.__setattr__(self, "lines", lines)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source file. Lines and columns count from 1, in characters; the end is exclusive."""

    source: SourceFile
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the input.

    `code` is stable and kebab-case; `path` is where in the report (`sections.0.heading.zh`);
    `hints` are actions.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    path: str = ""
    hints: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain data for `--json`."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "file": self.span.source.name if self.span else None,
            "line": self.span.line if self.span else None,
            "column": self.span.column if self.span else None,
            "path": self.path,
            "hints": list(self.hints),
        }


def error(
    code: str, message: str, span: Span | None = None, *, path: str = "", hint: str | Sequence[str] = ()
) -> Diagnostic:
    """An error in one line of code."""
    return Diagnostic(Severity.ERROR, code, message, span, path, _hints(hint))


def warning(
    code: str, message: str, span: Span | None = None, *, path: str = "", hint: str | Sequence[str] = ()
) -> Diagnostic:
    """A warning in one line of code."""
    return Diagnostic(Severity.WARNING, code, message, span, path, _hints(hint))


def _hints(hint: str | Sequence[str]) -> tuple[str, ...]:
    return (hint,) if isinstance(hint, str) else tuple(hint)


class PrintkitError(Exception):
    """The input has problems: every one of them, at once, in `diagnostics`.

    `exit_code` is what the command line gives back: 1 the input, 3 a limit or a missing system library.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], *, exit_code: int = 1) -> None:
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(show_short(d) for d in self.diagnostics))


def raise_errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Raise them all if one is an error; otherwise give them back, to travel as warnings."""
    found = tuple(diagnostics)
    if any(d.severity is Severity.ERROR for d in found):
        raise PrintkitError(found)
    return found


def show_short(diagnostic: Diagnostic) -> str:
    """One line: `file:line:col: error: message`."""
    where = f"{diagnostic.span}: " if diagnostic.span else ""
    return _visible(f"{where}{diagnostic.severity.value}: {diagnostic.message}")


def show(diagnostic: Diagnostic, paint: Callable[[str, str], str] = lambda _style, text: text) -> str:
    """Several lines: message, place, source line with carets, hints.

    `paint(style, text)` colours a piece: styles are `error`, `warning`, `note`, `place`, `hint`.
    """
    name = diagnostic.severity.value
    lines = [f"{paint(name, name)}: {_visible(diagnostic.message)}"]
    span = diagnostic.span
    if span is not None:
        place = str(span) + (f" ({diagnostic.path})" if diagnostic.path else "")
        number = str(span.line)
        pad = " " * len(number)
        text, before, marked = _window(span)
        lines.append(f"{pad}--> {paint('place', _visible(place))}")
        lines.append(f"{pad} |")
        lines.append(f"{number} | {_visible(text)}")
        lines.append(f"{pad} | {' ' * _columns(before)}{paint(name, '^' * max(1, _columns(marked)))}")
    elif diagnostic.path:
        lines.append(f"  at {paint('place', _visible(diagnostic.path))}")
    lines += [f"{paint('hint', 'hint')}: {_visible(hint)}" for hint in diagnostic.hints]
    return "\n".join(lines)


_WIDEST = 140
"""Letters of a source line that are shown; a longer one is cut around the place."""


def _window(span: Span) -> tuple[str, str, str]:
    """The source line, what stands in it before the place, and the place itself."""
    text = span.source.line(span.line)
    start = span.column - 1
    end = min(span.end_column - 1 if span.end_line == span.line else len(text), len(text))
    lead = ""
    if len(text) > _WIDEST and start > _WIDEST // 2:
        cut = start - _WIDEST // 4
        text, start, end, lead = text[cut:], start - cut, end - cut, "…"
    if len(text) > _WIDEST:
        text = text[:_WIDEST] + "…"
    # Blanks at the end are not marked, unless the place is nothing but blanks.
    marked = text[start:end]
    return lead + text, lead + text[:start], marked.rstrip(" ") or marked


def _columns(text: str) -> int:
    """Terminal columns: a full-width character takes two, a combining one none."""
    width = 0
    for character in _visible(text):
        if not unicodedata.combining(character):
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def _visible(text: str) -> str:
    """Control and bidi characters made harmless: a title must not steer the terminal (T25)."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\u3000\u00a0" else " " if c == "\t" else f"<U+{ord(c):04X}>" for c in text
    )
