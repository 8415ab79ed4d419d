"""The spec sheet (印刷工艺单): one A4 page in both languages that tells a shop what to make, set by our own layout.

`wording` puts the facts into words, `proofs` draws the pages in small, the layout `_spec-sheet` sets them. There pictures
give way first, then air, then the size of type; what no page can hold goes on to a second one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from ..build import editions, typeset_report
from ..conditions import of_profile
from ..diagnostics import PrintkitError
from ..layout import layout
from ..pdf.opening import open_pdf
from ..press import Artwork
from ..report import Picture, Text
from ..resources import layouts_folder
from ..separations import press_profile, spot_colours
from ..typeset import Typeset
from . import wording
from .drawings import drawings
from .facts import PackageFacts, Part
from .proofs import thumbnails
from .specification import Listed, Specification
from .terms import PARTS, both, own

_SIGNS: Final = 12
"""Of a SHA-256, that are shown: enough to tell files apart by eye."""
_MOST_SPREADS: Final = 5


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the package: what it is in both languages, its SHA-256 in hexadecimal digits, its pages if it has any."""

    name: str
    zh: str
    en: str
    sha256: str
    pages: int | None = None


def spec_sheet(
    facts: PackageFacts,
    artworks: Mapping[str, bytes],
    packed: Sequence[Packed] = (),
    *,
    title: Text | None = None,
) -> Artwork:
    """The spec sheet of a package, a PDF for the screen and the office printer; same facts, same bytes.

    `artworks` are the files for the press by the role of their part (`body`, `cover`, `jacket`), `packed` what else
    the sheet lists, in its order. `title` is that of the report in both languages. Raises `PrintkitError` for files that cannot be read and for characters that no font has.
    """
    pictures = list(_pictures(facts, artworks))
    colours, limit = _looked_up(artworks)
    base = _shared([file.name for file in packed])
    named = facts.job.project or title or Text.model_validate(facts.title)
    told = Specification(
        languages=("zh", "en"),
        title=own(named),
        version=facts.job.version,
        verdict=wording.verdict(facts),
        figures=tuple(wording.figures(facts)),
        groups=wording.groups(facts, colours, limit),
        drawings=tuple(drawings(facts)),
        thumbnails=tuple(picture for picture, _data in pictures),
        notes=facts.job.notes and own(facts.job.notes),
        base=base,
        files=tuple(_listed(file, base) for file in packed),
    )
    (artwork,) = editions(_set(told, {str(picture.file): data for picture, data in pictures}), ("screen",))
    return artwork


def _set(told: Specification, pictures: Mapping[str, bytes]) -> Typeset:
    """The sheet on one page; where not even the tightest state holds it, in that state on as many as it takes."""
    sheet = layout(layouts_folder() / "_spec-sheet")
    try:
        return typeset_report(told, sheet, pictures=pictures)
    except PrintkitError as problem:
        if not {fault.code for fault in problem.diagnostics} <= {"overflow", "too-long"}:
            raise
    return typeset_report(told, replace(sheet, pages=None, fit=(sheet.fit[-1],), grow=()), pictures=pictures)


def _pictures(facts: PackageFacts, artworks: Mapping[str, bytes]) -> Iterator[tuple[Picture, bytes]]:
    """The outside of each cover, then the first page or spreads of the body, evenly taken."""
    for part in facts.parts[::-1]:
        zh, en = PARTS[part.role]
        spreads = _spreads(facts, part)
        drawn = thumbnails(artworks[part.role], spreads, without=part.clear, opaque=part.foils)
        for spread, data in zip(spreads, drawn, strict=True):
            numbers = "–".join(map(str, spread))
            outside = part.role != "body" or (spread == (1,) and facts.binding != "none" and len(facts.parts) == 1)
            caption = both(*PARTS["cover" if part.role == "body" else part.role]) if outside else Text(neutral=numbers)
            alt = both(f"{zh}，第 {numbers} 页", f"{en}, page {numbers}")
            name = f"{part.role}-{'outside' if outside else numbers}.png"
            yield Picture(file=name, caption=caption, alt=alt), data


def _spreads(facts: PackageFacts, part: Part) -> list[tuple[int, ...]]:
    count = part.facts.pages
    if part.role != "body":
        return [(1,)]
    if facts.binding == "none":
        return [(number,) for number in range(1, min(count, 2 if part.folded is None else 6) + 1)]
    inside: list[tuple[int, ...]] = [
        (left, left + 1) for left in range(2, count, 2) if not {left, left + 1} <= set(facts.blanks)
    ]
    most = min(_MOST_SPREADS, len(inside))
    return [(1,), *(inside[round(at * (len(inside) - 1) / max(most - 1, 1))] for at in range(most))]


def _looked_up(artworks: Mapping[str, bytes]) -> tuple[dict[str, str], float | None]:
    """How the spot inks of all files look, as `#rrggbb`, and the most ink of the output condition of the first."""
    colours: dict[str, str] = {}
    limit = None
    for number, data in enumerate(artworks.values()):
        with open_pdf(data) as pdf:
            for name, (red, green, blue) in spot_colours(pdf).items():
                colours.setdefault(name, f"#{red:02x}{green:02x}{blue:02x}")
            if number == 0 and (profile := press_profile(pdf)):
                limit = of_profile(profile, "output intent").limit
    return colours, limit


def _shared(names: Sequence[str]) -> str:
    """The words, parted by `_`, that all names begin with."""
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*(name.split("_") for name in names), strict=False))
    return "_".join(words[0] for words in alike) if len(names) > 1 else ""


def _listed(file: Packed, base: str) -> Listed:
    about = both(file.zh, file.en)
    return Listed(name=file.name.removeprefix(base), about=about, pages=file.pages, digest=file.sha256[:_SIGNS])
