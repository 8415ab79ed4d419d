"""Operators that set the graphics state: `q Q cm w J gs`, colours, and marked content."""

from __future__ import annotations

from typing import Any

import pikepdf

from . import limits
from .geometry import times
from .lexer import Operand, Word
from .machine import Machine, Operator, TooComplexError
from .painted import Tag
from .spaces import CMYK, GRAY, RGB, Space
from .state import Colour
from .values import dictionary, name, number, sequence


def save(machine: Machine, _: list[Operand]) -> None:
    """`q`."""
    if len(machine.states) >= limits.STATES:
        raise TooComplexError(f"more than {limits.STATES} graphics states are saved at once")
    machine.states.append(machine.state)
    machine.state = machine.state.saved()


def restore(machine: Machine, _: list[Operand]) -> None:
    """`Q`."""
    machine.state = machine.states.pop()


def concatenate(machine: Machine, given: list[Operand]) -> None:
    """`cm`."""
    a, b, c, d, e, f = given[-6:]
    machine.state.ctm = times((a, b, c, d, e, f), machine.state.ctm)


def line_width(machine: Machine, given: list[Operand]) -> None:
    """`w`."""
    machine.state.line_width = abs(float(given[-1]))


def line_cap(machine: Machine, given: list[Operand]) -> None:
    """`J`."""
    machine.state.cap = int(given[-1])


def graphics_state(machine: Machine, given: list[Operand]) -> None:
    """`gs`: a dictionary of parameters (ISO 32000-1, table 58), read once."""
    title = str(given[-1])
    resources = machine.resources
    changes = resources.states.get(title)
    if changes is None:
        changes = resources.states[title] = _changes(resources.find("ExtGState", title))
        if resources.find("ExtGState", title) is None:
            machine.note(f"there is no graphics state `{title[:24]}`")
    for attribute, value in changes.items():
        if attribute == "face":
            machine.state.face, machine.state.size = resources.shared.face(value[0]), value[1]
        else:
            setattr(machine.state, attribute, value)
    machine.state.repaint()


def _changes(obj: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in dictionary(obj).items():
        match key:
            case "/OP":
                found["overprint_stroke"] = value is True
                found.setdefault("overprint_fill", value is True)
            case "/op":
                found["overprint_fill"] = value is True
            case "/OPM":
                found["overprint_mode"] = 1 if number(value) == 1 else 0
            case "/ca":
                found["fill_alpha"] = min(1.0, max(0.0, number(value, 1.0)))
            case "/CA":
                found["stroke_alpha"] = min(1.0, max(0.0, number(value, 1.0)))
            case "/BM":
                found["blend"] = name(value) or name((sequence(value) or [None])[0]) or "Normal"
            case "/SMask":
                found["soft_masked"] = isinstance(value, pikepdf.Dictionary)
            case "/LW":
                found["line_width"] = abs(number(value, 1.0))
            case "/LC":
                found["cap"] = int(number(value))
            case "/Font":
                pair = sequence(value)
                if len(pair) == 2:
                    found["face"] = (pair[0], number(pair[1]))
    if "/op" in dictionary(obj):
        found["overprint_fill"] = dictionary(obj).get("/op") is True
    return found


def _set(space: Space, *, stroke: bool) -> Operator:
    """`g rg k` and `G RG K`: space and colour at once."""

    def action(machine: Machine, given: list[Operand]) -> None:
        if machine.uncoloured:
            return
        colour = Colour(space, tuple([float(one) for one in given[-space.count :]]))
        if stroke:
            machine.state.stroke, machine.state.stroke_paint = colour, None
        else:
            machine.state.fill, machine.state.fill_paint = colour, None

    return action


def _choose(*, stroke: bool) -> Operator:
    """`cs` and `CS`: a space, with its first colour."""

    def action(machine: Machine, given: list[Operand]) -> None:
        if machine.uncoloured:
            return
        space = machine.resources.space(str(given[-1]))
        if space.fault:
            machine.note(space.fault)
        colour = Colour(space, space.default if space.family != "Pattern" else ())
        if stroke:
            machine.state.stroke, machine.state.stroke_paint = colour, None
        else:
            machine.state.fill, machine.state.fill_paint = colour, None

    return action


def _colour(*, stroke: bool) -> Operator:
    """`sc scn` and `SC SCN`: components, and the name of a pattern."""

    def action(machine: Machine, given: list[Operand]) -> None:
        if machine.uncoloured:
            return
        before = machine.state.stroke if stroke else machine.state.fill
        components = tuple([one for one in given if isinstance(one, float)])
        title = str(given[-1]) if given and isinstance(given[-1], Word) else ""
        pattern = machine.resources.find("Pattern", title) if title else None
        if title and pattern is None:
            machine.note(f"there is no pattern `{title[:24]}`")
        space = before.space
        if pattern is not None and space.family != "Pattern":
            space = machine.resources.space("Pattern")
        colour = Colour(space, components, pattern, title)
        if stroke:
            machine.state.stroke, machine.state.stroke_paint = colour, None
        else:
            machine.state.fill, machine.state.fill_paint = colour, None

    return action


def begin_marked(machine: Machine, given: list[Operand]) -> None:
    """`BMC`."""
    machine.mark(Tag(str(given[-1])), hides=False)


def begin_marked_with(machine: Machine, given: list[Operand]) -> None:
    """`BDC`: with properties, or with the name of some."""
    title, properties = str(given[-2]), given[-1]
    mcid, hides = None, False
    if isinstance(properties, dict):
        found = properties.get("MCID")
        mcid = int(found) if isinstance(found, float) else None
    elif isinstance(properties, Word):
        obj = machine.resources.find("Properties", properties)
        if title == "OC":
            hides = not machine.resources.shared.layers.shows(obj)
        else:
            found = dictionary(obj).get("/MCID")
            mcid = int(number(found)) if found is not None else None
    machine.mark(Tag(title, mcid), hides=hides)


def end_marked(machine: Machine, _: list[Operand]) -> None:
    """`EMC`."""
    machine.unmark()


def nothing(_: Machine, __: list[Operand]) -> None:
    """What does not change what is seen here: dashes, joins, intents, compatibility sections, marked points."""


OPERATORS: dict[str, Operator] = {
    "q": save,
    "Q": restore,
    "cm": concatenate,
    "w": line_width,
    "J": line_cap,
    "gs": graphics_state,
    "g": _set(GRAY, stroke=False),
    "G": _set(GRAY, stroke=True),
    "rg": _set(RGB, stroke=False),
    "RG": _set(RGB, stroke=True),
    "k": _set(CMYK, stroke=False),
    "K": _set(CMYK, stroke=True),
    "cs": _choose(stroke=False),
    "CS": _choose(stroke=True),
    "sc": _colour(stroke=False),
    "SC": _colour(stroke=True),
    "scn": _colour(stroke=False),
    "SCN": _colour(stroke=True),
    "BMC": begin_marked,
    "BDC": begin_marked_with,
    "EMC": end_marked,
    **dict.fromkeys(("j", "M", "d", "ri", "i", "BX", "EX", "MP", "DP"), nothing),
}
