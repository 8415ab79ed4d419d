"""What a file states besides what it paints: `document_facts` for the file, `page_facts` for a page. Never raises.

Boxes are in units of the page's user space, y up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from . import limits
from .boxes import Boxes, page_boxes, rectangle
from .fonts import font
from .metadata import Profile, Xmp, profile, xmp
from .painted import FontUsed, Rectangle
from .spaces import space
from .streams import filters
from .values import FAULTS, attempt, dictionary, entry, identity, integer, name, sequence, string

_HIDDEN: Final = 2
_PRINT: Final = 4


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: subtype, place, whether it is printed (ISO 32000-1, 12.5.3), and the action that it has."""

    subtype: str
    box: Rectangle | None
    printed: bool
    action: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page: its boxes, the family of its transparency group's space ("" without /CS, None without a group)."""

    boxes: Boxes
    group: str | None
    annotations: tuple[Annotation, ...]
    empty: bool
    """Whether its content streams hold nothing but blanks."""
    actions: tuple[str, ...] = ()
    """Kinds of the additional actions of the page."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent. `profile` is the header of what is embedded; `by_reference`: a profile that is elsewhere."""

    subtype: str
    identifier: str
    registry: str
    condition: str
    info: str
    profile: Profile | None
    by_reference: bool


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The file. `marks` counts what a print shop forbids, by name: see `document_facts`."""

    header: str
    """Version of the header: `1.7`."""
    version: str
    """The one that counts: that of the catalog where it is higher."""
    ids: tuple[bytes, ...]
    info: Mapping[str, str]
    trapped: str
    xmp: Xmp | None
    intents: tuple[Intent, ...]
    fonts: tuple[FontUsed, ...]
    encrypted: bool
    language: str
    tagged: bool
    layers: int
    layer_configurations: int
    """Configurations beside the default one."""
    actions: tuple[str, ...]
    """Kinds of all actions: `JavaScript`, `URI`, `GoTo`, …"""
    form: bool
    embedded_files: int
    filters: frozenset[str]
    marks: Mapping[str, int] = field(default_factory=dict)


def page_facts(pdf: pikepdf.Pdf, index: int) -> PageFacts:
    """What page `index` (from 0) states."""
    page = pdf.pages[index].obj
    boxes = page_boxes(page)
    group = entry(page, "Group")
    family: str | None = None
    if name(entry(group, "S")) == "Transparency":
        stated = entry(group, "CS")
        family = space(stated, boxes.resources).root.family if stated is not None else ""
    additional = dictionary(entry(page, "AA"))
    return PageFacts(
        boxes=boxes,
        group=family,
        annotations=tuple(_annotations(page)),
        empty=_is_empty(boxes.contents),
        actions=tuple(kind for _, action in _entries(additional) if (kind := name(entry(action, "S")))),
    )


def _annotations(page: Any) -> Iterator[Annotation]:
    for one in sequence(entry(page, "Annots"))[: limits.ITEMS]:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        flags = integer(entry(one, "F"))
        yield Annotation(
            subtype=name(entry(one, "Subtype")),
            box=rectangle(entry(one, "Rect")),
            printed=bool(flags & _PRINT) and not flags & _HIDDEN,
            action=name(entry(entry(one, "A"), "S")),
        )


def _is_empty(contents: Any) -> bool:
    for stream in [contents] if isinstance(contents, pikepdf.Stream) else sequence(contents):
        try:
            data = stream.read_raw_bytes() if "/Filter" not in stream else b"x"
        except FAULTS:
            continue
        if data.strip(b" \t\r\n\f\0"):
            return False
    return True


def document_facts(pdf: pikepdf.Pdf) -> DocumentFacts:
    """What the file states.

    `marks` counts, over all objects: `PostScript` and `Reference` XObjects, `OPI`, `Alternates`, `TR`, `TR2` (other
    than Default), `HTP`, `HTO`, `Halftone` (of its own), `ExternalStream`, `SoftMask`, `Group`, `3D`, `Sound`, `Movie`.
    """
    root = attempt(lambda: pdf.Root, None)
    stated = name(entry(root, "Version"))
    layers = entry(root, "OCProperties")
    info = entry(pdf.trailer, "Info")
    scan = _Scan()
    attempt(lambda: scan.run(pdf), None)
    return DocumentFacts(
        header=pdf.pdf_version,
        version=max(pdf.pdf_version, stated, key=_order),
        ids=tuple(bytes(one) for one in sequence(entry(pdf.trailer, "ID")) if isinstance(one, pikepdf.String)),
        info={title: string(value) for title, value in _entries(info) if isinstance(value, pikepdf.String)},
        trapped=name(entry(info, "Trapped")),
        xmp=xmp(entry(root, "Metadata")),
        intents=tuple(_intent(one) for one in sequence(entry(root, "OutputIntents"))[:64]),
        fonts=tuple(scan.fonts),
        encrypted=pdf.is_encrypted,
        language=string(entry(root, "Lang")),
        tagged=entry(entry(root, "MarkInfo"), "Marked") is True,
        layers=len(sequence(entry(layers, "OCGs"))),
        layer_configurations=len(sequence(entry(layers, "Configs"))),
        actions=tuple(sorted(scan.actions)),
        form=bool(dictionary(entry(root, "AcroForm"))),
        embedded_files=scan.marks["EmbeddedFile"],
        filters=frozenset(scan.filters),
        marks=dict(scan.marks),
    )


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _entries(given: Any) -> Iterator[tuple[str, Any]]:
    keys: list[str] = attempt(lambda: [str(key) for key in dictionary(given).keys()], [])  # noqa: SIM118
    for key in keys:
        title = key.removeprefix("/")
        yield title, entry(given, title)


def _intent(given: Any) -> Intent:
    return Intent(
        subtype=name(entry(given, "S")),
        identifier=string(entry(given, "OutputConditionIdentifier")),
        registry=string(entry(given, "RegistryName")),
        condition=string(entry(given, "OutputCondition")),
        info=string(entry(given, "Info")),
        profile=profile(entry(given, "DestOutputProfile")),
        by_reference=entry(given, "DestOutputProfileRef") is not None,
    )


_ACTIONS: Final = """
GoTo GoToR GoToE GoTo3DView Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript
SetOCGState Rendition Trans RichMediaExecute
"""
_FEW: Final = 12


class _Scan:
    """One look at every object of the file."""

    def __init__(self) -> None:
        self.fonts: list[FontUsed] = []
        self.actions: set[str] = set()
        self.filters: set[str] = set()
        self.marks: Counter[str] = Counter()
        self._left = limits.OBJECTS

    def run(self, pdf: pikepdf.Pdf) -> None:
        """Look at all objects, as far as the limit."""
        for obj in pdf.objects:
            if self._left <= 0:
                return
            try:
                self._look(obj, 0)
            except FAULTS:
                continue

    def _look(self, obj: Any, depth: int) -> None:
        """A dictionary and those that lie in it; others come by themselves."""
        self._left -= 1
        if self._left <= 0 or depth > _FEW:
            return
        if isinstance(obj, pikepdf.Array):
            for one in obj:
                if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and identity(one) == (0, 0):
                    self._look(one, depth + 1)
        elif isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
            self._note(obj)
            for _, value in obj.items():
                if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and identity(value) == (0, 0):
                    self._look(value, depth + 1)

    def _note(self, given: Any) -> None:
        kind, sort = name(given.get("/Type")), name(given.get("/Subtype"))
        if isinstance(given, pikepdf.Stream):
            self.filters.update(filters(given.get("/Filter")))
            self._count("PostScript", sort == "PS" or name(given.get("/Subtype2")) == "PS" or "/PS" in given)
            self._count("Reference", "/Ref" in given)
            self._count("OPI", "/OPI" in given)
            self._count("Alternates", "/Alternates" in given)
            self._count("ExternalStream", "/F" in given and kind != "EmbeddedFile")
        if kind == "Font" and sort not in ("CIDFontType0", "CIDFontType2"):
            self.fonts.append(font(given).used)
        for key in ("TR", "HTP", "HTO"):
            self._count(key, "/" + key in given and kind in ("ExtGState", ""))
        self._count("TR2", "/TR2" in given and name(given.get("/TR2")) != "Default")
        self._count("Halftone", "/HalftoneType" in given)
        self._count("SoftMask", isinstance(given.get("/SMask"), pikepdf.Dictionary | pikepdf.Stream))
        self._count("Group", name(given.get("/S")) == "Transparency")
        self._count(sort, sort in ("3D", "Sound", "Movie"))
        self._count("EmbeddedFile", kind == "EmbeddedFile" or (kind == "Filespec" and "/EF" in given))
        action = name(given.get("/S"))
        if action and action in _ACTIONS.split():
            self.actions.add(action)

    def _count(self, title: str, there: bool) -> None:
        if there:
            self.marks[title] += 1
