"""`printkit dummy`, `spreads` and `compare`: what people look at before the press runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .. import output
from ..diagnostics import PrintkitError, error
from ..units import Length
from .screen import Outcome, Screen


@dataclass(frozen=True)
class DummyOrder:
    """What was asked for. `options` are the scheme's, as texts; `folds` count from the left edge of a flat piece."""

    file: Path
    scheme: str
    paper: str
    flip: Literal["long", "short"]
    single_sided: bool
    scale: float | None
    folds: list[str]
    options: dict[str, str]
    to: Path


def make_dummy(order: DummyOrder, outcome: Outcome, screen: Screen) -> None:
    """Write a folding dummy. Raises `PrintkitError`; nothing is written then, nor under --strict with warnings."""
    from ..proofing import dummy

    target = output.place(order.to, f"{order.file.stem}-dummy", ".pdf")
    output.check(target)
    folds = [_length(text, "--fold") for text in order.folds]
    with screen.progress() as progress:
        tell = progress(order.file.name)
        made = dummy(
            order.file, order.scheme, paper=order.paper, flip=order.flip, single_sided=order.single_sided,
            scale=order.scale, folds=folds, progress=tell, **order.options,
        )  # fmt: skip
        outcome.add(made.warnings)
        if outcome.failed:
            return
        tell("write", 0)
        output.write({target: made.pdf})
    imposition = made.imposition
    outcome.products.append(
        {
            "file": str(target),
            "scheme": imposition.scheme,
            "sheets": len(imposition.sheets),
            "pages": imposition.pages,
            "blanks": list(imposition.blanks),
            "scale": round(made.scale, 4),
            "flip": made.flip,
            "words": {"zh": made.words[0], "en": made.words[1]},
        }
    )
    count = len(imposition.sheets)
    screen.say(f"{target}: {count} sheet{'s' if count != 1 else ''} at {made.scale:.0%}")
    for words in made.words:
        screen.say(words)


@dataclass(frozen=True)
class SpreadsOrder:
    """What was asked for; `binding` None is what the file says."""

    file: Path
    binding: Literal["left", "right"] | None
    cover: bool
    spine: bool
    to: Path


def make_spreads(order: SpreadsOrder, outcome: Outcome, screen: Screen) -> None:
    """Write a page-turn proof. Raises `PrintkitError`; nothing is written then."""
    from ..proofing import spreads

    target = output.place(order.to, f"{order.file.stem}-spreads", ".pdf")
    output.check(target)
    made = spreads(order.file, binding=order.binding, cover=order.cover, spine=order.spine)
    output.write({target: made.pdf})
    outcome.products.append(
        {"file": str(target), "binding": made.binding, "spreads": [list(pair) for pair in made.pairs]}
    )
    screen.say(f"{target}: {len(made.pairs)} spreads, bound on the {made.binding}")


@dataclass(frozen=True)
class CompareOrder:
    """What was asked for: two files, and where the HTML and the pictures go, if anywhere."""

    before: Path
    after: Path
    tolerance: str | None
    html: Path | None
    pictures: Path | None


def tell_differences(order: CompareOrder, outcome: Outcome, screen: Screen) -> None:
    """Compare two files and tell what differs. Exit code 1 for differences under --strict. Raises `PrintkitError`."""
    from ..proofing import compare, comparison_html, pictures
    from ..proofing.comparison import TOLERANCE

    stem = f"{order.before.stem}-{order.after.stem}"
    target = output.place(order.html, f"{stem}-comparison", ".html") if order.html is not None else None
    if target is not None:
        output.check(target)
    tolerance = _length(order.tolerance, "--tolerance") if order.tolerance is not None else TOLERANCE
    with screen.progress() as progress:
        tell = progress(order.after.name)
        result = compare(order.before, order.after, tolerance=tolerance, progress=tell)
        files: dict[Path, bytes] = {}
        if target is not None:
            tell("html", 0)
            files[target] = comparison_html(result, order.before, order.after).encode("utf-8")
        if order.pictures is not None:
            found = pictures(result, order.before, order.after)
            files |= {order.pictures / name: data for name, data in found.items()}
        for path in files:
            output.check(path)
        output.write(files)
    outcome.more["comparison"] = result.as_json()
    outcome.more["files"] = [str(path) for path in files]
    if outcome.strict and not result.same:
        outcome.stopped = 1
    for line in result.lines():
        screen.say(line)
    screen.say(result.verdict)
    if target is not None:
        screen.say(f"{target}")
    if order.pictures is not None and not result.same:
        screen.say(f"{len(files) - (target is not None)} pictures in {order.pictures}")


def _length(text: str, option: str) -> Length:
    """Raises `PrintkitError` (`bad-length`)."""
    try:
        return Length.parse(text)
    except ValueError as problem:
        raise PrintkitError([error("bad-length", f"{option}: {problem}", hint="write a length such as 3mm")]) from None
