"""The file that an author goes on with."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.importing import import_article, write_report
from printkit.importing.pieces import Stretch, visible
from printkit.importing.settle import escape, markup
from printkit.importing.write import scalar
from printkit.report import Report, loads
from printkit.report.inline import parse_inline, plain_text
from printkit.source import parse

from .letters import ARTICLES

EVERYTHING = {
    "languages": ["zh", "en"],
    "title": {"zh": "一", "en": "One: two"},
    "subtitle": "2019",
    "date": "2020-01-15",
    "logo": "logo.svg",
    "imprint": [{"label": {"zh": "印数"}, "text": "no"}],
    "sections": [
        {
            "heading": {"zh": "# 号"},
            "highlight": {"en": "- dash"},
            "blocks": [
                {"zh": "短"},
                "12",
                {"highlight": {"zh": "头"}, "text": {"zh": "尾 # 不是注释", "en": 'it\'s "so"'}},
                {"figure": "a.png", "caption": {"zh": "图"}, "width": "page"},
                {"figure": [{"file": "a.png", "focus": [30, 40]}, "slot"]},
                {"figure": {"file": "b.png", "credit": {"en": "Li"}}},
                {"statistics": [{"value": "1,300+", "label": {"zh": "人"}, "of": "59"}]},
                {"table": [[{"zh": "甲"}, ""], ["1", "~"]], "head": [{"zh": "列"}, "x"]},
                {"chart": "bars", "items": [{"label": {"zh": "条"}, "value": "-3.50%"}]},
                {"timeline": [{"when": "1", "text": {"zh": "起"}, "focus": True}, {"when": "2", "text": {"zh": "止"}}]},
                {"quote": {"zh": "“引”"}, "source": {"zh": "人"}},
                {"list": ["1", {"zh": "二"}, {"head": {"zh": "三"}, "text": {"zh": "四"}}], "ordered": True},
                {"people": [{"name": {"zh": "名"}, "portrait": "p.jpg"}]},
                {"honours": [{"rank": "1", "name": {"zh": "奖"}}]},
                {
                    "network": [
                        {"count": "1", "label": {"zh": "核"}},
                        {"count": "N", "label": {"zh": "点"}, "nodes": ["a"]},
                    ]
                },
                {"callout": {"zh": "提示"}},
                {"break": "page"},
            ],
        },
        {"blocks": []},
    ],
    "closing": {"slogan": [{"zh": "口|号"}]},
    "keywords": [{"zh": "词"}],
    "contact": {"telephone": "0755", "qr": "https://a.b/c#d"},
}


def test_every_kind_of_block_reads_back():
    report = Report.model_validate(EVERYTHING)
    assert loads(write_report(report)).model_dump() == report.model_dump()


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(visible))
def test_any_text_is_a_scalar_on_one_line(text):
    written = scalar(text)
    assert "\n" not in written
    assert parse(f"a: {written}\n", "x").data == {"a": text}


@pytest.mark.parametrize(
    "text",
    ["no", "~", "null", "2019-01-01", "1e3", "- a", "a: b", "a #b", "{a|b}", "“引”", "", "@x", "=", "'a", '"a', "a:"],
)
def test_signs_are_quoted_where_they_must_be(text):
    assert parse(f"a:\n  - b: {scalar(text)}\n", "x").data == {"a": [{"b": text}]}
    assert parse(f"- {scalar(text)}\n", "x").data == [text]


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="中a *[]{}|\\^()", max_size=24))
def test_letters_that_look_like_markup_stay_letters(text):
    assert plain_text(parse_inline(escape(text.strip()))) == text.strip()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(alphabet="中a *[]|\\", max_size=6), st.booleans(), st.booleans(), st.booleans()), max_size=5
    )
)
def test_stress_and_links_never_cost_a_letter(parts):
    words = tuple(Stretch(t, b, i, "https://a.b/c" if link else "") for t, b, i, link in parts)
    said = plain_text(parse_inline(markup(words)))
    assert "".join(said.split()) == "".join("".join(t for t, *_ in parts).split())


@pytest.mark.parametrize("name", ["01-web-save.txt", "02-wechat.html", "04-ueditor.html", "08-markdown.md"])
def test_english_fits_in_as_one_line_under_each_chinese(name):
    imported = import_article(ARTICLES / name)
    both = re.sub(
        r"^([ -]*)zh: .*$", lambda m: f"{m[0]}\n{' ' * len(m[1])}en: Words in English", imported.yaml, flags=re.M
    )
    report = loads(both)
    assert report.languages == ("zh", "en")
    assert all(text.languages() == ("zh", "en") for text in report.texts() if text.neutral is None)


def test_the_file_tells_what_to_do_next():
    text = import_article(ARTICLES / "01-web-save.txt").yaml
    assert text.startswith("# yaml-language-server: $schema=report.schema.json\n")
    assert "write a line `en: …` under each `zh: …`" in text
    assert "figure: slot  # put the file name of a picture here" in text


def test_invisible_characters_do_not_reach_the_file():
    assert visible("a\u202eb\u0007c\ufeff\u2028d\ud800\r\ne") == "abcd\ne"
