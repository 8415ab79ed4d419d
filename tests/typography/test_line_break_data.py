"""Where lines may break, against tables that were not written here.

Sources: web-platform-tests css/css-text/i18n/zh (as data beside this checkout), w3c/i18n-tests at 68a6ce63
css-text/line-breaking (classes CL, NS, OP of UAX #14) and css-text/line-break-details (GL, WJ, ZW), w3c/clreq at
7d515699 "Tables of Chinese punctuation marks". Only the characters are taken, as facts.
"""

from __future__ import annotations

import json

import pytest
from composing import SHARED, Face, letters, paragraph, set_text

from printkit.typography.characters import Class, classify
from printkit.typography.paragraph import Paragraph, Run


def starts_a_line(sign: str, **style: object) -> bool:
    """Six Han, the sign, two Han, in six ems: does the second line begin with the sign?"""
    return any(line.startswith(sign) for line in set_text(f"文文文文文文{sign}字字", 6, **style))


def codes(text: str) -> list[str]:
    return [chr(int(code, 16)) for code in text.split()]


# ------------------------------------------------------- web-platform-tests


def wpt() -> list[tuple[str, str]]:
    path = SHARED / "wpt-zh-line-break.json"
    if not path.is_file():
        return []
    data = json.loads(path.read_text("utf-8"))
    return [(name, code) for name, signs in data["strict_no_break_before"].items() for code in signs]


needs_data = pytest.mark.skipif(not wpt(), reason="the shared data is not beside this checkout")
GB_ALLOWS = {
    # GB/T 15834-2011 5.1.5 only asks that …… be whole; clreq's set `strict` keeps it from the line's start.
    "inseparable"
}


@needs_data
def test_strict_begins_no_line_with_any_class():
    assert [f"U+{code}" for _, code in wpt() if starts_a_line(chr(int(code, 16)), line_start_end="strict")] == []


@needs_data
def test_gb_begins_no_line_with_any_class_but_the_ellipses():
    began = {name for name, code in wpt() if starts_a_line(chr(int(code, 16)))}
    assert began == GB_ALLOWS


LOOSE_DEVIATIONS = {
    "centred punctuation": "：；！？ and · begin no line in any of clreq's sets but `none`; GB/T 15834-2011 5.1.1, 5.1.8",
    "iteration": "々 belongs to the Han before it; UAX #14 class NS",
    "postfix": "R14: ％ ℃ ‰ stay with their number; clreq, digits and their suffix",
    "hyphens": "connectors begin no line; GB/T 15834-2011 5.1.6, clreq `basic`",
}
"""Where `line-break: loose` (and for hyphens `normal`) lets a line begin with what ours never do, and why."""


@needs_data
def test_what_loose_allows_and_gb_does_not_is_listed():
    refused = {name for name, code in wpt() if not starts_a_line(chr(int(code, 16)))}
    assert refused == set(LOOSE_DEVIATIONS)


# ------------------------------------------------------- w3c/i18n-tests

CLOSING = codes("""
007D 2046 2309 230B 232A 2769 276B 276D 276F 2771 2773 2775 27C6 27E7 27E9 27EB 27ED 27EF 2984 2986 2988 298A 298C
298E 2990 2992 2994 2996 2998 29D9 29DB 29FD 2E23 2E25 2E27 2E29 3001 3002 3009 300B 300D 300F 3011 3015 3017 3019
301B 301E 301F FE11 FE12 FE18 FE36 FE38 FE3A FE3C FE3E FE40 FE42 FE44 FE48 FE50 FE52 FE5A FE5C FE5E FF09 FF0C FF0E
FF3D FF5D FF60 FF61 FF63 FF64
""")
NON_STARTERS = codes("""
203C 203D 2047 2048 2049 3005 301C 303B 303C 309B 309C 309D 309E 30A0 30FB 30FD 30FE FE54 FE55 FF1A FF1B FF65 FF9E
FF9F 1F679 1F67A 1F67B
""")
OPENING = codes("""
0028 005B 007B 00A1 00BF 201A 201E 2045 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5 27E6 27E8 27EA 27EC
27EE 2983 2985 2987 2989 298B 298D 298F 2991 2993 2995 2997 29D8 29DA 29FC 2E18 2E22 2E24 2E26 2E28 2E42 3008 300A
300C 300E 3010 3014 3016 3018 301A 301D FE17 FE35 FE37 FE39 FE3B FE3D FE3F FE41 FE43 FE47 FE59 FE5B FE5D FF08 FF3B
FF5B FF5F FF62
""")
# Left out of the lists: marks of Tibetan, Ogham, Egyptian, Anatolian, Khmer, Nushu, Tangut, Yi, Adlam and Arabic
# scripts and raised or lowered parentheses, which no Chinese text joins to Han.


