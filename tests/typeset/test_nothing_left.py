"""No construction that a template may use goes back to the engine's line breaker."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from inline_pages import TEXT, set_pages

CSS = """
.dots { --text-emphasis: dot } u { text-decoration: underline } .wave { text-decoration: underline wavy red }
.over { text-decoration: overline } s { text-decoration: line-through dotted } .double { text-decoration: underline double }
.first::first-letter { font-size: 2em } .first::first-line { font-weight: 700 }
.drop::first-letter { float: left; font-size: 28pt; line-height: 36pt }
.count::before { counter-increment: n; content: counter(n) "．" }
"""
INSIDE = [
    "<ruby>字<rt>zì</rt></ruby>", "<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby>", "<em class=dots>着重</em>",
    "<u>名</u><u class=wave>书</u>", "<s>删</s><span class=over>上</span><span class=double>双</span>",
    *(f'<img src=x alt=x style="width:1em;height:2em;vertical-align:{a}">' for a in
      ("baseline", "middle", "top", "bottom", "super", "sub", "text-top", "text-bottom", "10%", "-2pt")),
    *(f'<span style="vertical-align:{a}">字</span>' for a in ("middle", "top", "bottom", "text-top", "text-bottom", "20%")),
    '<span style="display:inline-block;width:2em">框</span>', '<span style="display:inline-flex"><b>格</b></span>',
    '<svg viewBox="0 0 8 8" style="width:1em;height:1em"><title>o</title><circle r="4"/></svg>', '<span style="font-size:3em">12</span>个',
    '<span style="white-space:nowrap">不可分开</span>', '<code style="white-space:pre">a  b\n c</code>',
    '<span style="white-space:pre-wrap">a  b</span>', '<span style="word-spacing:1em">a b c</span>',
    '<span style="float:left;font-size:28pt;line-height:36pt">下</span>', '<span style="float:right;width:3em;height:4em"></span>',
    '<img src=x alt=x style="float:left;width:3em;height:4em">', '<span class=footnote>注</span>', '<a href="#x">链</a>',
    '<span style="border:1px solid;padding:0 .2em">边</span>', '<span style="position:absolute">离</span>', "一<br>二",
]  # fmt: skip

UNSEEN = re.compile("<(rp|title)>.*?</.*?>|<[^>]*>")


@pytest.mark.parametrize("inside", INSIDE)
def test_nothing_inside_a_paragraph_is_left_to_the_engine(inside):
    made = set_pages(f"<p>{TEXT}{inside}{TEXT}</p><p>{inside}</p>", CSS)
    assert made.left == []


def test_a_page_with_all_of_them_is_composed():
    body = "".join(f"<p class=count>{TEXT}{inside}，{TEXT}</p>" for inside in INSIDE)
    blocks = f"""<p class=first>{TEXT}</p><p class=drop>{TEXT}</p><pre>a\n\tb</pre><h2 data-balance>{"".join(INSIDE[:4])}</h2>
      <ul><li>{TEXT}</li></ul><table><tr>{"".join(f"<td>{inside}</td>" for inside in INSIDE[:4])}</tr></table>
      <figure><figcaption>{TEXT}{INSIDE[0]}</figcaption></figure><p style="white-space:nowrap">{TEXT}</p>"""
    made = set_pages(body + blocks, CSS)
    assert made.left == []
    said = "".join(glyph.text for page in made.glyphs for glyph in page)
    assert said.replace("\n", "").count("删去的字也要看。") == 2 * len(INSIDE) + 5


@pytest.mark.parametrize("seed", range(12))
def test_any_mixture_is_composed_at_any_measure(seed):
    deal = random.Random(seed)
    parts = [deal.choice([*INSIDE, *["好", "，", "。", "“", "Wordy text ", "12%", "——"] * 6]) for _ in range(40)]
    measure, name = deal.choice([1, 2, 3, 5, 8, 12]), deal.choice(["", "first", "drop", "count"])
    body = f"<div style='width:{measure}em'><p class='{name}'>{''.join(parts)}</p><p>{TEXT}</p></div>"
    made = set_pages(body, CSS, lang=deal.choice(["zh", "en"]), tags=bool(seed % 2))
    assert made.left == []
    letters = Counter(glyph.text for page in made.glyphs for glyph in page)
    wanted = Counter("".join(UNSEEN.sub("", part) for part in parts) + TEXT)
    assert {sign for sign in wanted if not sign.isspace() and letters[sign] < wanted[sign]} == set()
