"""The file as such: version, intent, metadata, what may not be in it, and the same bytes each time."""

import io
import os
import re
import subprocess
import sys
import zlib

import lxml.etree
import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

import printkit as pk
from printkit.build import typeset_report
from printkit.cli.arguments import Edition
from printkit.press import EDITIONS, STANDARDS, standard
from printkit.press.stripping import strip

PRINT = ["PDF/X-4", "PDF/X-1a:2003", "PDF/X-3:2003"]
ALL = [*PRINT, "PDF/A-2u"]
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "mm": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def xmp(data: bytes, name: str) -> str:
    """A property out of the packet as it lies in the file, found without reading PDF."""
    (packet,) = re.findall(rb'<\?xpacket begin="\xef\xbb\xbf".*?<\?xpacket end="w"\?>', data, re.DOTALL)
    found = lxml.etree.fromstring(packet).findall(f".//{name}", SPACES)
    return "".join(found[0].itertext()).strip() if found else ""


@pytest.mark.parametrize(
    ("name", "version"),
    [("PDF/X-4", b"1.6"), ("PDF/X-1a:2003", b"1.4"), ("PDF/X-3:2003", b"1.4"), ("PDF/A-2u", b"1.7")],
)
def test_the_version_is_the_one_of_the_standard(pressed, name, version):
    data = pressed(name).pdf
    assert data.startswith(b"%PDF-" + version + b"\n")
    streams = re.findall(rb"/Type\s*/(?:ObjStm|XRef)", data)
    assert bool(streams) == (version != b"1.4")  # object streams came with PDF 1.5


@pytest.mark.parametrize("name", PRINT)
def test_the_intent_names_the_condition(opened, name):
    with opened(name) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFX
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == pk.condition().profile


def test_an_unregistered_condition_is_called_custom(booklet):
    from dataclasses import replace

    own = replace(pk.condition(), name="Our press", registry="", title="Our press on Tuesdays")
    made = pk.press(booklet, condition=own, marks=False)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Custom"
        assert "/RegistryName" not in intent
        assert str(intent.OutputCondition) == "Our press on Tuesdays"


@pytest.mark.parametrize("name", ALL)
def test_info_and_xmp_say_the_same(pressed, opened, name):
    data = pressed(name).pdf
    with opened(name) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert "/Filter" not in pdf.Root.Metadata
    assert xmp(data, "dc:title") == info["/Title"] == "花园 <一> · The Garden & more"
    assert xmp(data, "pdf:Producer") == info["/Producer"] == info["/Creator"] == "printkit"
    assert xmp(data, "dc:creator") == info["/Author"] == "园丁"
    for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert xmp(data, key) == "2020-02-29T00:00:00Z"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20200229000000Z"
    assert re.fullmatch(
        r"uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", xmp(data, "mm:DocumentID")
    )
    assert xmp(data, "mm:VersionID") == "1"
    assert xmp(data, "mm:RenditionClass") == "default"


def test_each_standard_is_claimed_where_it_wants(pressed, opened):
    said = {}
    for name in ALL:
        data = pressed(name).pdf
        with opened(name) as pdf:
            said[name] = (
                str(pdf.docinfo.get("/GTS_PDFXVersion", "")), xmp(data, "pdfxid:GTS_PDFXVersion"),
                str(pdf.docinfo.get("/Trapped", "")), xmp(data, "pdf:Trapped"),
                xmp(data, "pdfaid:part") + xmp(data, "pdfaid:conformance"),
            )  # fmt: skip
    assert said == {
        "PDF/X-4": ("", "PDF/X-4", "/False", "False", ""),
        "PDF/X-1a:2003": ("PDF/X-1a:2003", "", "/False", "False", ""),
        "PDF/X-3:2003": ("PDF/X-3:2003", "", "/False", "False", ""),
        "PDF/A-2u": ("", "", "", "", "2U"),
    }


@pytest.mark.parametrize("name", PRINT)
def test_nothing_in_a_press_file_acts(booklet, opened, name):
    with pikepdf.open(io.BytesIO(booklet.pdf(bleed=True))) as pdf:
        assert any("/Annots" in page.obj for page in pdf.pages)  # there is something to take away
        assert "/Outlines" in pdf.Root
    with opened(name) as pdf:
        for key in ("/Outlines", "/OpenAction", "/AA", "/AcroForm", "/Names", "/Dests", "/StructTreeRoot"):
            assert key not in pdf.Root
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert not any(key in page.obj for page in pdf.pages for key in ("/Annots", "/AA", "/StructParents"))
        kinds = {str(item.get("/S", "")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
        assert not kinds & {"/URI", "/GoTo", "/JavaScript", "/Launch"}


def test_an_archive_keeps_links_and_outline(opened):
    with opened("PDF/A-2u") as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        assert [str(link.A.URI) for link in links if "/A" in link] == ["https://example.org/garden"]
        assert all(int(link.F) == 4 for link in links)  # printed, not hidden (ISO 19005-2, 6.3.2)
        assert "/Outlines" in pdf.Root
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, intent.DestOutputProfile.N) == (Name.GTS_PDFA1, 3)
        fonts = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.Font
        ]
        assert fonts
        assert all("/ToUnicode" in font for font in fonts if font.get("/Subtype") != Name.CIDFontType2)


