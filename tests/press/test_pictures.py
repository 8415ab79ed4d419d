"""Pictures to inks: every kind of picture, the plates that ghostscript makes of them, their ppi, broken ones."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from printkit.conditions import Conversion, condition
from printkit.diagnostics import PrintkitError
from printkit.press import standard
from printkit.press.pictures import convert_pictures, placements

from .making import document, ghost_plates, jpeg, photograph, picture

X4 = standard("PDF/X-4")
RED, BLUE = (200, 30, 40), (20, 40, 160)


class Plain:
    """A conversion that anyone can check: one minus, and black alone for greys."""

    def colour(self, rgb):
        red, green, blue = (1 - value / 255 for value in rgb)
        return (0.0, 0.0, 0.0, red) if red == green == blue else (red, green, blue, 0.0)

    def picture(self, image):
        values = 255 - np.asarray(image.convert("RGB"))
        return Image.fromarray(np.dstack([values, np.zeros(values.shape[:2], np.uint8)]), "CMYK")


@pytest.fixture(scope="module")
def fogra39():
    return Conversion(condition("FOGRA39"))


def converted(pdf, conversion=None, **more):
    return convert_pictures(pdf, conversion or Plain(), X4, **more)


def inks_of(stream):
    """The picture as CMYK 0..255, read back by hand: what Decode and palette say of it."""
    space = stream.ColorSpace
    if stream.get(Name.Filter) == Name.DCTDecode:
        with Image.open(io.BytesIO(stream.read_raw_bytes())) as image:
            assert image.mode == "CMYK"
            values = 255 - np.asarray(image)  # Pillow turns them
    else:
        raw = np.frombuffer(stream.read_bytes(), np.uint8)
        size = int(stream.Height), int(stream.Width)
        if isinstance(space, Array):
            assert space[0] == Name.Indexed
            assert space[1] == Name.DeviceCMYK
            if stream.BitsPerComponent < 8:
                bits = np.unpackbits(raw.reshape(size[0], -1), axis=1)
                raw = bits.reshape(size[0], -1, int(stream.BitsPerComponent))
                raw = (raw << np.arange(int(stream.BitsPerComponent))[::-1]).sum(2)[:, : size[1]]
            return np.frombuffer(bytes(space[2 + 1]), np.uint8).reshape(-1, 4)[raw.reshape(size)]
        values = raw.reshape(*size, 4)
    assert space == Name.DeviceCMYK
    decode = [float(value) for value in stream.get(Name.Decode, ())]
    return 255 - values if decode == [1, 0] * 4 else values


def grey_ramp(bits):
    """A row from black to white in samples of so many bits, packed."""
    levels = [0, 2**bits - 1] if bits == 1 else [0, 2 ** (bits - 1), 2**bits - 1]
    if bits == 16:
        return np.array(levels, ">u2").tobytes(), len(levels)
    packed = "".join(format(level, f"0{bits}b") for level in levels)
    packed = packed.ljust(-(-len(packed) // 8) * 8, "0")
    return int(packed, 2).to_bytes(len(packed) // 8, "big"), len(levels)


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("turned", [False, True])
def test_greys_become_black_alone(bits, turned):
    pdf = pikepdf.new()
    data, width = grey_ramp(bits)
    more = {"Decode": Array([1, 0])} if turned else {}
    made = picture(pdf, data, (width, 1), Name.DeviceGray, bits, **more)
    facts = converted(document(made, pdf=pdf))
    inks = inks_of(made)[0]
    assert not inks[:, :3].any()
    black, white = inks[0, 3], inks[-1, 3]
    assert (black, white) == ((0, 255) if turned else (255, 0))
    if width == 3:
        assert abs(int(inks[1, 3]) - 127) <= (43 if bits == 2 else 10)
    assert facts.converted == 1


def test_an_rgb_picture_of_three_equal_channels_is_grey():
    pdf = pikepdf.new()
    ramp = np.repeat(np.arange(300, dtype=np.uint16)[None, :, None] % 256, 3, axis=2).astype(np.uint8)
    made = picture(pdf, ramp.tobytes(), (300, 1), Name.DeviceRGB)
    converted(document(made, pdf=pdf))
    assert not inks_of(made)[..., :3].any()


def test_a_drawing_is_converted_as_flat_colours_are(fogra39):
    pdf = pikepdf.new()
    drawing = np.zeros((8, 8, 3), np.uint8)
    drawing[:, 4:] = RED
    made = picture(pdf, drawing.tobytes(), (8, 8), Name.DeviceRGB)
    converted(document(made, pdf=pdf), fogra39)
    inks = inks_of(made)
    assert inks[0, 0].tolist() == [0, 0, 0, 255]
    assert np.abs(inks[0, 7] / 255 - fogra39.colour(RED)).max() < 0.003


SPACES = {
    "DeviceRGB": (Name.DeviceRGB, bytes(RED)),
    "CalRGB": (
        Array(
            [
                Name.CalRGB,
                Dictionary(
                    WhitePoint=[0.9505, 1, 1.089],
                    Gamma=[2.2, 2.2, 2.2],
                    Matrix=[0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505],
                ),
            ]
        ),
        bytes(RED),
    ),
    "Lab": (
        Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])]),
        bytes([112, 128 + 64, 128 + 42]),
    ),
    "Indexed": (Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes(BLUE) + bytes(RED))]), b"\x01"),
}


@pytest.mark.parametrize("family", SPACES)
def test_every_space_of_colours_comes_out_the_same(family):
    pdf = pikepdf.new()
    space, sample = SPACES[family]
    made = picture(pdf, sample * 16, (4, 4), space)
    facts = converted(document(made, pdf=pdf))
    expected = [255 - value for value in RED]
    assert np.abs(inks_of(made)[0, 0, :3].astype(int) - expected).max() <= 8  # gamma 2.2 is not quite the curve of sRGB
    assert facts.pictures[0].space == ("DeviceRGB" if family == "Indexed" else family)


def test_a_profile_of_the_picture_is_followed():
    from printkit.conditions import screen_profile

    wide = bytearray(screen_profile())
    # Red and blue change places: no viewer that follows the profile can miss it.
    red, blue = wide.find(b"rXYZ", 128), wide.find(b"bXYZ", 128)
    wide[red : red + 4], wide[blue : blue + 4] = b"bXYZ", b"rXYZ"
    at = wide.find(b"sRGB")
    while at >= 0:
        wide[at : at + 4] = b"turn"
        at = wide.find(b"sRGB")
    wide = bytes(wide).replace("sRGB".encode("utf-16-be"), "turn".encode("utf-16-be"))
    pdf = pikepdf.new()
    profile = pdf.make_stream(wide, N=3)
    made = picture(pdf, bytes(RED) * 16, (4, 4), Array([Name.ICCBased, profile]))
    converted(document(made, pdf=pdf))
    assert np.abs(inks_of(made)[0, 0, :3].astype(int) - [255 - value for value in reversed(RED)]).max() <= 6


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_palette_is_recoloured_and_its_pixels_are_left(bits):
    pdf = pikepdf.new()
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes(BLUE) + bytes(RED))])
    row = {1: b"\x40", 2: b"\x10", 4: b"\x01", 8: b"\x00\x01"}[bits]
    made = picture(pdf, row, (2, 1), space, bits)
    before = made.read_raw_bytes()
    converted(document(made, pdf=pdf))
    assert made.read_raw_bytes() == before
    assert inks_of(made)[0, :, :3].tolist() == [[255 - v for v in BLUE], [255 - v for v in RED]]


def test_a_photograph_stays_a_jpeg_and_keeps_to_the_limit_of_ink(fogra39):
    pdf = pikepdf.new()
    made = jpeg(pdf, photograph(96, 96).point(lambda value: value // 3), Name.DeviceRGB)
    converted(document(made, pdf=pdf), fogra39)
    assert made.Filter == Name.DCTDecode
    assert inks_of(made).sum(2, dtype=int).max() / 255 <= fogra39.limit + 0.06  # JPEG rounds


def test_pictures_in_inks_keep_every_byte():
    pdf = pikepdf.new()
    inks = Image.fromarray(np.random.default_rng(3).integers(0, 256, (32, 32, 4), np.uint8), "CMYK")
    photo = jpeg(pdf, inks, Name.DeviceCMYK, Decode=Array([1, 0] * 4))
    plain = picture(pdf, inks.tobytes(), inks.size, Name.DeviceCMYK)
    before = photo.read_raw_bytes(), plain.read_raw_bytes()
    facts = converted(document(photo, plain, pdf=pdf))
    assert (photo.read_raw_bytes(), plain.read_raw_bytes()) == before
    assert photo.Decode == Array([1, 0] * 4)
    assert facts.converted == 0


def test_stencils_and_spot_pictures_are_left():
    pdf = pikepdf.new()
    stencil = picture(pdf, b"\xaa" * 8, (8, 8), None, 1, ImageMask=True)
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.8, 0], N=1)
    spot = picture(pdf, bytes(range(64)), (8, 8), Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, tint]))
    before = stencil.read_raw_bytes(), spot.read_raw_bytes()
    facts = converted(document(stencil, spot, pdf=pdf, side=1))
    assert (stencil.read_raw_bytes(), spot.read_raw_bytes()) == before
    assert [one.space for one in facts.pictures] == ["Separation"]


def test_jpeg_2000_is_read_and_written_as_jpeg():
    pdf = pikepdf.new()
    out = io.BytesIO()
    Image.new("RGB", (32, 32), RED).save(out, "JPEG2000")
    made = picture(pdf, b"", (32, 32), Name.DeviceRGB)
    made.write(out.getvalue(), filter=Name.JPXDecode)
    del made[Name.ColorSpace]
    converted(document(made, pdf=pdf))
    assert made.Filter == Name.DCTDecode
    assert np.abs(inks_of(made)[9, 9, :3].astype(int) - [255 - value for value in RED]).max() <= 3


def test_inks_by_a_profile_become_plain_inks():
    pdf = pikepdf.new()
    space = Array([Name.ICCBased, pdf.make_stream(condition("FOGRA39").profile, N=4)])
    made = picture(pdf, bytes([10, 20, 30, 40]) * 4, (2, 2), space)
    before = made.read_raw_bytes()
    palette = picture(pdf, b"\x00\x01", (2, 1), Array([Name.Indexed, space, 1, String(bytes(range(8)))]))
    facts = converted(document(made, palette, pdf=pdf))
    assert made.ColorSpace == Name.DeviceCMYK
    assert made.read_raw_bytes() == before
    assert inks_of(palette).tolist() == [[[0, 1, 2, 3], [4, 5, 6, 7]]]
    assert facts.converted == 0


def test_a_standard_with_rgb_keeps_colours_and_takes_fewer_pixels():
    pdf = pikepdf.new()
    made = jpeg(pdf, photograph(400, 400), Name.DeviceRGB)
    facts = convert_pictures(document(made, pdf=pdf, side=36), Plain(), standard("PDF/A-2u"))
    assert (made.ColorSpace, made.Width) == (Name.DeviceRGB, 150)
    assert facts.reduced == 1


def test_a_key_colour_becomes_a_stencil():
    pdf = pikepdf.new()
    values = np.full((4, 8, 3), RED, np.uint8)
    values[:, :3] = 255
    made = picture(pdf, values.tobytes(), (8, 4), Name.DeviceRGB, Mask=Array([250, 255] * 3))
    converted(document(made, pdf=pdf))
    assert bool(made.Mask.ImageMask)
    assert made.Mask.read_bytes() == bytes([0b11100000]) * 4


# ---------------------------------------------------------------- pixels for the print


@pytest.mark.parametrize(("side", "expected"), [(72, 300), (48, 200), (96, 400), (129.6, 600), (720, 600)])
def test_pictures_have_at_most_the_wanted_ppi(side, expected):
    pdf = pikepdf.new()
    made = jpeg(pdf, photograph(600, 600), Name.DeviceRGB)
    facts = converted(document(made, pdf=pdf, side=side))
    assert (made.Width, made.Height) == (expected, expected)
    assert facts.reduced == (expected < 600)
    assert facts.pictures[0].ppi[0] == pytest.approx(expected / side * 72, abs=0.1)


def test_the_largest_placement_counts_wherever_it_stands():
    pdf = pikepdf.new()
    made = jpeg(pdf, photograph(1200, 1200), Name.DeviceRGB)
    form = pdf.make_stream(
        b"q 0 -2 2 0 0 0 cm /P Do Q",  # turned by a quarter
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 9, 9],
        Matrix=[3, 0, 0, 3, 0, 0],
        Resources=Dictionary(XObject=Dictionary(P=made)),
    )
    form.Resources.XObject.Self = form  # stands in itself: must end
    form.write(b"q 0 -2 2 0 0 0 cm /P Do Q /Self Do")
    document(made, form, pdf=pdf, content="q 20 0 0 20 0 0 cm /P0 Do Q q 12 0 0 12 0 0 cm /P1 Do Q")
    assert sorted({round(one.size[0], 2) for one in placements(pdf)})[:2] == [20, 72]


def test_tiles_and_soft_mask_groups_are_looked_through():
    pdf = pikepdf.new()
    one, two = (jpeg(pdf, photograph(64, 64, seed), Name.DeviceRGB) for seed in (1, 2))
    tile = pdf.make_stream(
        b"10 0 0 10 0 0 cm /P Do", PatternType=1, Matrix=[2, 0, 0, 2, 0, 0],
        Resources=Dictionary(XObject=Dictionary(P=one)),
    )  # fmt: skip
    group = pdf.make_stream(
        b"30 0 0 30 0 0 cm /P Do", Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(P=two))
    )
    document(pdf=pdf, content="q 2 0 0 2 0 0 cm /S gs /Pattern cs /T scn Q")
    resources = pdf.pages[0].obj.Resources
    resources.Pattern = Dictionary(T=tile)
    resources.ExtGState = Dictionary(S=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
    sizes = {placement.picture: placement.size for placement in placements(pdf)}
    assert sizes == {one.objgen: (20, 20), two.objgen: (60, 60)}


def test_line_art_keeps_its_lines_as_bits():
    pdf = pikepdf.new()
    values = np.full((480, 481, 3), 255, np.uint8)
    values[::7] = 0
    made = picture(pdf, values.tobytes(), (481, 480), Name.DeviceRGB)
    converted(document(made, pdf=pdf, side=36))
    assert (made.Width, made.Height, made.BitsPerComponent) == (481, 480, 1)
    assert (inks_of(made) == np.dstack([np.zeros((480, 481, 3), np.uint8), 255 - values[:, :, 0]])).all()


def test_greys_without_loss_take_one_byte():
    pdf = pikepdf.new()
    values = np.tile(np.arange(256, dtype=np.uint8), (9, 1))
    made = picture(pdf, values.tobytes(), (256, 9), Name.DeviceGray)
    converted(document(made, pdf=pdf, side=600))
    assert made.ColorSpace[0] == Name.Indexed
    assert (inks_of(made)[..., 3] == 255 - values).all()


def test_a_soft_mask_is_made_smaller_with_its_picture():
    pdf = pikepdf.new()
    mask = picture(pdf, bytes(400 * 400), (400, 400), Name.DeviceGray)
    made = picture(pdf, photograph(400, 400).tobytes(), (400, 400), Name.DeviceRGB, SMask=mask)
    converted(document(made, pdf=pdf, side=36))
    assert (made.Width, made.SMask.Width, made.SMask.Height) == (150, 150, 150)
    assert made.SMask.ColorSpace == Name.DeviceGray


def test_what_is_seen_through_does_not_stain_the_edges():
    pdf = pikepdf.new()
    alpha = np.zeros((400, 400), np.uint8)
    alpha[:, 200:] = 255
    colours = photograph(400, 400)
    values = np.asarray(colours).copy()
    values[:, 200:] = RED
    mask = picture(pdf, alpha.tobytes(), (400, 400), Name.DeviceGray)
    made = picture(pdf, values.tobytes(), (400, 400), Name.DeviceRGB, SMask=mask)
    converted(document(made, pdf=pdf, side=38))
    first = int(np.argmax(np.frombuffer(made.SMask.read_bytes(), np.uint8).reshape(159, 159)[80] > 40))
    assert np.abs(inks_of(made)[80, first, :3].astype(int) - [255 - value for value in RED]).max() <= 12


def test_a_matte_is_taken_out():
    pdf = pikepdf.new()
    mask = picture(pdf, bytes([128]) * 16, (4, 4), Name.DeviceGray, Matte=Array([0, 0, 0]))
    made = picture(pdf, bytes(value // 2 for value in RED) * 16, (4, 4), Name.DeviceRGB, SMask=mask)
    converted(document(made, pdf=pdf))
    assert np.abs(inks_of(made)[0, 0, :3].astype(int) - [255 - value for value in RED]).max() <= 3
    assert Name.Matte not in made.SMask


# ---------------------------------------------------------------- a witness


@pytest.mark.witness
@pytest.mark.parametrize("turned", [True, False], ids=["of Photoshop", "plain"])
def test_a_jpeg_in_inks_reads_right_on_the_plates(tmp_path, turned):
    inks = (255, 51, 0, 26)
    pdf = pikepdf.new()
    flat = Image.new("CMYK", (300, 300), inks)
    if not turned:
        flat = Image.new("CMYK", (300, 300), tuple(255 - value for value in inks))
    made = jpeg(pdf, flat, Name.DeviceCMYK, **({"Decode": Array([1, 0] * 4)} if turned else {}))
    document(made, pdf=pdf, side=72)
    assert converted(pdf).reduced == 0
    kept = ghost_plates(pdf, tmp_path)[:, 36, 36]
    assert np.abs(kept.astype(int) - inks).max() <= 2
    assert converted(pdf, ppi=72).reduced == 1
    assert np.abs(ghost_plates(pdf, tmp_path)[:, 36, 36].astype(int) - inks).max() <= 2


@pytest.mark.witness
def test_converted_pictures_read_right_on_the_plates(tmp_path, fogra39):
    photo = photograph(72, 72)
    expected = np.asarray(fogra39.picture(photo)).astype(int)
    for make in (
        lambda pdf: jpeg(pdf, photo, Name.DeviceRGB),
        lambda pdf: picture(pdf, photo.tobytes(), photo.size, Name.DeviceRGB),
    ):
        pdf = pikepdf.new()
        document(make(pdf), pdf=pdf)
        converted(pdf, fogra39)
        plates = np.moveaxis(ghost_plates(pdf, tmp_path).astype(int), 0, -1)
        assert np.abs(plates - expected).mean() < 4


# ---------------------------------------------------------------- once, alike, or not at all


def test_the_same_pictures_give_the_same_bytes(fogra39):
    def made():
        pdf = pikepdf.new()
        document(jpeg(pdf, photograph(90, 90), Name.DeviceRGB), pdf=pdf, side=10)
        convert_pictures(pdf, fogra39, X4)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()

    assert made() == made()


def test_a_picture_on_two_pages_is_converted_once():
    calls = []

    class Counting(Plain):
        def picture(self, image):
            calls.append(image.size)
            return super().picture(image)

    pdf = pikepdf.new()
    made = jpeg(pdf, photograph(90, 90), Name.DeviceRGB)
    document(made, made, pdf=pdf)
    document(made, pdf=pdf)
    facts = converted(pdf, Counting())
    assert calls == [(90, 90)]
    assert facts.pictures[0].pages == (0, 1)


def cut_jpeg(pdf):
    made = jpeg(pdf, photograph(64, 64), Name.DeviceRGB)
    made.write(made.read_raw_bytes()[:900], filter=Name.DCTDecode)
    return made


def with_filter(pdf, data, name):
    made = picture(pdf, b"", (8, 8), Name.DeviceRGB)
    made.write(data, filter=name)
    return made


HOSTILE = {
    "a JPEG cut off": cut_jpeg,
    "no JPEG": lambda pdf: with_filter(pdf, b"GIF89a" + bytes(99), Name.DCTDecode),
    "no JPEG 2000": lambda pdf: with_filter(pdf, bytes(99), Name.JPXDecode),
    "too few rows": lambda pdf: picture(pdf, bytes(100), (8, 8), Name.DeviceRGB),
    "no Flate": lambda pdf: with_filter(pdf, b"\x00\x01nothing", Name.FlateDecode),
    "far too large": lambda pdf: picture(pdf, bytes(100), (10**6, 10**6), Name.DeviceRGB),
    "no width": lambda pdf: picture(pdf, bytes(100), (0, 8), Name.DeviceRGB),
    "bits that cannot be": lambda pdf: picture(pdf, bytes(999), (8, 8), Name.DeviceRGB, 7),
    "no space": lambda pdf: picture(pdf, bytes(999), (8, 8), None),
    "an odd space": lambda pdf: picture(pdf, bytes(999), (8, 8), Array([Name("/Odd")])),
    "other colours than it says": lambda pdf: jpeg(pdf, photograph(8, 8), Name.DeviceGray),
    "other pixels than it says": lambda pdf: jpeg(pdf, photograph(8, 8), Name.DeviceRGB, Width=9),
    "a key that does not fit": lambda pdf: picture(pdf, bytes(999), (8, 8), Name.DeviceRGB, Mask=Array([0, 1])),
    "a key of words": lambda pdf: picture(pdf, bytes(999), (8, 8), Name.DeviceRGB, Mask=Array([Name.A] * 6)),
    "a matte that does not fit": lambda pdf: picture(
        pdf, bytes(999), (8, 8), Name.DeviceRGB, SMask=picture(pdf, bytes(9), (3, 3), Name.DeviceGray, Matte=Array([0]))
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_broken_picture_is_told_with_its_page(kind):
    pdf = pikepdf.new()
    document(HOSTILE[kind](pdf), pdf=pdf)
    with pytest.raises(PrintkitError) as caught:
        converted(pdf)
    (told,) = caught.value.diagnostics
    assert told.code == "bad-picture-data"
    assert "on page 1" in told.message
    assert told.hints
