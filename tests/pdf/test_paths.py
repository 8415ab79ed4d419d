import math

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from small_pdf import item, items, reading


def test_a_filled_rectangle_has_its_exact_box_through_the_ctm():
    found = item(b"2 0 0 3 10 20 cm 1 1 4 5 re f")
    assert (found.kind, found.box, found.visible, found.rectangle) == ("path", (12, 23, 20, 38), True, True)
    assert found.stroke is None
    assert found.fill.inks == {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 1}


def test_a_curve_is_as_large_as_it_is_drawn_not_as_its_control_points():
    x0, y0, x1, y1 = item(b"10 10 m 10 50 50 50 50 10 c f").box
    assert (x0, y0, x1) == (10, 10, 50)
    assert y1 == pytest.approx(40)


@pytest.mark.parametrize("operator", [b"v", b"y"])
def test_short_forms_of_curves(operator):
    assert item(b"10 10 m 50 50 60 10 " + operator + b" f").box[2] == 60


def test_a_stroke_is_as_thick_as_its_pen():
    found = item(b"4 w 10 50 m 90 50 l S")
    assert (found.box, found.line_width) == ((10, 48, 90, 52), 4)
    assert found.fill is None


@pytest.mark.parametrize(("line", "width"), [(b"0 10 m 10 10 l S", 6), (b"3 0 m 3 20 l S", 2)])
def test_line_width_after_a_ctm_that_stretches_one_side(line, width):
    assert item(b"1 0 0 3 0 0 cm 2 w " + line).line_width == pytest.approx(width)


def test_the_width_of_a_curve_is_that_where_it_is_thinnest():
    assert item(b"1 0 0 3 0 0 cm 2 w 10 10 m 10 12 20 12 20 10 c S").line_width == pytest.approx(2)


def test_a_slanting_line_keeps_its_width_when_it_is_turned():
    turned = b"0.7071067812 0.7071067812 -0.7071067812 0.7071067812 50 0 cm "
    assert item(turned + b"3 w 0 0 m 40 0 l S").line_width == pytest.approx(3)


@pytest.mark.parametrize(
    ("path", "thickness"),
    [
        (b"10 10 50 0.2 re f", 0.2),
        (b"10 10 m 60 10 l 60 10.5 l 10 10.5 l h f", 0.5),
        (b"10 10 50 40 re f", None),
        (b"10 10 m 60 10 l 60 11 l f", None),
        (b"10 10 50 0 re f", 0.0),
        (b"10 10 0 50 re 8 10 2 50 re f*", 2.0),
        (b"0.6 0.8 -0.8 0.6 50 0 cm 0 0 30 0.4 re f", 0.4),
        (b"10 10 50 0.2 re B", None),
    ],
    ids=["re", "lines", "not thin", "triangle", "no height", "frame", "turned", "with its line"],
)
def test_a_thin_filled_rectangle_is_a_line(path, thickness):
    found = item(path).thickness
    assert found == (None if thickness is None else pytest.approx(thickness))


def test_rectangles_clip_exactly_and_inside_each_other():
    found = item(b"10 10 50 50 re W n 30 0 100 30 re W* n 0 0 200 100 re f")
    assert (found.box, found.whole) == ((30, 10, 60, 30), (0, 0, 200, 100))


def test_q_brings_the_clip_back():
    inside, outside = items(b"q 0 0 5 5 re W n 0 0 9 9 re f Q 0 0 9 9 re f")
    assert (inside.box, outside.box) == ((0, 0, 5, 5), (0, 0, 9, 9))


@pytest.mark.parametrize(
    "content",
    [b"0 0 0 0 re W n 1 1 5 5 re f", b"W n 50 50 9 9 re W n 1 1 5 5 re f", b"300 0 9 9 re f", b"-20 -20 20 20 re f"],
    ids=["empty clip", "clip elsewhere", "off the media", "touches the media"],
)
def test_what_the_clip_or_the_media_cuts_away_is_hidden(content):
    assert item(content).hidden == "clip"


def test_line_colour_and_fill_colour_are_apart():
    found = item(b"0.1 0.2 0.3 0.4 k 1 0 0 RG 1 1 5 5 re B")
    assert found.fill.inks == {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 0.4}
    assert (found.stroke.family, found.stroke.inks) == ("DeviceRGB", None)


def test_a_spot_colour_names_its_ink():
    def resources(pdf):
        tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1))
        spot = Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, tint])
        return Dictionary(ColorSpace=Dictionary(S=spot))

    found = item(b"/S cs 0.5 scn 1 1 5 5 re f", resources)
    assert (found.fill.family, found.fill.alternate, found.fill.inks) == ("Separation", "DeviceCMYK", {"Gold": 0.5})


