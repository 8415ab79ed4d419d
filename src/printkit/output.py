"""Files that printkit writes: where they may go, what they may replace, and how they appear whole.

Every file bears a mark that printkit made it, inside its own format; a file without it is never
replaced (T8). Files are written beside their place, flushed and renamed (T27).
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from .diagnostics import Diagnostic, PrintkitError, error

CREATOR: Final = "printkit"
"""The mark: /Creator or /Producer of a PDF, `Software` of a PNG. Sheets of a foreign PDF keep its creator."""

MADE: Final = "Made by printkit"
_WRITTEN: Final = (b"Made by `printkit", MADE.encode())
"""The mark of a text file, near its top: a report that was imported, a schema; of a zip, its comment."""

_LONGEST: Final = 200
"""Bytes of a file name; file systems end at 255, and a file being written has a longer name."""

_REASONS: Final = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another folder with `-o`"),
    errno.EDQUOT: ("your share of the disk is full", "free some space, or choose another folder with `-o`"),
    errno.EACCES: ("you may not write there", "choose another folder with `-o`"),
    errno.EPERM: ("you may not write there", "choose another folder with `-o`"),
    errno.EROFS: ("it lies on a disk that can only be read", "choose another folder with `-o`"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name with `-o`"),
    errno.ENOTDIR: ("a part of its path is a file, not a folder", "choose another folder with `-o`"),
    errno.EEXIST: ("a part of its path is a file, not a folder", "choose another folder with `-o`"),
}


def place(to: str | Path, name: str, suffix: str) -> Path:
    """Where `name` goes: the file `to` itself if it ends in `suffix`, else into the folder `to`.

    Raises `PrintkitError` for a name that would lead out of the folder or that no file can have.
    """
    check_name(f"{name}{suffix}")
    if "\0" in str(to):
        raise PrintkitError([_bad_name(str(to), "holds a NUL")])
    path = Path(to)
    if path.suffix.lower() == suffix:
        check_name(path.name)
        if not path.is_dir():
            return path
    return path / f"{name}{suffix}"


def check_name(name: str) -> None:
    """Whether `name` can be the name of one file. Raises `PrintkitError`."""
    if "\0" in name:
        raise PrintkitError([_bad_name(name, "holds a NUL")])
    if "/" in name or "\\" in name or name.startswith("."):
        raise PrintkitError([_bad_name(name, "leads out of the folder, or hides")])
    if len(os.fsencode(name)) > _LONGEST:
        raise PrintkitError([_bad_name(name, f"has more than {_LONGEST} bytes")])


def _bad_name(name: str, why: str) -> Diagnostic:
    shown = name if len(name) <= 40 else f"{name[:40]}…"
    return error(
        "bad-output-name", f"`{shown}` cannot be the name of a file: it {why}", hint="choose a plain, short name"
    )


def check(target: Path) -> None:
    """Refuse a target that is no plain file, or that printkit did not make. Raises `PrintkitError`."""
    try:
        if not target.exists() and not target.is_symlink():
            return
        if target.is_dir():
            raise PrintkitError([error("not-a-file", f"`{target}` is a folder", hint="name a file with `-o`")])
        if target.is_symlink() or not target.is_file() or not is_ours(target):
            message = f"`{target}` exists and printkit did not make it"
            hint = "move it away, or choose another name with `-o`"
            raise PrintkitError([error("would-overwrite", message, hint=hint)])
    except OSError as problem:
        raise refused(target, problem) from None


def is_ours(file: Path) -> bool:
    """Whether the file bears printkit's mark. Reads little of it."""
    match file.suffix.lower():
        case ".pdf":
            from .proof import pdf_programs

            return CREATOR in pdf_programs(file)
        case ".png":
            from .proof import png_software

            return png_software(file) == CREATOR
        case ".zip":
            with file.open("rb") as opened:
                opened.seek(max(0, file.stat().st_size - 400))
                return opened.read().endswith(MADE.encode())
        case _:
            with file.open("rb") as opened:
                top = opened.read(400)
            return any(mark in top for mark in _WRITTEN)


def write(files: Mapping[Path, bytes]) -> None:
    """Write files so that all of them appear, each whole, or none.

    First every file is written beside its place and flushed to the disk; only then are they renamed.
    Raises `PrintkitError` with exit code 3 where the system refuses.
    """
    ready: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, data in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            ready.append((beside(target, data), target))
        for draft, target in ready:
            draft.replace(target)
        for folder in {target.parent for target in files}:
            flush_folder(folder)
    except OSError as problem:
        raise refused(target, problem) from None
    finally:
        for draft, _ in ready:
            draft.unlink(missing_ok=True)


def beside(target: Path, data: bytes) -> Path:
    """The data in a new file beside its place, on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o666 & ~mask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def mask() -> int:
    """The user's umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def flush_folder(folder: Path) -> None:
    """Make new names in a folder last through a power cut; file systems that cannot are left alone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refused(target: Path, problem: OSError) -> PrintkitError:
    """What to say where the system refuses to write, with exit code 3."""
    reason, hint = _REASONS.get(
        problem.errno or 0, (problem.strerror or str(problem), "choose another folder with `-o`")
    )
    return PrintkitError([error("cannot-write", f"`{target}` cannot be written: {reason}", hint=hint)], exit_code=3)
