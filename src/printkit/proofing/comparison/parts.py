"""What differs among the things that two pages paint: which are of one page alone, and which stand elsewhere.

The pixels say where something has changed; this says what it is, and how far it has moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...pdf import Painted
from ...preflight import Box
from .result import Area
from .version import Page, named

Digest = Callable[[Painted], str]
_KINDS: Final = {"text": "text", "image": "picture", "path": "drawing", "shading": "drawing"}
_STILL: Final = 0.02
"""mm: what has moved by less stands where it stood."""
_ROUGHLY: Final = 0.5
"""mm around an area in which a thing belongs to it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that one page paints otherwise. `shift` in mm to the right and down, if only its place has changed."""

    kind: str
    box: Box
    shift: tuple[float, float] | None = None


def parts(before: Page, after: Page, digests: tuple[Digest, Digest]) -> list[Part]:
    """The things of either page that the other has not, or has elsewhere."""
    old, new = _known(before, digests[0]), _known(after, digests[1])
    found: list[Part] = []
    for key in dict.fromkeys([*old, *new]):
        found += _unlike(str(key[0]), old.get(key, []), new.get(key, []))  # type: ignore[index]
    return found


def described(areas: Sequence[Box], found: Sequence[Part]) -> tuple[Area, ...]:
    """Areas with the kinds of things that differ in them, and their shift if it is the same for all of them."""
    told = []
    for box in areas:
        here = [part for part in found if _meet(part.box, box)]
        what = tuple(dict.fromkeys(part.kind for part in here))
        shifts = {part.shift for part in here}
        told.append(Area(box, what, shifts.pop() if len(shifts) == 1 else None))
    return tuple(told)


def shifted(found: Sequence[Part], faint: Sequence[Box], least: float) -> tuple[Box, ...]:
    """Where things have moved by `least` mm or more though hardly a pixel tells: the ends of a hairline that moved along itself."""
    return tuple(
        dict.fromkeys(
            box
            for part in found
            if part.shift is not None and max(map(abs, part.shift)) >= least
            for box in faint
            if _meet(part.box, box)
        )
    )


def _known(page: Page, digest: Digest) -> dict[Hashable, list[Box]]:
    """Where each thing stands, by all that makes it what it is but its place."""
    found: dict[Hashable, list[Box]] = defaultdict(list)
    for item in page.inside:
        box = page.place(item.box if item.kind != "text" else item.whole)
        size = (round(box.width, 1), round(box.height, 1))
        paints = tuple(named(paint) if paint is not None else None for paint in (item.fill, item.stroke))
        text = (item.text, item.font.name if item.font else "", round(item.size or 0, 2)) if item.kind == "text" else ()
        width = round(item.line_width, 2) if item.line_width is not None else None
        found[(_KINDS[item.kind], size, paints, text, width, digest(item))].append(box)
    return found


def _unlike(kind: str, old: list[Box], new: list[Box]) -> Iterator[Part]:
    """Of things that are alike: those that have moved, if there are as many of them, or those without their like."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            shift = (_rounded(other.x - one.x), _rounded(other.y - one.y))
            if shift != (0, 0):
                yield Part(kind, one, shift)
                yield Part(kind, other, shift)
        return
    left = list(new)
    for one in old:
        like = next((other for other in left if abs(other.x - one.x) < _STILL and abs(other.y - one.y) < _STILL), None)
        if like is None:
            yield Part(kind, one)
        else:
            left.remove(like)
    for other in left:
        yield Part(kind, other)


def _rounded(value: float) -> float:
    return round(value, 2) if abs(value) >= _STILL else 0.0


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width + _ROUGHLY
        and other.x < one.x + one.width + _ROUGHLY
        and one.y < other.y + other.height + _ROUGHLY
        and other.y < one.y + one.height + _ROUGHLY
    )
