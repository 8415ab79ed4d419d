"""`printkit plates`: the separations of a PDF and its total ink, as pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .. import output
from ..diagnostics import PrintkitError, error
from .screen import Outcome, Screen


@dataclass(frozen=True)
class Order:
    """What is wanted: which pages (`1-3,7`, all if empty), at how many pixels an inch, for which condition.

    `limit` is the total ink in percent that the heat map warns of.
    """

    file: Path
    to: Path
    pages: str = ""
    dpi: float = 150
    condition: str | None = None
    limit: float = 320


def write_plates(order: Order, outcome: Outcome, screen: Screen) -> None:
    """Write the plates of each page, and the map of its total ink. Nothing is written if something is wrong."""
    from ..conditions import condition
    from ..pdf.opening import open_pdf
    from ..separations import plate_png, separate_pages, total_ink_png, total_ink_windows

    files: dict[Path, bytes] = {}
    lines = []
    chosen = condition(order.condition) if order.condition else None
    with open_pdf(order.file) as pdf:
        wanted = _numbers(order.pages, len(pdf.pages))
        found = separate_pages(pdf, [number - 1 for number in wanted], dpi=order.dpi, condition=chosen)
        for number, plates in zip(wanted, found, strict=True):
            names: set[str] = set()
            for ink in plates.inks:
                files[order.to / f"page-{number}-{_file_name(ink, names)}.png"] = plate_png(plates, ink)
            files[order.to / f"page-{number}-total-ink.png"] = total_ink_png(plates, order.limit / 100)
            worst = total_ink_windows(plates).mean
            lines.append(f"page {number}: {', '.join(plates.inks)}; at most {worst:.0%} of ink in a square of 15 mm")
            outcome.products.append({"page": number, "inks": list(plates.inks), "total_ink": round(worst, 4)})
    for path in files:
        output.check(path)
    output.write(files)
    for product in outcome.products:
        start = f"page-{product['page']}-"
        product["files"] = [str(path) for path in files if path.name.startswith(start)]
    for line in lines:
        screen.say(line)
    screen.say(f"{len(files)} pictures in {order.to}")


def _numbers(text: str, count: int) -> list[int]:
    """`1-3,7` as page numbers from 1; all of `count` if the text is empty. Raises `PrintkitError` (`no-page`)."""
    if not text.strip():
        return list(range(1, count + 1))
    found: list[int] = []
    for part in text.replace(" ", "").split(","):
        ends = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (0, 0)
        if not 1 <= first <= last <= count:
            hint = f"name pages from 1 to {count}, such as 1-3,7"
            raise PrintkitError([error("no-page", f"`{part}` is no page of this file", hint=hint)])
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


def _file_name(ink: str, taken: set[str]) -> str:
    """An ink's name as a part of the name of a file, unlike those that are taken."""
    plain = re.sub(r"[^\w .+()-]", "_", ink)[:60].strip(" .") or "ink"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain}-{number}", number + 1
    taken.add(name.lower())
    return name
