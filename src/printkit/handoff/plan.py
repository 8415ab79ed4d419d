"""What a job comes to before anything is made: `Plan`. What was left open is decided here, and what cannot be is refused.

Everything that is wrong is gathered and raised at once, with its place in `handoff.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ..binding import Cover, CoverKind
from ..binding import cover as cover_around
from ..diagnostics import Diagnostic, PrintkitError, error
from ..layout import Layout, layout
from ..preflight import Shop, profiles, read_shop
from ..press import Finish as Laid
from ..report import Report, load
from ..stocks import Stock, stock
from .job import Binding, Finish, HandoffJob
from .laying import laid
from .sheetplan import SheetPlan, sheet_plan

if TYPE_CHECKING:
    from .facts import Role

STOCKS: Final = "stocks.yaml"
"""The user's own papers, beside the job."""

_MULTIPLES: Final[Mapping[Binding, int]] = {
    "saddle-stitch": 4,
    "perfect-bound": 4,
    "thread-sewn": 4,
    "wire-o": 2,
    "coil": 2,
    "none": 1,
}
"""Pages come in such numbers: sheets folded once have four pages, leaves two."""
_SPINED: Final = ("perfect-bound", "thread-sewn")
_USUAL: Final = 48
"""Pages, where the number is not known yet: flaps and kind are looked over before any work is done."""
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Plan:
    """A job, with everything decided."""

    job: HandoffJob
    report: Report
    body: Layout
    """Of the body: without its cover where that is printed by itself."""
    whole: Layout
    """As the job names it."""
    binding: Binding
    covers: tuple[CoverKind, ...]
    """The spreads that are printed by themselves: none, the cover, or cover and jacket."""
    stock: Stock | None
    cover_stock: Stock | None
    shop: Shop | None
    finishing: Mapping[Role, tuple[tuple[Finish, Laid | None], ...]] = field(default_factory=dict)
    """By part: what the job says, and what is laid over the pages for it."""
    sheets: SheetPlan | None = None

    def blanks(self, pages: int) -> tuple[int, ...]:
        """The numbers of the blank pages that a body of so many pages takes: before the back cover, if it is its own."""
        missing = -pages % _MULTIPLES[self.binding]
        first = pages + 1 if self.covers or pages < 2 else pages
        return tuple(range(first, first + missing))

    def spread(self, kind: CoverKind, pages: int) -> Cover:
        """The geometry of a cover or jacket around a body of so many pages. Raises `PrintkitError`."""
        assert self.stock is not None  # a cover around no paper is refused
        return _spread(self.job, self.whole, (self.stock, self.cover_stock), kind, pages)


def plan(job: HandoffJob) -> Plan:
    """Decide what a job leaves open. Raises `PrintkitError` with everything that is wrong with it."""
    found = _Faults(job)
    report = found.of(lambda: load(job.folder / job.report), "report", tells=True)
    plain = found.of(lambda: layout(_layout(job)), "layout")
    whole = plain and found.of(lambda: layout(_layout(job), **job.options), "options")
    own = job.folder / STOCKS
    books = own if own.is_file() else None
    paper = found.of(lambda: stock(job.stock or "", own=books), "stock") if job.stock else None
    cover_name = job.cover.stock if job.cover else None
    around = found.of(lambda: stock(cover_name or "", own=books), "cover", "stock") if cover_name else paper
    shop = found.of(lambda: read_shop(job.folder / (job.shop or "")), "shop", tells=True) if job.shop else None
    if job.profile is not None and job.profile not in (known := [each.name for each in profiles()]):
        found.add("no-profile", f"there is no profile `{job.profile}`", f"there are {', '.join(known)}", "profile")
    binding = binding_of(job, whole)
    covers = covers_of(job, binding)
    sheets = found.of(lambda: sheet_plan(job, paper, binding, covers), "sheets", tells=True) if job.sheets else None
    body = whole
    if whole is not None and not found.every(_binding_faults(job, whole)) and covers:
        body = found.of(whole.without_cover, "cover")
        if paper is not None:
            for kind in covers:
                found.of(partial(_spread, job, whole, (paper, around), kind, _USUAL), "cover")
    if covers and job.stock is None:
        message = "a cover is made to the thickness of the paper, and none is named"
        found.add("no-stock", message, "write `stock: matt-157`; `printkit stocks` lists them")
    finishing = _finishing(job, covers, found)
    found.stop()
    assert report is not None
    assert whole is not None
    assert body is not None
    return Plan(
        job,
        report,
        body,
        whole,
        binding,
        covers,
        paper,
        around,
        shop,
        finishing,
        sheets,
    )


