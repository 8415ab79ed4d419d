"""The folding dummy of a job: `dummy` → `Dummy`, a small imposed PDF for the office printer.

`fitting` brings the job's imposition to office paper, `drawing` lays numbers, folds and instructions over its pages.
"""

from .stage import COVER, Dummy, dummy

__all__ = ["COVER", "Dummy", "dummy"]
