"""Colours of any space → amounts of ink, as a press with one profile prints them.

Colours that name inks go to their plates as they are. RGB, Lab and ICC colours go through the profile of the page's
output condition: relative colorimetric with black-point compensation, and without the rule that makes greys black
alone, which is a choice of the author and not of a press.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image, ImageCms

from ..conditions import screen_profile
from ..pdf.functions import Rows
from ..pdf.spaces import PROCESS, Space

Amounts = Mapping[str, Rows]
"""Ink name → one amount, 0 to 1, for each colour. `All` is ink on every plate."""

_MODES: Final = {1: "L", 3: "RGB", 4: "CMYK"}
_WHITE_XYZ: Final = np.array([0.9642, 1.0, 0.8249])


class Inking:
    """The way of colours to ink for one profile of a press."""

    def __init__(self, profile: bytes) -> None:
        self._profile = profile
        self._press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        self._transforms: dict[Any, ImageCms.ImageCmsTransform | None] = {}

    def amounts(self, space: Space, rows: npt.ArrayLike) -> Amounts:
        """The inks of colours of a space: an array (n, count) of components."""
        named = space.plates(rows)
        if named is not None:
            return named
        if space.family == "Pattern":
            return {}
        root, values = space.alternate(rows)
        named = root.plates(values)
        if named is not None:
            return named
        if root.family == "ICCBased" and root.base is not None:
            through = self._embedded(root)
            if through is None:
                return self.amounts(root.base, values)
            limits = np.array(root.limits)
            unit = (values - limits[:, 0]) / np.maximum(limits[:, 1] - limits[:, 0], 1e-9)
            return self._through(through, unit, _MODES[root.count])
        if root.family == "Lab":
            lab = np.column_stack([values[:, 0] / 100, (values[:, 1:] + 128) / 255])
            return self._through(self._lab(), lab, "LAB")
        if root.family == "CalGray":
            return self._through(self._srgb(), np.repeat(values, 3, axis=1), "RGB")
        if root.count == 3:
            return self._through(self._srgb(), values, "RGB")
        return dict.fromkeys(PROCESS, np.zeros(len(values)))

    def picture(self, space: Space, codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8] | None:
        """The process inks, 0 to 255, of pixels (height, width, components) of 8 bits in a space of a profile.

        None where the space has no such way: then `amounts` has one for its colours.
        """
        if space.family in ("DeviceRGB", "CalRGB"):
            transform: ImageCms.ImageCmsTransform | None = self._srgb()
        elif space.family == "ICCBased":
            transform = self._embedded(space)
        else:
            return None
        if transform is None:
            return None if space.base is None else self.picture(space.base, codes)
        height, width = codes.shape[:2]
        picture = Image.frombytes(_MODES[space.count], (width, height), np.ascontiguousarray(codes).tobytes())
        return np.asarray(_applied(transform, picture), dtype=np.uint8)

    def _through(self, transform: ImageCms.ImageCmsTransform, unit: Rows, mode: str) -> Amounts:
        codes = np.ascontiguousarray((np.clip(unit, 0, 1) * 255).round().astype(np.uint8))
        if mode == "LAB":
            codes[:, 1:] ^= 128  # Pillow takes a* and b* with their signs
        picture = Image.frombytes(mode, (len(codes), 1), codes.tobytes())
        inks = np.asarray(_applied(transform, picture)).reshape(-1, 4) / 255.0
        return {name: inks[:, place] for place, name in enumerate(PROCESS)}

    def _srgb(self) -> ImageCms.ImageCmsTransform:
        return self._known("sRGB", lambda: ImageCms.ImageCmsProfile(io.BytesIO(screen_profile())), "RGB")

    def _lab(self) -> ImageCms.ImageCmsTransform:
        return self._known("Lab", lambda: ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "LAB")

    def _known(self, key: str, profile: Any, mode: str) -> ImageCms.ImageCmsTransform:
        found = self._transforms.get(key)
        if found is None:
            found = self._transforms[key] = self._built(profile(), mode)
        return found

    def _embedded(self, space: Space) -> ImageCms.ImageCmsTransform | None:
        """The way out of an embedded profile; None where it is the press's own or cannot be used."""
        if space.profile is None:
            return None
        key = space.profile.objgen
        if key not in self._transforms:
            self._transforms[key] = None
            with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError, pikepdf.PdfError):
                data = space.profile.read_bytes()
                if data != self._profile:
                    opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
                    if opened.profile.xcolor_space.strip() in ("GRAY", "RGB", "CMYK"):
                        self._transforms[key] = self._built(opened, _MODES[space.count])
        return self._transforms[key]

    def _built(self, source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            source,
            self._press,
            mode,
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )


def _applied(transform: ImageCms.ImageCmsTransform, picture: Image.Image) -> Image.Image:
    """The picture in CMYK. Not by `applyTransform`, which writes the profile out for each colour that is asked."""
    out = Image.new("CMYK", picture.size)
    transform.transform.apply(picture.getim(), out.getim())
    return out


class PartlyPainted(Exception):  # noqa: N818 - no error: a page that must be taken apart further
    """A paint leaves some plates of one rendering alone and paints others: they must be rendered singly."""


class Channels:
    """The plates of one rendering: one as grey, or three as the channels of RGB; light is no ink.

    A name that is empty fills a channel up and is never inked.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.space = pikepdf.Name.DeviceGray if len(names) == 1 else pikepdf.Name.DeviceRGB
        self.fill, self.stroke = (b"g", b"G") if len(names) == 1 else (b"rg", b"RG")
        self.blank = (1.0,) * len(names)

    def painted(self, space: Space, amounts: Amounts, *, overprint: bool = False, direct: bool = False) -> bool:
        """Whether a paint of one colour marks these plates (ISO 32000-1, 11.7.4.3, table 149).

        `overprint` is the parameter of the paint; `direct` tells that components of DeviceCMYK that are 0 leave their
        plates alone too (overprint mode 1, and no picture or shading). Raises `PartlyPainted`.
        """
        marks = [self._marked(name, space, amounts, overprint, direct) for name in self.names if name]
        if all(marks):
            return True
        if any(marks):
            raise PartlyPainted
        return False

    @staticmethod
    def _marked(name: str, space: Space, amounts: Amounts, overprint: bool, direct: bool) -> bool:
        if not amounts:
            return False  # /None
        if not overprint or "All" in amounts:
            return True
        if name not in amounts:
            return False
        return not (direct and space.family == "DeviceCMYK" and not amounts[name].any())

    def light(self, amounts: Amounts) -> Rows:
        """Colours as an array (n, channels) of light, 1 where there is no ink."""
        count = len(next(iter(amounts.values()))) if amounts else 1
        everywhere = amounts.get("All")
        none = np.zeros(count) if everywhere is None else everywhere
        inks = [np.maximum(amounts[name], none) if name in amounts else none for name in self.names]
        return 1 - np.column_stack(inks)
