"""Running a witness: one that is not installed is told with the line that installs it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PACKAGES = "ghostscript mupdf-tools qpdf poppler-utils libpdfbox2-java default-jre-headless"


def run(*command: str | Path, right: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end. Another exit code than those that are `right` is an AssertionError with its words."""
    assert shutil.which(str(command[0])), f"{command[0]} is missing: apt-get install {PACKAGES}"
    done = subprocess.run(command, capture_output=True, timeout=300, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode in right, (
        f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:].decode(errors='replace')}"
    )
    return done


def lines(output: bytes) -> list[str]:
    """What a program has said, without empty lines."""
    return [line for line in output.decode(errors="replace").splitlines() if line.strip()]
