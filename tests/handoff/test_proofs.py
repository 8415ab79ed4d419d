"""Proofs: the colours that the inks will have, page by page, and nothing that a shop could print."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from spec_jobs import press_file

from printkit.conditions import Simulation, condition
from printkit.diagnostics import PrintkitError
from printkit.handoff.proofs import MARK, proof, thumbnails
from printkit.output import CREATOR

MM = 72 / 25.4


def pages(pdf: bytes, dpi: float = 72) -> list[np.ndarray]:
    """The pages as a viewer shows them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB")) for page in document]
    finally:
        document.close()


def test_pages_lie_as_in_the_opened_book():
    with pikepdf.open(io.BytesIO(proof(press_file(100, 150, 6), title="T"))) as made:
        widths = [round(float(page.MediaBox[2]) / MM - 12) for page in made.pages]
    assert widths == [100, 200, 200, 100]  # 1, 2–3, 4–5, 6
    with pikepdf.open(io.BytesIO(proof(press_file(100, 150, 6), title="T", facing=False))) as made:
        assert len(made.pages) == 6


def test_colours_are_those_of_the_inks_on_paper():
    """The field of page 1 is 10 % cyan, 60 % magenta, 30 % yellow: what the profile says it looks like."""
    for paper in (False, True):
        wanted = Simulation(condition().profile, paper=paper).colour((0.1, 0.6, 0.3, 0))
        (shown, *_rest) = pages(proof(press_file(100, 150, 1), title="T", paper=paper))
        found = shown[shown.shape[0] // 2, shown.shape[1] // 2]
        assert np.abs(found.astype(int) - wanted).max() <= 3


def test_the_white_of_the_paper_is_seen_if_wanted():
    data = press_file(60, 60, 1, black_only=True)
    plain, paper = (pages(proof(data, title="T", paper=paper))[0] for paper in (False, True))
    middle = plain.shape[0] // 2, plain.shape[1] // 2
    assert paper[middle].min() < plain[middle].min() - 5


def test_spot_inks_show_their_alternate_and_dies_can_be_left_out():
    """The patch of a spot ink, 25 pt square, is the one place where the two pictures differ."""
    data = press_file(100, 150, 1, ("Die Line",))
    pictures = [thumbnails(data, [(1,)], pixels=600, without=dies)[0] for dies in ((), ("Die Line",))]
    shown, left = (np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int) for picture in pictures)
    rows, columns = np.nonzero(np.abs(shown - left).max(2) > 20)
    scale = 600 / (150 * MM)
    assert (np.ptp(columns) / scale, np.ptp(rows) / scale) == pytest.approx((25, 25), abs=1)
    alternate = Simulation(condition().profile).colour((0, 0.3, 0.7, 0.15))
    assert np.abs(shown[rows[len(rows) // 2], columns[len(columns) // 2]] - alternate).max() <= 6


def test_it_says_that_it_is_no_file_for_print():
    made = proof(press_file(100, 150, 2), title="众手成城 v1")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"众手成城 v1 · {MARK}"
        assert str(pdf.docinfo["/Creator"]) == CREATOR
        assert all("/TrimBox" not in page and "/OutputIntents" not in pdf.Root for page in pdf.pages)
    for shown in pages(made, 144):
        foot = shown[-round(13 / 25.4 * 144) :]
        assert (foot.max(2) < 40).sum() > 2000  # the dark field with the words in it
        assert foot[foot.shape[0] // 2].min() < 40


def test_only_the_trim_is_shown():
    """The trim fills its frame: the marks and the bleed around it are cut away."""
    (picture,) = thumbnails(press_file(100, 150, 1), [(1,)], pixels=600)
    shown = Image.open(io.BytesIO(picture))
    assert shown.size == pytest.approx((400, 600), abs=1)
    assert shown.info["Software"] == CREATOR


def test_thumbnails_of_spreads_have_pages_side_by_side():
    single, spread = thumbnails(press_file(100, 150, 3), [(1,), (2, 3)], pixels=600)
    sizes = [Image.open(io.BytesIO(data)).size for data in (single, spread)]
    assert sizes[0] == pytest.approx((200, 300), abs=1)
    assert sizes[1] == pytest.approx((400, 300), abs=2)


def test_large_posters_stay_small():
    """An A0 at 144 pixels an inch would have 32 megapixels."""
    with pikepdf.open(io.BytesIO(proof(press_file(841, 1189, 1), title="T"))) as pdf:
        picture = pdf.pages[0].Resources.XObject["/Page0"]
        assert 3500 < max(int(picture.Width), int(picture.Height)) <= 3600


def test_same_file_same_bytes():
    data = press_file(100, 150, 3)
    assert proof(data, title="T") == proof(data, title="T")
    assert thumbnails(data, [(1,)]) == thumbnails(data, [(1,)])


def test_forty_pages_go_by_mail():
    assert len(proof(press_file(148, 210, 40), title="T")) < 10_000_000


def test_what_is_no_pdf_is_refused():
    with pytest.raises(PrintkitError) as caught:
        proof(b"no", title="T")
    assert [fault.code for fault in caught.value.diagnostics] == ["not-a-pdf"]
