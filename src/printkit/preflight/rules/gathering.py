"""One finding for what is wrong alike on one page: a page of small text is one fault and not three hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...pdf.painted import Painted
from ..facts import PageFacts, name_of
from ..finding import Finding
from ..rulebook import Limit


def gathered(
    page: PageFacts, rule: str, asked: Limit, message: str, wrong: Iterable[tuple[float, Painted]], **what: Any
) -> Iterator[Finding]:
    """None for nothing wrong; else one, at the object whose number is the least, and telling how many there are.

    `wrong`: objects with what was measured, the worst being the least; negate it where more is worse. `what`: the other
    fields of the finding, with `{}` in `value` for the number of the worst.
    """
    each = list(wrong)
    if not each:
        return
    least, worst = min(each, key=lambda pair: pair[0])
    more = f", and {len(each) - 1} more" if len(each) > 1 else ""
    what["value"] = what.get("value", "").format(abs(least))
    what.setdefault("object", f"{name_of(worst)}{more}")
    yield page.finding(rule, asked.severity, message, worst, **what)
