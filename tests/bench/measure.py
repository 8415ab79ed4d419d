"""What a process cost: CPU seconds of it and of all that it started, and its peak memory.

Linux counts the memory of whoever starts a process as that process's own, so a small launcher stands between.
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


_LAUNCHER = """
import os, sys
log, used, command = sys.argv[1], sys.argv[2], sys.argv[3:]
actions = [(os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)]
before = os.times().elapsed
_, status, spent = os.wait4(os.posix_spawn(command[0], command, os.environ, file_actions=actions), 0)
with open(used, "w") as out:
    print(status, spent.ru_utime + spent.ru_stime, os.times().elapsed - before, spent.ru_maxrss * 1024 / 1e6, file=out)
"""


def run(arguments: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> Run:
    """Run a Python script in a process of its own; what it says goes into `log`. Raises `ToolError`."""
    command = [sys.executable, *map(str, arguments)]
    used = log.with_suffix(".used")
    # A small process starts it: whoever starts a process lends it his own memory in the kernel's count.
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(log), str(used), *command]
    os.waitpid(os.posix_spawn(launcher[0], launcher, {**os.environ, **environment}), 0)
    status, cpu, wall, peak = used.read_text("ascii").split()
    if int(status):
        text = log.read_text("utf-8", "replace")[-2000:]
        raise ToolError(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(int(status))}\n{text}")
    return Run(float(cpu), float(wall), float(peak))


def measured(runs: Sequence[Run], pdf: Path) -> Measured:
    """The runs together with the pages and bytes of their PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    return Measured(tuple(runs), pages, pdf.stat().st_size)


def exponent(small: Measured, large: Measured) -> float:
    """How CPU grows with pages: 1 is in proportion."""
    return math.log(large.cpu / small.cpu) / math.log(large.pages / small.pages)
