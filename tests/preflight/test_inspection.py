"""How a file is looked over: what cannot be read becomes a finding, and what was not looked at is told."""

from __future__ import annotations

import pytest
from clean import GROUND, build, save
from pikepdf import Array, Dictionary, Name

from printkit import PrintkitError
from printkit.diagnostics import Severity
from printkit.preflight import Profile, Shop, inspection, preflight

NOTHING = Profile("none", "none", "", {})


class Made:
    pdf = save(build(), "1.6")


def test_bytes_a_file_and_artwork_are_looked_over_alike(tmp_path):
    file = tmp_path / "clean.pdf"
    file.write_bytes(Made.pdf)
    one, two, three = preflight(Made.pdf), preflight(file), preflight(Made())
    assert one == three
    assert (one.findings, two.name) == (two.findings, "clean.pdf")


def test_a_page_whose_content_is_missing_becomes_a_finding():
    pdf = build(pages=2)
    pdf.pages[1].obj.Contents = Array([Dictionary()])
    damage = preflight(save(pdf, "1.6"), NOTHING).of("PDF-damage", "PDF-page")
    assert {finding.page for finding in damage} == {2}


def test_a_rule_that_fails_on_a_damaged_object_is_told_and_the_others_go_on(monkeypatch):
    def fails(*_):
        raise ValueError("a damaged object")
        yield

    rule = inspection.SHOP["SHOP-ppi"]
    monkeypatch.setitem(inspection.SHOP._rules, "SHOP-ppi", type(rule)("SHOP-ppi", "", "", fails, of_page=True))
    result = preflight(save(build(content=b"0.5 0 0 0 k 20 320 100 60 re f"), "1.6"), NOTHING)
    assert {finding.rule for finding in result.findings} == {"PDF-damage", "SHOP-bleed"}
    assert [rule for rule, _ in result.unchecked] == ["SHOP-ppi"]


def test_a_bug_of_ours_is_not_hidden(monkeypatch):
    def fails(*_):
        raise AttributeError("no such thing")
        yield

    rule = inspection.SHOP["SHOP-ppi"]
    monkeypatch.setitem(inspection.SHOP._rules, "SHOP-ppi", type(rule)("SHOP-ppi", "", "", fails, of_page=True))
    with pytest.raises(AttributeError):
        preflight(Made.pdf, NOTHING)


def test_many_findings_of_one_rule_are_counted():
    images = b"".join(b"q 72 0 0 72 %d 60 cm /X Do Q\n" % x for x in range(60, 160))

    pdf = build(content=GROUND + images)
    picture = pdf.make_stream(
        b"\x40" * 20 * 20, Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=picture))
    found = preflight(save(pdf, "1.6"), NOTHING).of("SHOP-ppi")
    assert len(found) == inspection.MOST_OF_A_RULE + 1
    assert sum("and so at 60 more places" in finding.message for finding in found) == 1


def test_pages_past_the_drawn_ones_are_told(monkeypatch):
    monkeypatch.setattr(inspection, "PIXEL_PAGES", 1)
    result = preflight(save(build(content=b"0.5 0 0 0 k 20 20 300 400 re f", pages=3), "1.6"), NOTHING)
    assert {finding.page for finding in result.of("SHOP-bleed")} == {1}
    assert [what for what, _ in result.unchecked] == ["total ink and bleed from page 2 on"]


def test_findings_come_in_order():
    pdf = build(content=b"0.5 0 0 0 k 20 20 300 400 re f", pages=2)
    found = preflight(save(pdf, "1.7"), NOTHING, shop=Shop(multiple=4)).findings
    assert [finding.page for finding in found] == sorted(
        (finding.page for finding in found), key=lambda page: page or 0
    )
    assert found[0].page is None
    assert found[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "not-a-pdf"), (b"%PDF-1.4\n", "pdf-broken"), (Made.pdf[:300], "pdf-broken")],
)
def test_what_is_no_pdf_is_refused(data, code):
    with pytest.raises(PrintkitError) as caught:
        preflight(data)
    assert caught.value.diagnostics[0].code == code


def test_nothing_is_changed():
    data = Made.pdf
    before = bytes(data)
    preflight(data)
    assert data == before
