"""What printkit does, cold: `python printkit_booklet.py report.yaml booklet.pdf`."""

from __future__ import annotations

import sys

import printkit

printkit.build(sys.argv[1], to=sys.argv[2])
