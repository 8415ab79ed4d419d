"""Files that are broken, hostile or odd: plates or a coded error, and never for long."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from printkit.diagnostics import PrintkitError
from printkit.pdf.opening import open_pdf
from printkit.separations import separate
from printkit.separations.operators import operand_name, operand_numbers, operators

from . import sheets
from .sheets import new_page


def form(pdf, content, **keys):
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def test_a_form_that_draws_itself_ends():
    with new_page(b"/F Do") as pdf:
        circle = form(pdf, b"1 0 0 0 k 0 0 100 100 re f /F Do")
        circle.Resources = Dictionary(XObject=Dictionary(F=circle))
        pdf.pages[0].Resources.XObject = Dictionary(F=circle)
        assert separate(pdf, 0).mean("Cyan", (10, 10, 90, 90)) == pytest.approx(1, abs=0.01)


def test_forms_that_multiply_are_refused():
    with new_page(b"/F Do") as pdf:
        inner = form(pdf, b"0 0 1 1 re f")
        for _ in range(12):
            inner = form(pdf, b"/F Do " * 10, Resources=Dictionary(XObject=Dictionary(F=inner)))
        pdf.pages[0].Resources.XObject = Dictionary(F=inner)
        with pytest.raises(PrintkitError) as refused:
            separate(pdf, 0)
    assert refused.value.diagnostics[0].code == "pdf-too-complex"


def test_a_page_of_absurd_size_is_refused():
    with new_page(b"", size=(14_400, 14_400)) as pdf, pytest.raises(PrintkitError) as refused:
        separate(pdf, 0, dpi=600)
    assert refused.value.diagnostics[0].code == "pdf-too-large"


def test_an_image_of_absurd_size_is_refused():
    with new_page(b"/I Do") as pdf:
        huge = sheets.image(pdf, b"", Name.DeviceCMYK, Width=60_000, Height=60_000)
        pdf.pages[0].Resources.XObject = Dictionary(I=huge)
        with pytest.raises(PrintkitError) as refused:
            separate(pdf, 0)
    assert refused.value.diagnostics[0].code == "pdf-too-complex"


WRONG = [None, 5, Name.X, Array([]), Array([1, 2, 3]), Dictionary(), "stream"]


@pytest.mark.parametrize("kind", ["XObject", "Pattern", "Shading", "ExtGState", "ColorSpace", "Font", "Properties"])
@pytest.mark.parametrize("whole", [False, True], ids=["entry", "whole"])
def test_resources_of_the_wrong_kind_are_passed_over(kind, whole):
    content = b"/A gs /A cs 0.5 scn /Pattern cs /A scn 0 0 9 9 re f /A sh /A Do BT /A 9 Tf (x) Tj ET /OC /A BDC EMC "
    for wrong in WRONG:
        with new_page(content + b"1 0 0 0 k 100 100 50 50 re f") as pdf:
            value = pdf.make_stream(b"\xff\x00") if wrong == "stream" else wrong
            pdf.pages[0].Resources["/" + kind] = value if whole and value is not None else Dictionary(A=value or 0)
            assert separate(pdf, 0).mean("Cyan", (105, 105, 145, 145)) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("key", ["ColorSpace", "Decode", "BitsPerComponent", "Width", "Filter", "SMask", "Mask"])
def test_pictures_of_the_wrong_kind_are_passed_over(key):
    for wrong in WRONG:
        with new_page(b"q 50 0 0 50 0 0 cm /I Do Q 1 0 0 0 k 100 100 50 50 re f") as pdf:
            made = sheets.image(pdf, b"abcdefgh", Name.DeviceCMYK, Width=2, Height=1)
            value = pdf.make_stream(b"\xff\x00") if wrong == "stream" else wrong
            if value is None:
                if "/" + key in made:
                    del made["/" + key]
            else:
                made["/" + key] = value
            pdf.pages[0].Resources.XObject = Dictionary(I=made)
            assert separate(pdf, 0).mean("Cyan", (105, 105, 145, 145)) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"Q Q Q 1 0 0 0 k f",
        b"q " * 2000 + b"0 0 9 9 re f",
        b"k rg scn cs gs Do sh Tr Tf",
        b"1 0 0 k 1 rg /X scn 1e99999 g - g . g --5 g",
        b"BI",
        b"BI /W 5",
        b"BI /W 1 /H 1 ID \x00",
        b"BI /W x /H 1 /BPC 8 /CS /G ID \x00 EI Q",
        b"BI << ID >> EI",
        b"(unbalanced ( string",
        b"<feed <</a",
        b"99 Tr (x) Tj -1 Tr (x) Tj 1e30 Tr",
        bytes(range(256)) * 4,
    ],
)
def test_content_that_makes_no_sense_is_passed_over(content):
    with new_page(b"1 0 0 0 k 100 100 50 50 re f " + content) as pdf:
        assert separate(pdf, 0).mean("Cyan", (105, 105, 145, 145)) == pytest.approx(1, abs=0.01)


def code_of(pdf):
    """The code with which a file is refused; None for one whose page comes out whole."""
    try:
        plates = separate(pdf, 0, dpi=36)
    except PrintkitError as refused:
        return refused.diagnostics[0].code
    return None if plates.values.shape[1:] == (150, 150) else "no plates"


def test_random_damage_gives_plates_or_a_coded_error():
    with sheets.every_paint() as pdf:
        whole = pdf.pages[0].Contents.read_bytes()
        chance = random.Random(4)
        for _ in range(15):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 30)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            pdf.pages[0].Contents = pdf.make_stream(bytes(damaged))
            assert code_of(pdf) in (None, "pdf-broken", "pdf-too-complex")


def names(data):
    return [operator.name for operator in operators(data)]


def test_operators_are_found_between_strings_names_and_remarks():
    data = b"(Q \\) Q (Q) ((Q)) ) Tj % Q\n/Q gs <51> Tj [(Q) 3 <51>] TJ << /A (Q) >> BDC true f* T* '"
    assert names(data) == [b"Tj", b"gs", b"Tj", b"TJ", b"BDC", b"f*", b"T*", b"'"]


def test_strings_in_deep_brackets_end_where_they_end():
    assert names(b"(((((a)))) Q) Tj Q") == [b"Tj", b"Q"]
    assert names(b"((((( Q") == []


def test_an_inline_image_is_one_operator_whatever_its_data_holds():
    data = b"q BI /W 4 /H 1 /BPC 8 /CS /G ID \x00 EI\x01\xff Q\x00 EI Q"
    assert names(data) == [b"q", b"BI", b"Q"]


def test_operands_are_read_as_numbers_and_a_name():
    data = b"0.5 -.25 +3 /P#41 scn"
    (operator,) = operators(data)
    assert operand_numbers(data, operator) == [0.5, -0.25, 3]
    assert operand_name(data, operator) == "PA"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_short_gives_what_is_left(share):
    out = io.BytesIO()
    with sheets.every_paint() as pdf:
        pdf.save(out)
    whole = out.getvalue()
    try:
        cut = open_pdf(whole[: int(len(whole) * share)])
    except PrintkitError as refused:
        codes = {diagnostic.code for diagnostic in refused.diagnostics}
    else:
        with cut:
            codes = {code_of(cut)}
    assert codes <= {None, "pdf-broken", "pdf-without-pages"}


def test_a_pattern_finer_than_any_eye_is_left_out():
    with new_page(b"/Pattern cs /P scn 0 0 200 200 re f 1 0 0 0 k 100 100 50 50 re f") as pdf:
        tile = pdf.make_stream(b"0 1 0 0 k 0 0 5 5 re f")
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 9, 9]), 0.0001, 0.0001
        pdf.pages[0].Resources.Pattern = Dictionary(P=tile)
        plates = separate(pdf, 0)
    assert plates.mean("Cyan", (105, 105, 145, 145)) == pytest.approx(1, abs=0.01)
    assert not plates.plate("Magenta").any()


def places(pdf):
    """Each entry of each dictionary of a file, and of the arrays in it."""
    found = []

    def look(holder):
        keys = range(len(holder)) if isinstance(holder, Array) else [key for key in holder if key != "/Length"]
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], Array | Dictionary) and not holder[key].is_indirect:
                look(holder[key])

    for obj in pdf.objects:
        if isinstance(obj, Array | Dictionary | pikepdf.Stream):
            look(obj)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_objects_that_change_places_give_plates_or_a_coded_error(seed):
    out = io.BytesIO()
    with sheets.every_paint() as pdf:
        pdf.save(out)
    chance = random.Random(seed)
    for _ in range(5):
        with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
            for _ in range(chance.choice([1, 1, 3])):
                holder, key = chance.choice(places(pdf))
                odd = [5, -1, 10**9, True, Name.X, String("x"), Array([1, Name.Y]), Dictionary(), *pdf.objects]
                holder[key] = chance.choice(odd)
            assert code_of(pdf) in (None, "pdf-broken", "pdf-too-complex", "pdf-too-large", "no plates")
