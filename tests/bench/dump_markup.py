"""Write what printkit hands to the engine into a folder: `python dump_markup.py report.yaml folder`.

Prints the path of the private fontconfig file, for the process that is to set it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from printkit import layout, load, mark_up
from printkit.build import catalogue

_ENDING = {"image/jpeg": ".jpg", "image/png": ".png", "image/svg+xml": ".svg"}


def dump(report: Path, folder: Path) -> None:
    """The HTML with its pictures named as files, the style sheets, the pictures."""
    missing = catalogue().missing  # as the pipeline does: the fonts are isolated with it
    markup = mark_up(load(report), layout("booklet-a5"), missing=missing)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    html = markup.html
    for number, (url, asset) in enumerate(markup.assets.items()):
        name = f"picture-{number:03}{_ENDING[asset.media_type]}"
        html = html.replace(f'src="{url}"', f'src="{name}"')
        (folder / name).write_bytes(asset.data)
    for number, sheet in enumerate(markup.styles):
        (folder / f"style-{number}.css").write_text(sheet.css, "utf-8")
    (folder / "page.html").write_text(html, "utf-8")


if __name__ == "__main__":
    dump(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(os.environ["FONTCONFIG_FILE"])
