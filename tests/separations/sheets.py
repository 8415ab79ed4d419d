"""A page that paints in every way that a PDF has, with the inks that must come of it, made for the tests of plates."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

MM = 72 / 25.4


def ramp(start, end):
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)


def gold(name="/Gold"):
    """A spot ink whose alternate is CMYK."""
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, ramp([0, 0, 0, 0], [0.2, 0.3, 0.7, 0.15])])


def new_page(content=b"", size=(200, 200), **resources):
    """A file with one page of `size` pt; `resources` are those of the page, such as `ColorSpace`."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    page = pdf.pages[0]
    page.Resources = Dictionary({f"/{kind}": Dictionary(listed) for kind, listed in resources.items()})
    page.Contents = pdf.make_stream(content)
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    return pdf


def image(pdf, pixels, space, bits=8, **keys):
    """An image XObject of pixels (height, width, components), or of bytes with `Width` and `Height` given."""
    data = pixels if isinstance(pixels, bytes) else pixels.tobytes()
    made = pdf.make_stream(zlib.compress(data))
    made.Filter = Name.FlateDecode
    made.Type, made.Subtype, made.BitsPerComponent = Name.XObject, Name.Image, bits
    if not isinstance(pixels, bytes):
        made.Height, made.Width = pixels.shape[:2]
    if space is not None:
        made.ColorSpace = space
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def jpeg(pdf, pixels, *, inverted):
    """A CMYK JPEG as Adobe's programs write it: turned around, with the Decode that turns it back."""
    out = io.BytesIO()
    # Pillow writes CMYK turned around already.
    Image.fromarray(pixels if inverted else 255 - pixels, "CMYK").save(out, "JPEG", quality=98, subsampling=0)
    made = pdf.make_stream(out.getvalue())
    made.Type, made.Subtype, made.BitsPerComponent = Name.XObject, Name.Image, 8
    made.Height, made.Width = pixels.shape[:2]
    made.Filter, made.ColorSpace = Name.DCTDecode, Name.DeviceCMYK
    if inverted:
        made.Decode = Array([1, 0] * 4)
    return made


