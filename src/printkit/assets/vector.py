"""Drawings: SVG with an allow-list of elements, no scripts, no links out; ink names become colours.

What is checked is what is handed on: the tree is written anew after the check, so that nothing can mean
one thing here and another to the engine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from . import addresses, expansion
from .fault import AssetFault

MAX_BYTES: Final = 8_000_000
_DEEPEST: Final = 100
_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ALLOWED: Final = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "marker", "style",
    "metadata", "switch",
})  # fmt: skip
_INK: Final = re.compile(r"var\(\s*--ink-([a-z]+)\s*(?:,\s*([^()\n]*?)\s*)?\)")
_ENCODING: Final = re.compile(r"\s*<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)")
_DECLARED: Final = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX: Final = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_PLAIN: Final = "save it as plain SVG"


def read(name: str, data: bytes, inks: Mapping[str, str]) -> tuple[bytes, float, float]:
    """Check a drawing, put the inks in, and tell its size: (SVG text, width, height) in its own units.

    Raises `AssetFault` with the line in the file.
    """
    # Inks go in before the check: what comes of them is checked with the rest.
    text = _INK.sub(lambda found: _ink(name, found, inks), _text(name, data))
    if declared := _DECLARED.search(text):
        raise _refuse(name, text.count("\n", 0, declared.start()) + 1, "a DOCTYPE", _PLAIN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as problem:
        if "depth" in str(problem.msg):
            raise _too_deep(name, problem.lineno or 1) from None
        message = f"`{name}` is not SVG: line {problem.lineno}: {problem.msg}"
        raise AssetFault("broken-picture", message, "export the drawing again as plain SVG") from None
    if root.tag != f"{_SVG}svg":
        raise _refuse(name, 1, "no `<svg>` at its top", 'add xmlns="http://www.w3.org/2000/svg"')
    _clean(name, root, 1)
    width, height = _size(name, root)
    if heavy := expansion.heavy(root):
        raise _refuse(name, *heavy, "simplify the drawing, or save it as PNG")
    return etree.tostring(root, encoding="utf-8"), width, height


def _text(name: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise AssetFault("too-large", f"`{name}` has {len(data) / 1e6:.0f} MB of SVG", "simplify the drawing")
    if data.startswith(b"\x1f\x8b"):
        raise AssetFault("svg-refused", f"`{name}` is packed (SVGZ)", "unpack it, or save it as plain SVG")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    encoding = _ENCODING.match(text)
    if "\0" in text or (encoding and encoding[1].lower() not in ("utf-8", "us-ascii", "ascii")):
        raise AssetFault("svg-refused", f"`{name}` is not text in UTF-8", "save it as plain SVG in UTF-8")
    return text


def _clean(name: str, element: etree._Element, depth: int) -> None:
    """Refuse what may not be there; take away what nothing draws: the notes of drawing programs."""
    if depth > _DEEPEST:
        raise _too_deep(name, expansion.line_of(element))
    for key in list(element.attrib):
        attribute = str(key)
        if attribute.startswith("{") and attribute not in (*_HREFS, f"{_XML}space", f"{_XML}lang"):
            del element.attrib[attribute]
    _check(name, element)
    for child in list(element):
        tag = child.tag
        if not isinstance(tag, str):
            raise _refuse(name, expansion.line_of(child), "a processing instruction or entity", _PLAIN)
        foreign = tag.startswith("{") and not tag.startswith(_SVG)
        if foreign or tag == f"{_SVG}metadata":
            element.remove(child)
        else:
            _clean(name, child, depth + 1)


def _check(name: str, element: etree._Element) -> None:
    line = expansion.line_of(element)
    tag = str(element.tag)
    if not tag.startswith(_SVG):
        raise _refuse(name, line, f"`{tag}` outside the SVG namespace", 'add xmlns="http://www.w3.org/2000/svg"')
    local = tag.removeprefix(_SVG)
    if local not in _ALLOWED:
        raise _refuse(name, line, f"`<{local}>`", "remove it; photographs go into a figure of their own")
    if local == "style" and (found := _outside(element.text or "")):
        raise _refuse(name, line, f"a style that loads `{found[:60]}`", "remove it")
    for key, value in element.attrib.items():
        attribute, held = str(key), str(value)
        if attribute.lower().startswith("on"):
            raise _refuse(name, line, f"the script `{attribute}`", "remove it")
        if attribute in _HREFS and not held.startswith("#"):
            raise _refuse(name, line, f"a link to `{held[:60]}`", "a drawing may only use its own parts")
        if found := _outside(held):
            raise _refuse(name, line, f"`{attribute}` that loads `{found[:60]}`", "remove it")


def _outside(css: str) -> str | None:
    """The first address in a piece of CSS that does not lie in the drawing itself."""
    found = next((m.address for m in addresses.in_css(css) if not m.address.startswith("#")), None)
    return "@font-face" if found is None and "@font-face" in css.lower() else found


def _size(name: str, root: etree._Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
    given = [_pixels(str(root.get(key, ""))) for key in ("width", "height")]
    try:
        sizes = [float(part) for part in box][2:] if len(box) == 4 else given
    except ValueError:
        sizes = []
    sound = len(sizes) == 2 and all(math.isfinite(size) and 1e-3 <= size <= 1e6 for size in sizes)
    if not sound or not 1e-3 <= sizes[0] / sizes[1] <= 1e3:
        raise _refuse(name, expansion.line_of(root), "no usable size", 'write `viewBox="0 0 width height"`')
    if not all(0 < size <= 1e6 for size in given):
        # The engine would believe them.
        root.attrib.pop("width", "")
        root.attrib.pop("height", "")
    return sizes[0], sizes[1]


def _pixels(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PX[found[2] or "px"] if found else 0.0


def _ink(name: str, found: re.Match[str], inks: Mapping[str, str]) -> str:
    ink = found[1]
    if ink in inks:
        return inks[ink]
    if found[2]:
        return found[2]
    known = ", ".join(f"`{key}`" for key in inks)
    raise AssetFault("unknown-ink", f"`{name}` names the ink `{ink}`, which this layout has not", f"inks are {known}")


def _too_deep(name: str, line: int) -> AssetFault:
    return _refuse(name, line, f"groups inside groups, more than {_DEEPEST} deep", "ungroup the drawing")


def _refuse(name: str, line: int, what: str, hint: str) -> AssetFault:
    return AssetFault("svg-refused", f"`{name}` is refused: line {line} holds {what}", hint)
