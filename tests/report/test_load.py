from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.report import Report, Text, load, loads
from printkit.report.keys import BLOCKS, meant, models_at, names
from printkit.report.text import Node

RIGHT = sorted((Path(__file__).parent / "right").glob("*.yaml"))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/report.yaml"))
FULL = yaml.load(RIGHT[0].read_text(encoding="utf-8"), yaml.BaseLoader)
FORBIDDEN = re.compile(r"Input should|pydantic|valid dictionary|type=|NoneType|\bdict\b|tuple|validat|instance|neutral")


@pytest.mark.parametrize("path", RIGHT + EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_right_reports_give_no_diagnostic(path: Path) -> None:
    assert load(path).warnings == ()


def test_right_reports_keep_every_letter() -> None:
    report = loads(RIGHT[1].read_text(encoding="utf-8"))
    assert report.title.zh == "众手成城：2019，一年"
    assert report.subtitle is not None
    assert report.subtitle.zh == "https://example.org:8080/a#b 与 C# 语言"
    assert report.period is not None
    assert report.edition is not None
    assert (report.period.neutral, report.edition.neutral) == ("12:30", "1.10")


def _places(value: Any, model: type[Node], path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every field of every model that stands in the example, by its path."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, model, (*path, index))
    elif isinstance(value, dict):
        models = BLOCKS if path[-2:-1] == ("blocks",) else (model,)
        for key, item in value.items():
            yield (*path, key)
            inner = next((found for one in models if (found := models_at(one, key))), ())
            if inner:
                yield from _places(item, inner[0], (*path, key))


def _with(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    copy = json.loads(json.dumps(value))
    node = copy
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = new
    return copy


PLACES = list(_places(FULL, Report))
WRONG = {
    "null": None, "list": ["x", ["y"]], "empty list": [], "mapping": {"zzz": {"yyy": "x"}}, "empty mapping": {},
    "text": "zzz", "empty text": "", "number": "12.5", "long": "x" * 700,
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_whatever_stands_in_whatever_field_the_words_are_ours(what: str) -> None:
    codes = set()
    for path in PLACES:
        text = _written(_with(FULL, path, WRONG[what]))
        for diagnostic in _said(text):
            codes.add(diagnostic.code)
            assert diagnostic.code != "invalid"
            assert diagnostic.span is not None, (path, diagnostic)
            assert diagnostic.hints, (path, diagnostic)
            for words in (diagnostic.message, *diagnostic.hints):
                assert not FORBIDDEN.search(words), (path, words)
    assert codes


def test_an_unknown_key_in_every_group_is_told_once_and_there() -> None:
    groups = {path[:-1] for path in PLACES}
    for path in groups:
        text = _written(_with(FULL, (*path, "zzzz"), "q"))
        found = [d for d in _said(text) if d.severity == "error"]
        assert len(found) == 1, (path, found)
        assert found[0].code in ("unknown-key", "unknown-block")
        assert found[0].span is not None
        assert found[0].span.source.line(found[0].span.line).strip(" -").startswith(("zzzz", "zh", "en"))


@pytest.mark.parametrize("models", [(Report,), BLOCKS, *[(block,) for block in BLOCKS]], ids=str)
def test_a_known_key_means_itself_in_every_dress(models: tuple[type[Node], ...]) -> None:
    for name in names(models):
        wide = "".join(chr(ord(letter) + 0xFEE0) for letter in name)
        for dress in (name.upper(), name.title(), wide, f"“{name}”", f"\u3000{name}", f"{name}\u200b"):
            sure = meant(dress, names(models))
            assert sure is not None
            assert sure[0] == name


def test_neutral_is_for_python_alone() -> None:
    assert Text(neutral="1").neutral == "1"
    with pytest.raises(PrintkitError, match="neutral"):
        loads("title: {neutral: 1}")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_typed_gives_a_report_or_diagnostics(data: st.DataObject) -> None:
    text = RIGHT[data.draw(st.integers(0, len(RIGHT) - 1))].read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 4))
        text = (
            text[:at]
            + data.draw(st.text(alphabet="：，－“”\"'{}[]#:- \n\t　*&!|>@%a甲", max_size=3))
            + text[at + cut :]
        )
    for diagnostic in _said(text):
        assert diagnostic.span is None or 1 <= diagnostic.span.line <= text.count("\n") + 1
        assert diagnostic.hints


def test_a_megabyte_is_read_in_time() -> None:
    zh = "2019 年，街道把“走出去”**与请进来**结合，组织培训 25 场，覆盖 507 人次。" * 2
    en = (
        "In 2019 the subdistrict trained *counsellors*, opened rooms and ran 25 sessions for 507 people; see the notes."
    )
    block = f"      - text:\n          zh: >-\n            {zh}\n          en: >-\n            {en}\n"
    section = "  - heading: {zh: 安心, en: Peace}\n    blocks:\n" + block * 100
    text = "title: {zh: 甲, en: A}\nsections:\n" + section * 30
    assert len(text.encode()) > 1_000_000
    start = time.process_time()
    report = loads(text)
    assert time.process_time() - start < 1.2  # 0.3 s measured
    assert sum(len(part.blocks) for part in report.sections) == 3000


def _written(data: Any) -> str:
    # The dumper of libyaml: ten times as fast as the one in Python.
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def _said(text: str) -> tuple[Any, ...]:
    try:
        return loads(text).warnings
    except PrintkitError as problem:
        return problem.diagnostics
