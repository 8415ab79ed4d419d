"""What any PDF says, read safely: `open_pdf`, what a page paints (`PageReader`, `painted`), and what the file states."""

from .boxes import Boxes, page_boxes
from .document import DocumentFacts, PageFacts, document_facts, page_facts
from .opening import open_pdf, repairs
from .painted import FontUsed, ImageUsed, Paint, Painted, Rectangle, Tag
from .walk import PageReader, Reading, painted

__all__ = [
    "Boxes",
    "DocumentFacts",
    "FontUsed",
    "ImageUsed",
    "PageFacts",
    "PageReader",
    "Paint",
    "Painted",
    "Reading",
    "Rectangle",
    "Tag",
    "document_facts",
    "open_pdf",
    "page_boxes",
    "page_facts",
    "painted",
    "repairs",
]
