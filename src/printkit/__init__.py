"""printkit: from a written report to a print shop, in one command.

    import printkit as pk
    pk.build("annual-report/report.yaml", layout="booklet-a5", to="out/")

Or stage by stage: `load` → Report, `layout` → Layout, `mark_up` → Markup, `typeset` → Typeset, whose
`pdf()` gives bytes for a screen and `press` the file for a print shop, which `preflight` looks over, as any PDF.
`cover` is the spread around a book of some `stock`, and `build_cover` its file.
`hand_off` makes and packs everything that a shop needs, as a `handoff.yaml` says.
What is wrong with the input is raised as `PrintkitError`, all of it at once.
"""

from .binding import Cover, cover
from .build import build, build_cover, typeset_report
from .conditions import Condition, condition, conditions
from .diagnostics import Diagnostic, PrintkitError, Severity, Span
from .editing import Finding, typography_report
from .handoff import HandoffJob, Package, hand_off, read_job
from .layout import Layout, layout
from .markup import Markup, mark_up
from .preflight import Preflight, Shop, preflight
from .press import Artwork, press
from .report import Report, load, loads, schema
from .sheets import Sheets, impose
from .stocks import Stock, stock, stocks
from .typeset import Typeset, typeset
from .units import Insets, Length, Rect, Size

__version__ = "0.1.0"

__all__ = [
    "Artwork", "Condition", "Cover", "Diagnostic", "Finding", "HandoffJob", "Insets", "Layout", "Length", "Markup", "Package", "Preflight", "PrintkitError", "Rect",
    "Report", "Severity", "Sheets", "Shop", "Size", "Span", "Stock", "Typeset", "build", "build_cover", "condition", "conditions", "cover", "hand_off", "impose", "layout", "load", "loads",
    "mark_up", "preflight", "press", "read_job", "schema", "stock", "stocks", "typeset", "typeset_report", "typography_report",
]  # fmt: skip
