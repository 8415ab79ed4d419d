"""What a page paints in one ink at full, finished in its own place: as foil instead of the ink, or varnished over it.

The streams are copied with another colour wherever text, a path or a stencil is painted in the ink; so what lies over it
on the page still covers it, and no text stands there twice. Ink at half, in gradients, pictures or see-through is left as
it is: a finish is there or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from ..content.palette import Paint
from ..content.statements import Statement, name, statements

_CLOSE: Final = 1e-4
_DEVICE: Final = {b"g": "/DeviceGray", b"rg": "/DeviceRGB", b"k": "/DeviceCMYK"}
_FILLS: Final = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKES: Final = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_STEPS: Final = frozenset((b"m", b"l", b"c", b"v", b"y", b"h", b"re"))
_KNOCK: Final = b"/FinishKnock gs"


@dataclass(frozen=True, slots=True)
class Brush:
    """How the ink is painted instead: a colour space and its amounts, as operands.

    With a `layer` it is a finish alone, on that layer of optional content; `over` sets overprint for it, `knock` takes
    overprint back. `key` begins the names of all these in resources.
    """

    key: str
    space: Any
    amounts: bytes
    over: Any = None
    knock: Any = None
    layer: Any = None


def finished(pdf: pikepdf.Pdf, form: Any, paint: Paint, brush: Brush) -> pikepdf.Stream | None:
    """A copy of a form with the brush in the place of the ink; none if it paints nothing in it."""
    return _Copies(pdf, paint, brush).form(form)


@dataclass(slots=True)
class _Colour:
    """A colour of the state: the space and amounts, how it was set, and whether the brush is in force instead."""

    space: str = ""
    amounts: tuple[float, ...] = ()
    chosen: bytes = b""
    """The operators that set the space and the colour."""
    brushed: bool = False


@dataclass(slots=True)
class _State:
    fill: _Colour = field(default_factory=_Colour)
    stroke: _Colour = field(default_factory=_Colour)
    mode: int = 0
    opaque: bool = True
    over: bytes = _KNOCK
    """The operator that last set overprint."""

    def copy(self) -> _State:
        return replace(self, fill=replace(self.fill), stroke=replace(self.stroke))


class _Copies:
    """The copies of the forms of one page."""

    def __init__(self, pdf: pikepdf.Pdf, paint: Paint, brush: Brush) -> None:
        self.pdf = pdf
        self.brush = brush
        self._paint = paint
        self._made: dict[object, pikepdf.Stream | None] = {}

    def form(self, form: Any) -> pikepdf.Stream | None:
        """See `finished`."""
        if form.objgen not in self._made:
            self._made[form.objgen] = None  # a form that draws itself draws nothing
            self._made[form.objgen] = self._copy(form)
        return self._made[form.objgen]

    def matches(self, colour: _Colour) -> bool:
        """Whether a colour is the ink at full."""
        amounts, wanted = colour.amounts, self._paint.process
        if self._paint.spot is not None:
            return colour.space == f"spot {self._paint.spot}" and amounts == (1.0,)
        if colour.space == "/DeviceGray" and len(amounts) == 1:
            amounts = (0.0, 0.0, 0.0, 1 - amounts[0])
        elif colour.space != "/DeviceCMYK":
            return False
        return len(amounts) == len(wanted) and all(
            abs(one - other) < _CLOSE for one, other in zip(amounts, wanted, strict=True)
        )

    def _copy(self, form: Any) -> pikepdf.Stream | None:
        resources = form.get("/Resources", Dictionary())
        stream = _Stream(self, resources)
        data = stream.read(form.read_bytes())
        if not stream.brushed and not stream.exchanged:
            return None
        made = self.pdf.make_stream(data)
        for key, value in form.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                made[key] = value
        made.Resources = Dictionary(dict(resources.items()))
        brush = self.brush
        for kind, key, value in (
            ("/ColorSpace", brush.key, brush.space),
            ("/ExtGState", f"{brush.key}Over", brush.over),
            ("/ExtGState", _KNOCK.decode().split()[0], brush.knock),
            ("/Properties", brush.key, brush.layer),
            *(("/XObject", key, value) for key, value in stream.exchanged.items()),
        ):
            if value is not None:
                made.Resources[kind] = Dictionary({**dict(resources_of(made, kind).items()), key: value})
        return made


def resources_of(form: Any, kind: str) -> Any:
    """The resources of a kind; empty where there are none."""
    return form.Resources.get(kind, Dictionary())


class _Stream:
    """One content stream being copied. The colours that a form begins with are not known, and never the ink."""

    def __init__(self, copies: _Copies, resources: Any) -> None:
        self.copies = copies
        self.resources = resources
        self.state = _State()
        self.stack: list[_State] = []
        self.out: list[bytes] = []
        self.begun: int | None = None
        """Where in `out` the path begins."""
        self.brushed = False
        self.exchanged: dict[str, Any] = {}

    def read(self, data: bytes) -> bytes:
        """The copy."""
        for statement in statements(b"\n" + data):
            operands, operator = statement
            if operator in _STEPS and self.begun is None:
                self.begun = len(self.out)
            handler = _HANDLERS.get(operator)
            if handler is None or not handler(self, statement):
                self.out.append(operands + operator)
        return b"".join(self.out).lstrip() + b"\n"

    def save(self, _statement: Statement) -> bool:
        """`q`."""
        self.stack.append(self.state.copy())
        return False

    def restore(self, _statement: Statement) -> bool:
        """`Q`."""
        if self.stack:
            self.state = self.stack.pop()
        return False

    def device(self, statement: Statement) -> bool:
        """`g rg k G RG K`."""
        operands, operator = statement
        colour = _Colour(_DEVICE[operator.lower()], _numbers(operands), b"\n" + operands.strip() + b" " + operator)
        self._set(colour, operator.isupper())
        return False

    def choose(self, statement: Statement) -> bool:
        """`cs CS`: of the spaces that name inks only a Separation can be the ink."""
        operands, operator = statement
        key = name(operands.strip())
        space = self.resources.get("/ColorSpace", Dictionary()).get(key, Name(key))
        spot = isinstance(space, pikepdf.Array) and len(space) == 4 and space[0] == Name.Separation
        title = f"spot {str(space[1])[1:]}" if spot else str(space) if isinstance(space, Name) else ""
        self._set(_Colour(title, (1.0,) if spot else (), b"\n" + operands.strip() + b" " + operator), operator == b"CS")
        return False

    def special(self, statement: Statement) -> bool:
        """`sc scn SC SCN`."""
        operands, operator = statement
        before = self.state.stroke if operator.isupper() else self.state.fill
        amounts = () if b"/" in operands else _numbers(operands)
        space = before.chosen.splitlines()[1] if before.chosen else b""
        chosen = b"\n" + space + b"\n" + operands.strip() + b" " + operator
        self._set(_Colour(before.space, amounts, chosen), operator.isupper())
        return False

    def parameters(self, statement: Statement) -> bool:
        """`gs`."""
        operands, operator = statement
        entry = self.resources.get("/ExtGState", Dictionary()).get(name(operands.strip()), Dictionary())
        if any(key in entry for key in ("/SMask", "/ca", "/CA")):
            masked = isinstance(entry.get("/SMask"), Dictionary)
            self.state.opaque = not masked and min(float(entry.get("/ca", 1)), float(entry.get("/CA", 1))) > 1 - _CLOSE
        if "/op" in entry or "/OP" in entry:
            self.state.over = operands.strip() + b" " + operator
        return False

    def text_mode(self, statement: Statement) -> bool:
        """`Tr`."""
        self.state.mode = int(_numbers(statement[0])[0])
        return False

    def show(self, statement: Statement) -> bool:
        """Text: `Tj TJ ' "`."""
        mode = self.state.mode % 4
        self._paint(statement, fills=mode in (0, 2), strokes=mode in (1, 2), at=len(self.out))
        return True

    def paint_path(self, statement: Statement) -> bool:
        """Paint a path, or end it."""
        at, self.begun = self.begun, None
        if at is None:
            return False
        self._paint(statement, fills=statement[1] in _FILLS, strokes=statement[1] in _STROKES, at=at)
        return True

    def draw(self, statement: Statement) -> bool:
        """`Do`: a form gives way to its copy; a stencil is painted as a path is."""
        key = name(statement[0].strip())
        found = self.resources.get("/XObject", Dictionary()).get(key)
        stencil = found is not None and bool(found.get("/ImageMask", False))
        self._paint(statement, fills=stencil, strokes=False, at=len(self.out), inherits=not stencil)
        if found is not None and found.get("/Subtype") == Name.Form and self.state.opaque:
            copy = self.copies.form(found)
            if copy is not None:
                self.exchanged[key] = copy
        return True

    def _paint(self, statement: Statement, *, fills: bool, strokes: bool, at: int, inherits: bool = False) -> None:
        """Write a statement that paints, with the brush before it where it is in the ink; what it paints begins at `at`."""
        state, brush = self.state, self.copies.brush
        key = pikepdf.Name(brush.key).unparse()
        fill, stroke = (
            paints and state.opaque and self.copies.matches(colour)
            for paints, colour in ((fills, state.fill), (strokes, state.stroke))
        )
        before = b""
        for painted, wanted, colour, operators in (
            (fills or inherits, fill, state.fill, (b"cs", b"scn")),
            (strokes or inherits, stroke, state.stroke, (b"CS", b"SCN")),
        ):
            if painted and wanted != colour.brushed:
                colour.brushed = wanted
                before += (
                    b"\n%b %b %b %b" % (key, operators[0], brush.amounts, operators[1]) if wanted else colour.chosen
                )
        after = b""
        if (fill or stroke) and brush.layer is not None:
            before += b"\n/OC %b BDC\n%bOver gs" % (key, key)
            after = b"\nEMC\n" + state.over
        self.brushed |= fill or stroke
        if before and at < len(self.out):
            self.out[at] = before + self.out[at]
            before = b""
        self.out.append(before + statement[0] + statement[1] + after)

    def _set(self, colour: _Colour, stroke: bool) -> None:
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour


def _numbers(operands: bytes) -> tuple[float, ...]:
    return tuple(float(value) for value in operands.split())


_HANDLERS: Final[dict[bytes, Callable[[_Stream, Statement], bool]]] = {
    **dict.fromkeys((b"g", b"rg", b"k", b"G", b"RG", b"K"), _Stream.device),
    **dict.fromkeys((b"cs", b"CS"), _Stream.choose),
    **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), _Stream.special),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _Stream.show),
    **dict.fromkeys((*_FILLS, *_STROKES, b"n"), _Stream.paint_path),
    b"q": _Stream.save,
    b"Q": _Stream.restore,
    b"gs": _Stream.parameters,
    b"Tr": _Stream.text_mode,
    b"Do": _Stream.draw,
}
"""What sees to an operator: told of the statement, it says whether it has written it."""
