"""`printkit impose`: sheets from the command line."""

import pikepdf
import pytest

from printkit.sheets import PAPERS


@pytest.fixture
def advert(folder):
    """Six pages of A6 with 3 mm of bleed, made by somebody else."""
    pdf = pikepdf.new()
    for _ in range(6):
        page = pdf.add_blank_page(page_size=(314.65, 436.54))
        page.obj.TrimBox = pikepdf.Array([8.504, 8.504, 306.142, 428.031])
        page.obj.BleedBox = page.obj.MediaBox
        page.obj.Contents = pdf.make_stream(b"0 1 0 0 k 0 0 400 500 re f")
    pdf.docinfo["/Creator"] = "Layout 9"
    pdf.docinfo["/Title"] = "Advert"
    pdf.save(folder / "advert.pdf")
    return "advert.pdf"


def codes(done) -> set[str]:
    return {found["code"] for found in done.answer["diagnostics"]}


def test_sheets_are_written_and_told(run, folder, advert):
    done = run("impose", advert, "--stock", "gloss-157", "--json")
    assert done.code == 0, done.err
    (product,) = done.answer["products"]
    assert product == {
        "file": "out/advert-saddle-stitch.pdf", "scheme": "saddle-stitch", "sheet": [450, 320], "sheets": 2, "sides": 4,
        "pages": 6, "blanks": [6, 7], "trim": [105, 148], "bleed": 3, "turn": "turn", "standard": None, "spots": [],
    }  # fmt: skip
    with pikepdf.open(folder / product["file"]) as pdf:
        assert len(pdf.pages) == 4
        assert str(pdf.docinfo["/Creator"]) == "Layout 9"


def test_a_sheet_of_anybodys_pages_is_ours_to_replace(run, advert):
    assert run("impose", advert, "-o", "sheets.pdf").code == 0
    again = run("impose", advert, "-o", "sheets.pdf", "--scheme", "n-up")
    assert again.code == 0, again.err
    refused = run("impose", advert, "-o", advert)
    assert refused.code == 1
    assert "would-overwrite" in codes(run("impose", advert, "-o", advert, "--json"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--scheme", "saddlestitch"], "no-scheme"),
        (["--sheet", "A17"], "no-sheet"),
        (["--sheet", "A5"], "sheet-too-small"),
        (["--set", "colour=red"], "no-scheme-option"),
        (["--caliper", "thick"], "bad-scheme-option"),
        (["--stock", "gold-leaf"], "no-stock"),
    ],
)
def test_wrong_wishes_are_told_and_nothing_is_written(run, folder, advert, words, code):
    done = run("impose", advert, *words, "--json")
    assert done.code == 1
    assert code in codes(done)
    assert not (folder / "out").exists()


def test_strict_writes_nothing_where_there_is_a_warning(run, folder, advert):
    done = run(
        "impose", advert, "--sheet", "217mm 155mm", "--gripper", "0mm", "--set", "margin=0mm", "--strict", "--json"
    )
    assert done.code == 1
    assert codes(done) == {"no-room-for-marks"}
    assert not (folder / "out").exists()


def test_schemes_and_papers_are_listed(run):
    schemes = {each["name"]: each for each in run("impose", "--schemes", "--json").answer}
    assert {"saddle-stitch", "perfect-bound", "n-up", "tiles"} <= set(schemes)
    caliper = next(option for option in schemes["saddle-stitch"]["options"] if option["name"] == "caliper")
    assert caliper["kind"] == "length"
    papers = {each["name"]: (each["width"], each["height"]) for each in run("impose", "--paper-names", "--json").answer}
    assert papers["SRA3"] == (450, 320)
    assert papers["正度对开"] == (787, 546)
    assert "正度四开" in run("impose", "--paper-names").out


def test_chinese_sheets_are_parts_of_their_parents():
    for parent in ("正度", "大度"):
        whole = PAPERS[f"{parent}全开"]
        for name, count in {"对开": 2, "三开": 3, "四开": 4, "六开": 6, "八开": 8}.items():
            part = PAPERS[f"{parent}{name}"]
            assert part.width >= part.height
            # The knife goes at whole millimetres.
            assert 0.98 < part.width * part.height * count / (whole.width * whole.height) <= 1


def test_without_a_file_the_usage_is_told(run):
    assert run("impose").code == 2
