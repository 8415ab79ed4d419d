"""The tagged structure of a PDF: what the engine's table of tags leaves out."""

from __future__ import annotations

from typing import Any, Final

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.pdf import tags as engine_tags

from .boxes import descendants
from .ruby import put_in_place

add_tags_before: Any = engine_tags.add_tags
tag_before: Any = engine_tags._get_pdf_tag

_TAGS: Final = {"ruby": "Ruby", "rb": "RB", "rt": "RT"}


def pdf_tag(element_tag: str | None) -> str:
    """The structure type of an element (ISO 32000-2, 14.8.4.7.3 for ruby)."""
    return _TAGS.get(element_tag or "") or str(tag_before(element_tag))


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Write the structure of a document that has been drawn, each reading behind its base."""
    for page in document.pages:
        for box in list(descendants(page._page_box)):
            if isinstance(box, engine_boxes.LineBox):
                put_in_place(box)
    add_tags_before(pdf, document, pdf_version, page_streams)
