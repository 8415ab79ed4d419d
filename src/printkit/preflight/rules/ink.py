"""GWG 2022 about total ink, measured on separations of the page: overprint, transparency and pictures are counted in."""

from __future__ import annotations

from collections.abc import Iterator

from ...separations import total_ink_windows
from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits


@GWG.page("R0025", "no more ink than dries, packaging", source="GWG 2022 R0025")
def packaging(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """As R0026, where GWG lists it; what sets the two apart besides is not known to us."""
    yield from _total("R0025", page, limits)


@GWG.page("R0026", "no more ink than dries", source="GWG 2022 R0026")
def total(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """The mean of all inks together in the worst square of B mm inside the bleed is at most A; varnish and foil are no ink."""
    yield from _total("R0026", page, limits)


def _total(rule: str, page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    plates = page.wet
    if plates is None:
        return
    most, side = limits[0].values["A"], limits[0].values["B"]
    worst = total_ink_windows(plates, side / page.user_unit)
    if round(worst.mean, 2) > most:
        yield page.finding(
            rule, limits[0].severity, "there is more ink than dries", worst.area, object="all inks together",
            value=f"{worst.mean:.0%}", limit=f"{most:.0%}", hint="convert it for a condition with less ink",
        )  # fmt: skip
