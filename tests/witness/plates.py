"""Plates by two renderers: ghostscript's `tiffsep`, which makes real separations, and MuPDF in CMYK with overprint."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .asking import run

DPI = 216
"""Below that ghostscript's plates are fat at small text: it fills every quarter of a pixel that a shape touches."""
INKS = ("Cyan", "Magenta", "Yellow", "Black")
Plates = dict[str, NDArray[np.float64]]
"""By ink: how much of it stands where, 0 to 1; rows from the top of the MediaBox."""


def by_ghostscript(file: Path, page: int, folder: Path, dpi: int = DPI) -> Plates:
    """The plates of a page (from 1), those of spot inks too where they hold ink."""
    stem = folder / f"gs-{file.stem}-{page}"
    run(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}", "-dTextAlphaBits=4",
        "-dGraphicsAlphaBits=4", f"-dFirstPage={page}", f"-dLastPage={page}", "-o", f"{stem}.tif", file,
    )  # fmt: skip
    found: Plates = {}
    for plate in sorted(folder.glob(f"{stem.name}(*).tif")):
        ink = re.fullmatch(r".*\((.*)\)", plate.stem)
        assert ink is not None
        with Image.open(plate) as picture:
            found[ink[1]] = 1 - np.asarray(picture.convert("L"), dtype=float) / 255
    return {ink: plate for ink, plate in found.items() if ink in INKS or plate.max() > 0}


def by_mupdf(file: Path, page: int, folder: Path, dpi: int = DPI) -> Plates:
    """The plates of the four process inks of a page (from 1). Colours of DeviceCMYK go through unchanged (`-N`)."""
    target = folder / f"mupdf-{file.stem}-{page}.pam"
    run("mutool", "draw", "-q", "-N", "-c", "cmyk", "-F", "pam", "-r", str(dpi), "-o", target, file, str(page))
    head, _, data = target.read_bytes().partition(b"ENDHDR\n")
    said = dict(line.split(maxsplit=1) for line in head.decode().splitlines() if " " in line)
    shape = int(said["HEIGHT"]), int(said["WIDTH"]), int(said["DEPTH"])
    assert shape[2] == len(INKS)
    values = np.frombuffer(data, np.uint8).reshape(shape).astype(float) / 255
    return {ink: values[:, :, channel] for channel, ink in enumerate(INKS)}


def within(plates: Plates, box: tuple[float, ...], dpi: int = DPI) -> Plates:
    """The part of plates that lies in a box, given in pt from the lower left of a MediaBox that begins at 0."""
    left, bottom, right, top = (round(length * dpi / 72) for length in box)
    return {ink: plate[len(plate) - top : len(plate) - bottom, left:right] for ink, plate in plates.items()}


def means(plates: Plates) -> dict[str, float]:
    """The mean of each plate, 0 to 1."""
    return {ink: float(plate.mean()) for ink, plate in plates.items()}


def apart(one: Plates, other: Plates, dpi: int = DPI, side: float = 10) -> dict[str, tuple[float, float]]:
    """How far two renderers are apart, by process ink: in the mean of a page, and in the worst square of `side` mm."""
    found = {}
    for ink in INKS:
        a, b = one[ink], other[ink]
        rows, columns = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
        assert max(a.shape[0], b.shape[0]) - rows <= 1  # a last row that is only part of one
        assert max(a.shape[1], b.shape[1]) - columns <= 1
        a, b = a[:rows, :columns], b[:rows, :columns]
        worst = np.abs(cells(a, dpi, side) - cells(b, dpi, side)).max(initial=0)
        found[ink] = float(abs(a.mean() - b.mean())), float(worst)
    return found


def cells(plate: NDArray[np.float64], dpi: int = DPI, side: float = 10) -> NDArray[np.float64]:
    """The means of squares of so many mm; what is left over at the right and the bottom is cut off."""
    step = dpi * side / 25.4
    rows, columns = (int(length // step) for length in plate.shape)
    edges_y, edges_x = (np.arange(1 + n) * step for n in (rows, columns))
    sums = np.zeros((plate.shape[0] + 1, plate.shape[1] + 1))
    sums[1:, 1:] = plate.cumsum(0).cumsum(1)
    y, x = edges_y.round().astype(int), edges_x.round().astype(int)
    corner = sums[np.ix_(y, x)]
    area = np.outer(np.diff(y), np.diff(x))
    return np.asarray((corner[1:, 1:] - corner[:-1, 1:] - corner[1:, :-1] + corner[:-1, :-1]) / area)
