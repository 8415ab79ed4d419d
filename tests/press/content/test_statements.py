from __future__ import annotations

import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.press.content.statements import name, statements


def stripped(data: bytes) -> list[tuple[bytes, bytes]]:
    return [(operands.strip(), operator) for operands, operator in statements(data)]


def hexadecimal(text: bytes) -> bytes:
    return b"<" + text.hex().encode() + b">"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 0 0 rg\n0 0 5 5 re f*", [(b"1 0 0", b"rg"), (b"0 0 5 5", b"re"), (b"", b"f*")]),
        (b"(1 0 0 rg) Tj", [(hexadecimal(b"1 0 0 rg"), b"Tj")]),
        (rb"(a\)1 g\() Tj 0 g", [(hexadecimal(b"a)1 g("), b"Tj"), (b"0", b"g")]),
        (b"(a(b(c(d)))(1 g)) Tj", [(hexadecimal(b"a(b(c(d)))(1 g)"), b"Tj")]),
        (rb"(\101\7\n\\) Tj", [(b"<41070a5c>", b"Tj")]),
        (b"(a\\\nb\r\nc) Tj", [(b"<61620a63>", b"Tj")]),
        (b"/rg gs /g1.0 gs", [(b"/rg", b"gs"), (b"/g1.0", b"gs")]),
        (b"<1 0 0a> Tj", [(b"<1 0 0a>", b"Tj")]),
        (b"/Span <</MCID 3 /Lang <feff>>> BDC EMC", [(b"/Span <</MCID 3 /Lang <feff>>>", b"BDC"), (b"", b"EMC")]),
        (b"1 g % 0 0 0 rg (\n0 0 m", [(b"1", b"g"), (b"0 0", b"m")]),
        (b"[<00>5<01>]TJ[(a)-3(b)]TJ T*", [(b"[<00>5<01>]", b"TJ"), (b"[<61>-3<62>]", b"TJ"), (b"", b"T*")]),
        (b"(a)'1 2(b)\"", [(b"<61>", b"'"), (b"1 2<62>", b'"')]),
        (b"/P <</On true /Off false /No null>> BDC", [(b"/P <</On true /Off false /No null>>", b"BDC")]),
        (b"/BI gs 1 0 0 RG", [(b"/BI", b"gs"), (b"1 0 0", b"RG")]),
        (b"-.5 +3. 1 0 0 1 cm", [(b"-.5 +3. 1 0 0 1", b"cm")]),
        (b"", []),
    ],
)
def test_operators_are_found_and_strings_hide_none(data, expected):
    assert stripped(data) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"(never closed Tj", "content-stream"),
        (b"1 0 0 rg <00", "content-stream"),
        (b"0 g 12 13", "content-stream"),
        (b"0 g ]", "content-stream"),
        (b"q BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q", "inline-image"),
    ],
)
def test_what_is_no_sequence_of_statements_is_refused(data, code):
    with pytest.raises(PrintkitError) as caught:
        statements(data)
    assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_a_hostile_stream_is_read_in_time_that_grows_with_its_length():
    # Nested repetitions that give back would take ages here.
    assert len(statements(b"/a " * 50_000 + b"<ab>" * 50_000 + b" TJ")) == 1
    with pytest.raises(PrintkitError):
        statements(b"(" * 200_000)


def test_names_are_read_with_their_escapes():
    assert name(b"/a#31.0") == "/a1.0"
    assert name(b"/A#20B") == "/A B"


NUMBERS = st.sampled_from(["0", "-1", "+2.5", ".5", "-.25", "3."])
NAMES = st.sampled_from(["/rg", "/a#28b", "/BI", "/f*", "/true", "/"])
LITERAL = st.binary(max_size=12).map(
    lambda raw: "(" + re.sub(r"[\\()\r]", lambda found: "\\" + found[0].replace("\r", "r"), raw.decode("latin-1")) + ")"
)
NESTED = LITERAL.map(lambda text: f"(a{text}(b(c){text}))")
HEXADECIMAL = st.binary(max_size=6).map(lambda raw: "<" + raw.hex(" ") + ">")
SIMPLE = st.one_of(NUMBERS, NAMES, LITERAL, NESTED, HEXADECIMAL)
ARRAY = st.lists(SIMPLE, max_size=4).map(lambda parts: "[" + " ".join(parts) + "]")
OPERANDS = st.lists(st.one_of(SIMPLE, ARRAY), max_size=4)
OPERATORS = st.sampled_from(["rg", "Tj", "TJ", "f*", "'", '"', "q", "BT", "d0", "T*", "scn"])
BLANKS = st.sampled_from([" ", "\n", "\r\n", "\t ", " % 1 0 0 rg ( <\n"])


@given(st.lists(st.tuples(OPERANDS, OPERATORS, BLANKS), max_size=12))
def test_statements_are_those_that_another_reader_finds(parts):
    text = "".join(blank.join([*operands, operator]) + blank for operands, operator, blank in parts)
    data = text.encode("latin-1")
    with pikepdf.new() as pdf:
        theirs = list(pikepdf.parse_content_stream(pdf.make_stream(data)))
        ours = statements(data)
        assert [operator.decode() for _, operator in ours] == [str(operator) for _, operator in theirs]
        again = pikepdf.parse_content_stream(pdf.make_stream(b"".join(part for pair in ours for part in pair)))
        for (given_, _), (written, _) in zip(theirs, again, strict=True):
            assert pikepdf.Array(given_) == pikepdf.Array(written)
