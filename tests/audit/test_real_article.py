"""The real article through the whole pipeline, from its web text to a PDF, measured there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import printkit as pk
from printkit.build import catalogue
from printkit.importing import import_article
from printkit.typography import Audit, audit

LAYOUT = Path(__file__).parent / "measure"
REAL = Path(__file__).parents[3] / "shared" / "data" / "000_1c84ed3f1d369151.txt"
MEASURES = [12, 16, 20, 28, 38]
LOOSEST = {20: 0.10, 28: 0.038}
"""Measure → how far Han may be apart at most, in em: Typst's figure at 28."""


@cache
def _article() -> pk.Report:
    return import_article(REAL).report


@cache
def _audited(measure: int) -> Audit:
    layout = pk.layout(LAYOUT, measure=f"{measure * 10}pt")
    pages = pk.typeset_report(_article(), layout, root=REAL.parent)
    return audit(pages.pdf(catalogue().postscript_names))


@pytest.fixture(scope="module")
def article() -> Callable[[int], Audit]:
    if not REAL.is_file():
        pytest.skip("the real article is not part of the repository")
    return _audited


@pytest.mark.parametrize("measure", MEASURES)
def test_every_line_ends_at_the_measure(article, measure):
    found = article(measure)
    assert found.totals["R15"].checked >= 2000 / measure
    assert [str(finding) for finding in found.of("R15")] == []


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("rule", ["R2", "R3", "R4", "R14", "R18"])
def test_no_line_begins_or_ends_as_it_must_not(article, measure, rule):
    found = article(measure)
    assert found.totals[rule].checked > 0
    assert [str(finding) for finding in found.of(rule)] == []


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("rule", ["R6", "R7", "R8", "R12", "R23", "R40"])
def test_marks_and_gaps_are_right_on_every_occurrence(article, measure, rule):
    found = article(measure)
    assert found.totals[rule].checked > 0
    assert [str(finding) for finding in found.of(rule)] == []


@pytest.mark.parametrize("measure", LOOSEST)
def test_han_are_hardly_pulled_apart(article, measure):
    stretch = article(measure).stretch
    assert stretch.lines > 50
    assert stretch.largest <= LOOSEST[measure], stretch.line
    if measure == 28:
        assert round(stretch.p95, 2) == 0


def test_how_far_a_narrow_measure_pulls_han_apart_is_told(article):
    stretch = article(12).stretch
    assert stretch.lines > 150
    assert 0 < stretch.p95 <= stretch.largest < 0.25, stretch.line
