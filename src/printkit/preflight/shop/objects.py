"""Shop rules about what stands on the page: pictures, lines, letters, ink."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...diagnostics import Severity
from ...pdf.painted import Painted
from ...separations import total_ink_windows
from ..facts import PageFacts, name_of
from ..finding import Box, Finding
from .book import SHOP
from .settings import Shop

_SMALLEST: Final = 16
"""Pixels; what is smaller in either way is a dot or a ground, and no picture (GWG 2022, R0031)."""


@SHOP.page("SHOP-ppi", "pictures have enough pixels for their size", source="the trade: placed ppi")
def ppi(page: PageFacts, shop: Shop) -> Iterator[Finding]:
    """The lesser of both ways, rounded; 1-bit pictures and masks are GWG's."""
    for item in page.visible:
        image = item.image
        if image is None or image.is_mask or image.bits == 1 or min(image.width, image.height) <= _SMALLEST:
            continue
        placed = round(min(image.ppi))
        if placed < round(shop.ppi):
            yield page.finding(
                "SHOP-ppi", Severity.WARNING, "a picture has few pixels for the size that it is placed at", item,
                value=f"{placed} ppi", limit=f"{shop.ppi:g} ppi", hint="place it smaller, or take a larger picture",
            )  # fmt: skip


@SHOP.page("SHOP-hairline", "no line thinner than holds on paper", source="the trade: hairlines")
def hairline(page: PageFacts, shop: Shop) -> Iterator[Finding]:
    """Strokes, of width 0 too, and rectangles filled as thin as a line; one finding for each page and width."""
    thin: dict[float, list[Painted]] = {}
    for item in page.visible:
        if item.kind != "path":
            continue
        widths = [item.line_width] if item.stroke is not None and item.line_width is not None else []
        widths += [item.thickness] if item.thickness is not None else []
        if widths and round(min(widths), 3) < shop.line.pt:
            thin.setdefault(round(min(widths), 3), []).append(item)
    for width, items in sorted(thin.items()):
        many = f", and {len(items) - 1} more" if len(items) > 1 else ""
        yield Finding(
            "SHOP-hairline", Severity.WARNING, "a line is too thin to hold on paper", page.number,
            Box.around([page.place(item.box) for item in items]), object=f"{name_of(items[0])}{many}",
            value=f"{width:g} pt", limit=f"{shop.line.pt:g} pt", hint="make it thicker",
        )  # fmt: skip


@SHOP.page("SHOP-tofu", "every letter has its shape and its character", source="the trade: missing glyphs")
def tofu(page: PageFacts, shop: Shop) -> Iterator[Finding]:  # noqa: ARG001 -- the form of a rule
    """Text set with a font's `.notdef`, an empty box, is an error; text without characters (ToUnicode) a warning."""
    unknown: dict[str, list[Painted]] = {}
    for item in page.visible:
        if item.kind != "text":
            continue
        name = item.font.name if item.font is not None else "?"
        if item.missing:
            yield page.finding(
                "SHOP-tofu", Severity.ERROR, f"the font {name} lacks a character, an empty box stands there", item,
                value=f"{item.missing} boxes" if item.missing > 1 else "1 box", limit="none",
                hint="take a font that has the character",
            )  # fmt: skip
        elif item.text is None:
            unknown.setdefault(name, []).append(item)
    for name, items in unknown.items():
        yield Finding(
            "SHOP-tofu", Severity.WARNING, f"nobody can tell which characters the font {name} shows", page.number,
            Box.around([page.place(item.box) for item in items]), object=f"font {name}", value="no ToUnicode",
            hint="export it again; the text cannot be searched or mended as it is",
        )  # fmt: skip


@SHOP.page("SHOP-ink", "no more ink than the shop dries", source="the shop's own limit")
def ink(page: PageFacts, shop: Shop) -> Iterator[Finding]:
    """The mean of all inks together in the worst square of 15 mm inside the bleed, on real plates."""
    if not shop.ink or page.wet is None:
        return
    worst = total_ink_windows(page.wet)
    if round(worst.mean * 100) > shop.ink:
        yield page.finding(
            "SHOP-ink", Severity.ERROR, "there is more ink than the shop can dry", worst.area,
            object="all inks together", value=f"{worst.mean:.0%}", limit=f"{shop.ink:g}%",
            hint="choose an output condition with less ink, or lighten the picture",
        )  # fmt: skip
