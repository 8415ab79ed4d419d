"""The pipeline, in order. The only place that knows all stages.

report.yaml ─load▶ Report ─mark_up▶ Markup ─typeset▶ Typeset ─pdf▶ Artwork ─write▶ file
                   × Layout
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import fonts, output
from .copyfit import fit
from .diagnostics import Diagnostic
from .editing import Finding, typography_report
from .layout import Layout, layout
from .markup import mark_up
from .report import Report, load
from .resources import cache_folder, fonts_folder
from .typeset import Typeset, rarely_collecting, typeset

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Artwork:
    """A finished PDF in memory, and what was odd on the way."""

    pdf: bytes = field(repr=False)
    pages: int
    layout: str
    warnings: tuple[Diagnostic, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What could not be set well, if it was asked for."""


@rarely_collecting()
def build(
    source: str | Path | Report,
    layout: str | Path | Layout = "booklet-a5",
    *,
    to: str | Path | None = None,
    root: Path | None = None,
    options: Mapping[str, object] | None = None,
    typography: bool = False,
    progress: Progress | None = None,
) -> Artwork:
    """All of it: read, lay out, typeset, write.

    `root` is the folder of the pictures, by default that of the report's file. `to` is a PDF file, or a
    folder into which `<layout>.pdf` goes; nothing is written without it. A file that printkit did not
    make is never overwritten. With `typography`, the artwork has the findings of `typography_report`.

    Raises `PrintkitError` with everything that is wrong; then nothing has been written.
    """
    report = source if isinstance(source, Report) else load(source)
    chosen = layout if isinstance(layout, Layout) else _layout(layout, options)
    target = output.place(to, chosen.name, ".pdf") if to is not None else None
    if target is not None:
        output.check(target)
    set_ = typeset_report(report, chosen, root=root, progress=progress)
    if progress:
        progress("pdf", set_.page_count)
    pdf = set_.pdf(catalogue().postscript_names)
    if target is not None:
        output.write({target: pdf})
    findings = typography_report(set_) if typography else ()
    return Artwork(pdf, set_.page_count, chosen.name, (*report.warnings, *set_.warnings), findings)


def typeset_report(
    report: Report, chosen: Layout, *, root: Path | None = None, progress: Progress | None = None
) -> Typeset:
    """Lay a report out, fitting the copy where the layout's size is fixed. Raises `PrintkitError`."""
    known = catalogue()
    tried = False

    def attempt(state: Mapping[str, float]) -> Typeset:
        nonlocal tried
        if tried:
            gc.collect()  # the boxes of pages that did not fit, before there are as many again
        tried = True
        if progress:
            progress("markup", 0)
        return typeset(mark_up(report, chosen, root=root, missing=known.missing, fit=state), progress)

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


def _layout(name: str | Path, options: Mapping[str, object] | None) -> Layout:
    return layout(name, **(options or {}))
