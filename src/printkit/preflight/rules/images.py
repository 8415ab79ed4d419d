"""GWG 2022 about pictures: enough pixels for the size at which they are placed.

The effective resolution is the lesser one of both ways, after all matrices, rounded to the whole ppi. GWG's numbers
are the last that are too few: 149 forbids 149 and lets 150 in. Pictures of at most 16 pixels in one way are grounds or
dots and are left out; soft masks are no pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...pdf.painted import ImageUsed, Painted, Rectangle
from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from .gathering import gathered
from .looking import printed

_SMALLEST: Final = 16
"""Pixels."""

_SLACK: Final = 0.5
"""pt: a picture that ends so near to the trim covers the page."""

_HINT: Final = "place it smaller, or take a picture with more pixels"


@GWG.page("R0031", "pictures in colour and gray have enough pixels", source="GWG 2022 R0031")
def colour_ppi(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """More than A ppi."""
    yield from _ppi(page, "R0031", limits, lambda image: not _one_bit(image), "a picture has too few pixels")


@GWG.page("R0032", "pictures of one bit have enough pixels", source="GWG 2022 R0032")
def one_bit_ppi(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """More than A ppi; stencils are of one bit as well."""
    yield from _ppi(page, "R0032", limits, _one_bit, "a picture in black and white has too few pixels")


@GWG.page("R0033", "a page that is one picture has enough pixels", source="GWG 2022 R0033")
def single_picture(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """A picture that is all there is and covers the trim holds the text too, and needs more than A ppi."""
    each = list(printed(page))
    if len(each) != 1 or each[0].image is None or _one_bit(each[0].image) or not _covers(each[0].box, page.trim):
        return
    yield from _told(page, "R0033", limits, each, "the page is one picture, and it has too few pixels for its text")


def _ppi(
    page: PageFacts, rule: str, limits: GwgLimits, wanted: Callable[[ImageUsed], bool], message: str
) -> Iterator[Finding]:
    chosen = [
        item
        for item in printed(page, "image")
        if item.image is not None and wanted(item.image) and min(item.image.width, item.image.height) > _SMALLEST
    ]
    yield from _told(page, rule, limits, chosen, message)


def _told(page: PageFacts, rule: str, limits: GwgLimits, chosen: list[Painted], message: str) -> Iterator[Finding]:
    """Each picture under the first of the limits that it does not reach, one finding for each limit."""
    under: dict[int, list[tuple[float, Painted]]] = {}
    for item in chosen:
        placed = round(min(item.image.ppi)) if item.image is not None else 0
        short = next((place for place, limit in enumerate(limits) if placed <= limit.values["A"]), None)
        if short is not None:
            under.setdefault(short, []).append((placed, item))
    for place, limit in enumerate(limits):
        yield from gathered(
            page, rule, limit, message, under.get(place, ()), value="{:.0f} ppi",
            limit=f"more than {limit.values['A']:g} ppi", hint=_HINT,
        )  # fmt: skip


def _one_bit(image: ImageUsed) -> bool:
    return image.is_mask or image.bits == 1


def _covers(box: Rectangle, trim: Rectangle) -> bool:
    return (
        box[0] <= trim[0] + _SLACK
        and box[1] <= trim[1] + _SLACK
        and box[2] >= trim[2] - _SLACK
        and box[3] >= trim[3] - _SLACK
    )
