"""English: word spaces within their bounds, hyphens few, no rivers, an even rag."""

from __future__ import annotations

import random
import sys
from functools import cache
from itertools import combinations, pairwise

import pyphen
import pytest
from composing import ROOT, Face, font_face, letters
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.typography.atoms import Hyphenate
from printkit.typography.faults import faults
from printkit.typography.paragraph import Cut, Paragraph, Run
from printkit.typography.style import Style

LEAST, MOST = 0.75, 1.6


@cache
def hyphenation() -> Hyphenate:
    dictionary = pyphen.Pyphen(lang="en_GB")

    def cuts(word: str, face: object) -> list[Cut]:
        bare = word.rstrip(".,;:!?")
        if len(bare) < 6 or not bare.isalpha():
            return []
        advance = face.advance  # type: ignore[attr-defined]
        places = [place for place in dictionary.positions(bare) if 2 <= place <= len(bare) - 3]
        return [Cut(at, advance(word[:at]) + advance("-"), advance(word[:at])) for at in places]

    return cuts


@cache
def prose(seed: int, sentences: int) -> str:
    """Made-up English of the bench."""
    sys.path.insert(0, str(ROOT / "tests" / "bench"))
    import words

    chance = random.Random(seed)
    parts = [words.WHEN, words.WHO, words.DOES, words.WHAT]
    said = (" ".join(chance.choice(part)[1] for part in parts) for _ in range(sentences))
    return " ".join(sentence[0].upper() + sentence[1:] + "." for sentence in said)


def english(text: str, *, hyphens: bool = True) -> Paragraph:
    face = font_face("text/PrintkitText-Regular.ttf")
    return Paragraph([Run(text, face)], chinese=False, hyphenate=hyphenation() if hyphens else None)


def spaces(p: Paragraph, line) -> list[float]:
    """The word spaces of a line, in parts of their natural width."""
    glues = p.glues[line.first : line.last]
    return [gap / glue.natural for gap, glue in zip(line.gaps, glues, strict=False) if glue.space]


@pytest.mark.parametrize(("measure", "most_wide"), [(26, 0.4), (30, 0.28), (34, 0.22), (38, 0.12)])
def test_word_spaces_stay_within_bounds_or_are_told_of(measure, most_wide):
    # The made-up text has few places for hyphens; that no break at all does better is shown below.
    wide = lines_in_all = 0
    for seed in range(20):
        p = english(prose(seed, 6))
        lines = p.fit(measure * 1000)
        told = {fault.line for fault in faults(p, lines, measure * 1000) if fault.kind == "wide"}
        for number, line in enumerate(lines[:-1]):
            assert line.width == pytest.approx(measure * 1000, abs=1)
            assert min(spaces(p, line)) >= LEAST - 0.001
            assert (max(spaces(p, line)) > MOST + 0.001) == (number in told)
        wide += len(told)
        lines_in_all += len(lines)
    assert wide <= lines_in_all * most_wide


def feasible(p: Paragraph, measure: float) -> bool:
    """Whether any set of breaks keeps all spaces within bounds: every one of them tried."""
    gaps = [i for i, glue in enumerate(p.glues) if glue.space]
    for count in range(len(gaps) + 1):
        for chosen in combinations(gaps, count):
            ends = [*(gap + 1 for gap in chosen), len(p.atoms)]
            starts = [0, *ends[:-1]]
            if all(_fits(p, start, end, measure, end == len(p.atoms)) for start, end in zip(starts, ends, strict=True)):
                return True
    return False


def _fits(p: Paragraph, start: int, end: int, measure: float, closing: bool) -> bool:
    natural = sum(p.widths[start:end]) + sum(glue.natural for glue in p.glues[start : end - 1])
    blanks = sum(glue.natural for glue in p.glues[start : end - 1])
    if natural - 0.25 * blanks > measure + 1e-6:
        return False
    return closing or natural + 0.6 * blanks >= measure - 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=4, max_size=11), st.integers(8, 20))
def test_where_all_spaces_can_be_within_bounds_they_are(word_lengths, measure):
    p = Paragraph([Run(" ".join("n" * length for length in word_lengths), Face())], chinese=False)
    lines = p.fit(measure * 1000)
    within = all(LEAST - 0.001 <= ratio <= MOST + 0.001 for line in lines[:-1] for ratio in spaces(p, line))
    reaches = all(line.width == pytest.approx(measure * 1000, abs=1.5) for line in lines[:-1])
    assert (within and reaches) == feasible(p, measure * 1000)


