"""Cut the fonts of printkit out of their pinned originals: `python fonts/cut.py [--cache build/fonts]`.

Same originals, same bytes: running it again changes nothing.
"""
# ruff: noqa: T201  (a command of the workshop: it tells what it did)

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cutting import face as faces
from cutting.characters import characters
from cutting.originals import OriginalError, fetch
from cutting.recipe import FaceRecipe, FamilyRecipe, Recipe, read_recipe
from cutting.record import describe, write_card, write_coverage, write_licence

FONTS = Path(__file__).parent


@dataclass(frozen=True)
class Workshop:
    """The recipe, the folder of each fetched original, and where the families go."""

    recipe: Recipe
    originals: Mapping[str, Path]
    target: Path

    def open(self, key: str, source: str) -> Any:
        """The font of original `key` whose path ends in `source`."""
        return faces.open_original(self.originals[key] / self.recipe.originals[key].path_of(source))

    def file(self, family: FamilyRecipe, face: FaceRecipe) -> Path:
        """Where a face is written."""
        return self.target / family.folder / f"{faces.postscript_name(family.name, face)}.ttf"


def main() -> int:
    """Read the arguments, fetch, cut."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path("build/fonts"), help="where originals are kept")
    parser.add_argument("--to", type=Path, default=FONTS, help="where the families are written")
    parser.add_argument("--family", action="append", help="only this family; may be given again")
    parser.add_argument("--jobs", type=int, default=2, help="faces cut at the same time")
    arguments = parser.parse_args()
    recipe = read_recipe(FONTS)
    try:
        originals = {key: fetch(original, arguments.cache) for key, original in recipe.originals.items()}
    except OriginalError as problem:
        print(problem, file=sys.stderr)
        return 1
    workshop = Workshop(recipe, originals, arguments.to)
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for family in recipe.families:
            if not arguments.family or family.name in arguments.family:
                size = cut_family(workshop, family, pool)
                print(f"{family.name}: {size / 1e6:.1f} MB")
    return 0


def cut_family(workshop: Workshop, family: FamilyRecipe, pool: ProcessPoolExecutor) -> int:
    """Write one family: its faces, all with the same characters, and what lies beside them. Gives its bytes."""
    folder = workshop.target / family.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unicodes = _common_characters(workshop, family)
    jobs = [pool.submit(cut_face, workshop, family, face, unicodes) for face in family.faces]
    cards = [
        describe(workshop.file(family, face), face.weight, face.style, job.result())
        for face, job in zip(family.faces, jobs, strict=True)
    ]
    write_card(family, workshop.recipe.originals[family.original], cards, folder)
    write_coverage(unicodes, folder)
    _write_licence(workshop, family)
    return sum(file.stat().st_size for file in folder.iterdir())


def cut_face(workshop: Workshop, family: FamilyRecipe, face: FaceRecipe, unicodes: set[int]) -> int:
    """Write one face; give back how many glyphs it has."""
    font = workshop.open(family.original, face.source)
    if loan := family.loan:
        faces.borrow(font, workshop.open(loan.original, loan.source), loan.characters)
    faces.widen(font, family.full_width)
    faces.halve(font, family.half_width)
    font = faces.cut(font, unicodes, family.features, face)
    faces.separate(font, family.apart)
    faces.normalise(font, workshop.recipe.date)
    faces.rename(font, family.name, face, workshop.recipe.originals[family.original])
    font.save(workshop.file(family, face))
    return len(font.getGlyphOrder())


def _common_characters(workshop: Workshop, family: FamilyRecipe) -> set[int]:
    """What every original of the family has of the set asked for: then one coverage holds for all faces."""
    sources = sorted({face.source for face in family.faces})
    had = set.intersection(*(set(workshop.open(family.original, source).getBestCmap()) for source in sources))
    wanted = characters(family.characters)
    return had if wanted is None else had & wanted


def _write_licence(workshop: Workshop, family: FamilyRecipe) -> None:
    """The licence of the family's original, and of the one that it borrowed from."""
    origins = [(family.original, family.faces[0].source)]
    if family.loan:
        origins.append((family.loan.original, family.loan.source))
    licences = []
    for key, source in origins:
        copyright_line = workshop.open(key, source)["name"].getDebugName(0)
        licences.append((workshop.recipe.originals[key], workshop.originals[key], copyright_line))
    write_licence(licences, workshop.target / family.folder)


if __name__ == "__main__":
    sys.exit(main())
