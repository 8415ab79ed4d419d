"""Made-up photographs and drawings: as large, as detailed and as coded as real ones, and the same for one seed."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1200, 800)


def photograph(path: Path, seed: str) -> None:
    """A JPEG of soft shapes under a sky, with grain: about 250 KB, as cameras and phones give after export."""
    dice = random.Random(seed)
    sky = Image.linear_gradient("L").resize(SIZE)
    bands = [sky.point([min(255, v * share // 100 + rise) for v in range(256)]) for share, rise in _tints(dice)]
    image = Image.merge("RGB", bands)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, r = dice.randint(0, SIZE[0]), dice.randint(SIZE[1] // 3, SIZE[1]), dice.randint(10, 160)
        colour = tuple(dice.randint(20, 235) for _ in range(3))
        shape = draw.ellipse if dice.random() < 0.5 else draw.rectangle
        shape((x - r, y - r, x + r, y + r), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(3))
    grain = Image.frombytes("L", SIZE, dice.randbytes(SIZE[0] * SIZE[1])).point([v * 30 // 255 for v in range(256)])
    image = ImageChops.add(image, Image.merge("RGB", [grain] * 3), offset=-15)
    image.save(path, "JPEG", quality=82)


def drawing(path: Path, seed: str) -> None:
    """A PNG of flat areas, as a plan or a chart out of an office program."""
    dice = random.Random(seed)
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(90):
        x, y = dice.randint(0, SIZE[0]), dice.randint(0, SIZE[1])
        colour = tuple(dice.choice((0, 64, 128, 192, 255)) for _ in range(3))
        draw.rectangle((x, y, x + dice.randint(8, 240), y + dice.randint(8, 160)), fill=colour, outline="black")
    image.save(path, "PNG")


def _tints(dice: random.Random) -> list[tuple[int, int]]:
    return [(dice.randint(40, 80), dice.randint(0, 60)) for _ in range(3)]
