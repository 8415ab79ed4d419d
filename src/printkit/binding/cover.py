"""The cover of a book as one flat spread: flap, back, spine, front, flap, seen from outside.

Lengths of a panel are a `Rect`: origin at the upper left corner of the spread's trim, y down. All allowances are rules of
the trade; a binder's own numbers come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from ..diagnostics import Diagnostic, PrintkitError, error
from ..stocks import Stock, block_thickness
from ..units import Length, Rect, Size

CoverKind: TypeAlias = Literal["soft", "dust-jacket", "stitched", "self"]
"""`soft`: glued to the spine of a perfect-bound book. `dust-jacket`: laid around a bound book. `stitched`: four pages of
another stock around a saddle-stitched one. `self`: the outer pages of a stitched body, of its own stock."""
KINDS: Final[tuple[CoverKind, ...]] = get_args(CoverKind)
PanelName: TypeAlias = Literal["back-flap", "back", "spine", "front", "front-flap"]

LEAST_LETTERED: Final = Length.mm(3)
"""The narrowest spine that bears letters: folds lie up to 1 mm off."""
_FLAPS: Final = (Length.mm(60), Length.mm(100))
_USUAL_FLAP: Final = Length.mm(80)
_FORE_EDGE: Final = Length.mm(1)
"""What a panel with a flap is wider than the leaves, so that its fold lies past their edge."""
_SQUARE: Final = Length.mm(3)
"""What the boards of a case stand out over the leaves at head, foot and fore edge."""
_BOARDS: Final = (Length.mm(1), Length.mm(4))
_HINGE: Final = Length.mm(6)
"""From the spine to the score at which a soft cover opens; the side glue reaches as far."""
_ROUND: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the spread between two folds."""

    name: PanelName
    area: Rect


@dataclass(frozen=True, slots=True)
class Cover:
    """The spread of a cover. Its panels stand side by side, without a gap, from its left trim to its right one."""

    kind: CoverKind
    book: Size
    """The trim of the book's pages."""
    pages: int
    """Of the body; a self-cover counts among them."""
    panels: tuple[Panel, ...]
    """From left to right as it lies with its outside up."""
    hinges: tuple[Length, ...] = ()
    """Where it is scored beside the spine, from the left trim of the spread."""
    right_to_left: bool = False
    """Whether the book is bound at its right, as books with vertical text are."""
    inside: bool = False
    """Whether its inner side is printed too."""

    @property
    def spread(self) -> Size:
        """The trim of the whole."""
        last = self.panels[-1].area
        return Size(last.right, last.height)

    @property
    def folds(self) -> tuple[Length, ...]:
        """Where it is folded, from the left trim of the spread: between each two panels."""
        return tuple(panel.area.x for panel in self.panels[1:])

    @property
    def spine(self) -> Length:
        """The width of the spine; 0 where a fold takes its place."""
        found = self.panel("spine")
        return found.width if found else Length(0)

    @property
    def own_pages(self) -> tuple[int, ...]:
        """Of a self-cover, the pages of the body that it is made of: outside and inside, front and back."""
        return (1, 2, self.pages - 1, self.pages) if self.kind == "self" else ()

    def panel(self, name: PanelName) -> Rect | None:
        """Where a panel is; None where this cover has none of that name."""
        return next((panel.area for panel in self.panels if panel.name == name), None)

    def as_json(self) -> dict[str, object]:
        """Plain data, in mm."""
        return {
            "kind": self.kind,
            "pages": self.pages,
            "spread_mm": [_mm(self.spread.width), _mm(self.spread.height)],
            "spine_mm": _mm(self.spine),
            "panels": [{"name": panel.name, "x_mm": _mm(panel.area.x), "width_mm": _mm(panel.area.width)} for panel in self.panels],
            "folds_mm": [_mm(fold) for fold in self.folds],
            "hinges_mm": [_mm(hinge) for hinge in self.hinges],
            "right_to_left": self.right_to_left,
            "inside": self.inside,
        }  # fmt: skip

    def for_template(self) -> dict[str, object]:
        """What a template gets as `cover`: `cover.front.x`, `cover.spine.width`, in mm; a panel that is not there is None."""
        names: tuple[PanelName, ...] = get_args(PanelName)
        panels = {name.replace("-", "_"): _box(self.panel(name)) for name in names}
        return {
            "kind": self.kind,
            "width": _mm(self.spread.width),
            "height": _mm(self.spread.height),
            "right_to_left": self.right_to_left,
            "inside": self.inside,
            "lettered": self.spine >= LEAST_LETTERED,
            **panels,
        }


