"""Inks: recipes that a press file can find again by their screen colour."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from printkit.diagnostics import PrintkitError
from printkit.layout import layout
from printkit.resources import layouts_folder


def with_inks(folder: Path, old: str, new: str) -> Path:
    """A copy of our layouts whose inks say `new` for `old`; gives its booklet."""
    shutil.copytree(layouts_folder(), folder / "layouts")
    sheet = folder / "layouts/_base/inks.yaml"
    text = sheet.read_text("utf-8")
    assert text.count(old) == 1
    sheet.write_text(text.replace(old, new), "utf-8")
    return folder / "layouts/booklet-a5"


@pytest.mark.parametrize("palette", ["vermilion", "teal", "indigo"])
def test_every_palette_can_be_told_apart(palette):
    inks = layout("booklet-a5", palette=palette).inks
    assert len({ink.screen for ink in inks.values()}) == len(inks)
    assert inks["ink"].cmyk == (0, 0, 0, 100)


def test_two_recipes_for_one_screen_colour_are_an_error_with_its_place(tmp_path):
    booklet = with_inks(tmp_path, '[14, 3, 10, 0], screen: "#e2ece8"', '[14, 3, 10, 0], screen: "#065E5C"')
    with pytest.raises(PrintkitError) as caught:
        layout(booklet, palette="teal")
    (fault,) = caught.value.diagnostics
    assert fault.code == "same-screen-colour"
    assert "`main` and `soft`" in fault.message
    assert fault.span is not None
    assert fault.span.source.line(fault.span.line).strip().startswith("soft:")
    assert layout(booklet, palette="indigo").inks, "other palettes are as before"


def test_one_recipe_under_two_names_is_none(tmp_path):
    recipe = 'main: {cmyk: [92, 42, 58, 28], screen: "#065e5c"}'
    booklet = with_inks(tmp_path, recipe, recipe + "\n  again: " + recipe.removeprefix("main: "))
    assert layout(booklet, palette="teal").inks["again"] == layout(booklet, palette="teal").inks["main"]


def test_an_ink_may_be_a_spot_ink(tmp_path):
    booklet = with_inks(tmp_path, "{cmyk: [0, 42, 62, 0],", '{spot: "PANTONE 871 C", cmyk: [20, 30, 70, 15],')
    acc = layout(booklet, palette="teal").inks["acc"]
    assert (acc.spot, acc.cmyk) == ("PANTONE 871 C", (20, 30, 70, 15))


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("[0, 42, 62, 0]", "[0, 142, 62, 0]", "acc.cmyk.1"), ('"#f7a86a"', '"orange"', "acc.screen")],
)
def test_a_recipe_that_cannot_be_is_an_error_with_its_place(tmp_path, old, new, word):
    with pytest.raises(PrintkitError) as caught:
        layout(with_inks(tmp_path, old, new), palette="teal")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.path) == ("bad-layout", f"teal.{word}")
    assert fault.span is not None
    assert fault.span.source.line(fault.span.line).strip().startswith("acc:")


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ("{spot: Black, cmyk: [0, 0, 0, 100],", "`black` is the name of no spot ink"),
        ("{spot: Gold, cmyk: null,", "a spot ink needs a recipe"),
    ],
)
def test_a_spot_ink_has_a_name_and_a_recipe_of_its_own(tmp_path, recipe, message):
    with pytest.raises(PrintkitError) as caught:
        layout(with_inks(tmp_path, "{cmyk: [0, 42, 62, 0],", recipe), palette="teal")
    assert message in caught.value.diagnostics[0].message


def test_one_spot_ink_with_two_recipes_is_an_error(tmp_path):
    gold = 'acc: {spot: Gold, cmyk: [0, 42, 62, 0], screen: "#f7a86a"}'
    pale = '\n  pale: {spot: Gold, cmyk: [0, 20, 30, 0], screen: "#f7d8ba"}'
    booklet = with_inks(tmp_path, 'acc: {cmyk: [0, 42, 62, 0], screen: "#f7a86a"}', gold + pale)
    with pytest.raises(PrintkitError) as caught:
        layout(booklet, palette="teal")
    assert "`acc` and `pale` are one spot ink" in caught.value.diagnostics[0].message


def test_an_accent_chosen_on_a_screen_has_no_recipe():
    acc = layout("booklet-a5", accent="#123456").inks["acc"]
    assert (acc.screen, acc.cmyk, acc.spot) == ("#123456", None, None)
