"""`printkit plates`: which files it writes, and what it refuses."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image


@pytest.fixture
def pdf(folder):
    """Three pages, the second with a spot ink whose name is no file's name."""
    file = folder / "three.pdf"
    with pikepdf.new() as made:
        spot = pikepdf.Array(
            [
                pikepdf.Name.Separation,
                pikepdf.Name("/PANTONE 1/2 金"),
                pikepdf.Name.DeviceCMYK,
                pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 1, 0], N=1),
            ]
        )
        for content in (b"1 1 1 1 k", b"/S cs 1 scn", b"0.5 0 0 0 k"):
            made.add_blank_page(page_size=(144, 72))
            page = made.pages[-1]
            page.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(S=spot))
            page.Contents = made.make_stream(content + b" 0 0 72 72 re f")
        made.save(file)
    return file


def test_plates_and_the_map_of_each_page_are_written(run, pdf, folder):
    done = run("plates", str(pdf), "-o", str(folder / "out"))
    assert (done.code, done.err) == (0, "")
    names = {path.name for path in (folder / "out").iterdir()}
    process = {"Cyan", "Magenta", "Yellow", "Black", "total-ink"}
    assert names == {f"page-{page}-{ink}.png" for page in (1, 2, 3) for ink in process} | {"page-2-PANTONE 1_2 金.png"}
    with Image.open(folder / "out" / "page-3-Cyan.png") as plate:
        assert (plate.size, plate.mode) == ((300, 150), "L")
        assert plate.getpixel((10, 10)) == pytest.approx(128, abs=1)
        assert plate.getpixel((290, 10)) == 255
    assert "page 2: Cyan, Magenta, Yellow, Black, PANTONE 1/2 金; at most" in done.out


def test_some_pages_at_a_resolution(run, pdf, folder):
    done = run("plates", str(pdf), "-o", str(folder / "out"), "--pages", "3, 1-1", "--dpi", "72", "--json")
    assert done.code == 0
    first, second = done.answer["products"]
    assert (first["page"], second["page"]) == (3, 1)
    assert second["total_ink"] == pytest.approx(4, abs=0.01)
    assert len(first["files"]) == 5
    with Image.open(first["files"][0]) as plate:
        assert plate.size == (144, 72)


@pytest.mark.parametrize("pages", ["4", "0", "2-1", "x", "1-", "1,,2", "99999999999"])
def test_pages_that_are_not_there_are_refused(run, pdf, folder, pages):
    done = run("plates", str(pdf), "-o", str(folder / "out"), "--pages", pages)
    assert done.code == 1
    assert "no page of this file" in done.err
    assert not (folder / "out").exists()


def test_pictures_of_others_are_never_replaced(run, pdf, folder):
    (folder / "out").mkdir()
    Image.new("L", (9, 9)).save(folder / "out" / "page-2-Cyan.png")
    done = run("plates", str(pdf), "-o", str(folder / "out"))
    assert done.code == 1
    assert "printkit did not make it" in done.err
    assert len(list((folder / "out").iterdir())) == 1


def test_our_own_are_replaced_by_the_same(run, pdf, folder):
    (before, after) = (
        [path.read_bytes() for path in sorted((folder / "out").iterdir())]
        for _ in range(2)
        if run("plates", str(pdf), "-o", str(folder / "out")).code == 0
    )
    assert before == after


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["small.yaml"], 1, "no PDF"),
        (["absent.pdf"], 1, "no file"),
        (["three.pdf", "--condition", "FOGRA999"], 1, "no output condition"),
        (["three.pdf", "--dpi", "0"], 2, "dpi"),
    ],
)
def test_what_is_wrong_is_told(run, pdf, folder, arguments, code, words, monkeypatch):
    monkeypatch.chdir(pdf.parent)
    done = run("plates", *arguments)
    assert done.code == code
    assert words in done.err
    assert not (folder / "out").exists()


def test_another_condition_gives_other_inks(run, folder):
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(72, 72))
        made.pages[0].Contents = made.make_stream(b"0.2 0.5 0.3 rg 0 0 72 72 re f")
        made.save(folder / "rgb.pdf")
    done = run("plates", str(folder / "rgb.pdf"), "-o", str(folder / "out"), "--condition", "fogra39", "--limit", "100")
    assert done.code == 0
    with Image.open(folder / "out" / "page-1-Cyan.png") as plate:
        assert plate.getpixel((70, 70)) < 100
