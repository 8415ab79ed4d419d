"""The commands and their arguments, with the help that people read. What they do is imported when it is done."""

from . import reports, production, files, lists  # noqa: F401, I001 -- in the order that the help lists them
from .shared import Edition, app, main

__all__ = ["Edition", "app", "main"]
