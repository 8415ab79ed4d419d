"""T9, T21: a photograph is refused by its header, read to its end, turned upright, and freed of its notes."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import time
import zlib

import pytest
import weasyprint  # noqa: F401 -- it tells Pillow to put up with half pictures, which must not matter
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from printkit.assets import raster
from printkit.assets.fault import AssetFault
from printkit.assets.jpeg import strip_jpeg

SECRET = b"SECRET-Anna-22.6N-114.1E"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right, with enough grain that it does not pack to nothing."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (size[0] // 2, 0, *size))
    for n in range(0, size[0] * size[1], 7):
        x, y = n % size[0], n // size[0]
        red, green, blue = image.getpixel((x, y))
        image.putpixel((x, y), (red, (green + n) % 60, blue))
    return image.convert(mode)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """A PNG whose header promises side × side pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(3_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def refused(data: bytes, name: str = "图.png") -> AssetFault:
    begun = time.perf_counter()
    with pytest.raises(AssetFault) as found:
        raster.read(name, data)
    assert time.perf_counter() - begun < 1
    assert name in found.value.message
    assert found.value.hint
    return found.value


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("side", [7800, 10_000, 13_000, 65_000, 2**31 - 1])
def test_bomb_is_refused_by_its_header(side: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fault = refused(bomb(side))
    assert fault.code in ("too-many-pixels", "broken-picture")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes
    if side < 2**31 - 1:
        assert fault.code == "too-many-pixels"


def test_bombs_in_the_other_formats() -> None:
    tiff = saved(Image.new("1", (16, 16)), "TIFF")
    wide = tiff.replace(struct.pack("<HHII", 256, 4, 1, 16), struct.pack("<HHII", 256, 4, 1, 30_000))
    wide = wide.replace(struct.pack("<HHII", 257, 4, 1, 16), struct.pack("<HHII", 257, 4, 1, 30_000))
    if wide == tiff:
        wide = tiff.replace(struct.pack("<HHIHH", 256, 3, 1, 16, 0), struct.pack("<HHIHH", 256, 3, 1, 30_000, 0))
        wide = wide.replace(struct.pack("<HHIHH", 257, 3, 1, 16, 0), struct.pack("<HHIHH", 257, 3, 1, 30_000, 0))
    assert wide != tiff
    assert refused(wide).code == "too-many-pixels"
    jpeg = bytearray(saved(picture(), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    assert refused(bytes(jpeg)).code == "too-many-pixels"


def test_text_bomb_in_png() -> None:
    data = saved(picture(), "PNG")
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(70_000_000), 1))
    refused(data[:33] + text + data[33:])


@pytest.mark.parametrize("kind", ["GIF", "BMP", "EPS", "PPM", "TGA", "ICO", "JPEG2000", "PCX", "PDF", "DIB"])
def test_other_formats_under_a_false_name(kind: str) -> None:
    assert refused(saved(picture(), kind)).code == "broken-picture"


def test_what_it_is_instead_is_told() -> None:
    assert "is a GIF" in refused(saved(picture(), "GIF")).message
    assert "is a Photoshop file" in refused(b"8BPS\0\1" + bytes(60)).message
    assert "is an SVG" in refused(b"  <svg/>").message
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"II*\0", bytes(100)):
        refused(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
def test_half_a_picture(kind: str, share: float) -> None:
    data = saved(picture(size=(300, 200)), kind, **({"compression": "tiff_lzw"} if kind == "TIFF" else {}))
    assert refused(data[: int(len(data) * share)]).code == "broken-picture"


def test_broken_inside() -> None:
    png = bytearray(saved(picture(), "PNG"))
    png[len(png) // 2] ^= 0xFF
    refused(bytes(png))
    jpeg = bytearray(saved(picture(), "JPEG"))
    tables = jpeg.index(b"\xff\xc4")
    jpeg[tables + 5 : tables + 20] = b"\xff" * 15
    refused(bytes(jpeg))
    refused(bytes(saved(picture(), "WEBP")[:40]) + bytes(200))


def test_progressive_bomb() -> None:
    jpeg = saved(picture(), "JPEG", progressive=True)
    scan = jpeg.rindex(b"\xff\xda")
    again = jpeg[scan:-2]
    assert "steps" in refused(jpeg[:-2] + again * 200 + b"\xff\xd9").message


def exif() -> Image.Exif:
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET.decode()
    notes[ExifTags.Base.Make] = SECRET.decode()
    gps = notes.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = (22.0, 36.0, 12.0)
    gps[ExifTags.GPS.GPSAreaInformation] = SECRET
    return notes


def noted_jpeg(**options: object) -> bytes:
    """A photograph with EXIF, GPS, XMP, IPTC, a comment, a preview, and a second picture behind its end."""
    data = saved(picture(), "JPEG", exif=exif(), comment=SECRET, xmp=SECRET, **options)

    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    extra = segment(0xED, b"Photoshop 3.0\0" + SECRET) + segment(0xE2, b"FPXR\0" + SECRET) + segment(0xEF, SECRET)
    extra += segment(0xE0, b"JFXX\0\x10" + SECRET) + segment(0xEE, b"Adobe" + bytes([0, 100, 0, 0, 0, 0, 1]) + SECRET)
    return data[:2] + extra + data[2:-2] + segment(0xFE, SECRET) + data[-2:] + data + SECRET


@pytest.mark.parametrize("progressive", [False, True])
def test_notes_of_a_jpeg_are_cut_off_and_its_pixels_kept(progressive: bool) -> None:
    data = noted_jpeg(progressive=progressive)
    assert data.count(SECRET) > 8
    clean = raster.read("x.jpg", data)
    assert SECRET not in clean.data
    assert b"Exif" not in clean.data
    assert clean.data.count(b"\xff\xd8\xff") == 1
    assert shown(clean.data).tobytes() == shown(data).tobytes()


def test_profile_and_inks_are_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = raster.read("x.jpg", saved(picture(), "JPEG", icc_profile=profile))
    assert shown(clean.data).info["icc_profile"] == profile
    inks = saved(picture("CMYK"), "JPEG")
    assert b"Adobe" in inks
    clean = raster.read("x.jpg", inks)
    assert shown(clean.data).mode == "CMYK"
    assert shown(clean.data).tobytes() == shown(inks).tobytes()


def test_stray_bytes_between_segments() -> None:
    data = saved(picture(), "JPEG")
    place = data.index(b"\xff\xdb")
    assert strip_jpeg(data[:place] + b"\0\1" + data[place:]) == strip_jpeg(data)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_notes_of_the_others_are_cut_off(kind: str) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    options = {"PNG": {"pnginfo": notes}, "WEBP": {"xmp": SECRET}, "TIFF": {"description": SECRET.decode()}}[kind]
    data = saved(picture(), kind, exif=exif(), **options)
    assert SECRET in data
    clean = raster.read("x", data)
    assert SECRET not in clean.data
    assert clean.media_type == "image/png"
    assert set(shown(clean.data).info) <= {"icc_profile"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_turned_upright(kind: str) -> None:
    """Orientation 6: the left of the file is the top of the picture."""
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = 6
    clean = raster.read("x", saved(picture(), kind, exif=notes))
    assert (clean.width, clean.height) == (40, 60)
    image = shown(clean.data)
    assert image.size == (40, 60)
    assert image.getexif().get(ExifTags.Base.Orientation) is None
    top, bottom = image.convert("RGB").getpixel((20, 5)), image.convert("RGB").getpixel((20, 55))
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]


def test_turned_inks_stay_inks() -> None:
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = 6
    image = shown(raster.read("x.jpg", saved(Image.new("CMYK", (60, 40), (250, 10, 20, 0)), "JPEG", exif=notes)).data)
    assert image.mode == "CMYK"
    assert image.getpixel((3, 3)) == pytest.approx((250, 10, 20, 0), abs=6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_colours_stay_the_same(kind: str, mode: str) -> None:
    image = picture(mode)
    data = saved(image, kind, **({"lossless": True, "exact": True} if kind == "WEBP" else {}))
    out = shown(raster.read("x", data).data).convert("RGBA")
    assert out.tobytes() == shown(data).convert("RGBA").tobytes()


def test_transparency() -> None:
    image = Image.new("RGBA", (4, 4), (10, 200, 30, 128))
    for kind in ("PNG", "WEBP", "TIFF"):
        options = {"lossless": True} if kind == "WEBP" else {}
        out = shown(raster.read("x", saved(image, kind, **options)).data)
        assert out.convert("RGBA").getpixel((1, 1)) == (10, 200, 30, 128)
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([0, 0, 0, 10, 200, 30])
    out = shown(raster.read("x", saved(palette, "PNG", transparency=1)).data)
    assert out.convert("RGBA").getpixel((1, 1)) == (10, 200, 30, 0)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_not_cut_off(kind: str) -> None:
    image = Image.new("I;16", (4, 1))
    for x, value in enumerate((0, 0x4000, 0x8000, 0xFFFF)):
        image.putpixel((x, 0), value)
    out = shown(raster.read("x", saved(image, kind)).data)
    assert out.mode == "L"
    assert out.tobytes() == bytes([0, 64, 128, 255])


def test_inks_of_a_tiff() -> None:
    clean = raster.read("x.tif", saved(Image.new("CMYK", (40, 40), (200, 10, 20, 30)), "TIFF"))
    assert clean.media_type == "image/jpeg"
    assert shown(clean.data).getpixel((3, 3)) == pytest.approx((200, 10, 20, 30), abs=4)


def test_measurements_are_refused() -> None:
    assert refused(saved(Image.new("F", (4, 4)), "TIFF")).code == "picture-kind"


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("WEBP", {"lossless": True}), ("TIFF", {})])
def test_only_the_first_frame_or_page(kind: str, options: dict[str, object]) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200))]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    assert getattr(shown(data), "n_frames", 1) == 3
    out = shown(raster.read("x", data).data)
    assert getattr(out, "n_frames", 1) == 1
    assert out.convert("RGB").getpixel((4, 4)) == (200, 0, 0)


def test_a_telephone_s_picture_is_one_picture() -> None:
    """MPO: a JPEG with a second one behind it."""
    data = saved(picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert shown(data).format == "MPO"
    clean = raster.read("x.jpg", data)
    assert clean.media_type == "image/jpeg"
    assert shown(clean.data).format == "JPEG"
    assert len(clean.data) < len(data) - 300


@pytest.mark.slow
def test_largest_allowed_picture_is_bounded() -> None:
    """60 megapixels in 200 KB: the dearest that passes."""
    code = (
        "import io, resource; from PIL import Image; from printkit.assets import raster; out = io.BytesIO();"
        "Image.new('RGB', (7700, 7700)).save(out, 'PNG'); raster.read('x', out.getvalue());"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 700_000
    assert time.perf_counter() - begun < 30
