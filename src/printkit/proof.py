"""Proofs: a page of a PDF as a picture, and the marks by which our own files are known."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

SOFTWARE: Final = "printkit"


def page_png(pdf: bytes, page: int = 1, dpi: float = 144) -> bytes:
    """Page `page` (from 1) of a PDF as PNG, sRGB, at `dpi` pixels an inch; same PDF, same bytes.

    Raises `IndexError` where there is no such page.
    """
    import pypdfium2
    from PIL.PngImagePlugin import PngInfo

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(f"there is no page {page} among {len(document)}")
        picture = document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()
    marks = PngInfo()
    marks.add_text("Software", SOFTWARE)
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=marks, dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def pdf_programs(file: Path) -> tuple[str, str]:
    """What a PDF names as the program of its pages (/Creator) and of the file (/Producer); empty if it is no PDF."""
    import pypdfium2

    try:
        # Opened by name, so that pdfium reads the trailer and what it points at, not the whole file.
        document: Any = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return "", ""
    try:
        return str(document.get_metadata_value("Creator")), str(document.get_metadata_value("Producer"))
    finally:
        document.close()


def png_software(file: Path) -> str:
    """What a PNG names as the program behind it; empty if it names none or is no PNG. Reads the header only."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file, formats=["PNG"]) as picture:
            return str(picture.info.get("Software", ""))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return ""
