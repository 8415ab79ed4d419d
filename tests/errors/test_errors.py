"""Every `*.md` here holds wrong reports and what is said about each, letter by letter.

A case is a heading, a fence with the report, a fence with the diagnostics. The info of the first fence
may say `escapes` (`\\t`, `\\u3000`, … stand for characters that nobody sees) or an encoding.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from printkit import source
from printkit.diagnostics import PrintkitError, show
from printkit.report import loads

_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```yaml(?P<info>[^\n]*)\n(?P<text>.*?)^```\n\n```text\n(?P<expected>.*?)^```$",
    re.M | re.S,
)
_ESCAPE = re.compile(r"\\(t|r|x[0-9a-f]{2}|u[0-9a-f]{4})", re.I)


class Case(NamedTuple):
    path: Path
    title: str
    info: str
    text: str
    expected: str


def _cases() -> list[Case]:
    found = []
    for path in sorted(Path(__file__).parent.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        cases = [Case(path, *match.group("title", "info", "text", "expected")) for match in _CASE.finditer(text)]
        assert len(cases) == text.count("\n## "), f"{path.name}: a case is not written as the others are"
        found += cases
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.path.stem}-{case.title}" for case in CASES])
def test_the_diagnostics_are_these(case: Case, request: pytest.FixtureRequest) -> None:
    actual = _said(case) + "\n"
    if request.config.getoption("--update", default=False) and actual != case.expected:
        old = case.path.read_text(encoding="utf-8")
        block = f"## {case.title}\n\n```yaml{case.info}\n{case.text}```\n\n```text\n"
        assert old.count(block) == 1
        case.path.write_text(old.replace(block + case.expected, block + actual), encoding="utf-8")
        return
    assert actual == case.expected


def test_there_are_many_of_them() -> None:
    assert len(CASES) >= 80
    assert len({(case.path, case.title) for case in CASES}) == len(CASES)


def test_no_message_speaks_of_python_or_the_validator() -> None:
    for case in CASES:
        for word in (
            "Input should",
            "pydantic",
            "valid dictionary",
            "type=",
            "Traceback",
            "None",
            "scalar",
            "token",
            "parse",
        ):
            assert word not in case.expected, case.title


def _said(case: Case) -> str:
    text, info = case.text, case.info.split()
    if "escapes" in info:
        text = _ESCAPE.sub(lambda hit: {"t": "\t", "r": "\r"}.get(hit[1]) or chr(int(hit[1][1:], 16)), text)
        info.remove("escapes")
    try:
        if info:
            text = source.decode(text.encode(info[0]), "report.yaml")
        found = loads(text, "report.yaml").warnings
    except PrintkitError as problem:
        found = problem.diagnostics
    return "\n\n".join(show(diagnostic) for diagnostic in found) or "nothing to say"
