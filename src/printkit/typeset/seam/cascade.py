"""Styles once for all elements that look alike, and none that nobody asks for.

The engine shares a style between elements of one parent style and the same rules, but not where an element
has `lang`, `style` or `id`, and so not below them either: in a report that is everywhere. Here equal
attributes count as equal, and an element with an `id` has the style of its like, its anchor put over it.
The engine also makes a style for each page and its margin boxes; ours are made once for pages of the same rules.
"""

from __future__ import annotations

from math import inf
from typing import Any, Final

import tinycss2
from weasyprint import css as engine_css
from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.css.tokens import get_length
from weasyprint.css.validation import preprocess_declarations
from weasyprint.layout import page as engine_page

from .likeness import likeness
from .styles import NOTES

init_before: Any = StyleFor.__init__
page_styles_before: Any = engine_page.set_page_type_computed_styles

_SVG: Final = "{http://www.w3.org/2000/svg}svg"
_Cascaded = dict[str, tuple[Any, Any]]
_Made = dict[str | None, Any]
"""The styles of an element and of its pseudo-elements, by their names."""


class AnchoredStyle(ComputedStyle):  # type: ignore[misc]
    """The style of an element with an anchor: that of its like, `base`, in all else."""

    def __init__(self, base: Any, anchor: str) -> None:
        self.__dict__.update(base.__dict__)
        self.__dict__.pop("anonymous_style", None)
        self.base = base
        self["anchor"] = anchor

    @property
    def anonymous_style(self) -> Any:
        """The style of text in the element: an anchor is not inherited."""
        return self.base.anonymous_style

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.base[key]
        return value

    def copy(self) -> Any:
        """A style of its own, as the engine's `copy` gives it."""
        copy = self.base.copy()
        copy.update(self)
        return copy


def base_of(style: Any) -> Any:
    """The style that elements which look alike have in common."""
    return style.base if isinstance(style, AnchoredStyle) else style


