"""The table of rules: all forty are there, each with a verdict, and each proof is a file of the tests."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "typography.md").read_text("utf-8")
ROWS = re.findall(r"^\| R(\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)


def test_every_rule_has_its_row():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 41))
    assert all(verdict.startswith(("held", "not ", "widths held")) for *_, verdict, _proof in ROWS)


def test_every_proof_is_a_test():
    named = {name for *_, proof in ROWS for name in re.findall(r"`([^`]+)`", proof)}
    assert len(named) > 12
    assert [name for name in sorted(named) if not (ROOT / "tests" / name).is_file()] == []


def test_the_pictures_are_there():
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT):
        assert (ROOT / "docs" / name).stat().st_size < 200_000
