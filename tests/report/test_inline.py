from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.report.inline import (
    Break,
    Emphasis,
    Footnote,
    Inline,
    Link,
    Ruby,
    Run,
    Strong,
    allowed_address,
    join_lines,
    parse_inline,
    plain_text,
    refused_addresses,
)

A, B = Run("甲"), Run("乙")


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", ()),
        ("甲", (A,)),
        ("**“走出去”**提升", (Strong((Run("“走出去”"),)), Run("提升"))),
        ("提升**“走出去”**", (Run("提升"), Strong((Run("“走出去”"),)))),
        ("*甲*乙", (Emphasis((A,)), B)),
        ("*甲 **乙** 甲*", (Emphasis((Run("甲 "), Strong((B,)), Run(" 甲"))),)),
        ("**甲 *乙* 甲**", (Strong((Run("甲 "), Emphasis((B,)), Run(" 甲"))),)),
        ("***甲***", (Strong((Emphasis((A,)),)),)),
        ("***甲*乙**", (Strong((Emphasis((A,)), B)),)),
        ("*甲 **乙*", (Emphasis((Run("甲 **乙"),)),)),
        ("**甲", (Run("**甲"),)),
        ("****", (Run("****"),)),
        ("2 * 3 * 4", (Run("2 * 3 * 4"),)),
        ("甲^[注 *乙*]乙", (A, Footnote((Run("注 "), Emphasis((B,)))), B)),
        ("^[]", (Run("^[]"),)),
        ("[甲](https://example.org/a_(b))", (Link((A,), "https://example.org/a_(b)"),)),
        ("[**甲**](#place)", (Link((Strong((A,)),), "#place"),)),
        ("*[甲](tel:123)*", (Emphasis((Link((A,), "tel:123"),)),)),
        ("[甲](javascript:x)乙", (Run("甲乙"),)),
        ("[[甲](#a)](#b)", (Run("["), Link((A,), "#a"), Run("](#b)"))),
        ("[甲] (乙)", (Run("[甲] (乙)"),)),
        ("*[甲*", (Emphasis((Run("[甲"),)),)),
        ("{字|zì}", (Ruby("字", "zì"),)),
        ("{汉字|hànzì}", (Ruby("汉字", "hànzì"),)),
        ("甲{汉字|hàn|zì}乙", (A, Ruby("汉", "hàn"), Ruby("字", "zì"), B)),
        ("{字}{|}{a|b|c}", (Run("{字}{"), Break(), Run("}{a"), Break(), Run("b"), Break(), Run("c}"))),
        ("甲|乙", (A, Break(), B)),
        (r"\*甲\* \[乙\] \| \{ \} \^[甲] \\", (Run("*甲* [乙] | { } ^[甲] \\"),)),
        ("C:\\data", (Run("C:\\data"),)),
        ("一\n二\nthree\nfour", (Run("一二three four"),)),
    ],
)
def test_markup(text: str, nodes: tuple[Inline, ...]) -> None:
    assert parse_inline(text) == nodes


def test_lines_are_joined_with_a_blank_between_latin_letters_alone() -> None:
    assert join_lines("甲，\n 乙\nab\ncd\n\n丙 ") == "甲，乙ab cd丙"


def test_refused_addresses_are_told() -> None:
    text = "[a](javascript:alert(1)) [b](http://ok.example) [c](file:///etc/passwd) [d](data:x) [e](//host) `[f](x)`"
    assert refused_addresses(text) == ["javascript:alert(1)", "file:///etc/passwd", "data:x", "//host", "x"]
    assert plain_text(parse_inline(text)) == "a b c d e `f`"


@pytest.mark.parametrize("address", ["http://x", "HTTPS://x", "mailto:a@b", "tel:1", "#a"])
def test_where_a_link_may_go(address: str) -> None:
    assert allowed_address(address)


@pytest.mark.parametrize(
    "address", ["", "x", "javascript:x", "JAVASCRIPT:x", "java\nscript:x", "data:,", "file:/x", "http://\u202ex"]
)
def test_where_it_may_not(address: str) -> None:
    assert not allowed_address(address)


@given(st.text(alphabet="甲乙ab *[]()^{|}\\#:.\n", max_size=60))
def test_never_fails_and_keeps_every_letter(text: str) -> None:
    letters = [letter for letter in text if letter in "甲乙ab"]
    told = "".join(_letters(parse_inline(text))) + "".join(refused_addresses(text))
    assert sorted(letters) == sorted(letter for letter in told if letter in "甲乙ab")
    assert not any(isinstance(node, Run) and not node.text for node in parse_inline(text))


@given(st.text(max_size=40))
def test_a_text_with_every_sign_escaped_is_itself(text: str) -> None:
    text = join_lines(" ".join(text.split()))
    escaped = "".join(f"\\{letter}" if letter in "\\*[]^{}|" else letter for letter in text)
    assert plain_text(parse_inline(escaped)) == text


@pytest.mark.parametrize(
    "unit",
    [
        "*",
        "* ",
        "**a*",
        "*a**",
        "[",
        "]",
        "^[",
        "{",
        "{a|",
        "[a](",
        "[a](b",
        "[[a](b)",
        "\\*",
        "|",
        "*a **b ",
        "**[a* ",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    parse_inline(text)
    assert time.process_time() - start < 1.0  # 0.2 s measured; a quadratic one takes minutes


@pytest.mark.parametrize(
    "text", ["[" * 50_000 + "](#a)" * 50_000, "^[" * 50_000 + "a" + "]" * 50_000, "[a](" + " " * 99_000]
)
def test_nesting_is_bounded(text: str) -> None:
    start = time.process_time()
    nodes = parse_inline(text)
    assert time.process_time() - start < 3.0
    plain_text(nodes)  # no recursion error


def _letters(nodes: Iterable[Inline]) -> Iterable[str]:
    for node in nodes:
        match node:
            case Run(text=text):
                yield text
            case Ruby(base=base, reading=reading):
                yield base + reading
            case Link(children=children, address=address):
                yield from _letters(children)
                yield address
            case Emphasis(children=children) | Strong(children=children) | Footnote(children=children):
                yield from _letters(children)
