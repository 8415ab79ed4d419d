"""What all tests share: our fonts and no others, and goldens that change only when asked."""

from __future__ import annotations

import pytest

from printkit.build import catalogue


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="take what comes out as what is expected from now on")


def pytest_configure() -> None:
    # Before any test imports WeasyPrint, which loads the fonts of the system otherwise.
    catalogue()
