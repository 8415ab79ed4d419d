"""GWG 2022 about what stays legible on paper: fonts, rich black, small text and thin lines in white or several inks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...pdf.painted import Paint
from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from .gathering import gathered
from .looking import PROCESS, flat, ink_count, is_white, lines, meets, paints, printed

_MORE: Final = "set it larger, or in one ink"


@GWG.page("R0014", "no text in Courier", source="GWG 2022 R0014")
def courier(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """A font of just this name on the trimmed page: it is what a missing font was replaced by. Courier New is meant."""
    wrong = [
        (0.0, item)
        for item in printed(page, "text")
        if item.font is not None and item.font.name == "Courier" and meets(item.box, page.trim)
    ]
    yield from gathered(
        page, "R0014", limits[0], "text stands in Courier, as if its own font had been missing", wrong,
        value="Courier", limit="none", hint="export it again with its fonts",
    )  # fmt: skip


@GWG.page("R0015", "black text has not too much under it", source="GWG 2022 R0015")
def rich_black(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Text with black of A and more has at most B of all process inks together."""
    least, most = limits[0].values["A"], limits[0].values["B"]

    def too_rich(paint: Paint) -> bool:
        inks = paint.inks or {}
        return flat(paint) and round(inks.get("Black", 0.0), 3) >= least and round(_process(paint), 3) > most

    wrong = [
        (-max(_process(p) for p in paints(item) if too_rich(p)), item)
        for item in printed(page, "text")
        if any(too_rich(p) for p in paints(item))
    ]
    yield from gathered(
        page, "R0015", limits[0], "black text has too much ink under it", wrong, value="{:.0%}", limit=f"{most:.0%}",
        hint="set black text in black alone",
    )  # fmt: skip


@GWG.page("R0016", "white text is not too small", source="GWG 2022 R0016")
def small_white(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """White text below A pt fills up with the ink around it."""
    yield from _text(page, "R0016", limits, is_white, "white text is too small to stay open", "set it larger")


@GWG.page("R0017", "text in several inks is not too small", source="GWG 2022 R0017")
def small_coloured(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Text in more than one ink below A pt shows every shift of the plates."""
    yield from _text(page, "R0017", limits, _several, "small text is printed in several inks", _MORE)


@GWG.page("R0018", "white lines are not too thin", source="GWG 2022 R0018")
def thin_white(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """White lines below A pt."""
    yield from _lines(page, "R0018", limits, is_white, "a white line is too thin to stay open", "make it thicker")


@GWG.page("R0019", "lines in several inks are not too thin", source="GWG 2022 R0019")
def thin_coloured(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Lines in more than one ink below A pt."""
    yield from _lines(
        page, "R0019", limits, _several, "a thin line is printed in several inks", "make it thicker, or of one ink"
    )


def _several(paint: Paint) -> bool:
    return ink_count(paint) > 1


def _process(paint: Paint) -> float:
    return sum((paint.inks or {}).get(name, 0.0) for name in PROCESS)


def _text(
    page: PageFacts, rule: str, limits: GwgLimits, wanted: Callable[[Paint], bool], message: str, hint: str
) -> Iterator[Finding]:
    """Text below A pt, rounded to the tenth, with such a paint."""
    least = limits[0].values["A"]
    wrong = [
        (item.size, item)
        for item in printed(page, "text")
        if item.size is not None and round(item.size, 1) < least and any(wanted(p) for p in paints(item))
    ]
    yield from gathered(page, rule, limits[0], message, wrong, value="{:.1f} pt", limit=f"{least:g} pt", hint=hint)


def _lines(
    page: PageFacts, rule: str, limits: GwgLimits, wanted: Callable[[Paint], bool], message: str, hint: str
) -> Iterator[Finding]:
    """Lines below A pt, rounded to the thousandth, with such a paint."""
    least = limits[0].values["A"]
    wrong = [
        (width, item)
        for item in printed(page, "path")
        for paint, width in lines(item)
        if round(width, 3) < least and wanted(paint)
    ]
    yield from gathered(page, rule, limits[0], message, wrong, value="{:.3g} pt", limit=f"{least:g} pt", hint=hint)
