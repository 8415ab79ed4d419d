"""What a preflight says: `Finding`, one fault at one place, and `Box`, a place on a trimmed page.

Manner: a message is a plain sentence, lower case without a full stop; a hint is an action.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..diagnostics import Severity, Span

POINT: Final = 25.4 / 72
"""One point (1/72 in) in millimetres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in mm. Origin at the top left of the trimmed page as a reader sees it, y down.

    What lies in the bleed has negative coordinates, or those beyond the trimmed size.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, boxes: Sequence[Box]) -> Box | None:
        """The smallest that holds them all; none for none."""
        if not boxes:
            return None
        x, y = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
        return cls(x, y, right - x, bottom - y)

    def as_json(self) -> list[float]:
        """`[x, y, width, height]` in mm, to the hundredth."""
        return [round(value, 2) for value in (self.x, self.y, self.width, self.height)]

    def __str__(self) -> str:
        return f"{self.x:.1f}, {self.y:.1f} mm, {self.width:.1f} × {self.height:.1f} mm"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    `rule`: the id of the rule that does not hold (`R0031`, `X4-outputintent`, `SHOP-bleed`). `object`: what it is, by
    kind and name (`image 1240 × 877`, `text “目录”`, `font Helvetica`). `value` and `limit`: what was measured and what
    is asked for, as text with units. `hint`: what to do. `place`: where it stands in the report, for files of our own.
    """

    rule: str
    severity: Severity
    message: str
    page: int | None = None
    """From 1; none: it concerns the whole file."""
    box: Box | None = None
    object: str = ""
    value: str = ""
    limit: str = ""
    hint: str = ""
    place: Span | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "page": self.page,
            "box": self.box.as_json() if self.box else None,
            "object": self.object,
            "value": self.value,
            "limit": self.limit,
            "hint": self.hint,
            "file": self.place.source.name if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
        }

    def __str__(self) -> str:
        return "  ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        where = f"page {self.page}" if self.page else "file"
        yield f"{where}{f' at {self.box}' if self.box else ''}: {self.severity.value}: {self.message} [{self.rule}]"
        if self.place:
            yield str(self.place)
