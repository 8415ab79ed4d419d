"""Whole sentences out of a text, the languages side by side: what a poster takes of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from ..report import Language, Text
from ..report.inline import Footnote, Inline, Run, is_wide, plain_text

Sentence: TypeAlias = dict[Language, list[Inline]]


def sentences_of(text: Text, languages: tuple[Language, ...]) -> list[Sentence]:
    """A text in its sentences, the languages side by side.

    Languages differ in where they end a sentence. A cut is made only where every language has an end at
    nearly the same share of its length, so that what is taken says the same in all.
    """
    parts = {name: _split(nodes) for name, nodes in text.voices(languages)}
    if not parts:
        return []
    first, *others = parts
    ends = {name: _shares(split) for name, split in parts.items()}
    found: list[Sentence] = []
    before = dict.fromkeys(parts, 0)
    for index, share in enumerate(ends[first]):
        here = {first: index + 1}
        for name in others:
            same = len(ends[name]) == len(ends[first])
            near = index if same else min(range(len(ends[name])), key=lambda n: abs(ends[name][n] - share))
            if abs(ends[name][near] - share) <= (_FAR if same else _NEAR) and near + 1 > before[name]:
                here[name] = near + 1
        if len(here) == len(parts):
            found.append({name: [n for s in parts[name][before[name] : to] for n in s] for name, to in here.items()})
            before = here
    return found


def _split(nodes: Iterable[Inline]) -> list[list[Inline]]:
    """Running text cut after each full stop that stands in no quotation; footnotes are left away."""
    found: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, Footnote):
            continue
        pieces = [Run(piece) for piece in _END.split(node.text) if piece] if isinstance(node, Run) else [node]
        for piece in pieces:
            letters = "".join(plain_text((n,)) for n in found[-1])
            whole = letters.rstrip().endswith(_STOPS) and letters.count("“") == letters.count("”")
            if whole and not _SHORT.search(letters):
                found.append([])
            found[-1].append(piece)
    return [sentence for sentence in found if sentence]


def beginning(sentences: list[Sentence], letters: int) -> list[Sentence]:
    """The sentences that come nearest to so many letters."""
    taken: list[Sentence] = []
    for sentence in sentences:
        if sum(map(_weight, taken)) + _weight(sentence) / 2 > letters:
            break
        taken.append(sentence)
    return taken


def _shares(split: list[list[Inline]]) -> list[float]:
    """How far into the text each sentence ends, from 0 to 1."""
    lengths = [len(plain_text(tuple(sentence))) for sentence in split]
    total = sum(lengths) or 1
    return [sum(lengths[: index + 1]) / total for index in range(len(lengths))]


def _weight(sentence: Sentence) -> float:
    """The room that a sentence takes, in Chinese letters; two of Latin are one."""
    letters = plain_text(tuple(next(iter(sentence.values()))))
    return sum(1 if is_wide(letter) else 0.45 for letter in letters)


def is_long(sentence: Sentence) -> bool:
    """Whether no card should be made to take it."""
    return _weight(sentence) > _LONGEST


_END: Final = re.compile(r"(?<=[。！？])(?![。！？”’）」』])|(?<=[。！？][”’）」』])|(?<=[.!?] )|(?<=[.!?][”’)] )")
_STOPS: Final = ("。", "！", "？", ".", "!", "?", "。”", "！”", "？”", "。）", ".”", "!”", "?”", ".)", "。’", ".’")
_SHORT: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|No|St|vs|etc|e\.g|i\.e|[A-Z])\.$")
_LONGEST: Final = 96
"""Chinese letters."""
_NEAR, _FAR = 0.07, 0.3
"""How far apart, as a share of the text, the ends of two languages may stand: in general, and where they
have the same number of sentences."""
