"""Small reports with jobs beside them: one stitched, with sheets; one bound, with cover and jacket."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

REPORT = """\
title: {zh: 小册子, en: A Booklet}
date: 2020-01-20
sections:
  - heading: {zh: 同心, en: Together}
    blocks:
      - {zh: 城里的事，要靠住在城里的人。, en: A town depends on the people who live in it.}
  - heading: {zh: 同行, en: Walking together}
    blocks:
      - {zh: 一条街怎样开出花来。, en: How a street came into bloom.}
"""
STITCHED = """\
quantity: 500
stock: matt-157
finishing:
  - {lamination: matt}
  - {spot-varnish: shape.svg}
sheets: {sheet: SRA3}
deadline: 2026-12-10
"""
BOUND = """\
quantity: 1200
version: v2
project: {zh: 项目/甲 乙, en: Project}
binding: perfect-bound
stock: offset-100
cover: {kind: dust-jacket, stock: gloss-157, flaps: 80mm}
finishing:
  - {foil: 'ink:main', colour: gold, on: jacket}
proofs: false
"""
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210"><circle cx="74" cy="80" r="20"/></svg>'


def write_job(folder: Path, job: str, report: str = REPORT) -> Path:
    """A report with a job and a shape beside it; gives the report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.yaml").write_text(report, encoding="utf-8")
    (folder / "handoff.yaml").write_text(job, encoding="utf-8")
    (folder / "shape.svg").write_text(SHAPE, encoding="utf-8")
    return folder / "report.yaml"


@cache
def xjdf_schema() -> etree.XMLSchema:
    """CIP4's own schema of XJDF 2.1."""
    file = Path(__file__).parents[2].parent / "shared" / "data" / "xjdf-2.1.xsd"
    if not file.is_file():
        pytest.skip("CIP4's schema may not be carried into the project, and is not beside it here")
    return etree.XMLSchema(etree.parse(str(file)))
