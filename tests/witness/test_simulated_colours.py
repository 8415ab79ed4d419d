"""Pages in sRGB as their inks will look, beside those of ghostscript, whose colour engine is set up by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from printkit.conditions import condition, screen_profile
from printkit.press.intent import declare_condition
from printkit.separations import simulated_pages

from .asking import run

pytestmark = pytest.mark.witness
INKS = [
    (0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0.92, 0.42, 0.58, 0.28), (0.08, 0.95, 0.88, 0.04),
    (0, 0, 0, 0.75), (0.5, 0.4, 0.4, 0.1), (1, 1, 0, 0), (0, 0.42, 0.62, 0), (0.58, 0.08, 0.52, 0),
]  # fmt: skip


def chart(path: Path) -> None:
    """A row of patches, 20 pt square."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(20 * len(INKS), 20))
        patches = [f"{' '.join(map(str, inks))} k {20 * at} 0 20 20 re f" for at, inks in enumerate(INKS)]
        page.obj.Contents = pdf.make_stream("\n".join(patches).encode())
        declare_condition(pdf, condition())
        pdf.save(path)


def test_flat_colours_are_those_of_ghostscript(tmp_path):
    chart(tmp_path / "chart.pdf")
    (tmp_path / "press.icc").write_bytes(condition().profile)
    (tmp_path / "screen.icc").write_bytes(screen_profile())
    run(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"--permit-file-read={tmp_path}/", "-sDEVICE=png16m", "-r72",
        f"-sDefaultCMYKProfile={tmp_path / 'press.icc'}", f"-sOutputICCProfile={tmp_path / 'screen.icc'}",
        "-dRenderIntent=1", "-dBlackPtComp=1", "-dOverrideICC=true", f"-sOutputFile={tmp_path / 'chart.png'}",
        tmp_path / "chart.pdf",
    )  # fmt: skip
    theirs = np.asarray(Image.open(tmp_path / "chart.png").convert("RGB")).astype(int)
    with pikepdf.open(tmp_path / "chart.pdf") as pdf:
        (picture,) = simulated_pages(pdf, dpi=72)
    ours = np.asarray(picture).astype(int)
    middles = [20 * at + 10 for at in range(len(INKS))]
    assert np.abs(ours[10, middles] - theirs[10, middles]).max() <= 3
    assert tuple(theirs[10, 30]) != tuple(theirs[10, 50])
