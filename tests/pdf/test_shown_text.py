import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from small_pdf import fonts, helvetica, item, items, reading

TALL = (0.88, -0.12)
"""Ascent and descent where the font tells none, in em."""


def test_a_string_is_as_long_as_its_advances():
    found = item(b"BT /F 10 Tf 20 30 Td (abcd) Tj ET", fonts())
    assert found.kind == "text"
    assert found.box == pytest.approx((20, 28.8, 40, 38.8))
    assert (found.size, found.text, found.glyphs, found.mode) == (10, "abcd", 4, 0)


def test_the_font_is_told_without_the_prefix_of_its_subset():
    used = item(b"BT /F 10 Tf (a) Tj ET", fonts()).font
    assert (used.name, used.subtype, used.subset, used.embedded, used.encoding) == (
        "Test",
        "Type1",
        True,
        False,
        "WinAnsiEncoding",
    )


@pytest.mark.parametrize("key", ["FontFile", "FontFile2", "FontFile3"])
def test_an_embedded_program_is_told(key):
    def build(pdf):
        program = pdf.make_stream(b"", Subtype=Name.Type1C)
        return fonts(F=helvetica(FontDescriptor=Dictionary({"/" + key: program, "/Ascent": 700, "/Descent": -200})))

    found = item(b"BT /F 10 Tf (a) Tj ET", build)
    assert (found.font.embedded, found.font.program, found.font.program_subtype) == (True, key, "Type1C")
    assert (found.whole[1], found.whole[3]) == pytest.approx((-2, 7))


@pytest.mark.parametrize(
    ("before", "right"),
    [
        (b"", 20),  # two letters and two spaces of 5
        (b"1 Tc", 23),  # behind each of the four, the last not seen
        (b"2 Tw", 24),  # the two spaces
        (b"50 Tz", 10),
        (b"50 Tz 2 Tc", 13),
    ],
)
def test_spacing_and_scaling(before, right):
    found = item(b"BT /F 10 Tf " + before + b" (a  b) Tj ET", fonts())
    assert found.box[2] == pytest.approx(right)


def test_the_next_string_begins_where_the_last_one_ended_spacing_and_all():
    _, second = items(b"BT /F 10 Tf 1 Tc 2 Tw (a ) Tj (b) Tj ET", fonts())
    assert second.box[0] == pytest.approx(5 + 1 + 5 + 1 + 2)


def test_numbers_in_an_array_move_back():
    found = item(b"BT /F 10 Tf [(a) -1000 (b) 500 (c)] TJ ET", fonts())
    assert found.box[2] == pytest.approx(5 + 10 + 5 - 5 + 5)
    assert found.text == "abc"


def test_rise_lifts_the_box():
    assert item(b"BT /F 10 Tf 3 Ts (a) Tj ET", fonts()).box[1] == pytest.approx(1.8)


def test_lines_go_down_by_the_leading():
    boxes = [found.box for found in items(b"BT /F 10 Tf 5 80 TD 12 TL (a) Tj T* (b) Tj (c) ' 1 2 (d e) \" ET", fonts())]
    assert [box[1] + 1.2 for box in boxes] == pytest.approx([80, 68, 56, 44])
    assert {box[0] for box in boxes} == {5}
    assert boxes[3][2] == pytest.approx(5 + 3 * 5 + 2 * 2 + 1)