def test_no_more_than_two_hyphens_in_a_row():
    words = "representation administration responsibility neighbourhood organisation understanding " * 8
    p = english(words)
    for measure in range(12, 24):
        row = 0
        for line in p.fit(measure * 1000):
            row = row + 1 if line.tail else 0
            assert row <= 2 or measure < 14, measure


def test_the_last_full_line_ends_in_a_hyphen_only_where_it_must():
    hyphens = total = 0
    for seed in range(40):
        lines = english(prose(seed, 5)).fit(32_000)
        total += 1
        hyphens += len(lines) > 1 and lines[-2].tail > 0
    assert hyphens <= total * 0.1


def test_last_lines_are_not_stubs():
    stubs = 0
    for seed in range(40):
        p = english(prose(seed, 5))
        stubs += "runt" in {fault.kind for fault in faults(p, p.fit(32_000), 32_000)}
    assert stubs <= 3


def test_compounds_part_after_their_hyphen_and_show_no_second_one():
    p = Paragraph([Run("a well-known hat", Face())], chinese=False)
    lines = p.fit(4000)
    assert letters(p, lines[0]) == "awell-"
    assert (lines[0].bare, lines[0].width) == (True, pytest.approx(4000, abs=300))


def test_a_dash_ends_a_line_and_does_not_begin_one():
    p = Paragraph([Run("some words—other words – and more", Face())], chinese=False)
    for measure in range(4, 16):
        for line in p.fit(measure * 1000, justify=False):
            assert letters(p, line)[0] not in "—–"


def test_names_in_han_part_as_han_do():
    p = Paragraph([Run("the district of 深圳市龙岗区布吉街道办事处 today", Face())], chinese=False)
    lines = p.fit(9000, justify=False)
    assert len(lines) > 2
    assert not any(line.forced for line in lines)


@pytest.mark.parametrize("measure", [18, 22, 26])
def test_a_ragged_text_has_an_even_rag_and_spaces_as_they_are(measure):
    ours = greedy = 0.0
    short = lines_in_all = 0
    for seed in range(10):
        p = english(prose(seed, 5), hyphens=False)
        lines = p.fit(measure * 1000, justify=False)
        for line in lines[:-1]:
            assert all(ratio == 1 for ratio in spaces(p, line))
            assert line.width <= measure * 1000
            short += line.width < 0.72 * measure * 1000
        lines_in_all += len(lines)
        ours += sum((measure * 1000 - line.width) ** 2 for line in lines[:-1])
        greedy += _rag_of_greedy(p, measure)
    assert short <= lines_in_all * 0.03
    # Filling line after line, as a typewriter does, is what there is to be better than.
    assert ours < 0.98 * greedy


def _rag_of_greedy(p: Paragraph, measure: float) -> float:
    x, rag = 0.0, 0.0
    for i, width in enumerate(p.widths):
        blank = p.glues[i - 1].natural if i else 0.0
        word = width + (p.widths[i + 1] if i + 1 < len(p.atoms) and not p.glues[i].space else 0.0)
        if i and p.glues[i - 1].space and x + blank + word > measure * 1000:
            rag += (measure * 1000 - x) ** 2
            x = width
        else:
            x += blank + width
    return rag


def test_rivers_are_found():
    # Four lines of the same words: all their spaces are above each other.
    p = Paragraph([Run("aaa bbb ccc ddd\u2028" * 4 + "eee", Face())], chinese=False)
    lines = p.fit(20_000)
    found = p.rivers(lines)
    assert [(river.first, river.lines) for river in found] == [(0, 4)] * 3
    assert [river.x for river in found] == [1500, 3250, 5000]


def test_three_spaces_above_each_other_are_no_river():
    p = Paragraph([Run("aaa bbb\u2028" * 3 + "eee", Face())], chinese=False)
    assert p.rivers(p.fit(20_000)) == []


def test_few_rivers_are_left_in_justified_text():
    rivers = lines_in_all = 0
    for seed in range(40):
        p = english(prose(seed, 10))
        lines = p.fit(30_000)
        lines_in_all += len(lines)
        rivers += len(p.rivers(lines))
    assert rivers <= lines_in_all / 200


def test_a_style_is_of_no_matter_to_english():
    text = "Some words, and (a few) more."
    plain = [p.fit(9000) for p in (Paragraph([Run(text, Face())], chinese=False),)]
    hung = Paragraph([Run(text, Face())], Style(hanging=True, line_start_end="strict"), chinese=False).fit(9000)
    assert plain == [hung]
    assert all(above.last == below.first for above, below in pairwise(hung))
