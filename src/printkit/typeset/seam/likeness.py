"""Which elements match the same rules, told without matching them.

A rule of most style sheets asks for what an element is, for its ancestors, and at most for its nearest sibling:
elements of equal tags and attributes in equal places match alike. Where a sheet asks for more, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from weasyprint import html as engine_html

_WIDER: Final = re.compile(r"~(?!=)|:nth-|:has\(|:empty|-of-type|:only-|\+[^{},;]*\+")
"""Selectors that look further than the nearest siblings. `~` in a value or a comment is only a false alarm."""
_ATTRIBUTE: Final = re.compile(r"\[\s*([\w-]+)")
_FORMS: Final = frozenset({"select", "option", "optgroup", "textarea", "input", "button"})
"""For these the engine's own sheet looks wider."""
_ALWAYS: Final = ("class", "lang", "style", "href", "type", "width", "height")


def likeness(sheets: Iterable[Any]) -> Callable[[Any, int], Any]:
    """A function (element, number of its parent's kind) → a key, equal for elements that match the same rules.

    The key is None where that cannot be told: for sheets of unknown text, or whose selectors look wider.
    """
    texts, ids = [""], set[str]()
    for sheet in sheets:
        ids.update(sheet.matcher.id_selectors)
        if sheet is not engine_html.UA_STYLESHEET and not getattr(sheet, "printkit_own", False):
            texts.append(getattr(sheet, "printkit_text", "~"))
    whole = "\n".join(texts)
    if _WIDER.search(whole):
        return lambda _element, _parent: None
    names = tuple(dict.fromkeys((*_ALWAYS, *_ATTRIBUTE.findall(engine_html.UA), *_ATTRIBUTE.findall(whole))))

    def key(element: Any, parent: int) -> Any:
        etree, previous = element.etree_element, element.previous
        if etree.tag in _FORMS:
            return None
        get = etree.get
        own = get("id")
        before = previous.etree_element if previous is not None else None
        return (
            parent, etree.tag, tuple(map(get, names)), own if own in ids else None,
            len(element.etree_siblings) - element.index == 1,
            before is not None and (before.tag, tuple(map(before.get, names)), before.get("id") if ids else None),
        )  # fmt: skip

    return key
