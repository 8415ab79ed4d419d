"""The audit reads other people's PDFs: Typst's, whose tags and geometry must tell the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst

import printkit as pk
from printkit.typography import Audit, audit

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "examples" / "buji-2019" / "report.yaml"
SET = """
#set page(width: 240pt, height: 400pt, margin: 20pt)
#set text(font: ("Printkit Song Latin", "Printkit Song"), size: 10pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 8pt, spacing: 8pt)
"""


def by_typst(tmp_path: Path, tags: bool) -> Audit:
    report = pk.load(REPORT)
    texts = [block.text.zh for section in report.sections for block in section.blocks if block.kind == "paragraph"]
    source = tmp_path / "book.typ"
    source.write_text(SET + "\n\n".join("#" + json.dumps(text.replace("**", ""), ensure_ascii=False) for text in texts))
    return audit(typst.compile(str(source), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True, pdf_tags=tags))


@pytest.mark.witness
def test_typst_is_read_alike_by_its_tags_and_by_geometry(tmp_path):
    tagged, plain = by_typst(tmp_path, True), by_typst(tmp_path, False)
    assert (tagged.tagged, plain.tagged) == (True, False)
    assert tagged.totals == plain.totals
    assert (tagged.stretch, tagged.lines, tagged.paragraphs) == (plain.stretch, plain.lines, plain.paragraphs)
    assert tagged.totals["R15"].checked > 60
    assert tagged.totals["R15"].failed == 0
    assert tagged.paragraphs == tagged.justified
