"""Finishes drawn over the pages of a press file, each in its own spot ink, overprinting, on a layer that says what it is.

A finish takes nothing away from what lies beneath: overprint is set for fills and strokes, with OPM 1 (ISO 32000-1,
8.6.7). Where the standard knows layers (PDF 1.5 on), each finish is one, with the metadata of ISO 19593-1 (6.2), so that
what reads it knows a die line from an ink; elsewhere its name alone tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ...assets.paths import Outline
from ...conditions import Conversion
from ...diagnostics import PrintkitError, error
from ...layout import Layout
from ...units import Length
from ..content.gradients import separation
from ..content.palette import Paint, Palette, number, numbers
from ..standards import Standard
from .finish import Finish
from .inking import Brush, finished
from .kinds import LINE
from .shapes import InkOf

_PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")


class Layers:
    """The finishes of one file. `spots` are the names of their inks, in the order in which they were asked for.

    Raises `PrintkitError`: `no-page` for a page that there is not, `unknown-ink` for an ink that the layout has not,
    `bad-finish-ink` for a name that no plate can have, and what shapes raise.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        finishes: Sequence[Finish],
        standard: Standard,
        layout: Layout,
        bleed: Length,
        conversion: Conversion,
    ) -> None:
        self._pdf, self._standard, self._inks = pdf, standard, layout.inks
        self._palette = Palette(layout.inks, conversion)
        trim = layout.trim
        self._box = Array([-bleed.pt, -bleed.pt, trim.width.pt + bleed.pt, trim.height.pt + bleed.pt])
        self._finishes = tuple(finishes)
        self._check()
        self._drawn = [
            None if isinstance(each.shape, InkOf) else drawn(each.shape.outlines(trim, bleed), line=each.kind.line)
            for each in self._finishes
        ]
        self._spaces = {each.plate: pdf.make_indirect(separation(each.plate, _parts(each))) for each in self._finishes}
        self._over = pdf.make_indirect(Dictionary(Type=Name.ExtGState, op=True, OP=True, OPM=1)) if finishes else None
        alone = [each for each in self._finishes if each.kind.replaces or not isinstance(each.shape, InkOf)]
        self._groups = {each.plate: self._group(each) for each in alone} if self._layered else {}
        self._knock = (
            pdf.make_indirect(Dictionary(Type=Name.ExtGState, op=False, OP=False, OPM=1)) if finishes else None
        )
        self._brushes = {
            index: self._brush(index, each)
            for index, each in enumerate(self._finishes)
            if isinstance(each.shape, InkOf)
        }
        self._forms: dict[int, Any] = {}
        self._painted: set[int] = set()

    @property
    def spots(self) -> tuple[str, ...]:
        """The names of the inks."""
        return tuple(self._spaces)

    def draw(self, page: pikepdf.Page, page_number: int) -> None:
        """Lay the finishes of a page over it; it is on its sheet already. Pages count from 1."""
        forms, placed = page.obj.Resources.XObject, page.obj.Contents.read_bytes()
        put = placed.split(b"/Page Do")[0]
        for index, each in enumerate(self._finishes):
            if each.pages and page_number not in each.pages:
                continue
            if isinstance(each.shape, InkOf):
                made = finished(self._pdf, forms.Page, self._paint(each.shape.ink), self._brushes[index])
                if made is not None:
                    forms.Page = made
            else:
                made = forms[f"/Finish{index}"] = self._form(index)
                placed += b"%b/Finish%d Do\nQ\n" % (put, index)
            if made is not None:
                self._painted.add(index)
        page.obj.Contents = self._pdf.make_stream(placed)

    def close(self) -> None:
        """Enter the layers in the catalog. Raises `PrintkitError` (`empty-finish`) for a finish that covers nothing."""
        empty = [each for index, each in enumerate(self._finishes) if index not in self._painted]
        if empty:
            raise PrintkitError([
                error(
                    "empty-finish", f"no page paints the ink `{each.shape.ink}`, which is to be {each.kind.en.lower()}",
                    hint="name an ink that these pages show at full, or give a drawing",
                )
                for each in empty if isinstance(each.shape, InkOf)
            ])  # fmt: skip
        if self._groups:
            every = Array(self._groups.values())
            shown = Dictionary(Name=pikepdf.String("Finishing"), BaseState=Name.ON, ON=every, Order=every)
            self._pdf.Root.OCProperties = Dictionary(OCGs=every, D=shown)

    @property
    def _layered(self) -> bool:
        return self._standard.pdf_version >= "1.5"

    def _check(self) -> None:
        wrong = []
        for each in self._finishes:
            if each.plate in _PROCESS:
                hint = "name it after what it is, such as `Spot Varnish`"
                wrong.append(error("bad-finish-ink", f"`{each.plate}` is no name for the plate of a finish", hint=hint))
            for page in each.pages:
                if not 1 <= page <= len(self._pdf.pages):
                    message = f"there is no page {page} among {len(self._pdf.pages)} to be finished"
                    wrong.append(error("no-page", message, hint="name a page that is there"))
            if isinstance(each.shape, InkOf) and each.shape.ink not in self._inks:
                message = f"the layout has no ink `{each.shape.ink}` to be finished"
                wrong.append(
                    error("unknown-ink", message, hint=f"inks are {', '.join(f'`{key}`' for key in self._inks)}")
                )
        if wrong:
            raise PrintkitError(wrong)

    def _group(self, finish: Finish) -> Any:
        """The layer (ISO 32000-1, 8.11.2) with the group and type of its processing step."""
        step = Dictionary(GTS_ProcStepsGroup=Name(f"/{finish.kind.group}"))
        if finish.kind.type:
            step.GTS_ProcStepsType = Name(f"/{finish.kind.type}")
        return self._pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(finish.plate), GTS_Metadata=step))

    def _paint(self, ink: str) -> Paint:
        screen = bytes.fromhex(self._inks[ink].screen[1:])
        return self._palette(tuple(value / 255 for value in screen))

    def _form(self, index: int) -> Any:
        """The form of a shape, one for all pages."""
        if index not in self._forms:
            finish = self._finishes[index]
            form = self._forms[index] = self._pdf.make_stream(
                b"/Over gs\n/Ink cs 1 scn\n/Ink CS 1 SCN\n" + (self._drawn[index] or b""),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=self._box,
                Resources=Dictionary(
                    ColorSpace=Dictionary(Ink=self._spaces[finish.plate]), ExtGState=Dictionary(Over=self._over)
                ),
            )
            if finish.plate in self._groups:
                form.OC = self._groups[finish.plate]
        return self._forms[index]

    def _brush(self, index: int, finish: Finish) -> Brush:
        """A finish in the place of an ink is its own spot; one over it is painted together with the ink, as DeviceN."""
        assert isinstance(finish.shape, InkOf)
        key, space = f"/Finish{index}", self._spaces[finish.plate]
        if finish.kind.replaces:
            return Brush(key, space, b"1", self._over, self._knock, self._groups.get(finish.plate))
        paint = self._paint(finish.shape.ink)
        amounts = b"1" if paint.spot is not None else numbers(paint.process)
        both = self._pdf.make_indirect(_together(self._pdf, paint, finish.plate, space))
        return Brush(key, both, amounts + b" 1")