def test_no_line_begins_with_closing_marks():
    assert [f"U+{ord(sign):04X}" for sign in CLOSING if starts_a_line(sign)] == []


def test_no_line_begins_with_non_starters():
    assert [f"U+{ord(sign):04X}" for sign in NON_STARTERS if starts_a_line(sign)] == []


def test_no_line_ends_with_opening_marks():
    wrong = []
    for sign in OPENING:
        # The mark fits on the first line, and goes down with the Han after it all the same.
        lines = set_text(f"文文文文文文{sign}字字", 7)
        if lines[0].endswith(sign):
            wrong.append(f"U+{ord(sign):04X}")
    assert wrong == []


LONG = "a" * 39, "b" * 30


@pytest.mark.parametrize("code", ["0020", "200B", "00AD", "2010", "2013"])
def test_english_breaks_after(code):
    p = paragraph(chr(int(code, 16)).join(LONG), chinese=False)
    lines = p.fit(21_000)
    assert len(lines) == 2
    assert not any(line.forced for line in lines)


@pytest.mark.parametrize("code", ["00A0", "202F", "2007", "2011", "2060", "FEFF", "034F"])
def test_nothing_breaks_around(code):
    # 34F is a mark that combines; 180E, F08, F0C and F12 of the same list are Mongolian and Tibetan.
    sign = chr(int(code, 16))
    for chinese in (True, False):
        p = Paragraph([Run(f"文文文 aaa{sign}bbb 文文文", Face())], chinese=chinese)
        for measure in range(4, 12):
            joined = [letters(p, line) for line in p.fit(measure * 1000)]
            assert any(f"aaa{sign}bbb" in line for line in joined), (chinese, measure, joined)


@pytest.mark.parametrize("measure", range(4, 16))
@pytest.mark.parametrize(
    "text", ["引发网络的全部\u3000潜能…", "缔造真正全球通行的万维网", "缔造真正全球通 Web 行的万Web维网"]
)
def test_chinese_of_the_exploratory_test(text, measure):
    p = paragraph(text)
    lines = [letters(p, line) for line in p.fit(measure * 1000)]
    assert "".join(lines) == text.replace(" ", "")
    assert all(not line.startswith(("\u3000", "eb", "b")) for line in lines)


# ------------------------------------------------------- clreq

CLREQ = {
    Class.STOP: "。．",
    Class.PAUSE: "，、：；",
    Class.QUERY: "！‼？⁇",
    Class.DASH: ["⸺", "——", "……", "⋯⋯"],
    Class.LINK: "～-–—",
    Class.DOT: "·・‧•",
    Class.SOLIDUS: "/／",
    Class.OPEN: "「『“‘（《〈【〖〔［｛",
    Class.CLOSE: "」』”’）》〉】〗〕］｝",
}
"""clreq's tables of marks. Not in the line but under it, and no matter of ours: ＿ ﹏ and the dots of emphasis."""


@pytest.mark.parametrize("kind", CLREQ)
def test_marks_of_the_tables_have_their_class(kind):
    assert [sign for sign in CLREQ[kind] if classify(sign) is not kind] == []


def test_a_solidus_neither_begins_nor_ends_a_line():
    # GB/T 15834-2011 5.1.9, clreq `GB-style`
    for sign in "/／":
        for measure in (4, 5, 6):
            lines = set_text(f"文文文文{sign}字字字字字", measure)
            assert not any(line.startswith(sign) or line.endswith(sign) for line in lines)


def test_a_row_of_ellipses_parts_between_its_pairs_only():
    # clreq, "Prohibition rules for unbreakable marks"
    for sign in "—…":
        lines = set_text(f"文文{sign * 4}文文", 4)
        assert lines == [f"文文{sign * 2}", f"{sign * 2}文文"]


# ------------------------------------------------------- typst


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        # What typst 0.15's tests/suite/layout/inline/cjk.typ looks at: pairs of marks in the style of GB.
        ("《原神》！？", 1 + 2 + 0.5 + 1),
        ("「真的吗？」", 1 + 3 + 0.5 + 0.5),
        ("《书名〈章节〉》", 1.5 + 2 + 0.5 + 2 + 0.5 + 0.5),
        ("〔茸毛〕：很", 1 + 2 + 0.5 + 1 + 1),
        ("（〔中〕医", 1.5 + 1 + 1 + 1),
        ("中，中12文1中", 3 + 0.25 + 1 + 0.25 + 1 + 0.25 + 0.5 + 0.25 + 1),
    ],
)
def test_marks_beside_each_other_take_so_many_ems(text, ems):
    p = paragraph(text)
    line = p.fit(40_000)[0]
    # From the first mark's blank half to the last ink: a bracket at the line's start has lost half an em.
    assert line.width == pytest.approx((ems - (line.left / 1000)) * 1000)
