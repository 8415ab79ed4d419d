"""The file of sheets, made in the open file of the pages: forms, then a page for each side, then what the file says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Name

from ..diagnostics import Diagnostic, warning
from ..imposition import Imposition, Side
from ..pdf.painted import Rectangle
from ..press import metadata, stripping, strokes
from ..press.saving import saved
from ..press.standards import STANDARDS
from ..units import Length
from . import identity, marks, slug
from .boxes import boxes_of
from .inks import spot_inks
from .letters import Letters
from .placing import drawn
from .room import EDGES, Edge, Frame
from .source import Source

Progress = Callable[[str, int], None]
_NEVER: Final = (
    "/PageLabels",
    "/PageLayout",
    "/ViewerPreferences",
    "/PieceInfo",
    "/DPartRoot",
    "/Version",
    "/LastModified",
)
"""What a catalog says of the pages that are no longer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the drawing is told besides the imposition. `gripper` is the edge that the press holds, and how deep in pt."""

    title: str
    marks: bool
    gripper: tuple[Edge, float] | None
    margin: Length


@dataclass(frozen=True, slots=True)
class Made:
    """The file, what it claims to be, the names of its spot inks, and what was odd."""

    pdf: bytes
    standard: str
    spots: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def assemble(
    pdf: pikepdf.Pdf, source: Source, imposition: Imposition, wanted: Wanted, *, seed: bytes, progress: Progress | None
) -> Made:
    """Make the sheets of an open file's pages. `seed` stands for that file's bytes."""
    origin = identity.origin(pdf)
    spots = spot_inks(pdf)
    count = len(pdf.pages)
    file = _File(pdf, source, imposition, wanted, spots, origin)
    for number, sheet in enumerate(imposition.sheets, 1):
        if progress is not None:
            progress("sheets", number)
        file.add(sheet.front, number, back=False)
        if sheet.back is not None:
            file.add(sheet.back, number, back=True)
    del pdf.pages[:count]
    stripping.strip(pdf, origin.standard or STANDARDS["PDF/X-4"])
    for key in _NEVER:
        if key in pdf.Root:
            del pdf.Root[key]
    said = identity.facts(origin, wanted.title, hashlib.sha256(seed + repr((imposition, wanted)).encode()).digest())
    metadata.describe(pdf, said, origin.standard)
    version = min(pdf.pdf_version, origin.standard.pdf_version) if origin.standard else pdf.pdf_version
    compact = origin.standard.allows_object_streams if origin.standard else version >= "1.5"
    claimed = origin.standard.name if origin.standard else ""
    return Made(saved(pdf, version, compact=compact), claimed, tuple(spots), (*_dropped(origin), *file.warnings))


class _File:
    """Adds the sides as pages; marks that are the same on several of them are one form."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        source: Source,
        imposition: Imposition,
        wanted: Wanted,
        spots: dict[str, pikepdf.Object],
        origin: identity.Origin,
    ) -> None:
        self._pdf, self._source, self._imposition, self._wanted, self._spots = pdf, source, imposition, wanted, spots
        spaces = strokes.colour_spaces(pdf.make_indirect(strokes.registration_colour()), list(spots.values()))
        self._letters = Letters(pdf)
        self._resources = pdf.make_indirect(pikepdf.Dictionary(ColorSpace=spaces, XObject=self._letters.drawn))
        self._shared: dict[str, pikepdf.Object] = {}
        self._missing: dict[str, int] = {}
        size = imposition.size
        self._paper: Rectangle = (0.0, 0.0, round(size.width.pt, 4), round(size.height.pt, 4))
        self._boxes = {back: boxes_of(imposition, back=back) for back in (False, True)}
        self._words = slug.Slug(imposition, wanted.title, origin, source) if wanted.marks else None

    @property
    def warnings(self) -> list[Diagnostic]:
        """What marks had no room, each once."""
        hint = "take a larger sheet, or leave `slug` free for marks"
        return [
            warning("no-room-for-marks", f"there is no room for {what} on {_sides(number)}", hint=hint)
            for what, number in self._missing.items()
        ]

    def add(self, side: Side, number: int, *, back: bool) -> None:
        """A page for a side of sheet `number`, from 1."""
        used: dict[str, pikepdf.Object] = {}
        parts = []
        for placement in side.placements:
            page = self._source.pages[placement.page - 1] if placement.page is not None else None
            if page is not None and page.form is not None:
                name = f"/P{placement.page}"
                used[name] = page.form
                parts.append(drawn(placement, page, name))
        if self._words is not None:
            words = self._words.side(side, number, back=back)
            drawing = marks.draw(side, self._frame(back), words, list(self._spots), self._letters.write)
            used["/Marks"], used["/Side"] = self._form(drawing.shared), self._form(drawing.own)
            parts += ["q\n/Marks Do\nQ", "q\n/Side Do\nQ"]
            for what in drawing.missing:
                self._missing[what] = self._missing.get(what, 0) + 1
        trim, bleed = self._boxes[back]
        page_made = pikepdf.Dictionary(
            Type=Name.Page,
            MediaBox=pikepdf.Array(self._paper),
            BleedBox=pikepdf.Array([round(value, 4) for value in bleed]),
            TrimBox=pikepdf.Array([round(value, 4) for value in trim]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(used)),
            Contents=self._pdf.make_stream("\n".join(parts).encode()),
        )
        if self._source.transparent:
            page_made.Group = pikepdf.Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page_made)))

    def _frame(self, back: bool) -> Frame:
        gripper = self._wanted.gripper
        if gripper is not None and back:
            gripper = (_behind(gripper[0], self._imposition.turn), gripper[1])
        margin = self._wanted.margin.pt
        x0, y0, x1, y1 = self._paper
        clear = {edge: max(margin, gripper[1] if gripper and gripper[0] == edge else 0) for edge in EDGES}
        printable = (x0 + clear["left"], y0 + clear["bottom"], x1 - clear["right"], y1 - clear["top"])
        return Frame(self._boxes[back][1], printable, self._paper, gripper)

    def _form(self, drawing: str) -> pikepdf.Object:
        if drawing not in self._shared:
            self._shared[drawing] = self._pdf.make_stream(
                drawing.encode(),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=pikepdf.Array(self._paper),
                Resources=self._resources,
            )
        return self._shared[drawing]


def _behind(edge: Edge, turn: str) -> Edge:
    """Where an edge of the front lies on the back."""
    turned: dict[Edge, Edge] = {"left": "right", "right": "left"} if turn == "turn" else {}
    tumbled: dict[Edge, Edge] = {"bottom": "top", "top": "bottom"} if turn == "tumble" else {}
    return {**turned, **tumbled}.get(edge, edge)


def _dropped(origin: identity.Origin) -> list[Diagnostic]:
    if not origin.claim or origin.standard is not None:
        return []
    message = f"the file says that it is {origin.claim}; its sheets do not"
    hint = f"for sheets that follow a standard, export it as one of {', '.join(name for name in STANDARDS if '/X' in name)}"
    return [warning("claim-dropped", message, hint=hint)]


def _sides(number: int) -> str:
    return "1 side" if number == 1 else f"{number} sides"