def drawn(outlines: Sequence[Outline], *, line: bool) -> bytes:
    """The operators that paint outlines; those that a tool follows are all lines, as thin as such lines are."""
    out = []
    for each in outlines:
        path = b"\n".join(
            b" ".join([*map(number, points), step.encode()]) if points else step.encode() for step, points in each.path
        )
        width = LINE.pt if line else each.stroke
        rule = b"*" if each.fill == "evenodd" else b""
        paints = b"S" if line or not each.fill else (b"B" if each.stroke else b"f") + rule
        out.append(
            b"%b w\n%b\n%b\n" % (number(width), path, paints) if paints[:1] in b"SB" else path + b"\n" + paints + b"\n"
        )
    return b"".join(out)


def _together(pdf: pikepdf.Pdf, paint: Paint, plate: str, space: Any) -> Array:
    """The space of an ink and a plate over it; where neither plate is made, it looks as the ink alone."""
    if paint.spot is None:
        inks: tuple[str, ...] = ("Cyan", "Magenta", "Yellow", "Black")
        look = b"{pop}"
    else:
        inks = (paint.spot,)
        look = b"{pop dup %b mul exch dup %b mul exch dup %b mul exch %b mul}" % tuple(map(number, paint.process))
    counts = len(inks) + 1
    tint = pdf.make_stream(look, FunctionType=4, Domain=Array([0, 1] * counts), Range=Array([0, 1] * 4))
    names = Array([Name(f"/{each}") for each in (*inks, plate)])
    return Array([Name.DeviceN, names, Name.DeviceCMYK, tint, Dictionary(Colorants=Dictionary({f"/{plate}": space}))])


def _parts(finish: Finish) -> tuple[float, float, float, float]:
    cyan, magenta, yellow, black = (value / 100 for value in finish.look)
    return cyan, magenta, yellow, black
