"""A folder of files that appears whole or not at all, and is replaced only if it is ours and nobody has touched it.

Our folders tell what is in them: a `manifest.json` with printkit's mark, and `SHA256SUMS`, which lists every file. A folder in
which something was added or changed since is somebody's work, and is left alone (T8).
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from .diagnostics import PrintkitError, error
from .output import MADE, beside, check_name, flush_folder, mask, refused
from .output import check as check_file

MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
_DROPPINGS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind; nobody's work."""


def check(folder: Path) -> None:
    """Refuse a place where something stands that may not be replaced. Raises `PrintkitError` (`would-overwrite`)."""
    check_name(folder.name)
    try:
        why = _kept(folder)
    except OSError as problem:
        raise refused(folder, problem) from None
    if why:
        hint = "move it away, choose another folder with `-o`, or count the version up"
        raise PrintkitError([error("would-overwrite", why, hint=hint)])


def _kept(folder: Path) -> str:
    """Why a folder may not be replaced; empty if it may."""
    if not folder.exists() and not folder.is_symlink():
        return ""
    if folder.is_symlink() or not folder.is_dir():
        return f"`{folder}` exists and is no folder that printkit made"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - _DROPPINGS
    if not there:
        return ""
    manifest = folder / MANIFEST
    if not manifest.is_file() or MADE not in manifest.read_text("utf-8", "replace")[:400]:
        return f"`{folder}` exists and printkit did not make it"
    listed = dict(_sums(folder / SUMS))
    for name in sorted(there - {SUMS}):
        if name not in listed:
            return f"`{folder}` holds `{name}`, which printkit did not put there"
        if _digest(folder / name) != listed[name]:
            return f"`{folder / name}` was changed since printkit made it"
    return ""


def _sums(file: Path) -> Iterator[tuple[str, str]]:
    """Name and checksum of each file that the sums list."""
    if file.is_file() and not file.is_symlink():
        for line in file.read_text("utf-8", "replace").splitlines():
            digest, _, name = line.partition("  ")
            yield name, digest


def _digest(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write(folder: Path, files: Mapping[str, bytes], along: Mapping[Path, bytes]) -> None:
    """Write a folder of ours and the files `along` with it, all or nothing, in the place of an older one.

    Everything is first written beside its place and flushed to the disk; the old folder is gone only when the new one
    stands. Raises `PrintkitError`: `would-overwrite` as `check` does, `cannot-write` (exit code 3) where the system refuses.
    """
    check(folder)
    for file in along:
        check_file(file)
    drafts: list[tuple[Path, Path]] = []
    made = old = None
    target = folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = _filled(folder, files)
        for target, data in along.items():
            drafts.append((beside(target, data), target))
        target = folder
        old = _set_aside(folder)
        made.rename(folder)
        for draft, target in drafts:
            draft.replace(target)
        flush_folder(folder.parent)
    except BaseException as problem:
        if old is not None:
            if made is not None and folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
            old.rename(folder)
            old = None
        elif made is not None and not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, OSError):
            raise refused(target, problem) from None
        raise
    finally:
        for leftover in (made, old):
            if leftover is not None:
                shutil.rmtree(leftover, ignore_errors=True)
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def _filled(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A new folder beside its place, with the files in it, on the disk."""
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:20]}.", suffix=".part", dir=folder.parent))
    try:
        for name, data in files.items():
            check_name(name)
            draft = beside(made / name, data)
            draft.rename(made / name)
        made.chmod(0o777 & ~mask())
        flush_folder(made)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return made


def _set_aside(folder: Path) -> Path | None:
    """Move the older folder out of the way; None if there is none."""
    if not folder.exists():
        return None
    away = Path(tempfile.mkdtemp(prefix=f".{folder.name[:20]}.", suffix=".old", dir=folder.parent))
    folder.rename(away)  # onto the empty folder
    return away
