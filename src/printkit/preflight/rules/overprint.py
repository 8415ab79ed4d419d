"""GWG 2022 about overprinting: white must knock out, small black must overprint, gray must not.

Black stands over the other plates so that a plate printed a hair aside shows no white edge around letters. In gray it
cannot: whether DeviceGray overprints is left to each RIP.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...pdf.painted import Paint, Painted
from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits, Limit
from .gathering import gathered
from .looking import is_black, is_white, lines, paints, printed

_BLACK_HINT = "let black text and thin lines of 100 % black overprint, with OPM 1"


@GWG.page("R0007", "white text does not overprint", source="GWG 2022 R0007")
def white_text(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """It would vanish."""
    yield from _white(page, "R0007", limits[0], "text")


@GWG.page("R0008", "white paths do not overprint", source="GWG 2022 R0008")
def white_paths(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """They would vanish."""
    yield from _white(page, "R0008", limits[0], "path")


@GWG.page("R0009", "small black text overprints", source="GWG 2022 R0009")
def black_text(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Text of 100 % black below A pt, not in gray (R0011): overprint, in DeviceCMYK with OPM 1."""
    small = _small(page, limits[0])
    wrong = [(size, item) for size, item in small if any(is_black(p) and _knocks_out(p) for p in paints(item))]
    yield from gathered(
        page, "R0009", limits[0], "small black text does not overprint", wrong, value="{:.1f} pt, knocks out",
        limit=f"overprint below {limits[0].values['A']:g} pt", hint=_BLACK_HINT,
    )  # fmt: skip


@GWG.page("R0010", "thin black lines overprint", source="GWG 2022 R0010")
def black_lines(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Lines of 100 % black below A pt, not in gray (R0012), thin filled rectangles too."""
    thin = _thin(page, limits[0])
    wrong = [(width, item) for width, item, paint in thin if is_black(paint) and _knocks_out(paint)]
    yield from gathered(
        page, "R0010", limits[0], "a thin black line does not overprint", wrong, value="{:.4g} pt, knocks out",
        limit=f"overprint below {limits[0].values['A']:g} pt", hint=_BLACK_HINT,
    )  # fmt: skip


@GWG.page("R0011", "small black text is not in gray", source="GWG 2022 R0011")
def gray_text(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Text of 100 % black below A pt in DeviceGray cannot be made to overprint everywhere."""
    wrong = [(size, item) for size, item in _small(page, limits[0]) if any(_gray_black(p) for p in paints(item))]
    yield from gathered(
        page, "R0011", limits[0], "small black text is in DeviceGray", wrong, value="{:.1f} pt, DeviceGray",
        limit=f"CMYK or Separation below {limits[0].values['A']:g} pt", hint="convert gray to the black of CMYK",
    )  # fmt: skip


@GWG.page("R0012", "thin black lines are not in gray", source="GWG 2022 R0012")
def gray_lines(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Lines of 100 % black below A pt in DeviceGray."""
    wrong = [(width, item) for width, item, paint in _thin(page, limits[0]) if _gray_black(paint)]
    yield from gathered(
        page, "R0012", limits[0], "a thin black line is in DeviceGray", wrong, value="{:.4g} pt, DeviceGray",
        limit=f"CMYK or Separation below {limits[0].values['A']:g} pt", hint="convert gray to the black of CMYK",
    )  # fmt: skip


@GWG.page("R0013", "gray does not overprint", source="GWG 2022 R0013")
def gray_overprint(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Anything in DeviceGray; black text and lines are left to R0011 and R0012."""
    wrong = [
        (0.0, item)
        for item in printed(page)
        if any(p.base == "DeviceGray" and p.overprint and not _left_to_others(item, p) for p in paints(item))
    ]
    yield from gathered(
        page, "R0013", limits[0], "an object in DeviceGray overprints", wrong, value="overprint", limit="knock out",
        hint="convert gray to the black of CMYK, or switch its overprint off",
    )  # fmt: skip


def _white(page: PageFacts, rule: str, limit: Limit, kind: str) -> Iterator[Finding]:
    wrong = [(0.0, item) for item in printed(page, kind) if any(is_white(p) and p.overprint for p in paints(item))]
    name = "text" if kind == "text" else "a shape"
    yield from gathered(
        page, rule, limit, f"{name} in white overprints and will not be seen", wrong, value="overprint",
        limit="knock out", hint="switch overprint off for what is white",
    )  # fmt: skip


def _small(page: PageFacts, limit: Limit) -> list[tuple[float, Painted]]:
    """Text below A pt, rounded to the tenth."""
    return [
        (item.size, item)
        for item in printed(page, "text")
        if item.size is not None and round(item.size, 1) < limit.values["A"]
    ]


def _thin(page: PageFacts, limit: Limit) -> list[tuple[float, Painted, Paint]]:
    """Lines below A pt, rounded to the thousandth."""
    return [
        (width, item, paint)
        for item in printed(page, "path")
        for paint, width in lines(item)
        if round(width, 3) < limit.values["A"]
    ]


def _knocks_out(paint: Paint) -> bool:
    if paint.base == "DeviceGray":
        return False
    return not paint.overprint or (paint.base == "DeviceCMYK" and paint.overprint_mode != 1)


def _gray_black(paint: Paint) -> bool:
    return paint.base == "DeviceGray" and is_black(paint)


def _left_to_others(item: Painted, paint: Paint) -> bool:
    return is_black(paint) and (item.kind == "text" or any(paint is line for line, _ in lines(item)))
