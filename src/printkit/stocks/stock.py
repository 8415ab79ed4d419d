"""A stock: what is known of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from ..report.text import Text
from ..units import Length


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper of one weight. `caliper` is the thickness of a sheet, however it is known: `source` says how."""

    name: str
    title: Text
    """With its weight: `157 g 铜版纸`."""
    gsm: float
    """Grams a square metre (ISO 536)."""
    bulk: float
    """cm³/g: thickness by weight (ISO 534)."""
    caliper: Length
    coated: bool
    source: str
    """Where the number comes from."""
    told: bool = False
    """Whether somebody told the caliper of this very paper; else it is reckoned as gsm × bulk."""

    def as_json(self) -> dict[str, object]:
        """Plain data; `caliper_mm` in mm."""
        return {
            "name": self.name,
            "title": self.title.model_dump(exclude_none=True),
            "gsm": self.gsm,
            "bulk_cm3_per_g": round(self.bulk, 4),
            "caliper_mm": round(self.caliper.as_mm, 4),
            "caliper_told": self.told,
            "coated": self.coated,
            "source": self.source,
        }