def spine_width(pages: int, stock: Stock, cover_stock: Stock) -> Length:
    """The spine of a perfect-bound book: leaves × caliper of the body, and the cover twice."""
    return block_thickness(pages, stock) + cover_stock.caliper * 2


def cover(  # noqa: PLR0913 -- one keyword for each choice of the trade
    book: Size,
    *,
    pages: int,
    stock: Stock,
    cover_stock: Stock | None = None,
    kind: CoverKind = "soft",
    flaps: Length | None = None,
    board: Length | None = None,
    right_to_left: bool = False,
    inside: bool = False,
) -> Cover:
    """The spread of the cover around a body of `pages` pages of `stock`, trimmed to `book`.

    `cover_stock` is what the cover (or the jacket) is printed on; the body's own where none is given. A jacket lies around
    a soft cover of that stock too, unless `board` is the thickness of a case's boards. `flaps` are turned in at both
    ends; a jacket has 80 mm where nothing is said.

    Raises `PrintkitError`: `bad-flap` for flaps not of 60 to 100 mm or wider than the page, `bad-cover` for pages or a
    board that no book has.
    """
    if kind == "dust-jacket" and flaps is None:
        flaps = min(_USUAL_FLAP, book.width - Length.mm(20))
    if faults := [*_faults(book, pages, kind, flaps, board)]:
        raise PrintkitError(faults)
    paper = cover_stock or stock
    around = Length(0)
    match kind:
        case "soft":
            spine = spine_width(pages, stock, paper)
        case "dust-jacket":
            under = board or paper.caliper
            spine = block_thickness(pages, stock) + under * 2 + paper.caliper * 2
            around = _SQUARE if board else Length(0)
        case "stitched" | "self":
            spine = Length(0)
    width = book.width + around + (_FORE_EDGE if flaps and not board else Length(0))
    wanted: list[tuple[PanelName, Length]] = [("back", width), ("spine", spine), ("front", width)]
    if flaps:
        wanted = [("back-flap", flaps), *wanted, ("front-flap", flaps)]
    panels = tuple(_side_by_side([*reversed(wanted)] if right_to_left else wanted, book.height + around * 2))
    bound = next((panel.area for panel in panels if panel.name == "spine"), None)
    hinges = (bound.x - _HINGE, bound.right + _HINGE) if bound and kind == "soft" else ()
    return Cover(kind, book, pages, panels, hinges, right_to_left, inside)


def _side_by_side(wanted: list[tuple[PanelName, Length]], height: Length) -> Iterator[Panel]:
    x = Length(0)
    for name, width in wanted:
        if width.pt > 0:
            yield Panel(name, Rect(x, Length(0), width, height))
            x = x + width


def _faults(
    book: Size, pages: int, kind: CoverKind, flaps: Length | None, board: Length | None
) -> Iterator[Diagnostic]:
    if kind not in KINDS:
        yield error("bad-cover", f"there is no cover `{kind}`", hint=f"choose one of {', '.join(KINDS)}")
    if not 4 <= pages <= 2000:
        yield error("bad-cover", f"a body of {pages} pages has no cover", hint="4 to 2000 pages are possible")
    if flaps is not None:
        if kind == "self":
            yield error("bad-flap", "a self-cover has no flaps: it is made of pages", hint="leave the flaps out")
        elif not _FLAPS[0].pt - _ROUND <= flaps.pt <= _FLAPS[1].pt + _ROUND:
            message = f"flaps of {flaps} are not of {_FLAPS[0]} to {_FLAPS[1]}"
            yield error("bad-flap", message, hint="narrower ones slip out, wider ones cannot be folded by machine")
        elif flaps > book.width - Length.mm(5):
            message = f"flaps of {flaps} reach the spine of pages that are {book.width} wide"
            yield error("bad-flap", message, hint=f"choose {book.width * 0.6} or less")
    if board is not None and (kind != "dust-jacket" or not _BOARDS[0] <= board <= _BOARDS[1]):
        message = f"a board of {board} under a cover of the kind `{kind}`"
        yield error("bad-cover", message, hint=f"boards of {_BOARDS[0]} to {_BOARDS[1]} lie under a dust jacket")


def _box(area: Rect | None) -> dict[str, float] | None:
    return (
        None
        if area is None
        else {"x": _mm(area.x), "width": _mm(area.width), "right": _mm(area.right), "height": _mm(area.height)}
    )


def _mm(length: Length) -> float:
    return round(length.as_mm, 4)
