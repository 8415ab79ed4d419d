"""What a print shop's file may not hold: links, actions, scripts, forms, attachments, structure for readers.

ISO 15930-7, 6.13 to 6.18; ISO 15930-4, 6.10 to 6.12; for an archive ISO 19005-2, 6.5 and 6.6.
"""

from __future__ import annotations

from typing import Final

import pikepdf
from pikepdf import Name

from .standards import Standard

_NEVER_IN_FILE: Final = (
    "/AA",
    "/AcroForm",
    "/Collection",
    "/Perms",
    "/Legal",
    "/AF",
    "/URI",
    "/Threads",
    "/Requirements",
)
_NEVER_ON_PAGE: Final = ("/AA", "/PieceInfo", "/Metadata", "/AF", "/B", "/PresSteps", "/CropBox", "/ArtBox")
_READERS_ONLY: Final = ("/Outlines", "/Dests", "/Names", "/OpenAction", "/StructTreeRoot", "/MarkInfo", "/PageMode")
_NEVER_ON_PICTURE: Final = ("/Interpolate", "/Alternates", "/OPI")
"""A picture shows the pixels that it has, on every device (ISO 19005-2, 6.2.8)."""
_SAFE_ACTIONS: Final = ("/GoTo", "/URI", "/Named")


def strip(pdf: pikepdf.Pdf, standard: Standard) -> None:
    """Take away, in place, what `standard` does not allow."""
    _drop(pdf.Root, _NEVER_IN_FILE)
    if names := pdf.Root.get("/Names"):
        _drop(names, ("/JavaScript", "/EmbeddedFiles", "/AP", "/Renditions"))
    if not standard.allows_actions:
        _drop(pdf.Root, _READERS_ONLY)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image:
            _drop(thing, _NEVER_ON_PICTURE)
    for page in pdf.pages:
        _drop(page.obj, _NEVER_ON_PAGE)
        if not standard.allows_actions:
            _drop(page.obj, ("/Annots", "/Tabs", "/StructParents"))
        elif "/Annots" in page.obj:
            _tame(page.obj)
    if not standard.for_print:
        _drop_smoothing(pdf)


def _tame(page: pikepdf.Object) -> None:
    """Keep the links of a page, each printed and without an appearance to miss (ISO 19005-2, 6.3)."""
    kept = []
    for annotation in page.Annots:
        action = annotation.get("/A")
        if annotation.get("/Subtype") != Name.Link or (action is not None and str(action.S) not in _SAFE_ACTIONS):
            continue
        annotation.F = 4
        kept.append(annotation)
    page.Annots = pikepdf.Array(kept)


def _drop_smoothing(pdf: pikepdf.Pdf) -> None:
    """Pictures keep their pixels: no machine of tomorrow is asked to smooth them (ISO 19005-2, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image:
            _drop(item, ("/Interpolate", "/Alternates", "/OPI"))


def _drop(holder: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
