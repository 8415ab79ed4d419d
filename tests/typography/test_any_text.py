"""Whatever text, whatever measure: nothing lost, nothing parted that belongs together, the rules kept or their breach told."""

from __future__ import annotations

from itertools import accumulate, pairwise

from composing import INVISIBLE, NEVER_FIRST, NEVER_LAST, Face, letters, paragraph
from hypothesis import example, given, settings
from hypothesis import strategies as st

from printkit.typography.faults import faults
from printkit.typography.paragraph import Cut, Line, Paragraph, Run

CLUSTERS = (
    "👩‍👩‍👧", "👨🏽‍🚀", "👍🏿", "🇨🇳", "🇭🇰", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️", "🏳️‍🌈", "é", "n̈", "葛󠄀", "芦︀", "ก็", "が", "ﷺ", "한",
)  # fmt: skip
"""Each one character to its reader."""
HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
    st.sampled_from("𬭎䶮㑇龥〇"),
)
MARKS = st.sampled_from("，。、；：！？“”‘’（）《》〈〉【】—…·～–－￥#$%℃％‰／/々①→●")
WORDS = st.one_of(
    st.text("abcXYZéñ0123456789", min_size=1, max_size=12),
    st.sampled_from(
        ["1+17+N+X", "e.g.", "2019-2021", "https://x.org/a/b?c=d", "John’s", ",", ".", "(", ")", "-", "&", '"']
    ),
)
SPECIAL = st.sampled_from(
    [" ", "  ", "\n", "\u00a0", "\u3000", "\u200b", "\u2060", "\u00ad", "\u2028", "\ufffc", "——", "……"]
)
PIECES = st.one_of(HAN, HAN, MARKS, WORDS, st.sampled_from(CLUSTERS), SPECIAL)
MIXED = st.lists(PIECES, max_size=80)


class Grapheme(Face):
    """A cluster is as wide as its first character, an object wider than the narrowest line."""

    def advance(self, text: str) -> float:
        if text == "\ufffc":
            return 7300.0
        return super().advance(text[0] if text in CLUSTERS else text)


def compose(pieces: list[str], *, chinese: bool = True, cut: int = 0) -> Paragraph:
    """Every object in a run of its own, all else in runs of three pieces."""
    runs: list[str] = []
    for number, piece in enumerate(pieces):
        if piece == "\ufffc" or number % 3 == 0 or runs[-1] == "\ufffc" or piece in CLUSTERS:
            runs.append(piece)
        else:
            runs[-1] += piece
    hyphenate = (
        (lambda word, _face: [Cut(cut, 500.0 * (cut + 1), 500.0 * cut)] if len(word) > cut else []) if cut else None
    )
    return Paragraph([Run(run, Grapheme()) for run in runs], chinese=chinese, hyphenate=hyphenate)


def whole(p: Paragraph, lines: list[Line]) -> str:
    return "".join(letters(p, line) for line in lines)


def shown(text: str) -> str:
    return text.strip(INVISIBLE + "\u3000")


@settings(max_examples=300, deadline=None)
@given(
    pieces=MIXED,
    measure=st.floats(4, 60),
    justify=st.booleans(),
    chinese=st.booleans(),
    indent=st.sampled_from([0, 1000, 2000]),
    firsts=st.lists(st.floats(3000, 30_000), max_size=4),
    cut=st.sampled_from([0, 3]),
)
@example(["（"] * 30, 4.0, True, True, 2000, [], 0)
@example(["。", "”"] * 30, 4.0, True, True, 2000, [], 0)
@example(["\u2028", "“", "\u2028", "，"], 4.0, True, True, 0, [], 0)
def test_any_text_composes_and_nothing_is_lost(pieces, measure, justify, chinese, indent, firsts, cut):
    p = compose(pieces, chinese=chinese, cut=cut)
    lines = p.fit(measure * 1000, indent=indent, justify=justify, first_measures=firsts)
    text = "".join(pieces)
    assert whole(p, lines) == "".join(c for c in text if c not in " \n")
    for line in lines:
        assert len(line.gaps) == max(0, line.last - line.first - (0 if line.tail else 1))
        assert all(gap == gap for gap in line.gaps)  # noqa: PLR0124  (not a number)
    faults(p, lines, measure * 1000, indent=indent, justify=justify, first_measures=firsts)


@settings(max_examples=300, deadline=None)
@given(pieces=MIXED, measure=st.integers(4, 60), indent=st.sampled_from([0, 2000]))
def test_characters_of_readers_stay_whole(pieces, measure, indent):
    # At the width of an em each, all clusters fit into the narrowest measure.
    p = compose(pieces)
    ends = set(accumulate(len(letters(p, line)) for line in p.fit(measure * 1000, indent=indent)))
    start = 0
    for piece in pieces:
        if piece in CLUSTERS:
            assert not any(start < end < start + len(piece) for end in ends), piece
        start += len(piece.replace(" ", "").replace("\n", ""))


@settings(max_examples=400, deadline=None)
@given(pieces=MIXED, measure=st.integers(4, 60), justify=st.booleans(), strict=st.booleans())
def test_no_line_begins_or_ends_against_the_rules_unless_it_is_told(pieces, measure, justify, strict):
    # R2, R3, R4
    pieces = [piece for piece in pieces if piece != "\u2028"]
    p = paragraph("".join(pieces), line_start_end="strict" if strict else "gb")
    lines = p.fit(measure * 1000, justify=justify)
    told = {
        fault.line
        for fault in faults(p, lines, measure * 1000, justify=justify)
        if fault.kind in ("broken", "overlong")
    }
    for number, (above, below) in enumerate(pairwise(lines)):
        end, start = shown(letters(p, above)), shown(letters(p, below))
        if above.tail or number in told or not end or not start:
            continue
        assert start[0] not in NEVER_FIRST
        assert end[-1] not in NEVER_LAST
        assert not (strict and start.startswith(("——", "……")))
        assert not (start[0] == end[-1] and start[0] in "—…" and len(p.atoms[below.first]) < 2)


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(st.tuples(MARKS, st.text(HAN, min_size=2, max_size=6)), max_size=40),
    measure=st.integers(6, 60),
    indent=st.sampled_from([0, 2000]),
)
def test_where_breaks_are_possible_nothing_is_forced(pieces, measure, indent):
    text = "".join(mark + han for mark, han in pieces)
    p = paragraph(text)
    lines = p.fit(measure * 1000, indent=indent)
    assert not any(line.forced for line in lines)
    for number, line in enumerate(lines[:-1]):
        # R15: where there is one gap that gives, the line ends at its measure.
        assert line.width <= measure * 1000 - (indent if number == 0 else 0) + 1
