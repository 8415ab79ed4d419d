"""A poster on sheets smaller than itself: cut, lapped and glued together (tiles).

Tiles are named by row and column, A1 at the top left, and all show as much of the poster but for their laps. A tile's lap
goes on beyond the joint, is spread with glue, and lies under the next tile, whose edge is cut along the joint: so whoever
glues from A1 on always lays a cut edge over a lap that shows the same picture, and no white line can appear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from ..diagnostics import Diagnostic, PrintkitError, error
from ..units import Length, Size
from .grid import Paper
from .measures import EPSILON, checked, chosen, shown, too_small
from .paper import MARGIN, NOTHING
from .sheet import Area, Imposition, Line, Note, Placement, Plan, Sheet, Side

Laps = Literal["right-bottom", "right-top", "left-bottom", "left-top"]
"""The two sides at which tiles have glue laps."""
Lie = Literal["auto", "upright", "lying"]
OVERLAP: Final = Length.mm(10)
SLUG: Final = Length.mm(7)
"""Room for corner marks, the name of the tile and the plan."""
_PAST: Final = Length.mm(2)
"""How far the picture goes on past an inner cut, so that a cut a little outside it shows no white."""
_LEAST: Final = Length.mm(20)
"""A tile that shows less is not worth its sheet."""
ENLARGED: Final = ("A0", "A1", "A2", "A3")
"""What a page can be enlarged to by name."""
MOST_TILES: Final = 2000
_LETTERS: Final = Length(7)
_PLAN: Final = Length.mm(5)


def enlargement(trim: Size, to: Size) -> float:
    """The factor at which a page just fits into a size, standing or lying as the page does.

    A2 to A0 is 2.0017: 840.7 × 1189 mm, since A0 is not exactly twice as wide as A2 and twice as high.
    """
    if (trim.width > trim.height) != (to.width > to.height):
        to = Size(to.height, to.width)
    return min(to.width.pt / trim.width.pt, to.height.pt / trim.height.pt)


def tiles(
    *,
    pages: int,
    trim: Size,
    sheet: Size,
    bleed: Length = NOTHING,
    margin: Length = MARGIN,
    gripper: Length = NOTHING,
    slug: Length = SLUG,
    overlap: Length = OVERLAP,
    laps: Laps = "right-bottom",
    lie: Lie = "auto",
    scale: float = 1.0,
    enlarge_to: Literal["none", "A0", "A1", "A2", "A3"] = "none",
) -> Imposition:
    """Each page of size `trim`, drawn `scale` times as large or `enlarge_to` a size, on as few sheets as it takes.

    The sheet stands or lies (`lie`), whichever needs fewer; as given if both need as many. `margin` cannot be printed at any
    edge, `gripper` not at the lower one, `slug` is kept for marks. Tiles lap by `overlap` at the sides `laps`; with 0 they
    meet edge to edge. `bleed` is what the page has and what is shown of it at the outer edges.

    Each sheet's `trim` is where it is cut, in `part` its place in the page; lines of kind `lap` are where the next tile's edge
    is laid. Raises `PrintkitError`: `sheet-too-small`, `too-many-tiles`, `bad-pages`, `bad-measure`, `not-one-of`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, overlap=overlap)
    chosen(laps=(laps, get_args(Laps)), lie=(lie, get_args(Lie)), enlarge_to=(enlarge_to, ("none", *ENLARGED)))
    if not 0.01 <= scale <= 100:
        raise PrintkitError(
            [error("bad-measure", f"a page cannot be drawn {scale:g} times as large", hint="give 0.01 to 100")]
        )
    if enlarge_to != "none":
        if scale != 1:
            message = f"a page cannot be drawn {scale:g} times as large and enlarged to {enlarge_to}"
            raise PrintkitError([error("bad-measure", message, hint="give one of the two")])
        scale = enlargement(trim, Size.parse(enlarge_to))
    papers = _papers(sheet, lie)
    poster = Size(trim.width * scale, trim.height * scale)
    edge = bleed * min(1.0, scale)
    trials = [_Cut(poster, edge, Paper(paper, gripper, margin=margin, slug=slug), overlap, laps) for paper in papers]
    fitting = [trial for trial in trials if not trial.faults]
    if not fitting:
        raise PrintkitError(trials[0].faults)
    best = min(fitting, key=lambda trial: trial.columns * trial.rows)
    sheets = tuple(
        Sheet(best.side(page, pages, column, row, scale), None)
        for page in range(1, pages + 1)
        for row in range(best.rows)
        for column in range(best.columns)
    )
    return Imposition("tiles", best.paper.size, pages, (), "none", sheets)


