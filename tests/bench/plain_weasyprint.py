"""WeasyPrint alone, cold, on what printkit's stages before it made: `python plain_weasyprint.py folder booklet.pdf`.

No printkit in this process: the HTML, the style sheets in their order and the pictures lie in the folder,
put there by `dump_markup.py`. `FONTCONFIG_FILE` is printkit's private one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import weasyprint

folder = Path(sys.argv[1])
sheets = [weasyprint.CSS(filename=path) for path in sorted(folder.glob("style-*.css"))]
weasyprint.HTML(filename=folder / "page.html").write_pdf(sys.argv[2], stylesheets=sheets)
