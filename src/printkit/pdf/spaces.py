"""Colour spaces of a PDF (ISO 32000-1, 8.6): which inks a colour names, or which sRGB it stands for.

`space(object, resources)` reads any of the eleven families and never raises: what cannot be read becomes a space with
a `fault` and the nearest meaning that a viewer would give it. Components are the numbers as the content stream has
them: 0..1 for device colours and tints, 0..hival for Indexed, L*a*b* for Lab.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf

from .functions import Function, FunctionError, Rows, function, numbers
from .limits import SMALL_STREAM
from .streams import unpacked

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
"""The process inks, in the order of DeviceCMYK's components."""

_DEVICE: Final = {
    "DeviceGray": ("DeviceGray", 1),
    "G": ("DeviceGray", 1),
    "DeviceRGB": ("DeviceRGB", 3),
    "RGB": ("DeviceRGB", 3),
    "DeviceCMYK": ("DeviceCMYK", 4),
    "CMYK": ("DeviceCMYK", 4),
    "CalGray": ("DeviceGray", 1),
    "CalRGB": ("DeviceRGB", 3),
    "CalCMYK": ("DeviceCMYK", 4),
}
_BY_COUNT: Final = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_DEEPEST = 8
_COLORANTS = 32


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    `family` is the PDF's name of it and `count` the numbers of a colour. `base` is the base of Indexed, the
    underlying space of an uncoloured Pattern, the alternate of Separation, DeviceN and ICCBased. `names` are the
    colorants of Separation and DeviceN, `tint` their way into the alternate. `lookup` is the table of Indexed, one row
    of base components for each index. `profile` is the stream of ICCBased. `ranges` holds (least, most) for each
    component where that is not 0..1. `fault` says what was wrong with the object, empty for a right one.
    """

    family: str
    count: int
    base: Space | None = None
    names: tuple[str, ...] = ()
    tint: Function | None = field(default=None, repr=False)
    lookup: Rows | None = field(default=None, repr=False)
    profile: pikepdf.Stream | None = field(default=None, repr=False)
    ranges: tuple[tuple[float, float], ...] = ()
    white: tuple[float, float, float] = (0.9505, 1.0, 1.089)
    fault: str = ""

    @property
    def default(self) -> tuple[float, ...]:
        """The colour that holds after `cs` chooses the space (ISO 32000-1, table 74)."""
        if self.family == "DeviceCMYK" or (self.family == "ICCBased" and self.count == 4):
            return (0.0, 0.0, 0.0, 1.0)
        if self.family in ("Separation", "DeviceN"):
            return (1.0,) * self.count
        return tuple(min(max(0.0, low), high) for low, high in self.limits)

    @property
    def limits(self) -> tuple[tuple[float, float], ...]:
        """(least, most) for each component: also the Decode that an image has by default."""
        return self.ranges or ((0.0, 1.0),) * self.count

    @property
    def root(self) -> Space:
        """The space in which the colours of an Indexed one are given; itself for all others."""
        return self.base.root if self.family == "Indexed" and self.base is not None else self

    def inks(self, components: Sequence[float]) -> dict[str, float] | None:
        """Ink name → 0..1 for a colour that names inks: process, `Separation`, `DeviceN`, and Indexed over these.

        A DeviceGray g is Black 1 - g. `All` stays `All`; colorants named `None` are left out. None for colours that
        only a profile turns into ink (RGB, Lab, ICCBased, Cal*) and for patterns.
        """
        found = self.plates(np.asarray([tuple(components)[: self.count] or self.default], dtype=np.float64))
        return None if found is None else {name: float(values[0]) for name, values in found.items()}

    def plates(self, rows: npt.ArrayLike) -> Mapping[str, Rows] | None:
        """The same for many colours: an array (n, count) gives one column of n for each ink."""
        values = self.fitted(rows)
        if self.family == "Indexed" and self.base is not None and self.lookup is not None:
            return self.base.plates(self.lookup[values[:, 0].round().astype(np.intp)])
        if self.family == "DeviceGray":
            zero = np.zeros(len(values))
            return {"Cyan": zero, "Magenta": zero, "Yellow": zero, "Black": 1 - values[:, 0]}
        if self.family == "DeviceCMYK":
            return {name: values[:, place] for place, name in enumerate(PROCESS)}
        if self.family in ("Separation", "DeviceN"):
            return {name: values[:, place] for place, name in enumerate(self.names) if name != "None"}
        return None

    def fitted(self, rows: npt.ArrayLike) -> Rows:
        """Components as an array (n, count), missing ones filled in, each clipped to its limits."""
        values = np.atleast_2d(np.nan_to_num(np.asarray(rows, dtype=np.float64)))[:, : self.count]
        if values.shape[1] < self.count:
            values = np.hstack([values, np.tile(self.default[values.shape[1] :], (len(values), 1))])
        limits = np.array(self.limits).reshape(-1, 2)
        return np.clip(values, limits[:, 0], limits[:, 1])

    def alternate(self, rows: npt.ArrayLike) -> tuple[Space, Rows]:
        """The colours in the space that they go through on screen: alternate of a tint, base of an Indexed one."""
        values = self.fitted(rows)
        if self.family == "Indexed" and self.base is not None and self.lookup is not None:
            return self.base.alternate(self.lookup[values[:, 0].round().astype(np.intp)])
        if self.family in ("Separation", "DeviceN") and self.base is not None and self.tint is not None:
            return self.base.alternate(self.tint(values))
        return self, values


GRAY: Final = Space("DeviceGray", 1)
RGB: Final = Space("DeviceRGB", 3)
CMYK: Final = Space("DeviceCMYK", 4)
PATTERN: Final = Space("Pattern", 0)


def space(obj: Any, resources: Any = None, *, depth: int = 0) -> Space:
    """The colour space that `obj` is, or names in `resources` (its `/ColorSpace` part is looked up).

    `DefaultGray`, `DefaultRGB` and `DefaultCMYK` are left alone: ISO 15930-7 lets a printer go by the device space.
    """
    try:
        return _read(obj, resources, depth)
    except (pikepdf.PdfError, AttributeError, LookupError, OverflowError, TypeError, ValueError) as why:
        return replace(GRAY, fault=f"the colour space cannot be read: {why}")


def _read(obj: Any, resources: Any, depth: int) -> Space:
    if depth > _DEEPEST:
        return replace(GRAY, fault="colour spaces stand inside each other too often")
    if isinstance(obj, pikepdf.Name | str):
        return _named(str(obj).removeprefix("/"), resources, depth)
    if isinstance(obj, pikepdf.Stream):  # seen in the wild: the profile itself in the place of [/ICCBased profile]
        return replace(_icc(obj, resources, depth), fault="a stream stands where a colour space should")
    if not isinstance(obj, pikepdf.Array) or not len(obj):
        return replace(GRAY, fault="no colour space")
    family = str(obj[0]).removeprefix("/")
    if len(obj) == 1 or family in ("DeviceGray", "DeviceRGB", "DeviceCMYK", "G", "RGB", "CMYK"):
        return _named(family, None, depth)
    readers = {
        "CalGray": lambda: Space("CalGray", 1, white=_white(obj[1])),
        "CalRGB": lambda: Space("CalRGB", 3, white=_white(obj[1])),
        "CalCMYK": lambda: CMYK,
        "Lab": lambda: _lab(obj[1]),
        "ICCBased": lambda: _icc(obj[1], resources, depth),
        "Indexed": lambda: _indexed(obj, resources, depth),
        "I": lambda: _indexed(obj, resources, depth),
        "Separation": lambda: _tints(obj, (_name(obj[1]),), resources, depth),
        "DeviceN": lambda: _tints(obj, tuple(_name(one) for one in list(obj[1])), resources, depth),
        "Pattern": lambda: _pattern(obj, resources, depth),
    }
    if family not in readers:
        return replace(GRAY, fault=f"there is no colour space /{family}")
    return readers[family]()


def _named(name: str, resources: Any, depth: int) -> Space:
    if name == "Pattern":
        return PATTERN
    listed = resources.get("/ColorSpace") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(listed, pikepdf.Dictionary) and name not in ("DeviceGray", "DeviceRGB", "DeviceCMYK"):
        found = listed.get("/" + name)
        if found is not None and found != pikepdf.Name("/" + name):
            # A resource may be a name again, but not one of the resources: no circles.
            return _read(found, None, depth + 1)
    if name in _DEVICE:
        family, count = _DEVICE[name]
        return Space(family, count)
    return replace(GRAY, fault=f"there is no colour space /{name}")


def _name(obj: Any) -> str:
    """A colorant's name; the names of pikepdf have `#xx` resolved, and may be no text at all."""
    return str(obj).removeprefix("/") or "None"


