"""Chinese text → words, by the most probable way to cut it: a lexicon of counted words, and rules for unknown ones.

Made for headings and captions, where a line must not break inside a word (R26). The lexicon is a plain file,
`lexicon/zh.txt`: one line for each first letter, which is read only when a text has that letter. Its levels are
steps of 0.8 nats of improbability; so are all the costs here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from ..resources import lexicon_folder

_UNKNOWN_SIGN: Final = 24.0
"""A letter that the lexicon does not have: the rarest that it has stand at 21."""
_UNKNOWN_WORD: Final = 23.5
"""Two letters that are no word of the lexicon: dearer than two common words of one letter, cheaper than rare ones."""
_NAME: Final = (18.5, 20.5)
"""A family name and one letter, or two."""

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENTRY: Final = re.compile("([^a-z]*)([a-z])")
_PIECE: Final = re.compile(
    r"[ \t]+|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,:'’%°]*|.",
    re.DOTALL,
)
# Of the families of today: the common ones that are not far more often another word.
_FAMILY: Final = frozenset(
    "王李张刘马陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜"
    "范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟段雷钱汤尹黎乔贺赖龚庞樊殷施洪翟倪严俞葛鲁韦毕聂焦柳邢骆"
)
# Letters of grammar are no part of a name nor of an unknown word.
_GRAMMAR: Final = frozenset(
    "的了着过地得们吗呢吧啊之等和与及或而且但在从对向为以于把被将给让使由是有不没未也都就又再还才已很最更太只"
    "这那哪此每各某几两一二三四五六七八九十百千万亿零第个我你他她它上下里中内外前后说人"
)
_COUNTING: Final = frozenset("一二三四五六七八九十百千万亿两几数半这那每各")


@cache
def _lines() -> dict[str, str]:
    """First letter → the rest of its words with their levels."""
    text = (lexicon_folder() / "zh.txt").read_text(encoding="utf-8")
    return {line[0]: line[1:] for line in text.splitlines()}


@lru_cache(maxsize=2048)
def words_from(letter: str) -> Mapping[str, int]:
    """The words that begin with a letter, without it → how rare each is, in steps of 0.8 nats."""
    return {rest: ord(level) - ord("a") for rest, level in _ENTRY.findall(_lines().get(letter, ""))}


def is_han(word: str) -> bool:
    """Whether a word of `segment` is Chinese."""
    return _HAN.match(word) is not None


def segment(text: str) -> list[str]:
    """The words of a text in their order; they join to the text. Latin words, numbers, marks and blanks stand alone."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if is_han(piece):
            found += _most_probable(piece)
        else:
            found.append(piece)
    return found


def _most_probable(text: str) -> list[str]:
    count = len(text)
    best = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    for start in range(count):
        for end, cost in _edges(text, start):
            if best[start] + cost < best[end]:
                best[end] = best[start] + cost
                back[end] = start
    words = []
    end = count
    while end:
        words.append(text[back[end] : end])
        end = back[end]
    return words[::-1]


def _edges(text: str, start: int) -> Iterator[tuple[int, float]]:
    """The words that may begin at `start`, as (end, cost)."""
    known = words_from(text[start])
    yield start + 1, float(known.get("", _UNKNOWN_SIGN))
    for end in range(start + 2, min(len(text), start + 8) + 1):
        level = known.get(text[start + 1 : end])
        if level is not None:
            yield end, float(level)
    pair = text[start : start + 2]
    if len(pair) < 2 or not _GRAMMAR.isdisjoint(pair):
        return
    yield start + 2, _UNKNOWN_WORD
    # 张 after 一 or 这 is a measure word, and so are some others.
    if pair[0] in _FAMILY and not (start and text[start - 1] in _COUNTING):
        yield start + 2, _NAME[0]
        if start + 2 < len(text) and text[start + 2] not in _GRAMMAR:
            yield start + 3, _NAME[1]
