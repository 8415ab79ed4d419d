"""YAML file → Report, or every problem of the file at once, each with its place and a hint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from .. import source, traps
from ..diagnostics import Diagnostic, PrintkitError, Span, error, warning
from .faults import explain, steps_of
from .inline import refused_addresses
from .model import Report, attach
from .shape import SUSPECT, put_right
from .text import FROM_FILE

_ROUNDS: Final = 20
"""How many texts that were meant as keys are put right in one reading."""


def load(path: str | Path) -> Report:
    """Read a report from a YAML file.

    Raises `PrintkitError` with every problem found. Warnings are in `Report.warnings`.
    """
    path = Path(path)
    return loads(source.read_text(path), str(path))


def loads(text: str, name: str = "report.yaml") -> Report:
    """Read a report from YAML text; `name` is shown in diagnostics. Raises `PrintkitError`."""
    return from_document(source.study(text, name, _weigh))


def from_document(document: source.Document) -> Report:
    """Validate a YAML document as a report. Raises `PrintkitError`."""
    found = list(document.errors)
    for _ in range(_ROUNDS):
        report, faults, misread = _validate(document)
        better = _meant_as_keys(document, misread) if misread else None
        if better is None:
            break
        mend, document = better
        found.append(mend)
    found += faults
    if found or report is None:
        raise PrintkitError(_sorted([*found, *document.warnings]))
    attach(report, document, ())
    return attach(report, document, tuple(_sorted([*document.warnings, *_look_over(report)])))


def _validate(document: source.Document) -> tuple[Report | None, list[Diagnostic], list[tuple[int | str, ...]]]:
    """The report or its faults, and the paths where a text stands and something else was wanted."""
    if not isinstance(document.data, dict):
        message = "a report is made of keys such as `title:` and `sections:`, but this file has none"
        return None, [error("not-a-report", message, document.span([]), hint="start with `printkit new`")], [()]
    keys: list[Diagnostic] = []
    if SUSPECT.search(document.source.text):
        keys, _ = put_right(document)
    try:
        return Report.model_validate(source.to_data(document.root), context=FROM_FILE), keys, []
    except ValidationError:
        more, spoiled = put_right(document)
        keys += more
    try:
        return Report.model_validate(source.to_data(document.root), context=FROM_FILE), keys, []
    except ValidationError as problem:
        misread = [
            steps_of(fault["loc"])
            for fault in problem.errors(include_url=False)
            if isinstance(fault["input"], str)
            and fault["type"] in ("tuple_type", "model_type", "model_attributes_type")
        ]
        return None, keys + list(explain(document, problem, spoiled)), misread


def _weigh(text: str) -> int:
    """How many faults a text has as a report, for choosing between two levels of a line."""
    try:
        return len(_validate(source.study(text, ""))[1])
    except PrintkitError as problem:
        return 1000 + len(problem.diagnostics)


def _meant_as_keys(
    document: source.Document, paths: list[tuple[int | str, ...]]
) -> tuple[Diagnostic, source.Document] | None:
    """`－甲`, `-甲`, `title：甲` where a list or keys are wanted: one text for YAML. The first that a mend helps."""
    draft = document.draft or traps.Draft(document.source)
    for path in paths[:3]:
        for mend in _signs(draft, source.node_at(document.root, path)):
            try:
                after = source.study_draft(draft.with_mend(mend))
                trial = source.study_draft(draft.with_mend(mend))  # validation puts its nodes right
            except PrintkitError:
                continue
            if not after.errors and path not in _validate(trial)[2]:
                return draft.diagnostic(mend), after
    return None


def _signs(draft: traps.Draft, node: source.Node) -> list[traps.Mend]:
    """Mends of the signs in the lines of a node: of all the lines at once, then of each."""
    lines = range(node.mark.line, min(node.mark.end_line, len(draft.lines) - 1, node.mark.line + 200) + 1)
    signs = [m for m in traps.candidates(draft.lines, lines) if m.code in ("full-width-sign", "missing-blank")]
    if len(signs) < 2:
        return signs
    others = (
        ("lines " if len(signs) > 2 else "line ")
        + ", ".join(str(mend.line + 1) for mend in signs[1:8])
        + (" and on" if len(signs) > 8 else "")
    )
    changed = {index: line for mend in reversed(signs) for index, line in mend.lines.items()}
    return [replace(signs[0], lines=changed, hint=f"{signs[0].hint}; the same in {others}"), *signs[:5]]


def _sorted(found: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))


def _look_over(report: Report) -> Iterator[Diagnostic]:
    """What is well formed and still not right: missing translations, refused links, keywords in one."""
    for text in report.texts():
        for language in ("zh", "en", "neutral"):
            for address in refused_addresses(getattr(text, language) or ""):
                yield warning(
                    "link-refused",
                    f"the link to `{address[:60]}` was dropped, its words kept",
                    _find(report, text.at if language == "neutral" else f"{text.at}.{language}", address),
                    path=text.at,
                    hint="link to http://, https://, mailto: or tel:",
                )
        if text.neutral is not None:
            continue
        for language in report.languages:
            if getattr(text, language) is None:
                name = {"zh": "Chinese", "en": "English"}[language]
                yield warning(
                    "missing-translation",
                    f"there is no {name} here",
                    report.span(text.at),
                    path=text.at,
                    hint=f"write `{{zh: …, en: …}}`, or name one language alone: `languages: {_other(language)}`",
                )
    for keyword in report.keywords:
        # In quotes it is meant as it stands.
        node = source.node_at(report.document.root, _steps(keyword.at)) if report.document else None
        if keyword.zh and any(sign in keyword.zh for sign in "，、；") and node and node.plain and node.items is None:
            yield warning(
                "keywords-in-one",
                "this is one keyword, though it holds `，`, `、` or `；`",
                report.span(keyword.at),
                path=keyword.at,
                hint="write each keyword on a line of its own after `- `, or part them by `, ` inside `[ ]`",
            )


def _steps(at: str) -> list[int | str]:
    return [int(step) if step.isdecimal() else step for step in at.split(".")]


def _find(report: Report, at: str, phrase: str) -> Span | None:
    return report.document.find(_steps(at), phrase) if report.document else None


def _other(language: str) -> str:
    return "en" if language == "zh" else "zh"
