"""All that a page paints in one ink, written again without its colours: the plate that a foil or a varnish is made by.

The stream is copied with what it needs to stand where it stood (matrices, clips, text and its fonts); of what it paints,
only the fills, strokes, text and stencils in the ink at full are left, in whatever colour is in force where the copy is
drawn. Text that is not in the ink keeps its place and is not painted (Tr 3). A group `q … Q` that paints nothing is left
out whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from ..content.palette import Paint
from ..content.statements import name, statements

Colour = tuple[str, tuple[float, ...]]
"""The name of a spot ink or a device space, and the amounts."""

_CLOSE: Final = 1e-4
_DEVICE: Final = {b"g": "/DeviceGray", b"rg": "/DeviceRGB", b"k": "/DeviceCMYK"}
_FIRST: Final[Colour] = ("/DeviceGray", (0.0,))
_FILLS: Final = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKES: Final = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_ALONE: Final = {b"B": (b"f", b"S"), b"B*": (b"f*", b"S"), b"b": (b"f", b"s"), b"b*": (b"f*", b"s")}
"""What paints both → what paints the fill alone, the stroke alone."""
_SHOWS: Final = frozenset((b"Tj", b"TJ", b"'", b'"'))
_MARKED: Final = frozenset((b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"sh", b"d0", b"d1"))
"""Left out: nothing of it is paint in an ink at full."""


@dataclass(slots=True)
class _State:
    fill: Colour = _FIRST
    stroke: Colour = _FIRST
    mode: int = 0
    opaque: bool = True


@dataclass(slots=True)
class _Level:
    """What was written since a `q`."""

    out: list[bytes] = field(default_factory=list)
    paints: bool = False


def traced(pdf: pikepdf.Pdf, form: Any, paint: Paint) -> pikepdf.Stream | None:
    """A copy of a form with nothing but what it paints in an ink at full; none if it paints nothing in it."""
    return _Tracer(pdf, paint).form(form, _State())


class _Tracer:
    def __init__(self, pdf: pikepdf.Pdf, paint: Paint) -> None:
        self.pdf = pdf
        self.paint = paint

    def form(self, form: Any, state: _State) -> pikepdf.Stream | None:
        """The copy of a form that begins in this state."""
        resources = form.get("/Resources", Dictionary())
        stream = _Stream(self, resources, replace(state))
        data = stream.read(form.read_bytes())
        if data is None:
            return None
        made = self.pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=form.BBox)
        if "/Matrix" in form:
            made.Matrix = form.Matrix
        made.Resources = Dictionary(XObject=Dictionary(stream.drawn))
        if "/Font" in resources:
            made.Resources.Font = resources.Font
        return made

    def matches(self, colour: Colour) -> bool:
        """Whether a colour is the ink at full."""
        space, amounts = colour
        if self.paint.spot is not None:
            return space == self.paint.spot and len(amounts) == 1 and amounts[0] >= 1 - _CLOSE
        wanted = self.paint.process
        if space == "/DeviceGray" and len(amounts) == 1:
            amounts = (0.0, 0.0, 0.0, 1 - amounts[0])
        elif space != "/DeviceCMYK":
            return False
        return len(amounts) == len(wanted) and all(
            abs(one - other) < _CLOSE for one, other in zip(amounts, wanted, strict=True)
        )


class _Stream:
    """One content stream being copied."""

    def __init__(self, tracer: _Tracer, resources: Any, state: _State) -> None:
        self.tracer = tracer
        self.resources = resources
        self.state = state
        self.drawn: dict[str, Any] = {}
        self.levels = [_Level()]
        self.stack: list[_State] = []

    def read(self, data: bytes) -> bytes | None:
        """The copy; none if it paints nothing."""
        for operands, operator in statements(b"\n" + data):
            handler = _HANDLERS.get(operator)
            if handler is not None:
                handler(self, operands, operator)
            elif operator not in _MARKED:
                self.levels[-1].out.append(operands + operator)
        while len(self.levels) > 1:
            self.restore(b"", b"\nQ")
        level = self.levels[0]
        return b"".join(level.out).lstrip() + b"\n" if level.paints else None

    def save(self, operands: bytes, operator: bytes) -> None:
        """`q`."""
        self.stack.append(replace(self.state))
        self.levels.append(_Level([operands + operator]))

    def restore(self, operands: bytes, operator: bytes) -> None:
        """`Q`: what came since `q` is kept if it paints."""
        if not self.stack:
            return
        self.state = self.stack.pop()
        level = self.levels.pop()
        if level.paints:
            self.levels[-1].out += [*level.out, operands + operator]
            self.levels[-1].paints = True

    def device(self, operands: bytes, operator: bytes) -> None:
        """`g rg k G RG K`."""
        self._set((_DEVICE[operator.lower()], _numbers(operands)), operator.isupper())

    def choose(self, operands: bytes, operator: bytes) -> None:
        """`cs CS`: a space; of those that name inks only Separation can be one."""
        key = name(operands.strip())
        space = self.resources.get("/ColorSpace", Dictionary()).get(key, Name(key))
        spot = isinstance(space, pikepdf.Array) and len(space) == 4 and space[0] == Name.Separation
        first = (1.0,) if spot else (0.0,)
        self._set(
            (str(space[1])[1:] if spot else str(space) if isinstance(space, Name) else "", first), operator == b"CS"
        )

    def special(self, operands: bytes, operator: bytes) -> None:
        """`sc scn SC SCN`."""
        stroke = operator.isupper()
        space = (self.state.stroke if stroke else self.state.fill)[0]
        self._set(("", ()) if b"/" in operands else (space, _numbers(operands)), stroke)

    def parameters(self, operands: bytes, _operator: bytes) -> None:
        """`gs`: only whether what follows is opaque is of matter; the layer sets its own overprint."""
        entry = self.resources.get("/ExtGState", Dictionary()).get(name(operands.strip()), Dictionary())
        if "/SMask" in entry or "/ca" in entry or "/CA" in entry:
            masked = isinstance(entry.get("/SMask"), Dictionary)
            alpha = min(float(entry.get("/ca", 1)), float(entry.get("/CA", 1)))
            self.state.opaque = not masked and alpha >= 1 - _CLOSE

    def text_mode(self, operands: bytes, _operator: bytes) -> None:
        """`Tr`: written anew before what is shown."""
        self.state.mode = int(_numbers(operands)[0])

    def show(self, operands: bytes, operator: bytes) -> None:
        """Text, painted as far as it is in the ink."""
        state = self.state
        fills, strokes = state.mode % 4 in (0, 2) and self._fill, state.mode % 4 in (1, 2) and self._stroke
        mode = 4 * (state.mode // 4) + (2 if fills and strokes else 0 if fills else 1 if strokes else 3)
        self.levels[-1].out.append(b"\n%d Tr" % mode + operands + operator)
        self.levels[-1].paints |= bool(fills or strokes)

    def paint_path(self, operands: bytes, operator: bytes) -> None:
        """A path, painted as far as it is in the ink."""
        fills, strokes = operator in _FILLS and self._fill, operator in _STROKES and self._stroke
        if operator in _ALONE and fills != strokes:
            operator = _ALONE[operator][not fills]
        elif not fills and not strokes:
            operator = b"n"
        self.levels[-1].out.append((operands or b"\n") + operator)
        self.levels[-1].paints |= bool(fills or strokes)

    def draw(self, operands: bytes, operator: bytes) -> None:
        """`Do`: a form is copied in its turn, a stencil kept if it is in the ink, a picture left out."""
        key = name(operands.strip())
        found = self.resources.get("/XObject", Dictionary()).get(key)
        made = None
        if found is None or not self.state.opaque:
            return
        if found.get("/Subtype") == Name.Form:
            made = self.tracer.form(found, self.state)
        elif bool(found.get("/ImageMask", False)) and self._fill:
            made = found
        if made is not None:
            self.drawn[key] = made
            self.levels[-1].out.append(operands + operator)
            self.levels[-1].paints = True

    @property
    def _fill(self) -> bool:
        return self.state.opaque and self.tracer.matches(self.state.fill)

    @property
    def _stroke(self) -> bool:
        return self.state.opaque and self.tracer.matches(self.state.stroke)

    def _set(self, colour: Colour, stroke: bool) -> None:
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour


def _numbers(operands: bytes) -> tuple[float, ...]:
    return tuple(float(value) for value in operands.split())


_HANDLERS: Final[dict[bytes, Callable[[_Stream, bytes, bytes], None]]] = {
    **dict.fromkeys((b"g", b"rg", b"k", b"G", b"RG", b"K"), _Stream.device),
    **dict.fromkeys((b"cs", b"CS"), _Stream.choose),
    **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), _Stream.special),
    **dict.fromkeys(_SHOWS, _Stream.show),
    **dict.fromkeys((*_FILLS, *_STROKES), _Stream.paint_path),
    b"q": _Stream.save,
    b"Q": _Stream.restore,
    b"gs": _Stream.parameters,
    b"Tr": _Stream.text_mode,
    b"Do": _Stream.draw,
}
