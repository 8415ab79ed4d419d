"""A walk over everything that the pages need, without interpreting it: which dictionaries there are, and of what kind.

What no page leads to does not count: it is never printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

MOST: Final = 400_000
"""Objects that are looked at. A booklet of 400 pages has some 20,000; what has more is not looked at to the end."""

_ELSEWHERE: Final = {"/Parent", "/P", "/Pg", "/A", "/AA", "/Dest", "/B", "/StructParents", "/Prev", "/Next", "/Popup"}
"""Keys that lead out of the page, or to what is not painted."""

_NUMBERS: Final = {"/W", "/W2", "/Widths", "/Decode", "/Range", "/Domain", "/BBox", "/Matrix", "/Rect"}


@dataclass
class Census:
    """Each dictionary once, with the first page (from 1) that needs it."""

    states: list[tuple[int, Any]] = field(default_factory=list)
    """ExtGState."""
    images: list[tuple[int, Any]] = field(default_factory=list)
    forms: list[tuple[int, Any]] = field(default_factory=list)
    postscript: list[tuple[int, Any]] = field(default_factory=list)
    fonts: list[tuple[int, Any]] = field(default_factory=list)
    groups: list[tuple[int, Any]] = field(default_factory=list)
    """Transparency groups, of pages and of forms."""
    spots: list[tuple[int, Any]] = field(default_factory=list)
    """Separation colour spaces."""
    profiles: list[tuple[int, Any]] = field(default_factory=list)
    """ICC profiles of colour spaces."""
    compressed: list[tuple[int, str]] = field(default_factory=list)
    """Filters of streams, each kind once, with the page."""
    complete: bool = True


def census(pdf: pikepdf.Pdf) -> Census:
    """Walk over all pages."""
    found = Census()
    seen: set[tuple[int, int]] = set()
    filters: set[str] = set()
    count = 0
    for number, page in enumerate(pdf.pages, 1):
        for thing, key in _needed(page.obj, seen):
            count += 1
            if count > MOST:
                found.complete = False
                return found
            _enter(found, number, thing, key)
            for name in _filters(thing):
                if name not in filters:
                    filters.add(name)
                    found.compressed.append((number, name))
    return found


def _needed(page: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, str]]:
    """Dictionaries and streams from a page on, each with the key under which it was met; what was seen is left out."""
    waiting: list[tuple[Any, str]] = [(page, "")]
    for inherited in _resources_above(page):
        waiting.append((inherited, "/Resources"))
    while waiting:
        thing, key = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            parts = list(thing)
            if len(parts) > 1 and parts[0] == pikepdf.Name.ICCBased:
                key = "/ICCBased"
            elif len(parts) > 3 and parts[0] == pikepdf.Name.Separation:
                yield thing, "/Separation"
            waiting += [(part, key) for part in parts if _holds_more(part)]
            continue
        yield thing, key
        if key == "/ICCBased":
            continue
        for name, value in thing.items():
            if name not in _ELSEWHERE and name not in _NUMBERS and _holds_more(value):
                waiting.append((value, name))


def _holds_more(value: Any) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array))


def _resources_above(page: Any) -> Iterator[Any]:
    """Resources that a page inherits."""
    node, steps = page.get("/Parent"), 0
    while isinstance(node, pikepdf.Dictionary) and steps < 64:
        if "/Resources" in node:
            yield node["/Resources"]
        node, steps = node.get("/Parent"), steps + 1


def _enter(found: Census, page: int, thing: Any, key: str) -> None:
    if key == "/ICCBased":
        found.profiles.append((page, thing))
        return
    if key == "/Separation":
        found.spots.append((page, thing))
        return
    kind, subtype = str(thing.get("/Type", "")), str(thing.get("/Subtype", ""))
    if isinstance(thing, pikepdf.Stream):
        if subtype == "/Image":
            found.images.append((page, thing))
        elif subtype == "/PS" or str(thing.get("/Subtype2", "")) == "/PS":
            found.postscript.append((page, thing))
        elif subtype == "/Form":
            found.forms.append((page, thing))
    if kind == "/Font" and subtype:
        found.fonts.append((page, thing))
    group = thing.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and str(group.get("/S", "")) == "/Transparency":
        found.groups.append((page, group))
    if key == "/Group" or kind == "/Group":
        return
    states = thing.get("/ExtGState")
    if isinstance(states, pikepdf.Dictionary):
        found.states += [(page, state) for _, state in states.items() if isinstance(state, pikepdf.Dictionary)]


def _filters(thing: Any) -> list[str]:
    if not isinstance(thing, pikepdf.Stream):
        return []
    value = thing.get("/Filter")
    if isinstance(value, pikepdf.Array):
        return [str(name) for name in value]
    return [str(value)] if value is not None else []