def init(
    styles: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """Style the elements of a document. As the engine's own constructor, presentational hints left out."""
    assert not presentational_hints, "our documents have no presentational attributes"
    styles._cascaded_styles = {}
    computed: dict[Any, Any] = {}
    styles._computed_styles = computed
    styles.initial_page_sizes = {"box": None, "area": None}
    styles._sheets = sheets
    styles.font_config = font_config
    styles.printkit_pages = {}
    _Cascade(styles, html, sheets, target_collector).run(html.wrapper_element)


class _Cascade:
    def __init__(self, styles: Any, html: Any, sheets: Any, target_collector: Any) -> None:
        self.styles, self.html, self.sheets, self.target_collector = styles, html, sheets, target_collector
        self.made: dict[Any, _Made] = {}
        self.initial = engine_css.InitialStyle(styles.font_config)

    def run(self, wrapper: Any) -> None:
        """Style every element, in tree order: what is inherited is there before who inherits."""
        computed, root = self.styles._computed_styles, None
        alike = likeness(sheet for sheet, *_ in self.sheets)
        seen: dict[Any, tuple[int, _Made]] = {}
        places: dict[Any, int] = {None: -1}
        for element in wrapper.iter_subtree():
            etree, above = element.etree_element, element.parent
            parent = base_of(computed[above.etree_element, None]) if above else None
            key = alike(element, places[above.etree_element if above else None])
            known = seen.get(key) if key is not None else None
            if known is None:
                known = len(places), self._styles_of(element, parent, root)
                if key is not None:
                    seen[key] = known
            places[etree], made = known
            root = root or made[None]
            for pseudo, style in made.items():
                computed[etree, pseudo] = style
            if anchor := etree.get("id") or (etree.tag == "a" and etree.get("name")):
                computed[etree, None] = AnchoredStyle(made[None], anchor)
                if self.target_collector:
                    self.target_collector.collect_anchor(anchor)

    def _styles_of(self, element: Any, parent: Any, root: Any) -> _Made:
        attributes = self._attribute_texts(element.etree_element)
        matched = [(sheet, origin, level, sheet.matcher.match(element)) for sheet, origin, level in self.sheets]
        key = (id(parent), attributes, *(id(rule[3]) for *_, rules in matched for rule in rules))
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self._make(parent, root, attributes, matched)
        return made

    def _attribute_texts(self, element: Any) -> tuple[str | None, ...]:
        get = element.get
        if element.tag == _SVG:
            return get("style"), get("lang"), get("width"), get("height")
        return get("style"), get("lang")

    def _make(self, parent: Any, root: Any, attributes: tuple[str | None, ...], matched: Any) -> _Made:
        """The styles of an element and of those of its pseudo-elements that can have a box."""
        cascaded: dict[str | None, _Cascaded] = {None: {}}
        for name, values, importance, specificity in self._declared(attributes):
            _put(cascaded[None], name, values, "author", importance, inf, specificity)
        for sheet, origin, level, rules in matched:
            for specificity, _order, pseudo, (declarations, layer) in rules:
                order = inf if layer is None else sheet.layers.index(layer)
                into = cascaded.setdefault(pseudo, {})
                for name, values, importance in declarations:
                    _put(into, name, values, origin, importance, order, level or specificity)
        own = self._style(cascaded.pop(None), None, parent, root)
        made: _Made = {None: own}
        for pseudo, rules in cascaded.items():
            if _needed(pseudo, own):
                made[pseudo] = self._style(rules, pseudo, own, root or own)
        return made

    def _style(self, cascaded: _Cascaded, pseudo: str | None, parent: Any, root: Any) -> Any:
        styles = self.styles
        return ComputedStyle(
            parent, cascaded, pseudo, root or self.initial, self.html.base_url, styles.font_config,
            styles.initial_page_sizes,
        )  # fmt: skip

    def _declared(self, attributes: tuple[str | None, ...]) -> list[tuple[str, Any, bool, Any]]:
        """What the attributes of an element declare: (name, values, importance, specificity)."""
        style, lang, *size = attributes
        found = [(*d, (1, 0, 0)) for d in _declarations(style or "", self.html.base_url)]
        hints = [f'-weasy-lang:"{lang}"'] if lang else []
        for name, length in zip(("width", "height"), size, strict=False):
            if length and get_length(tinycss2.parse_one_component_value(length), percentage=True):
                hints.append(f"{name}:{length}")
        return found + [(*d, (0, 0, 0)) for hint in hints for d in _declarations(hint, self.html.base_url)]


def _declarations(text: str, base_url: str) -> list[tuple[str, Any, bool]]:
    return list(preprocess_declarations(base_url, tinycss2.parse_blocks_contents(text))) if text else []


def _put(
    into: _Cascaded, name: str, values: Any, origin: str, importance: bool, order: float, specificity: Any
) -> None:
    weight = (engine_css.declaration_precedence(origin, importance), order, specificity)
    old = into.get(name)
    if old is None or old[1] is None or old[1] <= weight:
        into[name] = values, weight


def _needed(pseudo: str | None, own: Any) -> bool:
    """Whether a pseudo-element can have a box: the engine's own sheet has rules for six of every element."""
    if pseudo == "marker":
        return "list-item" in own["display"]
    if pseudo in NOTES:
        return bool(own["float"] == "footnote" or own["position"][0] == "note()")
    return True


def page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """The styles of a page and its margin boxes, one set for all pages that the same rules match."""
    computed = style_for._computed_styles
    if (page_type, None) in computed:
        return
    matched = [
        (selector[1], id(declarations))
        for sheet, *_ in style_for._sheets
        for _rule, selectors, declarations in sheet.page_rules
        for selector in selectors
        if style_for._page_type_match(selector[2], page_type)
    ]
    key = tuple(matched)
    known = style_for.printkit_pages.get(key)
    if known is None:
        page_styles_before(page_type, html, style_for)
        known = {pseudo: computed[page_type, pseudo] for pseudo in {None, *(p for p, _ in matched)}}
        style_for.printkit_pages[key] = known
        style_for._cascaded_styles.clear()
    for pseudo, style in known.items():
        computed[page_type, pseudo] = style