@pytest.mark.parametrize(
    ("state", "fill", "stroke"),
    [
        ({"OP": True}, True, True),
        ({"OP": True, "op": False}, False, True),
        ({"op": True}, True, False),
    ],
)
def test_overprint_of_fills_follows_that_of_lines_unless_it_is_given(state, fill, stroke):
    found = item(b"/G gs 1 1 5 5 re B", Dictionary(ExtGState=Dictionary(G=Dictionary(**state, OPM=1))))
    assert (found.fill.overprint, found.stroke.overprint, found.fill.overprint_mode) == (fill, stroke, 1)


def test_alpha_blend_and_soft_mask_of_a_state():
    mask = Dictionary(S=Name.Luminosity)
    state = Dictionary(ca=0.5, CA=0.25, BM=Array([Name.Multiply]), SMask=mask)
    found = item(b"/G gs 1 1 5 5 re B", Dictionary(ExtGState=Dictionary(G=state)))
    assert (found.fill.alpha, found.stroke.alpha, found.fill.blend) == (0.5, 0.25, "Multiply")
    assert found.fill.soft_masked
    assert found.fill.transparent


def test_what_is_wholly_transparent_is_hidden():
    found = item(b"/G gs 1 1 5 5 re f", Dictionary(ExtGState=Dictionary(G=Dictionary(ca=0))))
    assert found.hidden == "alpha"


def test_line_width_from_a_state():
    assert item(b"/G gs 1 1 m 9 1 l S", Dictionary(ExtGState=Dictionary(G=Dictionary(LW=7)))).line_width == 7


def test_user_units_count_in_sizes_and_not_in_boxes():
    found = item(b"2 w 10 50 m 90 50 l S", UserUnit=10)
    assert (found.line_width, found.box[0]) == (20, 10)


def test_unknown_and_broken_operators_become_notes():
    found = reading(b"/x 1 cm (a) w zap 1 1 5 5 re f Q EMC")
    assert len(found.items) == 1
    assert found.items[0].box == (1, 1, 6, 6)
    assert len(found.notes) == 5


def test_numbers_without_end_paint_nothing():
    huge = b"9" * 400
    found = reading(huge + b" 0 0 1 0 0 cm 1 1 5 5 re f").items[0]
    assert found.hidden == "clip"
    assert all(map(math.isfinite, found.box))


def test_marked_content_is_told():
    first, second = items(b"/P <</MCID 3>> BDC /Span BMC 1 1 5 5 re f EMC EMC 1 1 5 5 re f")
    assert [(tag.name, tag.mcid) for tag in first.tags] == [("P", 3), ("Span", None)]
    assert second.tags == ()


def _layered(off: bool, membership: str = ""):
    def build(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="layer"))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer] if off else []))
        props = layer
        if membership:
            props = Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name("/" + membership))
        return Dictionary(Properties=Dictionary(L=props))

    return build


@pytest.mark.parametrize(
    ("off", "membership", "hidden"),
    [(True, "", "layer"), (False, "", ""), (True, "AnyOn", "layer"), (True, "AllOff", ""), (False, "AllOff", "layer")],
)
def test_layers_that_are_off_hide_what_they_hold(off, membership, hidden):
    first, second = items(b"/OC /L BDC 1 1 5 5 re f EMC 1 1 5 5 re f", _layered(off, membership))
    assert (first.hidden, second.hidden) == (hidden, "")


def test_a_shading_names_the_most_of_each_ink():
    ramp = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.2, 0.9, 0, 0], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 0], Function=ramp)
    found = item(b"10 10 30 30 re W n /S sh", Dictionary(Shading=Dictionary(S=shading)))
    assert (found.kind, found.box) == ("shading", (10, 10, 40, 40))
    assert found.fill.inks == pytest.approx({"Cyan": 0.2, "Magenta": 0.9, "Yellow": 0, "Black": 0})


def test_a_shading_pattern_tells_its_space():
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 0])
    pattern = Dictionary(PatternType=2, Shading=shading)
    found = item(b"/Pattern cs /P scn 1 1 5 5 re f", Dictionary(Pattern=Dictionary(P=pattern)))
    assert (found.fill.family, found.fill.base, found.fill.pattern) == ("Pattern", "DeviceRGB", "shading")


def _tiled(content: bytes, paint: int = 1):
    def build(pdf):
        cell = pdf.make_stream(
            content, PatternType=1, PaintType=paint, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9
        )
        spaces = Dictionary(U=Array([Name.Pattern, Name.DeviceCMYK]))
        return Dictionary(Pattern=Dictionary(P=cell), ColorSpace=spaces)

    return build


def test_the_cell_of_a_tiling_pattern_is_read_once_and_stands_where_it_fills():
    filled, inside, again = items(
        b"/Pattern cs /P scn 10 10 20 20 re f 50 10 20 20 re f", _tiled(b"1 0 0 rg 0 0 2 2 re f")
    )
    assert (filled.fill.pattern, again.fill.pattern) == ("tiling", "tiling")
    assert (inside.box, inside.fill.family, inside.path) == ((10, 10, 30, 30), "DeviceRGB", ("P",))


