"""The stage: every picture found and checked, every character covered, then the template run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup as Safe

from ..assets import Asset, Shelf
from ..assets.fault import AssetFault
from ..diagnostics import Diagnostic, error, raise_errors, warning
from ..layout import Layout, OptionValue, Typography, languages_of
from ..report import Language, Node, Report, nodes
from ..report.blocks import Picture
from ..units import Length
from . import template
from .words import words


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """CSS text, and the name to show when the engine complains of a line of it."""

    name: str
    css: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Markup:
    """What the engine sets: one HTML document, its style sheets in order, its pictures by URL."""

    html: str = field(repr=False)
    styles: tuple[Stylesheet, ...]
    assets: Mapping[str, Asset]
    report: Report = field(repr=False)
    layout: Layout
    fit: Mapping[str, float]
    warnings: tuple[Diagnostic, ...] = ()


def mark_up(
    report: Report,
    layout: Layout,
    *,
    root: Path | None = None,
    missing: Callable[[str], list[tuple[int, str]]] | None = None,
    fit: Mapping[str, float] | None = None,
    bleed: Length | None = None,
    cover: Mapping[str, object] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Markup:
    """Put a report into a layout.

    `root` is the folder that its pictures stand in; by default that of its file. `missing(text)` lists
    (index, character) that no font has. `fit` is the state of copy-fitting. `bleed` is kept around
    the trim; none by default, as on a screen. `cover` is what the template of a cover is told of its spread
    (`Cover.for_template`). `pictures` are those that are no files, by the names in the report.

    Raises `PrintkitError` for pictures that cannot be used, characters that no font has, and faults of
    the template.
    """
    if root is None and report.document is not None:
        root = Path(report.document.source.name).parent
    languages = languages_of(layout, report.languages)
    inks = {name: ink.screen for name, ink in layout.inks.items()}
    shelf = Shelf(root, inks, pictures)
    found: list[Diagnostic] = [*_check_pictures(report, shelf)]
    if missing is not None:
        found += _check_characters(report, missing)
    warnings = raise_errors(found)
    state = dict(layout.fit[0] if fit is None else fit)
    missed: list[Diagnostic] = []

    def left_out(node: Node, why: str) -> str:
        hint = "choose a layout with more room"
        missed.append(warning("left-out", why, report.span(node.at), path=node.at, hint=hint))
        return ""

    values: dict[str, Any] = {
        **words(languages, lambda p: shelf.get(p.file) if p.file else None, _seed(report)),
        "left_out": left_out,
        "report": report,
        "layout": layout,
        "options": layout.chosen,
        "inks": inks,
        "fit": state,
        **({"cover": dict(cover)} if cover is not None else {}),
    }
    base = layout.folder.parent / "_base"
    body = template.render(layout.folder, base if base.is_dir() else _shared_base(), layout.template, values)
    styles = (_prelude(layout, inks, state, bleed), *(_read(layout, path) for path in layout.styles))
    return Markup(
        _page(report, layout, languages, body),
        styles,
        shelf.by_url(),
        report,
        layout,
        state,
        (*warnings, *dict.fromkeys(missed)),
    )


def _shared_base() -> Path:
    from ..resources import layouts_folder

    return layouts_folder() / "_base"


def _seed(report: Report) -> str:
    return report.title.letters(report.languages[0])


def _page(report: Report, layout: Layout, languages: tuple[Language, ...], body: str) -> str:
    """The whole page. What the user chose among words stands at the body too, for style sheets to ask for."""
    title = " · ".join(report.title.letters(name) for name in languages if name in report.title.languages()) or (
        report.title.letters(languages[0])
    )
    lang = {"zh": "zh-Hans", "en": "en"}[languages[0]]
    head = Safe('<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>%s</title>') % (lang, title)
    if report.issuer:
        head += Safe('<meta name="author" content="%s">') % report.issuer.letters(languages[0])
    if report.keywords:
        head += Safe('<meta name="keywords" content="%s">') % ", ".join(
            k.letters(languages[0]) for k in report.keywords
        )
    if report.date:
        head += Safe('<meta name="dcterms.created" content="%s">') % report.date.isoformat()
    chosen = {name: value for name, value in layout.chosen.items() if isinstance(value, str)}
    attributes = Safe("").join(Safe(' data-option-%s="%s"') % pair for pair in chosen.items())
    return (
        f'{head}<meta name="generator" content="printkit"></head>'
        f'<body class="{"-".join(languages)}"{attributes}>{body}</body></html>'
    )


def _prelude(layout: Layout, inks: Mapping[str, str], fit: Mapping[str, float], bleed: Length | None) -> Stylesheet:
    """What `layout.yaml` and the user chose, as CSS: the page, `--ink-…`, `--fit-…`, how Chinese is set."""
    variables = [f"--ink-{name}: {colour};" for name, colour in inks.items()]
    variables += [f"--fit-{name}: {value:g};" for name, value in fit.items()]
    variables += [
        f"--{name}: {value};" for name, value in layout.chosen.items() if layout.options[name].type == "length"
    ]
    variables += [f"--{name}: {_typography(layout.chosen[name])};" for name in Typography().options()]
    page = f"@page {{ size: {layout.trim}; bleed: {bleed or Length(0)}; margin: 0 }}"
    return Stylesheet("layout.yaml", f"{page}\n:root {{ {' '.join(variables)} }}\n")


def _typography(value: OptionValue) -> str:
    """A choice of how Chinese is set, as the engine's seam reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}em" if isinstance(value, float) else value


