"""The pipeline, in order. The only place that knows all stages.

report.yaml ─load▶ Report ─mark_up▶ Markup ─typeset▶ Typeset ─pdf, press▶ Artwork ─write▶ file
                   × Layout                                   × Standard, Condition
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from . import fonts, output
from .binding import Cover
from .conditions import Condition
from .copyfit import fit
from .diagnostics import PrintkitError, error
from .editing import typography_report
from .layout import Layout, layout
from .markup import mark_up
from .press import Artwork, Finish, check_bleed, press, standard
from .report import Report, load
from .resources import cache_folder, fonts_folder
from .typeset import Typeset, rarely_collecting, typeset
from .units import Length

Progress = Callable[[str, int], None]


@rarely_collecting()
def build(  # noqa: PLR0913 -- keywords, each with its default
    source: str | Path | Report,
    layout: str | Path | Layout = "booklet-a5",
    *,
    to: str | Path | None = None,
    root: Path | None = None,
    options: Mapping[str, object] | None = None,
    edition: str = "screen",
    condition: str | Path | Condition = "FOGRA39",
    bleed: Length | str | None = None,
    marks: bool = True,
    typography: bool = False,
    progress: Progress | None = None,
) -> Artwork:
    """All of it: read, lay out, typeset, write.

    `root` is the folder of the pictures, by default that of the report's file. `to` is a PDF file, or a
    folder into which `<layout>.pdf` goes; nothing is written without it. A file that printkit did not
    make is never overwritten. With `typography`, the artwork has the findings of `typography_report`.

    `edition` is one of `EDITIONS`: for the screen, for a print shop, for an archive; a file other than for the
    screen is called `<layout>-<edition>.pdf`. `condition`, `bleed` (the layout's by default) and `marks` are for
    the print shop: see `press`.

    Raises `PrintkitError` with everything that is wrong; then nothing has been written.
    """
    report = source if isinstance(source, Report) else load(source)
    chosen = layout if isinstance(layout, Layout) else _layout(layout, options)
    target = output.place(to, file_name(chosen.name, edition), ".pdf") if to is not None else None
    if target is not None:
        output.check(target)
    set_ = typeset_report(report, chosen, root=root, bleed=bleed, progress=progress)
    (artwork,) = editions(set_, (edition,), condition=condition, marks=marks, progress=progress)
    if target is not None:
        output.write({target: artwork.pdf})
    findings = typography_report(set_) if typography else ()
    return replace(artwork, warnings=(*report.warnings, *artwork.warnings), findings=findings)


def editions(
    typeset: Typeset,
    names: Iterable[str],
    *,
    condition: str | Path | Condition = "FOGRA39",
    marks: bool = True,
    folds: tuple[Length, ...] = (),
    finishing: tuple[Finish, ...] = (),
    blanks: tuple[int, ...] = (),
    progress: Progress | None = None,
) -> Iterator[Artwork]:
    """The files of pages that are set, one for each edition of `EDITIONS`.

    `folds`, `finishing` and `blanks` are for those for print, as for `press`. Raises `PrintkitError`.
    """
    allowed = catalogue().postscript_names
    for name in names:
        if progress:
            progress("pdf" if name == "screen" else name, typeset.page_count)
        if name == "screen":
            yield Artwork(
                typeset.pdf(allowed, tagged=True), typeset.page_count, typeset.layout.name, name, "", "", typeset.layout.trim,
                Length(0), typeset.warnings,
            )  # fmt: skip
        else:
            made = press(
                typeset,
                standard=standard(name),
                condition=condition,
                marks=marks,
                folds=folds,
                fonts=allowed,
                finishing=finishing,
                blanks=blanks,
            )
            yield replace(made, warnings=(*typeset.warnings, *made.warnings))


def file_name(layout: str, edition: str) -> str:
    """The name of a file, without its end."""
    return layout if edition == "screen" else f"{layout}-{edition}"


def build_cover(  # noqa: PLR0913 -- keywords, each with its default
    source: str | Path | Report,
    layout: str | Path | Layout,
    cover: Cover,
    *,
    to: str | Path | None = None,
    root: Path | None = None,
    options: Mapping[str, object] | None = None,
    edition: str = "press",
    condition: str | Path | Condition = "FOGRA39",
    bleed: Length | str | None = None,
    marks: bool = True,
    progress: Progress | None = None,
) -> Artwork:
    """The cover of a report as one spread, with fold marks at the spine and the flaps: one page, two if printed inside.

    `cover` is its geometry, made by `binding.cover`; all else is as for `build`. The file is called
    `<layout>-cover-<edition>.pdf`. The body that goes into it is built with `layout.without_cover()`.

    Raises `PrintkitError` with everything that is wrong; then nothing has been written.
    """
    report = source if isinstance(source, Report) else load(source)
    chosen = layout if isinstance(layout, Layout) else _layout(layout, options)
    if cover.kind == "self":
        hint = "build the report: its first and last two pages are the cover"
        raise PrintkitError([error("bad-cover", "a self-cover is no spread of its own", hint=hint)])
    target = output.place(to, file_name(f"{chosen.name}-cover", edition), ".pdf") if to is not None else None
    if target is not None:
        output.check(target)
    set_ = typeset_report(
        report,
        chosen.for_cover(cover.spread, 2 if cover.inside else 1),
        root=root,
        bleed=bleed,
        cover=cover,
        progress=progress,
    )
    (artwork,) = editions(set_, (edition,), condition=condition, marks=marks, folds=cover.folds, progress=progress)
    if target is not None:
        output.write({target: artwork.pdf})
    return replace(artwork, warnings=(*report.warnings, *artwork.warnings))


def typeset_report(
    report: Report,
    chosen: Layout,
    *,
    root: Path | None = None,
    bleed: Length | str | None = None,
    cover: Cover | None = None,
    pictures: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> Typeset:
    """Lay a report out, fitting the copy where the layout's size is fixed.

    The drawing goes past the trim by `bleed`, such as `5mm`, and by the layout's own where none is given; files for
    the screen are cut to the trim. `cover` is the spread that a layout for covers draws, `pictures` are those that are
    no files, by the names in the report. Raises `PrintkitError`.
    """
    told = cover.for_template() if cover is not None else None
    known = catalogue()
    around = _length(bleed) if bleed is not None else chosen.bleed
    check_bleed(around)
    tried = False

    def attempt(state: Mapping[str, float]) -> Typeset:
        nonlocal tried
        if tried:
            gc.collect()  # the boxes of pages that did not fit, before there are as many again
        tried = True
        if progress:
            progress("markup", 0)
        marked = mark_up(
            report, chosen, root=root, missing=known.missing, fit=state, bleed=around, cover=told, pictures=pictures
        )
        return typeset(marked, progress)

    return fit(chosen, report, attempt)


def catalogue() -> fonts.Catalogue:
    """Our fonts, with everything else shut out. The first call prepares the private font configuration."""
    global _catalogue  # noqa: PLW0603 -- fontconfig itself is one to a process
    if _catalogue is None:
        folder = fonts_folder()
        fonts.isolate([folder], cache_folder() / "fonts")
        _catalogue = fonts.read_catalogue(folder)
    return _catalogue


_catalogue: fonts.Catalogue | None = None


def _length(text: Length | str) -> Length:
    if isinstance(text, Length):
        return text
    try:
        return Length.parse(text)
    except ValueError as problem:
        raise PrintkitError([error("bad-bleed", str(problem), hint="choose 0 to 20 mm, such as 3mm")]) from None


def _layout(name: str | Path, options: Mapping[str, object] | None) -> Layout:
    return layout(name, **(options or {}))
