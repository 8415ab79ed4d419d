"""Files that are broken or mean harm: a coded error, or a reading that goes on; never a crash, a hang, much memory."""

from __future__ import annotations

import io
import random
import re
import time
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from small_pdf import fonts, helvetica, page_with, reading, saved

from printkit.diagnostics import PrintkitError
from printkit.pdf import PageReader, limits, open_pdf, page_boxes, painted, repairs
from printkit.pdf.lexer import instructions

CODES = {"not-a-pdf", "pdf-broken", "pdf-encrypted", "pdf-without-pages", "pdf-too-large", "pdf-too-complex"}


def _rich() -> bytes:
    """A page with one of everything that the reader has to follow, not packed, so that bytes can be changed."""

    def build(pdf):
        mask = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
        image = pdf.make_stream(b"abc", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, SMask=mask)
        image.ColorSpace = Array([Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(bytes(8))])
        form = pdf.make_stream(b"0 0 5 5 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9], Matrix=[1, 0, 0, 1, 2, 3])
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        cell = pdf.make_stream(b"0 0 1 1 re f", PatternType=1, PaintType=1, BBox=[0, 0, 2, 2], XStep=2, YStep=2)
        ramp = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="x"))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        below = Dictionary(Subtype=Name.CIDFontType2, W=Array([1, Array([500]), 3, 9, 700]), DW2=[880, -1000])
        table = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <0009> <4E00> endbfrange"
        han = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-V"), DescendantFonts=Array([below]))
        han.ToUnicode = pdf.make_stream(table)
        resources = fonts(F=helvetica(), H=han)
        resources.XObject = Dictionary(Im=image, Fm=form)
        resources.Pattern = Dictionary(P=cell)
        resources.Shading = Dictionary(S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=ramp))
        resources.ExtGState = Dictionary(G=Dictionary(ca=0.5, OP=True, BM=Name.Multiply, LW=2))
        resources.ColorSpace = Dictionary(C=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, ramp]))
        resources.Properties = Dictionary(L=layer)
        return resources

    content = (
        b"q /G gs 1 0 0 1 5 5 cm 0 0 90 90 re W n /C cs 0.5 scn 1 1 50 0.2 re f Q\n"
        b"BT /F 12 Tf 1 0 0 1 9 9 Tm (abc) Tj [(d) -20 <65>] TJ /H 9 Tf <00010002> Tj ET\n"
        b"/Pattern cs /P scn 5 5 9 9 re B /S sh /OC /L BDC /Fm Do EMC /Im Do\n"
        b"BI /W 1 /H 1 /CS /G /BPC 8 ID a EI 0 0 m 9 9 20 20 30 3 c S\n"
    )
    return page_with(content, build, UserUnit=1.0, Rotate=90, TrimBox=Array([5, 5, 195, 95]))


def read_all(data: bytes) -> str:
    """The code of the error, or how much was read; whatever else is raised is the fault that we look for."""
    try:
        with open_pdf(data) as pdf:
            reader = PageReader(pdf)
            count = 0
            for index in range(len(pdf.pages)):
                count += len(reader.read(index).items)
                page_boxes(pdf.pages[index].obj)
            repairs(pdf)
            return str(count)
    except PrintkitError as refused:
        (diagnostic,) = refused.diagnostics
        assert diagnostic.code in CODES
        assert "BytesIO" not in diagnostic.message
        return diagnostic.code


def test_the_rich_page_is_read_whole():
    assert read_all(_rich()) == "12"


def test_a_file_may_be_cut_anywhere():
    data = _rich()
    answers = {read_all(data[:end]) for end in range(0, len(data), 37)}
    assert {"not-a-pdf", "pdf-broken"} <= answers


@pytest.mark.parametrize("seed", range(4))
def test_bytes_may_be_changed_anywhere(seed):
    _mutate(seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 12))
def test_bytes_may_be_changed_anywhere_many_times(seed):
    _mutate(seed, 1000)


_WORDS = (
    b"null",
    b"-1",
    b"99999999999999999999",
    b"[[[[",
    b"<<>>",
    b"/X",
    b"(x)",
    b"true",
    b"1 0 R",
    b"4 0 R",
    b"1e9",
    b"",
)


def _mutate(seed: int, times: int) -> None:
    dice = random.Random(seed)
    original = _rich()
    tokens = [found.span() for found in re.finditer(rb"/?[\w.-]+", original)]
    for _ in range(times):
        data = bytearray(original)
        for _ in range(dice.randint(1, 4)):
            if dice.random() < 0.5:
                start, end = dice.choice(tokens)
                data[start:end] = dice.choice(_WORDS) if dice.random() < 0.7 else original[slice(*dice.choice(tokens))]
            else:
                data[dice.randrange(len(data))] = dice.randrange(256)
        read_all(bytes(data))


@pytest.mark.parametrize("seed", range(3))
def test_any_bytes_are_content(seed):
    dice = random.Random(seed)
    alphabet = b"()<>[]{}/%\\ \n0123456789.-+ETBIDqQfTJTj'\"\x00\xff"
    for _ in range(200):
        data = bytes(dice.choices(alphabet, k=dice.randint(0, 200)))
        assert len(list(instructions(data))) <= len(data) + 1


def test_wrong_kinds_everywhere():
    original = _rich()
    with pikepdf.open(io.BytesIO(original)) as pdf:
        keys = sorted(
            {key for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary | pikepdf.Stream) for key in obj}
        )
    for key in keys:
        for wrong in (None, -1, 2**62, Name.X, pikepdf.String("x"), Array([]), Dictionary(), Array([Array([1])])):
            with pikepdf.open(io.BytesIO(original)) as pdf:
                for obj in pdf.objects:
                    _replace(obj, key, wrong)
                try:
                    data = saved(pdf)
                except (pikepdf.PdfError, RuntimeError, TypeError, ValueError):
                    continue
            read_all(data)


