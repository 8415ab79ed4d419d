"""Small PDFs made for the tests of `pdf`: one page with some content and resources."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from printkit.pdf import PageReader, Painted, Reading, open_pdf


def page_with(content: bytes, resources: Any = None, **entries: Any) -> bytes:
    """A PDF with one page of 200 × 100 pt. `resources` may be a function of the Pdf, for what needs streams."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = resources(pdf) if callable(resources) else resources or Dictionary()
    for key, value in entries.items():
        page.obj["/" + key] = value
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def reading(content: bytes, resources: Any = None, **entries: Any) -> Reading:
    with open_pdf(page_with(content, resources, **entries)) as pdf:
        return PageReader(pdf).read(0)


def items(content: bytes, resources: Any = None, **entries: Any) -> tuple[Painted, ...]:
    found = reading(content, resources, **entries)
    assert found.notes == ()
    return found.items


def item(content: bytes, resources: Any = None, **entries: Any) -> Painted:
    (only,) = items(content, resources, **entries)
    return only


def helvetica(**entries: Any) -> Dictionary:
    """A font with every code half an em wide."""
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/ABCDEF+Test"),
        FirstChar=0,
        LastChar=255,
        Widths=Array([500] * 256),
        Encoding=Name.WinAnsiEncoding,
    )
    for key, value in entries.items():
        font["/" + key] = value
    return font


def fonts(**named: Any) -> Dictionary:
    return Dictionary(Font=Dictionary(**(named or {"F": helvetica()})))
