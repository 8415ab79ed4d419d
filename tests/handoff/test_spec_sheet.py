"""The spec sheet: one page, every number that of the files, large enough to read, in black too."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from spec_jobs import ALL_FINISHING, JOBS, PERSON, package

from printkit.handoff import wording
from printkit.handoff.drawings import drawings
from printkit.handoff.facts import PackageFacts
from printkit.handoff.specsheet import Packed, spec_sheet
from printkit.pdf import PageReader
from printkit.press import Artwork
from printkit.report import Text
from printkit.resources import layouts_folder

ZH_LEAST, EN_LEAST = 7.0, 6.8
"""pt: what a shop reads at a machine."""


@cache
def sheet(name: str) -> tuple[PackageFacts, tuple[Packed, ...], Artwork]:
    facts, files, packed = package(**JOBS[name])
    return facts, tuple(packed), spec_sheet(facts, files, packed)


def words(pdf: bytes) -> str:
    """All text of a file without its blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return re.sub(r"[\s\u200b\u00ad]+", "", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def numbers(facts: PackageFacts, packed: tuple[Packed, ...]) -> list[str]:
    """What must stand on the sheet, read from the files here and not by `wording`."""
    found = [f"{facts.job.quantity:,}", facts.job.version]
    for part in facts.parts:
        with pikepdf.open(io.BytesIO(JOB_FILES[part.facts.sha256])) as pdf:
            left, bottom, right, top = (float(edge) for edge in pdf.pages[0].TrimBox)
            outer = float(pdf.pages[0].BleedBox[0])
            across, up = (f"{round(side / 72 * 25.4, 2):g}" for side in (right - left, top - bottom))
            found += [f"{across}×{up}", f"{round((left - outer) / 72 * 25.4, 2):g}mm", str(len(pdf.pages))]
            found.append(f"{len(part.facts.front) - len([f for f in part.finishing if f.ink])}C+")
        found += [f"{round(width.as_mm, 2):g}" for _name, width in part.panels]
        if part.stock:
            found.append(f"{part.stock.gsm:g}g")
        if part.sheet_facts:
            media = part.sheet_facts.media
            found += [f"{media.width.as_mm:.0f}×{media.height.as_mm:.0f}mm", f"{part.sheet_facts.pages}面"]
    if facts.body.folded:
        edges = [0.0, *(line.at.as_mm for line in facts.body.folded.lines), facts.body.folded.flat.width.as_mm]
        found += [f"{right - left:g}" for left, right in pairwise(edges)] + [f"{edges[-1]:g}×210mm"]
    if facts.thickness is not None and facts.binding != "none":
        found.append(f"{round(facts.thickness.as_mm, 2):g}mm")
    if facts.grams is not None:
        found.append(f"约{facts.grams:.{1 if facts.grams < 10 else 0}f}g")
    if facts.job.deadline:
        found.append(facts.job.deadline.isoformat())
    found += [f"{facts.errors}个错误", f"{facts.warnings}个警告"]
    for file in packed:
        found += [file.name.removeprefix("众手成城_A5_500册_v1"), file.sha256[:12]]
    return found


JOB_FILES: dict[str, bytes] = {}


@pytest.fixture(autouse=True, scope="module")
def _files() -> None:
    for job in JOBS.values():
        facts, files, _packed = package(**job)
        JOB_FILES.update({part.facts.sha256: files[part.role] for part in facts.parts})


@pytest.mark.parametrize("name", JOBS)
def test_it_is_one_page_without_complaint(name):
    _facts, _packed, artwork = sheet(name)
    assert (artwork.pages, artwork.warnings) == (1, ())
    with pikepdf.open(io.BytesIO(artwork.pdf)) as pdf:
        _x, _y, right, top = (float(edge) for edge in pdf.pages[0].MediaBox)
    assert (round(right, 1), round(top, 1)) == (595.3, 841.9)


@pytest.mark.parametrize("name", JOBS)
def test_every_number_is_that_of_the_files(name):
    facts, packed, artwork = sheet(name)
    said = words(artwork.pdf)
    assert [number for number in numbers(facts, packed) if number not in said] == []


@pytest.mark.parametrize("name", JOBS)
def test_nothing_of_it_is_lost(name):
    """Labels, values, people, notes: a table that ends below the page would lose its last rows."""
    facts, _files, _packed = package(**JOBS[name])
    said = words(sheet(name)[2].pdf)
    groups = wording.groups(facts, {}, 3.0)
    told = [text for group in groups for row in group for text in (row.label, *row.values)]
    told += [facts.job.notes] if facts.job.notes else []
    bare = [re.sub(r"\s+", "", text.letters(language)) for text in told for language in text.languages()]
    assert [text for text in bare if text not in said] == []
    assert "besidethispage." in said


@pytest.mark.parametrize("name", JOBS)
def test_it_can_be_read(name):
    """No sign too small, and none too pale for a printer without colour: 4.5 to 1 against its ground (WCAG 2, 1.4.3)."""
    with pikepdf.open(io.BytesIO(sheet(name)[2].pdf)) as pdf:
        texts = [item for item in PageReader(pdf).read(0).items if item.kind == "text" and (item.text or "").strip()]
    small = [
        (item.text, item.size)
        for item in texts
        if item.size is not None
        and item.size < (ZH_LEAST if re.search("[\u4e00-\u9fff]", item.text or "") else EN_LEAST) - 0.01
    ]
    assert small == []
    light = {tuple(item.fill.components) for item in texts if item.fill is not None}
    pale = [rgb for rgb in light if 1.05 / (_luminance(rgb) + 0.05) < 4.5]
    assert pale == ([(1.0, 1.0, 1.0)] if JOBS[name].get("errors") else [])


def _luminance(rgb: tuple[float, ...]) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_errors_stand_in_plain_sight():
    said = words(sheet("full")[2].pdf)
    assert "带错误打包" in said
    assert "Packeddespiteerrors" in said
    assert "预检通过" not in said
    assert "预检通过" in words(sheet("bound")[2].pdf)


def test_long_notes_go_on_to_a_second_page_whole():
    notes = {
        "zh": "烫金版请先打样，确认后再上机。" * 60 + "末句在此。",
        "en": "Please wait for our answer. " * 120 + "The end.",
    }
    facts, files, packed = package(**{**JOBS["stitched"], "notes": notes})
    artwork = spec_sheet(facts, files, packed)
    said = words(artwork.pdf)
    assert artwork.pages == 2
    assert said.count("确认后再上机") == 60
    assert said.count("Pleasewait") == 120
    assert packed[-1].sha256[:12] in said


@pytest.mark.parametrize("people", range(9))
def test_people_are_all_named(people):
    contacts = [{**PERSON, "telephone": f"0755-{number:04}"} for number in range(people)]
    facts, _files, _packed = package(pages=8, contacts=contacts)
    rows = said(facts)
    assert ("联系人" in rows) == bool(people)
    assert [text.zh for text in rows.get("联系人", ())] == [
        f"王敏（客户） 0755-{number:04} wang@example.org" for number in range(people)
    ]


def test_same_facts_same_bytes():
    facts, files, packed = package(**JOBS["least"])
    assert spec_sheet(facts, files, packed).pdf == sheet("least")[2].pdf


BINDINGS = {
    "saddle-stitch": "骑马订", "perfect-bound": "无线胶装", "thread-sewn": "锁线胶装", "wire-o": "双线圈装",
    "coil": "螺旋圈装", "none": "不装订",
}  # fmt: skip


@pytest.mark.parametrize("binding", BINDINGS)
def test_every_binding_has_its_words(binding):
    facts, _files, _packed = package(pages=16, binding=binding)
    rows = said(facts)
    assert rows["装订方式"][0].zh == BINDINGS[binding]
    assert rows["装订方式"][0].en


@pytest.mark.parametrize(("entry", "ink"), ALL_FINISHING, ids=lambda value: str(value)[:24])
def test_every_finish_is_told_with_its_ink(entry, ink):
    facts, _files, _packed = package(pages=8, cover=("cover", 0, 0), finishing=[(entry, ink)])
    (row,) = [row for group in wording.groups(facts, {}, None) for row in group if row.label.zh == "表面处理"]
    assert len(row.values) == 1
    assert row.values[0].zh
    assert row.values[0].en
    assert [swatch.name for swatch in row.swatches] == ([ink] if ink else [])
    assert said(facts)["封面印色"][0].zh == "4C+0C"  # its plate is no colour


def test_inks_are_counted_side_by_side():
    assert said(package(pages=1, binding="none")[0])["印色"][0].zh == "4C+0C"
    assert said(package(pages=8, spots=("PANTONE 871 C",))[0])["印色"][0].zh == "5C+5C"


def test_a_book_bound_at_its_right_opens_the_other_way():
    facts, _files, _packed = package(pages=16, right_to_left=True)
    (drawing,) = drawings(facts)
    assert [panel.name.zh for panel in drawing.panels] == ["封面", "封底"]


def test_signs_in_a_name_stay_signs():
    contact: dict[str, Any] = {"name": "A_B", "telephone": "*1*2 [x](y)", "email": "a_b@c.de"}
    facts, _files, _packed = package(pages=16, contacts=[contact])
    (text,) = said(facts)["联系人"]
    assert text.letters("zh") == "A_B（客户） *1*2 [x](y) a_b@c.de"


def test_it_is_no_layout_for_reports():
    from printkit.layout import names

    assert (layouts_folder() / "_spec-sheet" / "layout.yaml").is_file()
    assert not [name for name in names() if name.startswith("_")]


def said(facts: PackageFacts) -> dict[str, tuple[Text, ...]]:
    """The values of the rows by their Chinese labels."""
    return {str(row.label.zh): row.values for group in wording.groups(facts, {}, None) for row in group}
