"""A page written again so that each paint becomes the light of a few plates, 1 where there is no ink.

Separable transparency works on each component for itself, so a page that is painted with one plate's amounts as grey
shows exactly that plate. A paint that leaves a plate alone (overprint) is left out; one that knocks out paints light.
Soft-mask groups stay as they are: their luminosity is not a plate's.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..diagnostics import PrintkitError, error
from ..pdf.boxes import inherited
from ..pdf.functions import numbers
from ..pdf.spaces import CMYK, GRAY, RGB, Space, space
from .inking import Amounts, Channels, Inking
from .inline import inline_picture
from .operators import operators
from .pictures import Pictures
from .shadings import relit
from .state import Colour, Graphics, Written, identity, is_true

_DEEPEST: Final = 20
"""Forms inside forms; what lies deeper is left out."""
_HEAVIEST: Final = 20_000_000
"""Operators of a page with all its forms, each time that they are drawn."""
_MOST_CELLS: Final = 1e8
"""Cells of a pattern in a square metre; finer ones, which no eye would see, are left out."""


class Rewriting:
    """One document's pages for one set of channels. `met` gathers the inks of the page that is read."""

    def __init__(self, pdf: pikepdf.Pdf, inking: Inking, channels: Channels, pictures: Pictures) -> None:
        self.pdf = pdf
        self.inking = inking
        self.channels = channels
        self.pictures = pictures
        self.met: set[str] = set()
        self._objects: dict[tuple[Any, ...], tuple[Any, set[str]]] = {}
        self._lights: dict[tuple[Any, ...], tuple[Amounts, bytes]] = {}
        self._spaces: dict[tuple[Any, ...], Space] = {}
        self.black = self.colour(GRAY, (0.0,))

    def page(self, page: Dictionary, box: tuple[float, float, float, float]) -> Dictionary:
        """A page of the channels alone, cut to `box` (pt); not yet among the pages.

        Raises `PrintkitError` (`pdf-too-complex`), `PartlyPainted`.
        """
        self.met = set()
        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents]
        data = b"\n".join(stream_bytes(part) for part in parts)
        written = self.stream(data, inherited(page, "Resources"), self.start(), 0)
        made = Dictionary(
            Type=Name.Page,
            MediaBox=Array([round(edge, 4) for edge in box]),
            Resources=written.resources,
            Contents=self.pdf.make_stream(self.initial() + written.data),
        )
        group = page.get("/Group")
        if isinstance(group, Dictionary):
            made.Group = self._group(group)
        return made

    def start(self) -> Graphics:
        """The state at the beginning of a page or of a pattern's cell."""
        return Graphics(self.black, self.black)

    def initial(self) -> bytes:
        """The operators that make a copy begin with black, as every page does."""
        light = self.light(self.black)
        return light + b" " + self.channels.fill + b" " + light + b" " + self.channels.stroke + b"\n"

    # ------------------------------------------------------------ colours

    def space(self, name: str, resources: Any) -> Space:
        """The space that a name means with these resources."""
        listed = resources.get("/ColorSpace") if resources is not None else None
        key: tuple[Any, ...] = (name,)
        if isinstance(listed, Dictionary) and (named := listed.get("/" + name)) is not None:
            key = identity(named)
        if key not in self._spaces:
            self._spaces[key] = space(Name("/" + name), resources) if name else GRAY
        return self._spaces[key]

    def colour(self, of: Space, components: tuple[float, ...]) -> Colour:
        """A plain colour."""
        named = (of.family, components) if of is GRAY or of is RGB or of is CMYK else (id(of), components)
        if of.family == "Pattern":
            return Colour(of, components, named, pattern=True, amounts={})
        return Colour(of, components, named, amounts=self._lit(of, components, named)[0])

    def light(self, colour: Colour) -> bytes:
        """The operands that paint a plain colour in the copy."""
        return self._lit(colour.space, colour.components, colour.key)[1]

    def _lit(self, of: Space, components: tuple[float, ...], key: tuple[Any, ...]) -> tuple[Amounts, bytes]:
        if key not in self._lights:
            amounts = self.inking.amounts(of, [components or of.default])
            light = b" ".join(b"%.5g" % value for value in self.channels.light(amounts)[0])
            self._lights[key] = amounts, light
        self.met.update(self._lights[key][0])
        return self._lights[key]

    def paints(self, colour: Colour, overprint: bool, mode_one: bool) -> bool:
        """Whether a paint in this colour marks the channels. Raises `PartlyPainted`."""
        if colour.amounts is None:
            return True
        direct = mode_one and not colour.pattern
        return self.channels.painted(colour.space, colour.amounts, overprint=overprint, direct=direct)

    # ------------------------------------------------------------ streams and objects

    def stream(self, data: bytes, resources: Any, state: Graphics, depth: int) -> Written:
        """A content stream in the light of the channels, with the resources it then needs."""
        from .content import Content

        written = Content(self, resources, state, depth).written(data)
        if written.weight > _HEAVIEST:
            hint = "draw what is repeated less often"
            raise PrintkitError([error("pdf-too-complex", "a page draws its forms millions of times", hint=hint)])
        return written

    def once(self, key: tuple[Any, ...], make: Callable[[], Any], meanwhile: Any = None) -> Any:
        """What `make` gives the first time that its key is asked for; the inks in it are met each time.

        What asks for itself while it is made is a circle, and gets `meanwhile`.
        """
        if key not in self._objects:
            outside, self.met = self.met, set()
            self._objects[key] = (meanwhile, self.met)
            try:
                self._objects[key] = (make(), self.met)
            except BaseException:
                del self._objects[key]
                raise
            finally:
                self.met = outside
        found, inks = self._objects[key]
        self.met |= inks
        return found

    def form(self, form: pikepdf.Stream, resources: Any, state: Graphics, depth: int) -> tuple[Any, int]:
        """A form XObject and its weight; None where it lies too deep or in itself."""
        if depth >= _DEEPEST:
            return None, 0

        def make() -> tuple[Any, int]:
            own = form.get("/Resources")
            inside = own if isinstance(own, Dictionary) else resources
            group = form.get("/Group")
            begin = replace(state, fill_set=b"", stroke_set=b"")
            if isinstance(group, Dictionary):
                # A group begins without blending (ISO 32000-1, 11.6.6); only what stands outside is blended.
                begin.blended = False
                begin.isolated = state.isolated or is_true(group.get("/I"))
            written = self.stream(stream_bytes(form), inside, begin, depth + 1)
            made = self._like(form, written)
            if isinstance(group, Dictionary):
                made.Group = self._group(group)
            return made, written.weight

        found: tuple[Any, int] = self.once(("form", form.objgen, state.key()), make, (None, 0))
        return found

    def tiling(self, pattern: pikepdf.Stream, resources: Any, depth: int) -> tuple[Any, int]:
        """A coloured tiling pattern."""
        if depth >= _DEEPEST or _cells(pattern) > _MOST_CELLS:
            return None, 0

        def make() -> tuple[Any, int]:
            own = pattern.get("/Resources")
            inside = own if isinstance(own, Dictionary) else resources
            written = self.stream(stream_bytes(pattern), inside, self.start(), depth + 1)
            return self._like(pattern, replace(written, data=self.initial() + written.data)), written.weight

        found: tuple[Any, int] = self.once(("tiling", pattern.objgen), make, (None, 0))
        return found

    def shading(self, shading: Any, resources: Any) -> tuple[Any, Space, Amounts]:
        """A shading in the light of the channels, the space it was in, and the inks that occur in it."""

        def make() -> tuple[Any, Space, Amounts]:
            return relit(self.pdf, shading, resources, self.inking, self.channels)

        found: tuple[Any, Space, Amounts] = self.once(("shading", *identity(shading)), make)
        self.met.update(found[2])
        return found

    def type3(self, font: Dictionary, resources: Any, depth: int) -> Any:
        """A Type 3 font whose coloured glyphs (`d0`) are written again."""

        def make() -> Any:
            own = font.get("/Resources")
            inside = own if isinstance(own, Dictionary) else resources
            made = Dictionary({key: value for key, value in font.items() if key not in ("/CharProcs", "/Resources")})
            glyphs, merged = Dictionary(), Dictionary()
            made.Resources = merged
            for name, glyph in list(font.get("/CharProcs", Dictionary()).items())[:4096]:
                data = stream_bytes(glyph)
                first = next(operators(data), None)
                if first is None or first.name != b"d0":
                    glyphs[name] = glyph
                    continue
                written = self.stream(data, inside, self.start(), depth + 1)
                glyphs[name] = self.pdf.make_stream(written.data)
                _merge(merged, written.resources)
            if isinstance(inside, Dictionary):
                _merge(merged, inside)
            made.CharProcs = glyphs
            return self.pdf.make_indirect(made)

        return self.once(("type3", *identity(font)), make, font)

    def picture(self, image: pikepdf.Stream, resources: Any) -> tuple[Any, Space, Amounts]:
        """An image in the light of the channels, the space it was in and the inks that occur in it."""
        made, of, amounts = self.pictures.relit(image, resources, self.channels)
        self.met.update(amounts)
        return made, of, amounts

    def inline(self, data: bytes, resources: Any) -> pikepdf.Stream | None:
        """An inline image as an image XObject of the copy."""
        return inline_picture(self.pdf, data, resources)

    def _like(self, original: pikepdf.Stream, written: Written) -> pikepdf.Stream:
        made = self.pdf.make_stream(written.data)
        for key, value in original.items():
            if key not in ("/Length", "/Filter", "/DecodeParms", "/Resources", "/Group", "/DL", "/F", "/FFilter"):
                made[key] = value
        made.Resources = written.resources
        return made

    def _group(self, group: Dictionary) -> Dictionary:
        made = Dictionary({key: value for key, value in group.items() if key != "/CS"})
        made.CS = self.channels.space
        return made


def stream_bytes(stream: Any) -> bytes:
    """The decoded bytes of a stream; as much as can be decoded, nothing for what is no stream."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return b""


def _cells(pattern: pikepdf.Stream) -> float:
    """How often a tiling pattern is repeated in a square metre; without end for one that cannot be read."""
    try:
        matrix = numbers(pattern.get("/Matrix")) or [1.0, 0.0, 0.0, 1.0]
        area = float(pattern.XStep) * float(pattern.YStep) * (matrix[0] * matrix[3] - matrix[1] * matrix[2])
        return 8e6 / abs(area)
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError):
        return math.inf


def _merge(into: Dictionary, resources: Dictionary) -> None:
    for kind, listed in resources.items():
        if isinstance(listed, Dictionary):
            if kind not in into:
                into[kind] = Dictionary()
            for name, value in listed.items():
                if name not in into[kind]:
                    into[kind][name] = value
