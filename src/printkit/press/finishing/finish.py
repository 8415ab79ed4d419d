"""What is asked for: one finish on some pages."""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import CMYK, FOILS, Kind
from .shapes import Shape


@dataclass(frozen=True, slots=True)
class Finish:
    """A finish of a kind, what it covers, and where. `pages` count from 1; none: every page.

    `colour` is that of a foil (`gold`); `ink` is the name of its plate where it is not the kind's own.
    """

    kind: Kind
    shape: Shape
    pages: tuple[int, ...] = ()
    colour: str = ""
    ink: str = ""

    @property
    def plate(self) -> str:
        """The name of its spot ink: `Spot Varnish`, `Foil Gold`."""
        return self.ink or " ".join([self.kind.ink, *self.colour.replace("-", " ").title().split()])

    @property
    def look(self) -> CMYK:
        """The percent C M Y K that stand for it on a screen that shows overprint."""
        return FOILS[self.colour][1] if self.colour in FOILS else self.kind.cmyk
