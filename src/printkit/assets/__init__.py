"""Pictures that a report names: found inside its folder, checked, cleaned, and given to the engine as bytes.

`jail` decides which file may be read, `raster` and `vector` what a picture may hold. The engine itself
reads nothing: it asks for `asset:3` and gets what stands here (T4–T10, T21).
"""

from .jail import Asset, Shelf

__all__ = ["Asset", "Shelf"]
