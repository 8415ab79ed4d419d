"""What of the graphics state decides how a plate is painted, and how objects of a file are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary

from ..pdf.spaces import Space
from .inking import Amounts


@dataclass(frozen=True, slots=True)
class Colour:
    """A current colour: its space and components, and for a pattern what it leaves to be painted."""

    space: Space
    components: tuple[float, ...]
    key: tuple[Any, ...]
    pattern: bool = False
    amounts: Amounts | None = field(default=None, compare=False)
    """The inks, of all colours of a shading; None for a tiling pattern that has its own."""


@dataclass(slots=True)
class Graphics:
    """What of the graphics state decides how a plate is painted. `shown` is the text mode that the copy is in."""

    fill: Colour
    stroke: Colour
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode_one: bool = False
    text: int = 0
    shown: int = 0
    isolated: bool = False
    """Inside an isolated group: what lies below shows through where a paint is left out, and it must not."""
    blended: bool = False
    fill_set: bytes = b""
    stroke_set: bytes = b""
    """The operators that chose the colours in this stream; empty for inherited ones."""

    def key(self) -> tuple[Any, ...]:
        """What makes a form that inherits this state another form."""
        return (
            self.fill.key,
            self.stroke.key,
            self.fill_overprint,
            self.stroke_overprint,
            self.mode_one,
            self.text,
            self.shown,
            self.isolated,
            self.blended,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A content stream written again, its resources, and its operators counted with those of its forms."""

    data: bytes
    resources: Dictionary
    weight: int


def identity(obj: Any) -> tuple[Any, ...]:
    """A key by which an object of the file is known: its number, or what it says where it has none."""
    if isinstance(obj, pikepdf.Object):
        return ("object", obj.objgen) if obj.is_indirect else ("direct", obj.unparse())
    return ("value", obj)


def is_true(obj: Any) -> bool:
    """Whether an object is the boolean true; no other counts, as 1 or a name do in Python."""
    return obj is True
