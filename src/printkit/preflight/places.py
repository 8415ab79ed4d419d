"""Where in the report a finding of our own file comes from: the parts of the report stand at known places on pages."""

from __future__ import annotations

from dataclasses import replace

from ..typeset import Typeset
from ..units import Rect
from .finding import Box, Finding
from .result import Preflight


def with_places(result: Preflight, pages: Typeset) -> Preflight:
    """The same findings, with their place in the report's YAML where its smallest part at that spot has one.

    `pages` are those that the file was made of.
    """
    found = tuple(_placed(finding, pages) for finding in result.findings)
    return replace(result, findings=found)


def _placed(finding: Finding, pages: Typeset) -> Finding:
    if finding.box is None:
        return finding
    there = [
        (area.width.pt * area.height.pt, at)
        for at, (page, area) in pages.facts.places.items()
        if page == finding.page and _holds(area, finding.box)
    ]
    return replace(finding, place=pages.report.span(min(there)[1])) if there else finding


def _holds(area: Rect, box: Box) -> bool:
    """Whether the middle of a box lies in an area; both from the top left of the trimmed page."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return area.x.as_mm <= x <= area.right.as_mm and area.y.as_mm <= y <= area.bottom.as_mm
