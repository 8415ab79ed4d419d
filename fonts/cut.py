"""Cut the fonts of printkit out of their pinned originals: `python fonts/cut.py [--cache build/fonts]`.

Same originals, same bytes: running it again changes nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from cutting import face as faces
from cutting.characters import characters
from cutting.originals import OriginalError, fetch
from cutting.recipe import FaceRecipe, FamilyRecipe, Recipe, read_recipe
from cutting.record import describe, write_card, write_coverage, write_licence

FONTS = Path(__file__).parent


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
    wanted = [family for family in recipe.families if not arguments.family or family.name in arguments.family]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for family in wanted:
            cut_family(recipe, family, originals, arguments.to / family.folder, pool)
            print(f"{family.name}: {sum(f.stat().st_size for f in (arguments.to / family.folder).iterdir()):,} bytes")
    return 0


def cut_family(
    recipe: Recipe, family: FamilyRecipe, originals: dict[str, Path], folder: Path, pool: ProcessPoolExecutor
) -> None:
    """Write one family: its faces, all with the same characters, and what lies beside them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unicodes = _common_characters(recipe, family, originals)
    jobs = [pool.submit(cut_face, recipe, family, face, originals, unicodes, folder) for face in family.faces]
    counts = [job.result() for job in jobs]
    cards = []
    for face, glyphs in zip(family.faces, counts, strict=True):
        file = folder / f"{faces.postscript_name(family.name, face)}.ttf"
        cards.append(describe(file, face.weight, face.style, glyphs))
    write_card(family, recipe.originals[family.original], cards, folder)
    write_coverage(unicodes, folder)
    lenders = [(family.original, family.faces[0].source)]
    if family.loan:
        lenders.append((family.loan.original, family.loan.source))
    sources = []
    for key, source in lenders:
        original = recipe.originals[key]
        font = faces.open_original(originals[key] / original.path_of(source))
        sources.append((original, originals[key], font["name"].getDebugName(0)))
    write_licence(sources, folder)


def cut_face(
    recipe: Recipe,
    family: FamilyRecipe,
    face: FaceRecipe,
    originals: dict[str, Path],
    unicodes: set[int],
    folder: Path,
) -> int:
    """Write one face; give back how many glyphs it has."""
    original = recipe.originals[family.original]
    font = faces.open_original(originals[family.original] / original.path_of(face.source))
    if family.loan:
        lender = recipe.originals[family.loan.original]
        path = originals[family.loan.original] / lender.path_of(family.loan.source)
        faces.borrow(font, faces.open_original(path), family.loan.characters)
    font = faces.cut(font, unicodes, family.features, face)
    faces.normalise(font, recipe.date)
    faces.rename(font, family.name, face, original)
    font.save(folder / f"{faces.postscript_name(family.name, face)}.ttf")
    return len(font.getGlyphOrder())


def _common_characters(recipe: Recipe, family: FamilyRecipe, originals: dict[str, Path]) -> set[int]:
    """What every original of the family has of the set asked for."""
    original = recipe.originals[family.original]
    paths = {originals[family.original] / original.path_of(face.source) for face in family.faces}
    had = set.intersection(*(set(faces.open_original(path).getBestCmap()) for path in sorted(paths)))
    wanted = characters(family.characters)
    return had if wanted is None else had & wanted


if __name__ == "__main__":
    sys.exit(main())