def every_paint():
    """The file. Its page is 300 × 300 pt, in cells of 50 × 50; no RGB, so no profile has a say."""
    pdf = new_page(size=(300, 300))
    page = pdf.pages[0]
    flat = np.zeros((8, 8, 4), np.uint8)
    flat[:, :, 0], flat[:, :, 2], flat[:, :, 3] = 102, np.arange(8) * 36, 51
    soft = image(pdf, np.tile(np.linspace(0, 255, 8).astype(np.uint8), (8, 1))[:, :, None], Name.DeviceGray)
    table = bytes([0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 128])
    form = pdf.make_stream(b"5 5 20 20 re f 0 1 0 0 k 25 25 20 20 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    group = pdf.make_stream(b"1 0 0 0 k 0 0 40 40 re f 0 0 1 0 k 20 0 30 50 re f")
    group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False)
    tiles = pdf.make_stream(b"0 1 0 0 k 0 0 5 5 re f 0 0 0 0.5 k 5 5 5 5 re f")
    tiles.PatternType, tiles.PaintType, tiles.TilingType = 1, 1, 1
    tiles.BBox, tiles.XStep, tiles.YStep, tiles.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
    stencil = pdf.make_stream(b"0 0 5 10 re f")
    stencil.PatternType, stencil.PaintType, stencil.TilingType = 1, 2, 1
    stencil.BBox, stencil.XStep, stencil.YStep, stencil.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
    linear = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=[0, 0, 50, 0],
        Function=ramp([1, 0, 0, 0], [0, 0.5, 1, 0]),
        Extend=[True, True],
    )
    radial = Dictionary(
        ShadingType=3,
        ColorSpace=gold(),
        Coords=[175, 225, 0, 175, 225, 30],
        Function=ramp([1], [0.2]),
        Extend=[True, True],
    )
    bits = pdf.make_stream(bytes([0b10101010, 0b01010101] * 4))
    bits.Type, bits.Subtype, bits.Width, bits.Height = Name.XObject, Name.Image, 8, 8
    bits.BitsPerComponent, bits.ImageMask = 1, True
    mask_form = pdf.make_stream(b"1 g 0 0 25 50 re f 0.5 g 25 0 25 50 re f")
    mask_form.Type, mask_form.Subtype, mask_form.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    mask_form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    page.Resources = Dictionary(
        ColorSpace=Dictionary(
            Gold=gold(),
            Two=Array(
                [
                    Name.DeviceN,
                    Array([Name.Magenta, Name.Gold]),
                    Name.DeviceCMYK,
                    _calculated(pdf, b"{ 0 exch 0 exch pop 0 exch 0 }", 2),
                ]
            ),
            Ink=Array([Name.Pattern, Name.DeviceCMYK]),
        ),
        ExtGState=Dictionary(
            Over=Dictionary(op=True, OP=True, OPM=1),
            Half=Dictionary(ca=0.5, CA=0.5),
            Multiply=Dictionary(BM=Name.Multiply),
            Masked=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask_form)),
        ),
        XObject=Dictionary(
            Flat=image(pdf, flat, Name.DeviceCMYK),
            Soft=image(pdf, flat, Name.DeviceCMYK, SMask=soft),
            Jpeg=jpeg(pdf, np.repeat(np.repeat(flat, 8, 0), 8, 1), inverted=True),
            Table=image(
                pdf,
                bytes([0b00011011] * 4),
                Array([Name.Indexed, Name.DeviceCMYK, 3, String(table)]),
                bits=2,
                Width=4,
                Height=4,
            ),
            Bits=bits,
            Line=image(pdf, bytes([0b11110000] * 8), Name.DeviceGray, bits=1, Width=8, Height=8),
            Form=form,
            Group=group,
        ),
        Pattern=Dictionary(Tiles=tiles, Stencil=stencil, Radial=Dictionary(PatternType=2, Shading=radial)),
        Shading=Dictionary(Linear=linear),
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
    )
    inline = (
        b"BI /W 2 /H 2 /BPC 8 /CS /CMYK ID " + bytes([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255]) + b" EI"
    )
    page.Contents = pdf.make_stream(
        b"""
        q 0.5 0 0 0 k 5 5 40 40 re f /Over gs 0 0 0 1 k 15 15 20 20 re f Q
        q 1 0 0 1 50 0 cm 0.5 0 0 0 k 5 5 40 40 re f Q
        q 1 0 0 1 100 0 cm /Gold cs 0.75 scn 5 5 40 40 re f Q
        q 1 0 0 1 150 0 cm /Two cs 0.25 0.5 scn 5 5 40 40 re f Q
        q 1 0 0 1 200 0 cm 0.25 g 5 5 40 40 re f 0.8 G 6 w 10 10 30 30 re S Q
        q 1 0 0 1 250 0 cm 1 0 0 0 K 0 0 1 0 k 8 w 10 10 30 30 re B Q
        q 1 0 0 1 0 50 cm 1 0 0 0 k 5 5 40 40 re f /Half gs 0 0.8 0 0.4 k 15 15 30 30 re f Q
        q 1 0 0 1 50 50 cm 0.5 0.5 0 0 k 5 5 40 40 re f /Multiply gs 0.5 0 0.6 0.2 k 15 15 30 30 re f Q
        q 1 0 0 1 100 50 cm /Masked gs 1 0.5 0 0.3 k 0 0 50 50 re f Q
        q 1 0 0 1 150 50 cm 0.3 0 0 0.5 k /Form Do Q
        q 1 0 0 1 200 50 cm 0 0 0 0.3 k 0 20 50 30 re f /Half gs /Group Do Q
        q 1 0 0 1 250 50 cm 0 0.4 0 0 k 0 0 25 50 re f /Gold cs 1 scn 10 10 30 30 re f Q
        q 50 0 0 50 0 100 cm /Flat Do Q
        q 0 0 1 0 k 50 100 50 50 re f 50 0 0 50 50 100 cm /Soft Do Q
        q 50 0 0 50 100 100 cm /Jpeg Do Q
        q 50 0 0 50 150 100 cm /Table Do Q
        q 0.2 0.4 0.6 0 k 50 0 0 50 200 100 cm /Bits Do Q
        q 50 0 0 50 250 100 cm /Line Do Q
        q 1 0 0 1 0 150 cm 0 0 50 50 re W n /Linear sh Q
        q /Pattern cs /Radial scn 150 200 50 50 re f Q
        q /Pattern cs /Tiles scn 50 150 50 50 re f Q
        q /Ink cs 0.6 0 0.3 0 /Stencil scn 100 150 50 50 re f Q
        q 50 0 0 50 150 150 cm """
        + inline
        + b""" Q
        q 1 0 0 1 200 150 cm BT /F 60 Tf 0 1 1 0 k 5 5 Td (H) Tj ET Q
        q 1 0 0 1 250 150 cm BT /F 60 Tf 1 Tr 4 w 1 0 0 0.5 K 5 5 Td (E) Tj ET Q
        q 1 0 0 1 0 200 cm q BT /F 70 Tf 7 Tr 2 2 Td (M) Tj ET 0.7 0 0 0 k 0 0 50 50 re f Q Q
        q 1 0 0 1 100 200 cm 0 0.2 0 0.3 k 0 20 50 30 re f /Over gs /Half gs /Group Do Q
        q 1 0 0 1 50 200 cm 0.5 0 0 0 k 0 0 50 50 re f /Gold cs 0.5 scn 10 10 20 40 re f Q
        """
    )
    return pdf


def _calculated(pdf, program, inputs):
    made = pdf.make_stream(program)
    made.FunctionType, made.Domain, made.Range = 4, Array([0, 1] * inputs), Array([0, 1] * 4)
    return made
