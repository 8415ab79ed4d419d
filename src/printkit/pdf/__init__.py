"""What any PDF says, read safely: `open_pdf`, and what a page paints (`PageReader`, `painted`)."""

from .boxes import Boxes, page_boxes
from .opening import open_pdf, repairs
from .painted import FontUsed, ImageUsed, Paint, Painted, Rectangle, Tag
from .walk import PageReader, Reading, painted

__all__ = [
    "Boxes",
    "FontUsed",
    "ImageUsed",
    "PageReader",
    "Paint",
    "Painted",
    "Reading",
    "Rectangle",
    "Tag",
    "open_pdf",
    "page_boxes",
    "painted",
    "repairs",
]
