"""Proofs for those who have no press: the pages of a press file in sRGB, as their inks will look on paper.

A proof is a PDF of pictures, small enough for a mail: pages side by side as the opened book shows them, cut to the
trim, and below each what it is. No shop can take it for the artwork: it is marked, coarse and has no bleed.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pikepdf
from pikepdf import Name
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..conditions import Condition, screen_profile
from ..output import CREATOR
from ..pdf.opening import open_pdf
from ..press import lettering
from ..separations import simulated_pages
from ..separations.separate import page_box
from ..units import Length

MARK: Final = "校样，非印刷文件  Proof, not for print"

_MARGIN: Final = Length.mm(6).pt
"""Around the pages."""
_FOOT: Final = Length.mm(13).pt
"""Below them, with the words."""
_SIZE: Final = 8.0
"""pt, of the words."""
_LONGEST_SIDE: Final = 3600
"""Pixels of a page: a large poster is shown coarser."""
_QUALITY: Final = 88
"""Of the JPEG; colours are not subsampled, or thin coloured letters would fray."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a press file as it will look: `number` from 1, width and height of its trim in pt."""

    number: int
    width: float
    height: float
    picture: Image.Image


def proof(
    artwork: bytes,
    *,
    title: str,
    facing: bool = True,
    dpi: float = 144,
    paper: bool = False,
    without: Collection[str] = (),
    opaque: Collection[str] = (),
    condition: Condition | None = None,
) -> bytes:
    """The proof of a press file as a PDF; same file, same bytes.

    `title` names the job in the foot. `facing` puts a left page beside its right one: the first page stands alone on
    the right. `dpi` are pixels an inch, fewer for pages whose longer side would have more than 3600. `paper` shows the
    white of the paper, `without` leaves spot inks out that are no colour (a die line), `opaque` are foils,
    `condition` is for files without an output intent. Raises `PrintkitError` for a file that cannot be read.
    """
    with open_pdf(artwork) as source, pikepdf.new() as made:
        count = len(source.pages)
        profile = made.make_stream(screen_profile(), N=3)
        words = (title, _condition(source))
        pages = _pages(source, range(count), dpi, paper, (without, opaque), condition)
        for spread in _spreads(pages, facing and count > 1):
            _draw(made, spread, pikepdf.Array([Name.ICCBased, profile]), words, count)
        made.docinfo["/Title"] = pikepdf.String(f"{title} · {MARK}")
        made.docinfo["/Creator"] = made.docinfo["/Producer"] = pikepdf.String(CREATOR)
        out = io.BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def thumbnails(
    artwork: bytes,
    spreads: Sequence[tuple[int, ...]],
    *,
    pixels: int = 700,
    without: Collection[str] = (),
    opaque: Collection[str] = (),
) -> list[bytes]:
    """Pages of a press file (from 1) side by side as PNG in sRGB, cut to the trim; the longer side has `pixels` at most.

    Raises `PrintkitError`.
    """
    with open_pdf(artwork) as source:
        wanted = [number - 1 for spread in spreads for number in spread]
        boxes = [page_box(source.pages[number].obj, "trim") for number in wanted]
        longest = max(max(right - left, top - bottom) for left, bottom, right, top in boxes)
        dpi = pixels * 72 / (longest * max(map(len, spreads)))
        pages = _pages(source, wanted, dpi, False, (without, opaque), None)
        return [_png(_beside([next(pages).picture for _number in spread]), dpi) for spread in spreads]


