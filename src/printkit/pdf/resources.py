"""The named resources of a content stream, each read once: `Resources`; `Shared` keeps what many pages use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from . import limits
from .fonts import Face, font
from .layers import Layers
from .spaces import CMYK, GRAY, PATTERN, RGB, Space, space
from .streams import unpacked
from .values import attempt, dictionary, identity

_DEVICE = {
    "DeviceGray": GRAY,
    "G": GRAY,
    "DeviceRGB": RGB,
    "RGB": RGB,
    "DeviceCMYK": CMYK,
    "CMYK": CMYK,
    "Pattern": PATTERN,
}
_KEPT = 32 << 20
"""Bytes of unpacked forms that are kept for the next use."""


@dataclass(slots=True)
class Shared:
    """What is read once in a file: fonts, resources that are objects, the content of forms, which layers are on."""

    pdf: pikepdf.Pdf
    layers: Layers
    faces: dict[tuple[int, int], Face] = field(default_factory=dict)
    resources: dict[tuple[int, int], Resources] = field(default_factory=dict)
    contents: dict[tuple[int, int], bytes] = field(default_factory=dict)
    kept: int = 0

    def of(self, entry: Any) -> Resources:
        """The resources of a page or a form."""
        key = identity(entry)
        if key == (0, 0):
            return Resources(self, dictionary(entry))
        if key not in self.resources:
            if len(self.resources) > 512:
                self.resources.clear()
            self.resources[key] = Resources(self, dictionary(entry))
        return self.resources[key]

    def content(self, stream: Any) -> bytes:
        """What a form or pattern says, unpacked.

        Raises:
            TooLargeError: more than `limits.STREAM` bytes.
        """
        key = identity(stream)
        found = self.contents.get(key)
        if found is None:
            found = unpacked(stream, limits.STREAM)
            if key != (0, 0) and self.kept + len(found) < _KEPT:
                self.contents[key] = found
                self.kept += len(found)
        return found

    def face(self, obj: Any) -> Face:
        """A font, which many pages share."""
        key = identity(obj)
        if key == (0, 0) or key not in self.faces:
            if len(self.faces) > 256:
                self.faces.clear()
            self.faces[key] = font(obj)
        return self.faces[key]


@dataclass(slots=True)
class Resources:
    """A resource dictionary; every name is looked up and read once."""

    shared: Shared
    entries: Any
    spaces: dict[str, Space] = field(default_factory=dict)
    states: dict[str, Any] = field(default_factory=dict)
    objects: dict[tuple[str, str], Any] = field(default_factory=dict)
    faces: dict[str, Face] = field(default_factory=dict)

    def find(self, category: str, title: str) -> Any:
        """The object of a name, None where there is none."""
        key = (category, title)
        if key not in self.objects:
            self.objects[key] = attempt(lambda: dictionary(self.entries.get("/" + category)).get("/" + title), None)
        return self.objects[key]

    def space(self, title: str) -> Space:
        """The colour space that `cs` names."""
        found = self.spaces.get(title)
        if found is None:
            found = _DEVICE.get(title) or space("/" + title, self.entries)
            self.spaces[title] = found
        return found

    def face(self, title: str) -> Face:
        """The font that `Tf` names; one without a dictionary has usual widths."""
        found = self.faces.get(title)
        if found is None:
            found = self.faces[title] = self.shared.face(self.find("Font", title))
        return found
