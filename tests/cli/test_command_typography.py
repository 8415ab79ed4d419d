"""`printkit check --typography`: what could not be set well, to people, to editors, to programs."""

from __future__ import annotations

import re

import pytest

ADDRESS = "https://example.org/" + "a" * 300
REPORT = f"""\
title: {{zh: 险, en: Risk}}
sections:
  - heading: {{zh: 一, en: One}}
    blocks:
      - zh: 我们种下一片花园。
        en: We planted a garden.
      - zh: 见 {ADDRESS} 为准。
        en: See {ADDRESS} for all.
"""


@pytest.fixture
def hostile(folder):
    (folder / "hostile.yaml").write_text(REPORT, encoding="utf-8")
    return "hostile.yaml"


def test_without_being_asked_nothing_is_told(run, hostile):
    done = run("check", hostile)
    assert done.code == 0
    assert "parted" not in done.err


def test_each_place_is_shown_with_what_to_do(run, hostile):
    done = run("check", hostile, "--typography")
    assert done.code == 0
    assert re.search(
        r"warning: what belongs together is parted at the end of \d+ lines on page \d+ of booklet-a5: `见 ", done.err
    )
    assert "--> hostile.yaml:7:13 (sections.0.blocks.1.text.zh)" in done.err
    assert "hint: print words in the place of the address: `[words](address)`" in done.err
    assert re.search(r"hostile.yaml: \d+ pages as booklet-a5, \d+ places to look at", done.out)


def test_what_is_well_set_says_so(run):
    done = run("check", "small.yaml", "--typography")
    assert (done.code, done.out.endswith("nothing in the way\n")) == (0, True)


def test_short_form(run, hostile):
    done = run("check", hostile, "--typography", "--format", "short", "--quiet")
    lines = done.err.splitlines()
    assert all(re.match(r"hostile\.yaml:\d+:\d+: warning: .* of booklet-a5.*: `.*`$", line) for line in lines[:-1])
    assert lines[-1] == f"{len(lines) - 1} warnings"


def test_json(run, hostile):
    answer = run("check", hostile, "--typography", "--json").answer
    found = answer["diagnostics"]
    assert answer["ok"]
    assert answer["warnings"] == len(found) > 0
    first = found[0]
    assert (first["code"], first["layout"], first["unit"]) == ("broken-word", "booklet-a5", "lines")
    assert first["text"].startswith("见")
    assert (first["line"], first["column"]) == (7, 13)
    assert [each["page"] for each in found] == sorted(each["page"] for each in found)


def test_strict_counts_them(run, hostile):
    assert run("check", hostile, "--strict").code == 0
    assert run("check", hostile, "--typography", "--strict").code == 1
