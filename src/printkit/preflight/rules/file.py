"""GWG 2022 about the file: the standard that it claims, its pages, its layers, its output intent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from ..structure import claim
from ..structure.intent import Profile, intents, profile_of

_X4: Final = ("PDF/X-4", "PDF/X-4p")
"""The two conformance levels of ISO 15930-7."""

_SLACK: Final = 0.03
"""pt (0.01 mm): sizes nearer to each other are the same."""


@GWG.document("R0001", "the file is PDF/X-4", source="GWG 2022 R0001; ISO 15930-7")
def base_standard(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """That it says so. Whether it is right in this is what the rules `X4-…` tell."""
    stated = claim(document)
    if stated not in _X4:
        yield Finding(
            "R0001", limits[0].severity, "the file is no PDF/X-4", value=stated or "no PDF/X", limit="PDF/X-4",
            hint="export it as PDF/X-4",
        )  # fmt: skip


@GWG.document("R0004", "all pages have one size and stand upright", source="GWG 2022 R0004")
def one_size(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """The trimmed size of the first page is that of all; /Rotate is absent or 0."""
    each = [PageFacts(number, page, document) for number, page in enumerate(document.pdf.pages, 1)]
    first = _size(each[0])
    other = [page for page in each if any(abs(a - b) > _SLACK for a, b in zip(_size(page), first, strict=True))]
    turned = [page for page in each if page.rotate]
    for pages, message, value, limit in (
        (other, "the trimmed size is not that of the first page", other and _mm(_size(other[0])), _mm(first)),
        (turned, "the page is turned", turned and f"/Rotate {turned[0].rotate}", "/Rotate 0"),
    ):
        if pages:
            more = f", and {len(pages) - 1} more" if len(pages) > 1 else ""
            yield pages[0].finding(
                "R0004", limits[0].severity, message, object=f"page {pages[0].number}{more}", value=str(value),
                limit=limit, hint="make all pages alike",
            )  # fmt: skip


@GWG.document("R0006", "the file has one page", source="GWG 2022 R0006")
def one_page(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """An advertisement or a package is one page."""
    if document.pages != 1:
        yield Finding(
            "R0006", limits[0].severity, "the file has more than one page", value=f"{document.pages} pages", limit="1",
            hint="make a file of each page",
        )  # fmt: skip


@GWG.document("R0034", "layers have one state alone", source="GWG 2022 R0034; ISO 32000-1, 8.11.4")
def configurations(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """OCProperties has no /Configs: nobody could tell which of them is to be printed."""
    layers = document.root.get("/OCProperties")
    if isinstance(layers, pikepdf.Dictionary) and "/Configs" in layers:
        yield Finding(
            "R0034", limits[0].severity, "the layers of the file have several states to choose from",
            object="OCProperties", value="/Configs", limit="the default state alone", hint="keep the one that is meant",
        )  # fmt: skip


@GWG.document("R0035", "the output intent is CMYK", source="GWG 2022 R0035")
def intent_space(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """By the head of its profile. A file without one is told of by R0001 or `X4-outputintent`."""
    for intent in intents(document):
        embedded = profile_of(intent)
        head = Profile.read(embedded[0]) if embedded else None
        if head is not None and head.space != "CMYK":
            yield Finding(
                "R0035", limits[0].severity, "the output intent is no CMYK condition", object="output intent",
                value=head.space, limit="CMYK", hint="export it for a CMYK condition such as FOGRA39",
            )  # fmt: skip


def _size(page: PageFacts) -> tuple[float, float]:
    x0, y0, x1, y1 = page.trim
    return (x1 - x0) * page.user_unit, (y1 - y0) * page.user_unit


def _mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{side * 25.4 / 72:.1f}" for side in size) + " mm"
