"""The pictures of a PDF in the inks of its condition, with no more pixels than the print can show."""

from .converting import PictureFacts, PrintedPicture, convert_pictures
from .placing import Placement, placements

__all__ = ["PictureFacts", "Placement", "PrintedPicture", "convert_pictures", "placements"]
