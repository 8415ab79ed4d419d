"""Sheets under our own preflight, and under the eyes of programs that are not ours."""

import io
import re
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from sheet_pages import MM, book

import printkit as pk
from printkit.preflight import Preflight

WAYS = [
    ("saddle-stitch", {"caliper": "0.12mm"}),
    ("perfect-bound", {"sheet": "SRA1", "caliper": "0.12mm"}),
    ("n-up", {"sheet": "SRA2", "sides": 2}),
]


def told(found: Preflight) -> set[str]:
    """The rules that something was found by; R0001 wants PDF/X-4, and the file is what it was ordered to be."""
    return {finding.rule for finding in found.findings} - {"R0001"}


@pytest.mark.parametrize(("scheme", "options"), WAYS[:2])
@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
def test_the_preflight_finds_nothing_that_the_pages_have_not(pressed, standard, scheme, options):
    artwork = pressed(standard)
    sheets = pk.impose(artwork, scheme, **options)
    assert sheets.standard == standard
    found = pk.preflight(sheets)
    assert found.standard == standard
    assert not found.errors or {finding.rule for finding in found.errors} == {"R0001"}
    # A blank page is paper, so a side of nothing else is told as empty; our booklet fills its sheets with none.
    assert told(found) <= told(pk.preflight(artwork)) | ({"R0005"} if sheets.imposition.blanks else set())


@pytest.mark.parametrize("creep", ["outer", "inner"])
def test_creep_takes_no_bleed_away(creep):
    """2.2 mm from the outermost sheet to the innermost, on pages that are printed to the edge."""
    source = book(48)
    assert told(pk.preflight(pk.impose(source, caliper="0.2mm", creep=creep))) <= told(pk.preflight(source))


def test_pages_of_the_press_are_not_wrapped_twice(pressed):
    artwork = pressed()
    with pikepdf.open(io.BytesIO(artwork.pdf)) as pages, pikepdf.open(io.BytesIO(pk.impose(artwork).pdf)) as sheets:
        inner = pages.pages[0].obj.Resources.XObject.Page
        (form,) = (drawn.get("/P1") for page in sheets.pages if "/P1" in (drawn := page.obj.Resources.XObject))
        assert form.read_raw_bytes() == inner.read_raw_bytes()
        # The marks of the pages are gone, not hidden.
        assert not any(
            "/Marks" in each.Resources.get("/XObject", {})
            for each in sheets.objects
            if isinstance(each, pikepdf.Stream) and "/Resources" in each
        )


def ran(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(word) for word in words], capture_output=True, check=False)


@pytest.mark.witness
@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
@pytest.mark.parametrize(("scheme", "options"), WAYS)
def test_other_programs_read_sheets_without_complaint(pressed, tmp_path, standard, scheme, options):
    file = tmp_path / "sheets.pdf"
    sheets = pk.impose(pressed(standard), scheme, **options)
    file.write_bytes(sheets.pdf)
    checked = ran("qpdf", "--check", file)
    assert (checked.returncode, checked.stderr) == (0, b"")
    for command in (("pdffonts", file), ("pdfimages", "-list", file)):
        answer = ran(*command)
        assert (answer.returncode, answer.stderr) == (0, b"")
    boxes = ran("pdfinfo", "-box", file).stdout.decode()
    assert f"Pages:           {sheets.sides}" in boxes
    width, height = sheets.imposition.size.width.pt, sheets.imposition.size.height.pt
    media = [float(number) for number in re.findall(r"[\d.]+", boxes.split("MediaBox:")[1].split("\n")[0])]
    assert media == pytest.approx([0, 0, width, height], abs=0.01)


def plate(data: bytes, folder: Path, page: int, ink: str, dpi: int) -> np.ndarray:
    """A plate as Ghostscript makes it: 0 paper, 255 ink; top row first."""
    folder.mkdir()
    (folder / "in.pdf").write_bytes(data)
    # Ghostscript's CMYK goes to the plates as it is.
    ran(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}", f"-dFirstPage={page}", f"-dLastPage={page}",
        f"-sOutputFile={folder / 'out.tif'}", folder / "in.pdf",
    )  # fmt: skip
    with Image.open(folder / f"out({ink}).tif") as picture:
        return 255 - np.asarray(picture.convert("L")).astype(int)


@pytest.mark.witness
@pytest.mark.parametrize("ink", ["Black", "Cyan"])
def test_the_plates_of_a_sheet_are_those_of_its_pages(pressed, tmp_path, ink):
    artwork = pressed()
    sheets = pk.impose(artwork)
    placement = next(each for each in sheets.imposition.sheets[0].front.placements if each.page == 1)
    dpi = 100
    page, sheet = plate(artwork.pdf, tmp_path / "page", 1, ink, dpi), plate(sheets.pdf, tmp_path / "sheet", 1, ink, dpi)
    inside = 5 * MM  # where neither clip nor half a pixel matters
    scale = dpi / 72
    trim, width, height = placement.trim, artwork.trim.width.pt, artwork.trim.height.pt
    slug = (page.shape[1] / scale - width) / 2
    rows, columns = int((height - 2 * inside) * scale), int((width - 2 * inside) * scale)

    def mean(picture: np.ndarray, left: float, bottom: float) -> np.ndarray:
        """The part inside the trim, in squares of eight pixels."""
        top = picture.shape[0] - round((bottom + height - inside) * scale)
        part = picture[top : top + rows // 8 * 8, round((left + inside) * scale) :][:, : columns // 8 * 8]
        return part.reshape(rows // 8, 8, -1, 8).mean(axis=(1, 3))

    there, here = mean(page, slug, slug), mean(sheet, trim.left.pt, trim.bottom.pt)
    assert there.max() > 100
    assert abs(there - here).mean() < 3
    # On the wrong place the same comparison fails.
    assert abs(there - np.roll(here, 4, axis=1)).mean() > 3
