"""Which files may be read: regular files inside one folder, of known kinds, not too large."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from . import raster, vector
from .fault import AssetFault

MAX_BYTES: Final = 80_000_000

_RASTER: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that passed: `url` is what a page asks for, width and height are in its own pixels."""

    url: str
    name: str
    media_type: str
    data: bytes = field(repr=False)
    width: float
    height: float
    vector: bool

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


class Shelf:
    """The pictures of one report. `root` is the only folder that is ever read."""

    def __init__(self, root: Path | None, inks: Mapping[str, str]) -> None:
        """`inks` are the colours (name → `#rrggbb`) that drawings name as `var(--ink-…)`."""
        self.root = root.resolve() if root is not None else None
        self.inks = inks
        self._assets: dict[str, Asset] = {}

    def get(self, name: str) -> Asset:
        """The picture `name`, a path relative to the root with `/` between folders.

        Raises `AssetFault` for a file that is missing, outside, too large, of an unknown kind or broken.
        """
        known = self._assets.get(name)
        if known is None:
            path = self.find(name)
            known = self._assets[name] = self._read(name, path)
        return known

    def by_url(self) -> dict[str, Asset]:
        """All pictures asked for so far, by the URL that pages use."""
        return {asset.url: asset for asset in self._assets.values()}

    def find(self, name: str) -> Path:
        """The file that `name` means, proven to be a regular file inside the root."""
        if self.root is None:
            raise AssetFault("no-folder", f"`{name}` cannot be found: the report has no folder", "give `root=`")
        if "\0" in name or len(name.encode()) > 1000:
            raise AssetFault("bad-path", f"`{name[:40]}` is not a file name", "write a path such as `figures/room.jpg`")
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
            hint = "put the picture into the report's folder and write its name from there"
            raise AssetFault("outside", f"`{name}` points out of the report's folder", hint)
        path = (self.root / pure).resolve()
        if not path.is_relative_to(self.root):
            hint = "copy the picture itself into the report's folder"
            raise AssetFault("outside", f"`{name}` is a link out of the report's folder", hint)
        try:
            found = path.stat()
        except OSError:
            raise AssetFault("no-picture", f"there is no picture `{name}`", _nearest(self.root, pure)) from None
        if not stat.S_ISREG(found.st_mode):
            raise AssetFault("not-a-file", f"`{name}` is not a file", "name a picture file")
        if found.st_size > MAX_BYTES:
            message = f"`{name}` has {found.st_size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}"
            raise AssetFault("too-large", message, "save it smaller")
        return path

    def _read(self, name: str, path: Path) -> Asset:
        suffix = path.suffix.lower()
        data = path.read_bytes()
        url = f"asset:{len(self._assets)}"
        if suffix == ".svg":
            clean, width, height = vector.read(name, data, self.inks)
            return Asset(url, name, "image/svg+xml", clean, width, height, vector=True)
        if suffix in _RASTER:
            picture = raster.read(name, data)
            return Asset(url, name, picture.media_type, picture.data, picture.width, picture.height, vector=False)
        raise AssetFault("picture-kind", f"`{name}` is no picture that printkit knows", "use PNG, JPEG, WebP, TIFF or SVG")


def _nearest(root: Path, pure: PurePosixPath) -> str:
    """A hint that names what the author probably meant."""
    folder = root / pure.parent
    if not folder.resolve().is_relative_to(root):
        return "check the name"
    if folder.is_dir():
        for other in sorted(folder.iterdir()):
            same_name = other.name.lower() == pure.name.lower()
            if same_name or (other.stem.lower() == pure.stem.lower() and other.suffix):
                return f"did you mean `{pure.parent / other.name}`?"
    return "check the name, or write `slot` for a picture that is still to come"
