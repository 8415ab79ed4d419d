"""Finding a layout, reading its `layout.yaml`, choosing its options."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from .. import source
from ..diagnostics import Diagnostic, PrintkitError, Span, error
from ..report.text import Language, Text
from ..resources import layouts_folder
from ..units import Length, Size
from .file import CoverPart, Ink, LayoutFile, Option, OptionValue


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout with its options chosen, ready for any report."""

    name: str
    folder: Path
    title: Text
    about: Text
    kind: str
    trim: Size
    bleed: Length
    pages: int | None
    inks: Mapping[str, Ink]
    """Ink name (`main`, `acc` …) → ink."""
    options: Mapping[str, Option]
    chosen: Mapping[str, OptionValue]
    styles: tuple[Path, ...]
    template: str
    fit: tuple[Mapping[str, float], ...] = field(default=({},))
    """The states of copy-fitting, the loosest first; a single empty one where nothing is fitted."""
    grow: tuple[Mapping[str, float], ...] = ()
    """What may be put over the state that fits, the largest first."""
    cover: CoverPart | None = None

    def without_cover(self) -> Layout:
        """The layout for the body of a book whose cover is printed by itself. Raises `PrintkitError` (`no-cover`)."""
        wanted = self._own_cover().body
        return replace(
            self, chosen={**self.chosen, **{key: self.options[key].read(text) for key, text in wanted.items()}}
        )

    def for_cover(self, spread: Size, sides: int) -> Layout:
        """The layout for the cover itself, a spread of that size on one side or two. Raises `PrintkitError` (`no-cover`)."""
        part = self._own_cover()
        return replace(
            self,
            trim=spread,
            pages=sides,
            styles=tuple(_style(self.folder, style) for style in part.styles),
            template=part.template,
            fit=tuple(_states(part.fit)) or ({},),
            grow=(),
        )

    def _own_cover(self) -> CoverPart:
        if self.cover is None:
            message = f"the layout `{self.name}` draws no cover that is printed by itself"
            raise PrintkitError([error("no-cover", message, hint="choose `booklet-a5`, or bind with a self-cover")])
        return self.cover


def layout(name: str | Path, **options: object) -> Layout:
    """Find a layout by the name of one of ours or the path of a folder, and choose its options.

    Raises `PrintkitError` for an unknown layout, a broken `layout.yaml`, an unknown option or value.
    """
    folder = find(name)
    document = source.read(folder / "layout.yaml")
    try:
        read = LayoutFile.model_validate(document.data)
    except ValidationError as problem:
        raise PrintkitError(_explain(document, problem)) from None
    inks, palettes = _inks(folder, read, document, options)
    every = {**_palette_option(read, palettes), **read.typography.options(), **read.options}
    chosen = _choose(folder.name, every, options)
    if accent := chosen.get("accent"):
        inks["acc"] = Ink(cmyk=None, screen=str(accent))
    return Layout(
        name=folder.name,
        folder=folder,
        title=read.title,
        about=read.about,
        kind=read.kind,
        trim=Size.parse(read.trim),
        bleed=Length.parse(read.bleed),
        pages=read.pages,
        inks=inks,
        options=every,
        chosen=chosen,
        styles=tuple(_style(folder, style) for style in read.styles),
        template=read.template,
        fit=tuple(_states(read.fit)) or ({},),
        grow=tuple(_states(read.grow)),
        cover=read.cover,
    )


def find(name: str | Path) -> Path:
    """The folder of a layout. Raises `PrintkitError` naming the ones there are."""
    text = str(name)
    if "/" in text or isinstance(name, Path):
        folder = Path(name)
        if (folder / "layout.yaml").is_file():
            return folder.resolve()
        hint = f"a layout is a folder with `layout.yaml`; ours are {', '.join(names())}"
        raise PrintkitError([error("no-layout", f"there is no layout in `{text}`", hint=hint)])
    if text in names():
        return layouts_folder() / text
    close = difflib.get_close_matches(text, names(), 1, 0.5)
    hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(names())}"
    raise PrintkitError([error("no-layout", f"there is no layout `{text}`", hint=hint)])


def names() -> list[str]:
    """The names of the layouts for reports that come with printkit; what begins with `_` serves its own ends."""
    found = (entry.parent.name for entry in layouts_folder().glob("*/layout.yaml"))
    return sorted(name for name in found if not name.startswith("_"))


def _style(folder: Path, style: str) -> Path:
    """A style sheet named from the layout's folder, or from the folder of all layouts (`_base/…`)."""
    return folder / style if not style.startswith("_base/") else _base(folder) / style.removeprefix("_base/")


def _base(folder: Path) -> Path:
    beside = folder.parent / "_base"
    return beside if beside.is_dir() else layouts_folder() / "_base"


