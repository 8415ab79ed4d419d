"""Reading the facts off a laid-out document, by walking its boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..units import Length, Rect, Size
from . import seam
from .facts import Facts, Flaw, Overflow, PageFacts, Uncomposed

_TOLERANCE: Final = Length.mm(0.1)
_TEXT: Final = ("TextBox", "ComposedText", "VerticalText")
_SEEN: Final = (*_TEXT, "BlockReplacedBox", "InlineReplacedBox")
"""What a reader sees: text and pictures."""


def survey(document: Any) -> Facts:
    """The facts of a laid-out document."""
    pages: list[PageFacts] = []
    places: dict[str, tuple[int, Rect]] = {}
    overflows: list[Overflow] = []
    spare: dict[str, Length] = {}
    flaws: list[Flaw] = []
    uncomposed: dict[Any, Uncomposed] = {}
    for number, page in enumerate(document.pages, 1):
        width, height = Length.px(page.width), Length.px(page.height)
        lowest = 0.0
        shared: dict[str, list[tuple[Length, str]]] = {}
        for box, at in _walk(seam.page_box(page), ""):
            element, kind = box.element, type(box).__name__
            if kind in _SEEN and (kind not in _TEXT or box.text.strip()):
                lowest = max(lowest, box.position_y + box.height)
                if kind in _TEXT and (not box.element_tag or not _loose(element)):
                    overflows += _off_page(number, at, box, page)
            if kind == "VerticalText":
                for excess, direction in box.excess:
                    overflows.append(Overflow(number, at, "vertical text", Length.px(excess), direction))
            if kind == "LineBox":
                flaws += _flaws(number, at, box)
                if reason := seam.left_to_engine(box):
                    text = Uncomposed(number, at, _language(box), reason, seam.text_of(box).strip())
                    uncomposed.setdefault((number, element, reason), text)
                continue
            if element is None or kind in _TEXT:
                continue
            if at and at not in places:
                places[at] = (number, _rect(box))
            if "data-fixed" in element.attrib or "data-fit" in element.attrib:
                name = element.get("data-fit") or element.get("data-fixed") or "box"
                left, deepest = _spare(box, at)
                if element.get("data-fit") is not None:
                    spare[name] = min(left, spare.get(name, left))
                group, stroke, _part = name.partition("/")
                if stroke:
                    shared.setdefault(group, []).append((left, deepest))
                elif left < -_TOLERANCE:
                    overflows.append(Overflow(number, at, name, -left, "high"))
        for group, parts in shared.items():
            total = sum((left for left, _at in parts), Length(0))
            if total < -_TOLERANCE:
                overflows.append(Overflow(number, min(parts)[1], group, -total, "high"))
        pages.append(
            PageFacts(number, seam.page_side(page), seam.page_name(page), Size(width, height), lowest / page.height)
        )
    return Facts(tuple(pages), places, tuple(dict.fromkeys(overflows)), spare, tuple(flaws), tuple(uncomposed.values()))


def _walk(box: Any, at: str) -> Iterator[tuple[Any, str]]:
    """All boxes with the nearest `data-at` above each."""
    waiting = [(child, at) for child in reversed(getattr(box, "children", ()))]
    while waiting:
        child, here = waiting.pop()
        real = getattr(child, "_box", child)
        if real.element is not None:
            here = real.element.get("data-at") or here
        yield real, here
        waiting += [(inner, here) for inner in reversed(getattr(real, "children", ()))]


def _flaws(number: int, at: str, line: Any) -> list[Flaw]:
    """What is wrong with a line, where it stands now: lines are laid out more often than they are placed."""
    found = seam.faults_of(line)
    if not found:
        return []
    heading = line.element is not None and "data-balance" in line.element.attrib
    return [
        Flaw(number, at, _language(line), fault.kind, fault.amount, seam.text_of(line).strip(), heading)
        for fault in found
    ]


def _language(line: Any) -> str:
    """`zh`, `en`, or what the template says, without its script."""
    return str(line.style["lang"] or "").partition("-")[0]


def _loose(element: Any) -> bool:
    """Ornament that may run off the page."""
    return element is not None and element.get("data-loose") is not None


def _off_page(number: int, at: str, box: Any, page: Any) -> list[Overflow]:
    wide = max(box.position_x + box.width - page.width, -box.position_x)
    down = box.position_y + box.height - page.height
    out = []
    if wide > _TOLERANCE.as_px:
        out.append(Overflow(number, at, "page", Length.px(wide), "wide"))
    if down > _TOLERANCE.as_px:
        out.append(Overflow(number, at, "page", Length.px(down), "high"))
    return out


def _spare(box: Any, at: str) -> tuple[Length, str]:
    """How much of a box's height its content leaves free, and which part of the report reaches lowest."""
    lowest, deepest = box.content_box_y(), at
    for inner, here in _walk(box, at):
        if type(inner).__name__ in ("LineBox", "BlockReplacedBox") and not _loose(inner.element):
            end = inner.position_y + (inner.margin_height() if hasattr(inner, "margin_height") else inner.height)
            if end > lowest:
                lowest, deepest = end, here
    return Length.px(box.content_box_y() + box.height - lowest), deepest


def _rect(box: Any) -> Rect:
    x, y, width, height = box.position_x, box.position_y, box.width, box.height
    sizes = [v if isinstance(v, int | float) else 0 for v in (x, y, width, height)]
    return Rect(*(Length.px(v) for v in sizes))
