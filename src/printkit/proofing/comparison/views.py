"""Pages of a comparison as pictures: both versions of a page, and side by side as PNG with the changed places framed."""

from __future__ import annotations

import io
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from ...pdf.boxes import page_boxes
from ...preflight import Box
from ...preflight.picture import Pictures
from ...proof import SOFTWARE
from ..forms import Source, data_of, reading
from .result import Comparison, PageChange
from .version import Page

if TYPE_CHECKING:
    from PIL import Image

DPI: Final = 110
FRAME: Final = (200, 16, 46)
_AROUND: Final = 1.0
"""mm between a changed place and its frame."""
_GUTTER: Final = 24
"""Pixels between and around the two pages."""
_TABLE: Final = (236, 237, 240)
_MISSING: Final = (248, 248, 249)


class Views:
    """The pages of both versions as pictures. Use it as a context. Raises `PrintkitError` as `open_pdf` does."""

    def __init__(self, before: Source, after: Source) -> None:
        self._sides = (_Side(before), _Side(after))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        for side in self._sides:
            side.pictures.__exit__(kind, why, at)

    def of(self, change: PageChange, dpi: float = DPI) -> tuple[View | None, View | None]:
        """The page before and after; None where there is none, or none that can be drawn."""
        return self._sides[0].view(change.before, dpi), self._sides[1].view(change.after, dpi)

    def png(self, change: PageChange, dpi: float = DPI) -> bytes:
        """Both versions beside each other, changed places framed in red; same files, same bytes."""
        from PIL import Image
        from PIL.PngImagePlugin import PngInfo

        views = self.of(change, dpi)
        pictures = [_framed(view, change, dpi) if view is not None else None for view in views]
        sizes = [picture.size for picture in pictures if picture is not None] or [(100, 140)]
        width, height = max(size[0] for size in sizes), max(size[1] for size in sizes)
        sheet = Image.new("RGB", (2 * width + 3 * _GUTTER, height + 2 * _GUTTER), _TABLE)
        for column, picture in enumerate(pictures):
            at = (_GUTTER + column * (width + _GUTTER), _GUTTER)
            sheet.paste(picture if picture is not None else Image.new("RGB", (width, height), _MISSING), at)
        marks = PngInfo()
        marks.add_text("Software", SOFTWARE)
        out = io.BytesIO()
        sheet.save(out, "PNG", pnginfo=marks, dpi=(dpi, dpi), compress_level=6)
        return out.getvalue()


class View:
    """A picture of a page, and what it shows: `box` in mm from the top left of the trim."""

    def __init__(self, picture: Image.Image, box: Box, trim: tuple[float, float]) -> None:
        self.picture, self.box, self.trim = picture, box, trim


class _Side:
    def __init__(self, source: Source) -> None:
        data = data_of(source)
        with reading(source) as pdf:
            self._pages = [Page(number, page_boxes(page.obj), (), "") for number, page in enumerate(pdf.pages, 1)]
        self.pictures = Pictures(data)

    def view(self, number: int | None, dpi: float) -> View | None:
        if number is None:
            return None
        page = self._pages[number - 1]
        area = page.boxes.bleed or page.trim
        drawn = self.pictures.picture(number, area, dpi)
        return View(drawn, page.place(area), page.size) if drawn is not None else None


def _framed(view: View, change: PageChange, dpi: float) -> Image.Image:
    from PIL import ImageDraw

    picture = view.picture.copy()
    draw = ImageDraw.Draw(picture)
    pitch = picture.width / view.box.width
    line = max(2, round(dpi / 50))
    for area in change.areas:
        box = area.box
        draw.rectangle(
            (
                (box.x - view.box.x - _AROUND) * pitch - line, (box.y - view.box.y - _AROUND) * pitch - line,
                (box.x + box.width - view.box.x + _AROUND) * pitch + line,
                (box.y + box.height - view.box.y + _AROUND) * pitch + line,
            ),
            outline=FRAME,
            width=line,
        )  # fmt: skip
    return picture


def pictures(result: Comparison, before: Source, after: Source, *, dpi: float = DPI) -> dict[str, bytes]:
    """A PNG for each page that differs, by file name: `page-12-13.png` is page 12 before and 13 after, `-` for none."""
    found = {}
    with Views(before, after) as views:
        for change in result.changed:
            if change.kind != "moved" or change.differs:
                found[f"page-{change.before or 'none'}-{change.after or 'none'}.png"] = views.png(change, dpi)
    return found
