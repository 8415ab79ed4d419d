"""What people look at before the press runs: spreads, a folding dummy, what two versions differ in."""

from .comparison import Comparison, compare, comparison_html, pictures
from .folding import Dummy, dummy
from .spreads import Spreads, spreads

__all__ = ["Comparison", "Dummy", "Spreads", "compare", "comparison_html", "dummy", "pictures", "spreads"]
