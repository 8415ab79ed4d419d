"""printkit: from a written report to a print shop, in one command.

    import printkit as pk
    pk.build("annual-report/report.yaml", layout="booklet-a5", to="out/")

Or stage by stage: `load` → Report, `layout` → Layout, `mark_up` → Markup, `typeset` → Typeset, whose
`pdf()` gives bytes for a screen and `press` the file for a print shop, which `preflight` looks over, as any PDF.
`cover` is the spread around a book of some `stock`, and `build_cover` its file.
`hand_off` makes and packs everything that a shop needs, as a `handoff.yaml` says.
What is wrong with the input is raised as `PrintkitError`, all of it at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .binding import Cover, cover
from .build import build, build_cover, typeset_report
from .conditions import Condition, condition, conditions
from .diagnostics import Diagnostic, PrintkitError, Severity, Span
from .editing import Finding, typography_report
from .layout import Layout, layout
from .markup import Markup, mark_up
from .preflight import Preflight, Shop, preflight
from .press import Artwork, press
from .report import Report, load, loads, schema
from .stocks import Stock, stock, stocks
from .typeset import Typeset, typeset
from .units import Insets, Length, Rect, Size

if TYPE_CHECKING:
    from .handoff import HandoffJob, Package, hand_off, read_job
    from .sheets import Sheets, impose

__version__ = "0.1.0"

_WHEN_ASKED: Final = {
    "HandoffJob": "handoff", "Package": "handoff", "hand_off": "handoff", "read_job": "handoff", "Sheets": "sheets", "impose": "sheets",
}  # fmt: skip
"""Names whose rooms few need; the command would pay for them each time that it is asked for help."""


def __getattr__(name: str) -> Any:
    if name in _WHEN_ASKED:
        return getattr(import_module(f".{_WHEN_ASKED[name]}", __name__), name)
    raise AttributeError(f"module `{__name__}` has no attribute `{name}`")


__all__ = [
    "Artwork", "Condition", "Cover", "Diagnostic", "Finding", "HandoffJob", "Insets", "Layout", "Length", "Markup", "Package", "Preflight", "PrintkitError", "Rect",
    "Report", "Severity", "Sheets", "Shop", "Size", "Span", "Stock", "Typeset", "build", "build_cover", "condition", "conditions", "cover", "hand_off", "impose", "layout", "load", "loads",
    "mark_up", "preflight", "press", "read_job", "schema", "stock", "stocks", "typeset", "typeset_report", "typography_report",
]  # fmt: skip
