"""Operators that draw: paths, clips, shadings, pictures, forms, and the cells of tiling patterns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from .geometry import IDENTITY, Matrix, area, common, ordered, through, times
from .lexer import Operand
from .machine import GroupUsed, Machine, Operator
from .outline import Outline
from .painted import Paint, Rectangle, Tag
from .paints import of_shading, of_space
from .pictures import image, inline
from .spaces import space
from .state import Colour, State
from .values import dictionary, identity, integer, name, numbers

_UNIT: Rectangle = (0.0, 0.0, 1.0, 1.0)
_EVERYWHERE: Rectangle = (-1e9, -1e9, 1e9, 1e9)


def move(machine: Machine, given: list[Operand]) -> None:
    """`m`."""
    x, y = given[-2:]
    machine.outline.move(machine.state.ctm, x, y)


def line(machine: Machine, given: list[Operand]) -> None:
    """`l`."""
    x, y = given[-2:]
    machine.outline.line(machine.state.ctm, x, y)


def curve(machine: Machine, given: list[Operand]) -> None:
    """`c`."""
    a, b, c, d, e, f = given[-6:]
    machine.outline.curve(machine.state.ctm, (a, b), (c, d), (e, f))


def curve_from_here(machine: Machine, given: list[Operand]) -> None:
    """`v`: the current point is the first control point."""
    c, d, e, f = given[-4:]
    machine.outline.curve(machine.state.ctm, None, (c, d), (e, f))


def curve_to_end(machine: Machine, given: list[Operand]) -> None:
    """`y`: the end is the second control point."""
    a, b, e, f = given[-4:]
    machine.outline.curve(machine.state.ctm, (a, b), (e, f), (e, f))


def rectangle(machine: Machine, given: list[Operand]) -> None:
    """`re`."""
    x, y, width, height = given[-4:]
    machine.outline.rectangle(machine.state.ctm, (x, y, width, height))


def close(machine: Machine, _: list[Operand]) -> None:
    """`h`."""
    machine.outline.close()


def clip(machine: Machine, _: list[Operand]) -> None:
    """`W` and `W*`: the path clips once it has been painted."""
    machine.outline.clip = True


def _painting(*, fill: bool, stroke: bool, closing: bool = False) -> Operator:
    """`f B S b s n` and their like."""

    def action(machine: Machine, _: list[Operand]) -> None:
        outline = machine.outline
        machine.outline = Outline()
        if closing:
            outline.close()
        try:
            if fill or stroke:
                _paint_path(machine, outline, fill=fill, stroke=stroke)
        finally:
            if outline.clip:
                box = outline.box()
                current = machine.state.clip
                machine.state.clip = common(box, current) if box and current else None

    return action


def _paint_path(machine: Machine, outline: Outline, *, fill: bool, stroke: bool) -> None:
    state = machine.state
    whole = outline.box()
    if whole is None:
        return
    facts: dict[str, Any] = {}
    if fill:
        sides = outline.quadrangles()
        facts["rectangle"] = sides is not None and all(upright for _, _, upright in sides)
        if not stroke and (thin := outline.thickness()) is not None:
            facts["thickness"] = thin * machine.unit
    if stroke:
        inked, width = outline.stroke(state.ctm, state.line_width, state.cap)
        whole, facts["line_width"] = inked or whole, width * machine.unit
    seen = machine.seen(whole)
    machine.emit(
        "path", seen, fill=machine.fill() if fill else None, stroke=machine.stroke() if stroke else None, **facts
    )
    for colour, used in ((state.fill, fill), (state.stroke, stroke)):
        if used and colour.pattern is not None:
            cell(machine, colour, seen)


def shade(machine: Machine, given: list[Operand]) -> None:
    """`sh`: a gradient over all that the clip leaves."""
    shading = machine.resources.find("Shading", str(given[-1]))
    if shading is None:
        machine.note(f"there is no shading `{str(given[-1])[:24]}`")
        return
    whole = machine.state.clip or machine.media
    box = numbers(dictionary(shading).get("/BBox"), 4)
    if box:
        whole = common(whole, through(machine.state.ctm, ordered(box))) or (whole[0], whole[1], whole[0], whole[1])
    hidden = "" if area(whole) else "clip"
    fill = of_shading(machine.state, shading, machine.resources.entries)
    machine.emit("shading", machine.seen(whole, hidden=hidden), fill=fill)


def paint_object(machine: Machine, given: list[Operand]) -> None:
    """`Do`: a picture or a form."""
    title = str(given[-1])
    obj = machine.resources.find("XObject", title)
    if not isinstance(obj, pikepdf.Stream):
        machine.note(f"there is no object `{title[:24]}`")
        return
    layer = obj.get("/OC")
    hides = layer is not None and not machine.resources.shared.layers.shows(layer)
    if hides:
        machine.mark(Tag("OC"), hides=True)
    try:
        match name(obj.get("/Subtype")):
            case "Image":
                _paint_image(machine, title, obj)
            case "PS":
                machine.note(f"`{title[:24]}` is a PostScript object")
            case _:
                form(machine, title, obj)
    finally:
        if hides:
            machine.unmark()


def _paint_image(machine: Machine, title: str, obj: Any) -> None:
    used, colours = image(obj, machine.resources, machine.state.ctm, machine.unit)
    before = machine.path
    machine.path = (*before, title)
    try:
        _emit_image(machine, used, machine.fill() if used.is_mask else of_space(machine.state, colours))
    finally:
        machine.path = before


def inline_image(machine: Machine, given: list[Operand]) -> None:
    """`BI … ID … EI`."""
    used, colours = inline(given[0], machine.resources, machine.state.ctm, machine.unit)
    _emit_image(machine, used, machine.fill() if used.is_mask else of_space(machine.state, colours))


def _emit_image(machine: Machine, used: Any, fill: Paint) -> None:
    whole = through(machine.state.ctm, _UNIT)
    seen = machine.seen(whole, hidden="" if used.width > 0 and used.height > 0 and area(whole) else "blank")
    machine.emit("image", seen, fill=fill, image=used)
    if used.is_mask and machine.state.fill.pattern is not None:
        cell(machine, machine.state.fill, seen)


def form(machine: Machine, title: str, obj: Any) -> None:
    """A form XObject: its content under Matrix, cut to BBox (ISO 32000-1, 8.10)."""
    key = identity(obj)
    if not machine.may_enter(title, key):
        return
    group = dictionary(obj.get("/Group"))
    is_group = name(group.get("/S")) == "Transparency"
    state = machine.state.grouped() if is_group else machine.state.saved()
    matrix = numbers(obj.get("/Matrix"), 6)
    state.ctm = times(_matrix(matrix), state.ctm)
    box = numbers(obj.get("/BBox"), 4)
    if box:
        state.clip = common(through(state.ctm, ordered(box)), state.clip) if state.clip else None
    if is_group:
        entry = group.get("/CS")
        family = space(entry, machine.resources.entries).root.family if entry is not None else ""
        machine.groups.append(
            GroupUsed(family, (*machine.path, title), group.get("/I") is True, group.get("/K") is True)
        )
    data = machine.resources.shared.content(obj)
    given = obj.get("/Resources")
    resources = machine.resources.shared.of(given) if given is not None else machine.resources
    with machine.inside(title, key, resources, state):
        machine.run(data)


def cell(machine: Machine, colour: Colour, seen: tuple[Rectangle, Rectangle, str]) -> None:
    """The cell of a tiling pattern, read once a page: all it paints stands somewhere in the box that it fills."""
    obj = colour.pattern
    box, whole, hidden = seen
    key = identity(obj)
    wanted = (key, colour.components, bool(hidden))
    if not isinstance(obj, pikepdf.Stream) or wanted in machine.patterns:
        return
    if not machine.may_enter(colour.pattern_name, key):
        return
    machine.patterns.add(wanted)
    state = State(ctm=times(_matrix(numbers(obj.get("/Matrix"), 6)), machine.base), clip=_EVERYWHERE)
    outer = machine.state
    state.group_alpha, state.group_blend = outer.group_alpha * outer.fill_alpha, outer.group_blend
    plain = integer(obj.get("/PaintType"), 1) == 2
    if plain and colour.space.base is not None:
        state.fill = state.stroke = Colour(colour.space.base, colour.components)
    start = len(machine.items)
    data = machine.resources.shared.content(obj)
    with machine.inside(colour.pattern_name, key, machine.resources.shared.of(obj.get("/Resources")), state):
        machine.uncoloured = plain
        machine.run(data)
    machine.items[start:] = [
        replace(item, box=box, whole=whole, hidden=hidden or item.hidden) for item in machine.items[start:]
    ]


def _matrix(found: tuple[float, ...] | None) -> Matrix:
    return found if found is not None else IDENTITY  # type: ignore[return-value]


OPERATORS: dict[str, Operator] = {
    "m": move,
    "l": line,
    "c": curve,
    "v": curve_from_here,
    "y": curve_to_end,
    "re": rectangle,
    "h": close,
    "W": clip,
    "W*": clip,
    "n": _painting(fill=False, stroke=False),
    "S": _painting(fill=False, stroke=True),
    "s": _painting(fill=False, stroke=True, closing=True),
    **dict.fromkeys(("f", "F", "f*"), _painting(fill=True, stroke=False)),
    **dict.fromkeys(("B", "B*"), _painting(fill=True, stroke=True)),
    **dict.fromkeys(("b", "b*"), _painting(fill=True, stroke=True, closing=True)),
    "sh": shade,
    "Do": paint_object,
    "BI": inline_image,
}
