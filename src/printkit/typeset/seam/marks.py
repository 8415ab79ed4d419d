"""Marks at text: lines under, through and over it, waves, dots (clreq, "Emphasis dots", "Proper nouns and book titles").

Under Chinese a line keeps clear of the characters at one distance, whatever stands on it; two that touch end a
sixteenth of an em short of each other, so that two names are two. Emphasis dots are asked for by the custom property
`--text-emphasis: dot`, for the engine ignores CSS's own. Lengths in px, y down from the baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from weasyprint.draw.border import draw_line
from weasyprint.draw.color import get_color
from weasyprint.layout.percent import percentage

from ...typography.characters import Class
from ...typography.paragraph import Line
from .shaping import named_style

if TYPE_CHECKING:
    from .composition import Composition
    from .content import Piece

# In em.
_THIN: Final = 1 / 18
_CLEAR: Final = 0.17
"""From the baseline to the top of a line under Chinese: .12 to the foot of the characters, and a little air."""
_CLEAR_LATIN: Final = 1 / 9
_OVER: Final = 0.93
_THROUGH, _THROUGH_LATIN = 0.38, 0.25
_SHORT: Final = 1 / 16
_WAVE: Final = 0.4
"""A whole wave."""
_SWING: Final = 0.045
_DOT: Final = 0.08
"""Its radius."""
_DOT_BELOW: Final = 0.28
"""From the baseline to its middle."""
_DOTTED: Final = frozenset({Class.HAN, Class.REPEAT})

_KAPPA: Final = 4 / 3 * (2**0.5 - 1)
_SINE: Final = (1 / pi, 4 / 3)
"""Half a sine wave as a Bézier curve: where its handles stand, and how high for a swing of 1."""


class Rule(NamedTuple):
    """One line along text: the way down to its middle, its thickness, its kind in CSS, its colour."""

    below: float
    thickness: float
    style: str
    colour: Any
    through: bool = False
    """It is drawn over the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What one element draws along its text. `rise`: of the element, `size`: of its text."""

    rules: tuple[Rule, ...]
    rise: float
    size: float

    @property
    def is_below(self) -> bool:
        """Whether it has a line that stands below the text, not behind it."""
        return any(not rule.through and rule.below > 0 for rule in self.rules)


class Stroke(NamedTuple):
    """A rule from `x1` to `x2`, or dots, as a text box has it: `x` from its left, `y` from its baseline."""

    x1: float
    x2: float
    y: float
    rule: Rule
    size: float
    dots: tuple[float, ...] = ()


def mark_of(style: Any, rise: float, *, whole: bool = False) -> Mark | None:
    """The mark of an element. `whole`: with what its ancestors have given it, as the text of a block has."""
    style = named_style(style)
    lines = style["text_decoration_line"]
    if lines == "none":
        return None
    if not whole:
        # The engine adds an ancestor's lines to those of an element.
        own = getattr(style, "cascaded", {}).get("text_decoration_line")
        if own is None or own[0] == "none":
            return None
        lines = own[0] if isinstance(own[0], set | frozenset) else lines
    rules = tuple(_rules(style, lines))
    return Mark(rules, rise, style["font_size"]) if rules else None


def _rules(style: Any, lines: Any) -> Iterator[Rule]:
    size = style["font_size"]
    chinese = (style["lang"] or "").startswith("zh")
    colour, kind = get_color(style, "text_decoration_color"), style["text_decoration_style"]
    thickness, offset = style["text_decoration_thickness"], style["text_underline_offset"]
    thin = size * _THIN * (3 if kind == "double" else 1)
    thick = thin if thickness in ("auto", "from-font") else percentage(thickness, style, size)
    if "underline" in lines:
        clear = size * (_CLEAR if chinese else _CLEAR_LATIN)
        clear = clear if offset == "auto" else percentage(offset, style, size)
        half = thick / 2 + (_SWING * size if kind == "wavy" else 0)
        yield Rule(clear + half, thick, kind, colour)
    if "overline" in lines:
        yield Rule(-_OVER * size, thick, kind, colour)
    if "line-through" in lines:
        yield Rule(-size * (_THROUGH if chinese else _THROUGH_LATIN), thick, kind, colour, through=True)


def has_dots(style: Any) -> bool:
    """Whether Han get emphasis dots."""
    return any(getattr(token, "lower_value", "") == "dot" for token in style["__text_emphasis"] or ())


@dataclass(slots=True)
class _Span:
    mark: Mark
    x1: float
    x2: float
    text: Any


class Marking:
    """The marks of one line, gathered piece by piece and then given to the text boxes that they begin in."""

    def __init__(self, composition: Composition, line: Line) -> None:
        self._paragraph, self._line = composition.paragraph, line
        self._em = composition.size / 1000
        self._spans: dict[Mark, _Span] = {}

    def add(self, piece: Piece, atoms: range, text: Any, x: float, end: float) -> None:
        """A piece from `x` to `end`, its last gap not counted; `text`: the box that it stands in."""
        for mark in piece.marks:
            span = self._spans.get(mark)
            if span is None:
                self._spans[mark] = _Span(mark, x, end, text)
            else:
                span.x2 = end
        if piece.look.dots:
            self._dot(piece, atoms, text, x)

    def _dot(self, piece: Piece, atoms: range, text: Any, x: float) -> None:
        paragraph, gaps, first = self._paragraph, self._line.gaps, self._line.first
        x -= text.position_x
        centres = []
        for atom in atoms:
            width = paragraph.widths[atom] * self._em
            if paragraph.kinds[atom] in _DOTTED:
                centres.append(x + width / 2)
            x += width + (gaps[atom - first] * self._em if atom - first < len(gaps) else 0)
        if centres:
            size = piece.look.face.size
            lowest = max((rule.below + rule.thickness for mark in piece.marks for rule in mark.rules), default=0)
            y = max(_DOT_BELOW * size, lowest + 1.5 * _DOT * size if lowest > _DOT * size else 0) - piece.rise
            rule = Rule(0, _DOT * size, "dot", piece.look.colour)
            text.strokes.append(Stroke(0, 0, y, rule, size, tuple(centres)))

    def finish(self) -> None:
        """Part the lines that touch, and give all to their text boxes."""
        spans = sorted(self._spans.values(), key=lambda span: span.x1)
        for before, after in pairwise([span for span in spans if span.mark.is_below]):
            short = 2 * _SHORT * before.mark.size - (after.x1 - before.x2)
            if 0 < short <= 2 * _SHORT * before.mark.size + 0.01:
                before.x2 -= short / 2
                after.x1 += short / 2
        for span in spans:
            left = span.text.position_x
            for rule in span.mark.rules:
                y = rule.below - span.mark.rise
                span.text.strokes.append(Stroke(span.x1 - left, span.x2 - left, y, rule, span.mark.size))


def draw(stream: Any, strokes: Sequence[Stroke], left: float, baseline: float, *, over: bool) -> None:
    """Draw the strokes of a text box: those behind its text, or those over it."""
    for stroke in strokes:
        rule = stroke.rule
        if rule.through is not over:
            continue
        x1, x2, y = left + stroke.x1, left + stroke.x2, baseline + stroke.y
        if stroke.dots:
            stream.set_color(rule.colour)
            for centre in stroke.dots:
                _circle(stream, left + centre, y, rule.thickness)
            stream.fill()
        elif rule.style == "solid":
            stream.set_color(rule.colour)
            stream.rectangle(x1, y - rule.thickness / 2, x2 - x1, rule.thickness)
            stream.fill()
        elif rule.style == "wavy":
            _wave(stream, x1, x2, y, rule, stroke.size)
        else:
            draw_line(stream, x1, y, x2, y, rule.thickness, rule.style, rule.colour)


def _wave(stream: Any, x1: float, x2: float, y: float, rule: Rule, size: float) -> None:
    """A sine wave that begins and ends on its axis: its length is a whole number of halves."""
    halves = max(1, round((x2 - x1) / (_WAVE * size / 2)))
    step = (x2 - x1) / halves
    handle, height = step * _SINE[0], _SINE[1] * _SWING * size
    with stream.stacked():
        stream.set_color(rule.colour, stroke=True)
        stream.set_line_width(rule.thickness)
        stream.move_to(x1, y)
        for half in range(halves):
            x, peak = x1 + half * step, y - height * (1 if half % 2 == 0 else -1)
            stream.curve_to(x + handle, peak, x + step - handle, peak, x + step, y)
        stream.stroke()


def _circle(stream: Any, x: float, y: float, radius: float) -> None:
    k = _KAPPA * radius
    stream.move_to(x - radius, y)
    stream.curve_to(x - radius, y - k, x - k, y - radius, x, y - radius)
    stream.curve_to(x + k, y - radius, x + radius, y - k, x + radius, y)
    stream.curve_to(x + radius, y + k, x + k, y + radius, x, y + radius)
    stream.curve_to(x - k, y + radius, x - radius, y + k, x - radius, y)
