"""The plates of a page of any PDF: written again for a few plates at a time, and rendered by pdfium.

Cyan, magenta and yellow are the three channels of one rendering, black another; two or three spots share one. Where
a page overprints only some plates of a rendering, it is taken apart into single ones.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pikepdf

from ..conditions import Condition
from ..conditions import condition as named_condition
from ..diagnostics import PrintkitError, error
from ..pdf.boxes import page_boxes
from ..pdf.geometry import common
from ..pdf.painted import Rectangle
from ..pdf.spaces import PROCESS
from .inking import Channels, Inking, PartlyPainted
from .pictures import Pictures
from .plates import Plates
from .rewriting import Rewriting

Box = Literal["media", "bleed", "trim"]

_AT_A_TIME: Final = 40
"""Pages that are written again before they are rendered: they share fonts and images."""
_LARGEST: Final = 120_000_000
"""Pixels of a page."""
_MOST_SPOTS: Final = 32


def separate(
    pdf: pikepdf.Pdf, page: int, *, dpi: float = 72, box: Box = "bleed", condition: Condition | None = None
) -> Plates:
    """The plates of page `page` (from 0) at `dpi` pixels an inch. See `separate_pages`."""
    return next(separate_pages(pdf, [page], dpi=dpi, box=box, condition=condition))


def separate_pages(
    pdf: pikepdf.Pdf,
    pages: Iterable[int] | None = None,
    *,
    dpi: float = 72,
    box: Box = "bleed",
    condition: Condition | None = None,
) -> Iterator[Plates]:
    """The plates of pages (from 0; all if nothing is said), in order; `pdf` is left as it is.

    Colours without inks go through the output intent's profile, or through `condition` (FOGRA39) where the file has
    none for CMYK. Annotations are not printed. Amounts are means over a pixel.

    Raises:
        PrintkitError: `no-page`, `pdf-too-complex`, `pdf-too-large`, `pdf-broken`.
    """
    wanted = list(range(len(pdf.pages))) if pages is None else list(pages)
    for number in wanted:
        if not 0 <= number < len(pdf.pages):
            message = f"there is no page {number + 1} among {len(pdf.pages)}"
            raise PrintkitError([error("no-page", message, hint="name a page that is there")])
    inking = Inking(press_profile(pdf) or (condition or named_condition()).profile)
    for start in range(0, len(wanted), _AT_A_TIME):
        yield from _together(pdf, wanted[start : start + _AT_A_TIME], dpi, box, inking)


def press_profile(pdf: pikepdf.Pdf) -> bytes | None:
    """The CMYK profile of the file's output intent; None if it has none that can be used."""
    from ..conditions import of_profile

    try:
        for intent in list(pdf.Root.get("/OutputIntents", []))[:16]:
            stream = intent.get("/DestOutputProfile")
            if isinstance(stream, pikepdf.Stream) and stream.get("/N") == 4:
                return of_profile(stream.read_bytes(), "output intent").profile
    except (PrintkitError, pikepdf.PdfError, AttributeError, TypeError, ValueError):
        pass
    return None


def _together(pdf: pikepdf.Pdf, wanted: list[int], dpi: float, box: Box, inking: Inking) -> Iterator[Plates]:
    """Some pages by way of one copy of the file."""
    from .rendering import Rendering

    try:
        with pikepdf.new() as copy:
            plans = _Copying(pdf, copy, inking).pages(wanted, box)
            out = io.BytesIO()
            copy.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    except pikepdf.PdfError as why:
        raise PrintkitError([error("pdf-broken", f"the pages cannot be read: {why}")]) from None
    with Rendering(out.getvalue()) as rendering:
        first = 0
        for plan in plans:
            width, height = (plan.box[2] - plan.box[0]) * dpi / 72, (plan.box[3] - plan.box[1]) * dpi / 72
            if width * height > _LARGEST:
                message = f"a page would have {width:.0f} × {height:.0f} pixels"
                raise PrintkitError([error("pdf-too-large", message, hint="ask for fewer pixels an inch")])
            values: dict[str, npt.NDArray[np.uint8]] = {}
            for names in plan.renderings:
                values |= zip(names, rendering.inks(first, dpi, len(names)), strict=True)
                first += 1
            inks = (*PROCESS, *sorted(name for name in values if name and name not in PROCESS))
            yield Plates(inks, np.stack([values[name] for name in inks]), plan.box, plan.bleed, dpi)


class _Plan:
    """The renderings of one page, in the order of the copy's pages."""

    def __init__(self, box: Rectangle, bleed: Rectangle) -> None:
        self.box = box
        self.bleed = bleed
        self.renderings: list[tuple[str, ...]] = []


class _Copying:
    """Pages written again into a copy of the file, once for each rendering."""

    def __init__(self, pdf: pikepdf.Pdf, copy: pikepdf.Pdf, inking: Inking) -> None:
        self.pdf = pdf
        self.copy = copy
        self.inking = inking
        self.pictures = Pictures(copy, inking)
        self.writers: dict[tuple[str, ...], Rewriting] = {}

    def pages(self, wanted: list[int], box: Box) -> list[_Plan]:
        """Leave in the copy the pages of all renderings, one after the other."""
        for number in wanted:
            self.copy.pages.append(self.pdf.pages[number])
        if "/OCProperties" in self.pdf.Root:
            layers = self.pdf.Root.OCProperties
            self.copy.Root.OCProperties = self.copy.copy_foreign(
                layers if layers.is_indirect else self.pdf.make_indirect(layers)
            )
        plans = []
        originals = [page.obj for page in self.copy.pages]
        made: list[Any] = []
        for page in originals:
            plan = _Plan(page_box(page, box), page_box(page, "bleed"))
            made += self._renderings(page, plan)
            plans.append(plan)
            self.pictures.forget()
        del self.copy.pages[:]
        for page in made:
            self.copy.pages.append(pikepdf.Page(self.copy.make_indirect(page)))
        return plans

    def _renderings(self, page: Any, plan: _Plan) -> list[Any]:
        made: list[Any] = []
        spots: set[str] = set()
        for names in (PROCESS[:3], PROCESS[3:]):
            made += self._apart(page, plan, names, spots)
        left = sorted(spots - {*PROCESS, "All"})[:_MOST_SPOTS]
        while left:
            together = tuple(left[: 3 if len(left) > 2 else 1])
            left = left[len(together) :]
            made += self._apart(page, plan, together, spots)
        return made

    def _apart(self, page: Any, plan: _Plan, names: tuple[str, ...], spots: set[str]) -> list[Any]:
        """The page for some plates: in one rendering if it can be, else one for each."""
        try:
            made = [self._one(page, plan, names, spots)]
            plan.renderings.append(names)
        except PartlyPainted:
            made = [self._one(page, plan, (name,), spots) for name in names]
            plan.renderings += [(name,) for name in names]
        return made

    def _one(self, page: Any, plan: _Plan, names: tuple[str, ...], spots: set[str]) -> Any:
        writer = self.writers.get(names)
        if writer is None:
            writer = self.writers[names] = Rewriting(self.copy, self.inking, Channels(names), self.pictures)
        made = writer.page(page, plan.box)
        spots |= writer.met
        return made


def page_box(page: Any, box: Box) -> Rectangle:
    """A box of a page in pt, (left, bottom, right, top), cut to the MediaBox; the CropBox for one that is not there."""
    boxes = page_boxes(page)
    wanted = {"media": boxes.media, "bleed": boxes.bleed or boxes.crop, "trim": boxes.trim or boxes.crop}[box]
    return common(wanted, boxes.media) or boxes.media
