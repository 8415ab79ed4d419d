"""The run of WeasyPrint: nothing fetched but our own assets, nothing in its log overlooked."""

from __future__ import annotations

import gc
import hashlib
import io
import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

from ..assets import Asset, addresses
from ..diagnostics import Diagnostic, PrintkitError, SourceFile, Span, error, raise_errors, warning
from ..layout import Layout
from ..markup import Markup, Stylesheet
from ..report import Report
from ..report.inline import allowed_address
from ..resources import cache_folder
from ..units import Length
from . import loading
from .facts import Facts

Progress = Callable[[str, int], None]
"""Told of the stage and of how far it is: `("layout", page)`."""

_CSS_PLACE: Final = re.compile(r"^(?P<what>.*?) at (?P<line>\d+):(?P<column>\d+)(?P<rest>.*)$", re.DOTALL)
_ASSET: Final = re.compile(r"asset:\d+")
_REFUSED: Final = "refused by printkit: "
_PAGE: Final = re.compile(r"Page (\d+)")


@dataclass(frozen=True, slots=True)
class Typeset:
    """Laid-out pages. `pdf()` draws them; same pages, same bytes."""

    facts: Facts
    report: Report = field(repr=False)
    layout: Layout
    warnings: tuple[Diagnostic, ...]
    _document: Any = field(repr=False)
    _identifier: bytes = field(repr=False)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.facts.pages)

    @property
    def bleed(self) -> Length:
        """How far the drawing goes past the trim on every side."""
        return Length.px(self._document.pages[0].bleed["top"])

    def pdf(self, fonts: frozenset[str] | None = None, *, tagged: bool = False, bleed: bool = False) -> bytes:
        """The pages as a PDF, cut to the trim for the screen, or with their bleed around the trim.

        The trim's lower left corner is the origin. `fonts` are the PostScript names that may occur in it. `tagged`: with the structure that screen readers
        follow, as ISO 14289-1 (PDF/UA-1) has it. Raises `PrintkitError` for a character that no font has, for a
        font that is not among them, and with tags for a picture that has no words in its place.
        """
        from . import seam

        fetcher = self._document.url_fetcher
        with (
            rarely_collecting(),
            _listening(fetcher.assets, None, report=self.report) as log,
            nullcontext() if bleed else _cut_to_trim(self._document),
        ):
            pdf = self._draw({"pdf_variant": "pdf/ua-1"} if tagged else {})
        found = [*log, *_refusals(fetcher, ())]
        if fonts is not None:
            found += [_foreign_font(name) for name in sorted(seam.font_names(self._document) - fonts)]
        raise_errors(found)
        return pdf

    def _draw(self, options: Mapping[str, str]) -> bytes:
        try:
            # A buffer in memory would be there twice while it grows.
            with tempfile.TemporaryFile() as out:
                self._document.write_pdf(out, pdf_identifier=self._identifier, **options)
                out.seek(0)
                return out.read()
        except OSError:  # no room on the disk: memory has to do, and the writer will say what is full
            buffer = io.BytesIO()
            self._document.write_pdf(buffer, pdf_identifier=self._identifier, **options)
            return buffer.getvalue()


def _foreign_font(name: str) -> Diagnostic:
    return error("foreign-font", f"the font `{name}` is not one of printkit's", hint="use a family of `printkit fonts`")


