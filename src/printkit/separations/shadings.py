"""Shadings in the light of a few plates (ISO 32000-1, 8.7.4.5): their functions sampled, their meshes' colours changed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary

from ..pdf.functions import FunctionError, Rows, function, numbers
from ..pdf.spaces import GRAY, Space, space
from .inking import Amounts, Channels, Inking

_STEPS: Final = 1024
_SIDE: Final = 96
_CORNERS: Final = 200_000
"""Corners of a mesh, and patches of one."""


def relit(
    pdf: pikepdf.Pdf, shading: Any, resources: Any, inking: Inking, channels: Channels
) -> tuple[Any, Space, Amounts]:
    """A shading of the channels' light, the space of its colours and all inks in it; None for what cannot be read."""
    try:
        return _relit(pdf, shading, resources, inking, channels)
    except (pikepdf.PdfError, AttributeError, FunctionError, IndexError, OverflowError, TypeError, ValueError):
        return None, GRAY, {}


def _relit(
    pdf: pikepdf.Pdf, shading: Any, resources: Any, inking: Inking, channels: Channels
) -> tuple[Any, Space, Amounts]:
    kind = int(shading.get("/ShadingType", 0))
    of = space(shading.get("/ColorSpace"), resources)
    if of.family == "Pattern":
        raise ValueError("a shading of patterns")
    kept = {
        key: value
        for key, value in shading.items()
        if key not in ("/ColorSpace", "/Function", "/Background", "/Length", "/Filter", "/DecodeParms")
    }
    if isinstance(shading, pikepdf.Stream) and kind in (4, 5, 6, 7):
        data = shading.read_bytes()
        if "/Function" in shading:
            reach = numbers(shading.get("/Decode"))[4:6]
            amounts, kept["/Function"] = _sampled(pdf, shading, of, np.array([reach]), inking, channels)
        else:
            data, decode, amounts = _mesh(shading, data, kind, of, inking, channels)
            kept |= {"/BitsPerComponent": 8, "/Decode": decode}
        made: Any = pdf.make_stream(data)
    elif kind in (1, 2, 3):
        reach = numbers(shading.get("/Domain")) or [0.0, 1.0] * (2 if kind == 1 else 1)
        amounts, kept["/Function"] = _sampled(pdf, shading, of, np.array(reach).reshape(-1, 2), inking, channels)
        made = pdf.make_indirect(Dictionary())
    else:
        raise ValueError(f"there is no shading of type {kind}")
    for key, value in kept.items():
        made[key] = value
    made.ColorSpace = channels.space
    ground = numbers(shading.get("/Background"))
    if ground:
        made.Background = Array([float(value) for value in channels.light(inking.amounts(of, [ground]))[0]])
    return made, of, amounts


def _sampled(
    pdf: pikepdf.Pdf, shading: Any, of: Space, reach: Rows, inking: Inking, channels: Channels
) -> tuple[Amounts, pikepdf.Stream]:
    """The function of a shading, from its parameters to light, as a table."""
    through = function(shading.get("/Function"))
    if through.inputs != len(reach):
        raise FunctionError("the function does not fit the shading")
    size = [_STEPS] if len(reach) == 1 else [_SIDE] * len(reach)
    axes = [np.linspace(low, high, steps) for (low, high), steps in zip(reach, size, strict=True)]
    # The first parameter varies fastest in a table.
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, len(reach), order="F")
    if len(reach) > 1:
        grid = np.stack([part.ravel(order="F") for part in np.meshgrid(*axes, indexing="ij")], -1)
    amounts = inking.amounts(of, through(grid))
    light = channels.light(amounts)
    if len(light) != len(grid):
        light = np.repeat(light[:1], len(grid), axis=0)
    made = pdf.make_stream((light * 65535).round().astype(">u2").tobytes())
    made.FunctionType, made.BitsPerSample, made.Size = 0, 16, Array(size)
    made.Domain = Array([float(edge) for edge in reach.ravel()])
    made.Range = Array([0, 1] * len(channels.names))
    return amounts, made


class _Bits:
    """Unsigned numbers of any width, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def left(self) -> int:
        return len(self.data) * 8 - self.place

    def take(self, width: int) -> int:
        first, last = self.place // 8, (self.place + width + 7) // 8
        value = int.from_bytes(self.data[first:last])
        value >>= last * 8 - self.place - width
        self.place += width
        return value & ((1 << width) - 1)

    def align(self) -> None:
        self.place = (self.place + 7) // 8 * 8


def _mesh(
    shading: pikepdf.Stream, data: bytes, kind: int, of: Space, inking: Inking, channels: Channels
) -> tuple[bytes, Array, Amounts]:
    """The data of a mesh with its colours as light of 8 bits, and the Decode that it then has."""
    wide, deep = int(shading.BitsPerCoordinate), int(shading.BitsPerComponent)
    flag = int(shading.get("/BitsPerFlag", 0)) if kind != 5 else 0
    decode = numbers(shading.Decode)
    if not (0 < wide <= 32 and 0 < deep <= 16 and 0 <= flag <= 8) or len(decode) < 4 + 2 * of.count:
        raise ValueError("a mesh of odd measures")
    limits = np.array(decode[4 : 4 + 2 * of.count]).reshape(-1, 2)
    bits = _Bits(data)
    pieces: list[tuple[int, list[int], int]] = []
    colours: list[list[int]] = []
    points, corners = {4: (1, 1), 5: (1, 1), 6: (12, 4), 7: (16, 4)}[kind]
    while len(pieces) < _CORNERS and bits.left() >= flag:
        edge = bits.take(flag) if flag else 0
        fewer = kind in (6, 7) and edge & 3
        here, shades = (points - 4, corners - 2) if fewer else (points, corners)
        if bits.left() < here * 2 * wide + shades * of.count * deep:
            break
        places = [bits.take(wide) for _ in range(2 * here)]
        colours += [[bits.take(deep) for _ in range(of.count)] for _ in range(shades)]
        pieces.append((edge, places, shades))
        bits.align()
    rows = limits[:, 0] + np.array(colours).reshape(-1, of.count) / ((1 << deep) - 1) * np.diff(limits).ravel()
    amounts = inking.amounts(of, rows)
    light = (channels.light(amounts) * 255).round().astype(np.uint8)
    out, at = bytearray(), 0
    for edge, places, shades in pieces:
        value, length = edge, flag
        for number in places:
            value, length = (value << wide) | number, length + wide
        for _ in range(shades):
            for part in light[min(at, len(light) - 1)].tolist():
                value, length = (value << 8) | part, length + 8
            at += 1
        spare = -length % 8
        out += (value << spare).to_bytes((length + spare) // 8)
    return bytes(out), Array([*decode[:4], *[0, 1] * len(channels.names)]), amounts
