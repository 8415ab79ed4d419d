"""What the slug of a side says, in Chinese and English: which sheet it is, of which job, for which press."""

from __future__ import annotations

from ..imposition import Imposition, Side
from ..press import lettering
from .identity import Origin
from .marks import SIZE, Words
from .source import Source


class Slug:
    """The words for every side of a job."""

    def __init__(self, imposition: Imposition, title: str, origin: Origin, source: Source) -> None:
        self._imposition = imposition
        size, trim = imposition.size, source.trim
        dated = [origin.date.isoformat()] if origin.date is not None else []
        claim = [origin.standard.name] if origin.standard is not None else []
        self._rest = "  ".join(
            [
                *([title] if title else []),
                f"{trim.width.as_mm:.4g} × {trim.height.as_mm:.4g} mm",
                f"纸 sheet {size.width.as_mm:.4g} × {size.height.as_mm:.4g} mm",
                *dated,
                *origin.conditions,
                *claim,
            ]
        )
        self._width = max(
            lettering.width(self._varying(side, number, back=back), SIZE)
            for number, sheet in enumerate(imposition.sheets, 1)
            for back, side in ((False, sheet.front), (True, sheet.back))
            if side is not None
        )

    def side(self, side: Side, number: int, *, back: bool) -> Words:
        """The words of a side of sheet `number`, from 1."""
        return Words(self._varying(side, number, back=back), self._width, self._rest)

    def _varying(self, side: Side, number: int, *, back: bool) -> str:
        sheet = self._imposition.sheets[number - 1]
        count = len(self._imposition.sheets)
        parts = [f"第 {number}/{count} 张"]
        if sheet.back is not None:
            parts.append("反面" if back else "正面")
        if sheet.signature is not None:
            parts.append(f"第 {sheet.signature} 帖")
        name = "back" if back else "front" if sheet.back is not None else ""
        parts.append(side.label or f"sheet {number} {name}".rstrip())
        return "  ".join(parts)