def tile_name(column: int, row: int) -> str:
    """Both from 0: A1, A2 … in the first row, B1 in the second; after Z comes AA."""
    letters = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{column + 1}"


def _papers(sheet: Size, lie: Lie) -> list[Size]:
    turned = Size(sheet.height, sheet.width)
    if lie == "auto":
        return [sheet, turned]
    stands = sheet.width <= sheet.height
    return [sheet if stands == (lie == "upright") else turned]


@dataclass(frozen=True, slots=True)
class _Axis:
    """The tiles in one direction, from the left or from below. In pt."""

    step: float
    """What each shows when glued."""
    count: int
    before: float
    """From what cannot be printed to the tile's first joint, on the sheet."""
    outer: float
    past: float
    lap: float
    after: bool
    """Whether laps are at the end, or before the beginning."""

    def shown(self, index: int) -> tuple[float, float]:
        """Of the poster, what the tile shows when all are glued together."""
        return index * self.step, (index + 1) * self.step

    def reach(self, index: int) -> tuple[float, float]:
        """How far the trim goes past that."""
        first, last = index == 0, index == self.count - 1
        return (0.0 if first or self.after else self.lap), (0.0 if last or not self.after else self.lap)

    def drawn(self, index: int) -> tuple[float, float]:
        """How far what is drawn goes past it."""
        first, last = index == 0, index == self.count - 1
        before = self.outer if first else self._joint(self.after)
        after = self.outer if last else self._joint(not self.after)
        return before, after

    def _joint(self, is_cut: bool) -> float:
        return self.past if is_cut or self.lap == 0 else self.lap


class _Cut:
    """A poster cut for sheets that lie one way."""

    def __init__(self, poster: Size, bleed: Length, paper: Paper, overlap: Length, laps: Laps) -> None:
        self._poster, self.paper = poster, paper
        room = paper.room()
        self.faults: list[Diagnostic] = []
        right, top = laps.startswith("right"), laps.endswith("top")
        across = _axis(poster.width.pt, room.left.pt, room.width.pt, bleed.pt, overlap.pt, right)
        up = _axis(poster.height.pt, room.bottom.pt, room.height.pt, bleed.pt, overlap.pt, top)
        if isinstance(across, float) or isinstance(up, float):
            missing_across = across if isinstance(across, float) else 0.0
            missing_up = up if isinstance(up, float) else 0.0
            self.faults += too_small("a tile with its lap", missing_across, missing_up, paper.size, room).diagnostics
            return
        self._across, self._up = across, up
        self.columns, self.rows = across.count, up.count
        if self.columns * self.rows > MOST_TILES:
            message = f"the poster of {poster} would take {self.columns * self.rows} sheets, more than {MOST_TILES}"
            self.faults.append(error("too-many-tiles", message, hint="take a larger sheet or a smaller scale"))

    def side(self, page: int, pages: int, column: int, row: int, scale: float) -> Side:
        """The sheet of one tile. Rows count from the top."""
        high = self.rows - 1 - row
        area, reach, drawn = ([getattr(axis, what)(index) for axis, index in ((self._across, column), (self._up, high))]
                              for what in ("shown", "reach", "drawn"))  # fmt: skip
        lower = [axis.before for axis in (self._across, self._up)]
        upper = [start + axis.step for start, axis in zip(lower, (self._across, self._up), strict=True)]
        trim = _area(lower[0] - reach[0][0], lower[1] - reach[1][0], upper[0] + reach[0][1], upper[1] + reach[1][1])
        seen = _area(lower[0] - drawn[0][0], lower[1] - drawn[1][0], upper[0] + drawn[0][1], upper[1] + drawn[1][1])
        part = _area(
            (area[0][0] - drawn[0][0]) / scale, (area[1][0] - drawn[1][0]) / scale,
            (area[0][1] + drawn[0][1]) / scale, (area[1][1] + drawn[1][1]) / scale,
        )  # fmt: skip
        name = tile_name(column, row)
        joint = _area(*lower, *upper)
        beyond = {
            "left": (column - 1, row), "right": (column + 1, row), "bottom": (column, row + 1), "top": (column, row - 1),
        }  # fmt: skip
        lapped = {
            side: tile_name(*at)
            for side, at in beyond.items()
            if (trim.left < joint.left if side == "left" else
                trim.right > joint.right if side == "right" else
                trim.bottom < joint.bottom if side == "bottom" else trim.top > joint.top)
        }  # fmt: skip
        label = (
            f"{name}  {self.columns} × {self.rows} tiles, {shown(self._poster.width)} × {shown(self._poster.height)}"
        )
        return Side(
            (Placement(page, trim, seen, scale=(scale, scale), part=part),),
            (*_cuts(trim, joint, lapped), *_laps(seen, joint, lapped)),
            label if pages == 1 else f"page {page}  {label}",
            _notes(seen, lapped),
            Plan(self._plan(seen), self.columns, self.rows, column, row),
        )

    def _plan(self, seen: Area) -> Area:
        """At the right of the slug above what is drawn, clear of the lap's mark, in the poster's own proportions."""
        height = min(_PLAN.pt, max(1.0, self.paper.slug.pt - 2))
        width = height * self._poster.width.pt / self._poster.height.pt
        right, bottom = seen.right.pt - self._across.lap - Length.mm(6).pt, seen.top.pt + 2
        return _area(right - width, bottom, right, bottom + height)


