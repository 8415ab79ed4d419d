"""Every layout in every edition for print, before all witnesses; and a report full of pictures of all kinds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import printkit as pk
from printkit.build import typeset_report
from printkit.press import press
from printkit.units import Length

from . import pdfbox, plates, poppler, qpdf

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
EDITIONS = {"press": "PDF/X-4", "press-x1a": "PDF/X-1a:2003", "press-x3": "PDF/X-3:2003"}
SUBJECTS = ("booklet-a5", "poster-a2", "pictures")
NEAR = 0.02
_PAGES = {"booklet-a5": (1, 7, 20), "poster-a2": (1,), "pictures": (4, 5, 3)}
"""Whose plates are compared: covers and openers of full ink, text, figures."""
_FINE = {"booklet-a5": (plates.DPI, 10), "poster-a2": (96, 40), "pictures": (plates.DPI, 10)}
"""dpi and the side of a square in mm; four times an A5 page, the poster is looked at from four times as far."""

pytestmark = [pytest.mark.witness, pytest.mark.slow]


@pytest.fixture(scope="module")
def typeset(tmp_path_factory):
    found = {name: typeset_report(pk.load(EXAMPLE), pk.layout(name)) for name in ("booklet-a5", "poster-a2")}
    folder = tmp_path_factory.mktemp("pictures")
    return found | {"pictures": typeset_report(pk.load(_pictures(folder)), pk.layout("booklet-a5"))}


@pytest.fixture(scope="module")
def files(typeset, tmp_path_factory):
    """The file of a subject in an edition, made once."""
    folder = tmp_path_factory.mktemp("press")
    made: dict[tuple[str, str], Path] = {}

    def file(subject: str, edition: str) -> Path:
        if (subject, edition) not in made:
            target = folder / f"{subject}-{edition}.pdf"
            target.write_bytes(press(typeset[subject], standard=EDITIONS[edition]).pdf)
            made[subject, edition] = target
        return made[subject, edition]

    return file


every_file = pytest.mark.parametrize(
    ("subject", "edition"), [(subject, edition) for subject in SUBJECTS for edition in EDITIONS]
)


@every_file
def test_no_witness_has_a_word_against_it(files, tmp_path, subject, edition):
    file = files(subject, edition)
    assert qpdf.complaints(file) == []
    assert poppler.complaints(file, tmp_path) == []
    fonts = poppler.fonts(file)
    assert len(fonts) > 3
    assert all(font.embedded and font.subset for font in fonts)
    images = poppler.images(file)
    assert (subject == "pictures") == bool(images)
    # The table of an index is PDFBox's to judge; a mask of 1 bit has no colour.
    assert {image.colour for image in images} <= {"cmyk", "gray", "index", "-"}
    assert edition == "press" or "smask" not in {image.kind for image in images}
    faults = pdfbox.faults(file, tmp_path)
    assert faults.colour == {}
    assert faults.fonts == {}
    assert edition == "press" or faults.transparency == {}


@every_file
def test_two_renderers_make_the_same_plates(files, tmp_path, subject, edition):
    """In the other editions only one page is asked of ghostscript: their plates are those of the first."""
    file, (dpi, side) = files(subject, edition), _FINE[subject]
    for page in _PAGES[subject] if edition == "press" else _PAGES[subject][-1:]:
        one, other = plates.by_ghostscript(file, page, tmp_path, dpi), plates.by_mupdf(file, page, tmp_path, dpi)
        assert set(one) == set(plates.INKS)
        assert max(plate.max() for plate in one.values()) > 0.9
        for ink, (mean, worst) in plates.apart(one, other, dpi, side).items():
            assert mean < NEAR, (page, ink)
            assert worst < NEAR, (page, ink)


@every_file
def test_all_editions_put_down_the_same_ink(files, tmp_path, subject, edition):
    """Inside the bleed; the line in the slug names the standard."""
    bleed = poppler.boxes(files(subject, edition))["BleedBox"]
    for page in _PAGES[subject]:
        first, found = (
            plates.within(plates.by_mupdf(files(subject, name), page, tmp_path, 72), bleed, 72)
            for name in ("press", edition)
        )
        for ink, (mean, worst) in plates.apart(first, found, 72).items():
            assert mean < 0.005, (page, ink)
            assert worst < NEAR, (page, ink)


@pytest.mark.parametrize("edition", EDITIONS)
def test_poppler_reads_the_boxes(files, edition):
    boxes = poppler.boxes(files("booklet-a5", edition))
    trim, bleed = boxes["TrimBox"], Length.mm(3).pt
    assert trim[2] - trim[0] == pytest.approx(Length.mm(148).pt, abs=0.02)
    assert trim[3] - trim[1] == pytest.approx(Length.mm(210).pt, abs=0.02)
    wide = [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed]
    assert boxes["BleedBox"] == pytest.approx(wide, abs=0.02)
    assert boxes["MediaBox"][:2] == (0, 0)


def _pictures(folder: Path) -> Path:
    """A report with a photograph, a picture with alpha, a grey one, one of few colours and one in CMYK."""
    y, x = np.mgrid[0:300, 0:400]
    waves = np.stack([128 + 120 * np.sin(x / 37 + y / 91 + turn) for turn in (0, 2, 4)], 2).astype(np.uint8)
    photo = Image.fromarray(waves)
    photo.save(folder / "photo.jpg", quality=90)
    glass = photo.convert("RGBA")
    glass.putalpha(Image.fromarray((x * 255 // 400).astype(np.uint8)))
    glass.save(folder / "glass.png")
    photo.convert("L").save(folder / "grey.jpg", quality=90)
    photo.quantize(16).save(folder / "few.png")
    photo.convert("CMYK").save(folder / "ink.jpg", quality=90)
    names = ("photo.jpg", "glass.png", "grey.jpg", "few.png", "ink.jpg")
    figures = "".join(f"      - {{figure: {name}, alt: {{zh: 波纹, en: Waves}}}}\n" for name in names)
    report = folder / "report.yaml"
    report.write_text(
        f"title: {{zh: 图, en: Pictures}}\nsections:\n  - blocks:\n      - {{zh: 一段话。, en: Words.}}\n{figures}",
        "utf-8",
    )
    return report


@pytest.mark.parametrize("subject", ["booklet-a5", "poster-a2"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_our_own_preflight_has_no_error(files, subject, edition):
    found = pk.preflight(files(subject, edition), standard=EDITIONS[edition])
    assert [str(finding) for finding in found.errors] == []
    assert {"R0027", "R0026", "SHOP-bleed"} <= set(found.checked)
