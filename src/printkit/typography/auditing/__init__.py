"""The typography of a finished PDF, of anybody, measured by where its glyphs stand.

    from printkit.typography import audit
    print(audit(Path("book.pdf")))

`glyphs` and `structure` read the file, `lines`, `parts` and `paragraphs` put together what belongs together, `edges`,
`gaps` and `faces` hold the rules, `findings` is what comes out. Nothing of the composer is used: what measures
its work must not share its tables.
"""

from __future__ import annotations

from pathlib import Path

from .edges import check_edges
from .faces import check_fonts
from .findings import RULES, Audit, Finding, Stretch, Tally, Total
from .gaps import check_gaps
from .glyphs import read
from .lines import lines_of
from .paragraphs import paragraphs_of


def audit(pdf: bytes | Path) -> Audit:
    """Measure the rules of `RULES` in a PDF.

    Upright text alone is judged, and of the rules of justified setting only paragraphs that are found to be
    justified. Raises `ValueError` for what is no PDF.
    """
    sheets, fonts = read(pdf)
    pages = [lines_of(sheet, fonts) for sheet in sheets]
    paragraphs = paragraphs_of(pages)
    tally = Tally()
    check_edges(paragraphs, tally)
    stretch = check_gaps(paragraphs, tally)
    check_fonts(fonts, tally)
    order = list(RULES)
    return Audit(
        findings=tuple(sorted(tally.findings, key=lambda f: (f.page, order.index(f.rule), f.y.pt, f.x.pt))),
        totals=tally.totals(),
        stretch=stretch,
        pages=len(sheets),
        lines=sum(map(len, pages)),
        paragraphs=len(paragraphs),
        justified=sum(paragraph.justified for paragraph in paragraphs),
        tagged=any(glyph.element is not None for sheet in sheets for glyph in sheet.glyphs),
    )


__all__ = ["RULES", "Audit", "Finding", "Stretch", "Total", "audit"]
