"""Gradients in inks (ISO 32000-2, 8.7.4.5): the recipe of each stop exactly, and the inks between in proportion.

A gradient with a spot ink runs in DeviceN over that ink and the process inks it meets; one between a spot ink and
white in that ink's Separation. What no list of stops can say (functions in PostScript, one for each channel) is
sampled first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name

from ...diagnostics import PrintkitError, error
from ...pdf.functions import Function, FunctionError, function
from ...pdf.spaces import PROCESS, Space
from .components import components
from .palette import CMYK, Paint, Target

_SAMPLES: Final = {1: 256, 2: 33}
"""How many values a sampled function is asked for along each of its inputs."""
_DEEPEST: Final = 8


def in_inks(
    pdf: pikepdf.Pdf, shading: Any, space: Space, target: Target, spots: Mapping[str, CMYK]
) -> tuple[Any, tuple[str, ...]]:
    """A shading whose colours were numbers of `space`, as a new object, and the spot inks that it needs.

    Raises `PrintkitError`: `colour-mesh` for a mesh, `content-stream` for a function that cannot be read.
    """
    if int(shading.get("/ShadingType", 0)) not in (1, 2, 3):
        raise PrintkitError([error("colour-mesh", "a mesh of colours cannot be turned into inks")])
    course = _Course(pdf, space, target)
    given = course.plain(shading.get("/Function"))
    paints = list(course.paints(given))
    found = tuple(sorted({paint.spot for paint in paints if paint.spot is not None}))
    channels = _channels(paints, found)
    result = Dictionary({key: value for key, value in shading.items() if key not in ("/Background", "/Function")})
    result.Function = course.rebuilt(given, channels)
    result.ColorSpace = _space(pdf, channels, found, spots)
    if "/Background" in shading:
        paint = target(components(space, [float(value) for value in shading.Background]))
        result.Background = Array(_amounts(paint, channels))
    return pdf.make_indirect(result), found


def separation(spot: str, recipe: CMYK) -> Array:
    """The colour space of one spot ink over its process colours."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[*recipe], N=1)
    return Array([Name.Separation, Name("/" + spot), Name.DeviceCMYK, tint])


