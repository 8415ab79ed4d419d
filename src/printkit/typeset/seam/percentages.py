"""Lengths resolved once for boxes of one style in one containing block.

The engine looks sixteen properties up for each box, at each try to lay it out.
"""

from __future__ import annotations

import sys
from typing import Any, Final

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import percent as engine_percent

resolve_before: Any = engine_percent.resolve_percentages

_SIDES: Final = ("top", "right", "bottom", "left")
_RESOLVED: Final = (
    *(f"margin_{side}" for side in _SIDES), *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    "width", "height", "min_width", "min_height", "max_width", "max_height",
)  # fmt: skip


_BY_THEMSELVES: Final = (
    engine_boxes.PageBox, engine_boxes.TableBox, engine_boxes.TableCellBox, engine_boxes.TableRowBox,
    engine_boxes.TableRowGroupBox, engine_boxes.TableColumnBox, engine_boxes.TableColumnGroupBox,
)  # fmt: skip


def resolve(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box, as the engine's `resolve_percentages` does."""
    style = box.style
    if isinstance(containing_block, engine_boxes.Box):
        key = (containing_block.width, containing_block.height)
    else:
        key = tuple(containing_block)
    # Collapsed borders are the boxes' own, and pages resolve against their height.
    if box.remove_decoration_sides or isinstance(box, _BY_THEMSELVES):
        resolve_before(box, containing_block)
        return
    memo = style.__dict__.get("printkit_lengths")
    if memo is None:
        memo = style.printkit_lengths = {}
    found = memo.get(key)
    if found is None:
        resolve_before(box, containing_block)
        own = box.__dict__
        memo[key] = {name: own[name] for name in _RESOLVED}
    else:
        box.__dict__.update(found)


def install() -> None:
    """Put it wherever the engine has bound the name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint") and getattr(module, "resolve_percentages", None) is resolve_before:
            module.resolve_percentages = resolve  # type: ignore[attr-defined]