def _replace(obj, key, wrong):
    """The entry of that name made wrong in an object and in what lies directly in it."""
    if isinstance(obj, pikepdf.Array):
        for one in obj:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                _replace(one, key, wrong)
    elif isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        for own, value in list(obj.items()):
            if own == key and key != "/Length":
                if wrong is None:
                    del obj[own]
                else:
                    obj[own] = wrong
            elif isinstance(value, pikepdf.Object) and not value.is_indirect:
                _replace(value, key, wrong)


def test_pages_in_circles():
    data = _rich()
    looped = re.sub(rb"/Kids \[ ?(\d+) 0 R ?\]", rb"/Kids [ 2 0 R \1 0 R ]", data)
    assert looped != data
    read_all(looped)


def test_a_parent_in_circles_has_an_end():
    with open_pdf(page_with(b"1 1 5 5 re f")) as pdf:
        page = pdf.pages[0].obj
        del page.Resources, page.MediaBox
        above = pdf.make_indirect(Dictionary())
        above.Parent = above
        page.Parent = above
        assert PageReader(pdf).read(0).items[0].box == (1, 1, 6, 6)


def _nested(depth: int, each: int):
    """Forms that each paint the next one so many times: each ** depth pictures in a few lines."""

    def build(pdf):
        inner = pdf.make_stream(b"0 0 1 1 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(depth):
            outer = pdf.make_stream(b"/X Do " * each, Subtype=Name.Form, BBox=[0, 0, 9, 9])
            outer.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = outer
        return Dictionary(XObject=Dictionary(X=inner))

    return build


def test_forms_too_deep_in_each_other_are_left_out():
    found = reading(b"/X Do 1 1 5 5 re f", _nested(100, 1))
    assert len(found.items) == 1
    assert "too deep" in found.notes[0]


def test_forms_that_multiply_are_stopped_by_their_count(monkeypatch):
    monkeypatch.setattr(limits, "ITEMS", 5000)
    found = reading(b"/X Do", _nested(12, 10))
    assert found.stopped is not None
    assert found.stopped.code == "pdf-too-complex"
    assert len(found.items) == 5000


def test_operators_are_counted_over_all_pages(monkeypatch):
    monkeypatch.setattr(limits, "OPERATORS_OF_FILE", 150)
    with open_pdf(page_with(b"0 g " * 100)) as pdf:
        pdf.pages.append(pdf.pages[0])
        reader = PageReader(pdf)
        assert reader.read(0).stopped is None
        assert reader.read(1).stopped is not None


def test_painted_gives_what_it_has_before_it_refuses(monkeypatch):
    monkeypatch.setattr(limits, "ITEMS", 3)
    with open_pdf(page_with(b"1 1 5 5 re f " * 9)) as pdf:
        items = painted(pdf, 0)
        assert [next(items).kind for _ in range(3)] == ["path"] * 3
        with pytest.raises(PrintkitError, match="more than 3 things"):
            next(items)


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_is_not_unpacked(times, monkeypatch):
    monkeypatch.setattr(limits, "STREAM", 1 << 20)
    data = b" " * (64 << 20)
    for _ in range(times):
        data = zlib.compress(data)
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pikepdf.Stream(pdf, data, Filter=Array([Name.FlateDecode] * times))
    with open_pdf(saved(pdf)) as opened:
        assert PageReader(opened).read(0).stopped.code == "pdf-too-complex"


def test_a_file_whose_structure_unpacks_to_far_more_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "STRUCTURE", 1 << 20)
    bomb = zlib.compress(b" " * (8 << 20))
    head = b"%%PDF-1.5\n1 0 obj\n<</Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d>>\nstream\n" % len(bomb)
    assert read_all(head + bomb + b"\nendstream\nendobj\n") == "pdf-too-large"


def test_many_saved_states_are_refused_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "STATES", 100)
    assert reading(b"q " * 101).stopped is not None


def test_content_that_looks_like_work_takes_time_in_proportion():
    """Brackets, quotes and picture ends that never close must not make the lexer go back and forth."""
    for piece in (b"(", b"<", b"[", b"<<", b"BI ", b"BI ID EI", b"/", b"\\(", b"(\\", b"%", b"1 ", b"-", b"a", b"EI "):
        costs = []
        for count in (20_000, 80_000):
            data = piece * count
            start = time.process_time()
            for _ in instructions(data):
                pass
            costs.append(time.process_time() - start)
        assert costs[1] < 16 * max(costs[0], 0.01), piece


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-pdf"),
        (b"hello", "not-a-pdf"),
        (b"%PDF-1.7\n", "pdf-broken"),
        (b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
         b"trailer<</Root 1 0 R>>", "pdf-without-pages"),
    ],
)  # fmt: skip
def test_what_is_refused_at_once(data, code):
    assert read_all(data) == code


def test_a_locked_file_is_refused_and_one_that_only_forbids_is_read():
    with pikepdf.open(io.BytesIO(page_with(b"1 1 5 5 re f"))) as pdf:
        for user, answer in (("secret", "pdf-encrypted"), ("", "1")):
            out = io.BytesIO()
            pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
            assert read_all(out.getvalue()) == answer


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "PAGES", 1)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    assert read_all(saved(pdf)) == "pdf-too-large"


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(PrintkitError) as refused:
        open_pdf(tmp_path / "no.pdf")
    assert refused.value.diagnostics[0].code == "no-file"


def test_a_repair_is_told():
    data = page_with(b"1 1 5 5 re f")
    with open_pdf(data[: data.rindex(b"startxref")]) as pdf:
        assert {warning.code for warning in repairs(pdf)} == {"pdf-repaired"}
