"""A folder for each test, in which a column of text is set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import columns
import pytest

import printkit as pk


@pytest.fixture
def column(tmp_path: Path) -> Callable[..., pk.Typeset]:
    """`columns.column` in a folder of its own."""
    return partial(columns.column, tmp_path)
