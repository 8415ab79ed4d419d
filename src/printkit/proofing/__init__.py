"""What people look at before the press runs: spreads, a folding dummy, what two versions differ in."""

from .comparison import Comparison, compare
from .folding import Dummy, dummy
from .spreads import Spreads, spreads

__all__ = ["Comparison", "Dummy", "Spreads", "compare", "dummy", "spreads"]
