"""Transparency: what is found, what is mixed so that the plates stay, what is refused and how it is told."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from printkit.diagnostics import PrintkitError
from printkit.press import standard
from printkit.press.transparency import remove_transparency, transparent_parts

from .making import document, ghost_pages, ghost_plates, jpeg, picture

X1A, X4 = standard("PDF/X-1a:2003"), standard("PDF/X-4")

GROUND = "0.2 0.4 0 0 k 0 0 72 72 re f "


def page(content, *streams, pdf=None, states=None):
    """A page of 72 pt with graphics states `/half` (all half seen) and those given."""
    pdf = pdf or pikepdf.new()
    document(*streams, pdf=pdf, content=content)
    known = {"/half": Dictionary(ca=0.5, CA=0.5), "/full": Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name.None_)}
    pdf.pages[-1].obj.Resources.ExtGState = Dictionary({**known, **(states or {})})
    return pdf


def form(pdf, content, *, group=True, **resources):
    made = pdf.make_stream(
        content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 72, 72], Resources=Dictionary(**resources)
    )
    if group:
        made.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    return made


def soft_picture(pdf, mask, colour=(0, 255, 255, 0), coder=picture):
    """A flat picture in inks under a soft mask (`L`)."""
    masked = picture(pdf, mask.tobytes(), mask.size, Name.DeviceGray)
    flat = Image.new("CMYK", (24, 24), colour)
    if coder is jpeg:
        return jpeg(pdf, flat, Name.DeviceCMYK, Decode=Array([1, 0] * 4), SMask=masked)
    return picture(pdf, flat.tobytes(), flat.size, Name.DeviceCMYK, SMask=masked)


def fading():
    """From nothing on the left to all on the right."""
    return Image.fromarray(np.tile(np.linspace(0, 255, 24).astype(np.uint8), (24, 1)))


def disc():
    """A disc with smooth edges."""
    large = Image.new("L", (480, 480), 0)
    ImageDraw.Draw(large).ellipse((60, 60, 420, 420), fill=255)
    return large.resize((120, 120), Image.Resampling.BOX)


def is_opaque(pdf):
    out = io.BytesIO()
    pdf.save(out)
    with pikepdf.open(out) as again:
        text = b"".join(str(repr(found)).encode() for found in again.objects)
        return not transparent_parts(again) and all(word not in text for word in (b"/ca", b"/SMask", b"/Group", b"/BM"))


def test_what_changes_nothing_goes_without_a_trace():
    pdf = pikepdf.new()
    full = soft_picture(pdf, Image.new("L", (9, 9), 255))
    inner = form(pdf, "0 0 0 1 k 0 0 9 9 re f")
    page("/full gs q 72 0 0 72 0 0 cm /P0 Do Q /P1 Do", full, inner, pdf=pdf)
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    before = inner.read_bytes(), full.read_raw_bytes()
    assert remove_transparency(pdf, X1A) == 0
    assert is_opaque(pdf)
    assert (inner.read_bytes(), full.read_raw_bytes()) == before


def test_what_a_standard_allows_is_left():
    pdf = page("/half gs 0 0 0 1 k 0 0 9 9 re f")
    assert remove_transparency(pdf, X4) == 0
    assert len(transparent_parts(pdf)) == 1


def test_everything_that_is_seen_through_is_listed():
    pdf = pikepdf.new()
    soft = soft_picture(pdf, fading())
    group = form(pdf, "0 0 0 1 k 10 10 20 20 re f")
    states = {"/blend": Dictionary(BM=Name.Multiply), "/mask": Dictionary(SMask=Dictionary(S=Name.Luminosity))}
    page(
        GROUND + "q /half gs 0 0 1 0 k 1 2 3 4 re f Q q 20 0 0 20 5 5 cm /P0 Do Q q /half gs /P1 Do Q "
        "q /blend gs 0 0 5 5 re f Q q /mask gs 0 0 6 6 re f Q q /half gs 2 w 5 5 m 50 5 l S Q",
        soft, group, pdf=pdf, states=states,
    )  # fmt: skip
    found = [(one.kind, one.cause, one.names) for one in transparent_parts(pdf)]
    assert found == [
        ("area", "opacity", ()),
        ("picture", "soft edges", ()),
        ("area", "opacity", ("/P1",)),
        ("area", "blend", ()),
        ("area", "soft mask", ()),
        ("line", "opacity", ()),
    ]
    first = transparent_parts(pdf)[0]
    assert (first.page, first.box) == (0, (1, 2, 4, 6))


def test_a_tile_counts_where_it_paints_and_nowhere_else():
    pdf = pikepdf.new()
    tile = pdf.make_stream(b"/half gs 0 0 4 4 re f", PatternType=1, Matrix=[1, 0, 0, 1, 5, 5])
    tile.Resources = Dictionary(ExtGState=Dictionary(half=Dictionary(ca=0.5)))
    for content in ("0 g 0 0 9 9 re f", "/Pattern cs /T scn 0 0 72 72 re f"):
        page(content, pdf=pdf)
        pdf.pages[-1].obj.Resources.Pattern = Dictionary(T=tile)
    assert [(one.page, one.box, one.names) for one in transparent_parts(pdf)] == [(1, (5, 5, 9, 9), ("/T",))]


def test_forms_that_stand_in_themselves_come_to_an_end():
    pdf = pikepdf.new()
    endless = form(pdf, "/Self Do /Self Do /half gs 0 g 0 0 9 9 re f")
    endless.Resources = Dictionary(XObject=Dictionary(Self=endless), ExtGState=Dictionary(half=Dictionary(ca=0.5)))
    page("/P0 Do", endless, pdf=pdf)
    assert transparent_parts(pdf)


MIXED = {
    "an area": "/half gs 1 0 0 0 k 12 12 48 48 re f",
    "an area that is drawn as lines": "/half gs 1 0 0 0 k 12 12 m 60 12 l 60 60 l 12 60 l h f",
    "a spot on an area that was mixed": "q /half gs 1 0 0 0 k 12 12 48 48 re f 0 0 1 0 k 20 20 30 30 re f Q",
    "a line": "/half gs 1 0 0 0 K 30 w 36 10 m 36 62 l S",
    "a clip": "q 10 10 50 50 re W n /half gs 1 0 0 0 k 0 0 90 90 re f Q",
    "a matrix": "q .5 0 0 .5 10 10 cm /half gs 1 0 0 0 k 12 12 90 90 re f Q",
    "grey": "/half gs .3 g 12 12 48 48 re f",
    "a colour that holds on": "1 0 0 0 k q /half gs 12 12 48 48 re f Q 30 30 20 20 re f 0 0 9 9 re f",
    "a space that holds on": "/DeviceCMYK cs 0 0 1 0 scn q /half gs 12 12 48 48 re f Q 30 30 20 20 re f",
    "a group": "/half gs /G Do",
    "nothing below": "0 0 0 0 k 0 0 72 72 re f /half gs 1 0 0 0 k 12 12 48 48 re f",
}


@pytest.mark.witness
def test_what_is_mixed_gives_the_same_plates(tmp_path):
    pdf = pikepdf.new()
    for content in MIXED.values():
        page(GROUND + content, pdf=pdf)
        group = form(pdf, "1 0 0 0 k 12 12 48 48 re f 0 1 0 0 k 24 24 24 24 re f")
        pdf.pages[-1].obj.Resources.XObject = Dictionary(G=group)
        pdf.pages[-1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    before = ghost_pages(pdf, tmp_path)
    assert remove_transparency(pdf, X1A) == len(MIXED) + 2
    assert is_opaque(pdf)
    after = ghost_pages(pdf, tmp_path)
    for kind, was, now in zip(MIXED, before, after, strict=True):
        assert np.abs(now.astype(int) - was).max() <= 2, kind
        assert was[:, 40, 40].tolist() != [51, 102, 0, 0], kind


@pytest.mark.witness
@pytest.mark.parametrize("coder", [picture, jpeg])
def test_a_fading_picture_on_a_flat_ground_gives_the_same_plates(tmp_path, coder):
    pdf = pikepdf.new()
    page(GROUND + "q 48 0 0 48 12 12 cm /P0 Do Q", soft_picture(pdf, fading(), coder=coder), pdf=pdf)
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    before = ghost_plates(pdf, tmp_path)
    assert remove_transparency(pdf, X1A) == 1
    assert is_opaque(pdf)
    assert np.abs(ghost_plates(pdf, tmp_path).astype(int) - before).max() <= 3


@pytest.mark.witness
def test_one_picture_on_two_grounds_is_mixed_for_each(tmp_path):
    pdf = pikepdf.new()
    drawn = "q 24 0 0 48 6 12 cm /P0 Do Q q 24 0 0 48 42 12 cm /P0 Do Q"
    page("0 0 0 0 k 0 0 72 72 re f 0.6 0 0 0 k 0 0 36 72 re f " + drawn, soft_picture(pdf, fading()), pdf=pdf)
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    before = ghost_plates(pdf, tmp_path)
    assert remove_transparency(pdf, X1A) == 2
    assert is_opaque(pdf)
    assert np.abs(ghost_plates(pdf, tmp_path).astype(int) - before).max() <= 3


@pytest.mark.witness
def test_a_cut_out_gets_a_stencil_finer_than_its_mask_on_any_ground(tmp_path):
    pdf = pikepdf.new()
    page("0.8 0 0 0 k 0 0 30 72 re f q 60 0 0 60 6 6 cm /P0 Do Q", soft_picture(pdf, disc()), pdf=pdf)
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    before = ghost_plates(pdf, tmp_path, dpi=288)
    assert remove_transparency(pdf, X1A) == 1
    assert is_opaque(pdf)
    made = pdf.pages[0].obj.Resources.XObject.P0
    assert (made.Mask.Width, made.Mask.BitsPerComponent) == (360, 1)
    after = ghost_plates(pdf, tmp_path, dpi=288)
    assert (np.abs(after.astype(int) - before) > 40).mean() < 0.01
    assert np.abs(after.astype(int) - before).mean() < 1


REFUSED = {
    "two colours below": (
        GROUND + "0 0 1 0 k 0 0 30 30 re f /half gs 1 0 0 0 k 12 12 48 48 re f",
        "not one flat colour",
    ),
    "a text below": (GROUND + "BT /F 20 Tf 15 30 Td (ab) Tj ET /half gs 0 g 12 12 48 48 re f", "not one flat colour"),
    "a curve below": ("1 0 0 0 k 0 0 m 0 99 99 99 99 0 c f /half gs 0 g 12 12 20 20 re f", "not one flat colour"),
    "a blend": (GROUND + "/blend gs 1 0 0 0 k 12 12 48 48 re f", "Multiply"),
    "a mask": (GROUND + "/mask gs 1 0 0 0 k 12 12 48 48 re f", "faded by a mask"),
    "a pattern": (GROUND + "/half gs /Pattern cs /T scn 12 12 48 48 re f", "spot ink, a pattern"),
    "opacity in opacity": (GROUND + "/half gs /G Do", "one opacity lies in another"),
    "a fading picture on two": (GROUND + "0 g 30 30 9 9 re f q 60 0 0 60 6 6 cm /P Do Q", "not one flat colour"),
    "RGB on inks": (GROUND + "/half gs 1 0 0 rg 12 12 48 48 re f", "of another kind"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_mixed_is_refused_by_page_thing_and_cause(kind):
    content, why = REFUSED[kind]
    pdf = pikepdf.new()
    page("", pdf=pdf)
    states = {"/blend": Dictionary(BM=Name.Multiply), "/mask": Dictionary(SMask=Dictionary(S=Name.Luminosity))}
    page(content, pdf=pdf, states=states)
    resources = pdf.pages[1].obj.Resources
    inner = form(pdf, "/half gs 0 0 20 20 re f", ExtGState=resources.ExtGState)
    resources.XObject = Dictionary(G=inner, P=soft_picture(pdf, fading()))
    resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    with pytest.raises(PrintkitError) as caught:
        remove_transparency(pdf, X1A)
    told = caught.value.diagnostics[0]
    assert told.code == "needs-transparency"
    assert told.message.startswith("page 2: a")
    assert why in told.message
    assert "PDF/X-1a:2003" in told.message
    assert len(told.hints) == 2


def test_a_text_is_mixed_inside_its_text_object():
    pdf = pikepdf.new()
    page(GROUND + "/half gs BT 1 0 0 0 k /F 12 Tf 10 30 Td (ab) Tj 0 0 1 0 k (c) Tj ET", pdf=pdf)
    pdf.pages[0].obj.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.A))
    assert remove_transparency(pdf, X1A) == 2
    words = pdf.pages[0].Contents.read_bytes().decode().split()
    at = words.index("(ab)")
    assert [float(word) for word in words[at - 5 : at - 1]] == [0.6, 0.2, 0, 0]
    assert is_opaque(pdf)
