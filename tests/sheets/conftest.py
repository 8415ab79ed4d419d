"""One small booklet, made once for each standard: what sheets are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

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
      - {zh: 我们种下一片花园。, en: We planted a garden.}
"""


@pytest.fixture(scope="session")
def pressed() -> Callable[[str], pk.Artwork]:
    """The booklet in a standard, A5 with 3 mm of bleed."""
    pages = typeset_report(pk.loads(REPORT), pk.layout("booklet-a5"))
    return cache(lambda standard="PDF/X-4": pk.press(pages, standard=standard))
