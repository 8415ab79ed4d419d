"""Folders and a server that the hostile inputs of these tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import Folder, Listener


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """For tests of the layout alone: each writes the template and the style anew."""
    return Folder(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that nobody may read: its bytes must be in no output."""
    file = tmp_path / "canary.css"
    file.write_text("/* CANARY-7f3a */ body::before { content: 'CANARY-7f3a' }", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.server.close()
