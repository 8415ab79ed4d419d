"""Which things of a PDF let others shine through: a list with page, place and cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from .laid import Box, Laid
from .lettering import Fonts
from .reading import Page

_PLAIN: Final = ("/Normal", "/Compatible")


@dataclass(frozen=True, slots=True)
class Transparent:
    """A thing that is seen through. `page` is from 0, `box` in pt of its user space, y up.

    `kind` is `area`, `line`, `text`, `picture`, `stencil` or `shading`; `names` are those of the forms around it and
    of itself; `cause` is `opacity`, `soft mask`, `blend` or `soft edges` (a picture's own soft mask).
    """

    kind: str
    page: int
    box: Box
    names: tuple[str, ...]
    cause: str


def transparent_parts(pdf: pikepdf.Pdf) -> tuple[Transparent, ...]:
    """Everything in an open PDF that is seen through, page by page in the order of painting."""
    if not has_transparency(pdf):
        return ()
    return tuple(described(laid) for page in read(pdf) for laid in page.laid if laid.transparent)


def read(pdf: pikepdf.Pdf) -> Iterator[Page]:
    """The pages, with everything that lies on them."""
    fonts: Fonts = {}
    for number, page in enumerate(pdf.pages):
        yield Page(page, number, fonts)


def described(laid: Laid) -> Transparent:
    """What is told of a thing."""
    if laid.alpha < 1:
        cause = "opacity"
    elif laid.masked:
        cause = "soft edges"
    else:
        cause = "blend" if laid.blend not in ("Normal", "Compatible") else "soft mask"
    return Transparent(laid.kind, laid.page, laid.box, laid.stream.names, cause)


def has_transparency(pdf: pikepdf.Pdf) -> bool:
    """Whether any state or picture in the file asks for it, used or not: a glance that spares most files the walk."""
    if any(_asks(state) for state in states(pdf)):
        return True
    return any(Name.SMask in stream for stream in pictures(pdf))


def states(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """Every graphics state dictionary that a content stream can call, more than once where it is shared."""
    for found in pdf.objects:
        if not isinstance(found, Dictionary | pikepdf.Stream):
            continue
        if found.get(Name.Type) == Name.ExtGState and isinstance(found, Dictionary):
            yield found
        for holder in (found, found.get(Name.Resources)):
            listed = holder.get(Name.ExtGState) if isinstance(holder, Dictionary | pikepdf.Stream) else None
            if isinstance(listed, Dictionary):
                yield from (state for state in listed.values() if isinstance(state, Dictionary))


def pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Every image XObject."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and found.get(Name.Subtype) == Name.Image:
            yield found


def _asks(state: Any) -> bool:
    if any(float(state.get(key, 1)) < 1 for key in (Name.ca, Name.CA)):
        return True
    blend = state.get(Name.BM, Name.Normal)
    if isinstance(blend, pikepdf.Array):
        blend = blend[0] if len(blend) else Name.Normal
    return str(blend) not in _PLAIN or state.get(Name.SMask, Name.None_) != Name.None_
