"""What a job comes to before anything is made: `Plan`. What was left open is decided here, and what cannot be is refused.

Everything that is wrong is gathered and raised at once, with its place in `handoff.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ..binding import CoverKind
from ..diagnostics import Diagnostic, PrintkitError, error
from ..imposition import SCHEMES
from ..imposition.options import Value
from ..layout import Layout, layout
from ..preflight import Shop, profiles, read_shop
from ..press import Finish as Laid
from ..report import Report, load
from ..sheets import sheet_size
from ..stocks import Stock, stock
from ..units import Length
from .job import Binding, Finish, HandoffJob
from .laying import laid

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
_SCHEMES: Final[Mapping[Binding, str]] = {
    "saddle-stitch": "saddle-stitch",
    "perfect-bound": "perfect-bound",
    "thread-sewn": "perfect-bound",
}
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How the body is imposed."""

    scheme: str
    sheet: str
    options: Mapping[str, Value]


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


def plan(job: HandoffJob) -> Plan:
    """Decide what a job leaves open. Raises `PrintkitError` with everything that is wrong with it."""
    found = _Faults(job)
    report = found.of(lambda: load(job.folder / job.report), "report", tells=True)
    whole = found.of(lambda: layout(_layout(job), **job.options), "layout")
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
    sheets = found.of(lambda: _sheets(job, paper, binding, covers), "sheets", tells=True) if job.sheets else None
    if whole is not None:
        found.every(_binding_faults(job, whole))
        if any(kind != "stitched" for kind in covers) and job.stock is None:
            message = "the width of the spine comes of the paper, and none is named"
            found.add("no-stock", message, "write `stock: matt-157`; `printkit stocks` lists them")
    finishing = _finishing(job, covers, found)
    found.stop()
    assert report is not None
    assert whole is not None
    return Plan(
        job,
        report,
        whole.without_cover() if covers else whole,
        whole,
        binding,
        covers,
        paper,
        around,
        shop,
        finishing,
        sheets,
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


def _sheets(job: HandoffJob, paper: Stock | None, binding: Binding, covers: tuple[CoverKind, ...]) -> SheetPlan:
    """The scheme and its options, as the job gives them and the paper and the binding suggest them."""
    assert job.sheets is not None
    name = job.sheets.scheme or _SCHEMES.get(binding, "n-up")
    if name not in SCHEMES:
        raise PrintkitError(
            [
                error(
                    "no-scheme",
                    f"there is no scheme `{name}`",
                    job.span("sheets", "scheme"),
                    hint=f"use {', '.join(SCHEMES)}",
                )
            ]
        )
    known = {option.name: option for option in SCHEMES[name].options}
    faults: list[Diagnostic] = []
    options: dict[str, Value] = {}
    suggested: dict[str, Value] = {"binding": job.bound}
    if paper is not None:
        suggested["caliper"] = paper.caliper
    if name == "saddle-stitch" and covers:
        suggested["cover"] = "elsewhere"
    if binding == "thread-sewn":
        suggested["milling"] = Length(0)
    options.update({key: value for key, value in suggested.items() if key in known})
    for key, text in job.sheets.options.items():
        where = job.span("sheets", "options", key)
        option = known.get(key.replace("-", "_"))
        if option is None:
            every = ", ".join(each.replace("_", "-") for each in known)
            faults.append(error("bad-option", f"{name} has no option `{key}`", where, hint=f"there are {every}"))
            continue
        try:
            options[option.name] = option.read(text)
        except ValueError as problem:
            faults.append(error("bad-option", f"`{key}`: {problem}", where, hint=option.about.en))
    if faults:
        raise PrintkitError(faults)
    sheet_size(job.sheets.sheet)
    return SheetPlan(name, job.sheets.sheet, options)


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

    def every(self, faults: Iterator[Diagnostic]) -> None:
        """Several more."""
        self._all += faults

    def stop(self) -> None:
        """Raise them, if there are any."""
        if self._all:
            raise PrintkitError(sorted(self._all, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0)))
