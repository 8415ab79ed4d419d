"""What a spec sheet (印刷工艺单) tells, in the shape of a report: the layout `_spec-sheet` knows these words.

Numbers stand here as they are to be read; `wording` takes them from the facts of the files. Lengths are in mm.
"""

from __future__ import annotations

from ..report import Node, Picture, Report, Text


class Swatch(Node):
    """An ink: its name, and the sRGB colour `#rrggbb` that shows it; without one it is no colour, such as a varnish."""

    name: str
    colour: str | None = None


class Row(Node):
    """A label and what it says, in one value or several, each on a line of its own. `swatches` follow."""

    label: Text
    values: tuple[Text, ...]
    swatches: tuple[Swatch, ...] = ()


class Figure(Node):
    """A number in large type at the head: `digits` in figures, the unit beside them, a remark below."""

    label: Text
    digits: str
    unit: Text | None = None
    note: Text | None = None


class Panel(Node):
    """A part between two folds of a drawing: `width` in mm."""

    name: Text
    width: float


class Drawing(Node):
    """Something flat, drawn to scale with its measures: the spread of a cover, a leaflet, a page. All in mm."""

    title: Text
    panels: tuple[Panel, ...]
    height: float
    bleed: float


class Listed(Node):
    """A file of the package: what its name has after the part that all share, its pages, the first signs of its SHA-256."""

    name: str
    about: Text
    pages: int | None = None
    digest: str


class Verdict(Node):
    """What the preflight found. `passed`: nothing that a shop would send back; else the files were packed all the same."""

    passed: bool
    head: Text
    detail: Text


class Specification(Report):
    """The whole sheet; `title` is the name of the project."""

    version: str
    verdict: Verdict
    figures: tuple[Figure, ...]
    groups: tuple[tuple[Row, ...], ...]
    drawings: tuple[Drawing, ...] = ()
    thumbnails: tuple[Picture, ...] = ()
    """The cover first, then spreads; their captions are the numbers of the pages."""
    notes: Text | None = None
    base: str = ""
    """What the names of all files begin with."""
    files: tuple[Listed, ...] = ()
