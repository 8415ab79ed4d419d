"""What shops ask besides the standards: bleed filled to its edge, the safe zone, pixels, pages, fonts, ink, names."""

from .settings import Shop, read_shop

__all__ = ["Shop", "read_shop"]
