"""Blank pages that fill a book up to a multiple of four, and where they go in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Blanks = Literal["before-back-cover", "end", "inside-covers"]
"""`before-back-cover`: so that the last page stays the outside of the back cover. `end`: after the last page. `inside-covers`: behind
the front cover, then before the back cover, then again before it; every page after the first blank changes its side."""

Pages = Sequence[int | None]
"""In the order of reading, from the front: the number of a page, or None for a blank."""


def filled_up(pages: int, where: Blanks) -> Pages:
    """All pages of the book with the blanks in their places, 4 or a multiple of it."""
    missing = -pages % 4
    if where == "end" or pages == 1:
        return [*range(1, pages + 1), *[None] * missing]
    if where == "before-back-cover":
        return [*range(1, pages), *[None] * missing, pages]
    inside_front = min(missing, 2) // 2 or (missing == 3)
    return [1, *[None] * inside_front, *range(2, pages), *[None] * (missing - inside_front), pages]


def blank(pages: Pages) -> tuple[int, ...]:
    """The numbers of the blank pages in the order of reading, from 1."""
    return tuple(number for number, page in enumerate(pages, 1) if page is None)
