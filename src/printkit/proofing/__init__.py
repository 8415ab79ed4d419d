"""What people look at before the press runs: spreads, a folding dummy, what two versions differ in."""

from .spreads import Spreads, spreads

__all__ = ["Spreads", "spreads"]
