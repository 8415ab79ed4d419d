"""The schemes by name, so that the command line and `handoff.yaml` can offer them.

A scheme's function takes `pages` (a count from 1), `trim` (the size of a page) and `sheet` (the size of the paper) and its
options, all by keyword, and returns an `Imposition`; what cannot be done it says in a `PrintkitError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .books import BOOKS
from .flatwork import FLAT_WORK
from .options import Scheme

SCHEMES: Final[Mapping[str, Scheme]] = {scheme.name: scheme for scheme in (*BOOKS, *FLAT_WORK)}
