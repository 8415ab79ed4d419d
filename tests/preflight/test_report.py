"""The report as HTML: whole, escaped, and with a mark where each finding is."""

from __future__ import annotations

import re

import pytest
from clean import build, save
from lxml import html as reader
from pikepdf import Array, Dictionary, Name

from printkit.preflight import Profile, html, preflight

NOTHING = Profile("none", "none", "", {})

HOSTILE = "<script>alert(1)</script>\" onload='x'"


def hostile():
    pdf = build(content=b"BT /F 10 Tf 100 200 Td (A) Tj ET 0 0 0 1 K 0.1 w 92 368 m 164 368 l S\n", pages=3)
    kind = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + HOSTILE), Encoding=Name.WinAnsiEncoding,
        FirstChar=65, LastChar=65, Widths=Array([500]),
    )  # fmt: skip
    pdf.pages[1].Resources = Dictionary(Font=Dictionary(F=kind))
    return save(pdf, "1.6")


@pytest.fixture(scope="module")
def page():
    data = hostile()
    return html(preflight(data, NOTHING), data)


def test_what_comes_from_the_file_is_escaped(page):
    tree = reader.fromstring(page)
    assert "&lt;script&gt;" in page
    assert not tree.xpath("//script")
    assert not tree.xpath("//@onload")


def test_nothing_is_fetched(page):
    addresses = re.findall(r"""(?:src|href)=["']?([^"'>]{0,24})""", page)
    assert addresses
    assert all(address.startswith(("data:image/", "#page-")) for address in addresses)
    assert "url(" not in page


def test_every_finding_has_a_row_and_every_place_a_mark(page):
    data = hostile()
    result = preflight(data, NOTHING)
    tree = reader.fromstring(page)
    assert len(tree.xpath("//tbody/tr")) == len(result.findings)
    placed = [finding for finding in result.findings if finding.box is not None]
    assert len(tree.xpath("//figure//circle")) == len(placed) > 0
    assert len(tree.xpath("//*[@class='thumb']")) == 3


def test_the_marks_lie_where_the_findings_are(page):
    tree = reader.fromstring(page)
    (section,) = tree.xpath("//section[@id='page-1']")
    boxes = [rect for rect in section.xpath(".//svg/rect") if rect.get("fill") != "none"]
    assert any(abs(float(rect.get("x")) - 25.4) < 0.1 and abs(float(rect.get("y")) - 25.4) < 0.1 for rect in boxes)
    view = [float(value) for value in section.xpath(".//svg/@viewbox")[0].split()]
    assert view[:2] == pytest.approx([-9 * 25.4 / 72] * 2, abs=0.01)  # the bleed is 9 pt


def test_a_clean_file_is_said_to_be_clean():
    data = save(build(), "1.6")
    page = html(preflight(data, NOTHING), data)
    assert "Nothing found · 未发现问题" in page
    assert "<figure>" not in page


def test_same_file_same_report():
    data = hostile()
    assert html(preflight(data, NOTHING), data) == html(preflight(data, NOTHING), data)
