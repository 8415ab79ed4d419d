"""The structure of tagged pages, read back: every text in it, headings, links and pictures with words (ISO 14289-1)."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

import printkit as pk
from printkit.build import catalogue, typeset_report

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"


@pytest.fixture(scope="module")
def pages():
    return {name: typeset_report(pk.load(EXAMPLE), pk.layout(name)) for name in ("booklet-a5", "poster-a2")}


@pytest.fixture(scope="module")
def tagged(pages):
    return {name: made.pdf(catalogue().postscript_names, tagged=True) for name, made in pages.items()}


def elements(pdf: bytes):
    """(tag, the words in its place) of the whole structure, in its order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [opened.Root.StructTreeRoot.K[0]]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue
            yield str(element.S), str(element.get("/Alt", ""))
            kids = element.get("/K", [])
            waiting += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])


def by_structure(pdf: bytes, folder: Path) -> str:
    file = folder / "tagged.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdfinfo", "-struct-text", file], stdout=subprocess.PIPE, check=True)
    quoted = (line.strip() for line in found.stdout.decode().splitlines())
    return "".join(line[1:-1] for line in quoted if line.startswith('"') and line.endswith('"'))


def bare(text: str) -> Counter[str]:
    return Counter(letter for letter in text if not letter.isspace() and letter not in "\u00ad\ufffe")


@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_the_file_says_what_it_is(tagged, layout):
    with pikepdf.open(io.BytesIO(tagged[layout])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert "pdfuaid" in bytes(pdf.Root.Metadata.read_bytes()).decode()


@pytest.mark.witness
@pytest.mark.parametrize("layout", ["booklet-a5", "poster-a2"])
def test_all_text_stands_in_the_structure(tagged, layout, tmp_path):
    """What the pages show beyond it are their running heads and folios, which are no content."""
    file = tmp_path / "all.pdf"
    file.write_bytes(tagged[layout])
    shown = subprocess.run(["pdftotext", "-raw", file, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    told = by_structure(tagged[layout], tmp_path)
    assert len(told) > 1500
    assert bare(told) - bare(shown) == Counter()
    margins = sum((bare(shown) - bare(told)).values())
    assert margins < (0.15 if layout == "booklet-a5" else 0.001) * len(told)


def test_a_paragraph_is_in_the_structure_letter_by_letter(tagged, tmp_path):
    report = pk.load(EXAMPLE)
    told = by_structure(tagged["booklet-a5"], tmp_path).replace("\u00ad", "")
    texts = [block.text.letters("zh") for s in report.sections for block in s.blocks if block.kind == "paragraph"]
    known = ["".join(text.split()) for text in texts if "^[" not in text]
    whole = "".join(told.split())
    assert len(known) > 10
    # A paragraph over a page break is two elements, its parts still in order.
    assert sum(text in whole for text in known) >= 0.6 * len(known)
    assert all(text[:12] in whole and text[-6:] in whole for text in known)


def test_headings_links_and_pictures_are_tagged(tagged):
    found = list(elements(tagged["booklet-a5"]))
    tags = Counter(tag for tag, _ in found)
    assert tags["/H1"] >= 8
    assert tags["/Link"] >= 7
    assert tags["/Table"] >= 1
    assert tags["/TR"] >= 5
    assert tags["/P"] > 40
    assert len([words for tag, words in found if tag == "/Figure" and words.strip()]) >= 8


def test_links_and_bookmarks_lead_to_their_pages(pages, tagged):
    facts = pages["booklet-a5"].facts
    with pikepdf.open(io.BytesIO(tagged["booklet-a5"])) as pdf:
        number = {page.objgen: index + 1 for index, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        places = {str(names[i]): number[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    sections = {at: page for at, page in places.items() if at.startswith("sections.") and at.count(".") == 1}
    assert len(sections) >= 6
    assert {at: facts.places[at][0] for at in sections} == sections
    assert len(titles) >= 6


def test_a_picture_without_words_is_told(tmp_path):
    report = tmp_path / "report.yaml"
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    report.write_text("title: {zh: 题}\nsections:\n  - blocks:\n      - {zh: 一段话。}\n      - figure: dot.svg\n", "utf-8")
    made = typeset_report(pk.load(report), pk.layout("booklet-a5"))
    assert made.pdf()
    with pytest.raises(pk.PrintkitError) as caught:
        made.pdf(tagged=True)
    (found,) = caught.value.diagnostics
    assert found.code == "no-alt"
    assert found.span is not None
    assert found.span.line == 5