def test_td_with_leading_sets_it():
    _, second = items(b"BT /F 10 Tf 0 50 Td (a) Tj 0 -15 TD T* (b) Tj ET", fonts())
    assert second.box[1] + 1.2 == pytest.approx(20)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"BT /F 10 Tf 2 0 0 3 0 0 Tm (a) Tj ET", 30),
        (b"0.5 0 0 0.5 0 0 cm BT /F 10 Tf 1 0 0 1 0 0 Tm (a) Tj ET", 5),
        (b"BT /F 1 Tf 0 8 -8 0 50 0 Tm (a) Tj ET", 8),
        (b"BT /F 10 Tf 1 0 0.3 1 0 0 Tm (a) Tj ET", 10),
        (b"BT /F 10 Tf 40 Tz (a) Tj ET", 10),
        (b"BT /F -10 Tf 1 0 0 1 20 50 Tm (a) Tj ET", 10),
        (b"BT /F 10 Tf 1 0 0 -1 20 50 Tm (a) Tj ET", 10),
    ],
    ids=["stretched", "ctm", "turned", "slanted", "narrow", "negative", "mirrored"],
)
def test_effective_size(content, size):
    assert item(content, fonts()).size == pytest.approx(size)


def test_turned_text_stands_upright_in_its_box():
    found = item(b"BT /F 10 Tf 0 1 -1 0 50 20 Tm (ab) Tj ET", fonts())
    assert found.box == pytest.approx((50 - 8.8, 20, 50 + 1.2, 30))


@pytest.mark.parametrize(
    ("mode", "fill", "stroke", "hidden"),
    [
        (0, True, False, ""),
        (1, False, True, ""),
        (2, True, True, ""),
        (3, False, False, "mode"),
        (4, True, False, ""),
        (5, False, True, ""),
        (6, True, True, ""),
        (7, False, False, "mode"),
    ],
)
def test_rendering_modes(mode, fill, stroke, hidden):
    found = item(b"1 0 0 rg 3 w BT /F 10 Tf %d Tr (a) Tj ET" % mode, fonts())
    assert (found.fill is not None, found.stroke is not None, found.hidden) == (fill, stroke, hidden)
    assert found.line_width == (3 if stroke else None)


def test_text_clips_until_the_state_comes_back():
    _, inside, outside = items(b"q BT /F 10 Tf 20 30 Td 7 Tr (ab) Tj ET 0 0 200 100 re f Q 0 0 200 100 re f", fonts())
    assert inside.box == pytest.approx((20, 28.8, 30, 38.8))
    assert outside.box == (0, 0, 200, 100)


@pytest.mark.parametrize("string", [b"(   )", b"()", b"(\\240)"])
def test_blanks_cannot_be_seen(string):
    assert [found.hidden for found in items(b"BT /F 10 Tf " + string + b" Tj ET", fonts())] in ([], ["blank"])


def test_strings_of_every_spelling():
    found = item(b"BT /F 10 Tf [(a\\(b\\)) <4 1> (\\101\\\n(x)) (\\\\)] TJ ET", fonts())
    assert found.text == "a(b)AA(x)\\"


def test_differences_and_to_unicode_tell_the_text():
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=[97, Name.quotedblleft, Name.uni4E2D])
    assert item(b"BT /F 10 Tf (abc) Tj ET", fonts(F=helvetica(Encoding=encoding))).text == "“中c"

    def build(pdf):
        table = b"1 beginbfchar <61> <4E2D> endbfchar 1 beginbfrange <62> <64> <D842DFB7> endbfrange"
        return fonts(F=helvetica(ToUnicode=pdf.make_stream(table)))

    found = item(b"BT /F 10 Tf (abc) Tj ET", build)
    assert found.text == "中\U00020bb7\U00020bb8"
    assert found.font.has_unicode


def _composite(pdf, encoding="Identity-H", **entries):
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Song"), DW=1000)
    for key, value in entries.items():
        below["/" + key] = value
    return fonts(
        F=Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/Song"),
            Encoding=Name("/" + encoding) if isinstance(encoding, str) else encoding,
            DescendantFonts=Array([pdf.make_indirect(below)]),
        )
    )


def test_widths_of_a_composite_font_in_both_forms():
    widths = Array([1, Array([500, 250]), 5, 6, 2000])
    found = item(b"BT /F 10 Tf <00010002000500060009> Tj ET", lambda pdf: _composite(pdf, W=widths))
    assert found.box[2] == pytest.approx(5 + 2.5 + 20 + 20 + 10)
    assert (found.glyphs, found.font.descendant) == (5, "CIDFontType2")


