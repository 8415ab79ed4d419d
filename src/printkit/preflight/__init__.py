"""Preflight: what a print shop would find in a PDF, ours or anybody's. `preflight(pdf)` → `Preflight`.

A rule is one small function (`rulebook`) from facts (`facts`) to findings (`finding`). The pages are read one by one,
each once, and all rules are fed from that reading.
"""

from .finding import Box, Finding

__all__ = ["Box", "Finding"]
