"""The command `printkit`: arguments in, exit code out, and the only place that prints.

`arguments` declares the commands; `screen` prints; the others do the work of one command each. What a
command does not need is not imported: `printkit --help` reads nothing but `arguments`.
"""

from .arguments import main

__all__ = ["main"]
