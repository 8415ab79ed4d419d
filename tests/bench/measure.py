"""What a process cost: CPU seconds of it and of all that it started, and its peak memory.

The process that measures must stay small and import nothing heavy: Linux counts the parent's memory at the
moment of the start as the child's.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2


@dataclass(frozen=True)
class Run:
    """One run of one tool."""

    cpu: float
    """User and system seconds."""
    wall: float
    peak: float
    """Megabytes (of 10^6 bytes) resident at most, in the largest process."""


@dataclass(frozen=True)
class Measured:
    """All runs of a tool on one report, and the PDF that came of them."""

    runs: tuple[Run, ...]
    pages: int
    size: int

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)


class ToolError(RuntimeError):
    """A tool ended with an error."""


def run(arguments: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> Run:
    """Run a Python script in a process of its own; what it says goes into `log`. Raises `ToolError`."""
    command = [sys.executable, *map(str, arguments)]
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    before = os.times().elapsed
    child = os.posix_spawn(command[0], command, {**os.environ, **environment}, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    if status:
        text = log.read_text("utf-8", "replace")[-2000:]
        raise ToolError(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}\n{text}")
    return Run(used.ru_utime + used.ru_stime, os.times().elapsed - before, used.ru_maxrss * 1024 / 1e6)


def measured(runs: Sequence[Run], pdf: Path) -> Measured:
    """The runs together with the pages and bytes of their PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    return Measured(tuple(runs), pages, pdf.stat().st_size)


def exponent(small: Measured, large: Measured) -> float:
    """How CPU grows with pages: 1 is in proportion."""
    return math.log(large.cpu / small.cpu) / math.log(large.pages / small.pages)
