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

Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[str, tuple[float, ...]]
"""`m` and `l` with a point, `c` with three, `h` (close) with none, as PDF has them."""

_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_PATH: Final = re.compile(rf"\s*,?\s*([MmZzLlHhVvCcSsQqTtAa]|{_NUMBER.pattern})")
_FLAG: Final = re.compile(r"\s*,?\s*([01])")
_TRANSFORM: Final = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_SIZE: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:px)?\s*")
_CLASS: Final = re.compile(r"\.([\w-]+)")
_SILENT: Final = frozenset({"title", "desc", "metadata", "style", "defs"})
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(100%,100%,100%)"})
_ARC: Final = 0.5522847498307936
"""Of the radius: the handles of a quarter of a circle."""
_ALLOWED: Final = "draw it with outlines alone: paths, rectangles, circles, lines"


@dataclass(frozen=True, slots=True)
class Outline:
    """One path. `fill` is empty, `nonzero` or `evenodd`; `stroke` is the width of its line, 0 for none."""

    path: tuple[Segment, ...]
    fill: str
    stroke: float


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
    outlines = tuple(outline for child in root for outline in reader.read(child, reader.style(root, _Style()), _IDENTITY))
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
            raise self._fault(element, "`stroke-dasharray`", "draw a whole line; the kind of the line says how it is cut")
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
        size = lambda key: self._size(element, key)  # noqa: E731 -- six of them follow
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
            return tuple(_Pen(str(element.get("d", ""))).draw())
        except ValueError as problem:
            raise self._fault(element, f"a path that cannot be read: {problem}", "export it again") from None

    def _fault(self, element: etree._Element, what: str, hint: str) -> AssetFault:
        line = expansion.line_of(element)
        return AssetFault("svg-refused", f"`{self.name}` is no outline: line {line} holds {what}", hint)


