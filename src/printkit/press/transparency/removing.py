"""A page made opaque for the standards without transparency (X-1a:2003, X-3:2003: PDF 1.4, 6.3.8 of each).

Where what is seen through lies on one flat colour, the two are mixed here, ink by ink, as a press in PDF/X-4 would
see them. A picture whose soft mask is hard in truth (an outline with its anti-aliasing) gets a stencil of one bit.
Whatever else there is cannot be had without loss, and is refused by name. What changes nothing is only taken away:
alpha 1, groups around opaque things, masks that are full everywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pikepdf
from pikepdf import Name

from ...diagnostics import Diagnostic, PrintkitError, error
from ..pictures.reading import PictureError
from ..standards import Standard
from .finding import described, has_transparency, pictures, read, states
from .laid import Laid, ground
from .mixing import harden, is_full, mix, mix_picture
from .reading import Page
from .rewriting import Rewriting

_MM: Final = 25.4 / 72
_NAMES: Final = {
    "area": "an area", "line": "a line", "text": "a text", "picture": "a picture", "stencil": "a picture",
    "shading": "a gradient",
}  # fmt: skip


def remove_transparency(pdf: pikepdf.Pdf, standard: Standard) -> int:
    """Make an open PDF opaque in place where the standard asks for it; give how many things were mixed.

    Colours should be in inks by then. Raises `PrintkitError` with a `needs-transparency` for everything that cannot
    be mixed: its page, what it is, where it stands, and why.
    """
    if standard.allows_transparency:
        return 0
    for stream in pictures(pdf):
        if Name.SMask in stream and is_full(stream):
            del stream[Name.SMask]
    mixed = 0
    if has_transparency(pdf):
        faults: list[Diagnostic] = []
        rewriting = Rewriting(pdf)
        pages = list(read(pdf))
        uses = _uses(pages)
        for page in pages:
            for place, laid in enumerate(page.laid):
                if not laid.transparent:
                    continue
                why, opaque = _mixed(pdf, rewriting, page, place, uses)
                if why:
                    faults.append(_told(pdf, laid, standard, why))
                else:
                    page.laid[place] = opaque
                    mixed += 1
        if faults:
            raise PrintkitError(faults)
        rewriting.finish()
    _strip(pdf)
    return mixed


def _mixed(pdf: pikepdf.Pdf, rewriting: Rewriting, page: Page, place: int, uses: dict[Any, int]) -> tuple[str, Laid]:
    """Mix one thing with what it lies on. The reason why not, and the thing as it is then."""
    laid = page.laid[place]
    if laid.blend not in ("Normal", "Compatible"):
        return f"it is blended by {laid.blend}", laid
    if laid.soft:
        return "it is faded by a mask", laid
    if laid.nested:
        return "one opacity lies in another", laid
    try:
        if laid.picture is not None and laid.alpha == 1 and harden(pdf, laid.picture):
            return "", laid
        under = ground(page.laid[: laid.group.start if laid.group else place], laid.box)
        if under is None or laid.stream.tiled:
            return "what lies under it is not one flat colour", laid
        if uses[laid.stream.key] > 1:
            return "it is repeated, on grounds that may differ", laid
        if laid.picture is not None:
            alone = uses[laid.picture.objgen] == 1
            uses[laid.picture.objgen] -= not alone  # this place gets a copy, the last one the picture itself
            return _mixed_picture(pdf, rewriting, laid, under, alone=alone)
    except PictureError as fault:
        return str(fault), laid
    return _mixed_colours(rewriting, laid, under)


def _mixed_colours(rewriting: Rewriting, laid: Laid, under: tuple[float, ...]) -> tuple[str, Laid]:
    around = laid.group.alpha if laid.group else 1.0
    fill, stroke = laid.fill, laid.stroke
    if laid.fill is not None:
        fill = mix(laid.fill, under, min(laid.fill_alpha, around))
    if laid.stroke is not None:
        stroke = mix(laid.stroke, under, min(laid.stroke_alpha, around))
    if (laid.fill is not None and fill is None) or (laid.stroke is not None and stroke is None):
        return "its colour is a spot ink, a pattern, or of another kind than the ground's", laid
    if fill is None and stroke is None:
        return "it has no flat colour", laid
    for before, after, fills in ((laid.fill, fill, True), (laid.stroke, stroke, False)):
        if before is not None and after is not None:
            rewriting.colour(laid, before, after, fills=fills)
    return "", replace(laid, fill=fill, stroke=stroke, fill_alpha=1.0, stroke_alpha=1.0, group=None)


def _mixed_picture(
    pdf: pikepdf.Pdf, rewriting: Rewriting, laid: Laid, under: tuple[float, ...], *, alone: bool
) -> tuple[str, Laid]:
    assert laid.picture is not None
    target = laid.picture if alone else rewriting.copied(laid)
    if not mix_picture(pdf, target, under, laid.alpha):
        return "its colours are of another kind than the ground's", laid
    return "", replace(laid, picture=target, fill_alpha=1.0, stroke_alpha=1.0, group=None)


def _uses(pages: list[Page]) -> dict[Any, int]:
    """How often each stream is walked and each picture laid, in the whole file."""
    found: dict[Any, int] = {}
    for page in pages:
        for key, visits in page.visits.items():
            found[key] = found.get(key, 0) + visits
        for laid in page.laid:
            if laid.picture is not None:
                found[laid.picture.objgen] = found.get(laid.picture.objgen, 0) + 1
    return found


def _strip(pdf: pikepdf.Pdf) -> None:
    """Take away the words of transparency that say nothing any more."""
    for state in states(pdf):
        for key in ("/ca", "/CA", "/BM", "/SMask", "/AIS"):
            if key in state:
                del state[key]
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) and Name.Group in found:
            group = found[Name.Group]
            if isinstance(group, pikepdf.Dictionary) and group.get(Name.S) == Name.Transparency:
                del found[Name.Group]


def _told(pdf: pikepdf.Pdf, laid: Laid, standard: Standard, why: str) -> Diagnostic:
    part = described(laid)
    what = _NAMES[part.kind]
    if laid.picture is not None:
        what = f"a picture of {laid.picture.Width} × {laid.picture.Height} pixels"
    page = pdf.pages[laid.page]
    trim = [float(value) for value in page.trimbox]
    left, top = (laid.box[0] - min(trim[::2])) * _MM, (max(trim[1::2]) - laid.box[3]) * _MM
    message = (
        f"page {laid.page + 1}: {what} ({left:.0f} mm from the left, {top:.0f} mm from the top) is seen through by its "
        f"{part.cause}, which {standard.name} forbids, and {why}"
    )
    mend = "give it the colour that is to be seen, without opacity"
    if laid.picture is not None:
        mend = "save the picture without transparency, or lay it on one flat colour"
    return error("needs-transparency", message, hint=(mend, "make a PDF/X-4, which may have transparency"))
