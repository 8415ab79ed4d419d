"""GWG 2022 about spot inks: how many, what names, and the colour of registration marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ...pdf.spaces import space
from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from ..rulebook import GWG, GwgLimits
from .gathering import gathered
from .looking import PROCESS, REGISTRATION, meets, paints, printed

_NUMBERED: Final = re.compile(r"(\D*)(\d+)")


@GWG.document("R0020", "no more spot inks than are printed", source="GWG 2022 R0020")
def count(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """At most A inks besides the process inks."""
    names, most = _spots(document), limits[0].values["A"]
    if len(names) > most:
        page, box = document.inks[names[0]]
        yield Finding(
            "R0020", limits[0].severity, "there are more spot inks than are printed", page, box,
            object=", ".join(names), value=str(len(names)), limit=f"{most:g}", hint="convert them to process inks",
        )  # fmt: skip


@GWG.document("R0021", "one ink has one name", source="GWG 2022 R0021")
def names_alike(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """Names that differ in capitals, blanks or what follows the number, as `PANTONE 185 C` and `Pantone 185 U`."""
    alike: dict[str, list[str]] = {}
    for name in _spots(document):
        alike.setdefault(_stem(name), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            page, box = document.inks[names[1]]
            yield Finding(
                "R0021", limits[0].severity, "a spot ink has several names, and so several plates", page, box,
                object=", ".join(names), value=f"{len(names)} names", limit="1", hint="name it alike everywhere",
            )  # fmt: skip


@GWG.document("R0022", "one name has one colour", source="GWG 2022 R0022")
def ambiguous(document: DocumentFacts, limits: GwgLimits) -> Iterator[Finding]:
    """A spot ink looks alike wherever it is defined: its alternate space, and the colour there at half and full tint.

    So we read GWG's "ambiguous spot colour"; the accounts that we have differ.
    """
    looks: dict[str, tuple[int, object]] = {}
    told: set[str] = set()
    for page, each in document.census.spots:
        name, look = _look(each)
        first = looks.setdefault(name, (page, look))
        if first[1] != look and name not in told and name not in (*PROCESS, REGISTRATION, "None"):
            told.add(name)
            yield Finding(
                "R0022", limits[0].severity, f"the spot ink `{name}` is defined in several ways", page, object=name,
                value="another colour", limit=f"as on page {first[0]}", hint="define it alike everywhere",
            )  # fmt: skip


@GWG.page("R0024", "registration colour marks no content", source="GWG 2022 R0024; ISO 32000-1, 8.6.6.4")
def registration(page: PageFacts, limits: GwgLimits) -> Iterator[Finding]:
    """The colorant All prints on every plate; it is for marks outside the trim."""
    wrong = [
        (0.0, item)
        for item in printed(page)
        if meets(item.box, page.trim) and any((p.inks or {}).get(REGISTRATION, 0.0) > 0 for p in paints(item))
    ]
    yield from gathered(
        page, "R0024", limits[0], "an object on the page is in the colour of registration marks", wrong, value="All",
        limit="outside the trim alone", hint="use black",
    )  # fmt: skip


def _spots(document: DocumentFacts) -> list[str]:
    return [name for name in document.inks if name not in (*PROCESS, REGISTRATION, "None")]


def _stem(name: str) -> str:
    """What GWG compares: the words before the number and the number, without capitals and blanks."""
    found = _NUMBERED.match(name)
    return re.sub(r"[\s_-]+", "", "".join(found.groups()) if found else name).casefold()


def _look(each: Any) -> tuple[str, object]:
    read = space(each)
    base, values = read.alternate([[1.0], [0.5]])
    return read.names[0] if read.names else "", (base.family, tuple(map(tuple, values.round(2).tolist())))
