"""Colour spaces: which inks a colour names, and what is made of objects that are wrong."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from printkit.pdf.spaces import space


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.new() as made:
        yield made


TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.2, 0.3, 0.7, 0.15], N=1)


def icc(pdf, count, **keys):
    stream = pdf.make_stream(b"profile")
    stream.N = count
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return Array([Name.ICCBased, stream])


def test_device_spaces_name_process_inks():
    assert space(Name.DeviceCMYK).inks([0.1, 0.2, 0.3, 0.4]) == {
        "Cyan": 0.1,
        "Magenta": 0.2,
        "Yellow": 0.3,
        "Black": 0.4,
    }
    assert space(Name.DeviceGray).inks([0.25]) == {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 0.75}
    assert space(Name.DeviceRGB).inks([1, 0, 0]) is None
    assert space(Name.DeviceCMYK).inks([2, -1]) == {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 1}


def test_short_names_of_inline_images_are_known():
    assert space(Name.CMYK).family == "DeviceCMYK"
    assert space(Array([Name.I, Name.G, 1, String(b"\x00\xff")])).inks([0])["Black"] == 1


def test_a_separation_names_its_spot_and_knows_its_alternate():
    gold = space(Array([Name.Separation, Name("/PANTONE 871 C"), Name.DeviceCMYK, TINT]))
    assert (gold.family, gold.count, gold.default, gold.fault) == ("Separation", 1, (1.0,), "")
    assert gold.inks([0.5]) == {"PANTONE 871 C": 0.5}
    base, values = gold.alternate([[0.5]])
    assert base.family == "DeviceCMYK"
    assert values[0] == pytest.approx([0.1, 0.15, 0.35, 0.075])


def test_device_n_gives_process_names_and_leaves_none_out(pdf):
    tint = pdf.make_stream(b"{ pop pop 0 exch 0 exch 0 exch }")
    tint.FunctionType, tint.Domain, tint.Range = 4, Array([0, 1] * 3), Array([0, 1] * 4)
    both = space(Array([Name.DeviceN, Array([Name.Black, Name("/None"), Name.Gold]), Name.DeviceCMYK, tint]))
    assert both.inks([0.9, 0.5, 0.2]) == {"Black": 0.9, "Gold": 0.2}


def test_all_stays_all():
    assert space(Array([Name.Separation, Name.All, Name.DeviceCMYK, TINT])).inks([1]) == {"All": 1}


@pytest.mark.parametrize("as_stream", [False, True])
def test_indexed_looks_colours_up_in_a_string_or_a_stream(pdf, as_stream):
    table = bytes([0, 0, 0, 255, 51, 102, 153, 204])
    looked = pdf.make_stream(table) if as_stream else String(table)
    found = space(Array([Name.Indexed, Name.DeviceCMYK, 1, looked]))
    assert found.inks([1]) == pytest.approx({"Cyan": 0.2, "Magenta": 0.4, "Yellow": 0.6, "Black": 0.8})
    assert found.inks([9]) == found.inks([1]), "an index past the table is the last"
    assert found.root.family == "DeviceCMYK"


def test_indexed_over_lab_is_scaled_to_its_ranges():
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])
    found = space(Array([Name.Indexed, lab, 0, String(bytes([255, 128, 0]))]))
    assert found.lookup[0] == pytest.approx([100, 0, -128])
    assert found.inks([0]) is None


def test_iccbased_has_the_count_and_the_alternate_of_its_profile(pdf):
    assert (space(icc(pdf, 4)).count, space(icc(pdf, 4)).base.family) == (4, "DeviceCMYK")
    assert space(icc(pdf, 4)).default == (0, 0, 0, 1)
    assert space(icc(pdf, 1, Alternate=Name.DeviceRGB)).base.family == "DeviceGray", "an alternate that does not fit"
    assert space(icc(pdf, 3)).inks([0, 0, 0]) is None


def test_names_are_looked_up_in_the_resources():
    resources = Dictionary(ColorSpace=Dictionary(CS0=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, TINT])))
    assert space(Name.CS0, resources).names == ("Gold",)
    assert space(Name.CS1, resources).fault == "there is no colour space /CS1"
    assert space(Array([Name.Pattern, Name.DeviceCMYK])).base.family == "DeviceCMYK"


def test_resources_that_name_each_other_end():
    resources = Dictionary(ColorSpace=Dictionary(A=Name.B, B=Name.A))
    assert space(Name.A, resources).fault


def test_a_space_inside_itself_ends(pdf):
    circle = pdf.make_indirect(Array([Name.Pattern, Name.DeviceGray]))
    circle[1] = circle
    assert space(circle).family == "Pattern"
    tints = pdf.make_indirect(Array([Name.Separation, Name.X, Name.DeviceGray, TINT]))
    tints[2] = tints
    assert space(tints).fault


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        5,
        Array([]),
        Array([Name.Foo, 1]),
        Array([Name.Indexed]),
        Array([Name.Indexed, Name.DeviceRGB]),
        Array([Name.Indexed, Name.DeviceRGB, Name.X, String(b"")]),
        Array([Name.Indexed, Name.DeviceRGB, 300, 5]),
        Array([Name.Separation, Name.Gold]),
        Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()]),
        Array([Name.DeviceN, Name.Gold, Name.DeviceCMYK, TINT]),
        Array([Name.DeviceN, Array([]), Name.DeviceCMYK, TINT]),
        Array([Name.ICCBased, Dictionary(N=3)]),
        Array([Name.ICCBased, Name.Foo]),
        Array([5, 5]),
    ],
    ids=str,
)
def test_what_is_no_colour_space_becomes_one_with_a_fault(wrong):
    found = space(wrong)
    assert found.fault
    assert len(found.default) == found.count
    found.inks(found.default)
    found.alternate([found.default])
