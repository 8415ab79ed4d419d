"""Inline nodes as HTML: where the author's break hints go."""

import pytest

from printkit.markup.inline import HINT, phrases, to_html
from printkit.report.inline import parse_inline


@pytest.mark.parametrize(
    ("text", "heading", "running"),
    [
        ("街和街|不一样", f"街和街{HINT}不一样", "街和街不一样"),
        ("甲**乙|丙**丁", f"甲<strong>乙{HINT}丙</strong>丁", "甲<strong>乙丙</strong>丁"),
        (r"甲\|乙", "甲|乙", "甲|乙"),
        ("甲^[一|二]|乙", f'甲<span class="footnote">一二</span>{HINT}乙', '甲<span class="footnote">一二</span>乙'),
    ],
)
def test_hints_stand_in_headings_alone(text: str, heading: str, running: str) -> None:
    nodes = parse_inline(text)
    assert to_html(nodes, hints=True) == heading
    assert to_html(nodes) == running


def test_pieces_between_hints() -> None:
    assert phrases(parse_inline("街和街|**不|一样**|")) == ["街和街", "<strong>不一样</strong>"]


def test_a_reading_stands_behind_its_base() -> None:
    assert to_html(parse_inline("{字|zì<}")) == "<ruby>字<rt>zì&lt;</rt></ruby>"
