"""The outlines on the first page of a PDF that a user drew for a finish: paths, filled or stroked, and nothing else."""

from __future__ import annotations

import io
from typing import Final

import pikepdf

from ...assets.paths import Matrix, Outline, Segment, concatenated, moved, rectangle
from ...diagnostics import PrintkitError, error
from ...pdf.boxes import page_boxes
from ...units import Size
from ..content.statements import statements

_SILENT: Final = frozenset(
    (b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"J", b"j", b"M", b"i", b"ri", b"gs",
     b"BMC", b"BDC", b"EMC", b"MP", b"DP")
)  # fmt: skip
"""What sets a colour or marks content: of no matter to an outline."""
_FILLS: Final = {
    b"f": "nonzero",
    b"F": "nonzero",
    b"B": "nonzero",
    b"b": "nonzero",
    b"f*": "evenodd",
    b"B*": "evenodd",
    b"b*": "evenodd",
}
_STROKES: Final = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_CLOSES: Final = frozenset((b"s", b"b", b"b*"))
_SLACK: Final = 0.15
"""pt, 0.05 mm: what rounding makes of a trim."""


def read(name: str, data: bytes, trim: Size) -> tuple[Outline, ...]:
    """The outlines in pt from the lower left corner of the trim. Raises `PrintkitError` (`bad-finish-shape`)."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            page = pdf.pages[0]
            boxes = page_boxes(page.obj)
            box = boxes.trim or boxes.art or boxes.crop
            width, height = box[2] - box[0], box[3] - box[1]
            if abs(width - trim.width.pt) > _SLACK or abs(height - trim.height.pt) > _SLACK:
                message = (
                    f"`{name}` has a trim of {width * 25.4 / 72:.2f} × {height * 25.4 / 72:.2f} mm, and the page {trim}"
                )
                raise PrintkitError([error("bad-finish-shape", message, hint="draw it at the size of the trim")])
            page.contents_coalesce()
            stream = page.obj.Contents
            content = stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""
    except (pikepdf.PdfError, IndexError) as problem:
        raise _fault(name, f"cannot be read: {problem}") from None
    return _Reading(name).outlines(content, (1, 0, 0, 1, -box[0], -box[1]))


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Outline] = []
        self.path: list[Segment] = []
        self.width = 1.0

    def outlines(self, content: bytes, matrix: Matrix) -> tuple[Outline, ...]:
        """What a content stream paints."""
        stack: list[tuple[Matrix, float]] = []
        for operands, operator in statements(b"\n" + content):
            match operator:
                case b"q":
                    stack.append((matrix, self.width))
                case b"Q" if stack:
                    matrix, self.width = stack.pop()
                case b"cm":
                    a, b, c, d, e, f = map(float, operands.split())
                    matrix = concatenated((a, b, c, d, e, f), matrix)
                case b"w":
                    self.width = float(operands)
                case b"d" if operands.split(b"]")[0].strip(b" \n[") == b"":
                    pass
                case b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re":
                    self._construct(operator, [float(value) for value in operands.split()])
                case b"W" | b"W*" | b"n":
                    # Drawing programs clip to the page; what a clip would hide shows itself on the plate.
                    self.path = self.path if operator != b"n" else []
                case _ if operator in _FILLS or operator in _STROKES:
                    self._paint(operator, matrix)
                case _ if operator not in _SILENT:
                    raise _fault(self.name, f"holds `{operator.decode('latin-1')}`, which draws no outline")
        if not self.found:
            raise _fault(self.name, "draws nothing on its first page")
        return tuple(self.found)

    def _construct(self, operator: bytes, values: list[float]) -> None:
        last = self.path[-1][1][-2:] if self.path and self.path[-1][1] else (0.0, 0.0)
        match operator:
            case b"re":
                x, y, width, height = values
                self.path += rectangle(min(x, x + width), min(y, y + height), abs(width), abs(height))
            case b"v":
                self.path.append(("c", (*last, *values)))
            case b"y":
                self.path.append(("c", (*values, *values[2:])))
            case _:
                self.path.append((operator.decode(), tuple(values)))

    def _paint(self, operator: bytes, matrix: Matrix) -> None:
        if operator in _CLOSES:
            self.path.append(("h", ()))
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        stroke = self.width * scale if operator in _STROKES else 0.0
        if self.path:
            self.found.append(Outline(moved(tuple(self.path), matrix), _FILLS.get(operator, ""), stroke))
        self.path = []


def _fault(name: str, what: str) -> PrintkitError:
    hint = "draw it with paths alone, and make text and symbols into outlines"
    return PrintkitError([error("bad-finish-shape", f"`{name}` {what}", hint=hint)])
