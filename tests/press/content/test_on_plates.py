"""Pages of the engine in inks, on the plates of ghostscript and in the pictures of three renderers."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
import weasyprint
from PIL import Image

from .drawing import GOLD, INK, MAIN, add, form, inked, pdf_of

MISSING = [program for program in ("gs", "mutool", "pdftoppm") if shutil.which(program) is None]
pytestmark = [pytest.mark.witness, pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")]

MAIN_INKS, ACC_INKS = (0.08, 0.95, 0.88, 0.04), (0.18, 0.36, 0.74, 0.06)

CSS = """
@page { size: 200pt 400pt; margin: 0 }
body { margin: 0 }
div, svg { position: absolute; left: 20pt; width: 160pt; height: 30pt }
svg { display: block }
"""
STOPS = '<stop offset="0.3" stop-color="#d32628"/><stop offset="0.7" stop-color="#cfa153"/>'
GRADIENTS = {
    "linear": '<div style="background: linear-gradient(to right, #d32628 30%, #cfa153 70%)"></div>',
    "radial": '<div style="background: radial-gradient(circle 80pt, #d32628 30%, #cfa153 70%)"></div>',
    "hard": '<div style="background: linear-gradient(to right, #d32628 50%, #cfa153 50%)"></div>',
    "fading": '<div style="background: linear-gradient(to right, #d32628, rgba(211, 38, 40, 0.5) 70%, #cfa153)"></div>',
    "svg linear": f'<svg viewBox="0 0 160 30"><linearGradient id="l">{STOPS}</linearGradient>'
    '<rect width="160" height="30" fill="url(#l)"/></svg>',
    "svg radial": '<svg viewBox="0 0 160 30"><radialGradient id="r" gradientUnits="userSpaceOnUse" cx="80" cy="15" '
    f'r="80">{STOPS}</radialGradient><rect width="160" height="30" fill="url(#r)"/></svg>',
}


def engine(body: str) -> pikepdf.Pdf:
    """A page of 200 × 400 pt as the engine writes it."""
    data = weasyprint.HTML(string=f"<style>{CSS}</style>{body}").write_pdf(uncompressed_pdf=True)
    return pikepdf.open(io.BytesIO(data))


def stacked(parts: list[str]) -> str:
    """Elements under each other, 40 pt apart, the first at 10 pt."""
    return "".join(
        part.replace("<div ", f'<div data-n="{n}" ').replace('style="', f'style="top: {10 + 40 * n}pt; ')
        if part.startswith("<div")
        else part.replace("<svg ", f'<svg style="top: {10 + 40 * n}pt" ')
        for n, part in enumerate(parts)
    )


def plates(pdf: pikepdf.Pdf, folder: Path) -> dict[str, Any]:
    """Ink → amount 0..1 at every point of the first page, one pixel to a point, by ghostscript's tiffsep."""
    pdf.save(folder / "page.pdf", deterministic_id=True)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72", "-dOverprint=/enable"]
    subprocess.run([*command, f"-o{folder}/plate.tif", folder / "page.pdf"], check=True, capture_output=True)
    return {
        path.stem.removeprefix("plate(").removesuffix(")"): 1 - np.asarray(Image.open(path).convert("L")) / 255
        for path in folder.glob("plate(*.tif")
    }


def mupdf_plates(pdf: pikepdf.Pdf, folder: Path) -> dict[str, Any]:
    """The same of the process inks, by mutool."""
    pdf.save(folder / "page.pdf", deterministic_id=True)
    command = ["mutool", "draw", "-q", "-N", "-c", "cmyk", "-F", "pam", "-r", "72", "-o", folder / "page.pam"]
    subprocess.run([*command, folder / "page.pdf", "1"], check=True, capture_output=True)
    head, pixels = (folder / "page.pam").read_bytes().split(b"ENDHDR\n", 1)
    said = dict(line.split(b" ", 1) for line in head.splitlines() if b" " in line)
    shape = int(said[b"HEIGHT"]), int(said[b"WIDTH"]), int(said[b"DEPTH"])
    amounts = np.frombuffer(pixels, np.uint8).reshape(shape) / 255
    return {ink: amounts[..., place] for place, ink in enumerate(("Cyan", "Magenta", "Yellow", "Black"))}


def at(found: dict[str, Any], x: int, y: int) -> tuple[float, ...]:
    return tuple(round(float(found[ink][y, x]), 3) for ink in ("Cyan", "Magenta", "Yellow", "Black"))


