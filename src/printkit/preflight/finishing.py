"""Which spot inks of a file are no ink: plates and dies for what is done after printing.

They do not dry, so they count for no total ink (R0025, R0026), and they make no text or line one "in several inks"
(R0016 to R0019). They stay spot inks in the count of R0020: a profile for CMYK alone admits none of them, one with
spots does. An ink is such a plate if it is painted on a layer that is a processing step (ISO 19593-1), or if it has one
of the names by which the trade calls them, in files without such layers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf

from ..pdf.values import attempt

_CALLED: Final = re.compile(
    r"varnish|vernis|\black(?:ierung)?\b|\buv\b|局部|foil|烫|em-?boss|击凸|压凹|die[ _-]?(?:line|cut)|cut ?(?:contour|line)|\bcutter|模切|刀[版模线]"
    r"|creas|压痕|perforat|tear ?line|撕线|\bwhite\b|白墨",
    re.IGNORECASE,
)
"""What shops name such plates."""
_DEEPEST: Final = 8


def plates_of_finishing(pdf: pikepdf.Pdf, inks: Iterable[str]) -> frozenset[str]:
    """Those of `inks` that are plates of finishing."""
    layered = attempt(lambda: set(_on_layers(pdf)), set[str]())
    return frozenset(ink for ink in inks if ink in layered or _CALLED.search(ink))


def _on_layers(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The names of inks on layers that are processing steps: those that forms of such a layer paint, and of its own name."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and _is_step(thing):
            yield str(thing.get("/Name", ""))
        elif isinstance(thing, pikepdf.Stream) and _is_step(thing.get("/OC")):
            yield from _spots(thing, 0)


def _is_step(group: Any) -> bool:
    metadata = group.get("/GTS_Metadata") if isinstance(group, pikepdf.Dictionary) else None
    return isinstance(metadata, pikepdf.Dictionary) and "/GTS_ProcStepsGroup" in metadata


def _spots(form: Any, depth: int) -> Iterator[str]:
    """The spot inks among the resources of a form and of the forms in it."""
    resources = form.get("/Resources", pikepdf.Dictionary())
    for _, space in resources.get("/ColorSpace", pikepdf.Dictionary()).items():
        if isinstance(space, pikepdf.Array) and len(space) == 4 and space[0] == pikepdf.Name.Separation:
            yield str(space[1])[1:]
    for _, inner in resources.get("/XObject", pikepdf.Dictionary()).items():
        if depth < _DEEPEST and inner.get("/Subtype") == pikepdf.Name.Form:
            yield from _spots(inner, depth + 1)
