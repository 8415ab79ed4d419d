"""Font files are read when they are cut, not when a font is first used: ten Chinese faces are 40 MB."""

from __future__ import annotations

from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_hb_object_data


class FileContent:
    """`Font.file_content`: the whole file on demand, and the cut one once it is there."""

    def __get__(self, font: Any, owner: type | None = None) -> Any:
        if font is None:
            return self
        cut = font.__dict__.get("printkit_cut")
        return get_hb_object_data(font.hb_face) if cut is None else cut

    def __set__(self, font: Any, content: bytes) -> None:
        # The first value comes from the constructor, before the font has its name: that is the whole file.
        if "hash" in font.__dict__:
            font.printkit_cut = content


def install() -> None:
    """Put the descriptor into the engine's class."""
    Font.file_content = FileContent()
