"""A content stream written anew: its colours as inks, its overprint set (ISO 32000-2, 8.4 and 8.6.7).

What overprints is black ink alone at full: all text, and lines and filled shapes thinner than 2 pt, which a fault of
register would outline in white. All else knocks out, white above all. Overprint is set only where the next thing
painted wants another state than the last one, before the path or the text that wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from ...diagnostics import PrintkitError, error
from ...pdf.spaces import CMYK, GRAY, RGB, Space
from .components import components, names_inks
from .palette import Components, Paint
from .scope import Scope
from .state import Start, State
from .statements import Statement, name, statements
from .thickness import Clip, concatenated, painted, scale, thickness

THIN: Final = 2.0
"""pt; thinner lines of black overprint (GWG 2022, R0010)."""

_DEVICE: Final = {b"g": GRAY, b"G": GRAY, b"rg": RGB, b"RG": RGB, b"k": CMYK, b"K": CMYK}
_BY_COUNT: Final = {1: GRAY, 3: RGB, 4: CMYK}


@dataclass(slots=True)
class Rewritten:
    """A stream in inks, and whether it draws with transparency."""

    data: bytes
    transparent: bool


@dataclass(slots=True)
class _Rewriter:
    scope: Scope
    state: State
    out: list[bytes] = field(default_factory=list)
    stack: list[State] = field(default_factory=list)
    path: list[Statement] = field(default_factory=list)
    begun: int = 0
    """Where in `out` the path begins."""
    cutting: bool = False
    """Whether the path becomes a clip when it ends."""
    transparent: bool = False

    def colour(self, operands: bytes, operator: bytes) -> None:
        """`g rg k G RG K`."""
        written = self.scope.written.get((operands, operator))
        if written is None:
            space = _DEVICE[operator]
            values = _numbers(operands)
            if len(values) != space.count:
                raise PrintkitError([error("content-stream", "a colour on a page has too few or too many numbers")])
            written = self.scope.write(components(space, values), stroke=operator.isupper())
            self.scope.written[operands, operator] = written
        text, paint = written
        self._set(text, paint, operator.isupper())
        if operator.isupper():
            self.state.stroke_space = None
        else:
            self.state.fill_space = None

    def choose(self, operands: bytes, operator: bytes) -> None:
        """`cs CS`: the space, which also sets its first colour."""
        key = name(operands.strip())
        space = self.scope.space(key)
        stroke = operator == b"CS"
        if stroke:
            self.state.stroke_space = space
        else:
            self.state.fill_space = space
        if space.family == "Pattern" or self._keeps(space):
            self.scope.use("/ColorSpace", key)
            self._kept(operands, operator, stroke)
        else:
            self._paint(components(space, space.default), stroke)

    def special(self, operands: bytes, operator: bytes) -> None:
        """`sc scn SC SCN`: a colour of the space chosen, or a pattern."""
        stroke = operator.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        values = operands.split()
        if values and values[-1].startswith(b"/"):
            if len(values) > 1:
                raise PrintkitError([error("colour-space", "a pattern without colours of its own cannot be printed")])
            key = name(values[-1])
            self.transparent |= self.scope.pattern(key)
            self._kept(operands, operator, stroke)
            if stroke:
                self.state.stroke_pattern = key
            else:
                self.state.fill_pattern = key
        elif space is not None and self._keeps(space):
            self._kept(operands, operator, stroke)
        else:
            numbers = _numbers(operands)
            self._paint(components(space or _BY_COUNT.get(len(numbers), GRAY), numbers), stroke)

    def save(self, operands: bytes, operator: bytes) -> None:
        """`q`."""
        self.stack.append(replace(self.state))
        self.out.append(operands + operator)

    def restore(self, operands: bytes, operator: bytes) -> None:
        """`Q`."""
        if self.stack:
            self.state = self.stack.pop()
        self.out.append(operands + operator)

    def transform(self, operands: bytes, operator: bytes) -> None:
        """`cm`."""
        a, b, c, d, e, f = _numbers(operands, 6)
        self.state.ctm = concatenated((a, b, c, d, e, f), self.state.ctm)
        self.out.append(operands + operator)

    def line_width(self, operands: bytes, operator: bytes) -> None:
        """`w`."""
        (self.state.width,) = _numbers(operands, 1)
        self.out.append(operands + operator)

    def text_mode(self, operands: bytes, operator: bytes) -> None:
        """`Tr`."""
        self.state.mode = int(_numbers(operands, 1)[0])
        self.out.append(operands + operator)

    def parameters(self, operands: bytes, operator: bytes) -> None:
        """`gs`: left out where it changes nothing."""
        key = name(operands.strip())
        change = self.scope.parameters(key)
        state = self.state
        self.transparent |= change.transparent
        same = change.fill_alpha in (None, state.fill_alpha) and change.stroke_alpha in (None, state.stroke_alpha)
        if change.alpha_alone and same:
            return
        if change.fill_alpha is not None:
            state.fill_alpha = change.fill_alpha
        if change.stroke_alpha is not None:
            state.stroke_alpha = change.stroke_alpha
        if change.width is not None:
            state.width = change.width
        self.scope.use("/ExtGState", key)
        self.out.append(operands + operator)

    def draw(self, operands: bytes, operator: bytes) -> None:
        """`Do`: a form or a picture."""
        self._overprint(fill=False, stroke=False)
        self.transparent |= self.scope.draw(name(operands.strip()))
        self.out.append(operands + operator)

    def shade(self, operands: bytes, operator: bytes) -> None:
        """`sh`."""
        self._overprint(fill=False, stroke=False)
        self.scope.shading(name(operands.strip()))
        self.out.append(operands + operator)

    def show(self, operands: bytes, operator: bytes) -> None:
        """Show text: `Tj TJ ' "`."""
        state = self.state
        if state.mode not in (3, 7):
            mode = state.mode % 4
            for pattern in (state.fill_pattern, state.stroke_pattern):
                if pattern is not None:
                    self.scope.reach(pattern, None)
            self._overprint(
                fill=_wanted(state.fill_black, state.fill_over) if mode in (0, 2) else None,
                stroke=_wanted(state.stroke_black, state.stroke_over) if mode in (1, 2) else None,
            )
        self.out.append(operands + operator)

    def construct(self, operands: bytes, operator: bytes) -> None:
        """A step of a path."""
        if not self.path:
            self.begun = len(self.out)
        self.path.append((operands, operator))
        self.out.append(operands + operator)

    def cut(self, operands: bytes, operator: bytes) -> None:
        """`W W*`."""
        self.cutting = True
        self.out.append(operands + operator)

    def paint_path(self, operands: bytes, operator: bytes) -> None:
        """Paint the path, or end it."""
        state = self.state
        fills, strokes = operator in _FILLS, operator in _STROKES
        if self.path and (fills or strokes):
            fill = _wanted(state.fill_black, state.fill_over) if fills else None
            stroke = _wanted(state.stroke_black, state.stroke_over) if strokes else None
            if fill:
                fill = thickness(self.path, state.ctm, state.clip) < THIN
            if stroke:
                stroke = state.width * scale(state.ctm) < THIN
            self._overprint(fill=fill, stroke=stroke, at=self.begun)
            if fills and state.fill_pattern is not None:
                self.scope.reach(state.fill_pattern, painted(self.path, state.ctm, state.clip))
            if strokes and state.stroke_pattern is not None:
                self.scope.reach(state.stroke_pattern, None)
        if self.cutting:
            state.clip = Clip(self.path, state.ctm, state.clip)
            self.cutting = False
        self.path = []
        self.out.append(operands + operator)

    def _keeps(self, space: Space) -> bool:
        return self.scope.prints and names_inks(space)

    def _kept(self, operands: bytes, operator: bytes, stroke: bool) -> None:
        """A colour that stays as it is written, and is not black ink alone."""
        self._now(False, stroke)
        self.out.append(operands + operator)

    def _paint(self, colour: Components, stroke: bool) -> None:
        text, paint = self.scope.write(colour, stroke=stroke)
        self._set(text, paint, stroke)

    def _set(self, text: bytes, paint: Paint, stroke: bool) -> None:
        if paint.spot is not None:
            self.scope.use_spot(paint.spot)
        self._now(paint.solid_black, stroke)
        self.out.append(text)

    def _now(self, black: bool, stroke: bool) -> None:
        if stroke:
            self.state.stroke_black, self.state.stroke_pattern = black, None
        else:
            self.state.fill_black, self.state.fill_pattern = black, None

    def _overprint(self, *, fill: bool | None, stroke: bool | None, at: int | None = None) -> None:
        """Set overprint where it is not as wanted; None wants nothing. `at`: before that piece of `out`.

        Where only one is painted the other follows it: mupdf looks at the strokes' alone.
        """
        state = self.state
        wanted = (stroke if fill is None else fill, fill if stroke is None else stroke)
        if None in wanted or wanted == (state.fill_over, state.stroke_over) or not self.scope.prints:
            return
        state.fill_over, state.stroke_over = bool(wanted[0]), bool(wanted[1])
        text = self.scope.overprint(state.fill_over, state.stroke_over)
        if at is None:
            self.out.append(text)
        else:
            self.out[at] = text + self.out[at]


def rewritten(data: bytes, scope: Scope, start: Start) -> Rewritten:
    """The stream `data` with the colours of its `scope`.

    Raises `PrintkitError`: `content-stream` for what cannot be read, `inline-image`, `colour-space`, `colour-mesh`.
    """
    found = statements(b"\n" + data)  # so that white space stands before every statement
    if start is Start.GLYPH and found and found[0][1] == b"d1":
        return Rewritten(data, False)  # a glyph without colours: it takes that of the text (9.6.4)
    state = State.at(start)
    rewriter = _Rewriter(scope, state)
    if start is Start.PAGE:
        for stroke in (False, True):
            rewriter._paint((0.0,), stroke)
        rewriter.out.append(b"\n")  # the first statement brings no space of its own
    out, handlers = rewriter.out, _HANDLERS
    for operands, operator in found:
        handler = handlers.get(operator)
        if handler is None:
            out.append(operands + operator)
        else:
            handler(rewriter, operands, operator)
    return Rewritten(b"".join(out).lstrip() + b"\n", rewriter.transparent)


def _wanted(black: bool | None, over: bool | None) -> bool | None:
    """Black overprints, other ink does not; a colour that is not known keeps what there is."""
    return over if black is None else black


def _numbers(operands: bytes, count: int | None = None) -> list[float]:
    try:
        values = [float(value) for value in operands.split()]
    except ValueError:
        values = []
    if not values or (count is not None and len(values) != count):
        raise PrintkitError([error("content-stream", "a drawing instruction of a page lacks its numbers")])
    return values


_FILLS: Final = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKES: Final = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_HANDLERS: Final[dict[bytes, Callable[[_Rewriter, bytes, bytes], None]]] = {
    **dict.fromkeys(_DEVICE, _Rewriter.colour),
    **dict.fromkeys((b"cs", b"CS"), _Rewriter.choose),
    **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), _Rewriter.special),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _Rewriter.show),
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y", b"h", b"re"), _Rewriter.construct),
    **dict.fromkeys((b"W", b"W*"), _Rewriter.cut),
    **dict.fromkeys((*_FILLS, *_STROKES, b"n"), _Rewriter.paint_path),
    b"q": _Rewriter.save,
    b"Q": _Rewriter.restore,
    b"cm": _Rewriter.transform,
    b"w": _Rewriter.line_width,
    b"Tr": _Rewriter.text_mode,
    b"gs": _Rewriter.parameters,
    b"Do": _Rewriter.draw,
    b"sh": _Rewriter.shade,
}
