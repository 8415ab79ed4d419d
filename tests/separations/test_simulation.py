"""Pages as their inks will look: where the colour of a spot ink is found, and what is laid over what."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from printkit.conditions import Simulation, condition
from printkit.press.intent import declare_condition
from printkit.separations import simulated_pages, spot_colours

RED = (0.0, 1.0, 1.0, 0.0)


def tint(*inks: float) -> Dictionary:
    return Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(inks))


def page_in(space: pikepdf.Object, drawing: str, *, indirect: bool = False, intent: bool = True) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(40, 40))
    held = pdf.make_indirect(space) if indirect else space
    page.obj.Resources = Dictionary(ColorSpace=Dictionary(S=held))
    page.obj.Contents = pdf.make_stream(drawing.encode())
    if intent:
        declare_condition(pdf, condition())
    return pdf


def separation(name: str, *inks: float) -> Array:
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint(*inks)])


def near(picture, at, colour, most=3):
    found = np.asarray(picture).astype(int)[at[1], at[0]]
    return np.abs(found - np.asarray(colour)).max() <= most


@pytest.mark.parametrize("indirect", [True, False])
def test_a_spot_ink_looks_like_its_alternate(indirect):
    with page_in(separation("Warm Red", *RED), "/S cs 1 scn 0 0 40 40 re f", indirect=indirect) as pdf:
        assert set(spot_colours(pdf)) == {"Warm Red"}
        (picture,) = simulated_pages(pdf, dpi=72)
        assert near(picture, (20, 20), Simulation(condition().profile).colour(RED))


def test_each_colorant_of_a_devicen_has_its_own_look():
    """The tint function adds what each of two inks is alone."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(40, 40))
        function = pdf.make_stream(
            b"{ exch 0 3 1 roll 0 }",
            FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1, 0, 1, 0, 1, 0, 1]),
        )  # fmt: skip
        space = Array([Name.DeviceN, Array([Name("/One"), Name("/Two")]), Name.DeviceCMYK, function])
        page.obj.Resources = Dictionary(ColorSpace=Dictionary(S=space))
        page.obj.Contents = pdf.make_stream(b"/S cs 1 0 scn 0 0 40 40 re f")
        declare_condition(pdf, condition())
        look = Simulation(condition().profile).colour
        # a b → 0 b a 0: the first is yellow, the second magenta
        assert spot_colours(pdf) == {"One": look((0, 0, 1, 0)), "Two": look((0, 1, 0, 0))}


def test_inks_that_overprint_are_multiplied():
    drawing = "1 0 0 0 k 0 0 40 40 re f /G gs /S cs 1 scn 20 0 20 40 re f"
    with page_in(separation("Spot", *RED), drawing) as pdf:
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(op=True, OP=True, OPM=1))
        (picture,) = simulated_pages(pdf, dpi=72)
        look = Simulation(condition().profile).colour
        cyan, red, white = (np.asarray(look(inks), float) for inks in ((1, 0, 0, 0), RED, (0, 0, 0, 0)))
        assert near(picture, (10, 20), cyan)
        assert near(picture, (30, 20), cyan * red / white)


def test_a_die_can_be_left_out():
    with page_in(separation("Die Line", *RED), "0 0 1 0 k 0 0 40 40 re f /S cs 1 scn 10 10 5 5 re f") as pdf:
        pdf.pages[0].obj.Resources.ExtGState = Dictionary()
        (shown,), (without,) = (list(simulated_pages(pdf, dpi=72, without=dies)) for dies in ((), ("Die Line",)))
        red = Simulation(condition().profile).colour(RED)
        assert near(shown, (12, 27), red)
        assert not near(without, (12, 27), red, 60)


def test_without_an_intent_the_condition_is_asked():
    drawing = "/S cs 1 scn 0 0 40 40 re f"
    with (
        page_in(separation("Spot", *RED), drawing, intent=False) as bare,
        page_in(separation("Spot", *RED), drawing) as full,
    ):
        assert spot_colours(bare) == spot_colours(full)


def test_paper_is_not_as_white_as_the_screen():
    with page_in(separation("Spot", *RED), "") as pdf:
        (plain,), (paper,) = (list(simulated_pages(pdf, dpi=72, paper=paper)) for paper in (False, True))
        assert near(plain, (5, 5), (255, 255, 255), 0)
        assert near(paper, (5, 5), Simulation(condition().profile, paper=True).colour((0, 0, 0, 0)), 1)
        assert max(np.asarray(paper)[5, 5]) < 250


def test_a_foil_covers_what_it_overprints_and_an_ink_does_not():
    drawing = "0 0 0 1 k 0 0 40 40 re f /O gs /S cs 1 scn 0 0 20 40 re f 0.5 scn 20 0 10 40 re f"
    with page_in(separation("Foil Gold", *RED), drawing) as pdf:
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(O=Dictionary(op=True, OP=True, OPM=1))
        (foil,), (ink,) = (simulated_pages(pdf, dpi=72, opaque=each) for each in (("Foil Gold",), ()))
    look = Simulation(condition().profile).colour
    black, red = np.asarray(look((0, 0, 0, 1))), np.asarray(look(RED))
    assert near(foil, (10, 20), red)
    assert near(foil, (25, 20), (black + red) / 2)
    assert near(ink, (10, 20), black * red / 255)
    assert near(foil, (35, 20), black)
