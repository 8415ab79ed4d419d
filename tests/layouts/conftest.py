"""Each layout is typeset once a session; the tests read the same pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import printkit as pk
from printkit.build import catalogue

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "buji-2019" / "report.yaml"


@cache
def _set(layout: str, language: str) -> tuple[pk.Typeset, bytes]:
    catalogue()
    pages = pk.typeset_report(pk.load(EXAMPLE), pk.layout(layout, language=language))
    return pages, pages.pdf(catalogue().postscript_names)


@pytest.fixture(scope="session")
def example() -> Callable[..., tuple[pk.Typeset, bytes]]:
    """The example in a layout, in all languages or one: (pages, PDF)."""
    return lambda layout, language="all": _set(layout, language)
