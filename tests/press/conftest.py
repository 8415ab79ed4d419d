"""One small booklet, set once with 3 mm of bleed, and the files that are made of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest

import printkit as pk
from printkit.build import typeset_report

REPORT = """\
title: {zh: 花园 <一>, en: The Garden & more}
issuer: {zh: 园丁, en: Gardeners}
date: 2020-02-29
sections:
  - heading: {zh: 春, en: Spring}
    blocks:
      - {zh: "我们种下一片[花园](https://example.org/garden)。", en: We planted a garden.}
"""


@pytest.fixture(scope="session")
def booklet() -> pk.Typeset:
    """Nine pages or so, A5, 3 mm of bleed."""
    return typeset_report(pk.loads(REPORT), pk.layout("booklet-a5"))


@pytest.fixture(scope="session")
def pressed(booklet: pk.Typeset) -> Callable[..., pk.Artwork]:
    """`press` of the booklet, each file made once."""

    @cache
    def made(standard: str = "PDF/X-4", **choices: object) -> pk.Artwork:
        return pk.press(booklet, standard=standard, **choices)  # type: ignore[arg-type]

    return made


@pytest.fixture
def opened(pressed: Callable[..., pk.Artwork]) -> Callable[..., pikepdf.Pdf]:
    """The same, opened."""
    return lambda *given, **choices: pikepdf.open(io.BytesIO(pressed(*given, **choices).pdf))
