"""PDF/X: the boxes of each page, and what lies upon it without being printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from ...pdf.painted import Rectangle
from ..facts import PageFacts, rectangle
from ..finding import Finding
from .parts import STRUCTURE, Part

_SLACK: Final = 0.01
"""pt: what rounding makes of boxes that were meant to meet."""

_BOXES: Final = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


@STRUCTURE.page("boxes", "each page tells its trimmed size", source="ISO 15930: page boxes; ISO 32000-1, 14.11.2")
def boxes(page: PageFacts, part: Part) -> Iterator[Finding]:
    """MediaBox, and TrimBox or ArtBox but not both."""
    if not page.has("/MediaBox"):
        yield part.breach("boxes", "the page has no MediaBox", page, hint="export it again")
    trim, art = page.has("/TrimBox"), page.has("/ArtBox")
    if not trim and not art:
        yield part.breach("boxes", "the page does not say where it is trimmed", page, value="no TrimBox", hint="set it")
    elif trim and art:
        yield part.breach("boxes", "the page has a TrimBox and an ArtBox", page, limit="one", hint="delete the ArtBox")


@STRUCTURE.page("nesting", "trim in bleed in media", source="ISO 15930: page boxes; ISO 32000-1, 14.11.2")
def nesting(page: PageFacts, part: Part) -> Iterator[Finding]:
    """TrimBox or ArtBox lies in the BleedBox, all of them in the MediaBox, and the CropBox cuts none of them."""
    inner = "TrimBox" if page.has("/TrimBox") else "ArtBox" if page.has("/ArtBox") else ""
    outer = {"MediaBox": page.media}
    if page.has("/CropBox"):
        outer["CropBox"] = page.crop
    if inner:
        rings = dict(outer)
        if page.has("/BleedBox"):
            rings["BleedBox"] = page.bleed
        for name, ring in rings.items():
            if not _within(page.trim, ring):
                yield part.breach(
                    "nesting", f"the {inner} reaches out of the {name}", page, page.trim, hint="mend the boxes"
                )
    if page.has("/BleedBox") and not _within(page.bleed, page.media):
        yield part.breach(
            "nesting", "the BleedBox reaches out of the MediaBox", page, page.bleed, hint="mend the boxes"
        )


@STRUCTURE.page("box", "boxes are rectangles", source="ISO 32000-1, 7.9.5")
def well_formed(page: PageFacts, part: Part) -> Iterator[Finding]:
    """Four numbers with an area."""
    for name in _BOXES:
        value = page.page.obj.get(name)
        if value is not None and rectangle(value) is None:
            yield part.breach("box", f"the {name[1:]} is no rectangle", page, hint="export it again")


@STRUCTURE.page("annotation", "no notes or links on what is printed", source="ISO 15930: annotations")
def notes(page: PageFacts, part: Part) -> Iterator[Finding]:
    """Within the bleed (or trim) only trap nets, and printer's marks not even there; outside they do no harm."""
    held = page.page.obj.get("/Annots")
    if not isinstance(held, pikepdf.Array):
        return
    for each in held:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        kind = str(each.get("/Subtype", "/")).lstrip("/")
        box = rectangle(each.get("/Rect"))
        if kind in ("TrapNet", "PrinterMark") or box is None or not _meet(box, page.bleed):
            continue
        yield part.breach(
            "annotation", f"a {kind or 'note'} lies on the page", page, box, object=kind or "annotation",
            hint="take links, notes and fields out of files for print",
        )  # fmt: skip


@STRUCTURE.page("duration", "no slide show", source="ISO 15930-7: presentations; ISO 32000-1, 12.4.4")
def presentation(page: PageFacts, part: Part) -> Iterator[Finding]:
    """X-4 forbids alternate presentations and steps within a page."""
    if part.by_xmp and "/PresSteps" in page.page.obj:
        yield part.breach("duration", "the page is a slide with steps", page, hint="export it as pages")


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner[0] >= outer[0] - _SLACK
        and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + _SLACK
        and inner[3] <= outer[3] + _SLACK
    )


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[2] - _SLACK
        and other[0] < one[2] - _SLACK
        and one[1] < other[3] - _SLACK
        and other[1] < one[3] - _SLACK
    )