def _white(parameters: Any) -> tuple[float, float, float]:
    found = numbers(parameters.get("/WhitePoint")) if isinstance(parameters, pikepdf.Dictionary) else []
    if len(found) != 3 or min(found) <= 0:
        return (0.9505, 1.0, 1.089)
    return (found[0], found[1], found[2])


def _lab(parameters: Any) -> Space:
    limits = numbers(parameters.get("/Range")) if isinstance(parameters, pikepdf.Dictionary) else []
    if len(limits) != 4 or limits[0] > limits[1] or limits[2] > limits[3]:
        limits = [-100.0, 100.0, -100.0, 100.0]
    ranges = ((0.0, 100.0), (limits[0], limits[1]), (limits[2], limits[3]))
    return Space("Lab", 3, ranges=ranges, white=_white(parameters))


def _icc(stream: Any, resources: Any, depth: int) -> Space:
    if not isinstance(stream, pikepdf.Stream):
        return replace(RGB, fault="/ICCBased without a profile")
    alternate = stream.get("/Alternate")
    base = _read(alternate, resources, depth + 1) if alternate is not None else None
    count = int(stream.get("/N", 0))
    fault = ""
    if count not in _BY_COUNT:
        fault = f"/ICCBased with /N {count}"
        count = base.count if base is not None and base.count in _BY_COUNT else 3
    if base is None or base.count != count or base.family in ("Pattern", "Indexed"):
        base = Space(_BY_COUNT[count], count)
    limits = numbers(stream.get("/Range"))
    ranges = tuple(zip(limits[::2], limits[1::2], strict=False)) if len(limits) == 2 * count else ()
    if any(low > high for low, high in ranges):
        ranges = ()
    return Space("ICCBased", count, base=base, profile=stream, ranges=ranges, fault=fault)


