"""HTML from anywhere → the harmless part of it, as a tree; and what had to go, as warnings (T16, T20).

Nothing here fetches anything. nh3 keeps what the lists name and drops the rest; before it a streaming
pass counts depth, since nh3 takes quadratic time in it, and notes what nh3 drops without a word.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from typing import Any, Final, cast

import nh3
from lxml import etree
from lxml import html as lxml_html

from ..diagnostics import Diagnostic, PrintkitError, error, warning

MAX_DEPTH: Final = 200
"""Levels of a page. WeChat pages, nested as they are, have 20 to 60."""
_MAX_RAW_DEPTH: Final = 1500

_TEXT: Final = frozenset({
    "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "br",
    "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "i", "img", "ins", "kbd", "label", "legend", "li", "main", "mark", "meta", "nav", "ol", "p", "picture", "pre", "q",
    "rb", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
LOST: Final[dict[str, str]] = {
    "iframe": "frame", "video": "video", "audio": "audio", "embed": "embedded object", "object": "embedded object",
    "canvas": "drawing", "map": "image map", "math": "formula", "input": "form", "select": "form", "textarea": "form",
    "mpvideo": "video", "mp-common-videosnap": "video", "mpvoice": "audio", "mp-common-mpaudio": "audio",
    "qqmusic": "audio", "mp-miniprogram": "mini program", "mp-common-product": "shop card", "mpvote": "vote",
    "mp-common-poi": "map", "mp-common-profile": "account card",
}  # fmt: skip
"""What paper cannot hold, and how to call it. Kept as an empty element, to mark its place."""

_STYLES: Final = {"text-align", "font-weight", "font-style", "display", "mso-list"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"id", "class", "style", "align", "hidden"},
    "a": {"href", "name"},
    "img": {"src", "data-src", "data-original", "alt", "width", "height", "data-w"},
    "meta": {"property", "name", "content"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "input": {"type"},
    **{tag: {"src", "data-src"} for tag in ("iframe", "video", "audio", "embed")},
    "object": {"data"},
}
_ADDRESSES: Final = {"http", "https", "mailto", "tel", "data", "picked"}
"""`picked:` names a picture that the docx reader took out; `data:` is dropped again outside of pictures."""
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*>")
_VOID: Final = frozenset({"br", "col", "embed", "hr", "img", "input", "meta", "wbr"})
_ACTIVE: Final = {"script": "script", "base": "base address", "applet": "applet", "link": "linked file"}


class _Survey:
    """A parser target: depth, and what will be dropped without a trace."""

    def __init__(self) -> None:
        self.depth = self.deepest = 0
        self.dropped: Counter[str] = Counter()
        self.links: list[str] = []
        self.pictures = 0

    def start(self, tag: str, attributes: Any) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if tag in _ACTIVE:
            self.dropped[_ACTIVE[tag]] += 1
        for name, value in attributes.items():
            lower = value.strip().lower()
            if name.startswith("on"):
                self.dropped["event handler"] += 1
            elif name == "style" and "url(" in lower:
                self.pictures += 1
            elif name == "http-equiv" and lower == "refresh":
                self.dropped["redirection"] += 1
            elif name == "href" and tag == "a" and _scheme(lower) not in ("", "http", "https", "mailto", "tel"):
                self.links.append(value.strip())

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def data(self, _text: str) -> None:
        """Text does not matter here."""

    def close(self) -> None:
        """Nothing is left open."""


def _scheme(address: str) -> str:
    """The scheme of an address, control characters that browsers skip taken out."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", address))
    return found[1] if found else ""


def harmless(markup: str) -> tuple[Any, list[Diagnostic]]:
    """The tree of the harmless part of `markup`, in one `<div>`, and warnings. Raises `PrintkitError`."""
    survey = _Survey()
    if markup.strip():
        listener = etree.HTMLParser(target=cast("Any", survey), huge_tree=True, no_network=True, encoding="utf-8")
        with contextlib.suppress(etree.XMLSyntaxError):
            etree.fromstring(markup.encode("utf-8", "replace"), listener)
    if survey.deepest > _MAX_RAW_DEPTH:
        raise _too_deep()
    clean = nh3.clean(
        markup,
        tags=_TEXT | LOST.keys() | {"svg", "image"},
        clean_content_tags={"script", "style", "template", "noembed", "noframes"},
        attributes={key: set(value) for key, value in _ATTRIBUTES.items()},
        attribute_filter=_filter,
        url_schemes=_ADDRESSES,
        filter_style_properties=_STYLES,
        link_rel=None,
    )
    if _depth(clean) > MAX_DEPTH:
        raise _too_deep()
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    root = lxml_html.fragment_fromstring(f"<div>{clean}</div>".encode("utf-8", "replace"), parser=parser)
    return root, list(_warn(survey))


def _filter(tag: str, name: str, value: str) -> str | None:
    if name in ("href", "src") and _scheme(value.lower()) == "data" and tag != "img":
        return None
    return value


def _depth(clean: str) -> int:
    """The depth of nh3's output, which is balanced."""
    depth = deepest = 0
    for found in _TAG.finditer(clean):
        if found[2] not in _VOID:
            depth += -1 if found[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _too_deep() -> PrintkitError:
    message = f"the page is nested deeper than {MAX_DEPTH} levels"
    return PrintkitError([error("too-deep", message, hint="copy the text into a plain file")], exit_code=3)


def _warn(survey: _Survey) -> list[Diagnostic]:
    found = []
    harmful = {name: count for name, count in survey.dropped.items() if name not in ("linked file", "script")}
    if survey.dropped["script"] or harmful:
        names = ", ".join(sorted({*harmful, *(["script"] if survey.dropped["script"] else [])}))
        found.append(warning("active-content", f"active parts of the page were left out: {names}"))
    for address in survey.links[:20]:
        message = f"the link to `{address[:60]}` was dropped, its words kept"
        found.append(warning("link-refused", message, hint="link to http://, https://, mailto: or tel:"))
    if survey.pictures:
        message = f"{survey.pictures} background picture(s) of the page were left out"
        found.append(warning("background-picture", message, hint="if one belongs to the text, add it as a figure"))
    return found
