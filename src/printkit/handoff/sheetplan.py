"""How a job wants its pages on sheets: the scheme and its options, read by what the scheme offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..binding import CoverKind
from ..diagnostics import Diagnostic, PrintkitError, error
from ..imposition import SCHEMES
from ..imposition.options import Value
from ..sheets import sheet_size
from ..stocks import Stock
from ..units import Length
from .job import Binding, HandoffJob

_SCHEMES: Final[Mapping[Binding, str]] = {
    "saddle-stitch": "saddle-stitch",
    "perfect-bound": "perfect-bound",
    "thread-sewn": "perfect-bound",
}


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How the body is imposed."""

    scheme: str
    sheet: str
    options: Mapping[str, Value]


def sheet_plan(job: HandoffJob, paper: Stock | None, binding: Binding, covers: tuple[CoverKind, ...]) -> SheetPlan:
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