def _inks(
    folder: Path, read: LayoutFile, document: source.Document, options: Mapping[str, object]
) -> tuple[dict[str, Ink], list[str]]:
    sheet = source.read(_base(folder) / "inks.yaml")
    palettes = sheet.data
    assert isinstance(palettes, dict)
    wanted = str(options.get("palette", read.palette))
    if read.palette not in palettes:
        hint = f"there are {', '.join(palettes)}"
        raise PrintkitError(
            [error("no-palette", f"there is no palette `{read.palette}`", document.span(["palette"]), hint=hint)]
        )
    chosen = palettes.get(wanted, palettes[read.palette])
    shared = palettes["shared"]
    assert isinstance(chosen, dict)
    assert isinstance(shared, dict)
    title = wanted if wanted in palettes else read.palette
    placed = {name: (of, recipe) for of, part in (("shared", shared), (title, chosen)) for name, recipe in part.items()}
    found: dict[str, Ink] = {}
    for name, (of, recipe) in placed.items():
        try:
            found[name] = Ink.model_validate(recipe)
        except ValidationError as problem:
            raise PrintkitError(_explain(sheet, problem, (of, name))) from None
        for other, ink in found.items():
            if fault := _clash(other, ink, name, found[name], sheet.span([of, name])):
                raise PrintkitError([fault])
    return found, [name for name in palettes if name != "shared"]


def _clash(name: str, ink: Ink, other: str, second: Ink, span: Span | None) -> Diagnostic | None:
    """What is wrong with the ink `other` beside `name`: press files find inks again by their screen colours."""
    if ink.spot is not None and ink.spot == second.spot and ink.cmyk != second.cmyk:
        message = f"the inks `{name}` and `{other}` are one spot ink with two recipes"
        return error("bad-layout", message, span, hint="give both the same `cmyk`")
    if ink.screen.lower() != second.screen.lower() or (ink.cmyk, ink.spot) == (second.cmyk, second.spot):
        return None
    message = f"the inks `{name}` and `{other}` have one screen colour and two recipes"
    hint = "change the last digit of one: press files tell inks apart by it"
    return error("same-screen-colour", message, span, hint=hint)


def _palette_option(read: LayoutFile, palettes: list[str]) -> dict[str, Option]:
    return {
        "palette": Option(
            type="choice",
            default=read.palette,
            choices=tuple(palettes),
            about=Text(zh="整套油墨", en="the set of inks"),
        ),
        "accent": Option(type="colour", default="", about=Text(zh="强调色", en="the accent ink, as #rrggbb")),
    }


def _choose(name: str, options: Mapping[str, Option], given: Mapping[str, object]) -> dict[str, OptionValue]:
    faults: list[Diagnostic] = []
    chosen: dict[str, OptionValue] = {}
    for key, value in given.items():
        known = key.replace("_", "-")
        if known not in options:
            close = difflib.get_close_matches(known, options, 1, 0.5)
            hint = f"did you mean `{close[0]}`?" if close else f"its options are {', '.join(options)}"
            faults.append(error("no-option", f"the layout `{name}` has no option `{key}`", hint=hint))
            continue
        try:
            chosen[known] = options[known].read(value)
        except ValueError as problem:
            faults.append(error("bad-option", f"option `{known}`: {problem}", hint=options[known].about.letters("en")))
    if faults:
        raise PrintkitError(faults)
    return {key: chosen.get(key, option.read(option.default)) for key, option in options.items()}


def _states(fit: tuple[Mapping[str, tuple[float, ...]], ...]) -> Iterator[dict[str, float]]:
    """Every state of the copy-fitting: in each entry the names move together, value by value."""
    for entry in fit:
        longest = max(len(values) for values in entry.values())
        for index in range(longest):
            yield {name: values[min(index, len(values) - 1)] for name, values in entry.items()}


def _explain(
    document: source.Document, problem: ValidationError, within: tuple[str | int, ...] = ()
) -> list[Diagnostic]:
    """What pydantic found, with the places in the file; `within` is the path of what was checked."""
    found = []
    for fault in problem.errors(include_url=False):
        place = (*within, *fault["loc"])
        span = document.span(place, key=fault["type"] == "extra_forbidden")
        path = ".".join(map(str, place))
        found.append(
            error("bad-layout", f"`{path}`: {fault['msg'].lower()}", span, path=path, hint="see another layout.yaml")
        )
    return found


def languages_of(layout: Layout, languages: tuple[Language, ...]) -> tuple[Language, ...]:
    """The languages to set: those of the report, cut to the one chosen by the option `language`."""
    wanted = layout.chosen.get("language", "all")
    return tuple(name for name in languages if wanted in ("all", name)) or languages
