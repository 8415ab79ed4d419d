"""GWG 2022 about each page: its scale, its boxes, and that there is something on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from .looking import printed

_SLACK: Final = 0.03
"""pt (0.01 mm): boxes nearer to each other are the same."""


@GWG.page("R0002", "pages are not scaled", source="GWG 2022 R0002; ISO 32000-1, 14.11.2")
def scale(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """No UserUnit, not even that of 1: much software does not know it."""
    if "/UserUnit" in page.page.obj:
        yield page.finding(
            "R0002", limits[0].severity, "the page is scaled by a UserUnit", object="UserUnit",
            value=f"{page.user_unit:g}", limit="none", hint="export it at its size",
        )  # fmt: skip


@GWG.page("R0003", "the CropBox hides nothing", source="GWG 2022 R0003")
def crop_box(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Absent, or the MediaBox."""
    if any(abs(a - b) > _SLACK for a, b in zip(page.crop, page.media, strict=True)):
        yield page.finding(
            "R0003", limits[0].severity, "the CropBox is another one than the MediaBox", page.crop, object="CropBox",
            value=_numbers(page.crop), limit=_numbers(page.media), hint="delete the CropBox",
        )  # fmt: skip


@GWG.page("R0005", "no page is empty", source="GWG 2022 R0005")
def empty(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Something can be seen inside the bleed."""
    if next(printed(page), None) is None:
        yield page.finding(
            "R0005", limits[0].severity, "nothing is printed on the page", hint="delete it, if it is not meant so"
        )


def _numbers(box: tuple[float, ...]) -> str:
    return " ".join(f"{value:.5g}" for value in box)
