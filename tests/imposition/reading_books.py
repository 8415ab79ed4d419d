"""The books that imposed sheets give: printed, cut, folded, nested or gathered, and read leaf by leaf."""

from __future__ import annotations

from folded_paper import bound, cut, folded, nested, printed, read

from printkit.imposition import Imposition
from printkit.units import Size


def folded_pieces(imposition: Imposition, sheet, trim: Size, *, rtl: bool, other_half: bool = False):
    """The leaves of each piece that the sheet is cut into, from the upper left one."""
    whole = printed(imposition, sheet, (trim.width.pt, trim.height.pt))
    cuts = [line for line in sheet.front.lines if line.kind == "cut"]
    return [
        bound(folded(piece, other_half=other_half), spine_right=rtl)
        for piece in cut(whole, cuts)
        if piece.prints  # else it is waste: the last places of a sheet may be empty
    ]


def copies_of(imposition: Imposition, trim: Size, *, rtl=False, several="one", nest=False, other_half=False):
    """The books that the sheets give: one, or as many as each sheet gives copies of its part."""
    sheets = [folded_pieces(imposition, s, trim, rtl=rtl, other_half=other_half) for s in imposition.sheets]
    if several == "different":
        places = max(len(pieces) for pieces in sheets)
        runs = [[pieces[place] for pieces in sheets if place < len(pieces)] for place in range(places)]
        books = [[piece for run in runs for piece in run]]
    else:
        assert [len(pieces) for pieces in sheets] == [sheet.copies for sheet in imposition.sheets]
        assert len({sheet.copies for sheet in imposition.sheets}) == 1
        books = [list(pieces) for pieces in zip(*sheets, strict=True)]
    return [nested(book) if nest else [leaf for packet in book for leaf in packet] for book in books]


def wanted(pages: int, where: str) -> list[int | None]:
    """The order of reading, written out by hand for each remainder."""
    lead, body, last = [1], list(range(2, pages)), [pages]
    missing = {0: 0, 1: 3, 2: 2, 3: 1}[pages % 4]
    if pages == 1:
        return [1, None, None, None]
    if where == "end":
        return lead + body + last + [None] * missing
    if where == "before-back-cover":
        return lead + body + [None] * missing + last
    front, back = {0: (0, 0), 1: (0, 1), 2: (1, 1), 3: (1, 2)}[missing]
    return lead + [None] * front + body + [None] * back + last


def check(imposition: Imposition, pages: int, where: str, books) -> None:
    order = wanted(pages, where)
    assert books
    for book in books:
        assert read(book) == order
    assert imposition.blanks == tuple(number for number, page in enumerate(order, 1) if page is None)
    assert imposition.pages == pages
