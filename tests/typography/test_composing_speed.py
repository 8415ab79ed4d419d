"""The composer is a hot path: what a text costs, in the coin of plain Python on the same machine, and that it is linear."""

from __future__ import annotations

import gc
import random
import time
import tracemalloc
from collections.abc import Callable

import pytest
from composing import Face

from printkit.typography.paragraph import Paragraph, Run

HAN = [chr(code) for code in range(0x4E00, 0x9FA5)]


class KnownFace(Face):
    """Advances kept, as the engine's faces keep them."""

    def __init__(self) -> None:
        self.known: dict[str, float] = {}

    def advance(self, text: str) -> float:
        width = self.known.get(text)
        if width is None:
            width = self.known[text] = super().advance(text)
        return width


def prose(han: int) -> list[str]:
    """Paragraphs that do not repeat, with marks, numbers and words as reports have them; so many Han in all."""
    chance = random.Random(1)
    paragraphs = []
    while han > 0:
        said = []
        for _ in range(chance.randint(8, 24)):
            clause = "".join(chance.choices(HAN, k=chance.randint(4, 14)))
            han -= len(clause)
            kind = chance.random()
            if kind < 0.12:
                clause += f"{chance.randint(1, 3000)}{chance.choice(['年', '个', '%'])}"
            elif kind < 0.24:
                clause = f"“{clause[:4]}”{clause[4:]}"
            elif kind < 0.28:
                clause += "".join(chance.choices("abcdefgh", k=5))
            said.append(clause + chance.choice("，，，，、；。？"))
        paragraphs.append("".join(said))
    return paragraphs


def seconds(work: Callable[[], object], times: int = 5) -> float:
    best = 1e9
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def plain_python() -> int:
    """Two million steps of an interpreter: 0.1 to 0.2 s on the machines of 2020 to 2025."""
    total = 0
    for number in range(2_000_000):
        total += number & 7
    return total


def test_a_hundred_thousand_han_cost_no_more_than_a_few_million_steps():
    # Required: 0.4 s for 100 000; here a fifth of that, beside what this machine does anyway.
    texts, face = prose(20_000), KnownFace()

    def compose() -> None:
        for text in texts:
            Paragraph([Run(text, face)]).fit(28_000, indent=2000)

    compose()
    ratios = sorted(seconds(compose, 2) * 5 / seconds(plain_python, 2) for _ in range(3))
    assert ratios[0] < 4.0, ratios


def test_the_cost_grows_with_the_text_alone():
    texts = prose(60_000)
    face = KnownFace()
    short, long = "".join(texts[:20]), "".join(texts[:160])
    Paragraph([Run(long, face)])

    def cost(text: str) -> float:
        return seconds(lambda: Paragraph([Run(text, face)]).fit(28_000))

    assert cost(long) / len(long) < 1.6 * cost(short) / len(short)


@pytest.mark.parametrize("kept", [False, True])
def test_memory_of_a_character(kept):
    # 400 pages are about 300 000 characters: kept whole they take less than 75 MB; their lines alone 6.
    texts, face = prose(20_000), KnownFace()
    for text in texts:
        Paragraph([Run(text, face)])
    count = sum(map(len, texts))
    gc.collect()
    tracemalloc.start()
    held: list[object] = []
    for text in texts:
        p = Paragraph([Run(text, face)])
        held.append((p.fit(28_000), p if kept else None))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / count < (250 if kept else 20)
