"""`printkit new` and `printkit import`: the two ways to begin a report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import output
from ..diagnostics import PrintkitError, error
from ..new import new, schema_text
from .screen import Outcome, Screen

if TYPE_CHECKING:
    from ..importing import Change


@dataclass(frozen=True)
class Source:
    """An article, its form if it is known, and the report to make of it."""

    article: Path
    form: str | None
    to: Path
    force: bool


def begin(folder: Path, outcome: Outcome, screen: Screen) -> None:
    """`printkit new`."""
    for path in new(folder):
        outcome.products.append({"file": str(path)})
        screen.say(str(path))
    screen.say()
    screen.say(f"Open {folder / 'report.yaml'} in an editor and write over it. To see it on paper:")
    screen.say(f"  printkit build {folder / 'report.yaml'}")


def take_in(source: Source, outcome: Outcome, screen: Screen) -> None:
    """`printkit import`. Nothing is written if a part of it cannot be."""
    from ..importing import SCHEMA, import_article

    if source.to.suffix.lower() not in (".yaml", ".yml"):
        hint = f"write -o {source.to / 'report.yaml'}"
        message = f"`{source.to}` is not the name of a report"
        raise PrintkitError([error("bad-output-name", message, hint=hint)], exit_code=2)
    output.check_name(source.to.name)
    if source.to.exists() and not source.force:
        hint = "choose another name, or give --force if printkit imported it and you have not worked on it"
        raise PrintkitError([error("would-overwrite", f"`{source.to}` exists", hint=hint)])
    output.check(source.to)
    imported = import_article(source.article, form=source.form)
    outcome.add([*imported.warnings, *imported.report.warnings])
    if outcome.failed:
        return
    folder = source.to.parent
    files = {source.to: imported.yaml.encode(), folder / SCHEMA: schema_text().encode()}
    pictures = dict(imported.pictures)
    if folder.resolve() != source.article.parent.resolve():
        pictures |= {name: (source.article.parent / name).read_bytes() for name in imported.local}
    for name, data in pictures.items():
        files[_inside(folder, name)] = data
    for path, data in files.items():
        if not (path.is_file() and path.read_bytes() == data):
            output.check(path)
    output.write(files)
    outcome.products.extend({"file": str(path), "bytes": len(data)} for path, data in files.items())
    for path in files:
        screen.say(str(path))
    outcome.more["changes"] = [asdict(change) for change in imported.changes]
    _list_changes(imported.changes, screen)


def _inside(folder: Path, name: str) -> Path:
    """A picture's place, proven to be in the folder (T7)."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"`{name}` would be written out of `{folder}`"
        raise PrintkitError([error("bad-output-name", message, hint="rename the picture")])
    return path


def _list_changes(changes: tuple[Change, ...], screen: Screen) -> None:
    if not changes:
        return
    screen.say()
    screen.say(f"{len(changes)} change{'s' if len(changes) > 1 else ''} to punctuation and spaces:")
    places: dict[tuple[str, str, str], list[str]] = {}
    for change in changes:
        places.setdefault((change.rule, change.before, change.after), []).append(change.where)
    for (rule, before, after), where in places.items():
        times = f" and {len(where) - 1} more" if len(where) > 1 else ""
        screen.say(f"  {rule}: {before} → {after}  at {where[0]}{times}")
