"""What a spec sheet draws to scale: the spread of each cover, a leaflet that lies flat, the piece."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..units import Length
from .facts import Folded, PackageFacts, Part
from .specification import Drawing, Panel
from .terms import PANELS, PARTS, both


def drawings(facts: PackageFacts) -> Iterator[Drawing]:
    """The spread of each cover with its folds; of a piece without one, its outer pages, or its page."""
    body = facts.body.facts
    covers = [part for part in facts.parts if part.role != "body"]
    for part in covers:
        zh, en = PARTS[part.role]
        yield Drawing(
            title=both(f"{zh}展开图", f"{en} spread, mm"),
            panels=tuple(_panels(part)),
            height=_number(part.facts.trim.height),
            bleed=_number(part.facts.bleed),
        )
    if facts.body.folded is not None:
        yield _leaflet(facts.body.folded, _number(body.bleed))
    elif not covers:
        page = _number(body.trim.width)
        names = [both("封底", "Back"), both("封面", "Front")] if facts.binding != "none" else [both("成品", "Trim")]
        title = both("成品展开图", "Open cover, mm") if len(names) > 1 else both("成品图", "The piece, mm")
        panels = tuple(Panel(name=name, width=page) for name in (names[::-1] if facts.right_to_left else names))
        yield Drawing(title=title, panels=panels, height=_number(body.trim.height), bleed=_number(body.bleed))


def _leaflet(folded: Folded, bleed: float) -> Drawing:
    """A leaflet with its outside up, its panels between the folds."""
    edges = [Length(0), *sorted(line.at for line in folded.lines), folded.flat.width]
    panels = tuple(
        Panel(name=both(f"第 {number} 面", f"Panel {number}"), width=_number(right - left))
        for number, (left, right) in enumerate(pairwise(edges), 1)
    )
    title = both("展开图，外面", "Flat, outside, mm")
    return Drawing(title=title, panels=panels, height=_number(folded.flat.height), bleed=bleed)


def _panels(part: Part) -> list[Panel]:
    """The parts between the folds, from left to right, seen from outside. They add up to the trim of the file."""
    return [Panel(name=both(*PANELS[name]), width=_number(width)) for name, width in part.panels]


def _number(length: Length) -> float:
    return round(length.as_mm, 2)
