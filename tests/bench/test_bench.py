"""What the bench says must stay true: the same content each time, faster than the plain engine, within memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import content
import measure
import pytest
import run

import printkit as pk

MOST_OF_PLAIN = {"S": 0.85, "M": 0.55}
"""CPU seconds of printkit, composed, against those of the plain engine that sets the same HTML uncomposed."""
MOST_MEMORY = 350
"""MB at 400 pages, as when they had no tags."""
MOST_MEMORY_TAGGED = 380
TRIES = 4
"""Machines are noisy, and noise only ever adds."""


@pytest.mark.parametrize("size", content.SIZES)
def test_the_report_of_a_size_is_always_the_same(size: str) -> None:
    assert content.make(size) == content.make(size)


def test_a_report_is_the_same_in_every_process(tmp_path: Path) -> None:
    for folder, seed in (("a", "1"), ("b", "2")):
        command = [sys.executable, content.__file__, "S", str(tmp_path / folder)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed})
    first, second = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in "ab")
    assert first == second
    assert len(first) > 6


def test_the_large_report_repeats_little() -> None:
    report = content.make("L")
    paragraphs = [block["zh"] for section in report["sections"] for block in section["blocks"] if "zh" in block]
    text = "".join(paragraphs)
    assert len(set(paragraphs)) == len(paragraphs)
    assert len({sign for sign in str(report) if "\u4e00" <= sign <= "\u9fff"}) > 3000
    assert len(text) > 20_000


def test_the_small_report_is_composed_throughout(tmp_path: Path) -> None:
    content.write("S", tmp_path)
    pages = pk.typeset_report(pk.load(tmp_path / "report.yaml"), pk.layout("booklet-a5"))
    assert pages.page_count > 20
    assert pages.facts.uncomposed == ()


@pytest.mark.slow
@pytest.mark.parametrize(("size", "pages"), [("S", (27, 36)), ("M", (90, 110))])
def test_composed_pages_cost_less_than_plain_ones(size: str, pages: tuple[int, int], tmp_path: Path) -> None:
    ratios = []
    for _ in range(TRIES):
        found = run.compare(size, 2, tmp_path, ("printkit", "plain"))
        assert pages[0] <= found["printkit"].pages <= pages[1]
        ratios.append(found["printkit"].cpu / found["plain"].cpu)
        if ratios[-1] <= MOST_OF_PLAIN[size]:
            break
    assert min(ratios) <= MOST_OF_PLAIN[size], f"printkit took {ratios} times the CPU seconds of plain WeasyPrint"


@pytest.mark.slow
def test_four_hundred_pages_stay_within_memory_and_cost_no_more_each_than_a_hundred(tmp_path: Path) -> None:
    found = {}
    for size in ("M", "L"):
        folder = tmp_path / size
        run.prepare(size, folder)
        runs = [measure.run(run.command("printkit", folder), {}, folder / "log.txt") for _ in range(2)]
        found[size] = measure.measured([min(runs, key=lambda it: it.cpu)], folder / "printkit.pdf")
    assert 360 <= found["L"].pages <= 440
    assert found["L"].peak < MOST_MEMORY_TAGGED
    untagged = measure.run([*run.command("printkit", tmp_path / "L"), "untagged"], {}, tmp_path / "log.txt")
    assert untagged.peak < MOST_MEMORY
    assert measure.exponent(found["M"], found["L"]) <= 1.0
