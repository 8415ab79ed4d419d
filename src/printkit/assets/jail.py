"""Which files may be read: regular files inside one folder, of known kinds, not too large."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from . import raster, vector
from .fault import AssetFault

MAX_BYTES: Final = 80_000_000

_RASTER: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"})
_LONGEST: Final = 255
"""Bytes of one part of a path; file systems end here."""
_SCHEME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
_COPY: Final = "copy the picture itself into the report's folder"
_FROM_THERE: Final = "put the picture into the report's folder and write its name from there"
_KINDS: Final = "use PNG, JPEG, WebP, TIFF or SVG"


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

    def __init__(self, root: Path | None, inks: Mapping[str, str], made: Mapping[str, bytes] | None = None) -> None:
        """`inks` are the colours (name → `#rrggbb`) that drawings name as `var(--ink-…)`.

        `made` are pictures that are no files, by the names that the report calls them.
        """
        self.root = root.resolve() if root is not None else None
        self.inks = inks
        self.made = made or {}
        self._assets: dict[str, Asset] = {}

    def get(self, name: str) -> Asset:
        """The picture `name`, a path relative to the root with `/` between folders.

        Raises `AssetFault` for a file that is missing, outside, too large, of an unknown kind or broken.
        """
        known = self._assets.get(name)
        if known is None:
            known = self._assets[name] = self._read(name)
        return known

    def by_url(self) -> dict[str, Asset]:
        """All pictures asked for so far, by the URL that pages use."""
        return {asset.url: asset for asset in self._assets.values()}

    def find(self, name: str) -> Path:
        """The file that `name` means, proven to be a regular file inside the root."""
        if self.root is None:
            raise AssetFault("no-folder", f"`{name}` cannot be found: the report has no folder", "give `root=`")
        pure = _checked(name)
        try:
            path = (self.root / pure).resolve()
        except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle, until Python 3.12
            raise AssetFault("outside", f"`{name}` is a link that leads nowhere", _COPY) from None
        if not path.is_relative_to(self.root):
            raise AssetFault("outside", f"`{name}` is a link out of the report's folder", _COPY)
        try:
            found = path.stat()
        except OSError as problem:
            if problem.errno == errno.EACCES:
                raise _unreadable(name) from None
            raise AssetFault("no-picture", f"there is no picture `{name}`", _nearest(self.root, pure)) from None
        _check_kind(name, found)
        return path

    def _read(self, name: str) -> Asset:
        made = self.made.get(name)
        path = Path(name) if made is not None else self.find(name)
        suffix = path.suffix.lower()
        if suffix not in _RASTER and suffix != ".svg":
            raise AssetFault("picture-kind", f"`{name}` is no picture that printkit knows", _KINDS)
        data = _bytes(name, path) if made is None else made
        url = f"asset:{len(self._assets)}"
        if suffix == ".svg":
            clean, width, height = vector.read(name, data, self.inks)
            return Asset(url, name, "image/svg+xml", clean, width, height, vector=True)
        picture = raster.read(name, data)
        return Asset(url, name, picture.media_type, picture.data, picture.width, picture.height, vector=False)


def _checked(name: str) -> PurePosixPath:
    """The name as a path, if it can be one inside a folder."""
    shown = name if len(name) <= 60 else f"{name[:60]}…"
    try:
        parts = [len(part.encode()) for part in name.split("/")]
    except UnicodeEncodeError:
        raise AssetFault("bad-path", f"`{shown!a}` is not a file name", _FROM_THERE) from None
    if "\0" in name or max(parts) > _LONGEST or len(name) > 1000:
        raise AssetFault("bad-path", f"`{shown}` is not a file name", "write a path such as `figures/room.jpg`")
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or _SCHEME.match(name):
        raise AssetFault("outside", f"`{name}` points out of the report's folder", _FROM_THERE)
    if "\\" in name:
        raise AssetFault("bad-path", f"`{name}` holds a backslash", "write `/` between folders")
    return pure


def _check_kind(name: str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise AssetFault("not-a-file", f"`{name}` is not a file", "name a picture file")
    if found.st_size > MAX_BYTES:
        message = f"`{name}` has {found.st_size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}"
        raise AssetFault("too-large", message, "save it smaller")


def _bytes(name: str, path: Path) -> bytes:
    """The file's bytes. What was checked may have been exchanged since: what is opened is checked again."""
    try:
        # Without O_NONBLOCK the opening of a pipe waits for somebody to write into it.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        raise _unreadable(name) from None
    with os.fdopen(handle, "rb") as opened:
        _check_kind(name, os.fstat(handle))
        try:
            return opened.read(MAX_BYTES)
        except OSError:
            raise _unreadable(name) from None


def _unreadable(name: str) -> AssetFault:
    return AssetFault("unreadable", f"`{name}` may not be read", "check the file's permissions")


def _nearest(root: Path, pure: PurePosixPath) -> str:
    """A hint that names what the author probably meant."""
    folder = root / pure.parent
    try:
        inside = folder.resolve().is_relative_to(root) and folder.is_dir()
        others = sorted(folder.iterdir()) if inside else []
    except (OSError, RuntimeError):
        others = []
    for other in others:
        # Names from a Mac have their accents apart; names from Windows differ in case.
        same_name = _plain(other.name) == _plain(pure.name)
        if same_name or (_plain(other.stem) == _plain(pure.stem) and other.suffix.lower() in {*_RASTER, ".svg"}):
            return f"did you mean `{pure.parent / other.name}`?"
    return "check the name, or write `slot` for a picture that is still to come"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
