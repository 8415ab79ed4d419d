"""Where printkit's own layouts, fonts and examples are: inside the wheel, or in the checkout beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def layouts_folder() -> Path:
    """The folder that holds one folder a layout."""
    return _shipped("layouts")


def fonts_folder() -> Path:
    """The folder that holds one folder a font family."""
    return _shipped("fonts")


def cache_folder() -> Path:
    """Where printkit may keep what it can make anew: `$XDG_CACHE_HOME/printkit`."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "printkit"


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    # An editable install has no data inside the package: then the checkout is two levels up.
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name
