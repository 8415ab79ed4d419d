"""The package: files in memory with what each is, their checksums, the manifest, the zip; written as one, or not at all."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import folders, output
from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from .facts import PackageFacts


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a package."""

    name: str
    data: bytes = field(repr=False)
    zh: str
    """What it is, in a few words."""
    en: str

    @property
    def sha256(self) -> str:
        """The checksum of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """A finished hand-off. `folder` and `zip` are where it was written; None if it was not."""

    name: str
    entries: tuple[Entry, ...]
    archive: bytes = field(repr=False)
    facts: PackageFacts
    warnings: tuple[Diagnostic, ...] = ()
    folder: Path | None = None
    zip: Path | None = None

    def entry(self, name: str) -> Entry:
        """The file of that name. Raises `KeyError`."""
        return next((each for each in self.entries if each.name == name), None) or _missing(name)

    def written(self, to: Path) -> Package:
        """The package, written into `to`: its folder, and the zip beside it.

        Raises `PrintkitError`: `would-overwrite` where something stands there that printkit did not make or that was
        changed since, `cannot-write` (exit code 3) where the system refuses. Then nothing has changed.
        """
        folder, file = to / self.name, to / f"{self.name}.zip"
        folders.write(folder, {each.name: each.data for each in self.entries}, {file: self.archive})
        return replace(self, folder=folder, zip=file)


def _missing(name: str) -> Entry:
    raise KeyError(name)


def close(entries: tuple[Entry, ...], about: Mapping[str, object]) -> tuple[Entry, ...]:
    """The files with the two that tell of all others: the manifest (JSON), and the checksums as `sha256sum -c` reads them.

    `about` is what the manifest says besides: the facts of the job.
    """
    listed = {
        "made": output.MADE,
        **about,
        "files": [
            {"name": each.name, "bytes": len(each.data), "sha256": each.sha256, "zh": each.zh, "en": each.en}
            for each in entries
        ],
    }
    manifest = Entry(
        folders.MANIFEST,
        _json(listed),
        "文件清单与作业数据（供程序读取）",
        "the files and facts of the job, for programs",
    )
    every = (*entries, manifest)
    sums = "".join(f"{each.sha256}  {each.name}\n" for each in every)
    return (
        *every,
        Entry(folders.SUMS, sums.encode(), "校验和：sha256sum -c SHA256SUMS", "checksums: sha256sum -c SHA256SUMS"),
    )


def archived(folder: str, entries: tuple[Entry, ...], date: datetime.date) -> bytes:
    """The folder as a zip. Nothing in it is packed tighter: PDFs are already, and so the bytes are the same everywhere.

    `date` is that of each file in it, not before 1980, where zip begins.
    """
    moment = (max(date.year, 1980), date.month, date.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = output.MADE.encode()
        for each in entries:
            info = zipfile.ZipInfo(f"{folder}/{each.name}", moment)
            info.create_system = 3  # Unix wherever it is made, so that the permissions count
            info.external_attr = 0o100644 << 16
            archive.writestr(info, each.data)
    return out.getvalue()


def check(to: Path, name: str) -> None:
    """Refuse places that may not be replaced, before any work is done. Raises `PrintkitError`."""
    folders.check(to / name)
    output.check(to / f"{name}.zip")


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
