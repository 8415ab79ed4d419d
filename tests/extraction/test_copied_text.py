"""Text copied from every page of the example equals the text of its markup, by two programs that are not ours."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

import printkit as pk
from printkit.build import catalogue
from printkit.copyfit import fit
from printkit.typography.auditing.glyphs import read
from printkit.typography.auditing.lines import lines_of

from .copying import by_pdfium, by_poppler, find, said

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"


class Printed(NamedTuple):
    """The file, and the texts of the markup that it was made of, in their order."""

    file: Path
    texts: list[str]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copied")

    @cache
    def made(name: str) -> Printed:
        known, report, layout = catalogue(), pk.load(EXAMPLE), pk.layout(name)
        tried: dict[int, str] = {}
        kept = []

        def attempt(state):
            markup = pk.mark_up(report, layout, missing=known.missing, fit=state)
            pages = pk.typeset(markup)
            kept.append(pages)
            tried[id(pages)] = markup.html
            return pages

        pages = fit(layout, report, attempt)
        file = folder / f"{name}.pdf"
        file.write_bytes(pages.pdf(known.postscript_names))
        return Printed(file, list(said(tried[id(pages)])))

    return made


def differences(printed: Printed, copied: str) -> dict[str, str]:
    return {text: what for text in printed.texts if (what := find(text, copied))}


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\-\u00ad\u2010\ufffe]", "", text))


@pytest.mark.witness
@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
@pytest.mark.parametrize("by", ["pdfium", "poppler"])
def test_every_text_is_copied_as_it_stands(printed, layout, by):
    made = printed(layout)
    copied = by_pdfium(made.file) if by == "pdfium" else by_poppler(made.file, "-raw")
    assert len(made.texts) > 80
    assert differences(made, copied) == {}


@pytest.mark.witness
@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_the_three_ways_of_copying_give_the_same_letters(printed, layout):
    made = printed(layout)
    raw = letters(by_poppler(made.file, "-raw"))
    assert letters(by_poppler(made.file)) == raw
    assert letters(by_pdfium(made.file)) == raw


@pytest.mark.witness
def test_a_printed_line_is_one_line_of_the_copy(printed):
    made = printed("booklet-a5")
    copied = {"".join(line.split()) for line in by_poppler(made.file, "-raw").splitlines()}
    whole = "\n".join(copied)
    sheets, fonts = read(made.file)
    found = [line for sheet in sheets for line in lines_of(sheet, fonts)]
    lines = ["".join(line.text.split()) for line in found if len({glyph.y for glyph in line.glyphs}) == 1]
    assert len(lines) > 600
    assert [line for line in lines if line not in whole] == []


@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_fonts_are_embedded_and_subset(printed, layout):
    with pikepdf.open(printed(layout).file) as file:
        fonts = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing]
        assert len(fonts) > 5
        for font in fonts:
            assert re.match("/[A-Z]{6}[+]Printkit-", str(font.FontDescriptor.FontName))
            data = font.FontDescriptor.get("/FontFile2") or font.FontDescriptor.get("/FontFile3")
            assert 0 < len(data.read_raw_bytes()) < 200_000


def test_bookmarks_and_contents_lead_to_their_pages(printed):
    made = printed("booklet-a5")
    with pikepdf.open(made.file) as file:
        with file.open_outline() as outline:
            titles = [item.title for item in outline.root]
        report = pk.load(EXAMPLE)
        headings = {section.at: section.heading.zh.replace("|", "") for section in report.sections if section.heading}
        assert [heading for heading in headings.values() if not any(heading in title for title in titles)] == []
        numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
        names = file.Root.Names.Dests.Names
        places = {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
        links = [note for page in file.pages for note in page.obj.get("/Annots", []) if "/Dest" in note]
        targets = {str(note.Dest): places[str(note.Dest)] for note in links}
        copied = ["".join(page.split()) for page in by_pdfium(made.file).split("\f")]
        assert headings.keys() <= targets.keys()
        assert [at for at, heading in headings.items() if heading not in copied[targets[at]]] == []
