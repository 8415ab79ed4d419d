"""Copy-fitting of fixed formats: the loosest state of a layout in which everything fits.

A layout lists states from loose to tight (`fit` in `layout.yaml`). What fits in one state fits in every
tighter one, so the search halves. A report that fits in none is an error which tells by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .diagnostics import Diagnostic, PrintkitError, error
from .layout import Layout
from .report import Report
from .typeset import Overflow, Typeset

Attempt = Callable[[Mapping[str, float]], Typeset]


def fit(layout: Layout, report: Report, attempt: Attempt) -> Typeset:
    """The typeset pages in the loosest state that fits. Raises `PrintkitError` where none does."""
    states = layout.fit
    low, high = 0, len(states) - 1
    best: Typeset | None = None
    last: Typeset | None = None
    # The loosest is tried first: most reports fit there, or grow freely and have only one state.
    index = 0
    while low <= high:
        tried = attempt(states[index])
        if _fits(layout, tried):
            best, high = tried, index - 1
        else:
            last, low = tried, index + 1
        index = (low + high) // 2
    if best is not None:
        return best
    assert last is not None
    raise PrintkitError(_explain(layout, report, attempt(states[-1]) if last is not None else last))


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