def test_an_uncoloured_pattern_has_the_colour_that_is_given_and_no_other():
    _, inside = items(b"/U cs 1 0 0 0 /P scn 10 10 20 20 re f", _tiled(b"1 0 0 rg 0 0 2 2 re f", paint=2))
    assert inside.fill.inks == {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0}


def _formed(content: bytes, **entries):
    def build(pdf):
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, **entries)
        return Dictionary(XObject=Dictionary(Fm=form))

    return build


def test_a_form_is_moved_and_cut():
    form = _formed(b"0 0 50 50 re f", BBox=[0, 0, 10, 20], Matrix=[2, 0, 0, 2, 5, 5])
    found = item(b"q 1 0 0 1 100 0 cm /Fm Do Q", form)
    assert (found.box, found.path) == ((105, 5, 125, 45), ("Fm",))


def test_a_group_hands_its_alpha_down_and_is_told():
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)

    def build(pdf):
        resources = _formed(b"/H gs 0 0 5 5 re f", BBox=[0, 0, 9, 9], Group=group)(pdf)
        states = Dictionary(G=Dictionary(ca=0.5, BM=Name.Multiply), H=Dictionary(ca=0.5))
        resources.ExtGState = states
        return resources

    found = reading(b"/G gs /Fm Do", build)
    assert (found.items[0].fill.alpha, found.items[0].fill.blend) == (0.25, "Multiply")
    assert [(group.family, group.isolated, group.path) for group in found.groups] == [("DeviceRGB", True, ("Fm",))]


def test_a_form_that_saves_more_than_it_restores_leaves_the_page_as_it_was():
    form = _formed(b"q 5 0 0 5 0 0 cm 1 0 0 rg /X BMC", BBox=[0, 0, 9, 9])
    found = reading(b"/Fm Do 1 1 5 5 re f", form)
    assert (found.items[0].box, found.items[0].fill.family, found.items[0].tags) == ((1, 1, 6, 6), "DeviceGray", ())
    assert found.notes == ("`q` without `Q`",)


def test_a_form_may_not_close_what_the_page_has_opened():
    form = _formed(b"Q Q EMC", BBox=[0, 0, 9, 9])
    found = reading(b"q 1 0 0 1 20 0 cm /X BMC /Fm Do 1 1 5 5 re f EMC Q", form)
    assert (found.items[0].box, found.items[0].tags[0].name) == ((21, 1, 26, 6), "X")


def test_a_form_in_itself_is_read_once():
    def build(pdf):
        form = pdf.make_stream(b"0 0 5 5 re f /Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(Fm=form))
        return Dictionary(XObject=Dictionary(Fm=form))

    found = reading(b"/Fm Do", build)
    assert len(found.items) == 1
    assert found.notes == ("`Fm` is used inside itself",)


def _picture(pdf, **entries):
    given = {"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, **entries}
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=300, Height=100, **given)


def test_a_picture_has_its_resolution_both_ways():
    def build(pdf):
        return Dictionary(XObject=Dictionary(Im=_picture(pdf, SMask=_picture(pdf), Filter=Name.DCTDecode)))

    found = item(b"q 0 72 -36 0 100 10 cm /Im Do Q", build)
    assert (found.kind, found.box, found.path) == ("image", (64, 10, 100, 82), ("Im",))
    image = found.image
    assert (image.width, image.height, image.bits, image.family) == (300, 100, 8, "DeviceRGB")
    assert image.ppi == pytest.approx((300, 200))
    assert (image.has_soft_mask, image.is_mask, image.inline, image.filters) == (True, False, False, ("DCTDecode",))
    assert (found.fill.family, found.fill.inks) == ("DeviceRGB", None)


def test_a_stencil_has_the_current_colour():
    def build(pdf):
        return Dictionary(XObject=Dictionary(Im=_picture(pdf, ImageMask=True, BitsPerComponent=1)))

    found = item(b"0 1 0 0 k 72 0 0 72 0 0 cm /Im Do", build)
    assert (found.image.is_mask, found.image.bits, found.image.family) == (True, 1, "ImageMask")
    assert found.fill.inks["Magenta"] == 1


def test_an_indexed_picture_tells_its_base_and_the_inks_there_may_be():
    def build(pdf):
        space = Array([Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(bytes(8))])
        return Dictionary(XObject=Dictionary(Im=_picture(pdf, ColorSpace=space)))

    found = item(b"72 0 0 72 0 0 cm /Im Do", build)
    assert (found.image.family, found.image.base) == ("Indexed", "DeviceCMYK")
    assert set(found.fill.inks) == {"Cyan", "Magenta", "Yellow", "Black"}


def test_an_inline_picture_ends_where_its_data_ends():
    data = b"ab EI cd"
    first, second = items(b"q 36 0 0 72 0 0 cm BI /W 8 /H 1 /CS /G /BPC 8 ID " + data + b" EI Q 1 1 5 5 re f")
    assert (first.image.inline, first.image.width, first.image.family) == (True, 8, "DeviceGray")
    assert first.image.ppi == pytest.approx((16, 1))
    assert second.box == (1, 1, 6, 6)
