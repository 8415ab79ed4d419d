"""The committed faces themselves, opened with fontTools."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printkit.fonts import Catalogue, Face

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"

CHINESE = ("Printkit Song", "Printkit Song Full", "Printkit Hei", "Printkit Kai")
LATIN_IN_CHINESE = ("Printkit Song Latin", "Printkit Hei Latin")
LATIN = (*LATIN_IN_CHINESE, "Printkit Text", "Printkit Sans", "Printkit Display")
EVERY = [*CHINESE, *LATIN]

# GB/T 15834 and the marks that clreq lists, the full-width ASCII of GB 2312, and what reports count and measure with.
MARKS = "“”‘’—…·、。〈〉《》「」『』【】〔〕〖〗！（），．：；？［］｛｝～￥％＃＆＊＋－／＜＝＞＠０９ＡＺａｚ　〇々"
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳℃‰№→←↑↓▲△▼▽●○■□◆◇★☆×÷±≤≥≠≈∞√°′″§•–‖℉Ω㎡㎏㎜㎝㎞Ⅰ"
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜḿńňǹ"

Open = Callable[[Face], Any]


def gb2312() -> str:
    """Every character of the Python codec, which is GB 2312-80."""
    pairs = (bytes((lead, trail)) for lead in range(0xA1, 0xF8) for trail in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def without(face: Any, text: str) -> str:
    cmap = face.getBestCmap()
    return "".join(sorted({character for character in text if ord(character) not in cmap}))


@pytest.fixture(params=EVERY)
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def faces(family: str, catalogue: Catalogue, open_face: Open) -> list[Any]:
    return [open_face(face) for face in catalogue.family(family).faces]


def test_coverage_file_is_the_cmap(family: str, faces: list[Any], catalogue: Catalogue) -> None:
    for face in faces:
        assert {chr(code) for code in face.getBestCmap()} == catalogue.family(family).characters


@pytest.mark.parametrize("family", CHINESE)
def test_the_8105_characters(faces: list[Any]) -> None:
    table = ROOT.parent / "shared/data/tgh-8105.txt"
    if not table.is_file():
        pytest.skip("the table of general characters lies outside of this repository")
    text = "".join(chr(int(line[2:], 16)) for line in table.read_text().split())
    assert len(text) == 8105
    assert [without(face, text) for face in faces] == [""] * len(faces)


def test_our_copy_of_the_8105_characters() -> None:
    lines = (FONTS / "cutting/tgh-8105.txt").read_text(encoding="utf-8").splitlines()
    assert len(set("".join(line for line in lines if not line.startswith("#")))) == 8105


@pytest.mark.parametrize("family", CHINESE)
def test_gb2312_marks_signs_pinyin(faces: list[Any]) -> None:
    assert len(gb2312()) == 7445
    for face in faces:
        assert without(face, gb2312() + MARKS + SIGNS + PINYIN) == ""


@pytest.mark.parametrize("family", ["Printkit Song", "Printkit Song Full", "Printkit Hei"])
def test_whole_blocks_of_punctuation(faces: list[Any]) -> None:
    # Unicode 16 leaves these of the two blocks unassigned; U+FFA0 is the halfwidth Hangul filler.
    unassigned = {0xFF00, 0xFFA0, 0xFFBF, *range(0xFFC0, 0xFFC2), 0xFFC8, 0xFFC9, 0xFFD0, 0xFFD1, 0xFFD8, 0xFFD9,
                  *range(0xFFDD, 0xFFE0), 0xFFE7, 0xFFEF}  # fmt: skip
    text = "".join(map(chr, ({*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)}) - unassigned))
    for face in faces:
        assert without(face, text) == ""


@pytest.mark.parametrize("family", CHINESE)
def test_quotes_and_han_are_one_em(faces: list[Any]) -> None:
    for face in faces:
        cmap = face.getBestCmap()
        assert {face["hmtx"][cmap[ord(c)]][0] for c in "“”‘’…，。（）《》　中国"} == {face["head"].unitsPerEm}


@pytest.mark.parametrize("family", CHINESE)
def test_dot_between_the_parts_of_a_name(faces: list[Any]) -> None:
    """Half an em and in its middle (typography R31); the katakana dot stays an em."""
    for face in faces:
        cmap, em = face.getBestCmap(), face["head"].unitsPerEm
        dot = cmap[ord("·")]
        outline = face["glyf"][dot]
        assert face["hmtx"][dot] == (em / 2, outline.xMin)
        assert abs(outline.xMin + outline.xMax - em / 2) <= 1
        assert face["hmtx"][cmap[ord("・")]][0] == em


@pytest.mark.parametrize("family", LATIN_IN_CHINESE)
def test_x_height_suits_chinese(faces: list[Any]) -> None:
    """0.46–0.50 em beside Han (typography R37)."""
    for face in faces:
        height = face["glyf"][face.getBestCmap()[ord("x")]].yMax / face["head"].unitsPerEm
        assert 0.46 <= height <= 0.51  # the bold of Source Serif has 0.506


@pytest.mark.parametrize("family", ["Printkit Song", "Printkit Hei", "Printkit Kai"])  # the full one is whole
def test_no_radicals_in_place_of_characters(faces: list[Any]) -> None:
    """Copied text must not turn into Kangxi radicals (typography R40)."""
    for face in faces:
        assert not set(range(0x2E80, 0x2FE0)) & face.getBestCmap().keys()


@pytest.mark.parametrize("family", LATIN_IN_CHINESE)
def test_latin_in_chinese_leaves_the_marks_to_the_chinese_face(faces: list[Any]) -> None:
    blanks_and_tones = {0xA0, 0x2009, 0x202F, *range(0x300, 0x30D)}
    allowed = {*range(0x20, 0x7F), *range(0xC0, 0x180), *map(ord, PINYIN + PINYIN.upper())} | blanks_and_tones
    for face in faces:
        assert face.getBestCmap().keys() <= allowed
        assert without(face, PINYIN + "".join(map(chr, range(0x20, 0x7F)))) == ""
        assert without(face, "“”‘’–—…·•‰℃") == "".join(sorted("“”‘’–—…·•‰℃"))


@pytest.mark.parametrize("family", ["Printkit Text", "Printkit Sans", "Printkit Display"])
def test_english_families(faces: list[Any]) -> None:
    for face in faces:
        assert without(face, "“”‘’–—…·•†‡§©®™€£¥½fiéñçøßłşžÀŐ\u00a0\u00ad") == ""
        features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
        assert features >= {"liga", "onum", "pnum"}
        assert "kern" in {record.FeatureTag for record in face["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("family", LATIN)
def test_every_character_has_a_glyph_of_its_own(faces: list[Any]) -> None:
    """A PDF knows one text for each glyph (typography R13)."""
    for face in faces:
        cmap = face.getBestCmap()
        assert len(set(cmap.values())) == len(cmap)


@pytest.mark.parametrize("family", LATIN)
def test_figures_are_lining_and_even_unless_asked(faces: list[Any]) -> None:
    for face in faces:
        glyphs = [face.getBestCmap()[ord(digit)] for digit in "0123456789"]
        widths = [face["hmtx"][glyph][0] for glyph in glyphs]
        assert max(widths) - min(widths) <= 1  # fixing the axes rounds each glyph by itself
        heights = [face["glyf"][glyph].yMax for glyph in glyphs]
        assert max(heights) - min(heights) < 0.03 * face["head"].unitsPerEm


@pytest.mark.parametrize("family", ["Printkit Song", "Printkit Song Full", "Printkit Hei"])
def test_features_of_chinese(faces: list[Any]) -> None:
    for face in faces:
        substitution, positioning = face["GSUB"].table, face["GPOS"].table
        tags = {record.FeatureTag for record in substitution.FeatureList.FeatureRecord}
        assert tags >= {"vert", "vrt2", "fwid", "hwid", "locl"}
        assert {record.FeatureTag for record in positioning.FeatureList.FeatureRecord} >= {"halt", "palt", "kern"}
        languages = {
            record.LangSysTag
            for script in substitution.ScriptList.ScriptRecord
            for record in script.Script.LangSysRecord
        }
        assert "ZHS " in languages


def test_metrics(faces: list[Any]) -> None:
    for face in faces:
        em, hhea, os2 = face["head"].unitsPerEm, face["hhea"], face["OS/2"]
        ascent, descent = 0.88 * em, 0.12 * em
        assert (hhea.ascent, hhea.descent, hhea.lineGap) == (ascent, -descent, 0)
        assert (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap) == (ascent, -descent, 0)
        assert (os2.usWinAscent, os2.usWinDescent) == (ascent, descent)
        assert os2.fsSelection & 1 << 7


def test_static_unhinted_and_dated(faces: list[Any]) -> None:
    for face in faces:
        assert "glyf" in face
        assert not {"fvar", "gvar", "fpgm", "prep", "cvt ", "gasp", "BASE", "STAT"} & set(face.keys())
        assert face["head"].created == face["head"].modified == 3818534400  # 2025-01-01, in seconds from 1904


def test_names(family: str, faces: list[Any], catalogue: Catalogue) -> None:
    for face, entry in zip(faces, catalogue.family(family).faces, strict=True):
        names = {record.nameID: record.toUnicode() for record in face["name"].names}
        assert names[16] == family
        assert names[6] == entry.file.stem
        assert face["OS/2"].usWeightClass == entry.weight
        assert bool(face["OS/2"].fsSelection & 1) == (entry.style == "italic")
        assert len(face.getGlyphOrder()) == entry.glyphs
        ours = " ".join(text for number, text in names.items() if number not in (0, 13, 14))
        assert not re.search("source|noto|lxgw|霞鹜|klee", ours, re.IGNORECASE)
        assert "opyright" in names[0] or "©" in names[0] or "(c)" in names[0]
        assert face["OS/2"].fsType == 0  # may be embedded, without any condition
        assert "SIL Open Font License" in names[13]
