"""Shop rules at the edge of the page: bleed that is there and filled, and text that the knife spares.

Whether the bleed is filled is judged on real pixels: what touches the trimmed edge must reach the edge of the bleed, for
the knife may be off by a millimetre, and paper would show.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy
import numpy.typing

from ...diagnostics import Severity
from ...pdf.painted import Painted, Rectangle
from ...units import Length
from ..facts import PageFacts, name_of
from ..finding import POINT, Box, Finding
from .book import SHOP
from .settings import Shop

DPI: Final = 144
"""Two pixels a pt: 0.18 mm."""

_PAPER: Final = 250
"""A pixel whose three parts are above it is paper: ink under 2 %."""

_SHORTEST: Final = Length.mm(1.0)
"""Of what is bare in the bleed; a shorter stretch is a rounded corner or the foot of a letter."""

_SLACK: Final = 0.05
"""pt: what rounding makes of a bleed of exactly 3 mm."""

_EDGES: Final = ("left", "bottom", "right", "top")


@SHOP.page("SHOP-bleed", "bleed around the trim, filled to its edge", source="the trade: bleed")
def bleed(page: PageFacts, shop: Shop) -> Iterator[Finding]:
    """An error where something touches the trimmed edge and does not reach the bleed's, or cannot."""
    wanted = shop.bleed.pt / page.user_unit
    if wanted <= 0:
        return
    given = (
        page.trim[0] - page.bleed[0],
        page.trim[1] - page.bleed[1],
        page.bleed[2] - page.trim[2],
        page.bleed[3] - page.trim[3],
    )
    bare = _bare(page, wanted)
    short = {edge: value for edge, value in zip(_EDGES, given, strict=True) if value < wanted - _SLACK}
    if short:
        touched = [edge for edge in short if bare.get(edge)]
        least = min(short.values()) * POINT * page.user_unit
        message = f"the page has no bleed at {_list(short)}" if least < 0.05 else f"too little bleed at {_list(short)}"
        yield page.finding(
            "SHOP-bleed", Severity.ERROR if touched else Severity.WARNING, message, page.trim, object="BleedBox",
            value=f"{least:.1f} mm", limit=f"{shop.bleed.as_mm:g} mm", hint="build it with bleed, and set the BleedBox",
        )  # fmt: skip
    for edge, stretches in bare.items():
        if stretches and edge not in short:
            boxes = [page.place(stretch) for stretch in stretches]
            yield Finding(
                "SHOP-bleed", Severity.ERROR, f"what touches the {_seen(edge, page.rotate)} edge does not reach into the bleed",
                page.number, Box.around(boxes), object="the bleed", value=f"{_length(edge, stretches):.1f} mm bare",
                limit=f"filled for {shop.bleed.as_mm:g} mm", hint="let it run out to the edge of the bleed",
            )  # fmt: skip


@SHOP.page("SHOP-safe", "text keeps away from the knife", source="the trade: safe zone")
def safe(page: PageFacts, shop: Shop) -> Iterator[Finding]:
    """Text nearer to the trim than the safe distance, unless it runs out into the bleed; one finding for each edge."""
    wanted = shop.safe.pt / page.user_unit
    if wanted <= 0:
        return
    near: dict[str, list[tuple[float, Painted]]] = {}
    for item in page.visible:
        if item.kind != "text" or not _meets(item.box, page.trim):
            continue
        gaps = _gaps(item.box, page.trim)
        if min(gaps) < -wanted / 2:
            continue  # it bleeds: a letter as ornament
        for edge, gap in zip(_EDGES, gaps, strict=True):
            if gap < wanted - _SLACK:
                near.setdefault(edge, []).append((gap, item))
    for edge, items in near.items():
        gap, item = min(items, key=lambda each: each[0])
        least = gap * POINT * page.user_unit
        many = f", and {len(items) - 1} more" if len(items) > 1 else ""
        yield Finding(
            "SHOP-safe", Severity.WARNING, f"text stands close to the {_seen(edge, page.rotate)} edge", page.number,
            Box.around([page.place(each.box) for _, each in items]), object=f"{name_of(item)}{many}",
            value=f"{least:.1f} mm", limit=f"{shop.safe.as_mm:g} mm", hint="move it inwards; the knife may be off by 1 mm",
        )  # fmt: skip


