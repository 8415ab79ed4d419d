"""Two books made of the example, each with its job: 96 pages perfect-bound with a cover, 24 pages saddle-stitched.

The longer one has the sections of the example two times and most of them a third time; the shorter one has four of them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "buji-2019"
FIRST: Final = range(7)
BOOK_SECTIONS: Final = (*FIRST, *FIRST, 1, 2, 3, 4, 5)
BOOKLET_SECTIONS: Final = (1, 2, 3, 5)

BOOK: Final = """\
quantity: 2000
version: v3
project: {zh: 布吉2019合订本, en: The Bound Edition of Buji 2019}
binding: perfect-bound
stock: offset-100
cover: {kind: soft, stock: board-250, flaps: 80mm}
finishing:
  - {lamination: matt, on: cover}
  - {foil: 'ink:acc', colour: gold, on: cover}
  - {spot-varnish: 'ink:tint', on: cover}
sheets: {sheet: 正度对开, options: {gripper: 10mm}}
deadline: 2026-12-10
delivery: {to: {zh: 布吉街道办事处, en: Buji Subdistrict Office}}
contacts:
  - {role: approval, name: {zh: 王芳, en: Wang Fang}, telephone: 0755 0000 0000, email: print@example.org}
"""
BOOKLET: Final = """\
quantity: 500
project: {zh: 布吉2019选本, en: A Selection of Buji 2019}
binding: saddle-stitch
stock: matt-157
cover: {kind: self}
finishing:
  - {spot-varnish: varnish.svg, on: cover}
  - {die-line: 'right-corner:5mm', on: cover}
sheets: {sheet: SRA3}
deadline: 2026-12-10
"""
VARNISH: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210"><circle cx="74" cy="120" r="30"/></svg>
"""


def write(folder: Path, job: str, sections: tuple[int, ...]) -> Path:
    """The example with these sections, and the job beside it; gives the job."""
    text = (EXAMPLE / "report.yaml").read_text("utf-8")
    head, rest = re.split(r"(?m)^(?=sections:$)", text)
    body, tail = re.split(r"(?m)^(?=closing:$)", rest.removeprefix("sections:\n"))
    parts = re.split(r"(?m)^(?=  - )", body)[1:]
    folder.mkdir(parents=True, exist_ok=True)
    chosen = "".join(parts[section] for section in sections)
    (folder / "report.yaml").write_text(f"{head}sections:\n{chosen}{tail}", "utf-8")
    (folder / "varnish.svg").write_text(VARNISH, "utf-8")
    shutil.copytree(EXAMPLE / "figures", folder / "figures")
    file = folder / "handoff.yaml"
    file.write_text(job, "utf-8")
    return file
