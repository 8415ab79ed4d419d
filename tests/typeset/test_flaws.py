"""What could not be set well, as facts of the pages and in words: each line once, where it stands at last."""

from __future__ import annotations

import pytest

import printkit as pk
from printkit.typeset import Flaw

WELL = "街道先建一座站，再开六间房，有人来，就有人听。"
LOOSE = "一二三四五六internationally七八九十"
"""In 10 em the word does not fit beside the six characters, which are parted."""
ADDRESS = "https://example.org/" + "a" * 300


def kinds(pages: pk.Typeset) -> list[tuple[int, str, str]]:
    return [(flaw.page, flaw.kind, flaw.text) for flaw in pages.facts.flaws]


def test_what_is_well_set_has_no_flaws(column):
    pages = column(WELL * 3, measure=20)
    assert pages.facts.flaws == ()
    assert pages.facts.uncomposed == ()
    assert pk.typography_report(pages) == ()


def test_a_loose_line_is_a_fact_with_its_place(column):
    pages = column(WELL, LOOSE, measure=9)
    assert [flaw for flaw in pages.facts.flaws if flaw.text == "一二三四五六"] == [
        Flaw(1, "sections.0.blocks.1", "zh", "loose", pytest.approx(0.6, abs=0.001), "一二三四五六", heading=False)
    ]


def test_only_lines_that_stand_on_a_page_count(column):
    """The second paragraph, kept whole, is laid out on the first page and once more on the next."""
    css = "@page { size: 300mm 60mm } p { break-inside: avoid }"
    pages = column(WELL * 2, LOOSE + WELL * 2, measure=9, css=css)
    assert pages.page_count == 2
    assert [flaw.page for flaw in pages.facts.flaws if flaw.text == "一二三四五六"] == [2]


def test_the_flaws_of_a_paragraph_over_two_pages_stand_on_their_own(column):
    pages = column(LOOSE + WELL + LOOSE, measure=9, css="@page { size: 300mm 44mm }")
    assert pages.page_count == 2
    assert [page for page, _kind, text in kinds(pages) if text.endswith("一二三四五六")] == [1, 2]


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        ("p { direction: rtl }", "direction"),
        ("p::before { position: relative; content: '街' } p { text-indent: -1em }", "position"),
    ],
)
def test_what_the_engine_has_set_is_counted_once_a_paragraph(column, css, reason):
    pages = column(WELL * 2, WELL, measure=23, css=css)
    assert [(left.at, left.language, left.reason) for left in pages.facts.uncomposed] == [
        ("sections.0.blocks.0", "zh", reason),
        ("sections.0.blocks.1", "zh", reason),
    ]
    assert all(left.page == 1 and "街道先建" in left.text for left in pages.facts.uncomposed)
    assert {finding.code for finding in pk.typography_report(pages)} >= {"uncomposed"}


def test_lines_of_white_space_do_not_count(column):
    pages = column("一", css="p { direction: rtl } p::before { content: ' \\A '; white-space: pre }")
    assert [(left.reason, left.text) for left in pages.facts.uncomposed] == [("direction", "一")]


# ---------------------------------------------------------------- in words


REPORT = f"""\
title: {{zh: 险, en: Risk}}
sections:
- blocks:
  - zh: {WELL}
    en: We began with one room.
  - zh: "先说**要紧**的一件事，
      见 {ADDRESS} 为准。"
    en: See {ADDRESS} for all of it.
  - table:
    - [甲, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    - [乙, Supercalifragilistic, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
"""


@pytest.fixture(scope="module")
def hostile() -> tuple[pk.Typeset, tuple[pk.Finding, ...]]:
    pages = pk.typeset_report(pk.loads(REPORT, "report.yaml"), pk.layout("booklet-a5", contents=False))
    return pages, pk.typography_report(pages)


def test_an_address_is_one_finding_in_each_language(hostile):
    found = {finding.path: finding for finding in hostile[1] if finding.path.startswith("sections.0.blocks.1.text.")}
    chinese, english = found["sections.0.blocks.1.text.zh"], found["sections.0.blocks.1.text.en"]
    for finding in (chinese, english):
        assert finding.code == "broken-word"
        assert finding.amount >= 4
        assert finding.unit == "lines"
        assert finding.hints == ("print words in the place of the address: `[words](address)`",)
    assert (str(chinese.span), str(english.span)) == ("report.yaml:6:9", "report.yaml:8:33")


def test_a_word_in_a_cell_of_one_letter_is_told_at_its_cell(hostile):
    found = {finding.path: finding for finding in hostile[1] if ".table." in finding.path}
    word = found["sections.0.blocks.2.table.1.1"]
    assert (word.code, word.span.line) == ("broken-word", 11)
    assert word.amount > 5
    assert word.hints == ("say it in shorter words, or leave a column of the table out",)
    assert "sections.0.blocks.2.table.1.0" not in found


def test_findings_are_warnings_in_the_order_of_the_pages(hostile):
    pages, found = hostile
    assert [finding.page for finding in found] == sorted(finding.page for finding in found)
    assert {finding.severity for finding in found} == {pk.Severity.WARNING}
    assert {finding.layout for finding in found} == {"booklet-a5"}
    assert len(found) < len(pages.facts.flaws)


def test_a_finding_says_what_a_program_asks(hostile):
    data = next(f for f in hostile[1] if f.path.endswith("table.1.1")).as_json()
    assert {"layout": "booklet-a5", "code": "broken-word", "line": 11, "unit": "lines"}.items() <= data.items()
    assert {"page", "amount", "text", "message", "hints", "column", "file", "path", "severity"} <= data.keys()


def hints_of(column, *paragraphs, **how) -> dict[str, str]:
    return {finding.code: finding.hints[0] for finding in pk.typography_report(column(*paragraphs, **how))}


def test_hints_are_actions_with_a_number(column):
    hint = hints_of(column, LOOSE, measure=9)["loose-line"]
    assert hint == "make this line about 3 characters longer in other words, or what stands before it shorter"
    found = pk.typography_report(column(LOOSE, measure=9))
    assert found[0].message == "loose line on page 1 of column, 0.60 em between its characters: `一二三四五六`"
    assert (found[0].amount, found[0].unit, found[0].text) == (0.6, "em", "一二三四五六")


def test_a_runt_is_told_by_what_is_to_go(column):
    hints = hints_of(column, "一二三", measure=1)
    assert hints["runt"] == "shorten the paragraph by about 1 character, or make it longer"


def test_a_report_made_in_python_has_no_file_to_point_into(column):
    (finding,) = (f for f in pk.typography_report(column(LOOSE, measure=9)) if f.text == "一二三四五六")
    assert finding.span is None
    assert finding.path == "sections.0.blocks.0.text"