def _bare(page: PageFacts, wanted: float) -> dict[str, list[Rectangle]]:
    """For each edge the stretches of the bleed that are bare while the page inside is not, in user space."""
    x0, y0, x1, y1 = page.trim
    area = (x0 - wanted, y0 - wanted, x1 + wanted, y1 + wanted)
    pixels = page.pixels(area, DPI)
    if pixels is None:
        return {}
    inked = numpy.any(pixels <= _PAPER, axis=2)
    height, width = inked.shape
    across, down = width / (area[2] - area[0]), height / (area[3] - area[1])
    found = {}
    for edge in _EDGES:
        # Turned so that the edge is the left one: columns run from the bleed's edge inwards.
        turned = {"left": inked, "right": inked[:, ::-1], "top": inked.T, "bottom": inked[::-1].T}[edge]
        scale, along = (across, down) if edge in ("left", "right") else (down, across)
        cut, skip = round(wanted * scale), round(wanted * along)
        inside, outside = turned[skip:-skip, cut + 1 : cut + 3], turned[skip:-skip, 1 : max(2, cut // 2)]
        gone = inside.all(axis=1) & ~outside.any(axis=1)
        runs = [(first, last) for first, last in _runs(gone) if (last - first) / along * page.user_unit >= _SHORTEST.pt]
        strips = [_strip(edge, first / along, last / along, page.trim, wanted) for first, last in runs]
        found[edge] = [strip for strip in strips if not _is_picture(strip, page)]
    return found


def _strip(edge: str, first: float, last: float, trim: Rectangle, wanted: float) -> Rectangle:
    """The stretch of bleed at an edge; `first` and `last` in pt from the top, or from the left."""
    x0, y0, x1, y1 = trim
    match edge:
        case "left":
            return (x0 - wanted, y1 - last, x0, y1 - first)
        case "right":
            return (x1, y1 - last, x1 + wanted, y1 - first)
        case "top":
            return (x0 + first, y1, x0 + last, y1 + wanted)
        case _:
            return (x0 + first, y0 - wanted, x0 + last, y0)


def _is_picture(strip: Rectangle, page: PageFacts) -> bool:
    """Whether a picture or gradient covers the strip: what is white there is white in the picture."""
    return any(
        item.kind in ("image", "shading")
        and item.box[0] <= strip[0] + 1
        and item.box[1] <= strip[1] + 1
        and item.box[2] >= strip[2] - 1
        and item.box[3] >= strip[3] - 1
        for item in page.visible
    )


def _runs(flags: Any) -> Iterator[tuple[int, int]]:
    """First and last-but-one of each run of true."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], flags.astype(numpy.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _length(edge: str, strips: list[Rectangle]) -> float:
    """Of the strips together, in mm."""
    return POINT * sum(box[3] - box[1] if edge in ("left", "right") else box[2] - box[0] for box in strips)


def _gaps(box: Rectangle, trim: Rectangle) -> tuple[float, float, float, float]:
    """How far a box lies inside each edge: left, bottom, right, top."""
    return (box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3])


def _meets(box: Rectangle, trim: Rectangle) -> bool:
    return box[0] < trim[2] and box[2] > trim[0] and box[1] < trim[3] and box[3] > trim[1]


def _seen(edge: str, rotate: int) -> str:
    """The edge as it is read on a turned page."""
    round_ = ("top", "right", "bottom", "left")
    return round_[(round_.index(edge) + rotate // 90) % 4]


def _list(edges: dict[str, float]) -> str:
    return "any edge" if len(edges) == 4 else ", ".join(edges)
