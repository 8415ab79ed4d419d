"""qpdf: is the file sound as a file?"""

from __future__ import annotations

from pathlib import Path

from .asking import lines, run


def complaints(file: Path) -> list[str]:
    """Errors and warnings of `qpdf --check`; its exit code is 2 or 3 with them."""
    done = run("qpdf", "--check", file, right=(0, 2, 3))
    found = lines(done.stderr)
    return found or ([] if done.returncode == 0 else lines(done.stdout))
