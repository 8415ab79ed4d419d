"""A layout: a folder with `layout.yaml`, `template.html`, `style.css`. It knows nothing of one report.

`layout.yaml` states the trim, the inks, how Chinese is set, the options that a user may set, and for a fixed format
the steps of its copy-fitting: `file` says how. `choosing` finds a layout and chooses its options. A new layout needs
no Python.
"""

from .choosing import Layout, find, languages_of, layout, names
from .file import WIDEST_AUTOSPACE, CoverPart, Ink, LayoutFile, Option, OptionValue, Typography

__all__ = [
    "WIDEST_AUTOSPACE", "CoverPart", "Ink", "Layout", "LayoutFile", "Option", "OptionValue", "Typography", "find", "languages_of",
    "layout", "names",
]  # fmt: skip
