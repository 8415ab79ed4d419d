"""The parts of a job, set and pressed: the body, the spreads around it, the imposed sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..binding import Cover, CoverKind
from ..build import Progress, editions, typeset_report
from ..diagnostics import Diagnostic, PrintkitError
from ..press import Artwork, standard
from ..press import Finish as Laid
from ..sheets import Sheets, impose
from ..typeset import Typeset
from ..units import Length
from .job import Finish, HandoffJob
from .plan import Plan
from .sheetplan import SheetPlan

if TYPE_CHECKING:
    from .facts import Role

_ROLES: Final[Mapping[CoverKind, Role]] = {"soft": "cover", "stitched": "cover", "dust-jacket": "jacket"}

_SIGNATURES: Final = (16, 8, 4)
"""Pages of a signature: where the job does not say, the most that the sheet takes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A part that was set and pressed. `cover` is the geometry of a spread."""

    role: Role
    pages: Typeset
    artwork: Artwork
    blanks: tuple[int, ...] = ()
    """The numbers of the pages that are blank for the binding's sake."""
    cover: Cover | None = None


def make(plan: Plan, progress: Progress | None = None) -> tuple[Made, ...]:
    """The body, then what goes around it. Raises `PrintkitError`."""
    pages = typeset_report(plan.report, plan.body, bleed=plan.job.bleed, progress=progress)
    blanks = plan.blanks(pages.page_count)
    body = Made("body", pages, _pressed(plan, "body", pages, progress, blanks=blanks), blanks)
    return (body, *(_around(plan, body.artwork.pages, kind, progress) for kind in plan.covers))


def make_sheets(plan: Plan, body: Artwork, progress: Progress | None = None) -> Sheets | None:
    """The body imposed; None where the job asks for no sheets. Raises `PrintkitError`."""
    if plan.sheets is None:
        return None
    try:
        return _imposed(plan.sheets, body, progress)
    except PrintkitError as problem:
        span = plan.job.span("sheets")
        placed = (replace(fault, span=fault.span or span) for fault in problem.diagnostics)
        raise PrintkitError(placed, exit_code=problem.exit_code) from None


def _imposed(asked: SheetPlan, body: Artwork, progress: Progress | None) -> Sheets:
    """On the sheet that is asked for, in signatures as large as it takes where none are asked for."""
    options: dict[str, Any] = dict(asked.options)
    if asked.scheme != "perfect-bound" or "signature" in options:
        return impose(body, asked.scheme, sheet=asked.sheet, progress=progress, **options)
    refused: PrintkitError | None = None
    for signature in _SIGNATURES:
        try:
            return impose(body, asked.scheme, sheet=asked.sheet, progress=progress, signature=signature, **options)
        except PrintkitError as problem:
            if {fault.code for fault in problem.diagnostics} != {"sheet-too-small"}:
                raise
            refused = problem  # the smallest one says best what is missing
    assert refused is not None
    raise refused


def _around(plan: Plan, pages: int, kind: CoverKind, progress: Progress | None) -> Made:
    """The spread of a cover or jacket around a body of so many pages."""
    spread = plan.spread(kind, pages)
    shown = plan.whole.for_cover(spread.spread, 2 if spread.inside else 1)
    set_ = typeset_report(plan.report, shown, bleed=plan.job.bleed, cover=spread, progress=progress)
    role = _ROLES[kind]
    return Made(role, set_, _pressed(plan, role, set_, progress, folds=spread.folds), cover=spread)


def _pressed(
    plan: Plan,
    role: Role,
    pages: Typeset,
    progress: Progress | None,
    *,
    blanks: tuple[int, ...] = (),
    folds: tuple[Length, ...] = (),
) -> Artwork:
    job = plan.job
    # A profile of the user's own is named as it is seen from the job.
    own = job.condition.lower().endswith((".icc", ".icm"))
    condition: str | Path = job.folder / job.condition if own else job.condition
    asked = plan.finishing.get(role, ())
    try:
        (artwork,) = editions(
            pages,
            (standard(job.standard).edition,),
            condition=condition,
            finishing=tuple(laid for _, laid in asked if laid is not None),
            blanks=blanks,
            folds=folds,
            progress=progress,
        )
    except PrintkitError as problem:
        raise PrintkitError(_placed(job, asked, problem.diagnostics), exit_code=problem.exit_code) from None
    return artwork


def _placed(
    job: HandoffJob, asked: Sequence[tuple[Finish, Laid | None]], faults: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Faults of finishing, which the press knows by its inks alone, with the place in the job that asks for it."""
    for fault in faults:
        named = [
            finish
            for finish, laid in asked
            if laid is not None and any(word in fault.message for word in _words(finish, laid))
        ]
        if fault.span is None and named:
            index = job.finishing.index(named[0])
            yield replace(fault, span=job.span("finishing", index, named[0].kind))
        else:
            yield fault


def _words(finish: Finish, laid: Laid) -> tuple[str, ...]:
    """By what a message of the press may name a finish."""
    names = (laid.plate, finish.what, finish.what.removeprefix("ink:"))
    return (*(f"`{name}`" for name in names), f"page {finish.page} ")
