"""One content stream written again: which operators change, and what stands in their place."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..pdf.spaces import CMYK, GRAY, RGB, Space
from .operators import Operator, operand_name, operand_numbers, operators
from .state import Colour, Graphics, Written, identity, is_true

if TYPE_CHECKING:
    from .rewriting import Rewriting

_DEVICE: Final = {b"g": GRAY, b"G": GRAY, b"rg": RGB, b"RG": RGB, b"k": CMYK, b"K": CMYK}
_FILLS: Final = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKES: Final = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_ONLY_STROKE: Final = {b"B": b"S", b"B*": b"S", b"b": b"s", b"b*": b"s"}
_ONLY_FILL: Final = {b"B": b"f", b"B*": b"f*", b"b": b"h f", b"b*": b"h f*"}
_SHOWS: Final = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PLAIN_FILL: Final = frozenset((b"g", b"rg", b"k"))
_MOST_STATES: Final = 512


class Content:
    """Reads one stream with its resources and writes what the channels see of it."""

    def __init__(self, whole: Rewriting, resources: Any, state: Graphics, depth: int) -> None:
        self.whole = whole
        self.given = resources if isinstance(resources, Dictionary) else Dictionary()
        self.state = state
        self.depth = depth
        self.weight = 0
        self.stack: list[Graphics] = []
        self.out: list[bytes] = []
        self.new: dict[str, dict[str, Any]] = {
            "/XObject": {},
            "/Pattern": {},
            "/Shading": {},
            "/Font": {},
            "/ExtGState": {},
        }
        self._paints: dict[tuple[Any, ...], bool] = {}
        self._spaces: dict[str, Space] = {}
        self._fonts: set[str] = set()
        self._states: dict[str, Any] = {}

    def written(self, data: bytes) -> Written:
        """The stream in the light of the channels."""
        copied = 0
        for operator in operators(data):
            self.weight += 1
            instead = self._instead(data, operator)
            if instead is not None:
                self.out += (data[copied : operator.start], b"\n", instead)
                copied = operator.end
        self.out.append(data[copied:])
        return Written(b"".join(self.out), self._resources(), self.weight)

    def _instead(self, data: bytes, operator: Operator) -> bytes | None:
        """What stands in the place of an operator with its operands; None where it stays."""
        name, state = operator.name, self.state
        if name in _SHOWS:
            return self._show(data, operator)
        if name in _DEVICE:
            colour = self.whole.colour(_DEVICE[name], tuple(operand_numbers(data, operator)))
            return self._set(colour, fill=name in _PLAIN_FILL)
        if name in _FILLS or name in _STROKES:
            return self._path(name, data, operator)
        match name:
            case b"q":
                if len(self.stack) < _MOST_STATES:
                    self.stack.append(copy(state))
            case b"Q":
                if self.stack:
                    self.state = self.stack.pop()
            case b"cs" | b"CS":
                of = self._space(operand_name(data, operator))
                return self._set(self.whole.colour(of, of.default), fill=name == b"cs")
            case b"sc" | b"scn" | b"SC" | b"SCN":
                return self._choose(data, operator, fill=name in (b"sc", b"scn"))
            case b"gs":
                self._parameters(operand_name(data, operator))
            case b"Tr":
                found = operand_numbers(data, operator)
                state.text = int(found[-1]) % 8 if found else 0
                return b""
            case b"Tf":
                self._font(operand_name(data, operator))
            case b"Do":
                return self._draw(operand_name(data, operator))
            case b"sh":
                return self._shade(operand_name(data, operator))
            case b"BI":
                return self._inline(data[operator.at : operator.end])
        return None

    # ------------------------------------------------------------ colours

    def _space(self, name: str) -> Space:
        if name not in self._spaces:
            self._spaces[name] = self.whole.space(name, self.given)
        return self._spaces[name]

    def _set(self, colour: Colour, *, fill: bool) -> bytes:
        chosen = b""
        if not colour.pattern:
            chosen = self.whole.light(colour) + b" " + self._operator(fill)
        return self._chosen(colour, chosen, fill=fill)

    def _operator(self, fill: bool) -> bytes:
        return self.whole.channels.fill if fill else self.whole.channels.stroke

    def _chosen(self, colour: Colour, chosen: bytes, *, fill: bool) -> bytes:
        """Make a colour the current one, by the operators `chosen` in the copy."""
        if fill:
            self.state.fill, self.state.fill_set = colour, chosen
        else:
            self.state.stroke, self.state.stroke_set = colour, chosen
        return chosen

    def _choose(self, data: bytes, operator: Operator, *, fill: bool) -> bytes:
        current = self.state.fill if fill else self.state.stroke
        components = tuple(operand_numbers(data, operator))
        if current.space.family != "Pattern":
            return self._set(self.whole.colour(current.space, components), fill=fill)
        pattern = self._listed("/Pattern", operand_name(data, operator))
        colour, made, weight = self._pattern(pattern, current, components)
        self.weight += weight
        if made is None:
            return self._chosen(colour, b"", fill=fill)
        name = self._enter("/Pattern", made)
        of = b"/Pattern"
        light = b""
        if current.space.base is not None and isinstance(pattern, pikepdf.Stream) and pattern.get("/PaintType") == 2:
            of = b"/PlateInk"
            light = self.whole.light(self.whole.colour(current.space.base, components)) + b" "
        chosen = b"%b %b %b%b %b" % (of, b"cs" if fill else b"CS", light, name, b"scn" if fill else b"SCN")
        return self._chosen(colour, chosen, fill=fill)

    def _pattern(self, pattern: Any, current: Colour, components: tuple[float, ...]) -> tuple[Colour, Any, int]:
        """The colour that a pattern makes, its object in the copy, and its weight."""
        whole = self.whole
        nothing = Colour(current.space, components, ("nothing",), pattern=True, amounts={})
        if isinstance(pattern, pikepdf.Stream) and pattern.get("/PatternType") == 1:
            if pattern.get("/PaintType") == 2:
                base = whole.colour(current.space.base or GRAY, components)
                key = ("pattern", pattern.objgen, base.key)
                return Colour(base.space, components, key, pattern=True, amounts=base.amounts), pattern, 1
            made, weight = whole.tiling(pattern, self.given, self.depth)
            if made is None:
                return nothing, None, 0
            colour = Colour(current.space, (), ("pattern", pattern.objgen), pattern=True, amounts=None)
            return colour, made, weight
        if isinstance(pattern, Dictionary) and pattern.get("/PatternType") == 2:
            made, of, amounts = whole.shading(pattern.get("/Shading"), self.given)
            if made is None:
                return nothing, None, 0
            copied = Dictionary({key: value for key, value in pattern.items() if key != "/Shading"})
            copied.Shading = made
            shade = ("shading", *identity(pattern))
            return Colour(of, (), shade, pattern=True, amounts=amounts), copied, 1
        return nothing, None, 0

    def _parameters(self, name: str) -> None:
        """What an ExtGState says of overprinting (ISO 32000-1, 8.4.5)."""
        if name not in self._states:
            found = self._listed("/ExtGState", name)
            known = {}
            if isinstance(found, Dictionary):
                stroke, fill, mode = found.get("/OP"), found.get("/op"), found.get("/OPM")
                if stroke is not None:
                    known["stroke_overprint"] = is_true(stroke)
                if fill is not None or stroke is not None:
                    known["fill_overprint"] = is_true(fill if fill is not None else stroke)
                if mode is not None:
                    known["mode_one"] = mode == 1
                if "/BM" in found:
                    known["blended"] = found.BM not in (Name.Normal, Name.Compatible)
            self._states[name] = known
        for key, value in self._states[name].items():
            setattr(self.state, key, value)

    # ------------------------------------------------------------ paints

    def _fills(self) -> bool:
        return self._marks(self.state.fill, self.state.fill_overprint)

    def _strokes(self) -> bool:
        return self._marks(self.state.stroke, self.state.stroke_overprint)

    def _marks(self, colour: Colour, overprint: bool) -> bool:
        key = (colour.key, overprint, self.state.mode_one)
        found = self._paints.get(key)
        if found is None:
            found = self._paints[key] = self.whole.paints(colour, overprint, self.state.mode_one)
        return found

    def _left_alone(self, *, fill: bool) -> tuple[bytes, bytes] | None:
        """What stands before and after a paint that leaves the plates alone inside an isolated group.

        There it must still cover what lies below the group, without changing what is in it: light that only darkens
        (ISO 32000-1, 11.7.4.3, CompatibleOverprint). None where the paint is simply left out.
        """
        state = self.state
        colour, chosen = (state.fill, state.fill_set) if fill else (state.stroke, state.stroke_set)
        if not state.isolated or state.blended or (colour.pattern and not chosen) or not colour.amounts:
            return None
        self.new["/ExtGState"] |= {"/PlateOver": Dictionary(BM=Name.Darken), "/PlateBack": Dictionary(BM=Name.Normal)}
        light = b" ".join([b"1"] * len(self.whole.channels.names))
        back = chosen or self.whole.light(colour) + b" " + self._operator(fill)
        return b"/PlateOver gs %b %b\n" % (light, self._operator(fill)), b"\n/PlateBack gs " + back

    def _path(self, name: bytes, data: bytes, operator: Operator) -> bytes | None:
        fills = name in _FILLS and self._fills()
        strokes = name in _STROKES and self._strokes()
        if fills == (name in _FILLS) and strokes == (name in _STROKES):
            return None
        if not fills and not strokes and name not in _ONLY_FILL and (over := self._left_alone(fill=name in _FILLS)):
            return over[0] + data[operator.start : operator.at] + name + over[1]
        left = _ONLY_FILL[name] if fills else _ONLY_STROKE[name] if strokes else b"n"
        return data[operator.start : operator.at] + left

    def _show(self, data: bytes, operator: Operator) -> bytes | None:
        state = self.state
        mode = state.text
        before = after = b""
        fills = mode in (0, 2, 4, 6) and self._fills()
        strokes = mode in (1, 2, 5, 6) and self._strokes()
        wanted = (0, 1, 2, 3)[2 if fills and strokes else 0 if fills else 1 if strokes else 3] + (mode >= 4) * 4
        if wanted == 3 and mode in (0, 1) and (over := self._left_alone(fill=mode == 0)):
            wanted, (before, after) = mode, over
        elif wanted == state.shown:
            return None
        state.shown = wanted
        return before + b"%d Tr " % wanted + data[operator.start : operator.end] + after

    def _font(self, name: str) -> None:
        if name in self._fonts:
            return
        self._fonts.add(name)
        font = self._listed("/Font", name)
        if isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type3:
            self.new["/Font"]["/" + name] = self.whole.type3(font, self.given, self.depth)

    def _draw(self, name: str) -> bytes:
        found = self._listed("/XObject", name)
        if not isinstance(found, pikepdf.Stream):
            return b""
        if found.get("/Subtype") == Name.Image:
            return self._image(found)
        if found.get("/Subtype") != Name.Form:
            return b""
        before = b""
        if self.state.shown != self.state.text:
            self.state.shown = self.state.text
            before = b"%d Tr " % self.state.text
        made, weight = self.whole.form(found, self.given, self.state, self.depth)
        self.weight += weight
        return before + self._enter("/XObject", made) + b" Do" if made is not None else b""

    def _image(self, image: pikepdf.Stream) -> bytes:
        if is_true(image.get("/ImageMask")):
            drawn = self._enter("/XObject", image) + b" Do"
            if self._fills():
                return drawn
            over = self._left_alone(fill=True)
            return over[0] + drawn + over[1] if over else b""
        made, of, amounts = self.whole.picture(image, self.given)
        if made is None or not self.whole.channels.painted(of, amounts, overprint=self.state.fill_overprint):
            return b""
        return self._enter("/XObject", made) + b" Do"

    def _inline(self, data: bytes) -> bytes:
        image = self.whole.inline(data, self.given)
        return self._image(image) if image is not None else b""

    def _shade(self, name: str) -> bytes:
        made, of, amounts = self.whole.shading(self._listed("/Shading", name), self.given)
        if made is None or not self.whole.channels.painted(of, amounts, overprint=self.state.fill_overprint):
            return b""
        return self._enter("/Shading", made) + b" sh"

    # ------------------------------------------------------------ resources

    def _listed(self, kind: str, name: str) -> Any:
        listed = self.given.get(kind)
        return listed.get("/" + name) if isinstance(listed, Dictionary) and name else None

    def _enter(self, kind: str, obj: Any) -> bytes:
        """The name, with its slash, under which the copy finds an object."""
        entered = self.new[kind]
        identity = getattr(obj, "objgen", (0, 0))
        name = f"/Plate{identity[0]}" if identity != (0, 0) else f"/PlateOwn{len(entered)}"
        entered[name] = obj
        return name.encode()

    def _resources(self) -> Dictionary:
        made = Dictionary({key: value for key, value in self.given.items() if key not in ("/ColorSpace", "/XObject")})
        for kind, entered in self.new.items():
            listed = self.given.get(kind) if kind in ("/Font", "/ExtGState") else None
            kept = dict(listed.items()) if isinstance(listed, Dictionary) else {}
            made[kind] = Dictionary(kept | entered)
        made.ColorSpace = Dictionary(PlateInk=Array([Name.Pattern, self.whole.channels.space]))
        return made
