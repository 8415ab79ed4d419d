"""Where a heading, a caption or a slogan may break between words, and how good each place is (R26).

Chinese is cut into words by `lexicon`; English breaks at its blanks, by `phrases`. What belongs together though it
is more than one word is bound here: a number and its measure word, a short quotation, a book title. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from . import phrases
from .costs import CLINGING, PAUSE, PHRASE, WHOLE, WORDS, each
from .lexicon import is_han, segment

_LONGEST_QUOTE: Final = 8
"""A quotation of at most so many letters stays whole."""

_PAUSES: Final = frozenset("，；：。！？…—～,;:.!?")
_OPENING: Final = frozenset("“‘（《〈「『【〔〖([")
_CLOSING: Final = frozenset("”’）》〉」』】〕〗)]")
_LINKS: Final = frozenset("+＋&＆/·-")
_BULLETS: Final = frozenset("▲△▼▽●○■□◆◇★☆※①②③④⑤⑥⑦⑧⑨⑩")
"""Signs that begin a caption or an item: they never end a line (R28)."""

# Words of grammar, by the side on which they lean. Each stands here as a word of its own, not as a letter of one.
_LEAN_BACK: Final = each("的 了 着 过 们 地 得 吗 呢 吧 啊 呀 之 者 化 性 等 等等 似的 般 来说")
_LEAN_BACK_A_LITTLE: Final = each(
    "上 下 里 中 内 外 前 后 间 时 会 长 部 所 期 处 起来 下去 出来 出去 下来 过来 过去 以来 之间 之后 之前"
)
_SUFFIXES: Final = each(
    "家 员 师 村 街 区 路 厅 局 院 馆 站 室 率 度 型 式 版 奖 节 队 团 系 学 界 感 力 量 市 省 县 镇"
)
_JOINTS: Final = each("和 与 及 以及 或 或者 并 并且 而 而且 暨")
_LEAN_ON: Final = each(
    "在 对 向 从 为 以 于 把 被 将 给 让 使 由 按 经 据 自 至 到 比 跟 同 关于 对于 为了 通过 根据 按照 围绕 随着 "
    "不 没 没有 未 也 都 就 又 再 还 才 已 很 最 更 太 只 正 先 早 仍 却 可 能 会 要 应 需 须 想 敢 肯 是 有 "
    "各 每 全 该 本 这 那 哪 其 此 某 几 新 老 小 大 多 好 高 副 总 非 无 超 第 首 首个 所 让 请 谁 怎么 什么 一个"
)
_PREFIXES: Final = each("第 老 副 总 非 超")

_COUNT: Final = "一二三四五六七八九十百千万亿零〇两几半数"
_MEASURE: Final = (
    "平方公里|平方米|公里|公顷|厘米|毫米|千米|小时|分钟|人次|户次|场次|批次|车次|个月|个半|星期|世纪|年度|年代|周年|月份|"
    "公斤|[个户章节卷册页年月日号时分秒周天岁届期级次场批轮名人位口家支队组班条项件桩宗所座栋幢层楼间套块片张份篇本封幅枚颗粒朵"
    "棵株盆束枝只头匹辆艘台部架种类样款门堂课步遍趟圈处路里米吨斤亩元角倍成点线环代双对把盏扇面排行句段声番方维枪]"
)
_TIMES: Final = frozenset("年月日号时分秒周天度代期章节次")
_NUMBER: Final = re.compile(
    rf"(?:第|约|近|超)? ?(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d[\d.,:%‰]*)(?:[—–~～-]\d[\d.,:%‰]*)? ?[万亿千百]*[余多来]?(?:{_MEASURE})?"
    rf"|第?[{_COUNT}]+[余多来]?(?:{_MEASURE})?"
)
"""第三章, 十七个, 三十余户, 1 300 户, 2018—2019年, 12.5万元."""
_TITLE: Final = re.compile("《[^《》]*》|〈[^〈〉]*〉")
_QUOTE: Final = re.compile(
    rf"“[^“”]{{1,{_LONGEST_QUOTE}}}”|‘[^‘’]{{1,{_LONGEST_QUOTE}}}’|「[^「」]{{1,{_LONGEST_QUOTE}}}」"
)


class _Word(NamedTuple):
    start: int
    text: str
    blank: bool
    """Whether a blank stands before it."""


@lru_cache(maxsize=512)
def boundaries(text: str) -> Mapping[int, float]:
    """Index of each letter that may begin a line → what it costs to break before it, from 0 (see `costs`).

    What is not there lies inside a word. From `WHOLE` on, the place lies inside what should stay together, such as
    a number with its measure word, a quotation of up to eight letters or a book title. A blank belongs to the
    line that it ends. Which marks may begin or end a line is not decided here but by `breaks`.
    """
    words = list(_words(text))
    costs = {after.start: cost for before, after in pairwise(words) if (cost := _cost(before, after)) is not None}
    starts = {word.start for word in words}
    numbers = [found.span() for found in _NUMBER.finditer(text) if found.start() in starts]
    for (_, end), (start, _) in pairwise(numbers):
        if end == start in costs:
            costs[start] = max(costs[start], CLINGING)
    for _, end in numbers:
        # 十七个 leans on what is counted, 2019年 does not.
        if end in costs and is_han(text[end]) and is_han(text[end - 1]) and text[end - 1] not in _TIMES:
            costs[end] = max(costs[end], 2 * WORDS)
    together = (found.span() for pattern in (_TITLE, _QUOTE) for found in pattern.finditer(text))
    for start, end in (*numbers, *together):
        for index in range(start + 1, end):
            if index in costs:
                costs[index] += WHOLE
    return MappingProxyType(costs)


def _words(text: str) -> Iterator[_Word]:
    start = 0
    blank = False
    for word in segment(text):
        if word.isspace():
            blank = True
        else:
            yield _Word(start, word, blank)
            blank = False
        start += len(word)


def _cost(before: _Word, after: _Word) -> float | None:
    """What a break between two words costs; None where they are one to the eye."""
    left, right = before.text, after.text
    if left in _BULLETS:
        return None
    if after.blank and left[-1].isascii() and right[0].isascii():
        return phrases.cost(left, right)
    if left == "、":
        return PHRASE / 2
    if left[-1] in _PAUSES or right[0] in "—…":
        return PAUSE
    if right in _LEAN_BACK and not after.blank:
        return None
    if right in _OPENING or left in _CLOSING:
        return PHRASE if right in _OPENING else WORDS
    if is_han(left) and is_han(right):
        return PAUSE if after.blank else _between(left, right)
    return _beside_latin(left, right)


def _beside_latin(left: str, right: str) -> float | None:
    """党建+物业 and the like cling; else Latin words are words as others are."""
    if right in _LINKS:
        return None
    return CLINGING if left in _LINKS or left in _LEAN_ON or right in _LEAN_BACK_A_LITTLE else WORDS


def _between(left: str, right: str) -> float | None:
    if left in _PREFIXES:
        return None
    if right in _SUFFIXES and left not in _LEAN_ON:
        return CLINGING + WHOLE
    if left == "的" or right in _JOINTS:
        return PHRASE
    if left in _LEAN_ON or left == "之" or right in _LEAN_BACK_A_LITTLE:
        return CLINGING
    # A word of one letter leans on its neighbour, nobody knows on which.
    return WORDS + 3 * (len(left) == 1) + 3 * (len(right) == 1)
