"""The graphics state, as far as it matters to colour and overprint (ISO 32000-2, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ...pdf.spaces import Space
from .thickness import IDENTITY, Clip, Matrix


class Start(Enum):
    """What holds where a stream begins."""

    PAGE = "page"
    """The first state of a page: black, opaque, no overprint. Also of the cell of a pattern (11.6.7)."""
    FORM = "form"
    """The caller's state, without overprint: the caller sees to that."""
    GROUP = "group"
    """A form that is a transparency group: opaque whatever the caller has (11.6.6)."""
    GLYPH = "glyph"
    """The state of the text, of which nothing is known."""


@dataclass(slots=True)
class State:
    """The part of the graphics state that matters here. None is what is not known."""

    fill_black: bool | None = None
    stroke_black: bool | None = None
    fill_space: Space | None = None
    stroke_space: Space | None = None
    fill_pattern: str | None = None
    stroke_pattern: str | None = None
    fill_over: bool | None = None
    stroke_over: bool | None = None
    fill_alpha: float | None = None
    stroke_alpha: float | None = None
    mode: int = 0
    width: float = 1.0
    ctm: Matrix = IDENTITY
    clip: Clip | None = None

    @classmethod
    def at(cls, start: Start) -> State:
        """The state where a stream begins; the colours of a page are still to be set."""
        over = None if start is Start.GLYPH else False
        alpha = 1.0 if start in (Start.PAGE, Start.GROUP) else None
        return cls(fill_over=over, stroke_over=over, fill_alpha=alpha, stroke_alpha=alpha)
