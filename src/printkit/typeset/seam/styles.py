"""Styles that nobody asks for are not made.

The engine's own style sheet has rules for `::marker` and five note pseudo-elements of every element, and
makes a style for each: six sevenths of all styles of a book, and a fifth of its memory.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint import html as engine_html
from weasyprint.css import StyleFor
from weasyprint.css.counters import CounterStyle

set_computed_styles_before: Any = StyleFor.set_computed_styles
own_stylesheets_before: Any = HTML._ua_stylesheets

_NOTES: Final = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})


def set_computed_styles(
    styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None,
    target_collector: Any = None,
) -> None:  # fmt: skip
    """Make the style of an element or pseudo-element, unless it can have no box."""
    if pseudo_type == "marker" or pseudo_type in _NOTES:
        own = styles.get_computed_styles()[element, None]
        if pseudo_type == "marker":
            needed = "list-item" in own["display"]
        else:
            needed = own["float"] == "footnote" or own["position"][0] == "note()"
        if not needed:
            return
    set_computed_styles_before(styles, element, parent, root, pseudo_type, base_url, target_collector)


@cache
def _own_sheet() -> Any:
    """The engine's own style sheet, its rules for pseudo-elements of everything bound to where they can occur.

    Footnotes are what has the class `footnote`, list items are `<li>`: rules for every element would fill the
    cascade with six entries an element before any style is made.
    """
    bound = re.sub(r"(?m)^::(footnote|note)-", r".\1::\1-", re.sub(r"(?m)^::marker", "li::marker", engine_html.UA))
    assert bound.count(".footnote::") == 2, "the engine's style sheet has changed"
    return CSS(string=bound, counter_style=CounterStyle())


def own_stylesheets(html: Any, forms: bool = False) -> list[Any]:
    """The style sheets of the engine itself."""
    if forms:
        return list(own_stylesheets_before(html, forms))
    return [_own_sheet()]
