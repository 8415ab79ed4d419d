"""Pages as pixels, by pdfium: for what is judged on real pixels, and for the report's pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy
import numpy.typing

from ..pdf.painted import Rectangle

if TYPE_CHECKING:
    from PIL import Image

    Pixels = numpy.typing.NDArray[numpy.uint8]

_MOST: Final = 12_000_000
"""Pixels of one picture; a larger page is drawn with fewer dots an inch."""


class Pictures:
    """The pages of one PDF, drawn when asked for. Use it as a context: pdfium holds memory of its own."""

    def __init__(self, data: bytes | Path) -> None:
        self._data = data
        self._document: Any = None

    def __enter__(self) -> Pictures:
        return self

    def __exit__(self, *_what: object) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def pixels(self, page: int, box: Rectangle, dpi: float) -> Pixels | None:
        """`box` (pt of user space) of page `page` (from 1), not turned: rows from the top, sRGB, three bytes a pixel.

        None where pdfium cannot draw the page.
        """
        drawn = self.picture(page, box, dpi, turn=False)
        return None if drawn is None else numpy.asarray(drawn)

    def picture(self, page: int, box: Rectangle, dpi: float, *, turn: bool = True) -> Image.Image | None:
        """`box` of a page as a picture, with `turn` as the page's /Rotate has it."""
        import pypdfium2

        area = (box[2] - box[0]) * (box[3] - box[1]) / 72**2
        if area <= 0:
            return None
        scale = min(dpi, (_MOST / area) ** 0.5) / 72
        try:
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._data)
            drawn = self._document[page - 1]
            try:
                drawn.set_mediabox(*box)
                drawn.set_cropbox(*box)
                if not turn:
                    drawn.set_rotation(0)
                picture: Image.Image = drawn.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
            finally:
                drawn.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return None
        return picture
