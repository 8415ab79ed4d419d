"""The pictures of the README and of `handoff.md`, and those of `typography.md`: text by WeasyPrint alone above the same by printkit.

    .venv/bin/python docs/pictures.py

Thin lines show the measure. Plain WeasyPrint runs in a process of its own, on the HTML that printkit makes.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent / "tests" / "bench"
REPORT = HERE.parent / "examples" / "buji-2019" / "report.yaml"
MM = 72 / 25.4


@dataclass(frozen=True)
class Cut:
    """A piece of a page: found by its first words; lengths in mm from the top left of these.

    `measure`: where the lines should end.
    """

    name: str
    words: str
    left: float
    top: float
    width: float
    height: float
    measure: float
    scale: float


CUTS = (
    Cut("paragraph", "领头的人先领题", -4, -4, 112, 33, 96, 4.0),
    Cut("detail", "人人有自己的位置", 56, -1.5, 44, 15.5, 96, 9.0),
)


def plain(folder: Path) -> bytes:
    """The example as WeasyPrint alone sets it."""
    made = subprocess.run(
        [sys.executable, BENCH / "dump_markup.py", REPORT, folder / "markup"], stdout=subprocess.PIPE, check=True
    )
    environment = {**os.environ, "FONTCONFIG_FILE": made.stdout.decode().strip().splitlines()[-1]}
    command = [sys.executable, BENCH / "plain_weasyprint.py", folder / "markup", folder / "plain.pdf"]
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
    return (folder / "plain.pdf").read_bytes()


def cut(pdf: bytes, what: Cut) -> Image.Image:
    """One piece of one page, with the lines of the measure."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        squeezed = [(i, c) for i, c in enumerate(text.get_text_range()) if not c.isspace()]
        at = "".join(c for _, c in squeezed).find("".join(what.words.split()))
        if at < 0:
            continue
        x, _, _, y = text.get_charbox(squeezed[at][0], loose=True)
        image = page.render(scale=what.scale).to_pil()
        unit = what.scale * MM
        left, top = x * what.scale + what.left * unit, (page.get_height() - y) * what.scale + what.top * unit
        draw = ImageDraw.Draw(image)
        for edge in (0, what.measure):
            line = x * what.scale + edge * unit
            draw.line((line, top, line, top + what.height * unit), fill=(220, 60, 40), width=1)
        return image.crop((round(left), round(top), round(left + what.width * unit), round(top + what.height * unit)))
    raise SystemExit(f"`{what.words}` stands on no page")


def side_by_side(pdf: bytes, pages: tuple[int, ...], height: int) -> Image.Image:
    """Pages next to each other, `height` dots high."""
    document = pypdfium2.PdfDocument(pdf)
    made = [document[n - 1].render(scale=2 * height / document[n - 1].get_height()).to_pil() for n in pages]
    made = [image.resize((round(image.width / 2), height), Image.Resampling.LANCZOS) for image in made]
    sheet = Image.new("RGB", (sum(image.width + 12 for image in made) - 12, height), "white")
    x = 0
    for image in made:
        sheet.paste(image, (x, 0))
        x += image.width + 12
    return sheet


def save(image: Image.Image, name: str, colours: int, method: Image.Quantize | None = None) -> None:
    """Write a picture with a palette, small. `MAXCOVERAGE` keeps the colours of small things."""
    out = io.BytesIO()
    image.quantize(colours, method).save(out, "PNG", optimize=True)
    (HERE / f"{name}.png").write_bytes(out.getvalue())


def main() -> None:
    """Write the pictures beside this file."""
    import printkit
    from printkit.handoff import hand_off

    after = printkit.build(REPORT).pdf
    save(side_by_side(after, (1, 6, 7, 37), 560), "booklet-a5", 128)
    save(side_by_side(after, (24, 22), 480), "booklet-a5-data", 64)
    save(side_by_side(printkit.build(REPORT, "poster-a2").pdf, (1,), 700), "poster-a2", 128)
    packed = hand_off(REPORT.with_name("handoff.yaml"), None).entries
    sheet = next(each.data for each in packed if each.en == "spec sheet")
    save(side_by_side(sheet, (1,), 1200), "spec-sheet", 256, Image.Quantize.MAXCOVERAGE)
    with tempfile.TemporaryDirectory() as folder:
        before = plain(Path(folder))
    for what in CUTS:
        two = [cut(before, what), cut(after, what)]
        gap = round(what.scale * 3)
        sheet = Image.new("RGB", (two[0].width, two[0].height * 2 + gap), "white")
        sheet.paste(two[0], (0, 0))
        sheet.paste(two[1], (0, two[0].height + gap))
        save(sheet, f"before-after-{what.name}", 64)


if __name__ == "__main__":
    main()
