"""Which page stands where on which sheet, and how: pure arithmetic, no drawing.

A scheme takes a book (its pages, its trim, its bleed) and a sheet of paper, and gives an `Imposition`: the sheets in
their order, each with what lies on its front and its back.
"""

from .leaflets import leaflet
from .options import Option, Scheme, Words
from .panels import Panels, panels
from .perfect import perfect_bound
from .repeat import step_and_repeat
from .saddle import saddle_stitch
from .schemes import SCHEMES
from .sheet import Area, Imposition, Line, Note, Placement, Plan, Sheet, Side
from .stacking import cut_and_stack
from .tiles import enlargement, tiles

__all__ = [
    "SCHEMES",
    "Area",
    "Imposition",
    "Line",
    "Note",
    "Option",
    "Panels",
    "Placement",
    "Plan",
    "Scheme",
    "Sheet",
    "Side",
    "Words",
    "cut_and_stack",
    "enlargement",
    "leaflet",
    "panels",
    "perfect_bound",
    "saddle_stitch",
    "step_and_repeat",
    "tiles",
]
