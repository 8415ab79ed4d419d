"""What a colour of any space stands for: gray, sRGB or CMYK, as `Palette` takes it."""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnostics import PrintkitError, error
from ...pdf.spaces import Space
from .palette import Components


def components(space: Space, values: Sequence[float]) -> Components:
    """The colour `values` of `space`, by the space that stands for it: one, three or four numbers 0..1.

    A profile of three channels is read as sRGB, one of four as the inks themselves: a press file has one output
    condition. Raises `PrintkitError` (`colour-space`) for a pattern, an ink by name and whatever cannot be read.
    """
    if space.fault or space.family in ("Pattern", "Separation", "DeviceN") or (space.root.family == "DeviceN"):
        reason = space.fault or f"colours of the space `{space.family}` cannot be turned into inks"
        raise PrintkitError([error("colour-space", reason)])
    base, row = space.alternate([tuple(values)])
    found = tuple(float(value) for value in row[0])
    return _srgb_of_lab(found, base.white) if base.family == "Lab" else found


def names_inks(space: Space) -> bool:
    """Whether colours of a space are already inks, by name, standing on DeviceCMYK."""
    return space.family in ("Separation", "DeviceN") and space.base is not None and space.base.family == "DeviceCMYK"


def _srgb_of_lab(values: Components, white: Sequence[float]) -> Components:
    """CIE L*a*b* → sRGB (IEC 61966-2-1), the white of the space scaled to D65."""
    middle = (values[0] + 16) / 116
    shares = [
        part**3 if part > 6 / 29 else (part - 4 / 29) * 108 / 841
        for part in (middle + values[1] / 500, middle, middle - values[2] / 200)
    ]
    if abs(white[2] - 0.825) < 0.01:  # D50, by Bradford
        x, y, z = shares[0] * 0.96422, shares[1], shares[2] * 0.82521
        x, y, z = (
            0.9555766 * x - 0.0230393 * y + 0.0631636 * z,
            -0.0282895 * x + 1.0099416 * y + 0.0210077 * z,
            0.0122982 * x - 0.0204830 * y + 1.3299098 * z,
        )
    else:
        x, y, z = shares[0] * 0.95047, shares[1], shares[2] * 1.08883
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    return tuple(_coded(min(1.0, max(0.0, value))) for value in linear)


def _coded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * float(value ** (1 / 2.4)) - 0.055