class _Pen:
    """Path data read from left to right. Raises `ValueError`."""

    def __init__(self, data: str) -> None:
        self.data, self.place = data, 0
        self.x = self.y = self.first_x = self.first_y = 0.0
        self.handle: tuple[str, float, float] = ("", 0.0, 0.0)
        """The kind of curve before, and its last handle."""

    def draw(self) -> Iterator[Segment]:
        """The segments; curves of every kind become cubic ones."""
        command = ""
        while found := _PATH.match(self.data, self.place):
            if found[1].isalpha():
                command, self.place = found[1], found.end()
            elif command in ("", "Z", "z"):
                raise ValueError(f"numbers without a command at `{self.data[self.place:][:20]}`")
            before = self.handle
            self.handle = ("", 0.0, 0.0)
            yield from self._step(command, before)
            command = {"M": "L", "m": "l"}.get(command, command)
        if self.data[self.place :].strip():
            raise ValueError(f"`{self.data[self.place:].strip()[:20]}`")

    def _step(self, command: str, before: tuple[str, float, float]) -> Iterator[Segment]:
        kind, x0, y0 = command.upper(), self.x, self.y
        dx, dy = (x0, y0) if command.islower() else (0.0, 0.0)
        match kind:
            case "Z":
                self.x, self.y = self.first_x, self.first_y
                yield "h", ()
            case "M" | "L":
                self._to(self._number() + dx, self._number() + dy)
                if kind == "M":
                    self.first_x, self.first_y = self.x, self.y
                yield kind.lower(), (self.x, self.y)
            case "H":
                self._to(self._number() + dx, y0)
                yield "l", (self.x, self.y)
            case "V":
                self._to(x0, self._number() + dy)
                yield "l", (self.x, self.y)
            case "C" | "S":
                mirrored = (2 * x0 - before[1], 2 * y0 - before[2]) if before[0] == "C" else (x0, y0)
                start = (self._number() + dx, self._number() + dy) if kind == "C" else mirrored
                end = (self._number() + dx, self._number() + dy)
                self._to(self._number() + dx, self._number() + dy)
                self.handle = ("C", *end)
                yield "c", (*start, *end, self.x, self.y)
            case "Q" | "T":
                mirrored = (2 * x0 - before[1], 2 * y0 - before[2]) if before[0] == "Q" else (x0, y0)
                hx, hy = (self._number() + dx, self._number() + dy) if kind == "Q" else mirrored
                self._to(self._number() + dx, self._number() + dy)
                self.handle = ("Q", hx, hy)
                x, y = self.x, self.y
                yield "c", (x0 + 2 / 3 * (hx - x0), y0 + 2 / 3 * (hy - y0), x + 2 / 3 * (hx - x), y + 2 / 3 * (hy - y), x, y)
            case _:
                radii, turned = (abs(self._number()), abs(self._number())), self._number()
                large, sweep = self._flag(), self._flag()
                self._to(self._number() + dx, self._number() + dy)
                yield from _arc((x0, y0), (self.x, self.y), radii, turned, large, sweep)

    def _to(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def _number(self) -> float:
        found = _PATH.match(self.data, self.place)
        if found is None or found[1].isalpha():
            raise ValueError(f"a number is missing at `{self.data[self.place:][:20]}`")
        self.place = found.end()
        return float(found[1])

    def _flag(self) -> bool:
        found = _FLAG.match(self.data, self.place)
        if found is None:
            raise ValueError(f"a flag is missing at `{self.data[self.place:][:20]}`")
        self.place = found.end()
        return found[1] == "1"


def _arc(
    start: tuple[float, float], end: tuple[float, float], radii: tuple[float, float], turned: float, large: bool, sweep: bool
) -> Iterator[Segment]:
    """An elliptical arc as curves of at most a quarter (SVG 2, appendix B.2.4)."""
    (x0, y0), (x1, y1), (rx, ry) = start, end, radii
    if start == end:
        return
    if rx == 0 or ry == 0:
        yield "l", end
        return
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    px, py = cos * (x0 - x1) / 2 + sin * (y0 - y1) / 2, cos * (y0 - y1) / 2 - sin * (x0 - x1) / 2
    grown = math.sqrt((px / rx) ** 2 + (py / ry) ** 2)
    if grown > 1:
        rx, ry = rx * grown, ry * grown
    left = max(0.0, (rx * ry) ** 2 / ((rx * py) ** 2 + (ry * px) ** 2) - 1)
    factor = math.sqrt(left) * (1 if large != sweep else -1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * math.tan(step / 4)
    place = (cos * rx, sin * rx, -sin * ry, cos * ry, cos * qx - sin * qy + (x0 + x1) / 2, sin * qx + cos * qy + (y0 + y1) / 2)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        curve = (
            math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a),
            math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b), math.cos(b), math.sin(b),
        )  # fmt: skip
        yield moved((("c", curve),), place)[0]


def rectangle(x: float, y: float, width: float, height: float, across: float = 0, down: float = 0) -> tuple[Segment, ...]:
    """A rectangle from its corner of the least x and y, its corners rounded by `across` and `down`; empty without area."""
    if width <= 0 or height <= 0:
        return ()
    rx, ry = min(across, width / 2), min(down, height / 2)
    right, end = x + width, y + height
    if rx <= 0 or ry <= 0:
        return ("m", (x, y)), ("l", (right, y)), ("l", (right, end)), ("l", (x, end)), ("h", ())
    kx, ky = rx * (1 - _ARC), ry * (1 - _ARC)
    return (
        ("m", (x + rx, y)),
        ("l", (right - rx, y)), ("c", (right - kx, y, right, y + ky, right, y + ry)),
        ("l", (right, end - ry)), ("c", (right, end - ky, right - kx, end, right - rx, end)),
        ("l", (x + rx, end)), ("c", (x + kx, end, x, end - ky, x, end - ry)),
        ("l", (x, y + ry)), ("c", (x, y + ky, x + kx, y, x + rx, y)),
        ("h", ()),
    )  # fmt: skip


def ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """An ellipse around a point, in four curves; empty without area."""
    return rectangle(x - rx, y - ry, 2 * rx, 2 * ry, rx, ry)


def moved(path: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
    """A path with every point put through a matrix."""
    a, b, c, d, e, f = matrix
    return tuple(
        (
            step,
            tuple(
                value
                for x, y in zip(points[::2], points[1::2], strict=True)
                for value in (a * x + c * y + e, b * x + d * y + f)
            ),
        )
        for step, points in path
    )


def concatenated(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does and then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


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
