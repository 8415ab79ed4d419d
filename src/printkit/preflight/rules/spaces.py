"""GWG 2022 about colour spaces: which may be painted with, directly or as what a spot ink is replaced by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...pdf.painted import Paint, Painted
from ..facts import PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from .gathering import gathered
from .looking import paints, printed

_MANAGED: Final = {"DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased"}

_SPOTS: Final = ("Separation", "DeviceN")


@GWG.page("R0027", "CMYK, gray and spot inks alone", source="GWG 2022 R0027")
def classic(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """No RGB, no Lab, no ICC profile on anything, nor behind a spot ink. One finding for each space."""
    wrong: dict[str, list[Painted]] = {}
    for item in printed(page):
        for family in {space for p in paints(item) for space in _families(p)} & _MANAGED:
            wrong.setdefault(family, []).append(item)
    for family in sorted(wrong):
        yield from gathered(
            page, "R0027", limits[0], f"an object is in {_words(family)}, and the file is for CMYK alone",
            [(0.0, item) for item in wrong[family]], value=family, limit="CMYK, gray and spot inks",
            hint="convert it to the inks of the output condition",
        )  # fmt: skip


@GWG.page("R0028", "RGB by a profile alone", source="GWG 2022 R0028")
def managed(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """No RGB without a profile, no gray or CMYK with one; Lab on pictures alone. One finding for each space.

    Whether text and paths may be in ICC or calibrated RGB is not told by the accounts that we have: we let it pass.
    """
    wrong: dict[str, list[Painted]] = {}
    for item in printed(page):
        for family in {name for p in paints(item) if (name := _unmanaged(p, item.kind == "image"))}:
            wrong.setdefault(family, []).append(item)
    for family in sorted(wrong):
        yield from gathered(
            page, "R0028", limits[0], f"an object is in {family}", [(0.0, item) for item in wrong[family]],
            value=family, limit="CMYK, gray, spot inks, RGB by a profile",
            hint="give it an RGB profile, or convert it to CMYK",
        )  # fmt: skip


def _families(paint: Paint) -> tuple[str, ...]:
    """The space of a colour; for a spot ink its alternate as well."""
    return (paint.base, paint.alternate) if paint.base in _SPOTS else (paint.base,)


def _unmanaged(paint: Paint, picture: bool) -> str:
    """The space that R0028 forbids, in words; empty for one that it lets in."""
    for family in _families(paint):
        if family in ("DeviceRGB", "CalGray") or (family == "Lab" and not picture and paint.base == "Lab"):
            return family
        if family == "ICCBased" and paint.profile_count in (1, 4):
            return "gray by a profile" if paint.profile_count == 1 else "CMYK by a profile"
    return ""


def _words(family: str) -> str:
    return {"ICCBased": "colour by a profile", "DeviceRGB": "RGB"}.get(family, family)