class _Course:
    """The functions of one shading."""

    def __init__(self, pdf: pikepdf.Pdf, space: Space, target: Target) -> None:
        self.pdf, self.space, self.target = pdf, space, target

    def plain(self, given: Any, depth: int = 0) -> Any:
        """The function with nothing in it but stops and samples."""
        if depth > _DEEPEST:
            raise PrintkitError([error("content-stream", "functions of a gradient stand inside each other too often")])
        if isinstance(given, Array) and len(given) == 1:
            given = given[0]
        kind = int(given.get("/FunctionType", -1)) if isinstance(given, Dictionary | pikepdf.Stream) else -1
        if kind == 2 or (kind == 0 and len(given.Range) // 2 == self.space.count):
            return given
        if kind == 3:
            result = Dictionary(dict(given.items()))
            result.Functions = Array([self.plain(part, depth + 1) for part in given.Functions])
            return result
        return self._sampled(given)

    def paints(self, given: Any) -> Iterator[Paint]:
        """The paint of every stop."""
        match int(given.FunctionType):
            case 2:
                yield self._paint(given.get("/C0", [0]))
                yield self._paint(given.get("/C1", [1]))
            case 3:
                for part in given.Functions:
                    yield from self.paints(part)
            case _:
                for row in self._table(given):
                    yield self.target(components(self.space, row))

    def rebuilt(self, given: Any, channels: Sequence[str]) -> Any:
        """The same function with the amounts of `channels`."""
        limits = Array([0, 1] * len(channels))
        match int(given.FunctionType):
            case 2:
                result = Dictionary({key: value for key, value in given.items() if key not in ("/C0", "/C1", "/Range")})
                result.C0 = Array(_amounts(self._paint(given.get("/C0", [0])), channels))
                result.C1 = Array(_amounts(self._paint(given.get("/C1", [1])), channels))
                return result
            case 3:
                result = Dictionary({key: value for key, value in given.items() if key not in ("/Functions", "/Range")})
                result.Functions = Array([self.rebuilt(part, channels) for part in given.Functions])
                return result
            case _:
                rows = [_amounts(self.target(components(self.space, row)), channels) for row in self._table(given)]
                data = (np.array(rows) * 255).round().astype(np.uint8).tobytes()
                kept = {key: given[key] for key in ("/FunctionType", "/Domain", "/Size", "/Encode") if key in given}
                return pikepdf.Stream(self.pdf, data, Dictionary({**kept, "/BitsPerSample": 8, "/Range": limits}))

    def _paint(self, stop: Any) -> Paint:
        return self.target(components(self.space, [float(value) for value in stop]))

    def _table(self, given: Any) -> list[list[float]]:
        """The samples of a sampled function as colours."""
        size = [int(value) for value in given.Size]
        read = _read(given)
        encode = [float(value) for value in given.get("/Encode", [end for n in size for end in (0, n - 1)])]
        axes = []
        for (low, high), first, last, count in zip(read.domain, encode[::2], encode[1::2], size, strict=True):
            span = last - first
            axes.append(low + (np.arange(count) - first) * ((high - low) / span if span else 0.0))
        # The first input varies fastest (7.10.2).
        grid = np.stack(np.meshgrid(*reversed(axes), indexing="ij")[::-1], -1).reshape(-1, len(size))
        rows: list[list[float]] = read(grid).tolist()
        return rows

    def _sampled(self, given: Any) -> pikepdf.Stream:
        read = _read(given)
        if read.inputs not in _SAMPLES or read.outputs != self.space.count or not np.isfinite(read.domain).all():
            raise PrintkitError([error("content-stream", "the function of a gradient does not fit its colour space")])
        size = _SAMPLES[read.inputs]
        axes = [np.linspace(low, high, size) for low, high in read.domain]
        grid = np.stack(np.meshgrid(*reversed(axes), indexing="ij")[::-1], -1).reshape(-1, read.inputs)
        low, high = np.array(self.space.limits).T
        data = ((read(grid) - low) / (high - low) * 65535).round().clip(0, 65535).astype(">u2").tobytes()
        return pikepdf.Stream(
            self.pdf,
            data,
            Dictionary(
                FunctionType=0,
                Domain=Array(read.domain.ravel().tolist()),
                Size=[size] * read.inputs,
                BitsPerSample=16,
                Range=Array(np.array(self.space.limits).ravel().tolist()),
            ),
        )


def _read(given: Any) -> Function:
    try:
        return function(given)
    except FunctionError as problem:
        raise PrintkitError([error("content-stream", f"the colours of a gradient cannot be read: {problem}")]) from None


def _channels(paints: Sequence[Paint], spots: Sequence[str]) -> tuple[str, ...]:
    """The inks that a gradient runs in: all process inks, or its spot inks and the process inks that it meets."""
    if not spots:
        return PROCESS if len(paints[0].process) == 4 else ("Gray",)
    met = [any(paint.spot is None and paint.process[place] for paint in paints) for place in range(4)]
    return (*spots, *(ink for ink, used in zip(PROCESS, met, strict=True) if used))


def _amounts(paint: Paint, channels: Sequence[str]) -> list[float]:
    if channels == ("Gray",):
        return [*paint.process]
    process = (0.0, 0.0, 0.0, 0.0) if paint.spot is not None else paint.process
    amounts = dict(zip(PROCESS, process, strict=True))
    return [1.0 if ink == paint.spot else amounts.get(ink, 0.0) for ink in channels]


def _space(pdf: pikepdf.Pdf, channels: Sequence[str], found: Sequence[str], spots: Mapping[str, CMYK]) -> Any:
    if not found:
        return Name.DeviceCMYK if len(channels) == 4 else Name.DeviceGray
    if len(channels) == 1:
        return separation(found[0], spots[found[0]])
    pure = {ink: tuple(float(ink == other) for other in PROCESS) for ink in PROCESS}
    recipes = [spots[ink] if ink in spots else pure[ink] for ink in channels]
    limits = {"/Domain": [0, 1] * len(channels), "/Range": [0, 1] * 4}
    tint = pikepdf.Stream(pdf, _mixture(recipes), Dictionary({"/FunctionType": 4, **limits}))
    return Array([Name.DeviceN, Array([Name("/" + ink) for ink in channels]), Name.DeviceCMYK, tint])


def _mixture(recipes: Sequence[Sequence[float]]) -> bytes:
    """The process colours of a mixture, as a PostScript function: those of each ink, added up, at most full."""
    count = len(recipes)
    steps = []
    for place in range(4):
        steps.append("0")
        for number, recipe in enumerate(recipes):
            if recipe[place]:
                steps.append(f"{count - number + place} index {recipe[place]:.5g} mul add")
        steps.append("dup 1 gt {pop 1} if")
    steps.append(f"{count + 4} 4 roll" + " pop" * count)
    return ("{" + " ".join(steps) + "}").encode()
