"""Small PDFs for the witnesses, drawn by hand: what is right in them and what is wrong is known."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from printkit.resources import conditions_folder

SIDE = 200
"""pt; the page is a square."""


def drawn(
    file: Path, content: str, *, intent: bool = True, group: str | None = None, **resources: pikepdf.Object | Dictionary
) -> Path:
    """A page with this content, with the intent of FOGRA39 if wanted."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(SIDE, SIDE))
    page.Contents = pdf.make_stream(content.encode())
    page.Resources = Dictionary(**resources)
    if group:
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name(group))
    if intent:
        profile = next((conditions_folder() / "fogra39").glob("*.icc")).read_bytes()
        stream = pdf.make_stream(profile, N=4)
        said = {"OutputConditionIdentifier": pikepdf.String("FOGRA39"), "DestOutputProfile": stream}
        pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, **said)])
    pdf.save(file)
    return file


def picture(pdf_file: Path, space: str, channels: int) -> Path:
    """A page with a picture of 4 x 4 pixels in a colour space."""
    drawn(pdf_file, "100 0 0 100 20 20 cm /P Do")
    with pikepdf.open(pdf_file, allow_overwriting_input=True) as pdf:
        image = pdf.make_stream(
            bytes(range(16 * channels)), Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8,
            ColorSpace=Name(space),
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = Dictionary(P=image)
        pdf.save(pdf_file)
    return pdf_file
