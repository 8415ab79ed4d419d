"""Small PDFs to turn into inks, and what is drawn in them afterwards."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from printkit.layout.file import Ink
from printkit.press.content import Recoloured, recolour
from printkit.press.standards import Standard, standard

X4 = standard("PDF/X-4")
X1A = standard("PDF/X-1a:2003")

INKS = {
    "ink": Ink(cmyk=(0, 0, 0, 100), screen="#1f1f1d"),
    "white": Ink(cmyk=(0, 0, 0, 0), screen="#ffffff"),
    "main": Ink(cmyk=(8, 95, 88, 4), screen="#d32628"),
    "acc": Ink(cmyk=(18, 36, 74, 6), screen="#cfa153"),
    "gold": Ink(cmyk=(20, 30, 70, 15), screen="#b39a5c", spot="PANTONE 871 C"),
}
INK = b"0.121569 0.121569 0.113725"
MAIN = b"0.827451 0.14902 0.156863"
ACC = b"0.811765 0.631373 0.32549"
GOLD = b"0.701961 0.603922 0.360784"


class Complements:
    """A conversion that anybody can work out: complements, and black for neutral colours."""

    def colour(self, rgb: tuple[int, int, int]) -> tuple[float, float, float, float]:
        red, green, blue = (round(1 - value / 255, 4) for value in rgb)
        return (0.0, 0.0, 0.0, red) if red == green == blue else (red, green, blue, 0.0)


def pdf_of(content: bytes, **resources: Any) -> pikepdf.Pdf:
    """One page of 200 × 200 pt. `resources` by kind: `XObject={"/x": …}`; streams are made with `form`."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary({"/" + kind: Dictionary(entries) for kind, entries in resources.items()})
    return pdf


def add(pdf: pikepdf.Pdf, kind: str, key: str, thing: Any, holder: Any = None) -> Any:
    """Put a resource into the page, or into `holder`."""
    holder = pdf.pages[0].obj if holder is None else holder
    if "/Resources" not in holder:
        holder.Resources = Dictionary()
    if kind not in holder.Resources:
        holder.Resources[kind] = Dictionary()
    holder.Resources[kind][key] = thing
    return thing


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Any:
    """A form XObject of 200 × 200 units."""
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    for key, value in entries.items():
        stream["/" + key] = value
    return stream


def tile(pdf: pikepdf.Pdf, content: bytes, side: float = 200) -> Any:
    """A tiling pattern that has its own colours."""
    stream = pdf.make_stream(content)
    for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": side, "YStep": side}.items():
        stream["/" + key] = value
    stream.BBox, stream.Resources = Array([0, 0, side, side]), Dictionary()
    return stream


def axial(start: list[float], end: list[float], space: Any = Name.DeviceRGB) -> Dictionary:
    """A gradient from left to right over 200 units."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 200, 0], Function=function, Extend=[True, True])


def inked(pdf: pikepdf.Pdf, to: Standard = X4) -> Recoloured:
    """Turn it into inks as the tests do."""
    return recolour(pdf, INKS, Complements(), to)  # type: ignore[arg-type]


def drawn(stream: Any) -> list[str]:
    """Every statement of a content stream in one line."""
    lines = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        lines.append(" ".join([*map(written, operands), str(operator)]))
    return lines


def written(operand: Any) -> str:
    if isinstance(operand, pikepdf.Array):
        return "[" + " ".join(map(written, operand)) + "]"
    if isinstance(operand, pikepdf.String):
        return bytes(operand).decode("latin-1")
    return str(operand)


def page_of(content: bytes, **resources: Any) -> list[str]:
    """What a page with this content draws in inks, without the two colours that every page begins with."""
    pdf = pdf_of(content, **resources)
    inked(pdf)
    lines = drawn(pdf.pages[0])
    assert lines[:2] == ["0 0 0 1 k", "0 0 0 1 K"]
    return lines[2:]
