"""What a package is called: 项目名_尺寸_数量_版本, safe on every file system."""

from __future__ import annotations

import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from printkit.handoff.names import names, safe, size_name
from printkit.output import check_name
from printkit.units import Size


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ("众手成城", "众手成城"),
        ("Many Hands, One Town", "Many-Hands,-One-Town"),
        ('a/b\\c:d*e?f"g<h>i|j_k', "a-b-c-d-e-f-g-h-i-j-k"),
        ("..hidden", "hidden"),
        ("con", "con-"),
        ("Lpt1", "Lpt1-"),
        ("  \t\n ", "printkit"),
        ("甲\u200b乙\u202e丙", "甲乙丙"),
        ("e\u0301", "é"),
    ],
)
def test_a_project_becomes_a_part_of_a_name(project, expected):
    assert safe(project) == expected


@given(st.text(), st.integers(1, 10**8), st.sampled_from(["v1", "2026.12-b"]), st.booleans(), st.booleans())
@example("众" * 300, 10**8, "a" * 16, True, True)
@example("\ud800", 1, "v1", True, True)
def test_every_name_can_be_a_file(project, quantity, version, poster, chinese):
    project = project.encode("utf-8", "ignore").decode()
    made = names(project, Size.parse("185x260.5mm"), quantity, version, poster=poster, chinese=chinese)
    for name in (made.base, made.file(".pdf", "poster", "proof"), made.file(".html", "jacket", "preflight")):
        check_name(name)
        assert len(os.fsencode(name)) <= 200
        assert not set(name) & set('\\/:*?"<>|')
        assert not name.endswith((".", " "))
    assert len(made.base.split("_")) == 4


@pytest.mark.parametrize(
    ("size", "expected"),
    [("A5", "A5"), ("148x210mm", "A5"), ("210x285mm", "16K"), ("185x260mm", "Z16K"), ("120x190.5mm", "120x190.5mm")],
)
def test_a_size_is_named_as_the_trade_does(size, expected):
    assert size_name(Size.parse(size)) == expected


def test_files_of_a_package_are_told_apart():
    chinese = names("众手成城", Size.parse("A5"), 500, "v1")
    assert chinese.base == "众手成城_A5_500册_v1"
    assert chinese.file(".pdf", "cover", "proof") == "众手成城_A5_500册_v1_封面_校样.pdf"
    english = names("One Town", Size.parse("A2"), 20, "v3", poster=True, chinese=False)
    assert english.file(".pdf", "poster") == "One-Town_A2_20sheets_v3_poster.pdf"
