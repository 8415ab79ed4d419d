"""HTML read by lexbor: the engine's own reader, in Python, takes a second for a book."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import weasyprint
from cssselect2 import ElementWrapper
from selectolax.lexbor import LexborHTMLParser, LexborNode

_FOREIGN: Final = {"svg": "{http://www.w3.org/2000/svg}", "math": "{http://www.w3.org/1998/Math/MathML}"}
_BACK: Final = frozenset({"foreignObject", "desc", "title"})
"""Elements of SVG whose content is HTML again."""
_PREFIXES: Final = {"xlink": "{http://www.w3.org/1999/xlink}", "xml": "{http://www.w3.org/XML/1998/namespace}"}


class Source(weasyprint.HTML):  # type: ignore[misc]
    """A document of the engine, made from HTML in memory. `base_url` is what its addresses are relative to."""

    def __init__(self, html: str, url_fetcher: Any, base_url: str) -> None:
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(read(html), content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def read(html: str) -> Element:
    """The tree of a document: HTML elements under their bare names, SVG ones in their namespace."""
    source = LexborHTMLParser(html).root
    assert source is not None
    root = Element("html", _attributes(source, ""))
    waiting = [(source, root, "")]
    while waiting:
        node, element, space = waiting.pop()
        last: Element | None = None
        child: LexborNode | None = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                text = child.text_content or ""
                if last is None:
                    element.text = (element.text or "") + text
                else:
                    last.tail = (last.tail or "") + text
            elif not tag.startswith(("-", "!")):
                inside = _FOREIGN.get(tag, space)
                last = SubElement(element, inside + tag, _attributes(child, inside))
                waiting.append((child, last, "" if tag in _BACK else inside))
            child = child.next
    return root


def _attributes(node: LexborNode, space: str) -> dict[str, str]:
    found = {name: value or "" for name, value in node.attributes.items()}
    if space:
        for name in [name for name in found if ":" in name]:
            prefix, _, local = name.partition(":")
            if prefix in _PREFIXES:
                found[_PREFIXES[prefix] + local] = found.pop(name)
    return found
