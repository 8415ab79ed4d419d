"""The text of a vertical block, gathered from the engine's boxes and set in columns."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import inf
from typing import Any, Final, cast, get_args

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout.percent import percentage
from weasyprint.logger import LOGGER

from ....typography.vertical import Manner, Piece, Plan, Setting, compose
from ..typography import typography_of
from .faces import UprightFace

_KEPT: Final = 16
_MOST_FIGURES: Final = 4
_ENDLESS: Final = 1e9
_TURNED: Final = ("en", "fr", "de", "es", "it", "pt", "ru")
"""Languages whose words lie on their side, marks and all."""


@dataclass(slots=True)
class Composition:
    """The text of a block in its columns; `height` px was given to them.

    `styles`, `faces`, `parents`: one for each piece. `foreign`: something that is no text was left out.
    """

    setting: Setting
    styles: list[Any]
    faces: list[UprightFace]
    parents: list[tuple[Any, ...]]
    size: float
    height: float
    foreign: bool


def is_vertical(block: Any) -> bool:
    """Whether a block asks for vertical text, and itself holds the text."""
    if block.element is None or "::" in block.element_tag or block.element.get("data-vertical") is None:
        return False
    return len(block.children) == 1 and isinstance(block.children[0], engine_boxes.LineBox)


def composition(context: Any, block: Any, line: Any, height: float | None) -> Composition | None:
    """The columns of a block for a height, the last few kept; None if it has no text or what cannot be set."""
    kept: OrderedDict[Any, Any] = context.__dict__.setdefault("printkit_vertical", OrderedDict())
    key = (id(line), height)
    known = kept.get(key)
    if known is None or known[0] is not line:
        known = kept[key] = (line, _compose(block, line, height))
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    found: Composition | None = known[1]
    return found


def _compose(block: Any, line: Any, height: float | None) -> Composition | None:
    style, element = block.style, block.element
    size = style["font_size"]
    texts: list[tuple[str, Any, tuple[Any, ...]]] = []
    foreign = _gather(line, (), texts)
    manner = element.get("data-vertical") or "filled"
    if manner not in get_args(Manner):
        LOGGER.error("`data-vertical` may be %s, not `%s`", ", ".join(get_args(Manner)), manner)
        return None
    if height is None:
        limit = style["max_height"]
        height = limit.value if getattr(limit, "unit", "") == "px" else inf
    faces = [UprightFace(own, size) for _text, own, _parents in texts]
    pieces = [
        Piece(text, face, _chinese(own), _tracking(own) * 1000 / size)
        for (text, own, _parents), face in zip(texts, faces, strict=True)
    ]
    plan = Plan(
        manner=cast("Manner", manner),
        stagger=float(element.get("data-stagger") or 0) * 1000,
        digits=min(int(element.get("data-upright") or 2), _MOST_FIGURES),
        indent=float(percentage(style["text_indent"], style, 0)) * 1000 / size,
        justify=style["text_align_all"] == "justify",
        chinese=_chinese(style),
    )
    setting = compose(pieces, min(height * 1000 / size, _ENDLESS), plan, typography_of(block.style))
    if not setting.columns:
        return None
    return Composition(setting, [own for _, own, _ in texts], faces, [p for _, _, p in texts], size, height, foreign)


def _chinese(style: Any) -> bool:
    return not (style["lang"] or "zh").startswith(_TURNED)


def _tracking(style: Any) -> float:
    return 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])


def _gather(box: Any, parents: tuple[Any, ...], texts: list[tuple[str, Any, tuple[Any, ...]]]) -> bool:
    """Collect the text below a box; whether there is something else there, which columns cannot hold."""
    foreign = False
    for child in box.children:
        if isinstance(child, engine_boxes.TextBox):
            texts.append((child.text, child.style, parents))
        elif (
            child.element_tag != "ruby"
            and type(child) is engine_boxes.InlineBox
            and not child.footnote
            and child.is_in_normal_flow()
        ):
            foreign |= _gather(child, (*parents, child), texts)
        else:
            foreign = True
    return foreign
