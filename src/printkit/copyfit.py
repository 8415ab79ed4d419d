"""Copy-fitting of fixed formats: the loosest state of a layout in which everything fits.

A layout lists states from loose to tight (`fit` in `layout.yaml`). What fits in one state fits in every
tighter one, so the search halves. Where that leaves room, what the layout lists as `grow` is put over the
state, the largest that fits. Then the pages are laid out once more, and the template gives the height that is
still free to pictures and to air. A report that fits in no state is an error which tells by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from .diagnostics import Diagnostic, PrintkitError, error
from .layout import Layout
from .report import Report
from .typeset import Overflow, Typeset

State = Mapping[str, float]
Attempt = Callable[[State], Typeset]


def fit(layout: Layout, report: Report, attempt: Attempt) -> Typeset:
    """The typeset pages in the loosest state that fits, their spare height given back.

    Raises `PrintkitError` where none fits.
    """
    found, last = _loosest(layout, layout.fit, attempt)
    if found is None:
        assert last is not None
        raise PrintkitError(_explain(layout, report, last))
    state, fitting = found
    larger = [
        {**state, **more} for more in layout.grow if any(value > state.get(name, 0) for name, value in more.items())
    ]
    grown, _last = _loosest(layout, larger, attempt)
    for start, typeset in filter(None, (grown, (state, fitting))):
        settled = _settle(start, typeset, attempt)
        if _fits(layout, settled):
            return settled
    raise PrintkitError(_explain(layout, report, settled))


def _loosest(
    layout: Layout, states: Sequence[State], attempt: Attempt
) -> tuple[tuple[State, Typeset] | None, Typeset | None]:
    """The first of the states that fits, found by halving, and the pages of the last that does not."""
    low, high = 0, len(states) - 1
    best: tuple[State, Typeset] | None = None
    last: Typeset | None = None
    while low <= high:
        index = (low + high) // 2
        tried = attempt(states[index])
        if _fits(layout, tried):
            best, high = (states[index], tried), index - 1
        else:
            last, low = tried, index + 1
    return best, last


def _settle(state: State, found: Typeset, attempt: Attempt) -> Typeset:
    """The same state once more, told what each `data-fit` box left free: `spare-<name>` in mm, `/` in it as `-`."""
    if not found.facts.spare:
        return found
    spare = {f"spare-{name.replace('/', '-')}": left.as_mm for name, left in found.facts.spare.items()}
    return attempt({**state, **spare})


def _fits(layout: Layout, tried: Typeset) -> bool:
    return not tried.facts.overflows and (layout.pages is None or tried.page_count == layout.pages)


def _explain(layout: Layout, report: Report, tried: Typeset) -> list[Diagnostic]:
    found = [_overflow(report, overflow) for overflow in tried.facts.overflows]
    if layout.pages is not None and tried.page_count != layout.pages:
        message = f"`{layout.name}` has {layout.pages} page(s), the report takes {tried.page_count}"
        found.append(error("too-long", message, report.span("sections"), path="sections", hint="shorten the sections"))
    return found


_UNFIT: Final = {
    "lonely": ("a column of one character", "say it in a character more or less, or give the columns another height"),
    "parted": ("a word longer than its column", "choose another word, or give the columns more height"),
    "foreign": ("a reading, note or picture in vertical text, where only words can stand", "take it out"),
}
"""What is wrong with vertical text besides its length: what, and what to do."""


def _overflow(report: Report, overflow: Overflow) -> Diagnostic:
    if overflow.direction in _UNFIT:
        message, hint = _UNFIT[overflow.direction]
        span = report.span(overflow.at)
        return error("vertical-text", f"{message}, on page {overflow.page}", span, path=overflow.at, hint=hint)
    way = {"high": "too long", "wide": "too wide"}[overflow.direction]
    where = "the page" if overflow.box == "page" else f"`{overflow.box}`"
    return error(
        "overflow",
        f"this does not fit: {overflow.excess.as_mm:.0f} mm {way} for {where} on page {overflow.page}",
        report.span(overflow.at),
        path=overflow.at,
        hint="shorten this text, or leave a block out",
    )
