"""`docs/imposition.md`: its schemes are those that there are, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from printkit.cli.codes import CODES
from printkit.imposition import SCHEMES

TEXT = (Path(__file__).parents[2] / "docs" / "imposition.md").read_text("utf-8")


def test_every_scheme_is_in_the_table_by_both_names():
    rows = re.findall(r"^\| `([a-z-]+)` \| (\S+) \| .+ \|$", TEXT, re.MULTILINE)
    assert rows == [(scheme.name, scheme.title.zh) for scheme in SCHEMES.values()]


def test_the_codes_it_names_can_be_explained():
    named = set(re.findall(r"\(`([a-z]+(?:-[a-z]+)+)`\)", TEXT))
    assert len(named) >= 5
    assert named <= set(CODES)
