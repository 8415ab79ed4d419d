"""What printkit does, cold: `python printkit_booklet.py report.yaml booklet.pdf [edition]`.

`untagged` in place of an edition: pages for the screen without their structure.
"""

from __future__ import annotations

import sys
from pathlib import Path

import printkit
from printkit.build import catalogue

report, target, edition = sys.argv[1], sys.argv[2], (sys.argv[3:] or ["screen"])[0]
if edition == "untagged":
    pages = printkit.typeset_report(printkit.load(report), printkit.layout("booklet-a5"))
    Path(target).write_bytes(pages.pdf(catalogue().postscript_names))
else:
    printkit.build(report, to=target, edition=edition)