@contextmanager
def _cut_to_trim(document: Any) -> Iterator[None]:
    """Pages without their bleed: what reaches into it is drawn, and lies outside the page."""
    before = [page.bleed for page in document.pages]
    for page in document.pages:
        page.bleed = dict.fromkeys(page.bleed, 0)
    try:
        yield
    finally:
        for page, bleed in zip(document.pages, before, strict=True):
            page.bleed = bleed


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Boxes and styles live until the pages are drawn: looking for garbage among them again and again is in vain."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@rarely_collecting()
def typeset(markup: Markup, progress: Progress | None = None) -> Typeset:
    """Lay the pages out.

    Raises `PrintkitError` for pictures that cannot be drawn, for what a fixed box cannot hold, and with
    exit code 3 for a missing system library.
    """
    _engine()
    from . import seam
    from .survey import survey

    fetcher = _fetcher(markup.assets)
    sheets = []
    found: list[Diagnostic] = []
    for sheet in markup.styles:
        with _listening(markup.assets, None, sheet) as log:
            sheets.append(seam.stylesheet(sheet.css, fetcher, "layout:/"))
        found += [*_foreign(sheet, markup.assets), *log]
    with _listening(markup.assets, progress, report=markup.report) as log:
        html = seam.Source(markup.html, fetcher, "layout:/")
        document = html.render(stylesheets=sheets)
        html.wrapper_element = None  # the cascade's view of the document is a tenth of all memory, and done with
    found += [*_refusals(fetcher, addresses.in_page(html.etree_element)), *log, *_drop_links(document)]
    warnings = raise_errors(found)
    text = markup.html + "".join(sheet.css for sheet in markup.styles)
    digest = hashlib.sha256(text.encode())
    for asset in markup.assets.values():
        digest.update(asset.data)
    return Typeset(
        survey(document), markup.report, markup.layout, (*markup.warnings, *warnings), document, digest.digest()[:16]
    )


def _engine() -> None:
    """WeasyPrint with our seam in it, imported at the first use: half a second."""
    try:
        loading.load(cache_folder() / "engine")
    except OSError as problem:
        message = f"a system library of the typesetting engine is missing: {str(problem).splitlines()[0]}"
        hint = "run: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
        raise PrintkitError([error("system-library", message, hint=hint)], exit_code=3) from None
    from weasyprint.text.ffi import harfbuzz_subset

    if not harfbuzz_subset:
        message = "the system library libharfbuzz-subset is missing; without it Chinese fonts take minutes"
        hint = "run: sudo apt-get install libharfbuzz-subset0"
        raise PrintkitError([error("system-library", message, hint=hint)], exit_code=3)
    from . import seam

    seam.install()


