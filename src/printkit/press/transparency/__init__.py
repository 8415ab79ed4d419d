"""What lets a page be seen through, and how it is made opaque for the standards that forbid it."""

from .finding import Transparent, transparent_parts
from .removing import remove_transparency

__all__ = ["Transparent", "remove_transparency", "transparent_parts"]