def _axis(poster: float, start: float, room: float, outer: float, lap: float, after: bool) -> _Axis | float:
    """The fewest tiles that reach from edge to edge; or how much is missing for the smallest."""
    for count in range(1, MOST_TILES + 1):
        trial = _Axis(poster / count, count, 0.0, outer, _PAST.pt, lap, after)
        ends = [trial.drawn(index) for index in {0, 1 % count, count - 1}]
        before, behind = max(end[0] for end in ends), max(end[1] for end in ends)
        need = max(trial.step + sum(end) for end in ends)
        least = max(_LEAST.pt, lap)
        # All tiles have their joints at the same place of the sheet, so that a pile of them can be cut at once.
        if before + trial.step + behind <= room + EPSILON:
            at = start + before + (room - before - trial.step - behind) / 2
            return _Axis(trial.step, count, at, outer, _PAST.pt, lap, after)
        if count > 1 and trial.step < least:
            return need - room
    return poster


def _cuts(trim: Area, joint: Area, lapped: dict[str, str]) -> tuple[Line, ...]:
    """Along every edge of the tile but those of laps, across the sheet as far as the tile goes."""
    edges = {
        "left": Line("cut", True, joint.left, trim.bottom, trim.top),
        "right": Line("cut", True, joint.right, trim.bottom, trim.top),
        "bottom": Line("cut", False, joint.bottom, trim.left, trim.right),
        "top": Line("cut", False, joint.top, trim.left, trim.right),
    }
    return tuple(line for side, line in edges.items() if side not in lapped)


def _laps(seen: Area, joint: Area, lapped: dict[str, str]) -> tuple[Line, ...]:
    edges = {
        "left": Line("lap", True, joint.left, seen.bottom, seen.top),
        "right": Line("lap", True, joint.right, seen.bottom, seen.top),
        "bottom": Line("lap", False, joint.bottom, seen.left, seen.right),
        "top": Line("lap", False, joint.top, seen.left, seen.right),
    }
    return tuple(edges[side] for side in lapped)


def _notes(seen: Area, lapped: dict[str, str]) -> tuple[Note, ...]:
    """The name of the tile that is glued onto each lap, just outside it."""
    middle = ((seen.left + seen.right) * 0.5, (seen.bottom + seen.top) * 0.5)
    away = Length.mm(3)
    places = {
        "left": (seen.left - away, middle[1]),
        "right": (seen.right + away, middle[1]),
        "bottom": (middle[0], seen.bottom - away),
        "top": (middle[0], seen.top + away - _LETTERS * 0.7),
    }
    return tuple(Note(name, *places[side], _LETTERS) for side, name in lapped.items())


def _area(left: float, bottom: float, right: float, top: float) -> Area:
    return Area(Length(left), Length(bottom), Length(right), Length(top))
