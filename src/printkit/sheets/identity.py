"""What the file of sheets says of itself: what it was made of, which standard both follow, and a name of its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from ..pdf.values import FAULTS, string
from ..press.metadata import UNDATED, Facts
from ..press.standards import STANDARDS, Standard

_X4: Final = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_LARGEST_XMP: Final = 2_000_000
"""Bytes. Photographs with their history reach some 100,000."""
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file that is imposed says of itself."""

    title: str
    author: str
    language: str
    creator: str
    date: datetime.date | None
    """None where it gives none, or ours for none."""
    trapped: bool
    standard: Standard | None
    """None where it claims none, or one that sheets cannot follow."""
    claim: str
    """What it claims, as it says it; empty for nothing."""
    conditions: tuple[str, ...]
    """What its output intents name."""


def origin(pdf: pikepdf.Pdf) -> Origin:
    """Read it; whatever cannot be read is empty."""
    said = {str(key): str(value) for key, value in _info(pdf).items()}
    xmp = _xmp(pdf)
    claim = said.get("/GTS_PDFXConformance") or said.get("/GTS_PDFXVersion") or xmp.get(_X4, "")
    standard = STANDARDS.get(claim)
    return Origin(
        title=said.get("/Title") or xmp.get(_TITLE, ""),
        author=said.get("/Author", ""),
        language=str(pdf.Root.get("/Lang", "")),
        creator=said.get("/Creator", ""),
        date=_date(said.get("/ModDate") or said.get("/CreationDate", "")),
        trapped=said.get("/Trapped") == "/True",
        standard=standard if standard is not None and standard.for_print else None,
        claim=claim,
        conditions=tuple(_conditions(pdf)),
    )


def facts(source: Origin, title: str, seed: bytes) -> Facts:
    """What the sheets say. `seed` stands for the whole job."""
    return Facts(
        title=title,
        author=source.author,
        keywords="",
        language=source.language or "zh-Hans",
        date=source.date or UNDATED,
        seed=seed,
        creator=source.creator,
        trapped=source.trapped,
    )


def _info(pdf: pikepdf.Pdf) -> Any:
    found = pdf.trailer.get("/Info")
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def _xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    try:
        if len(pdf.Root.Metadata.get_raw_stream_buffer()) > _LARGEST_XMP:
            return {}
        metadata = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        return {str(name): str(value) for name, value in metadata.items()}
    except (*FAULTS, SyntaxError):
        return {}


def _conditions(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = pdf.Root.get("/OutputIntents")
    for intent in intents if isinstance(intents, pikepdf.Array) else ():
        if isinstance(intent, pikepdf.Dictionary) and (name := string(intent.get("/OutputConditionIdentifier"))):
            yield name


def _date(text: str) -> datetime.date | None:
    """The day of `D:20200115…` (ISO 32000-1, 7.9.4)."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?", text)
    try:
        day = datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return None
    return None if day == UNDATED else day