def _fetcher(assets: Mapping[str, Asset]) -> Any:
    """A fetcher that knows our assets and nothing else: no file, no network, no data URL (T5, T6).

    It never calls the engine's own, so nothing is opened, resolved or asked for on the way to the refusal.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())
            self.assets = assets
            self.refused: list[str] = []

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 -- the engine's signature
            asset = assets.get(url)
            if asset is None:
                self.refused.append(url)
                raise ValueError(f"{_REFUSED}`{url[:80]}`")
            return URLFetcherResponse(url, body=asset.data, headers={"Content-Type": asset.media_type})

    return Fetcher()


def _foreign(sheet: Stylesheet, assets: Mapping[str, Asset]) -> Iterator[Diagnostic]:
    """The addresses in a style sheet that are not served. The engine tells of some of them only, and without place."""
    source = SourceFile(sheet.name, sheet.css)
    for mention in addresses.in_css(sheet.css):
        if not mention.address.startswith("#") and mention.address not in assets:
            line, column = mention.line, mention.column
            yield _refusal(mention.address, Span(source, line, column, line, column + 1))


def _refusals(fetcher: Any, named: Iterable[str]) -> Iterator[Diagnostic]:
    """What the page names and what the engine asked for, where it is not served."""
    for address in dict.fromkeys([*named, *fetcher.refused]):
        if address and not address.startswith("#") and address not in fetcher.assets:
            yield _refusal(address, None)
    fetcher.refused.clear()


def _refusal(address: str, span: Span | None) -> Diagnostic:
    shown = address if len(address) <= 160 else f"{address[:160]}…"
    hint = "a layout draws with CSS and SVG inside its template; pictures come from the report, fonts from printkit"
    return error("refused-address", f"`{shown}` is not fetched: only the report's own pictures are", span, hint=hint)


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    left, top, right, bottom = outer
    return all(left - 0.1 <= x <= right + 0.1 and top - 0.1 <= y <= bottom + 0.1 for x, y in (inner[:2], inner[2:]))


def _drop_links(document: Any) -> Iterator[Diagnostic]:
    """Take away the links that may not be followed, attachments and form fields; the words stay (T20)."""
    for page in document.pages:
        page.forms = {None: []}
        kept: list[Any] = []
        for link in page.links:
            kind, address = link[0], str(link[1])
            if any(link[:2] == other[:2] and _holds(other[2], link[2]) for other in kept):
                continue  # the engine links what stands in a link once more
            if kind == "internal" or (kind == "external" and allowed_address(address)):
                kept.append(link)
            elif kind == "attachment":
                yield _refusal(address, None)
            else:
                message = f"the link to `{address[:60]}` was dropped, its words kept"
                yield warning("link-refused", message, hint="link to http://, https://, mailto: or tel:")
        page.links = kept


class _Log(logging.Handler):
    """What the engine says while it works, as diagnostics."""

    def __init__(
        self, assets: Mapping[str, Asset], progress: Progress | None, sheet: Stylesheet | None, report: Report | None
    ) -> None:
        super().__init__(logging.INFO)
        self.found: list[Diagnostic] = []
        self.assets, self.progress, self.report = assets, progress, report
        self.source = SourceFile(sheet.name, sheet.css) if sheet else None

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.name == "weasyprint.progress":
            if self.progress and (page := _PAGE.search(text)) and "layout" in text:
                self.progress("layout", int(page[1]))
            return
        if record.levelno < logging.WARNING or _REFUSED in text:
            return  # the fetcher keeps its own list of what it refused
        finding = self._diagnose(text, record.levelno)
        if finding not in self.found:
            self.found.append(finding)

    def _diagnose(self, text: str, level: int) -> Diagnostic:
        place = _CSS_PLACE.match(text)
        if place and self.source:
            line, column = int(place["line"]), int(place["column"])
            message = f"{place['what']}{place['rest']}"
            span = Span(self.source, line, column, line, column + 1)
            return warning("css", _lower(message), span, hint="the engine leaves this out; write it another way")
        if "image" in text.lower():
            url = _ASSET.search(text)
            asset = self.assets.get(url[0]) if url else None
            name = asset.name if asset else "a picture of the layout"
            if "alt description" in text:
                message = f"`{name}` has no words for those who cannot see it"
                return error("no-alt", message, self._span(asset), hint="give the picture `alt:`, or a caption")
            return error("picture", f"`{name}` cannot be drawn: {text}", self._span(asset), hint="export it again")
        if "glyph" in text.lower() or "font" in text.lower():
            return error("no-glyph", _lower(text), hint="write the character another way")
        if level >= logging.ERROR:
            return error("engine", _lower(text), hint="mend the layout's template or style sheet")
        return warning("engine", _lower(text), hint="mend the layout's template or style sheet")

    def _span(self, asset: Asset | None) -> Span | None:
        if asset is None or self.report is None:
            return None
        from ..report import Picture, nodes

        at = next((n.at for n in nodes(self.report) if isinstance(n, Picture) and n.file == asset.name), None)
        return self.report.span(at) if at else None


def _lower(text: str) -> str:
    text = text.rstrip(". ").partition("\n")[0]
    return text[:1].lower() + text[1:]


@contextmanager
def _listening(
    assets: Mapping[str, Asset],
    progress: Progress | None,
    sheet: Stylesheet | None = None,
    report: Report | None = None,
) -> Iterator[list[Diagnostic]]:
    """Gather what the engine logs inside the block."""
    handler = _Log(assets, progress, sheet, report)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")]
    before = [(log, log.level, log.propagate) for log in loggers]
    for log in loggers:
        log.addHandler(handler)
        log.propagate = False
        log.setLevel(logging.INFO)
    try:
        yield handler.found
    finally:
        for log, level, propagate in before:
            log.removeHandler(handler)
            log.setLevel(level)
            log.propagate = propagate
