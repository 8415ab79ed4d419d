"""What printkit does, cold: `python printkit_booklet.py report.yaml booklet.pdf [edition]`."""

from __future__ import annotations

import sys

import printkit

printkit.build(sys.argv[1], to=sys.argv[2], edition=(sys.argv[3:] or ["screen"])[0])
