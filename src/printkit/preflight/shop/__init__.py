"""What shops ask besides the standards: bleed filled to its edge, the safe zone, pixels, pages, fonts, ink, names."""

from . import edges, file, objects
from .book import SHOP
from .settings import Shop, read_shop

__all__ = ["SHOP", "Shop", "edges", "file", "objects", "read_shop"]
