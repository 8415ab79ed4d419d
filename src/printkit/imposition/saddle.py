"""Saddle stitch: folded sheets inside each other, stapled through the fold."""

from __future__ import annotations

from typing import Literal, get_args

from ..units import Length, Size
from .blanks import Blanks, Pages, blank, filled_up
from .creep import By, Creep, Reference
from .flat import Flat, Label, Over
from .ganging import Press, gang
from .grid import Edge, Paper, Rotate
from .measures import checked, chosen
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Imposition, Sheet
from .signature import Binding, Book, Signature, checked_book, divided

Cover = Literal["self", "separate", "elsewhere"]
"""`self`: of the same paper as the rest. `separate`: the first two and the last two pages on a sheet of another paper. `elsewhere`:
printed from another file; these pages lie inside it."""
Several = Literal["one", "same", "different"]
"""What lies on a sheet of the press that is large enough: one piece; the same one again and again; or pieces that follow each other in
the book, so that the piles that the sheet is cut into make one pile when they are laid on each other, the left one on top."""


def saddle_stitch(
    *,
    pages: int,
    trim: Size,
    sheet: Size,
    bleed: Length = BLEED,
    gripper: Length = GRIPPER,
    gripper_edge: Edge = "bottom",
    margin: Length = MARGIN,
    slug: Length = NOTHING,
    gap: Length = NOTHING,
    rotate: Rotate = "auto",
    turn: Over = "turn",
    several: Several = "one",
    come_and_go: bool = False,
    signature: int = 4,
    lap: Length = NOTHING,
    binding: Binding = "left",
    cover: Cover = "self",
    cover_caliper: Length | None = None,
    caliper: Length = NOTHING,
    creep_factor: float = 1.0,
    creep: Reference = "outer",
    creep_by: By = "shift",
    blanks: Blanks = "before-back-cover",
) -> Imposition:
    """Lay a book of `pages` pages on sheets that are folded and put inside each other.

    A sheet that has s others around it moves its pages by s × `caliper` × `creep_factor` towards the fold (see `creep`). `trim` of a
    placement ends where the knife meets the sheet: nearer to the fold, the further inside the sheet lies.

    Raises `PrintkitError`: `sheet-too-small` with what is missing, `bad-pages`, `bad-measure`, `bad-signature`, `bad-creep`, `not-one-of`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap, lap=lap)
    chosen(
        rotate=(rotate, get_args(Rotate)), gripper_edge=(gripper_edge, get_args(Edge)), turn=(turn, get_args(Over)),
        several=(several, get_args(Several)),
        cover=(cover, get_args(Cover)), blanks=(blanks, get_args(Blanks)),
    )  # fmt: skip
    read = filled_up(pages, blanks)
    inside = read[2:-2] if cover == "separate" else read
    around = (caliper if cover_caliper is None else cover_caliper) if cover != "self" else NOTHING
    pushed = Creep(caliper, creep_factor, around, max(len(inside) // 4 - 1, 0), creep, creep_by)
    book = Book(trim, bleed, binding, pushed, gap=gap, lap=lap)
    checked_book(book, signature)
    press = Press(
        Paper(sheet, gripper, gripper_edge, margin, slug),
        gap,
        rotate,
        over=turn,
        full=several != "one",
        opposed=come_and_go,
    )
    sheets: list[Sheet] = []
    if cover == "separate":
        outside = Signature((*read[:2], *read[-2:]), book, around=-1).flat()
        sheets += gang(press, [outside], [Label("cover")], repeated=several == "same")
    pieces = _nested(inside, book, signature)
    numbers = range(1, len(pieces) + 1)
    sheets += gang(press, pieces, [Label(f"sheet {number}") for number in numbers], repeated=several == "same")
    return Imposition("saddle-stitch", sheet, pages, blank(read), press.turn, tuple(sheets))


def _nested(pages: Pages, book: Book, largest: int) -> list[Flat]:
    """From the outermost signature inwards: each has the first and the last of the pages that are left."""
    found, around = [], 0
    for size in divided(len(pages), largest):
        half = size // 2
        found.append(Signature((*pages[:half], *pages[-half:]), book, around).flat())
        pages, around = pages[half:-half], around + size // 4
    return found
