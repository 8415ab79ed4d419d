"""The real job's imposition brought to office paper: smaller, in the middle, its back for either way of turning. Pure.

Order, heads, folds and their steps stay as they are; what an office printer has not goes: gripper, bleed, creep, milling.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ...diagnostics import PrintkitError, error
from ...imposition import Area, Imposition, Line, Placement, Scheme, Sheet, Side
from ...units import Length, Size

Flip = Literal["long", "short"]
"""The edge about which a printer turns the paper for the back."""

FOLDED: Final = ("saddle-stitch", "perfect-bound", "tri-fold", "accordion", "gate-fold")
"""The schemes whose sheets are folded: of those there are dummies."""
EDGE: Final = Length.mm(6)
"""Office printers leave 4 to 6 mm white (trade knowledge)."""
STRIP: Final = Length.mm(17)
"""Below the pages, for the instructions."""
AROUND: Final = Length.mm(5)
"""Around the pages, for the numbers of the folds."""
_OPPOSITE: Final[dict[int, Literal[0, 90, 180, 270]]] = {0: 180, 90: 270, 180: 0, 270: 90}
_LARGE: Final = Length.mm(20_000)
_NOTHING: Final = Length(0)
_BARE: Final = ("bleed", "gripper", "margin", "slug", "gap", "caliper", "cover_caliper", "milling", "lap")


@dataclass(frozen=True, slots=True)
class Fitted:
    """An imposition on office paper. `numbers` are the places in the book of its placements, sheet by sheet, front then back."""

    imposition: Imposition
    scale: float
    frames: tuple[tuple[Area, Area | None], ...]
    """Around the pages of each sheet's front and back: where the paper is cut before it is folded."""
    numbers: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def laid(scheme: Scheme, pages: int, trim: Size, options: dict[str, Any]) -> tuple[Imposition, Imposition]:
    """The job's imposition at its real size, alone on a huge sheet; and the same with its blanks numbered as pages.

    Raises `PrintkitError` (`no-dummy` for sheets that are not folded) and as the scheme does.
    """
    if scheme.name not in FOLDED:
        message = f"{scheme.name} makes no sheets that are folded"
        raise PrintkitError([error("no-dummy", message, hint=f"use {', '.join(FOLDED)}")])
    values = {**scheme.defaults(), **options}
    values |= {name: _NOTHING for name in _BARE if name in values}
    values |= {name: value for name, value in (("rotate", "never"), ("several", "one")) if name in values}
    if values.get("method") is not None:
        values["method"] = "sheetwise"
    sheet = Size(_LARGE, _LARGE)
    made = scheme.lay(pages=pages, trim=trim, sheet=sheet, **values)
    whole = scheme.lay(pages=pages + len(made.blanks), trim=trim, sheet=sheet, **values) if made.blanks else made
    return made, whole


def flat(trim: Size, pages: int, folds: tuple[Length, ...]) -> Imposition:
    """A cover or a leaflet drawn flat: page 1 outside, page 2 inside, folded at distances from the left edge of its front.

    Raises `PrintkitError` (`bad-fold`, `bad-pages`).
    """
    wrong = [error("bad-fold", f"a fold at {fold} is not on a piece that is {trim.width} wide",
                   hint="count from the left edge of the front") for fold in folds if not 0 < fold.pt < trim.width.pt]  # fmt: skip
    if pages > 2:
        hint = "give the file of the cover alone, or name a scheme"
        wrong.append(error("bad-pages", f"a flat piece has two sides, and the file has {pages} pages", hint=hint))
    if wrong:
        raise PrintkitError(wrong)
    area = Area(_NOTHING, _NOTHING, trim.width, trim.height)
    steps = {fold: step for step, fold in enumerate(sorted(folds), 1)}
    front = tuple(Line("fold", True, fold, _NOTHING, trim.height, step, "mountain") for fold, step in steps.items())
    back = tuple(
        Line("fold", True, trim.width - fold, _NOTHING, trim.height, step, "valley") for fold, step in steps.items()
    )
    sides = (Side((Placement(1, area, area),), front), Side((Placement(2 if pages > 1 else None, area, area),), back))
    return Imposition("cover", trim, pages, (), "turn", (Sheet(sides[0], sides[1] if pages > 1 else None),))


