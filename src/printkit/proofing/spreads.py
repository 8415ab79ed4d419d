"""The page-turn proof: a PDF each of whose pages is a spread, as the reader of the bound book sees it.

Page 1 stands alone on the right, 2 and 3 face each other, the last may stand alone on the left; a book bound on the
right is the mirror of this. Trim size, nothing scaled, all vectors and text as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Name

from ..pdf.values import sequence
from .destinations import Moved, move_destinations, moved_links
from .forms import Leaf, Source, leaf_of, reading, shown, sign, untag
from .saving import saved

Binding = Literal["left", "right"]
Pair = tuple[int | None, int | None]
"""The pages on the left and on the right, from 1; None: there is none."""

_TABLE: Final = "0.92 g"
"""What lies where there is no page: lighter than any eye would take for print."""
_SPINE: Final = "0.75 G 0.25 w"


@dataclass(frozen=True, slots=True)
class Spreads:
    """The proof, what each of its pages shows, and on which side the book is bound."""

    pdf: bytes = field(repr=False)
    pairs: tuple[Pair, ...]
    binding: Binding


def pairs(pages: int, binding: Binding = "left", *, cover: bool = False) -> tuple[Pair, ...]:
    """Which pages face each other in a book of so many; with `cover`, first the cover laid open: last page and first."""
    found: list[Pair] = [(None, 1)]
    found += [(left, left + 1 if left < pages else None) for left in range(2, pages + 1, 2)]
    if cover and pages % 2 == 0:
        found.insert(0, (pages, 1))
    return tuple(found) if binding == "left" else tuple((right, left) for left, right in found)


def spreads(source: Source, *, binding: Binding | None = None, cover: bool = False, spine: bool = True) -> Spreads:
    """Make the page-turn proof of a book.

    `source` is the file for the screen or for the print shop, whose bleed and marks are cut off. `binding` is by
    default what the file says (/Direction, ISO 32000-1, 12.2): R2L is bound on the right. `cover` begins with the
    cover laid open, last page beside the first, where their number is even. `spine` draws a grey hairline at the fold.
    Links and bookmarks lead to the spreads. Same input, same bytes.

    Raises `PrintkitError` as `open_pdf` does.
    """
    with reading(source) as pdf:
        bound = binding or _binding_of(pdf)
        laid = pairs(len(pdf.pages), bound, cover=cover)
        old = list(pdf.pages)
        leaves = [leaf_of(page) for page in old]
        links = [sequence(page.obj.get("/Annots")) for page in old]
        places: dict[tuple[int, int], Moved] = {}
        made: list[Any] = []
        for pair in laid:
            spread = _spread(pdf, pair, leaves, spine)
            annotations = pikepdf.Array()
            for number, x, y in spread.placed:
                moved = Moved(spread.page, leaves[number - 1].matrix, x, y)
                # A page on the open cover stands in the book besides: links lead there.
                places[old[number - 1].obj.objgen] = moved
                annotations.extend(moved_links(pdf, links[number - 1], moved))
            if len(annotations):
                spread.page.Annots = annotations
            made.append(spread.page)
        del pdf.pages[:]
        for page in made:
            pdf.pages.append(pikepdf.Page(page))
        move_destinations(pdf, places)
        untag(pdf)
        _show_as_spreads(pdf, laid, bound)
        sign(pdf)
        return Spreads(saved(pdf), laid, bound)


@dataclass(slots=True)
class _Spread:
    page: Any
    placed: list[tuple[int, float, float]]
    """Number, and where the lower left corner of its trim stands."""


def _spread(pdf: pikepdf.Pdf, pair: Pair, leaves: list[Leaf], spine: bool) -> _Spread:
    """One spread. Where a page is missing there is as much of the table as it would take."""
    sides = [leaves[number - 1] if number else None for number in pair]
    known = [side for side in sides if side is not None]
    widths = [side.width if side is not None else known[0].width for side in sides]
    height = max(side.height for side in known)
    forms = pikepdf.Dictionary()
    drawing = []
    open_table = len(known) == 1 or any(side.height < height for side in known)
    if open_table:
        drawing.append(f"q {_TABLE} 0 0 {sum(widths):.4f} {height:.4f} re f Q")
    placed = []
    for number, leaf, x in zip(pair, sides, (0.0, widths[0]), strict=True):
        if number is None or leaf is None:
            continue
        y = (height - leaf.height) / 2
        forms[f"/Page{number}"] = leaf.form
        if open_table:
            drawing.append(f"q 1 g {x:.4f} {y:.4f} {leaf.width:.4f} {leaf.height:.4f} re f Q")
        a, b, c, d, e, f = leaf.matrix
        drawing.append(shown(f"Page{number}", (a, b, c, d, e + x, f + y)))
        placed.append((number, x, y))
    if spine:
        drawing.append(f"q {_SPINE} {widths[0]:.4f} 0 m {widths[0]:.4f} {height:.4f} l S Q")
    box = pikepdf.Array([0, 0, round(sum(widths), 4), round(height, 4)])
    page = pikepdf.Dictionary(
        Type=Name.Page,
        MediaBox=box,
        TrimBox=box,
        Resources=pikepdf.Dictionary(XObject=forms),
        Contents=pdf.make_stream("\n".join(drawing).encode()),
    )
    for leaf in known:
        # The group of a page governs how it is seen (ISO 32000-1, 11.4.7); its form brings it, the spread repeats its space.
        if (group := leaf.form.get("/Group")) is not None and "/Group" not in page:
            page.Group = group
    return _Spread(pdf.make_indirect(page), placed)


def _binding_of(pdf: pikepdf.Pdf) -> Binding:
    preferences = pdf.Root.get("/ViewerPreferences")
    says = preferences.get("/Direction") if isinstance(preferences, pikepdf.Dictionary) else None
    return "right" if says == Name.R2L else "left"


def _show_as_spreads(pdf: pikepdf.Pdf, laid: tuple[Pair, ...], binding: Binding) -> None:
    """One spread at a time, fitted to the window, named by its pages."""
    pdf.Root.PageLayout = Name.SinglePage
    preferences = pdf.Root.get("/ViewerPreferences")
    if not isinstance(preferences, pikepdf.Dictionary):
        preferences = pdf.Root.ViewerPreferences = pikepdf.Dictionary()
    preferences.FitWindow = True
    preferences.Direction = Name.R2L if binding == "right" else Name.L2R
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip", "/Duplex"):
        if key in preferences:
            del preferences[key]
    labels = pikepdf.Array()
    for index, pair in enumerate(laid):
        labels.append(index)
        labels.append(pikepdf.Dictionary(P=label(pair)))
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)


def label(pair: Pair) -> str:
    """`1`, `2–3`: the pages of a spread in the order in which they stand."""
    return "–".join(str(number) for number in pair if number is not None)
