"""What the bench says must stay true: the same content each time, near the plain engine, within memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import content
import measure
import pytest
import run

import printkit as pk

SLOWER_THAN_PLAIN = 1.15
MOST_MEMORY = 500
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
def test_the_small_report_has_about_thirty_pages_and_costs_little_more_than_the_plain_engine(tmp_path: Path) -> None:
    ratios = []
    for _ in range(TRIES):
        found = run.compare("S", 3, tmp_path / "S", ("printkit", "plain"))
        assert 27 <= found["printkit"].pages <= 36
        ratios.append(found["printkit"].cpu / found["plain"].cpu)
        if ratios[-1] <= SLOWER_THAN_PLAIN:
            break
    assert min(ratios) <= SLOWER_THAN_PLAIN, f"printkit took {ratios} times the CPU seconds of plain WeasyPrint"


@pytest.mark.slow
def test_four_hundred_pages_stay_within_the_memory_bound(tmp_path: Path) -> None:
    run.prepare("L", tmp_path)
    cost = measure.run(run.command("printkit", tmp_path), {}, tmp_path / "log.txt")
    assert 360 <= measure.measured([cost], tmp_path / "printkit.pdf").pages <= 440
    assert cost.peak < MOST_MEMORY
