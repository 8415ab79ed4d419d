"""GWG 2022 about transparency: what is blended is blended in CMYK, so that it does not come out another colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from ..facts import DocumentFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits


@GWG.document("R0030", "transparency is blended in CMYK", source="GWG 2022 R0030; ISO 32000-1, 11.6.6")
def blending_space(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """A group that names a space names DeviceCMYK; the group of a luminosity mask may name DeviceGray. One for each page.

    A mask of alpha blends no colour, so that its space does not matter.
    """
    masks = _masks(document)
    wrong: dict[int, list[str]] = {}
    for page, group, mask in _groups(document, masks):
        family = _family(group.get("/CS"))
        allowed = ("DeviceCMYK", "DeviceGray") if mask == "/Luminosity" else ("DeviceCMYK",)
        if family and mask != "/Alpha" and family not in allowed:
            wrong.setdefault(page, []).append(family)
    for page, families in sorted(wrong.items()):
        more = f", and {len(families) - 1} more" if len(families) > 1 else ""
        yield Finding(
            "R0030", limits[0].severity, "transparency is blended in another space than CMYK", page,
            object=f"transparency group{more}", value=", ".join(sorted(set(families))), limit="DeviceCMYK",
            hint="set the blending space of the document to CMYK",
        )  # fmt: skip


def _groups(document: DocumentFacts, masks: dict[tuple[int, int], str]) -> Iterator[tuple[int, Any, str]]:
    """(page, group, kind of mask that it is for) of pages and forms, each once, at the first page that needs it."""
    for number, page in enumerate(document.pdf.pages, 1):
        group = page.obj.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            yield number, group, ""
    for number, form in document.census.forms:
        group = form.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and str(group.get("/S", "")) == "/Transparency":
            yield number, group, masks.get(form.objgen, "")


def _masks(document: DocumentFacts) -> dict[tuple[int, int], str]:
    """The forms that soft masks draw, with the kind of mask."""
    found = {}
    for _, state in document.census.states:
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
            found[mask["/G"].objgen] = str(mask.get("/S", ""))
    return found


def _family(space: Any) -> str:
    if isinstance(space, pikepdf.Array) and len(space):
        space = space[0]
    return str(space).lstrip("/") if isinstance(space, pikepdf.Name) else ""
