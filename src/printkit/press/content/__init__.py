"""The colours of a typeset PDF turned into inks, in place.

`recolour` goes through every stream that draws: pages, the forms, patterns and glyphs that they use, soft masks. Each
is written anew once. Pictures are left alone: they are another stage's.
"""

from .recolouring import Recoloured, recolour

__all__ = ["Recoloured", "recolour"]
