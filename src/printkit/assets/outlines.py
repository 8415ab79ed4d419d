"""The outlines of a drawing: what a plain SVG draws, as paths of points in its own units, y down.

For shapes that are cut, foiled or varnished there are only outlines, filled or stroked: what else a drawing holds
(text, gradients, uses of symbols, clips) is refused with its line, for no one would see it missing. Colours do not
matter, but `none` and white: white would have to take away from what lies beneath.
SVG 2: 9.3 (path data), 8.5 (transform), 10 (basic shapes).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import tinycss2
from lxml import etree

from . import expansion, vector
from .fault import AssetFault
from .paths import Matrix, Outline, Segment, concatenated, ellipse, moved, path_data, rectangle

_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_TRANSFORM: Final = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_SIZE: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:px)?\s*")
_CLASS: Final = re.compile(r"\.([\w-]+)")
_SILENT: Final = frozenset({"title", "desc", "metadata", "style", "defs"})
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(100%,100%,100%)"})
_ALLOWED: Final = "draw it with outlines alone: paths, rectangles, circles, lines"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outlines of an SVG inside its view box: left, top, width, height."""

    outlines: tuple[Outline, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Style:
    fill: str = "black"
    rule: str = "nonzero"
    stroke: str = "none"
    width: float = 1.0
    shown: bool = True


def read_outlines(name: str, data: bytes) -> Drawing:
    """The outlines of the SVG `data`, which is called `name`. Raises `AssetFault` with the line in the file."""
    clean, width, height = vector.read(name, data, {})
    root = etree.fromstring(clean)
    reader = _Reader(name, _classes(name, root))
    outlines = tuple(
        outline for child in root for outline in reader.read(child, reader.style(root, _Style()), _IDENTITY)
    )
    if not outlines:
        raise AssetFault("svg-refused", f"`{name}` draws nothing", _ALLOWED)
    box = _NUMBER.findall(str(root.get("viewBox", "")))
    left, top = (float(box[0]), float(box[1])) if len(box) == 4 else (0.0, 0.0)
    return Drawing(outlines, (left, top, width, height))


class _Reader:
    def __init__(self, name: str, classes: Mapping[str, Mapping[str, str]]) -> None:
        self.name = name
        self.classes = classes

    def read(self, element: etree._Element, style: _Style, matrix: Matrix) -> Iterator[Outline]:
        """The outlines of an element and of what is in it; `style` and `matrix` are those around it."""
        tag = str(element.tag).removeprefix(_SVG)
        if tag in _SILENT:
            if tag == "defs" and any(str(inner.tag) != f"{_SVG}style" for inner in element):
                return  # nothing draws them: a use of them is refused
            return
        style = self.style(element, style)
        matrix = concatenated(self._transform(element), matrix)
        if not style.shown:
            return
        if tag == "g":
            for child in element:
                yield from self.read(child, style, matrix)
            return
        path = self._path(element, tag)
        filled = style.fill != "none" and tag != "line"
        stroked = style.stroke != "none" and style.width > 0
        for key, paints in (("fill", filled), ("stroke", stroked)):
            if paints and str(getattr(style, key)).replace(" ", "").lower() in _WHITE:
                raise self._fault(element, f"`<{tag}>` in white", "leave holes in the outline itself (fill-rule)")
        if path and (filled or stroked):
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            yield Outline(moved(path, matrix), style.rule if filled else "", style.width * scale if stroked else 0.0)

    def style(self, element: etree._Element, around: _Style) -> _Style:
        """The style of an element: its attributes, over these its classes, over these its `style`."""
        given = {str(key): str(value).strip() for key, value in element.attrib.items()}
        for each in given.get("class", "").split():
            given |= self.classes.get(each, {})
        given |= _declared(given.get("style", ""))
        for key in ("clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"):
            if given.get(key, "none") != "none":
                raise self._fault(element, f"`{key}`", _ALLOWED)
        for key in ("fill", "stroke"):
            if given.get(key, "").startswith("url"):
                raise self._fault(element, f"a {key} by a pattern or gradient", _ALLOWED)
        for key in ("opacity", "fill-opacity", "stroke-opacity"):
            if given.get(key, "1") not in ("1", "1.0", "100%"):
                raise self._fault(element, f"`{key}`", "a finish is there or not: make it opaque")
        if given.get("stroke-dasharray", "none") not in ("none", "0"):
            raise self._fault(
                element, "`stroke-dasharray`", "draw a whole line; the kind of the line says how it is cut"
            )
        style = replace(
            around,
            fill=given.get("fill", around.fill),
            rule=given.get("fill-rule", around.rule),
            stroke=given.get("stroke", around.stroke),
            shown=around.shown and given.get("display") != "none" and given.get("visibility") != "hidden",
        )
        return replace(style, width=self._size(element, "stroke-width", given)) if "stroke-width" in given else style

    def _path(self, element: etree._Element, tag: str) -> tuple[Segment, ...]:
        """The outline of a basic shape in its own space."""

        def size(key: str) -> float:
            return self._size(element, key)

        match tag:
            case "path":
                return self._data(element)
            case "rect":
                across = size("rx") if element.get("rx") else size("ry")
                down = size("ry") if element.get("ry") else across
                return rectangle(size("x"), size("y"), size("width"), size("height"), across, down)
            case "circle":
                return ellipse(size("cx"), size("cy"), size("r"), size("r"))
            case "ellipse":
                return ellipse(size("cx"), size("cy"), size("rx"), size("ry"))
            case "line":
                return ("m", (size("x1"), size("y1"))), ("l", (size("x2"), size("y2")))
            case "polyline" | "polygon":
                values = [float(number) for number in _NUMBER.findall(str(element.get("points", "")))]
                points = list(zip(values[::2], values[1::2], strict=False))
                closed: tuple[Segment, ...] = (("h", ()),) if tag == "polygon" and points else ()
                return (*(("l" if index else "m", point) for index, point in enumerate(points)), *closed)
        raise self._fault(element, f"`<{tag}>`", _ALLOWED)

    def _size(self, element: etree._Element, key: str, given: Mapping[str, str] | None = None) -> float:
        text = (given or element.attrib).get(key, "0")
        found = _SIZE.fullmatch(str(text))
        if found is None:
            raise self._fault(element, f"`{key}` of `{text}`", "write it as a plain number in the drawing's own unit")
        return float(found[1])

    def _transform(self, element: etree._Element) -> Matrix:
        text, matrix, done = str(element.get("transform", "")).strip(), _IDENTITY, 0
        while found := _TRANSFORM.match(text, done):
            values = [float(number) for number in _NUMBER.findall(found[2])]
            one = _matrix(found[1], values)
            if one is None:
                break
            matrix, done = concatenated(one, matrix), found.end()
        if text[done:].strip():
            raise self._fault(element, f"the transform `{text[done:][:40]}`", "write it as `matrix(a b c d e f)`")
        return matrix

    def _data(self, element: etree._Element) -> tuple[Segment, ...]:
        try:
            return path_data(str(element.get("d", "")))
        except ValueError as problem:
            raise self._fault(element, f"a path that cannot be read: {problem}", "export it again") from None

    def _fault(self, element: etree._Element, what: str, hint: str) -> AssetFault:
        line = expansion.line_of(element)
        return AssetFault("svg-refused", f"`{self.name}` is no outline: line {line} holds {what}", hint)


def _matrix(kind: str, values: list[float]) -> Matrix | None:
    """One step of a transform; none for a number of values that it cannot have."""
    match kind, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [angle, *centre] if len(centre) in (0, 2):
            x, y = centre or (0.0, 0.0)
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y
        case "skewX", [angle]:
            return 1, 0, math.tan(math.radians(angle)), 1, 0, 0
        case "skewY", [angle]:
            return 1, math.tan(math.radians(angle)), 0, 1, 0, 0
    return None


def _declared(css: str) -> dict[str, str]:
    return {
        each.lower_name: tinycss2.serialize(each.value).strip()
        for each in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration"
    }


def _classes(name: str, root: etree._Element) -> dict[str, dict[str, str]]:
    """What the style sheets of a drawing say of classes; drawing programs write nothing else."""
    found: dict[str, dict[str, str]] = {}
    for style in root.iter(f"{_SVG}style"):
        for rule in tinycss2.parse_stylesheet(style.text or "", skip_comments=True, skip_whitespace=True):
            selectors = [] if rule.type != "qualified-rule" else tinycss2.serialize(rule.prelude).split(",")
            for selector in selectors or [""]:
                named = _CLASS.fullmatch(selector.strip())
                if named is None:
                    line = expansion.line_of(style)
                    message = f"`{name}` is no outline: line {line} holds a style for `{selector.strip()[:40]}`"
                    raise AssetFault("svg-refused", message, "style the outlines one by one, or by class")
                found.setdefault(named[1], {}).update(_declared(tinycss2.serialize(rule.content)))
    return found
