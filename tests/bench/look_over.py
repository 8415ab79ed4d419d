"""The preflight of a file, cold: `python look_over.py FILE.pdf`."""

from __future__ import annotations

import sys
from pathlib import Path

import printkit

printkit.preflight(Path(sys.argv[1]))
