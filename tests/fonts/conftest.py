"""The committed fonts, their faces opened, and pages set with them in a process of its own."""

from __future__ import annotations

import contextlib
import functools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from printkit.fonts import Catalogue, Face, read_catalogue

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"

# Isolation has to come before the import of WeasyPrint, which other tests of this process may have done.
_RENDER = """
import sys
from pathlib import Path
if sys.argv[3:]:
    from printkit.fonts import isolate
    isolate([Path(sys.argv[3])], Path(sys.argv[4]))
import weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
"""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue(FONTS)


@pytest.fixture(scope="session")
def open_face() -> Iterator[Callable[[Face], Any]]:
    with contextlib.ExitStack() as opened:
        yield functools.cache(lambda face: opened.enter_context(TTFont(face.file, lazy=True)))


@pytest.fixture(scope="session")
def render(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Set a page: `render(html)` with our fonts only; `isolated=False` with whatever `environ` gives."""

    def render(html: str, *, isolated: bool = True, environ: dict[str, str] | None = None) -> Path:
        folder = tmp_path_factory.mktemp("page")
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_text(f"<meta charset=utf-8>{html}", encoding="utf-8")
        ours = [str(FONTS), str(tmp_path_factory.getbasetemp() / "cache")] if isolated else []
        command = [sys.executable, "-c", _RENDER, str(page), str(pdf), *ours]
        paths = {"PYTHONPATH": str(ROOT / "src")}
        environment = {**os.environ, **paths, **(environ or {})}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "ontconfig" not in done.stderr
        return pdf

    return render
