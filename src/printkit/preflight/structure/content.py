"""PDF/X: what pages may hold. Transparency, screens and transfer curves, foreign programs, pictures by reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from ...diagnostics import Severity
from ...pdf.painted import Painted
from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from .intent import intent_channels
from .parts import STRUCTURE, Part

_PLAIN_BLENDS: Final = {"/Normal", "/Compatible"}


@STRUCTURE.page("transparency", "nothing shines through", source="ISO 15930-4 and -6: transparency; ISO 32000-1, 11")
def transparency(page: PageFacts, part: Part) -> Iterator[Finding]:
    """X-1a and X-3: what is painted with opacity, a blend mode or a soft mask, each object with its place."""
    if part.transparency:
        return
    for item in page.painted:
        what = _see_through(item)
        if what:
            yield part.breach(
                "transparency", f"something is painted with {what}", page, item, value=what, limit="none",
                hint=f"choose PDF/X-4, or a layout without transparency; {part.name} knows none",
            )  # fmt: skip


@STRUCTURE.document("blending", "no state asks for transparency", source="ISO 15930-4 and -6: transparency")
def states(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-1a and X-3: graphics states with ca, CA, BM or SMask, groups, and pictures with a soft mask, used or not."""
    if part.transparency:
        return
    for page, state in document.census.states:
        for name in ("/CA", "/ca"):
            if name in state and _opacity(state[name]) != 1.0:
                yield _found(part, page, f"{name} {float(state[name]):g}")
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            yield _found(part, page, "a soft mask")
        modes = state.get("/BM")
        blends = [str(each) for each in modes] if isinstance(modes, pikepdf.Array) else [str(modes)] if modes else []
        if any(blend not in _PLAIN_BLENDS for blend in blends):
            yield _found(part, page, f"blend mode {blends[0][1:]}")
    for page, image in document.census.images:
        if isinstance(image.get("/SMask"), pikepdf.Stream) or image.get("/SMaskInData", 0) not in (0, None):
            yield _found(part, page, "a picture with a soft mask")
    for page, _group in document.census.groups:
        yield _found(part, page, "a transparency group")


@STRUCTURE.document("group", "transparency is blended in the inks of the condition", source="ISO 15930-7: transparency")
def groups(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-4: the colour space of a group may not be RGB where the intent is CMYK; it would be blended as on a screen."""
    if not part.transparency or intent_channels(document) != 4:
        return
    seen = set()
    for page, group in document.census.groups:
        space = group.get("/CS")
        name = str(space) if isinstance(space, pikepdf.Name) else ""
        if name == "/DeviceRGB" and page not in seen:
            seen.add(page)
            message = "transparency is blended in RGB, while the file is meant for CMYK"
            yield Finding(
                f"{part.prefix}-group",
                Severity.ERROR,
                message,
                page,
                value="DeviceRGB",
                limit="DeviceCMYK",
                hint="set /CS",
            )


@STRUCTURE.document("transfer", "no transfer curves", source="ISO 15930: extended graphics state; ISO 32000-1, 10.5")
def transfer(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """TR is forbidden, TR2 may be Default: the shop's own curves are right, the file's would change them."""
    for page, state in document.census.states:
        second = state.get("/TR2")
        if "/TR" in state or (second is not None and str(second) != "/Default"):
            yield _at(part, "transfer", page, "a transfer curve changes the inks", "TR" if "/TR" in state else "TR2")


@STRUCTURE.document("halftone", "no screen angles of its own", source="ISO 15930: halftones; ISO 32000-1, 10.6")
def halftone(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """HTP and HTO (halftone phase and origin) are forbidden; halftones only of type 1 and 5, without a name or a curve."""
    for page, state in document.census.states:
        for name in ("/HTP", "/HTO"):
            if name in state:
                yield _at(part, "halftone", page, "the file shifts the halftone screen", name[1:])
        screen = state.get("/HT")
        if isinstance(screen, (pikepdf.Dictionary, pikepdf.Stream)):
            kind = int(screen.get("/HalftoneType", 0))
            if kind not in (1, 5) or "/HalftoneName" in screen:
                yield _at(part, "halftone", page, "the file brings a halftone screen of its own", f"type {kind}")


@STRUCTURE.document("postscript", "no PostScript", source="ISO 15930: PostScript XObjects; ISO 32000-1, 8.8.2")
def postscript(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """An XObject /PS runs in some machines and is left out by others."""
    for page, _each in document.census.postscript:
        yield _at(part, "postscript", page, "a piece of PostScript is in the page", "XObject /PS")


@STRUCTURE.document("opi", "no pictures by reference", source="ISO 15930: OPI, alternate images, reference XObjects")
def references(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """OPI, Alternates that print, and Ref: all that is printed is in the file."""
    for page, each in (*document.census.images, *document.census.forms):
        if "/OPI" in each:
            yield _at(part, "opi", page, "a picture stands for another one that is not in the file", "OPI")
        if "/Ref" in each:
            yield _at(part, "opi", page, "a page of another file is shown", "Ref")
        others = each.get("/Alternates")
        if isinstance(others, pikepdf.Array) and any(_prints(other) for other in others):
            yield _at(part, "opi", page, "another picture would be printed than is shown", "Alternates")


def _see_through(item: Painted) -> str:
    """What makes a painted object transparent, in words; empty where nothing does."""
    if item.image is not None and item.image.has_soft_mask:
        return "a soft mask"
    for paint in (item.fill, item.stroke):
        if paint is None:
            continue
        if paint.alpha < 1:
            return f"{paint.alpha:.0%} opacity"
        if paint.soft_masked:
            return "a soft mask"
        if paint.transparent:
            return f"blend mode {paint.blend}"
    return ""


def _opacity(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return 0.0


def _prints(other: Any) -> bool:
    return isinstance(other, pikepdf.Dictionary) and bool(other.get("/DefaultForPrinting", False))


def _found(part: Part, page: int, value: str) -> Finding:
    return _at(part, "blending", page, "the page asks for transparency", value)


def _at(part: Part, rule: str, page: int, message: str, value: str) -> Finding:
    return Finding(
        f"{part.prefix}-{rule}", Severity.ERROR, message, page, value=value, limit="none", hint="export it again"
    )
