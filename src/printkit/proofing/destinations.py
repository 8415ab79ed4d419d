"""Links and bookmarks of pages that now stand on other pages: each leads to where its page has gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Name

from ..pdf.geometry import Matrix, through
from ..pdf.values import attempt, numbers

_DEEPEST: Final = 64
_MOST: Final = 200_000
"""Nodes of outlines and name trees."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a page has gone: the new page, the matrix of its form, and where its trim begins there, in pt."""

    page: Any
    matrix: Matrix
    x: float
    y: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the old page on the new one."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e + self.x, b * x + d * y + f + self.y


def moved_links(pdf: pikepdf.Pdf, annotations: list[Any], place: Moved) -> Iterator[Any]:
    """Copies of the links among annotations, where they now stand. Other kinds are no part of a proof."""
    for link in annotations:
        if not isinstance(link, pikepdf.Dictionary) or link.get("/Subtype") != Name.Link:
            continue
        box = attempt(lambda link=link: numbers(link.get("/Rect"), 4), None)  # type: ignore[misc]
        if box is None:
            continue
        x0, y0, x1, y1 = through(place.matrix, (box[0], box[1], box[2], box[3]))
        kept = {
            key: link[key]
            for key in ("/Type", "/Subtype", "/A", "/Dest", "/Border", "/BS", "/H", "/Contents", "/F")
            if key in link
        }
        copy = pikepdf.Dictionary(kept)
        copy.Rect = pikepdf.Array([round(edge, 4) for edge in (x0 + place.x, y0 + place.y, x1 + place.x, y1 + place.y)])
        yield pdf.make_indirect(copy)


def move_destinations(pdf: pikepdf.Pdf, places: Mapping[tuple[int, int], Moved]) -> None:
    """Turn every destination in outlines, names and links from the old pages to the new; by object number."""
    seen: set[tuple[int, int]] = set()
    names = pdf.Root.get("/Names")
    roots = [pdf.Root.get("/Outlines"), pdf.Root.get("/Dests")]
    roots += [names.get("/Dests")] if isinstance(names, pikepdf.Dictionary) else []
    roots += [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
    waiting = [(root, 0) for root in roots if root is not None]
    while waiting and len(seen) < _MOST:
        node, depth = waiting.pop()
        if isinstance(node, pikepdf.Object) and node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        if isinstance(node, pikepdf.Array):
            if not _turn(node, places):
                waiting += [(item, depth + 1) for item in node if depth < _DEEPEST]
        elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") != Name.Page:
            # Siblings are no depth: outlines are lists as long as a book has headings.
            waiting += [
                (item, depth if key == "/Next" else depth + 1)
                for key, item in node.items()
                if key not in ("/Parent", "/Prev", "/SE") and depth < _DEEPEST
            ]


def _turn(destination: Any, places: Mapping[tuple[int, int], Moved]) -> bool:
    """Whether an array is a destination (ISO 32000-1, 12.3.2.2); then it leads to the new page."""
    if len(destination) < 2 or not isinstance(destination[0], pikepdf.Dictionary):
        return False
    place = places.get(destination[0].objgen)
    if place is None:
        return False
    destination[0] = place.page
    if destination[1] == Name.XYZ and len(destination) >= 4:
        point = attempt(lambda: numbers(pikepdf.Array([destination[2], destination[3]]), 2), None)
        if point is not None:
            x, y = place.point(point[0], point[1])
            destination[2], destination[3] = round(x, 4), round(y, 4)
    elif destination[1] != Name.Fit:
        del destination[2:]
        destination[1] = Name.Fit
    return True
