"""Which page stands where on which sheet, and how: pure arithmetic, no drawing.

A scheme takes a book (its pages, its trim, its bleed) and a sheet of paper, and gives an `Imposition`: the sheets in
their order, each with what lies on its front and its back.
"""

from .sheet import Area, Imposition, Line, Note, Placement, Plan, Sheet, Side

__all__ = ["Area", "Imposition", "Line", "Note", "Placement", "Plan", "Sheet", "Side"]
