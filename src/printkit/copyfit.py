"""Copy-fitting of fixed formats: the loosest state of a layout in which everything fits.

A layout lists states from loose to tight (`fit` in `layout.yaml`). What fits in one state fits in every
tighter one, so the search halves. Then the pages are laid out once more, and the template gives the height
that was left free to pictures and to air. A report that fits in no state is an error which tells by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .diagnostics import Diagnostic, PrintkitError, error
from .layout import Layout
from .report import Report
from .typeset import Overflow, Typeset

Attempt = Callable[[Mapping[str, float]], Typeset]


def fit(layout: Layout, report: Report, attempt: Attempt) -> Typeset:
    """The typeset pages in the loosest state that fits, their spare height given back.

    Raises `PrintkitError` where none fits.
    """
    states = layout.fit
    low, high = 0, len(states) - 1
    tried: dict[int, Typeset] = {}
    # The loosest is tried first: most reports fit there, or grow freely and have only one state.
    index = 0
    while low <= high:
        tried[index] = attempt(states[index])
        if _fits(layout, tried[index]):
            high = index - 1
        else:
            low = index + 1
        index = (low + high) // 2
    for index in range(low, len(states)):
        found = tried.get(index) or attempt(states[index])
        settled = _settle(states[index], found, attempt)
        if _fits(layout, found) and _fits(layout, settled):
            return settled
    raise PrintkitError(_explain(layout, report, tried.get(len(states) - 1) or attempt(states[-1])))


def _settle(state: Mapping[str, float], found: Typeset, attempt: Attempt) -> Typeset:
    """The same state once more, told what each `data-fit` box left free: `spare-<name>`, in mm."""
    if not found.facts.spare:
        return found
    return attempt({**state, **{f"spare-{name}": left.as_mm for name, left in found.facts.spare.items()}})


def _fits(layout: Layout, tried: Typeset) -> bool:
    return not tried.facts.overflows and (layout.pages is None or tried.page_count == layout.pages)


def _explain(layout: Layout, report: Report, tried: Typeset) -> list[Diagnostic]:
    found = [_overflow(report, overflow) for overflow in tried.facts.overflows]
    if layout.pages is not None and tried.page_count != layout.pages:
        message = f"`{layout.name}` has {layout.pages} page(s), the report takes {tried.page_count}"
        found.append(error("too-long", message, report.span("sections"), path="sections", hint="shorten the sections"))
    return found


def _overflow(report: Report, overflow: Overflow) -> Diagnostic:
    way = {"high": "too long", "wide": "too wide"}[overflow.direction]
    where = "the page" if overflow.box == "page" else f"`{overflow.box}`"
    return error(
        "overflow",
        f"this does not fit: {overflow.excess.as_mm:.0f} mm {way} for {where} on page {overflow.page}",
        report.span(overflow.at),
        path=overflow.at,
        hint="shorten this text, or leave a block out",
    )