def fitted(made: Imposition, whole: Imposition, paper: Size, flip: Flip, scale: float | None) -> Fitted:
    """On the paper, upright or lying, as large as it can be and never larger than the job, or at a scale of one's own.

    Raises `PrintkitError` (`sheet-too-small`) for a scale at which it does not fit.
    """
    long, short = max(paper.width.pt, paper.height.pt), min(paper.width.pt, paper.height.pt)
    sizes = [_frame(side) for sheet in made.sheets for side in (sheet.front, sheet.back) if side is not None]
    wide, high = max(area.width.pt for area in sizes), max(area.height.pt for area in sizes)
    chances = [
        (min((width - 2 * (EDGE + AROUND).pt) / wide, (height - (EDGE + AROUND) .pt * 2 - STRIP.pt) / high), width, height)
        for width, height in ((long, short), (short, long))
    ]  # fmt: skip
    largest, width, height = max(chances)
    if largest <= 0 or (scale is not None and scale > largest):
        message = f"at {scale or 0:.0%} the sheets do not fit the paper, only at {max(largest, 0):.0%}"
        raise PrintkitError([error("sheet-too-small", message, hint="take larger paper, or leave the scale out")])
    factor = scale if scale is not None else min(1.0, largest)
    wanted = "turn" if (flip == "long") == (height > width) else "tumble"
    up = STRIP.pt / 2
    sheets, frames, numbers = [], [], []
    for sheet, full in zip(made.sheets, whole.sheets, strict=True):
        front, frame = _brought(sheet.front, factor, width / 2, height / 2 + up)
        back, behind = None, None
        if sheet.back is not None:
            middle = height / 2 + (up if made.turn == "turn" else -up)
            back, behind = _brought(sheet.back, factor, width / 2, middle)
            if wanted != made.turn:
                back, behind = _about(back, width, height), _turned(behind, width, height)
        sheets.append(replace(sheet, front=front, back=back))
        frames.append((frame, behind))
        numbers.append((_numbers(full.front), _numbers(full.back) if full.back is not None else ()))
    size = Size(Length(width), Length(height))
    imposition = replace(made, size=size, turn=wanted, sheets=tuple(sheets))  # type: ignore[arg-type]
    return Fitted(imposition, factor, tuple(frames), tuple(numbers))


def _numbers(side: Side) -> tuple[int, ...]:
    return tuple(placement.page or 0 for placement in side.placements)


def _frame(side: Side) -> Area:
    """Around all pages of a side."""
    trims = [placement.trim for placement in side.placements]
    return Area(
        min(trim.left for trim in trims), min(trim.bottom for trim in trims),
        max(trim.right for trim in trims), max(trim.top for trim in trims),
    )  # fmt: skip


def _brought(side: Side, factor: float, x: float, y: float) -> tuple[Side, Area]:
    """A side made smaller, the middle of its pages brought to a point; with the frame around them."""
    old = _frame(side)
    dx = x - factor * (old.left.pt + old.right.pt) / 2
    dy = y - factor * (old.bottom.pt + old.top.pt) / 2

    def area(box: Area) -> Area:
        return Area(
            Length(box.left.pt * factor + dx), Length(box.bottom.pt * factor + dy),
            Length(box.right.pt * factor + dx), Length(box.top.pt * factor + dy),
        )  # fmt: skip

    placements = tuple(
        replace(
            each, trim=area(each.trim), seen=area(each.trim), shift=(each.shift[0] * factor, each.shift[1] * factor),
            scale=(each.scale[0] * factor, each.scale[1] * factor),
        )
        for each in side.placements
    )  # fmt: skip
    frame = area(old)
    lines = tuple(
        line
        for old_line in side.lines
        if (line := _line(old_line, factor, dx, dy, frame)) is not None
    )  # fmt: skip
    return Side(placements, lines), frame


def _line(line: Line, factor: float, dx: float, dy: float, frame: Area) -> Line | None:
    """A fold, or a cut between pages, as far as the pages reach; none for the cuts around them."""
    across, along = (dx, dy) if line.upright else (dy, dx)
    at, start, end = line.at.pt * factor + across, line.start.pt * factor + along, line.end.pt * factor + along
    if line.upright:
        sides, ends = (frame.left.pt, frame.right.pt), (frame.bottom.pt, frame.top.pt)
    else:
        sides, ends = (frame.bottom.pt, frame.top.pt), (frame.left.pt, frame.right.pt)
    start, end = max(start, ends[0]), min(end, ends[1])
    if not sides[0] + 0.1 < at < sides[1] - 0.1 or end - start < 0.1:
        return None
    return replace(line, at=Length(at), start=Length(start), end=Length(end))


def _turned(area: Area | None, width: float, height: float) -> Area:
    """An area of a sheet that is turned upside down in its plane."""
    assert area is not None
    return Area(
        Length(width) - area.right, Length(height) - area.top, Length(width) - area.left, Length(height) - area.bottom
    )


def _about(side: Side, width: float, height: float) -> Side:
    """A side turned upside down in its plane."""
    placements = tuple(
        replace(
            each, trim=_turned(each.trim, width, height), seen=_turned(each.seen, width, height),
            angle=_OPPOSITE[each.angle], shift=(-each.shift[0], -each.shift[1]),
        )
        for each in side.placements
    )  # fmt: skip
    lines = []
    for line in side.lines:
        across, along = (Length(width), Length(height)) if line.upright else (Length(height), Length(width))
        lines.append(replace(line, at=across - line.at, start=along - line.end, end=along - line.start))
    return Side(placements, tuple(lines))
