"""Pages of plates as pixels, by pdfium."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ..diagnostics import PrintkitError, error


class Rendering:
    """A file that was written again for plates, open to be rendered. Raises `PrintkitError` (`pdf-broken`)."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as why:
            raise PrintkitError([error("pdf-broken", f"the pages cannot be drawn: {why}")]) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        self._document.close()

    def inks(self, page: int, dpi: float, count: int) -> list[npt.NDArray[np.uint8]]:
        """The first `count` channels of a page (from 0) as ink, 0 (light) to 255; rows from the top."""
        sheet = self._document[page]
        try:
            width, height = sheet.get_size()
            if min(width, height) * dpi / 72 < 0.5:
                return [np.zeros((1, 1), np.uint8)] * count
            bitmap = sheet.render(
                scale=dpi / 72,
                may_draw_forms=False,
                draw_annots=False,
                prefer_bgrx=True,
                no_smoothpath=False,
            )
            try:
                pixels = bitmap.to_numpy()
                rows, columns = math.ceil(height * dpi / 72), math.ceil(width * dpi / 72)
                # pdfium orders the channels blue, green, red.
                return [255 - pixels[:rows, :columns, 2 - place] for place in range(count)]
            finally:
                bitmap.close()
        finally:
            sheet.close()
