"""What a file for the print shop may cost beyond the pages themselves, and what looking it over may."""

from __future__ import annotations

from pathlib import Path

import content
import measure
import pytest
import run

pytestmark = pytest.mark.slow

MOST_ADDED = 0.25
"""CPU seconds of the press against those of typesetting, 100 pages without pictures."""
MOST_TO_LOOK_OVER = 15
"""CPU seconds of the preflight of these pages."""
MOST_MEMORY = 600
"""MB at 400 pages with pictures."""
TRIES = 4
"""Machines are noisy, and noise only ever adds."""


def test_the_press_adds_little_to_typesetting(tmp_path: Path) -> None:
    content.write("M", tmp_path, figures=False)
    added = []
    for _ in range(TRIES):
        screen, press = (measured(tmp_path, edition) for edition in ("screen", "press"))
        added.append(press.cpu / screen.cpu - 1)
        if added[-1] <= MOST_ADDED:
            break
    assert min(added) <= MOST_ADDED, f"the press added {added} of the CPU seconds of typesetting"
    looked = measure.run([Path(__file__).parent / "look_over.py", tmp_path / "press.pdf"], {}, tmp_path / "log.txt")
    assert looked.cpu < MOST_TO_LOOK_OVER


def test_four_hundred_pages_for_the_press_stay_within_memory(tmp_path: Path) -> None:
    run.prepare("L", tmp_path)
    assert measured(tmp_path, "press").peak < MOST_MEMORY


def measured(folder: Path, edition: str) -> measure.Run:
    script = Path(__file__).parent / "printkit_booklet.py"
    return measure.run([script, folder / "report.yaml", folder / f"{edition}.pdf", edition], {}, folder / "log.txt")
