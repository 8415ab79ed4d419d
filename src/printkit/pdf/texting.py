"""Operators of text: `BT ET`, the text state, positions, strings, and the glyphs of Type3 fonts that bring colours."""

from __future__ import annotations

from typing import Any

from .drawing import cell
from .fonts import Face
from .geometry import IDENTITY, common, least_scale, through, times
from .lexer import Operand
from .machine import Machine, Operator
from .painted import Rectangle
from .showing import Shown, effective_size, moved, show
from .values import identity

_NO_FONT = "text without a font"
_COLOURED = b"d0"


def begin(machine: Machine, _: list[Operand]) -> None:
    """`BT`."""
    machine.text_matrix = machine.line_matrix = IDENTITY
    machine.text_clip = []


def end(machine: Machine, _: list[Operand]) -> None:
    """`ET`: text of the clipping modes clips from here on."""
    if machine.text_clip:
        x0, y0, x1, y1 = zip(*machine.text_clip, strict=True)
        box = (min(x0), min(y0), max(x1), max(y1))
        machine.state.clip = common(box, machine.state.clip) if machine.state.clip else None
        machine.text_clip = []


def choose_font(machine: Machine, given: list[Operand]) -> None:
    """`Tf`."""
    machine.state.size = float(given[-1])
    title = str(given[-2])
    machine.state.face = machine.resources.face(title)
    if machine.resources.find("Font", title) is None:
        machine.note(f"there is no font `{title[:24]}`")


def _number(attribute: str, factor: float = 1.0) -> Operator:
    """`Tc Tw Tz TL Ts Tr`: one number of the text state."""

    def action(machine: Machine, given: list[Operand]) -> None:
        setattr(machine.state, attribute, float(given[-1]) * factor)

    return action


def mode(machine: Machine, given: list[Operand]) -> None:
    """`Tr`."""
    machine.state.mode = int(given[-1]) if 0 <= given[-1] <= 7 else 0


def move(machine: Machine, given: list[Operand]) -> None:
    """`Td`."""
    x, y = given[-2:]
    machine.text_matrix = machine.line_matrix = moved(machine.line_matrix, x, y)


def move_with_leading(machine: Machine, given: list[Operand]) -> None:
    """`TD`."""
    machine.state.leading = -given[-1]
    move(machine, given)


def place(machine: Machine, given: list[Operand]) -> None:
    """`Tm`."""
    a, b, c, d, e, f = given[-6:]
    if not all(isinstance(one, float) for one in given[-6:]):
        raise TypeError
    machine.text_matrix = machine.line_matrix = (a, b, c, d, e, f)


def next_line(machine: Machine, _: list[Operand]) -> None:
    """`T*`."""
    machine.text_matrix = machine.line_matrix = moved(machine.line_matrix, 0.0, -machine.state.leading)


def show_array(machine: Machine, given: list[Operand]) -> None:
    """`TJ`."""
    _show(machine, given[-1] if isinstance(given[-1], list) else [given[-1]])


def show_string(machine: Machine, given: list[Operand]) -> None:
    """`Tj`."""
    _show(machine, [given[-1]])


def show_on_next_line(machine: Machine, given: list[Operand]) -> None:
    """`'`."""
    next_line(machine, given)
    _show(machine, [given[-1]])


def show_spaced(machine: Machine, given: list[Operand]) -> None:
    r"""`"`: word spacing, character spacing, string."""
    machine.state.word_spacing, machine.state.character_spacing = float(given[-3]), float(given[-2])
    show_on_next_line(machine, given)


def _show(machine: Machine, items: list[Operand]) -> None:
    state = machine.state
    face = state.face
    if face is None:
        machine.note(_NO_FONT)
        return
    shown = show(items, state, face)
    matrix = times(machine.text_matrix, state.ctm)
    machine.text_matrix = moved(machine.text_matrix, *shown.advance)
    if not shown.glyphs:
        return
    # The box is measured before the text has moved on.
    whole = through(matrix, shown.box)
    _emit(machine, face, shown, whole, effective_size(state, matrix, face) * machine.unit)
    if state.mode >= 4:
        machine.text_clip.append(whole)
    if face.procedures:
        _coloured_glyphs(machine, face, shown, whole)


def _emit(machine: Machine, face: Face, shown: Shown, whole: Rectangle, size: float) -> None:
    state, how = machine.state, machine.state.mode % 4
    filled, stroked = how in (0, 2), how in (1, 2)
    hidden = "mode" if how == 3 else "blank" if shown.blank or not size else ""
    seen = machine.seen(whole, hidden=hidden)
    facts: dict[str, Any] = {}
    if stroked:
        facts["line_width"] = state.line_width * least_scale(state.ctm) * machine.unit
    machine.emit(
        "text",
        seen,
        fill=machine.fill() if filled else None,
        stroke=machine.stroke() if stroked else None,
        size=size,
        font=face.used,
        text=shown.text,
        glyphs=shown.glyphs,
        missing=shown.missing,
        mode=state.mode,
        **facts,
    )
    if filled and state.fill.pattern is not None:
        cell(machine, state.fill, seen)


def _coloured_glyphs(machine: Machine, face: Face, shown: Shown, whole: Rectangle) -> None:
    """What Type3 glyphs of their own colour (`d0`) paint, each once a page, in the box of the text."""
    for code in sorted(shown.codes):
        drawing = face.procedures.get(code)
        key = identity(drawing)
        if drawing is None or ("glyph", key) in machine.patterns or not machine.may_enter("glyph", key):
            continue
        machine.patterns.add(("glyph", key))
        data = machine.resources.shared.content(drawing)
        if _COLOURED not in data[:64]:
            continue
        state = machine.state.saved()
        state.ctm = times(times(face.matrix, (state.size, 0.0, 0.0, state.size, 0.0, 0.0)), state.ctm)
        state.clip = common(whole, state.clip) if state.clip else None
        resources = machine.resources.shared.of(face.resources) if face.resources is not None else machine.resources
        with machine.inside(face.used.name or "Type3", key, resources, state):
            state.ctm = (*state.ctm[:4], whole[0], whole[1])
            machine.run(data)


def no_glyph(_: Machine, __: list[Operand]) -> None:
    """`d0` and `d1`: the size of a Type3 glyph."""


OPERATORS: dict[str, Operator] = {
    "BT": begin,
    "ET": end,
    "Tf": choose_font,
    "Tc": _number("character_spacing"),
    "Tw": _number("word_spacing"),
    "Tz": _number("stretch", 0.01),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tr": mode,
    "Td": move,
    "TD": move_with_leading,
    "Tm": place,
    "T*": next_line,
    "TJ": show_array,
    "Tj": show_string,
    "'": show_on_next_line,
    '"': show_spaced,
    "d0": no_glyph,
    "d1": no_glyph,
}
