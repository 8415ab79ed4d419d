"""What a page says, as tokens: a Han character each, a word each of other scripts, a mark each; and what changed.

Lines are no matter: a word that is hyphenated at a line's end is the same word. The difference is the shortest one
(Myers, An O(ND) Difference Algorithm and Its Variations, 1986).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ...pdf import Painted
from .result import Wording

_SOFT: Final = "\u00ad"
_HAN: Final = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_TOKEN: Final = re.compile(rf"[{_HAN}]|[^\W{_HAN}](?:[\w{_SOFT}'’.,-]*[^\W{_HAN}])?|\S")
_WORD_AND_HAN: Final = re.compile(rf"(?<=[^\W{_HAN}])(?=[{_HAN}])|(?<=[{_HAN}])(?=[^\W{_HAN}])")
_BROKEN: Final = re.compile(rf"(?<=[^\W\d])[-\u2010{_SOFT}]\n(?=[^\W\d])")
_LARGEST: Final = 500
"""Tokens of a difference that is searched for the shortest; beyond, a good one is taken (difflib)."""
_AROUND: Final = 6
"""Tokens that are shown beside a change."""


class Token(NamedTuple):
    """`key` is what is compared first; `text` as it stands; `broken`: there may be a hyphen that is not the word's."""

    key: str
    text: str
    broken: bool


def tokens_of(items: Iterable[Painted]) -> list[Token]:
    """The tokens of the visible text, in the order in which it was painted."""
    text = _BROKEN.sub(_SOFT, "".join(_strung(items)))
    found = []
    for part in _WORD_AND_HAN.sub(" ", text).split():
        for match in _TOKEN.finditer(part):
            shown = match[0]
            plain = shown.replace(_SOFT, "")
            if plain:
                found.append(Token(plain.replace("-", "") or plain, plain, _SOFT in shown))
    return found


def _strung(items: Iterable[Painted]) -> Iterator[str]:
    """Texts, parted by a line break where a line or a column ends, and a blank where a gap is."""
    last: Painted | None = None
    for item in items:
        if item.kind != "text" or not item.text or not item.visible:
            continue
        if last is not None:
            yield _between(last, item)
        yield item.text
        last = item


def _between(last: Painted, item: Painted) -> str:
    em = max(min(last.size or 1.0, item.size or 1.0), 0.1)
    x0, y0, x1, y1 = last.whole
    a0, b0, a1, b1 = item.whole
    if min(y1, b1) - max(y0, b0) > 0.3 * min(y1 - y0, b1 - b0):
        return "" if abs(a0 - x1) < 0.12 * em else " " if a0 > x0 else "\n"
    if min(x1, a1) - max(x0, a0) > 0.6 * min(x1 - x0, a1 - a0) and abs(b1 - y0) < 0.12 * em:
        return ""  # a column goes on
    return "\n"


def reworded(before: Sequence[Token], after: Sequence[Token]) -> list[Wording]:
    """What changed between two texts, in order."""
    found = []
    for i0, i1, j0, j1 in _differences(before, after):
        old, new = joined(before[i0:i1]), joined(after[j0:j1])
        lead, tail = joined(before[max(0, i0 - _AROUND) : i0]), joined(before[i1 : i1 + _AROUND])
        if lead and _spaced(lead, old or new):
            lead += " "
        if tail and _spaced(new or old, tail):
            tail = " " + tail
        found.append(Wording(old, new, lead, tail))
    return found


def joined(tokens: Sequence[Token]) -> str:
    """Tokens as text: blanks between words of other scripts, none beside Han or before a mark."""
    parts: list[str] = []
    for token in tokens:
        if parts and _spaced(parts[-1], token.text):
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def _spaced(last: str, text: str) -> bool:
    return (
        (last[-1].isalnum() or last[-1] in ".,;:!?)]”’%")
        and last[-1] < "\u2e80"
        and text[0].isalnum()
        and text[0] < "\u2e80"
    )


def _differences(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that differ: from, to in the one; from, to in the other."""
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(token.key, len(numbers)) for token in before]
    other = [numbers.setdefault(token.key, len(numbers)) for token in after]
    stretches: list[tuple[int, int, int, int]] = []

    def add(i0: int, i1: int, j0: int, j1: int) -> None:
        if stretches and stretches[-1][1] == i0 and stretches[-1][3] == j0:
            i0, _, j0, _ = stretches.pop()
        stretches.append((i0, i1, j0, j1))

    i = j = 0
    for start, there, length in [*_matches(one, other), (len(one), len(other), 0)]:
        if i < start or j < there:
            add(i, start, j, there)
        for k in range(length):
            first, second = before[start + k], after[there + k]
            if first.text != second.text and not (first.broken or second.broken):
                add(start + k, start + k + 1, there + k, there + k + 1)
        i, j = start + length, there + length
    yield from stretches


def _matches(one: list[int], other: list[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches that are the same: where in the one, where in the other, how long."""
    head = 0
    while head < len(one) and head < len(other) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < len(one) - head and tail < len(other) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    if head:
        yield 0, 0, head
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    for i, j, length in _shortest(a, b) if a and b else ():
        yield head + i, head + j, length
    if tail:
        yield len(one) - tail, len(other) - tail, tail


def _shortest(one: list[int], other: list[int]) -> list[tuple[int, int, int]]:
    """The same by the fewest differences; by difflib where there are very many."""
    ends = {1: 0}
    trail: list[dict[int, int]] = []
    for steps in range(min(len(one) + len(other), _LARGEST) + 1):
        trail.append(dict(ends))
        for k in range(-steps, steps + 1, 2):
            down = k == -steps or (k != steps and ends.get(k - 1, -1) < ends.get(k + 1, -1))
            x = ends[k + 1] if down else ends[k - 1] + 1
            if x > len(one) or x - k > len(other):
                ends[k] = x
                continue
            while x < len(one) and x - k < len(other) and one[x] == other[x - k]:
                x += 1
            ends[k] = x
            if x == len(one) and x - k == len(other):
                return _back(trail, one, other)
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=True).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _back(trail: list[dict[int, int]], one: list[int], other: list[int]) -> list[tuple[int, int, int]]:
    """The way back through the states of the search."""
    x, y = len(one), len(other)
    found: list[tuple[int, int, int]] = []
    for steps in range(len(trail) - 1, -1, -1):
        ends, k = trail[steps], x - y
        down = k == -steps or (k != steps and ends.get(k - 1, -1) < ends.get(k + 1, -1))
        before = ends[k + 1] if down else ends[k - 1]
        below = before - (k + 1 if down else k - 1)
        start = before if down else before + 1
        length = x - start if steps else x
        if length:
            found.append((x - length, y - length, length))
        x, y = before, below
        if steps == 0:
            break
    return found[::-1]
