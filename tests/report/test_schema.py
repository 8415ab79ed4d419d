from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from printkit.report import schema

SCHEMA = schema()
CHECK = Draft202012Validator(SCHEMA)
RIGHT = sorted((Path(__file__).parent / "right").glob("*.yaml"))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/report.yaml"))


class _Editor(yaml.SafeLoader):
    """YAML as editors read it (version 1.2): numbers and `true`, but no dates and no `no`."""


_Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "^(?:true|false)$", "tf"), ("null", "^(?:~|null|)$", ["~", "n", ""]),
    ("int", "^-?[0-9]+$", "-0123456789"), ("float", r"^-?[0-9]+\.[0-9]+$", "-0123456789"),
):  # fmt: skip
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", __import__("re").compile(pattern), list(first))


def _faults(text: str) -> list[str]:
    return [error.message for error in CHECK.iter_errors(yaml.load(text, _Editor))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", RIGHT + EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_right_reports_pass(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("open: yes", "open: true")
    assert _faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "period: 2019",
        "title: {cn: 甲}",
        "title: {neutral: 甲}",
        "title: {}",
        "title: [甲]",
        "title: 甲\nfoo: 1",
        "title: 甲\nsections: 乙",
        "title: 甲\nlanguages: fr",
        "title: 甲\nsections: [{blocks: [{foo: 1}]}]",
        "title: 甲\nsections: [{blocks: [{figure: []}]}]",
        "title: 甲\nsections: [{blocks: [{figure: a.svg, width: wide}]}]",
        "title: 甲\nsections: [{blocks: [{statistics: [{value: [1], label: 乙}]}]}]",
        "title: 甲\nsections: [{blocks: [{chart: pie, items: [{label: 乙, value: 1}]}]}]",
        "title: 甲\nsections: [{blocks: [{timeline: [{when: 1, text: 乙}]}]}]",
        "title: 甲\nsections: [{blocks: [{quote: 乙, caption: 丙}]}]",
        "title: 甲\nsections: [{bar: 1}]",
        "title: 甲\ncontact: {fax: 1}",
    ],
)
def test_wrong_ones_do_not(text: str) -> None:
    assert _faults(text)


def test_every_key_has_its_help_and_none_is_internal() -> None:
    seen = list(_properties(SCHEMA))
    assert len(seen) > 90
    for key, part in seen:
        assert len(part.get("description", "")) > 3, key
        assert key != "neutral"


def _properties(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"].items()
        for value in part.values():
            yield from _properties(value)
    elif isinstance(part, list):
        for value in part:
            yield from _properties(value)
