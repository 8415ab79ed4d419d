"""What all tests share: our fonts and no others, and goldens that change only when asked."""

from __future__ import annotations

import pytest

from printkit.build import catalogue


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what came out as what is expected; the commit says why")


def pytest_configure() -> None:
    # Before any test imports WeasyPrint, which loads the fonts of the system otherwise.
    catalogue()