def _spread(job: HandoffJob, whole: Layout, papers: tuple[Stock, Stock | None], kind: CoverKind, pages: int) -> Cover:
    told = job.cover
    # The flaps of a book with a jacket are those of the jacket.
    flapped = told is not None and (told.kind != "dust-jacket" or kind == "dust-jacket")
    return cover_around(
        whole.trim,
        pages=pages,
        stock=papers[0],
        cover_stock=papers[1],
        kind=kind,
        flaps=told.flaps if told is not None and flapped else None,
        right_to_left=job.bound == "right",
        inside=told is not None and told.inside,
    )


def binding_of(job: HandoffJob, chosen: Layout | None) -> Binding:
    """How it is bound: as the job says; else booklets are stitched, posters are not bound."""
    return job.binding or ("saddle-stitch" if chosen is None or chosen.kind == "booklet" else "none")


def covers_of(job: HandoffJob, binding: Binding) -> tuple[CoverKind, ...]:
    """The spreads that are printed by themselves."""
    kind = job.cover.kind if job.cover is not None else "soft" if binding in _SPINED else "self"
    soft: CoverKind = "soft" if binding in _SPINED else "stitched"
    return {"self": (), "soft": (soft,), "dust-jacket": (soft, "dust-jacket")}[kind]


def _layout(job: HandoffJob) -> str | Path:
    """A name, or the path of a folder as it is seen from the job."""
    return job.folder / job.layout if "/" in job.layout else job.layout


def _binding_faults(job: HandoffJob, chosen: Layout) -> Iterator[Diagnostic]:
    binding = binding_of(job, chosen)
    if chosen.kind == "poster" and binding != "none":
        yield error("bad-binding", f"a poster is not bound: `{binding}`", job.span("binding"), hint="write `none`")
    if job.cover is None:
        return
    place = job.span("cover", "kind") if job.cover else None
    if job.cover.kind == "self" and binding in _SPINED:
        message = f"a book with a spine needs a cover around it: `{binding}` with `self`"
        yield error("bad-cover", message, place, hint="write `kind: soft`, or bind it by `saddle-stitch`")
    if job.cover.kind == "dust-jacket" and binding not in _SPINED:
        message = f"a dust jacket lies around a book with a spine, not around `{binding}`"
        yield error("bad-cover", message, place, hint="bind it `perfect-bound`, or write `kind: soft`")
    if job.cover.kind == "soft" and binding in ("wire-o", "coil", "none"):
        message = f"there is no spread around a spine with `{binding}`"
        yield error("bad-cover", message, place, hint="write `kind: self`: its pages are the first and the last")


def _finishing(
    job: HandoffJob, covers: tuple[CoverKind, ...], found: _Faults
) -> dict[Role, tuple[tuple[Finish, Laid | None], ...]]:
    """By part. What is for a cover lies on the body where that is its own cover."""
    by_part: dict[Role, list[tuple[Finish, Laid | None]]] = {}
    for index, finish in enumerate(job.finishing):
        if finish.on == "jacket" and "dust-jacket" not in covers:
            found.add(
                "no-part",
                "there is no jacket to finish",
                "write `cover: {kind: dust-jacket}`",
                "finishing",
                index,
                "on",
            )
            continue
        role: Role = finish.on if finish.on == "jacket" or (finish.on == "cover" and covers) else "body"
        made = found.of(lambda finish=finish: laid(finish, job.folder), "finishing", index, finish.kind)  # type: ignore[misc]
        by_part.setdefault(role, []).append((finish, made))
    return {role: tuple(each) for role, each in by_part.items()}


class _Faults:
    """What is wrong, gathered: `of` runs a step and keeps what it raises, with the place in the job."""

    def __init__(self, job: HandoffJob) -> None:
        self._job = job
        self._all: list[Diagnostic] = []

    def of(self, step: Callable[[], _Found], *where: str | int, tells: bool = False) -> _Found | None:
        """What a step gives, or None. `tells`: its diagnostics have their places in a file of their own."""
        try:
            return step()
        except PrintkitError as problem:
            span = self._job.span(*where)
            for fault in problem.diagnostics:
                self._all.append(fault if fault.span is not None and tells else replace(fault, span=fault.span or span))
            return None

    def add(self, code: str, message: str, hint: str, *where: str | int) -> None:
        """One more."""
        self._all.append(error(code, message, self._job.span(*where), hint=hint))

    def every(self, faults: Iterator[Diagnostic]) -> bool:
        """Several more; whether there are any."""
        several = list(faults)
        self._all += several
        return bool(several)

    def stop(self) -> None:
        """Raise them, if there are any."""
        if self._all:
            raise PrintkitError(sorted(self._all, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0)))
