"""PDF/X: which colour spaces may be painted with under which output intent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from ...pdf.painted import Painted
from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from .intent import intent_channels, intents, profile_of
from .parts import STRUCTURE, Part

_MANAGED: Final = {"CalGray", "CalRGB", "Lab", "ICCBased"}

_FOREIGN: Final = {4: ("DeviceRGB",), 3: ("DeviceCMYK",), 1: ("DeviceRGB", "DeviceCMYK")}
"""Device spaces that are not those of an intent of so many channels."""


@STRUCTURE.page("devicecolour", "only device colours of the condition", source="ISO 15930: colour; ISO 32000-1, 8.6.4")
def device_colour(page: PageFacts, part: Part) -> Iterator[Finding]:
    """DeviceRGB means nothing under a CMYK intent, unless the page gives DefaultRGB; once for each kind of object."""
    foreign = _FOREIGN.get(intent_channels(page.document), ())
    for item, family in _painted(page):
        if family in foreign and not (part.managed_colour and _has_default(page, family)):
            message = f"{family[6:]} is painted, and the file is not meant for it"
            yield part.breach(
                "devicecolour", message, page, item, value=family, hint="convert it to the inks of the output condition"
            )


@STRUCTURE.page("managedcolour", "no colour by a profile", source="ISO 15930-4: colour")
def managed_colour(page: PageFacts, part: Part) -> Iterator[Finding]:
    """X-1a: neither ICC nor Lab nor calibrated colour."""
    if part.managed_colour:
        return
    for item, family in _painted(page):
        if family in _MANAGED:
            message = f"a colour is given by {family}, which {part.name} does not know"
            yield part.breach("managedcolour", message, page, item, value=family, hint="convert it to CMYK")


@STRUCTURE.document("iccintent", "no CMYK by the intent's own profile", source="ISO 15930-7: colour")
def same_profile(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """ICCBased CMYK with the profile of the intent changes no colour and defeats overprinting."""
    if not part.managed_colour:
        return
    own = {digest for intent in intents(document) if (digest := _intent_digest(intent))}
    for page, stream in document.census.profiles:
        if int(stream.get("/N", 0)) == 4 and own and _digest(stream) in own:
            message = "colours are given by the very profile that the file is meant for, so they cannot overprint"
            yield part.breach("iccintent", message, value="ICCBased CMYK", object=f"page {page}", hint="use DeviceCMYK")


def _painted(page: PageFacts) -> Iterator[tuple[Painted, str]]:
    """Each family of colour that is painted with, once for each kind of object, with the first object."""
    seen: set[tuple[str, str]] = set()
    for item in page.painted:
        for family in families(item):
            if (item.kind, family) not in seen:
                seen.add((item.kind, family))
                yield item, family


def families(item: Painted) -> Iterator[str]:
    """The families of colour of a painted object: of Indexed what it is an index of; of a spot its alternate too."""
    for paint in (item.fill, item.stroke):
        if paint is not None:
            yield paint.base
            if paint.base in ("Separation", "DeviceN"):
                yield paint.alternate


def _has_default(page: PageFacts, family: str) -> bool:
    spaces = page.resources.get("/ColorSpace")
    return isinstance(spaces, pikepdf.Dictionary) and f"/Default{family[6:]}" in spaces


def _digest(stream: Any) -> bytes:
    try:
        return hashlib.sha256(stream.read_bytes()).digest()
    except pikepdf.PdfError:
        return b""


def _intent_digest(intent: Any) -> bytes:
    embedded = profile_of(intent)
    return hashlib.sha256(embedded[0]).digest() if embedded and embedded[0] else b""
