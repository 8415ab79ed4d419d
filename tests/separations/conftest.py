"""The page of every paint, separated once."""

from __future__ import annotations

import pytest

from printkit.separations import separate

from . import sheets


@pytest.fixture(scope="session")
def every():
    """Its plates at 144 pixels an inch."""
    with sheets.every_paint() as pdf:
        return separate(pdf, 0, dpi=144)
