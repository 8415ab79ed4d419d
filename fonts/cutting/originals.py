"""Fetch the original fonts with the usual clients, and let nothing through whose sha256 is not the pinned one."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from .recipe import Original


class OriginalError(Exception):
    """An original could not be had, or is not the pinned one."""


def fetch(original: Original, cache: Path) -> Path:
    """The folder in `cache` that holds every pinned file of `original`, fetched if it is not there yet.

    Where a client is missing, the files may be put into that folder by hand: the sums are what counts.
    """
    folder = cache / f"{original.key}-{original.version}"
    if not _wrong(original, folder):
        return folder
    with tempfile.TemporaryDirectory() as download:
        archive = _download(original, Path(download))
        for name, content in _members(archive, original):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    if wrong := _wrong(original, folder):
        raise OriginalError(f"{original.package} {original.version}: not the pinned file: {', '.join(wrong)}")
    return folder


def _wrong(original: Original, folder: Path) -> list[str]:
    return [
        name
        for name, pinned in original.files.items()
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != pinned
    ]


def _download(original: Original, folder: Path) -> Path:
    package, version = original.package, original.version
    command = {
        "npm": ["npm", "pack", "--silent", f"{package}@{version}"],
        "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{package}=={version}"],
        "apt": ["apt-get", "download", f"{package}={version}"],
    }[original.client]
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (from our recipe)
        (archive,) = folder.iterdir()
    except (OSError, subprocess.CalledProcessError, ValueError) as problem:
        raise OriginalError(f"{package} {version} could not be fetched with {original.client}: {problem}") from problem
    return archive


def _members(archive: Path, original: Original) -> list[tuple[str, bytes]]:
    """The pinned files out of a wheel, an npm tarball or a Debian package."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return [(name, wheel.read(name)) for name in original.files]
    if archive.suffix == ".deb":
        command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
        tree = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
        prefix = "./"
    else:
        tree, prefix = archive.read_bytes(), ""
    with tarfile.open(fileobj=io.BytesIO(tree)) as tar:
        members = [(name, tar.extractfile(prefix + name)) for name in original.files]
        return [(name, member.read()) for name, member in members if member is not None]
