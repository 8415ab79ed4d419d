"""The small jobs, handed off once for all tests."""

from __future__ import annotations

import pytest
from small_jobs import BOUND, STITCHED, write_job

from printkit.handoff import Package, hand_off


@pytest.fixture(scope="session")
def stitched(tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder = tmp_path_factory.mktemp("stitched")
    return hand_off(write_job(folder, STITCHED), folder / "out")


@pytest.fixture(scope="session")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder = tmp_path_factory.mktemp("bound")
    return hand_off(write_job(folder, BOUND), folder / "out")
