"""Creep, register and room of books, measured in the simulated paper; and what does not fit."""

from __future__ import annotations

import inspect

import pytest
from test_book_schemes import A5, SRA3, WIDE_SHEET, copies_of, mm

from printkit.diagnostics import PrintkitError
from printkit.imposition import SCHEMES, perfect_bound, saddle_stitch
from printkit.units import Size


@pytest.mark.parametrize("creep", ["outer", "inner", "both"])
@pytest.mark.parametrize("by", ["shift", "scale"])
def test_one_knife_cuts_every_leaf_at_the_edge_of_its_page(creep, by):
    laid = saddle_stitch(pages=64, trim=A5, sheet=SRA3, caliper=mm(0.12), creep_factor=1.2, creep=creep, creep_by=by)
    (book,) = copies_of(laid, A5, nest=True)
    stays = {"outer": 0, "inner": 15, "both": 7.5}[creep]
    knife = A5.width.pt + stays * mm(0.144).pt
    for number, leaf in enumerate(book):
        out = min(number, len(book) - 1 - number) * mm(0.144).pt
        for face in (leaf.recto, leaf.verso):
            assert face.trim[2] + out == pytest.approx(knife, abs=1e-6)
            assert face.content[2] + out == pytest.approx(knife, abs=1e-6)
            inner = knife - A5.width.pt - out if by == "shift" else 0
            assert face.content[0] == pytest.approx(inner, abs=1e-6)
            assert face.trim[0] == pytest.approx(0, abs=1e-6)
        assert leaf.recto.trim == pytest.approx(leaf.verso.trim, abs=1e-9)
        assert leaf.recto.content == pytest.approx(leaf.verso.content, abs=1e-9)


def test_leaves_of_a_signature_are_ground_off_and_trimmed_alike():
    laid = perfect_bound(pages=32, trim=A5, sheet=WIDE_SHEET, caliper=mm(0.1), milling=mm(3))
    (book,) = copies_of(laid, A5)
    for number, leaf in enumerate(book):
        within = number % 8
        out = min(within, 7 - within) * mm(0.1).pt
        for face in (leaf.recto, leaf.verso):
            assert (face.trim[0] + out, face.trim[2] + out) == pytest.approx((mm(3).pt, mm(151).pt), abs=1e-6)
            assert face.content == pytest.approx(face.trim, abs=1e-6)


def test_what_does_not_fit_says_what_is_missing():
    with pytest.raises(PrintkitError) as caught:
        saddle_stitch(pages=8, trim=Size.parse("A4"), sheet=Size.parse("A3"))
    assert [found.code for found in caught.value.diagnostics] == ["sheet-too-small"]
    assert "missing" in str(caught.value)


@pytest.mark.parametrize("name", ["saddle-stitch", "perfect-bound"])
def test_the_options_that_are_offered_are_those_of_the_function(name):
    scheme = SCHEMES[name]
    taken = inspect.signature(scheme.lay).parameters
    defaults = {key: value.default for key, value in taken.items() if key not in ("pages", "trim", "sheet")}
    assert scheme.defaults() == defaults
