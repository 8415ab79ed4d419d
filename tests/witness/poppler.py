"""poppler: which fonts, pictures and boxes a file has, and whether drawing it goes without a word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .asking import lines, run

_BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")


@dataclass(frozen=True)
class Font:
    """A row of `pdffonts`."""

    name: str
    embedded: bool
    subset: bool


@dataclass(frozen=True)
class Image:
    """A row of `pdfimages -list`: `colour` is gray, rgb, cmyk, icc, index, sep or devn; `kind` image, mask, smask, stencil."""

    page: int
    kind: str
    colour: str


def fonts(file: Path) -> list[Font]:
    """All fonts of a file. Their kind may hold blanks, so a row is read from its right end."""
    rows = [line.split() for line in lines(run("pdffonts", file).stdout)[2:]]
    return [Font(row[0], row[-5] == "yes", row[-4] == "yes") for row in rows]


def images(file: Path) -> list[Image]:
    """All pictures of a file, those in forms too."""
    rows = [line.split() for line in lines(run("pdfimages", "-list", file).stdout)[2:]]
    return [Image(int(row[0]), row[2], row[5]) for row in rows]


def boxes(file: Path, page: int = 1) -> dict[str, tuple[float, ...]]:
    """The boxes of a page (from 1), in pt."""
    said = lines(run("pdfinfo", "-box", "-f", str(page), "-l", str(page), file).stdout)
    found = {}
    for line in said:
        name, _, numbers = line.partition(":")
        box = name.split()[-1]
        if box in _BOXES:
            found[box] = tuple(map(float, numbers.split()))
    return found


def complaints(file: Path, folder: Path) -> list[str]:
    """What `pdftoppm` says while it draws all pages."""
    return lines(run("pdftoppm", "-r", "36", file, folder / "drawn").stderr)
