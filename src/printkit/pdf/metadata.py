"""XMP metadata and ICC headers, read without entities, network or belief: `xmp` → `Xmp`, `profile` → `Profile`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from lxml import etree

from . import limits
from .streams import filters, unpacked
from .values import FAULTS, attempt, integer

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PROPERTIES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Xmp:
    """The XMP packet of a file. `properties`: `{namespace}name` → its values, of an Alt, Bag or Seq each item."""

    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packed: bool = False
    """Whether the stream has a filter, which PDF/X and PDF/A-1 forbid."""
    fault: str = ""
    """Why it could not be read."""

    def get(self, title: str) -> str:
        """The first value of a property, empty for none."""
        return next(iter(self.properties.get(title, ())), "")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the header of an ICC profile says (ICC.1, 7.2). `space` and `kind` are as there, without blanks."""

    kind: str
    """`prtr`, `mntr`, `scnr`, `spac`, …"""
    space: str
    """`CMYK`, `RGB`, `GRAY`, `Lab`, …"""
    connection: str
    version: str
    count: int
    """/N of the stream; the channels that the file claims."""
    size: int
    whole: bool
    """Whether it has a signature, and is as long as it says."""


def xmp(stream: Any) -> Xmp | None:
    """The metadata of a /Metadata stream; None where there is none."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    none: tuple[str, ...] = ()
    packed = bool(attempt(lambda: filters(stream.get("/Filter")), none))
    try:
        data = unpacked(stream, limits.SMALL_STREAM)
        return Xmp(dict(_properties(_parsed(data))), packed)
    except (*FAULTS, etree.XMLSyntaxError) as why:
        return Xmp({}, packed, f"the metadata cannot be read: {' '.join(str(why).split())[:120]}")


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(data.strip(b" \t\r\n\0"), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares entities")
    return root


def _properties(root: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    count = 0
    for description in root.iter(f"{_RDF}Description"):
        for title, value in description.attrib.items():
            if not str(title).startswith(_RDF):
                yield str(title), (str(value),)
        for child in description:
            count += 1
            if count > _PROPERTIES:
                return
            if not isinstance(child.tag, str):
                continue
            listed = [_words(item) for item in child.iter(f"{_RDF}li")][:_PROPERTIES]
            yield child.tag, tuple(listed or [_words(child)])


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()


def profile(stream: Any) -> Profile | None:
    """The header of an embedded profile; None where there is none."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    count = attempt(lambda: integer(stream.get("/N")), 0)
    data = attempt(lambda: unpacked(stream, limits.SMALL_STREAM), b"")
    head = data[:128]
    if len(head) < 128:
        return Profile("", "", "", "", count, len(data), whole=False)
    stated = int.from_bytes(head[:4], "big")
    return Profile(
        kind=_tag(head[12:16]),
        space=_tag(head[16:20]),
        connection=_tag(head[20:24]),
        version=f"{head[8]}.{head[9] >> 4}",
        count=count,
        size=len(data),
        whole=head[36:40] == b"acsp" and 128 <= stated <= len(data),
    )


def _tag(raw: bytes) -> str:
    return raw.decode("ascii", "replace").strip()
