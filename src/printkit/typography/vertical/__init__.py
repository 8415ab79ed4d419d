"""Vertical setting: columns from right to left, read from top to bottom (R36; clreq, vertical writing mode).

`postures`: what stands upright, what takes its vertical form, what lies on its side. `strips`: a text as atoms along
a column, broken by the same `Paragraph` as lines are, with the height in the place of the measure. `columns`: the
whole, with the breaks that the author asks for, balance and stagger.
"""

from .columns import NEW_COLUMN, Manner, Plan, Setting, compose, reckoned
from .postures import Form, Posture, forms
from .strips import Cell, Column, Face, Piece

__all__ = [
    "NEW_COLUMN", "Cell", "Column", "Face", "Form", "Manner", "Piece", "Plan", "Posture", "Setting", "compose",
    "forms", "reckoned",
]  # fmt: skip
