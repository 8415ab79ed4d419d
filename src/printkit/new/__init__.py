"""A new report: a small one in two languages that builds at once, with its schema beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .. import output
from ..diagnostics import PrintkitError, error
from ..report import schema


def new(folder: Path) -> list[Path]:
    """Make `folder` with a report in it; gives the files. Nothing is ever overwritten.

    Raises `PrintkitError` where the folder exists and is not empty.
    """
    if "\0" in str(folder) or folder.name == "":
        raise PrintkitError(
            [error("bad-output-name", f"`{folder}` cannot be a folder's name", hint="choose a plain name")]
        )
    output.check_name(folder.name)
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        message = f"`{folder}` exists already"
        raise PrintkitError([error("would-overwrite", message, hint="choose another name; nothing was changed")])
    files = {
        folder / "report.yaml": Path(__file__).with_name("report.yaml").read_bytes(),
        folder / "report.schema.json": schema_text().encode(),
    }
    output.write(files)
    return list(files)


def schema_text(raw: dict[str, Any] | None = None, about: str = "what a report may hold") -> str:
    """A schema as the text of a file, by default that of a report."""
    raw = raw or schema()
    # At the top, so that printkit knows the file as its own.
    top = {"$schema": raw["$schema"], "$comment": f"Made by printkit: {about}, for editors."}
    return json.dumps({**top, **raw}, ensure_ascii=False, indent=2) + "\n"