def _beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures side by side, their feet level."""
    height = max(picture.height for picture in pictures)
    together = Image.new("RGB", (sum(picture.width for picture in pictures), height), "white")
    x = 0
    for picture in pictures:
        together.paste(picture, (x, height - picture.height))
        x += picture.width
    return together


def _pages(
    source: pikepdf.Pdf,
    wanted: Collection[int],
    dpi: float,
    paper: bool,
    spots: tuple[Collection[str], Collection[str]],
    condition: Condition | None,
) -> Iterator[Page]:
    """`spots`: those that are left out, and those that are opaque."""
    boxes = [page_box(source.pages[number].obj, "trim") for number in wanted]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in boxes]
    dpi = min(dpi, _LONGEST_SIDE * 72 / max(map(max, sizes), default=72))
    pictures = simulated_pages(
        source, wanted, dpi=dpi, condition=condition, paper=paper, without=spots[0], opaque=spots[1]
    )
    for number, (width, height), picture in zip(wanted, sizes, pictures, strict=True):
        yield Page(number + 1, width, height, picture)


def _spreads(pages: Iterator[Page], facing: bool) -> Iterator[tuple[Page, ...]]:
    """Pages as they lie open: 1, 2–3, 4–5 …; each alone where they do not face each other."""
    for _key, spread in groupby(pages, key=lambda page: page.number // 2 if facing else page.number):
        yield tuple(spread)


def _draw(pdf: pikepdf.Pdf, spread: tuple[Page, ...], space: pikepdf.Array, words: tuple[str, str], count: int) -> None:
    """One page of the proof: the pictures on a hairline frame, and the words below."""
    width = sum(page.width for page in spread) + 2 * _MARGIN
    height = max(page.height for page in spread) + _MARGIN + _FOOT
    drawing, pictures = [], pikepdf.Dictionary()
    x = _MARGIN
    for place, page in enumerate(spread):
        name = f"/Page{place}"
        pictures[name] = _embedded(pdf, page.picture, space)
        frame = f"{x:.3f} {_FOOT:.3f} {page.width:.3f} {page.height:.3f}"
        drawing.append(f"q {page.width:.3f} 0 0 {page.height:.3f} {x:.3f} {_FOOT:.3f} cm {name} Do Q")
        drawing.append(f"q 0.6 G 0.25 w {frame} re S Q")
        x += page.width
    numbers = "–".join(str(page.number) for page in spread) + f" / {count}"
    drawing.append(_words(numbers, words, width - 2 * _MARGIN))
    content = pdf.make_stream(zlib.compress("\n".join(drawing).encode()), Filter=Name.FlateDecode)
    pdf.pages.append(
        pikepdf.Page(
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=Name.Page,
                    MediaBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
                    Contents=content,
                    Resources=pikepdf.Dictionary(XObject=pictures),
                )
            )
        )
    )


def _words(numbers: str, words: tuple[str, str], room: float) -> str:
    """What stands below the pages: that it is a proof, and of what; the pages at the right end."""
    title, condition = words
    small = _SIZE * 0.9
    first, second = _FOOT - 2.1 * _SIZE, _FOOT - 3.7 * _SIZE
    right, below = lettering.width(numbers, _SIZE), lettering.width(condition, small)
    mark = lettering.cut(MARK, _SIZE, room - right - 3 * _SIZE)
    field = (
        f"{_MARGIN:.3f} {first - 0.45 * _SIZE:.3f} {lettering.width(mark, _SIZE) + _SIZE:.3f} {1.55 * _SIZE:.3f} re f"
    )
    lines = [
        f"q 0.1 g {field} 1 g",
        lettering.lettered(mark, _MARGIN + _SIZE / 2, first, _SIZE),
        "0.1 g",
        lettering.lettered(numbers, _MARGIN + room - right, first, _SIZE),
        "0.35 g",
        lettering.lettered(lettering.cut(title, small, room - below - 2 * _SIZE), _MARGIN, second, small),
        lettering.lettered(condition, _MARGIN + room - below, second, small),
        "Q",
    ]
    return "\n".join(lines)


def _condition(source: pikepdf.Pdf) -> str:
    """The name of the condition that the colours are simulated for, if the file tells one."""
    intents = source.Root.get("/OutputIntents")
    named = [str(intent.get("/OutputConditionIdentifier", "")) for intent in intents] if intents is not None else []
    return f"{named[0]} → sRGB" if named and named[0] else "sRGB"


def _embedded(pdf: pikepdf.Pdf, picture: Image.Image, space: pikepdf.Array) -> pikepdf.Stream:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return pdf.make_stream(
        out.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _png(picture: Image.Image, dpi: float) -> bytes:
    marks = PngInfo()
    marks.add_text("Software", CREATOR)
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=marks, dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()
