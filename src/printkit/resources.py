"""Where printkit's own layouts, fonts, words, output conditions and stocks are (inside the wheel, or in the checkout), and its cache."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def layouts_folder() -> Path:
    """The folder that holds one folder a layout."""
    return _shipped("layouts")


def fonts_folder() -> Path:
    """The folder that holds one folder a font family."""
    return _shipped("fonts")


def lexicon_folder() -> Path:
    """The folder that holds the words of Chinese, `zh.txt`."""
    return _shipped("lexicon")


def conditions_folder() -> Path:
    """The folder that holds one folder an output condition, with its ICC profile, and the one of the screen."""
    # In the wheel they lie beside the modules of `printkit.conditions`.
    inside = _PACKAGE / "conditions"
    return inside if (inside / "screen").is_dir() else _PACKAGE.parents[1] / "conditions"


def stocks_folder() -> Path:
    """The folder that holds the table of papers, `stocks.yaml`."""
    # In the wheel it lies beside the modules of `printkit.stocks`.
    inside = _PACKAGE / "stocks"
    return inside if (inside / "stocks.yaml").is_file() else _PACKAGE.parents[1] / "stocks"


@cache
def cache_folder() -> Path:
    """Where printkit may keep what it can make anew: `$XDG_CACHE_HOME/printkit`.

    Where nothing can be written there (no home, a home that is read only), a new folder for this run.
    """
    folder = _wished()
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            if os.access(folder, os.W_OK | os.X_OK):
                return folder
    # Not a fixed name: in a folder that all users share somebody else could have made it first.
    return _passing()


def _wished() -> Path | None:
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "printkit"
    try:
        return Path.home() / ".cache" / "printkit"
    except RuntimeError:  # a user without a home
        return None


def _passing() -> Path:
    """A folder that is gone when the process ends."""
    import atexit
    import shutil

    folder = Path(tempfile.mkdtemp(prefix="printkit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    # An editable install has no data inside the package: then the checkout is two levels up.
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name
