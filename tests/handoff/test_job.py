"""handoff.yaml: what is read, what is said of wrong ones, and that the schema takes what the reader takes."""

from __future__ import annotations

import datetime
from typing import Any

import jsonschema
import pytest
import yaml

from printkit import source
from printkit.diagnostics import PrintkitError, show_short
from printkit.handoff import HandoffJob, job_schema, read_job
from printkit.handoff.reading import job_of
from printkit.units import Length

FULL = """\
report: report.yaml
layout: booklet-a5
options: {palette: vermilion}
project: {zh: 众手成城, en: Many Hands}
version: v2
quantity: 500
binding: perfect-bound
stock: matt-157
cover: {kind: dust-jacket, stock: gloss-250, flaps: 80mm}
condition: FOGRA39
standard: PDF/X-4
bleed: 5mm
finishing:
  - {lamination: matt, on: cover, sides: 2}
  - {spot-varnish: shape.svg}
  - {foil: 'ink:PANTONE 871 C', colour: gold}
  - {die-line: die.svg, on: body, page: 3}
sheets: {scheme: perfect-bound, sheet: SRA3, options: {gripper: 12mm}}
deadline: 2026-12-10
delivery: {to: 布吉街道, address: {zh: 深圳, en: Shenzhen}}
contacts:
  - {name: 王芳, role: approval, telephone: 0755 1234567, email: wang@example.org}
notes: {zh: 请先打样, en: Proof first}
"""


ONE = (
    "an entry of `finishing` has one of `lamination`, `spot-varnish`, `foil`, `cold-foil`, `emboss`, `deboss`, "
    "`white`, `die-line`, `crease`, `tear-line`, no more and no less"
)


def read(text: str) -> HandoffJob:
    return job_of(source.study(text, "handoff.yaml"))


def faults(text: str) -> list[str]:
    with pytest.raises(PrintkitError) as caught:
        read(text)
    assert all(d.span is not None and d.hints for d in caught.value.diagnostics)
    return [show_short(d) for d in caught.value.diagnostics]


def in_an_editor(data: Any) -> Any:
    """YAML 1.2, as editors read it: digits are numbers, `on` is a word."""
    if isinstance(data, dict):
        return {key: in_an_editor(value) for key, value in data.items()}
    if isinstance(data, list):
        return [in_an_editor(value) for value in data]
    return int(data) if data.isdecimal() else data


def test_a_quantity_is_enough():
    job = read("quantity: 500\n")
    assert (job.quantity, job.layout, job.version, job.standard) == (500, "booklet-a5", "v1", "PDF/X-4")
    assert job.cover is None
    assert job.sheets is None


def test_every_key_is_read_by_its_type():
    job = read(FULL)
    assert job.deadline == datetime.date(2026, 12, 10)
    assert job.bleed == Length.mm(5)
    assert job.cover is not None
    assert job.cover.flaps == Length.mm(80)
    assert [(finish.kind, finish.what) for finish in job.finishing] == [
        ("lamination", "matt"),
        ("spot-varnish", "shape.svg"),
        ("foil", "ink:PANTONE 871 C"),
        ("die-line", "die.svg"),
    ]
    assert job.sheets is not None
    assert job.sheets.options == {"gripper": "12mm"}
    assert job.contacts[0].name.letters("zh") == "王芳"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A\n", ["1:1: error: the key `title` is not known here"]),
        ("version: v2\n", ["1:1: error: `quantity` is missing here"]),
        ("quantity: 500册\n", ["1:11: error: `quantity` takes a whole number, not the text `500册`"]),
        ("quantity: 0\n", ["1:11: error: `quantity` takes a whole number, 1 at least, not the text `0`"]),
        ("quantity:\n", ["1:1: error: `quantity` has no value"]),
        ("印数: 500\n", ["1:1: error: `印数` is no key: keys are written in English"]),
        (
            "quantity: 1\nbleed: 3毫米\ncover:\n  flaps: 80\n",
            [
                "2:8: error: `bleed` takes a length, not the text `3毫米`",
                "4:10: error: `flaps` takes a length, not the text `80`",
            ],
        ),
        ("quantity: 1\ndeadline: 2026-13-01\n", ["2:11: error: `2026-13-01` is not a date"]),
        ("quantity: 1\nversion: a/b\n", ["2:10: error: `a/b` cannot stand in the name of a file"]),
        (
            "quantity: 1\nfinishing:\n  - {lamination: matt, foil: a.svg}\n  - {on: cover}\n",
            [
                f"3:5: error: {ONE}",
                f"4:5: error: {ONE}",
            ],
        ),
        (
            "quantity: 1\nbinding: saddle\nfinishing:\n  - {spot_varnish: a.svg}\n",
            [
                "2:10: error: `binding` takes `saddle-stitch`, `perfect-bound`, `thread-sewn`, `wire-o`, `coil` or "
                "`none`, not `saddle`",
                "4:6: error: the key `spot_varnish` is not known here",
            ],
        ),
    ],
)
def test_faults_are_told_all_at_once_and_with_their_places(text, expected):
    assert faults(text) == [f"handoff.yaml:{line}" for line in expected]


def test_a_job_is_found_beside_its_report(tmp_path):
    (tmp_path / "report.yaml").write_text("title: A\n")
    with pytest.raises(PrintkitError, match=r"no `handoff\.yaml` beside"):
        read_job(tmp_path / "report.yaml")
    (tmp_path / "handoff.yaml").write_text("quantity: 5\n")
    for path in (tmp_path / "report.yaml", tmp_path / "handoff.yaml", tmp_path):
        assert read_job(path).folder == tmp_path


@pytest.mark.parametrize("text", ["quantity: 500\n", FULL])
def test_the_schema_takes_what_the_reader_takes(text):
    validator = jsonschema.Draft202012Validator(job_schema())
    data = in_an_editor(yaml.load(text, yaml.BaseLoader))
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "wrong", [{}, {"quantity": 5, "extra": 1}, {"quantity": 5, "finishing": [{"on": "cover"}]}, {"quantity": "many"}]
)
def test_the_schema_refuses_what_the_reader_refuses(wrong):
    assert not jsonschema.Draft202012Validator(job_schema()).is_valid(wrong)
    with pytest.raises(PrintkitError):
        read(yaml.safe_dump(wrong) if wrong else "{}\n")


def test_every_key_is_explained():
    schema = job_schema()
    for part in (schema, *schema["$defs"].values()):
        for key, about in part.get("properties", {}).items():
            assert about.get("description"), key
