"""PDF/X: the output intent, which names the printing condition that the colours are meant for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from ..facts import DocumentFacts
from ..finding import Finding
from .parts import STRUCTURE, Part

REGISTRY: Final = "http://www.color.org"

_CHANNELS: Final = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"4CLR": 4, b"5CLR": 5, b"6CLR": 6, b"7CLR": 7, b"8CLR": 8}


@dataclass(frozen=True, slots=True)
class Profile:
    """The head of an ICC profile (ICC.1:2010, 7.2): class `prtr`, space `CMYK`, and its channels."""

    kind: str
    space: str
    channels: int

    @classmethod
    def read(cls, data: bytes) -> Profile | None:
        """None where the bytes are no ICC profile."""
        if len(data) < 128 or data[36:40] != b"acsp":
            return None
        space = data[16:20]
        return cls(data[12:16].decode("latin-1"), space.decode("latin-1").strip(), _CHANNELS.get(space, 0))


def intents(document: DocumentFacts) -> list[Any]:
    """The output intents that are PDF/X's."""
    found = document.root.get("/OutputIntents")
    each = list(found) if isinstance(found, pikepdf.Array) else []
    return [one for one in each if isinstance(one, pikepdf.Dictionary) and str(one.get("/S", "")) == "/GTS_PDFX"]


def profile_of(intent: Any) -> tuple[bytes, int] | None:
    """The embedded profile and its /N; none where there is none."""
    stream = intent.get("/DestOutputProfile")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        return stream.read_bytes(), int(stream.get("/N", 0))
    except (pikepdf.PdfError, TypeError, ValueError):
        return b"", 0


def intent_channels(document: DocumentFacts) -> int:
    """How many inks the intent has: 4 for CMYK; 4 too where nothing is embedded, as the named conditions are CMYK."""
    for intent in intents(document):
        embedded = profile_of(intent)
        head = Profile.read(embedded[0]) if embedded else None
        if head:
            return head.channels
    return 4


@STRUCTURE.document(
    "outputintent", "exactly one output intent", source="ISO 15930: output intents; ISO 32000-1, 14.11.5"
)
def one_intent(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """One entry /S /GTS_PDFX."""
    found = len(intents(document))
    if found == 0:
        message = "the file does not say what printing condition it is meant for"
        yield part.breach(
            "outputintent", message, value="0", limit="1", hint="name an output condition such as FOGRA39"
        )
    elif found > 1:
        message = "the file names several printing conditions"
        yield part.breach("outputintent", message, value=str(found), limit="1", hint="keep one output intent")


@STRUCTURE.document("condition", "the intent names a condition", source="ISO 15930: output intents")
def identifier(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """OutputConditionIdentifier; with a name from the ICC's registry alone, RegistryName as well."""
    for intent in intents(document):
        name = str(intent.get("/OutputConditionIdentifier", "")).strip()
        registry = str(intent.get("/RegistryName", "")).strip().rstrip("/")
        if not name:
            yield part.breach(
                "condition", "the output intent names no condition", value="no OutputConditionIdentifier",
                hint="write the registered name of the condition, such as FOGRA39",
            )  # fmt: skip
        elif "/DestOutputProfile" not in intent and registry != REGISTRY:
            yield part.breach(
                "condition", f"`{name}` is neither a registered condition nor comes with a profile",
                value=registry or "no RegistryName", limit=REGISTRY, hint="embed the profile",
            )  # fmt: skip


@STRUCTURE.document("intentprofile", "the profile is a printer's", source="ISO 15930: output intents; ICC.1:2010, 7.2")
def profile(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Embedded, class `prtr`, of gray, RGB or CMYK, /N right. X-4 asks for it always; X-1a and X-3 if colour is managed."""
    for intent in intents(document):
        embedded = profile_of(intent)
        if embedded is None:
            if part.by_xmp:
                message = "the output intent has no profile embedded"
                yield part.breach("intentprofile", message, value="no DestOutputProfile", hint="embed the profile")
            continue
        head = Profile.read(embedded[0])
        if head is None:
            yield part.breach("intentprofile", "the profile of the output intent cannot be read", hint="embed it again")
        elif head.kind != "prtr" or head.channels == 0:
            message = "the profile of the output intent is not that of a printing process"
            yield part.breach(
                "intentprofile",
                message,
                value=f"class {head.kind}, {head.space}",
                limit="class prtr",
                hint="embed another",
            )
        elif head.channels != embedded[1]:
            message = "the profile of the output intent has another number of inks than is said of it"
            yield part.breach(
                "intentprofile", message, value=f"/N {embedded[1]}", limit=f"/N {head.channels}", hint="embed it again"
            )


@STRUCTURE.document("intentcmyk", "the condition prints with CMYK", source="ISO 15930-4: colour")
def cmyk(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-1a is CMYK and spots alone, so its condition is; the others may be meant for gray or RGB too."""
    if not part.managed_colour and (channels := intent_channels(document)) not in (1, 4):
        message = "the output intent is no CMYK condition"
        yield part.breach("intentcmyk", message, value=f"{channels} channels", limit="4", hint="choose a CMYK profile")
