"""Make a report of about 30, 100 or 400 pages: `python content.py S folder` writes `report.yaml` and pictures."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pictures
import words
import yaml
from words import Pair, Writer

Block = dict[str, Any]


@dataclass(frozen=True)
class Extent:
    """How much: so many sections of so many blocks; `pages` is what comes of it in booklet-a5, about."""

    pages: int
    sections: int
    blocks: int


SIZES = {"S": Extent(30, 4, 11), "M": Extent(100, 8, 25), "L": Extent(400, 24, 35)}

# The course of a section, over and over: what reports hold, in about the shares that they hold it.
_COURSE = "ppfppqpplppgppsptppfppcpplp"


def write(size: str, folder: Path, *, figures: bool = True) -> None:
    """Put the report of a size into a folder, the same every time; what is already there of it stays."""
    stamp, makers = folder / "made-by.txt", (__file__, pictures.__file__, words.__file__)
    mark = hashlib.sha256(b"".join(Path(maker).read_bytes() for maker in makers)).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == mark:
        return
    folder.mkdir(parents=True, exist_ok=True)
    report = make(size) if figures else without_figures(make(size))
    text = yaml.dump(report, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100_000)
    for name in _files(report):
        draw = pictures.drawing if name.endswith(".png") else pictures.photograph
        draw(folder / name, f"{size} {name}")
    (folder / "report.yaml").write_text(text, "utf-8")
    stamp.write_text(mark, "ascii")


def make(size: str) -> Block:
    """The report as plain data, in the words of the YAML file."""
    extent = SIZES[size]
    maker = _Maker(size)
    return {
        "title": _both(("众声成书", "Many Voices, One Book")),
        "subtitle": _both(("量一量要花多久", "A yardstick for time")),
        "issuer": _both(("printkit 试车场", "printkit test track")),
        "period": "2024",
        "date": "2024-12-31",
        "summary": _both(maker.writer.text(2)),
        "sections": [maker.section(extent.blocks) for _ in range(extent.sections)],
        "closing": {"slogan": [_both(("字字有着落", "Every word in its place"))]},
        "keywords": [_both(pair) for pair in words.HOW[:8]],
        "contact": {"name": _both(("编辑部", "The editors")), "website": "https://example.org/bench"},
    }


def without_figures(report: Block) -> Block:
    """The same report with words, numbers, tables and charts alone."""
    sections = [
        {**section, "blocks": [block for block in section["blocks"] if "figure" not in block]}
        for section in report["sections"]
    ]
    return {**report, "sections": sections}


class _Maker:
    def __init__(self, size: str) -> None:
        self.writer = Writer(size)
        self.dice = self.writer.dice
        self.pictures = 0
        self.made = 0
        self.kinds: dict[str, Callable[[], Block]] = {
            "p": self.paragraph, "f": self.figure, "g": self.group, "q": self.quote, "l": self.list,
            "s": self.statistics, "t": self.table, "c": self.chart,
        }  # fmt: skip

    def section(self, blocks: int) -> Block:
        course = [_COURSE[(self.made + n) % len(_COURSE)] for n in range(blocks)]
        self.made += blocks
        return {
            "heading": _both(self.writer.heading()),
            "highlight": _both(self.writer.highlight()),
            "blocks": [self.kinds[kind]() for kind in course],
        }

    def paragraph(self) -> Block:
        text = _both(self.writer.text(self.dice.randint(2, 5)))
        return {"highlight": _both(self.writer.highlight()), "text": text} if self.dice.random() < 0.6 else text

    def picture(self) -> str:
        self.pictures += 1
        return f"picture-{self.pictures:03}.{'png' if self.pictures % 8 == 5 else 'jpg'}"

    def figure(self) -> Block:
        width = self.dice.choice(("text", "column", "page"))
        return {"figure": self.picture(), "caption": _both(self.writer.text(1)), "width": width}

    def group(self) -> Block:
        two = [{"file": self.picture(), "caption": _both(self.writer.highlight())} for _ in range(2)]
        return {"figure": two, "width": "text"}

    def quote(self) -> Block:
        (nz, ne), (rz, re) = self.writer.name(), self.dice.choice(words.ROLE)
        return {"quote": _both(self.writer.highlight()), "source": {"zh": f"{nz}{rz}", "en": f"{ne}, {re}"}}

    def list(self) -> Block:
        items = [{"head": _both(self.writer.highlight()), "text": _both(self.writer.text(1))} for _ in range(4)]
        return {"list": items, "ordered": self.dice.random() < 0.5, "title": _both(self.writer.heading())}

    def statistics(self) -> Block:
        return {
            "statistics": [
                {
                    "value": f"{self.dice.randint(120, 9900):,}",
                    "unit": _both(unit),
                    "label": _both(self.writer.heading()),
                }
                for unit in self.dice.sample(words.UNIT, 3)
            ],
            "title": _both(self.writer.heading()),
        }

    def table(self) -> Block:
        rows = [
            [_both(self.writer.name()), *(f"{self.dice.randint(9, 9999):,}" for _ in range(3))]
            for _ in range(self.dice.randint(5, 9))
        ]
        head = [_both(("地点", "Place")), *(_both(unit) for unit in self.dice.sample(words.UNIT, 3))]
        return {"table": rows, "head": head, "caption": _both(self.writer.heading())}

    def chart(self) -> Block:
        items = [
            {"label": _both(self.writer.name()), "value": str(self.dice.randint(40, 990))}
            for _ in range(self.dice.randint(4, 5))
        ]
        unit = _both(self.dice.choice(words.UNIT))
        return {"chart": "bars", "items": items, "title": _both(self.writer.heading()), "unit": unit}


def _both(pair: Pair) -> Block:
    return {"zh": pair[0], "en": pair[1]}


def _files(value: Any) -> Iterator[str]:
    """The pictures that a report names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("figure", "file") and isinstance(inner, str):
                yield inner
            else:
                yield from _files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _files(inner)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
