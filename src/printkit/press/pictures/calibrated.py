"""Colours by CIE numbers (Lab, CalRGB) as sRGB, by a table of 33 steps a side (ISO 32000-1, 8.6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Name
from PIL import ImageFilter

from ...pdf.functions import numbers
from ...pdf.spaces import Space

_STEPS: Final = 33
# XYZ under D65 → linear sRGB (IEC 61966-2-1).
_SCREEN: Final = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
_DAYLIGHT: Final = np.array([0.9505, 1.0, 1.089])


@dataclass(frozen=True, slots=True)
class Calibration:
    """What CalRGB says besides its white: an exponent for each component, and the XYZ of each at its most."""

    gamma: tuple[float, ...] = (1.0, 1.0, 1.0)
    matrix: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def calibration(colour_space: Any) -> Calibration | None:
    """The calibration that a colour space, or the base of its palette, holds."""
    if not isinstance(colour_space, pikepdf.Array) or len(colour_space) < 2:
        return None
    if colour_space[0] == Name.Indexed:
        return calibration(colour_space[1])
    if colour_space[0] != Name.CalRGB:
        return None
    given = colour_space[1]
    gamma, matrix = numbers(given.get(Name.Gamma)), numbers(given.get(Name.Matrix))
    plain = Calibration()
    return Calibration(
        tuple(gamma) if len(gamma) == 3 else plain.gamma, tuple(matrix) if len(matrix) == 9 else plain.matrix
    )


def cube(found: Space, calibrated: Calibration | None = None) -> ImageFilter.Color3DLUT:
    """A table from samples of the space (0..1 is its least to most) to sRGB."""
    steps = np.linspace(0, 1, _STEPS)
    third, second, first = np.meshgrid(steps, steps, steps, indexing="ij")
    limits = np.array(found.limits)
    values = np.stack([first, second, third], -1).reshape(-1, 3) * (limits[:, 1] - limits[:, 0]) + limits[:, 0]
    if found.family == "Lab":
        xyz = _of_lab(values, found)
    else:
        told = calibrated or Calibration()
        xyz = np.clip(values, 0, 1) ** np.array(told.gamma) @ np.array(told.matrix).reshape(3, 3)
    # The white of the space becomes that of the screen: what was paper stays paper.
    linear = np.clip((xyz / np.array(found.white) * _DAYLIGHT) @ _SCREEN.T, 0, 1)
    shown = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return ImageFilter.Color3DLUT(_STEPS, shown.reshape(-1).tolist())


def _of_lab(values: npt.NDArray[Any], found: Space) -> npt.NDArray[Any]:
    level = (values[:, 0] + 16) / 116
    axes = np.stack([level + values[:, 1] / 500, level, level - values[:, 2] / 200], -1)
    shares: npt.NDArray[Any] = np.where(axes >= 6 / 29, axes**3, 108 / 841 * (axes - 4 / 29))
    shares *= np.array(found.white)
    return shares