def test_an_ink_reads_back_its_recipe_wherever_it_is_painted(tmp_path):
    parts = [
        '<div style="background: #d32628"></div>',
        '<svg viewBox="0 0 160 30"><path d="M0 15H160" stroke="#d32628" stroke-width="20"/></svg>',
        '<svg viewBox="0 0 160 30"><rect width="160" height="30" fill="#d32628"/></svg>',
        '<div style="border: 15pt solid #d32628; width: 130pt; height: 0"></div>',
        *(GRADIENTS[name] for name in ("linear", "radial", "svg linear", "svg radial")),
    ]
    pdf = engine(stacked(parts))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(b"q " + page.Contents.read_bytes() + b" Q /own Do")
    add(pdf, "/XObject", "/own", form(pdf, MAIN + b" rg 20 40 160 30 re f", BBox=pikepdf.Array([0, 0, 200, 400])))
    inked(pdf)
    found = plates(pdf, tmp_path)
    middles = [25 + 40 * n for n in range(9)]
    starts = [30, 30, 30, 30, 30, 100, 30, 100, 30]
    for x, y in zip(starts, middles, strict=True):
        assert at(found, x, y) == pytest.approx(MAIN_INKS, abs=0.01), (x, y)
    for place, x in {4: 170, 5: 30, 6: 170, 7: 30}.items():
        assert at(found, x, middles[place]) == pytest.approx(ACC_INKS, abs=0.01), place
    for place in (4, 6):
        half = tuple((a + b) / 2 for a, b in zip(MAIN_INKS, ACC_INKS, strict=True))
        assert at(found, 100, middles[place]) == pytest.approx(half, abs=0.015)


@pytest.mark.parametrize("plates", [plates, mupdf_plates])
def test_black_text_leaves_the_cyan_under_it(plates, tmp_path):
    cyan = "device-cmyk(0.5 0 0 0)"
    body = f'<div style="top: 0; left: 0; width: 200pt; height: 200pt; background: {cyan}"></div>'
    big = '<div style="top: 0; left: 0; width: 200pt; font: 100pt/120pt sans-serif; color: {}">一王</div>'
    pdf = engine(body + big.format("#1f1f1d"))
    inked(pdf)
    found = plates(pdf, tmp_path)
    letters = found["Black"] > 0.99
    assert letters.sum() > 500
    assert found["Cyan"][letters] == pytest.approx(0.5, abs=0.02)
    white = engine(body + big.format("#ffffff"))
    inked(white)
    assert (plates(white, tmp_path)["Cyan"][:120] < 0.01).sum() > 500, "white knocks out"


@pytest.mark.parametrize("plates", [plates, mupdf_plates])
def test_rules_of_black_leave_the_cyan_under_them_and_other_things_do_not(plates, tmp_path):
    content = b"0.5 0 0 0 k 0 0 200 200 re f " + INK + b" rg 10 10 180 1.5 re f 10 30 180 5 re f "
    pdf = pdf_of(content + INK + b" RG 1.5 w 10 50 m 190 50 l S " + MAIN + b" rg 10 60 180 1.5 re f")
    inked(pdf)
    found = plates(pdf, tmp_path)
    assert [round(float(found["Cyan"][200 - y, 100]), 2) for y in (11, 33, 50, 61)] == [0.5, 0.0, 0.5, 0.08]


def test_a_spot_ink_has_a_plate_of_its_own(tmp_path):
    pdf = pdf_of(b"0 1 0 0 k 0 0 200 200 re f " + GOLD + b" rg 50 50 100 100 re f")
    inked(pdf)
    found = plates(pdf, tmp_path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", "PANTONE 871 C"}
    assert float(found["PANTONE 871 C"][100, 100]) == pytest.approx(1, abs=0.01)
    assert at(found, 100, 100) == (0, 0, 0, 0), "it knocks out"
    assert at(found, 10, 10) == (0, 1, 0, 0)


def poppler(folder: Path) -> Image.Image:
    done = subprocess.run(
        ["pdftoppm", "-r", "72", "-png", folder / "page.pdf", folder / "out"], check=True, capture_output=True
    )
    assert done.stderr == b""
    return Image.open(next(folder.glob("out*.png"))).convert("RGB")


def pdfium(folder: Path) -> Image.Image:
    with pypdfium2.PdfDocument(folder / "page.pdf") as document:
        return document[0].render().to_pil().convert("RGB")


def ghostscript(folder: Path) -> Image.Image:
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r72", f"-o{folder}/gs.png"]
    subprocess.run([*command, folder / "page.pdf"], check=True, capture_output=True)
    return Image.open(folder / "gs.png").convert("RGB")


@pytest.mark.parametrize("render", [poppler, pdfium, ghostscript])
def test_gradients_show_ink_and_no_edge_of_another_colour(render, tmp_path):
    pdf = engine(stacked(list(GRADIENTS.values())))
    inked(pdf)
    pdf.save(tmp_path / "page.pdf")
    picture = np.asarray(render(tmp_path)).astype(int)
    for place, name in enumerate(GRADIENTS):
        row = picture[25 + 40 * place]
        inner = row[25:175]
        assert (inner.min(1) < 200).all(), f"{name} shows no ink"
        first, last = (inner[75], inner[-1]) if "radial" in name else (inner[0], inner[-1])
        assert first[0] - first[1] > 120, f"{name} does not begin in red: {first}"
        assert last[1] - last[2] > 40, f"{name} does not end in gold: {last}"
        # A cell that begins again at its own edge would show its first colour there.
        red = (row[170:185, 0] - row[170:185, 1]) > 110
        assert not red.any(), f"{name} begins again at its right edge"
