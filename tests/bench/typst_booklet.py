"""The same booklet by Typst, cold: `python typst_booklet.py report.yaml booklet.pdf`."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent

typst.compile(
    str(HERE / "booklet.typ"),
    output=sys.argv[2],
    root="/",
    font_paths=[str(HERE.parents[1] / "fonts")],
    ignore_system_fonts=True,
    sys_inputs={"report": str(Path(sys.argv[1]).resolve())},
    pdf_tags=False,  # printkit's PDF for the screen has none either
)
