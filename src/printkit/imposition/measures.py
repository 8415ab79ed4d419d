"""The measures that every scheme is given, held against each other: what is impossible is said at once and all together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..diagnostics import Diagnostic, PrintkitError, error, raise_errors
from ..units import Length, Size
from .sheet import Area

EPSILON: Final = 1e-6
"""pt. Less than this is not missing: it comes from reckoning with fractions."""
MOST_PAGES: Final = 100_000


def checked(pages: int, trim: Size, sheet: Size, **lengths: Length) -> None:
    """Raises `PrintkitError`: `bad-pages` where there are none, `bad-measure` for a size or a length that no paper has."""
    found: list[Diagnostic] = []
    if not 1 <= pages <= MOST_PAGES:
        found.append(error("bad-pages", f"{pages} pages cannot be imposed", hint=f"give 1 to {MOST_PAGES}"))
    for name, size in (("trim", trim), ("sheet", sheet)):
        if min(size.width.pt, size.height.pt) <= 0:
            found.append(error("bad-measure", f"a {name} of {size} is no paper", hint="give both sides in mm"))
    for name, length in lengths.items():
        if not length.pt >= 0:
            found.append(error("bad-measure", f"the {name} cannot be {length}", hint="give 0mm or more"))
    raise_errors(found)


def chosen(**options: tuple[str, Sequence[str]]) -> None:
    """Raises `PrintkitError` (`not-one-of`) for each option that is none of its choices."""
    raise_errors(
        error("not-one-of", f"{name} cannot be `{value}`", hint=f"use {', '.join(choices)}")
        for name, (value, choices) in options.items()
        if value not in choices
    )


def too_small(what: str, across: float, up: float, sheet: Size, room: Area) -> PrintkitError:
    """`sheet-too-small`: `across` and `up` are what is missing, in pt; what is not positive is not missing."""
    missing = [
        f"{shown(Length(pt))} {where}" for pt, where in ((across, "across"), (up, "up the sheet")) if pt > EPSILON
    ]
    message = (
        f"{what} cannot be placed on a sheet of {sheet}, of which {shown(room.width)} × {shown(room.height)} can be used: "
        f"{' and '.join(missing)} missing"
    )
    hint = "take a larger sheet, or less bleed, gap, gripper, margin or slug"
    return PrintkitError([error("sheet-too-small", message, hint=hint)])


def shown(length: Length) -> str:
    """In mm, to 1/100."""
    return f"{round(length.as_mm, 2):g} mm"
