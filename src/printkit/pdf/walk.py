"""Pages read as what they paint: `PageReader(pdf).read(index)` → `Reading`; `painted(pdf, index)` for one page alone.

One reader for a file reads its fonts and forms once, and counts its operators over all pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from ..diagnostics import Diagnostic, PrintkitError, error
from . import drawing, limits, setting, texting
from .boxes import page_boxes
from .layers import Layers
from .machine import Budget, GroupUsed, Machine, TooComplexError
from .painted import Painted
from .resources import Shared
from .state import State
from .streams import TooLargeError, unpacked
from .values import FAULTS, sequence

_OPERATORS = {**setting.OPERATORS, **drawing.OPERATORS, **texting.OPERATORS}


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it was read. `notes`: what could not be, a sentence each; `stopped`: why it was not read to its end."""

    items: tuple[Painted, ...]
    notes: tuple[str, ...] = ()
    groups: tuple[GroupUsed, ...] = ()
    stopped: Diagnostic | None = None


class PageReader:
    """Reads the pages of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._shared = Shared(pdf, Layers.of(pdf))
        self._file = limits.OPERATORS_OF_FILE

    def read(self, index: int) -> Reading:
        """Page `index` (from 0); never raises for what a file holds."""
        budget = Budget(self._file)
        boxes = page_boxes(self._pdf.pages[index].obj)
        machine = Machine(
            page=index,
            unit=boxes.user_unit,
            media=boxes.media,
            budget=budget,
            resources=self._shared.of(boxes.resources),
            operators=_OPERATORS,
            state=State(clip=boxes.media),
        )
        stopped = None
        try:
            machine.run(self._content(boxes.contents, machine))
        except (TooComplexError, TooLargeError) as why:
            stopped = error(
                "pdf-too-complex", f"page {index + 1} was not read to its end: {why}", hint="Simplify the drawing."
            )
        self._file = max(0, budget.file)
        return Reading(tuple(machine.items), tuple(machine.notes), tuple(machine.groups), stopped)

    def _content(self, entry: object, machine: Machine) -> bytes:
        """The content of a page, its streams as one (ISO 32000-1, 7.8.2)."""
        parts: list[bytes] = []
        for stream in [entry] if isinstance(entry, pikepdf.Stream) else sequence(entry):
            if not isinstance(stream, pikepdf.Stream):
                machine.note("a content stream is missing")
                continue
            try:
                parts.append(unpacked(stream, limits.STREAM - sum(map(len, parts))))
            except FAULTS as why:
                if isinstance(why, TooLargeError):
                    raise
                machine.note("a content stream cannot be unpacked")
        return b"\n".join(parts)


def painted(pdf: pikepdf.Pdf, index: int) -> Iterator[Painted]:
    """What page `index` (from 0) paints, in order; hidden things too.

    Raises:
        PrintkitError: `pdf-too-complex`, behind what could be read.
    """
    reading = PageReader(pdf).read(index)
    yield from reading.items
    if reading.stopped:
        raise PrintkitError([reading.stopped])
