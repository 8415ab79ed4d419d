"""Our plates beside those of ghostscript (`tiffsep`) and mupdf (`mutool draw -c cmyk`), which are not ours.

They are compared by the mean of cells of about 1 mm, since each smooths edges in its own way.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import printkit
from printkit.pdf.opening import open_pdf
from printkit.separations import separate

from . import sheets

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 288
"""Four pixels a point: ghostscript rounds the cells of patterns to whole pixels."""
CELL = 12
"""Pixels: 3 pt."""

pytestmark = pytest.mark.witness


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def cells(plate):
    """Means of squares, 0 to 1."""
    high, wide = (length // CELL for length in plate.shape)
    whole = plate[: high * CELL, : wide * CELL].astype(float)
    return whole.reshape(high, CELL, wide, CELL).mean((1, 3)) / 255


def ghostscript(file, folder, page=1, dpi=DPI):
    """Ink → plate, 255 for full ink."""
    command = [
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}",
        f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={folder}/page.tif", str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    found = {}
    for picture in folder.glob("page*(*).tif"):
        with Image.open(picture) as opened:
            found[picture.name.partition("(")[2].rpartition(")")[0]] = 255 - np.asarray(opened)
    return found


def mupdf(file, folder, page=1, dpi=DPI):
    """Process ink → plate; spots are mixed into them, by their alternates."""
    out = folder / "page.pam"
    command = ["mutool", "draw", "-q", "-c", "cmyk", "-r", str(dpi), "-o", str(out), str(file), str(page)]
    subprocess.run(command, check=True, capture_output=True)
    head, _, body = out.read_bytes().partition(b"ENDHDR\n")
    told = dict(line.split() for line in head.decode().splitlines()[1:])
    pixels = np.frombuffer(body, np.uint8).reshape(int(told["HEIGHT"]), int(told["WIDTH"]), int(told["DEPTH"]))
    return {ink: pixels[:, :, place] for place, ink in enumerate(PROCESS)}


def differences(plates, others, inks):
    """Ink → mean of the absolute differences between cells."""
    found = {}
    for ink in inks:
        ours, theirs = cells(plates.plate(ink)), cells(others[ink])
        high, wide = (min(pair) for pair in zip(ours.shape, theirs.shape, strict=True))
        found[ink] = float(np.abs(ours[:high, :wide] - theirs[:high, :wide]).mean())
    return found


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """The page of every paint as a file."""
    file = tmp_path_factory.mktemp("sheet") / "every.pdf"
    with sheets.every_paint() as pdf:
        pdf.save(file)
        return file, separate(pdf, 0, dpi=DPI)


@needs("gs")
def test_every_paint_has_the_plates_that_ghostscript_gives_it(sheet, tmp_path):
    file, plates = sheet
    others = ghostscript(file, tmp_path)
    assert set(others) == set(plates.inks)
    found = differences(plates, others, plates.inks)
    assert max(found.values()) < 0.005, found


@needs("mutool")
@pytest.mark.parametrize("overprint", [True, False], ids=["overprint", "knock-out"])
def test_black_text_over_cyan_has_the_plates_that_mupdf_gives_it(tmp_path, overprint):
    content = b"0.5 0 0 0 k 20 20 160 160 re f " + (b"/Over gs " if overprint else b"")
    content += b"0 0 0 1 k BT /F 60 Tf 25 60 Td (HxH) Tj ET 30 120 140 20 re f"
    file = tmp_path / "over.pdf"
    with sheets.new_page(content, ExtGState={"/Over": sheets.Dictionary(OP=True, op=True, OPM=1)}) as pdf:
        font = sheets.Dictionary(Type=sheets.Name.Font, Subtype=sheets.Name.Type1, BaseFont=sheets.Name.Helvetica)
        pdf.pages[0].Resources.Font = sheets.Dictionary(F=font)
        pdf.save(file)
        plates = separate(pdf, 0, dpi=DPI)
    assert plates.mean("Cyan", (40, 122, 160, 138)) == pytest.approx(0.5 if overprint else 0, abs=0.02)
    found = differences(plates, mupdf(file, tmp_path), PROCESS)
    assert max(found.values()) < 0.01, found


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The example's booklet and poster as press files."""
    folder = tmp_path_factory.mktemp("demo")
    report = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
    for layout in ("booklet-a5", "poster-a2"):
        printkit.build(report, layout, edition="press", to=folder)
    return folder


@needs("gs")
@needs("mutool")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "page", "dpi"), [("booklet-a5", 1, 144), ("booklet-a5", 7, 144), ("poster-a2", 1, 72)]
)
def test_the_press_files_of_the_example_have_the_plates_of_both(demo, tmp_path, layout, page, dpi):
    file = demo / f"{layout}-press.pdf"
    with open_pdf(file) as pdf:
        plates = separate(pdf, page - 1, dpi=dpi, box="media")
    for others in (ghostscript(file, tmp_path, page, dpi), mupdf(file, tmp_path, page, dpi)):
        found = differences(plates, others, [ink for ink in plates.inks if ink in others])
        assert max(found.values()) < 0.02, found
