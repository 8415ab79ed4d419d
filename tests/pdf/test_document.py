import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from small_pdf import fonts, page_with

from printkit.pdf import document_facts, open_pdf, page_boxes, page_facts
from printkit.pdf.metadata import xmp

XMP = b"""<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:p="urn:p" p:short="1">
 <p:long>two</p:long><p:list><rdf:Alt><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Alt></p:list>
 </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def facts(build, content=b"1 1 5 5 re f", **entries):
    with open_pdf(page_with(content, build, **entries)) as pdf:
        return document_facts(pdf)


def test_boxes_are_put_in_order_and_inherited():
    with open_pdf(page_with(b"", TrimBox=Array([195, 95, 5, 5]), BleedBox=Array([1, 2]))) as pdf:
        page = pdf.pages[0].obj
        del page.MediaBox
        page.Parent.MediaBox = Array([0, 0, 300, 200])
        page.Parent.Rotate = -90
        boxes = page_boxes(page)
    assert (boxes.media, boxes.crop, boxes.trim) == ((0, 0, 300, 200), (0, 0, 300, 200), (5, 5, 195, 95))
    assert (boxes.rotate, boxes.wrong, boxes.bleed) == (270, ("BleedBox",), None)


def test_a_page_tells_its_group_and_annotations():
    link = Dictionary(Subtype=Name.Link, Rect=[9, 9, 5, 5], F=4, A=Dictionary(S=Name.URI))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    with open_pdf(page_with(b" \n", None, Annots=Array([link, 3]), Group=group)) as pdf:
        found = page_facts(pdf, 0)
    (annotation,) = found.annotations
    assert (annotation.subtype, annotation.box, annotation.printed, annotation.action) == (
        "Link",
        (5, 5, 9, 9),
        True,
        "URI",
    )
    assert found.group == "DeviceRGB"


@pytest.mark.parametrize(("content", "empty"), [(b"  \n", True), (b"q Q", False)])
def test_a_page_without_content_is_empty(content, empty):
    with open_pdf(page_with(content)) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        assert page_facts(pdf, 0).empty is empty


def test_the_file_tells_its_intent_metadata_fonts_and_what_is_forbidden():
    def build(pdf):
        head = bytearray(132)
        head[:4], head[8:10], head[36:40] = (132).to_bytes(4, "big"), b"\x02\x10", b"acsp"
        head[12:16], head[16:20], head[20:24] = b"prtr", b"CMYK", b"Lab "
        intent = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39", RegistryName="r", Info="i")
        intent.DestOutputProfile = pdf.make_stream(bytes(head), N=4)
        pdf.Root.OutputIntents = Array([intent])
        pdf.Root.Metadata = pdf.make_stream(XMP)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="x")
        pdf.Root.AcroForm = Dictionary(Fields=[])
        pdf.Root.Version = Name("/1.7")
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="标题", Trapped=Name("/False")))
        resources = fonts()
        resources.XObject = Dictionary(P=pdf.make_stream(b"", Subtype=Name.PS))
        resources.ExtGState = Dictionary(G=Dictionary(TR=Name.Identity, HTO=[1, 1]))
        return resources

    found = facts(build)
    (intent,) = found.intents
    assert (intent.subtype, intent.identifier, intent.registry) == ("GTS_PDFX", "FOGRA39", "r")
    assert intent.profile is not None
    assert (intent.profile.kind, intent.profile.space, intent.profile.version, intent.profile.whole) == (
        "prtr",
        "CMYK",
        "2.1",
        True,
    )
    assert found.version == "1.7"
    assert (found.info["Title"], found.trapped, found.form) == ("标题", "False", True)
    assert found.actions == ("JavaScript",)
    assert [font.name for font in found.fonts] == ["Test"]
    assert {name: found.marks[name] for name in ("PostScript", "TR", "HTO")} == {"PostScript": 1, "TR": 1, "HTO": 1}
    assert found.xmp is not None
    assert found.xmp.get("{urn:p}short") == "1"
    assert found.xmp.get("{urn:p}long") == "two"
    assert found.xmp.properties["{urn:p}list"] == ("a", "b")


@pytest.mark.parametrize(
    "packet",
    [
        b"<not xml",
        b"",
        b'<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd" [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    ],
)
def test_metadata_that_is_broken_or_declares_entities_is_refused(packet):
    pdf = pikepdf.new()
    found = xmp(pikepdf.Stream(pdf, packet))
    assert found is not None
    assert found.fault
    assert found.properties == {}
