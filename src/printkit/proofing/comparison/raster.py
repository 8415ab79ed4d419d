"""Pages as pixels, piece by piece, by pdfium: any page, however large, in bounded memory.

Places are in mm from the top left of the trimmed page as a reader sees it, y down.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...diagnostics import PrintkitError, error
from ...preflight.finding import POINT

Pixels = npt.NDArray[np.uint8]


class Raster:
    """The pages of one file, open to be drawn. Use it as a context. Raises `PrintkitError` (`pdf-broken`)."""

    def __init__(self, data: bytes | Path) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as why:
            raise PrintkitError([error("pdf-broken", f"the pages cannot be drawn: {why}")]) from None
        self._page: tuple[int, Any] | None = None

    def __enter__(self) -> Raster:
        return self

    def __exit__(self, *_what: object) -> None:
        self._leave()
        self._document.close()

    def piece(
        self, page: int, corner: tuple[float, float], dpi: float, left: int, top: int, width: int, height: int
    ) -> Pixels | None:
        """`height` rows of `width` pixels: blue, green, red, and a fourth byte that says nothing; `left` and `top` count pixels from the trim's corner.

        `corner` is where what is seen of the page begins, in mm from the trim's corner. None where pdfium cannot draw
        the page.
        """
        import pypdfium2
        import pypdfium2.raw as pdfium

        scale = dpi / 72
        try:
            drawn = self._opened(page)
        except (pypdfium2.PdfiumError, IndexError):
            return None
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRx)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            matrix = pdfium.FS_MATRIX(
                scale, 0, 0, scale, corner[0] / POINT * scale - left, corner[1] / POINT * scale - top
            )
            clip = pdfium.FS_RECTF(0, 0, width, height)
            flags = pdfium.FPDF_ANNOT
            pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, drawn.raw, matrix, clip, flags)
            return np.array(bitmap.to_numpy())
        finally:
            bitmap.close()

    def _opened(self, page: int) -> Any:
        if self._page is None or self._page[0] != page:
            self._leave()
            self._page = page, self._document[page - 1]
        return self._page[1]

    def _leave(self) -> None:
        if self._page is not None:
            self._page[1].close()
            self._page = None
