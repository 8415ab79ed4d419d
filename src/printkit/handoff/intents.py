"""What is wanted of a product, as intents of XJDF 2.1: binding, size, paper, colours, finishing."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from ..units import Length
from .facts import PackageFacts, Part, without_finishing
from .job import Binding, Finish

NAMESPACE: Final = "http://www.CIP4.org/JDFSchema_2_0"

BINDINGS: Final[dict[Binding, str]] = {
    "saddle-stitch": "SaddleStitch",
    "perfect-bound": "SoftCover",
    "thread-sewn": "SoftCover",
    "wire-o": "WireComb",
    "coil": "CoilBinding",
    "none": "None",
}
"""Our bindings as BindingIntent/@BindingType."""

_FILMS: Final = {"matt": "Matte", "gloss": "Gloss", "soft-touch": "SoftTouch"}
"""LaminatingIntent/@Texture."""
_EMBOSSED: Final = {
    "foil": ("FoilStamping", "Flat"),
    "cold-foil": ("FoilStamping", "Flat"),
    "emboss": ("BlindEmbossing", "Raised"),
    "deboss": ("BlindEmbossing", "Depressed"),
}
"""EmbossingItem/@EmbossingType and /@Direction."""
_CUT: Final = {"die-line": "Cut", "tear-line": "Perforate"}
"""ShapeCut/@CutType."""
_FOILS: Final = {name: name.title() for name in ("gold", "silver", "red", "blue", "green", "black")}
"""Foils that have a NamedColor."""


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str | None) -> etree._Element:
    """A new element of XJDF in `parent`. Attributes that are None are left out."""
    given = {key: value for key, value in attributes.items() if value is not None}
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", given)
    made.text = text
    return made


def number(value: float) -> str:
    """A number with four decimals at most, as PDF files have them."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def token(text: str) -> str:
    """A text as an XML token (NMTOKEN): what no token may hold becomes `_`. `PANTONE 871 C` → `PANTONE_871_C`."""
    return re.sub(r"[^\w.\-]", "_", text.strip()) or "_"


def _intent(product: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    return add(add(product, "Intent", Name=name), name, **attributes)


def binding(product: etree._Element, facts: PackageFacts, children: tuple[str, ...]) -> None:
    """How the leaves hold together; `children` are the products that are bound into each other."""
    made = _intent(
        product,
        "BindingIntent",
        BindingType=BINDINGS[facts.binding],
        BindingSide=("Right" if facts.right_to_left else "Left") if facts.binding != "none" else None,
        BindingOrder={"saddle-stitch": "Collecting", "perfect-bound": "Gathering", "thread-sewn": "Gathering"}.get(
            facts.binding
        ),
        ChildRefs=" ".join(children) if len(children) > 1 else None,
    )
    if facts.binding == "saddle-stitch":
        add(made, "SaddleStitching", StitchNumber="2")
    elif BINDINGS[facts.binding] == "SoftCover":
        flaps = number(facts.flaps.pt) if facts.flaps is not None and facts.jacket is None else None
        add(
            made,
            "SoftCoverBinding",
            BlockThreadSewing="true" if facts.binding == "thread-sewn" else "false",
            FoldingWidth=flaps,
            FoldingWidthBack=flaps,
            GlueProcedure="SideSpine",
            Scoring="QuadScored" if facts.cover is not None else None,
        )


def assembling(product: etree._Element, container: str, child: str) -> None:
    """A jacket that is laid around the bound book."""
    add(_intent(product, "AssemblingIntent", Container=container), "AssemblyItem", ChildRef=child)


def layout(product: etree._Element, part: Part, *, depth: Length | None = None) -> None:
    """Size, bleed, pages, sides; `depth` is the thickness of the piece. A leaflet has a size when it lies flat, too."""
    folded = part.folded
    size = folded.closed if folded is not None else part.facts.trim
    third = number(depth.pt) if depth is not None else "0"
    _intent(
        product,
        "LayoutIntent",
        Bleed=number(part.facts.bleed.pt),
        Dimensions=f"{number(folded.flat.width.pt)} {number(folded.flat.height.pt)}" if folded is not None else None,
        FinishedDimensions=f"{number(size.width.pt)} {number(size.height.pt)} {third}",
        Pages=str(part.facts.pages),
        Sides="TwoSidedHeadToHead" if part.facts.pages > 1 else "OneSided",
    )


def media(product: etree._Element, part: Part) -> None:
    """The paper; without a stock only that it is paper."""
    stock = part.stock
    if stock is None:
        _intent(product, "MediaIntent", MediaType="Paper")
        return
    coating = "Coated" if stock.coated else "None"
    _intent(
        product,
        "MediaIntent",
        Coating=coating,
        BackCoating=coating,
        MediaQuality=stock.title.letters("en"),
        MediaType="Paper",
        Thickness=number(stock.caliper.as_mm * 1000),
        Weight=number(stock.gsm),
    )


def color(product: etree._Element, part: Part) -> None:
    """The inks of each face, and the varnish over them."""
    made = _intent(product, "ColorIntent")
    varnished = any(each.finish.kind == "spot-varnish" for each in part.finishing)
    for surface, inks, pages in (("Front", part.facts.front, 1), ("Back", part.facts.back, 2)):
        if part.facts.pages < pages:
            continue
        colours = without_finishing(part, inks)
        coated = varnished and any(each.ink in inks for each in part.finishing if each.finish.kind == "spot-varnish")
        add(
            made,
            "SurfaceColor",
            Surface=surface,
            ColorsUsed=" ".join(token(ink) for ink in colours) or None,
            Coatings="GlossVarnish" if coated else None,
            PrintStandard=token(part.facts.condition) if part.facts.condition else None,
        )


def finishing(product: etree._Element, part: Part) -> None:
    """What is done after printing, in the order of the schema's intents."""
    for each in part.finishing:
        if each.finish.kind == "lamination":
            surface = "Front" if each.finish.sides == 1 else "Front Back"
            _intent(product, "LaminatingIntent", Surface=surface, Texture=_FILMS[each.finish.what])
    embossed = [each for each in part.finishing if each.finish.kind in _EMBOSSED]
    if embossed:
        made = _intent(product, "EmbossingIntent")
        for each in embossed:
            kind, direction = _EMBOSSED[each.finish.kind]
            add(
                made,
                "EmbossingItem",
                Direction=direction,
                EmbossingType=kind,
                Face=_face(each.finish),
                FoilColor=_FOILS.get(each.finish.colour or ""),
                FoilColorDetails=each.finish.colour,
                Separation=token(each.ink),
            )
    creased = any(each.finish.kind == "crease" for each in part.finishing)
    if creased or part.folded is not None:
        folding = _intent(product, "FoldingIntent")
        if creased:
            add(folding, "Crease")
        for line in sorted(part.folded.lines if part.folded is not None else (), key=lambda line: line.step):
            # Up: what is folded comes to lie on the face that is looked at.
            to = "Up" if line.crease == "valley" else "Down"
            add(folding, "Fold", From="Left", To=to, Travel=number(line.at.pt))
    cut = [each for each in part.finishing if each.finish.kind in _CUT]
    if cut:
        made = _intent(product, "ShapeCuttingIntent")
        for each in cut:
            add(made, "ShapeCut", CutType=_CUT[each.finish.kind], ShapeType="Path", ShapeTypeDetails=each.ink)


def _face(finish: Finish) -> str:
    return "Front" if (finish.page or 1) % 2 else "Back"