def _read(layout: Layout, path: Path) -> Stylesheet:
    """A style sheet of the layout or of `_base`; a link that leads elsewhere is not followed (T7)."""
    folders = (layout.folder.resolve(), (layout.folder.parent / "_base").resolve(), _shared_base().resolve())
    found = path.resolve()
    inside = any(found.is_relative_to(folder) for folder in folders)
    if not inside or not found.is_file() or found.stat().st_size > _MOST_CSS:
        why = "which is not there" if inside and not found.exists() else "which is no style sheet inside its folder"
        message = f"the layout `{layout.name}` names `{path.name}`, {why}"
        raise_errors(
            [error("no-style", message, hint="put the file into the layout's folder, or take it out of `styles`")]
        )
    return Stylesheet(f"{path.parent.name}/{path.name}", found.read_text("utf-8"))


_MOST_CSS: Final = 2_000_000


def _check_pictures(report: Report, shelf: Shelf) -> Iterator[Diagnostic]:
    for node in nodes(report):
        if isinstance(node, Picture) and node.file:
            try:
                shelf.get(node.file)
            except AssetFault as fault:
                at = f"{node.at}.file"
                yield error(fault.code, fault.message, report.span(at), path=node.at, hint=fault.hint)


def _check_characters(report: Report, missing: Callable[[str], list[tuple[int, str]]]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for text in report.texts():
        for name in ("zh", "en", "neutral"):
            for _index, character in missing(getattr(text, name) or ""):
                if character in seen:
                    continue
                seen.add(character)
                at = f"{text.at}.{name}" if name != "neutral" else text.at
                yield _no_glyph(report, at, character)


def _no_glyph(report: Report, at: str, character: str) -> Diagnostic:
    span = report.span(at)
    if span is not None:
        # Point at the character itself where it stands in the lines of the file.
        for line in range(span.line, min(span.line + 200, len(span.source.lines)) + 1):
            column = span.source.line(line).find(character) + 1
            if column:
                span = type(span)(span.source, line, column, line, column + len(character))
                break
    return error(
        "no-glyph",
        f"no font of printkit has the character `{character}` (U+{ord(character):04X})",
        span,
        path=at,
        hint="write it another way, or put it in as a small picture",
    )