def test_glyphs_without_a_shape_are_counted():
    assert item(b"BT /F 10 Tf <000000010000> Tj ET", _composite).missing == 2


def test_word_spacing_is_for_single_bytes_alone():
    assert item(b"BT /F 10 Tf 5 Tw <00200020> Tj ET", _composite).box[2] == pytest.approx(20)


def test_vertical_text_runs_down_from_its_origin():
    first, second = items(b"BT /F 10 Tf 50 80 Td <00010002> Tj <0003> Tj ET", lambda pdf: _composite(pdf, "Identity-V"))
    assert first.box == pytest.approx((45, 60, 55, 80))
    assert second.box == pytest.approx((45, 50, 55, 60))
    assert first.size == 10


def test_heights_of_vertical_text():
    widths = Array([1, Array([-500, 500, 880])])
    found = item(b"BT /F 10 Tf 50 80 Td <00010002> Tj ET", lambda pdf: _composite(pdf, "Identity-V", W2=widths))
    assert found.box[1] == pytest.approx(80 - 5 - 10)


def test_an_embedded_cmap_cuts_the_string_and_names_the_glyphs():
    table = (
        b"/WMode 0 def 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        b"1 begincidchar <41> 7 endcidchar 1 begincidrange <8140> <8150> 100 endcidrange"
    )
    found = item(
        b"BT /F 10 Tf <418141> Tj ET",
        lambda pdf: _composite(pdf, pdf.make_stream(table), W=Array([7, Array([300]), 101, Array([900])])),
    )
    assert (found.glyphs, found.missing) == (2, 0)
    assert found.box[2] == pytest.approx(3 + 9)


@pytest.mark.parametrize(
    ("encoding", "string", "glyphs"), [("GBK-EUC-H", b"a\xd6\xd0b", 3), ("UniGB-UCS2-H", b"\x4e\x2d", 1)]
)
def test_predefined_cmaps_cut_strings(encoding, string, glyphs):
    found = item(b"BT /F 10 Tf <" + string.hex().encode() + b"> Tj ET", lambda pdf: _composite(pdf, encoding))
    assert (found.glyphs, found.missing) == (glyphs, 0)


def _type3(glyph: bytes):
    def build(pdf):
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 10, 10],
            FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
            FirstChar=97,
            LastChar=97,
            Widths=[8],
            Encoding=Dictionary(Differences=[97, Name.square]),
            CharProcs=Dictionary(square=pdf.make_stream(glyph)),
        )
        return fonts(F=font)

    return build


def test_type3_has_its_own_glyph_space():
    found = item(b"BT /F 20 Tf 10 10 Td (aa) Tj ET", _type3(b"8 0 0 0 8 8 d1 0 0 8 8 re f"))
    assert found.box == pytest.approx((10, 10, 10 + 2 * 16, 30))
    assert found.font.embedded


def test_type3_glyphs_that_bring_colours_are_looked_at_once():
    found = items(b"BT /F 20 Tf 10 10 Td (aa) Tj (a) Tj ET", _type3(b"8 0 d0 1 0 0 rg 0 0 8 8 re f"))
    assert [(each.kind, each.fill.family) for each in found] == [
        ("text", "DeviceGray"),
        ("path", "DeviceRGB"),
        ("text", "DeviceGray"),
    ]


def test_text_without_a_font_is_noted():
    found = reading(b"BT (a) Tj /No 10 Tf (b) Tj ET")
    assert [each.text for each in found.items] == ["b"]
    assert found.notes == ("text without a font", "there is no font `No`")


def test_a_font_that_is_no_dictionary_still_measures():
    found = reading(b"BT /F 10 Tf (ab) Tj ET", fonts(F=pikepdf.Name.Oops)).items[0]
    assert found.box[2] > 5
    assert not found.font.embedded
