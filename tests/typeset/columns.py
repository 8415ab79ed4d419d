"""One column of text in a layout of its own: the measure in em, the style sheet and `layout.yaml` as a test wants them."""

from __future__ import annotations

from pathlib import Path

import printkit as pk
from printkit.typography.auditing.glyphs import Glyph, read

EM = 10.0
"""pt; the size of the text."""

LAYOUT = """\
title: {{zh: 栏, en: Column}}
about: {{zh: 一栏, en: One column}}
kind: booklet
trim: 300 x 400 mm
palette: teal
{more}
"""
STYLE = """\
html {{ font: 10pt/20pt "Printkit Song Latin", "Printkit Song"; hyphenate-character: "-" }}
body {{ margin: 20pt; width: {measure}em }}
p {{ margin: 0; text-align: justify; orphans: 1; widows: 1 }}
[lang=en] {{ hyphens: auto }}
{css}
"""
TEMPLATE = """\
{%- for block in report.sections[0].blocks %}{% for v in voices(block.text) %}
<p lang="{{ v.lang }}" class="{{ v.lang }} n{{ loop.index }}"{{ block|at }}>{{ v.html }}</p>
{% endfor %}{% endfor %}"""


def column(
    folder: Path,
    *paragraphs: str | dict[str, str],
    measure: float = 10,
    css: str = "",
    more: str = "",
    **options: object,
) -> pk.Typeset:
    """Set paragraphs (Chinese, or pairs of Chinese and English) as one column `measure` em wide."""
    folder = folder / "column"
    folder.mkdir(exist_ok=True)
    (folder / "layout.yaml").write_text(LAYOUT.format(more=more), "utf-8")
    (folder / "style.css").write_text(STYLE.format(measure=measure, css=css), "utf-8")
    (folder / "template.html").write_text(TEMPLATE, "utf-8")
    blocks = [{"text": text} for text in paragraphs]
    report = pk.Report.model_validate({"title": "题", "sections": [{"blocks": blocks}]})
    return pk.typeset_report(report, pk.layout(folder, **options), root=folder)


def rows(pages: pk.Typeset) -> list[list[Glyph]]:
    """The glyphs of each line of the PDF, blanks left out; x (from the column's edge) and advances in em."""
    lines: dict[tuple[int, float], list[Glyph]] = {}
    for sheet in read(pages.pdf())[0]:
        for glyph in sheet.glyphs:
            if glyph.text.strip():
                placed = glyph._replace(x=round((glyph.x - 20) / EM, 3), advance=round(glyph.advance / EM, 3))
                lines.setdefault((sheet.number, round(glyph.y, 1)), []).append(placed)
    return [sorted(line, key=lambda glyph: glyph.x) for _, line in sorted(lines.items())]