def _indexed(obj: pikepdf.Array, resources: Any, depth: int) -> Space:
    base = _read(obj[1], resources, depth + 1)
    if base.family in ("Pattern", "Indexed"):
        base = replace(RGB, fault="an Indexed space over a Pattern or an Indexed one")
    top = max(0, min(255, int(obj[2])))
    table = obj[3]
    if isinstance(table, pikepdf.Stream):
        data = unpacked(table, SMALL_STREAM)
    else:
        data = bytes(table) if isinstance(table, pikepdf.String) else b""
    wanted = (top + 1) * base.count
    fault = base.fault or ("the table of an Indexed space is short" if len(data) < wanted else "")
    raw = np.frombuffer(data[:wanted].ljust(wanted, b"\0"), np.uint8).reshape(top + 1, base.count) / 255.0
    limits = np.array(base.limits)
    lookup = limits[:, 0] + raw * (limits[:, 1] - limits[:, 0])
    return Space("Indexed", 1, base=base, lookup=lookup, ranges=((0.0, float(top)),), fault=fault)


def _tints(obj: pikepdf.Array, names: tuple[str, ...], resources: Any, depth: int) -> Space:
    family = "Separation" if str(obj[0]) == "/Separation" else "DeviceN"
    if not 1 <= len(names) <= _COLORANTS:
        return replace(GRAY, fault=f"/{family} with {len(names)} colorants")
    base = _read(obj[2], resources, depth + 1) if len(obj) > 2 else GRAY
    tint, fault = None, base.fault
    try:
        tint = function(obj[3])
    except (IndexError, FunctionError) as why:
        fault = str(why)
    if tint is not None and (tint.inputs != len(names) or tint.outputs < base.count):
        tint, fault = None, f"the tint function of /{family} does not fit its spaces"
    return Space(family, len(names), base=base, names=names, tint=tint, fault=fault)


def _pattern(obj: pikepdf.Array, resources: Any, depth: int) -> Space:
    base = _read(obj[1], resources, depth + 1)
    return Space("Pattern", base.count, base=base) if base.family != "Pattern" else PATTERN
