"""Which exceptions are a stop to be told in words: wrong input, and a machine that refuses. All others are bugs."""

from __future__ import annotations

import errno
from typing import Final

from ..diagnostics import PrintkitError, error

_MACHINE: Final = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some of your share of the disk",
    errno.EFBIG: "files may not grow this large here: raise the limit, or choose another disk",
    errno.EACCES: "check the permissions of the file or folder",
    errno.EPERM: "check the permissions of the file or folder",
    errno.EROFS: "choose a folder on a disk that can be written",
    errno.EIO: "check the disk",
    errno.ENOMEM: "close other programs",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`)",
    errno.ENFILE: "close other programs",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ELOOP: "a link points at itself: name the file itself",
}


def stop_of(problem: Exception) -> PrintkitError | None:
    """The problem as diagnostics; None for a bug of ours, which is to crash with its traceback."""
    if isinstance(problem, PrintkitError):
        return problem
    if isinstance(problem, OSError) and problem.errno in _MACHINE:
        where = f"`{problem.filename}`: " if problem.filename else ""
        text = (problem.strerror or str(problem)).lower()
        return PrintkitError([error("system", f"{where}{text}", hint=_MACHINE[problem.errno])], exit_code=3)
    if isinstance(problem, MemoryError):
        return PrintkitError([error("system", "there is not enough memory", hint="close other programs")], exit_code=3)
    return None
