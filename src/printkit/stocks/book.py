"""What a stock comes to in a book: its thickness, its weight, and whether it can be bound so.

The limits are rules of the trade, not of a standard: binders differ, so what lies outside is a warning.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from ..diagnostics import Diagnostic, warning
from ..units import Length, Size
from .stock import Stock

Binding: TypeAlias = Literal["saddle-stitch", "perfect-bound"]

_THICKEST_STITCHED: Final = Length.mm(4)
"""Folded: thicker ones gape, and the legs of the wire do not close."""
_MOST_STITCHED: Final = 88
_FEWEST_GLUED: Final = 48
_THINNEST_GLUED: Final = Length.mm(2.5)
"""Less is too little for the glue to hold."""
_THICKEST_GLUED: Final = Length.mm(50)


def leaves(pages: int) -> int:
    """How many leaves hold that many pages: two to a leaf, an odd page on one of its own."""
    return -(-pages // 2)


def block_thickness(pages: int, stock: Stock) -> Length:
    """The thickness of the body of a book, pressed: leaves × caliper."""
    return stock.caliper * leaves(pages)


def weight_of_copy(pages: int, trim: Size, stock: Stock, *, cover: tuple[Size, Stock] | None = None) -> float:
    """Grams of one trimmed copy: area × gsm of its leaves, and of its cover, which is a spread of that size and stock."""
    body = leaves(pages) * _square_metres(trim) * stock.gsm
    return body + (_square_metres(cover[0]) * cover[1].gsm if cover else 0.0)


def check_binding(binding: Binding, pages: int, stock: Stock, cover: Stock | None = None) -> tuple[Diagnostic, ...]:
    """Warnings where a book of that many pages cannot well be bound so: `too-thick`, `too-thin`, `odd-pages`.

    `pages` are those of the body, without a cover of its own stock.
    """
    thick = block_thickness(pages, stock) + (cover.caliper * 2 if cover else Length(0))
    told = f"{pages} pages of {stock.name} are {thick.as_mm:.1f} mm thick"
    found = []
    if binding == "saddle-stitch":
        if pages % 4:
            message = f"{pages} pages cannot be stitched: sheets are folded once, so it takes a multiple of 4"
            found.append(warning("odd-pages", message, hint=f"{-pages % 4} blank pages are added"))
        if thick > _THICKEST_STITCHED:
            message = f"{told}; more than {_THICKEST_STITCHED.as_mm:g} mm is too thick for saddle stitch"
            found.append(warning("too-thick", message, hint="choose a thinner stock, or perfect binding"))
        elif pages > _MOST_STITCHED:
            message = f"{pages} pages are many for saddle stitch, where shops take {_MOST_STITCHED} at most"
            found.append(warning("too-thick", message, hint="ask the binder, or choose perfect binding"))
        return tuple(found)
    if thick < _THINNEST_GLUED or pages < _FEWEST_GLUED:
        message = f"{told}; perfect binding holds from about {_FEWEST_GLUED} pages and {_THINNEST_GLUED.as_mm:g} mm"
        found.append(warning("too-thin", message, hint="choose a thicker stock, or saddle stitch"))
    if thick > _THICKEST_GLUED:
        message = f"{told}; glue holds up to about {_THICKEST_GLUED.as_mm:g} mm"
        found.append(warning("too-thick", message, hint="choose a thinner stock, or two volumes"))
    return tuple(found)


def _square_metres(size: Size) -> float:
    return size.width.as_mm * size.height.as_mm / 1e6
