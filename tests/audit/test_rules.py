"""Every rule of the audit, against sheets where its faults are known: each is found, and a clean sheet has none."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from printkit.typography import Audit, audit
from printkit.typography.auditing import RULES

from . import texts
from .sheets import Block, Row, pdf

BODY = Block([
    Row(texts.FIRST, indent=2), Row(texts.SECOND), Row(texts.THIRD), Row(texts.FOURTH), Row(texts.LAST),
])  # fmt: skip
SPEECH = Block([Row(texts.SPOKEN, indent=2), Row(texts.THEN), Row(texts.DONE)], y=150)
WORDS = [
    "The subdistrict draws the plan, and the departments", "drive it. Communities do the work, society lends a",
    "hand, and residents take part; the law holds the rules", "in place, which is plain enough. A service that stops",
    "at the foot of the stairs.",
]  # fmt: skip
ENGLISH = Block([Row(words, face="text") for words in WORDS], y=250, measure=25.4, size=8, pitch=12)


def faulty(block: Block, number: int, **change: object) -> Block:
    """A block with a row changed; the rest stays as it must be."""
    rows = list(block.rows)
    rows[number] = replace(rows[number], **change)
    return replace(block, rows=rows)


def measured(*blocks: Block, tagged: bool = False, **fonts: object) -> Audit:
    return audit(pdf(*blocks, tagged=tagged, **fonts))


@pytest.mark.parametrize("tagged", [False, True])
def test_a_clean_sheet_has_no_finding_and_every_rule_was_put_to_the_test(tagged):
    found = measured(BODY, SPEECH, ENGLISH, tagged=tagged)
    assert [str(finding) for finding in found.findings] == []
    assert [rule for rule in RULES if not found.totals[rule].checked] == []
    assert (found.tagged, found.pages, found.lines, found.paragraphs, found.justified) == (tagged, 1, 13, 3, 3)


FAULTS = {
    "R2": (faulty(BODY, 3, text="，规章——全部都印出来了"), texts.FOURTH[1:3], 1),
    "R3": (faulty(BODY, 2, text="一家人都办，到2019年底“"), "到2019年底“", 1),
    "R4 split": (
        Block([Row(texts.FIRST, indent=2), Row("治理好了一家人的事情了—"), Row("—一家人都办，到2019年底，"), Row("做完。")]),
        "—一家人", 1,
    ),
    "R4 apart": (faulty(BODY, 3, gaps={4: 0.4}), texts.FOURTH, 2.4),
    "R6 close open": (faulty(BODY, 1, gaps={4: 0.5}), texts.SECOND, 2),
    "R6 close close": (faulty(SPEECH, 0, gaps={9: 0.5}), texts.SPOKEN, 2),
    "R7": (faulty(BODY, 2, full_end=True), texts.THIRD, 1),
    "R8": (faulty(BODY, 3, full_start=True), texts.FOURTH, 0.5),
    "R12 too narrow": (faulty(BODY, 2, gaps={6: -0.2}), texts.THIRD, 0.05),
    "R12 too wide": (faulty(BODY, 2, gaps={10: 0.45}), texts.THIRD, 0.7),
    "R12 beside a mark": (faulty(BODY, 2, text="一家人都到了，2019年底，", gaps={6: 0.25}), "2019年底", 0.25),
    "R12 at the start": (faulty(BODY, 2, text="2019年一家人都办到了底", indent=0.25), "2019年一", 0.25),
    "R14": (
        Block([Row(texts.FIRST, indent=2), Row("治理好了一家人的事到20"), Row("19年底一家人都办好了口"), Row("做完。")]),
        "19年底", 1,
    ),
    "R15": (faulty(BODY, 1, off=-0.3), texts.SECOND, -0.3),
    "R15 past": (faulty(BODY, 1, off=0.2), texts.SECOND, 0.2),
    "R15 last line": (faulty(BODY, 4, text="已经到了人人手里一家人都办。"), "人人手里", 1.5),
    "R18": (faulty(SPEECH, 2, text="完。"), "完。", 1),
    "R23": (faulty(BODY, 2, drop=0.1), texts.THIRD, 1.9),
    "spaces": (faulty(ENGLISH, 1, text="drive it. Communities do the work, society lends"), "drive it", 2.0),
}  # fmt: skip
"""Rule and what is wrong → the block, a part of the line that is named, what is measured."""


@pytest.mark.parametrize("tagged", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_where_it_is_and_nothing_else(fault, tagged):
    block, line, value = FAULTS[fault]
    rest = [other for other in (BODY, SPEECH, ENGLISH) if other.y != block.y]
    rule = fault.partition(" ")[0]
    found = measured(block, *rest, tagged=tagged)
    assert {finding.rule for finding in found.findings} == {rule}, str(found)
    assert all(line in finding.line for finding in found.of(rule))
    assert found.of(rule)[0].measured == pytest.approx(value, abs=0.3 if rule == "spaces" else 0.02)
    assert found.totals[rule].failed == len(found.of(rule))


def test_a_font_that_is_not_in_the_file_or_not_a_subset():
    outside = measured(BODY, embedded=False)
    whole = measured(BODY, prefix=False)
    assert [(f.rule, f.line, f.limit) for f in outside.findings] == [("R40", "ABCDEF+TestSong", "an embedded font")]
    assert [(f.rule, f.line, f.limit) for f in whole.findings] == [("R40", "TestSong", "a subset font")]


@pytest.mark.parametrize("meaning", ["\u2f00", "\ufffd", "\ue000"])
def test_a_character_that_copies_as_something_else(meaning):
    found = measured(BODY, SPEECH, unicode={"一": meaning})
    (finding,) = found.of("R40")
    assert (finding.line, finding.measured) == (f"U+{ord(meaning):04X}", 3)


def test_hyphens_one_below_another():
    words = ["communities do the work now that resi-", "dents lend a hand and the subdis-", "trict goes on with its own depart-", "ments."]
    found = measured(Block([Row(text, face="text", ragged=True) for text in words], measure=20, size=8))
    assert [(f.rule, f.measured) for f in found.findings] == [("ladder", 3)]
    two = measured(Block([Row(text, face="text", ragged=True) for text in words[1:]], measure=20, size=8))
    assert two.findings == ()
    assert two.totals["ladder"].checked == 1


@pytest.mark.parametrize(("lines", "found"), [(3, []), (4, [("river", 4)])])
def test_word_spaces_one_below_another(lines, found):
    words = ["residents lend a hand", "residents give", "residents as asked", "residents take part"]
    rows = [Row(text, face="text", ragged=True, gaps={8: 0.2}) for text in words[:lines]]
    rows += [Row(text, face="text", ragged=True) for text in ("to the subdistrict, and", "departments do as well.")]
    audited = measured(Block(rows, measure=20, size=8))
    assert [(f.rule, f.measured) for f in audited.findings] == found
    assert audited.totals["river"].checked == 1


def test_ragged_text_is_not_held_to_a_measure():
    english = Block([Row(text, face="text", ragged=True) for text in WORDS], measure=25, size=8)
    chinese = Block([Row(t, ragged=True) for t in (texts.FIRST, texts.SECOND, texts.THIRD, texts.LAST)], y=200)
    found = measured(english, chinese)
    assert found.findings == ()
    assert (found.paragraphs, found.justified) == (2, 0)
    assert [found.totals[rule].checked for rule in ("R7", "R15", "spaces")] == [0, 0, 0]


def test_a_heading_is_known_by_its_tag():
    heading = replace(BODY, rows=[Row(texts.FIRST, ragged=True), Row(texts.DONE)], y=300, tag="H1")
    assert measured(BODY, heading, tagged=True).findings == ()
    paragraph = measured(BODY, replace(heading, tag="P"), tagged=True)
    assert [(f.rule, f.line) for f in paragraph.findings] == [("R15", texts.FIRST)]


@pytest.mark.parametrize("tagged", [False, True])
def test_a_paragraph_over_two_pages_is_one(tagged):
    whole = replace(BODY, rows=[*BODY.rows[:3], Row(texts.THEN)])
    foot = replace(BODY, rows=[*BODY.rows[:3], Row(texts.THEN[:-1])])
    second = replace(BODY, rows=BODY.rows[3:], page=1)
    speech = replace(SPEECH, page=1)
    clean = measured(whole, second, speech, tagged=tagged)
    assert (clean.paragraphs, clean.findings) == (2, ())
    found = measured(foot, second, speech, tagged=tagged)
    assert [(f.rule, f.page) for f in found.findings] == [("R15", 1)]


def test_paragraphs_without_space_between_are_told_by_their_indents():
    rows = [*BODY.rows, *SPEECH.rows, *BODY.rows]
    block = replace(BODY, rows=[replace(row, ragged=row.text in (texts.LAST, texts.DONE)) for row in rows])
    found = measured(block)
    assert (found.paragraphs, found.justified, found.findings) == (3, 3, ())


def test_a_place_is_measured_from_the_trimmed_page():
    finding = measured(faulty(BODY, 3, full_start=True), SPEECH).findings[0]
    assert (round(finding.x.pt, 2), round(finding.y.pt, 2)) == (50, 60 + 3 * 18)
    data = pdf(faulty(BODY, 3, full_start=True), SPEECH)
    with pikepdf.open(io.BytesIO(data)) as file:
        file.pages[0].obj.TrimBox = pikepdf.Array([30, 20, 370, 560])
        out = io.BytesIO()
        file.save(out)
    finding = audit(out.getvalue()).findings[0]
    assert (round(finding.x.pt, 2), round(finding.y.pt, 2)) == (20, 60 + 3 * 18 - 40)


def test_how_far_han_are_apart_is_told_with_its_line():
    loose = measured(faulty(BODY, 1, gaps={0: 0.3}), SPEECH).stretch
    assert loose.line == texts.SECOND
    assert loose.largest > 0.3
    assert loose.lines == 6
    assert 0 < loose.p95 <= loose.largest


def test_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError, match="not a PDF"):
        audit(b"%PDF-nothing")


def test_the_table_says_what_was_not_checked():
    table = str(measured(ENGLISH))
    assert re.search(r"^R18 +nothing to check ", table, re.MULTILINE)
    assert re.search(r"^R15 +0 of 5 fail ", table, re.MULTILINE)


def test_the_number_of_a_note_stands_apart():
    note = Block([Row("1人次：同一个人", gaps={0: 0.5}, ragged=True), Row("来几次，算几人次。")], y=300, size=8)
    found = measured(BODY, note)
    assert found.findings == ()
    assert measured(BODY, faulty(note, 0, text="一1人次：同一个", gaps={1: 0.5})).of("R12")