def test_an_archive_asks_nobody_to_smooth_a_picture(tmp_path):
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "a.png")
    report = "title: 花园\nsections:\n  - blocks:\n      - {figure: {file: a.png, alt: 花}}\n"
    set_ = typeset_report(pk.loads(report), pk.layout("booklet-a5"), root=tmp_path)
    with pikepdf.open(io.BytesIO(set_.pdf())) as pdf:
        before = [
            item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image
        ]
        assert any("/Interpolate" in image for image in before)
    with pikepdf.open(io.BytesIO(pk.press(set_, standard="PDF/A-2u").pdf)) as pdf:
        after = [
            item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image
        ]
        assert len(after) == len(before)
        assert not any("/Interpolate" in image for image in after)


@pytest.mark.parametrize("name", ALL)
def test_two_presses_give_the_same_bytes(booklet, pressed, name):
    again = pk.press(booklet, standard=name)
    assert again.pdf == pressed(name).pdf


def test_what_differs_has_another_identifier(opened):
    seen = set()
    for name, choices in ((PRINT[0], {}), (PRINT[1], {}), (PRINT[0], {"marks": False}), (PRINT[0], {"limit": 2.5})):
        with opened(name, **choices) as pdf:
            seen.add(bytes(pdf.trailer.ID[0]))
    assert len(seen) == 4


@pytest.mark.slow  # two processes, and a preflight in each
def test_another_process_on_another_day_gives_the_same_bytes(tmp_path):
    report = tmp_path / "report.yaml"
    report.write_text("title: 花园\n", "utf-8")
    command = [sys.executable, "-c", "from printkit.cli import main; main()", "build", str(report)]
    made = []
    for place, environ in (
        ("a", {"TZ": "UTC", "PYTHONHASHSEED": "1"}),
        ("b", {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}),
    ):
        done = subprocess.run(
            [*command, "-q", "-e", "press", "-e", "archive", "-o", str(tmp_path / place)],
            env={**os.environ, **environ, "SOURCE_DATE_EPOCH": "1700000000" if place == "b" else "0"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        made.append({path.name: zlib.crc32(path.read_bytes()) for path in sorted((tmp_path / place).iterdir())})
    assert made[0] == made[1]
    assert set(made[0]) == {"booklet-a5-press.pdf", "booklet-a5-archive.pdf"}


def test_a_report_without_a_date_has_a_fixed_one():
    made = pk.press(typeset_report(pk.loads("title: 花园\n"), pk.layout("booklet-a5")), marks=False)
    assert xmp(made.pdf, "xmp:CreateDate") == "2000-01-01T00:00:00Z"


def test_the_artwork_tells_what_it_was_made_to(pressed):
    made = pressed("PDF/X-1a:2003")
    assert (made.edition, made.standard, made.condition, made.layout) == (
        "press-x1a",
        "PDF/X-1a:2003",
        "FOGRA39",
        "booklet-a5",
    )
    assert (round(made.trim.width.as_mm), round(made.bleed.as_mm)) == (148, 3)
    assert pressed("PDF/A-2u").condition == ""


def test_the_command_knows_every_edition():
    assert tuple(edition.value for edition in Edition) == EDITIONS


def test_a_standard_is_found_by_name_and_by_edition():
    for made_to in STANDARDS.values():
        assert standard(made_to.name) is standard(made_to.edition) is made_to
    with pytest.raises(pk.PrintkitError) as raised:
        standard("PDF/X-5g")
    assert [found.code for found in raised.value.diagnostics] == ["no-standard"]


@pytest.mark.parametrize("name", ["PDF/X-4", "PDF/X-1a:2003", "PDF/A-2u"])
def test_a_picture_shows_the_pixels_that_it_has(name):
    """Smoothing by whoever draws it is no business of a device (ISO 19005-2, 6.2.8)."""
    with pikepdf.new() as pdf:
        said = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
        picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Interpolate=True, **said)
        pdf.add_blank_page().Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        strip(pdf, standard(name))
        assert "/Interpolate" not in picture
        assert picture.Width == 1
