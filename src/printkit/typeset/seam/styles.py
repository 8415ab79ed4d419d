"""The engine's own style sheet, its rules bound to where they can occur.

It has rules for `::marker` and five note pseudo-elements of every element; matched everywhere they would be
most of the cascade's work.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint import html as engine_html

own_stylesheets_before: Any = HTML._ua_stylesheets

_PSEUDO: Final = 3
"""Where an entry of a matcher names its pseudo-element."""
NOTES: Final = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
"""The pseudo-elements of notes."""


@cache
def _own_sheet() -> Any:
    """The engine's own style sheet, its rules for pseudo-elements of everything bound to where they can occur.

    Footnotes are what has the class `footnote`, list items are `<li>`: rules for every element would fill the
    cascade with six entries an element before any style is made.
    """
    sheet = copy(engine_html.UA_STYLESHEET)
    matcher = sheet.matcher = copy(sheet.matcher)
    bound = [entry for entry in matcher.other_selectors if entry[_PSEUDO] == "marker" or entry[_PSEUDO] in NOTES]
    assert len(bound) == 1 + len(NOTES), "the engine's style sheet has changed"
    matcher.other_selectors = [entry for entry in matcher.other_selectors if entry not in bound]
    names, classes = dict(matcher.lower_local_name_selectors), dict(matcher.class_selectors)
    for entry in bound:
        place, key = (names, "li") if entry[_PSEUDO] == "marker" else (classes, entry[_PSEUDO].partition("-")[0])
        place[key] = [*place.get(key, ()), entry]
    matcher.lower_local_name_selectors, matcher.class_selectors = names, classes
    sheet.printkit_own = True
    return sheet


def stylesheet(css: str, url_fetcher: Any, base_url: str) -> Any:
    """A style sheet of the engine that remembers its text."""
    sheet = CSS(string=css, url_fetcher=url_fetcher, base_url=base_url)
    sheet.printkit_text = css
    return sheet


def own_stylesheets(html: Any, forms: bool = False) -> list[Any]:
    """The style sheets of the engine itself."""
    if forms:
        return list(own_stylesheets_before(html, forms))
    return [_own_sheet()]
