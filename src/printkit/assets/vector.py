"""Drawings: SVG with an allow-list of elements, no scripts, no links out; ink names become colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from .fault import AssetFault

MAX_BYTES: Final = 8_000_000
_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_ALLOWED: Final = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "marker", "style",
    "metadata", "switch",
})  # fmt: skip
_INK: Final = re.compile(rb"var\(\s*--ink-([a-z]+)\s*(?:,\s*([^()]*?)\s*)?\)")
_OUT: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


def read(name: str, data: bytes, inks: Mapping[str, str]) -> tuple[bytes, float, float]:
    """Check a drawing, put the inks in, and tell its size: (SVG text, width, height) in its own units.

    Raises `AssetFault` with the line in the file.
    """
    if len(data) > MAX_BYTES:
        raise AssetFault("too-large", f"`{name}` has {len(data) / 1e6:.0f} MB of SVG", "simplify the drawing")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        line = data[: data.find(b"<!")].count(b"\n") + 1
        raise _refuse(name, line, "a DOCTYPE", "save it as plain SVG")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        message = f"`{name}` is not SVG: line {problem.lineno}: {problem.msg}"
        raise AssetFault("broken-picture", message, "export the drawing again as plain SVG") from None
    for element in root.iter():
        _check(name, element)
    width, height = _size(name, root)
    return _INK.sub(lambda found: _ink(name, found, inks), data), width, height


def _check(name: str, element: etree._Element) -> None:
    line = element.sourceline or 1
    tag = element.tag
    if tag is etree.Comment:
        return
    if not isinstance(tag, str):
        raise _refuse(name, line, "a processing instruction", "save it as plain SVG")
    if not tag.startswith(_SVG):
        if tag.startswith("{"):
            return  # notes of a drawing program; nothing draws them
        raise _refuse(name, line, f"`{tag}` outside the SVG namespace", 'add xmlns="http://www.w3.org/2000/svg"')
    local = tag.removeprefix(_SVG)
    if local not in _ALLOWED:
        raise _refuse(name, line, f"`<{local}>`", "remove it; photographs go into a figure of their own")
    if local == "style" and _OUT.search(element.text or ""):
        raise _refuse(name, line, "a style that loads something", "remove it")
    for key, value in element.attrib.items():
        attribute = str(key)
        if attribute.lower().startswith("on"):
            raise _refuse(name, line, f"the script `{attribute}`", "remove it")
        if attribute in ("href", _XLINK_HREF) and not str(value).startswith("#"):
            raise _refuse(name, line, f"a link to `{str(value)[:40]}`", "a drawing may only use its own parts")
        if _OUT.search(str(value)):
            raise _refuse(name, line, f"`{attribute}` that loads something", "remove it")


def _size(name: str, root: etree._Element) -> tuple[float, float]:
    if root.tag != f"{_SVG}svg":
        raise _refuse(name, 1, "no `<svg>` at its top", 'add xmlns="http://www.w3.org/2000/svg"')
    box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
    try:
        sizes = [float(part) for part in box[2:4]] if len(box) == 4 else [_number(root.get(k)) for k in ("width", "height")]
    except ValueError:
        sizes = []
    if len(sizes) != 2 or min(sizes) <= 0:
        raise _refuse(name, root.sourceline or 1, "no size", 'add `viewBox="0 0 width height"`')
    return sizes[0], sizes[1]


def _number(text: str | bytes | None) -> float:
    found = re.match(r"\s*([\d.]+)", str(text or ""))
    return float(found[1]) if found else 0.0


def _ink(name: str, found: re.Match[bytes], inks: Mapping[str, str]) -> bytes:
    ink = found[1].decode()
    if ink in inks:
        return inks[ink].encode()
    if found[2]:
        return found[2]
    known = ", ".join(f"`{key}`" for key in inks)
    raise AssetFault("unknown-ink", f"`{name}` names the ink `{ink}`, which this layout has not", f"inks are {known}")


def _refuse(name: str, line: int, what: str, hint: str) -> AssetFault:
    return AssetFault("svg-refused", f"`{name}` is refused: line {line} holds {what}", hint)
