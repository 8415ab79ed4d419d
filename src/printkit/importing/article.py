"""From an article to a report file: the order of the steps, and the proof that no letter was lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, PrintkitError, error, warning
from ..report import Picture, Report, Text, loads, nodes
from ..report.inline import parse_inline
from .docx import to_html as docx_to_html
from .form import FORMS, decode, detect, read_bytes
from .front import has_title, take_front
from .html import Article, read_html
from .markdown import to_html as markdown_to_html
from .pictures import Pictures
from .pieces import Caption, Citation, Entries, Grid, Heading, Line, Words, all_letters
from .plain import read_text, read_web_save
from .settle import Change, Settler, spelled_out
from .structure import build
from .write import write_report


@dataclass(frozen=True, slots=True)
class Imported:
    """A report made of an article, and what is to be written with it."""

    report: Report
    """Read back from `yaml`, so that its diagnostics point into the file to be written."""
    yaml: str
    changes: tuple[Change, ...]
    """What punctuation and blanks were changed, by which rule, where in the report."""
    pictures: tuple[tuple[str, bytes], ...]
    """Pictures that the article carried in itself: name beside the report, bytes."""
    local: tuple[str, ...]
    """Pictures that lie in the article's folder and are named from there: to be copied along with the report."""
    warnings: tuple[Diagnostic, ...]


def import_article(path: Path, *, form: str | None = None) -> Imported:
    """Read an article; `form` is one of `FORMS`, found by the content if not given.

    Nothing is fetched and nothing written. Raises `PrintkitError`.
    """
    if form is not None and form not in FORMS:
        hint = f"one of {', '.join(FORMS)}"
        raise PrintkitError([error("unknown-form", f"`{form}` is no form of an article", hint=hint)], exit_code=2)
    raw = read_bytes(path)
    form = form or detect(path, raw)
    try:
        return _import(path, raw, form)
    except RecursionError:
        message = f"`{path.name}` is nested too deeply"
        raise PrintkitError([error("too-deep", message, hint="copy its text into a plain file")], exit_code=3) from None


def _import(path: Path, raw: bytes, form: str) -> Imported:
    pictures, article = _read(path, raw, form)
    warnings = [*article.warnings, *pictures.warnings]
    language = _language(article)
    if not has_title(article):
        hint = "write the title into the report"
        warnings.append(warning("no-title", "the article has no title; the report has the file's name", hint=hint))
    front = take_front(article, path.stem)
    data, lost = build(front, language)
    warnings += [
        warning(
            "not-representable", f"{kind}: paper cannot hold it, a note stands in its place", hint="replace the note"
        )
        for kind in lost
    ]
    settler = Settler(language)
    built = Report.model_validate(settler.settle(data))
    warnings += _missing(article, front.labels, built)
    text = write_report(built, head=_head(path.name, language, built, article), remarks=settler.remarks)
    return Imported(
        loads(text),
        text,
        tuple(settler.changes),
        tuple(pictures.extracted.items()),
        tuple(pictures.local),
        tuple(warnings),
    )


def _read(path: Path, raw: bytes, form: str) -> tuple[Pictures, Article]:
    pictures = Pictures(path.parent)
    match form:
        case "docx":
            html, pictures.picked, warnings = docx_to_html(raw, path.name)
            article = read_html(html, pictures, whole=False)
            return pictures, _with_warnings(article, warnings)
        case "web-save":
            return pictures, read_web_save(decode(raw, path.name), pictures)
        case "html":
            return pictures, read_html(decode(raw, path.name), pictures)
        case "markdown":
            return pictures, read_html(markdown_to_html(decode(raw, path.name)), pictures, whole=False)
    return pictures, read_text(decode(raw, path.name))


def _with_warnings(article: Article, warnings: list[Diagnostic]) -> Article:
    return Article(article.pieces, article.title, article.source, article.published, article.keywords,
                   (*warnings, *article.warnings))  # fmt: skip


def _language(article: Article) -> str:
    """`zh` where a tenth of the article or more is Han, counting a Latin word as one."""
    text = "".join(_letters(article))
    han = sum(1 for c in text if "\u3400" <= c <= "\u9fff")
    words = sum(1 for word in text.split() if word[:1].isascii() and word[:1].isalpha())
    return "zh" if han * 9 >= words and han else "en"


def _letters(article: Article) -> list[str]:
    """Every text that was read, in any order."""
    found = [article.title, " ", article.source, " ", *article.keywords, " "]
    for piece in article.pieces:
        groups: list[Words] = []
        match piece:
            case Line(words=words) | Heading(words=words) | Caption(words=words):
                groups = [words]
            case Citation(words=words, source=source):
                groups = [words, source]
            case Entries(entries=entries):
                groups = [part for entry in entries for part in (entry.head, entry.words)]
            case Grid(rows=rows, head=head, caption=caption):
                groups = [caption, *head, *(cell for row in rows for cell in row)]
        for words in groups:
            found += [*all_letters(words), " "]
    return found


def _missing(article: Article, labels: str, report: Report) -> list[Diagnostic]:
    """A warning if letters or digits of the article are not in the report: a fault of ours, but never a silent one."""
    have = Counter(c for part in _letters(article) for c in part if c.isalnum())
    have.subtract(Counter(c for text in report.texts() for part in _spoken(text) for c in part if c.isalnum()))
    have.subtract(c for c in labels if c.isalnum())
    gone = "".join(have.elements())
    if not gone:
        return []
    return [warning("words-lost", f"{len(gone)} letters did not reach the report: {gone[:40]}", hint="compare them")]


def _spoken(text: Text) -> list[str]:
    value = text.zh or text.en or text.neutral or ""
    return list(spelled_out(parse_inline(value)))


def _head(name: str, language: str, report: Report, article: Article) -> tuple[str, ...]:
    """What the author should do next, as comments."""
    other = "en" if language == "zh" else "zh"
    lines = [
        f"Made by `printkit import` from {name}." + (f" Published {article.published}." if article.published else "")
    ]
    lines += ["What to do next:", f"- for a second language write a line `{other}: …` under each `{language}: …`,"]
    lines.append("  just as far to the right; put it in quotes if it holds `: ` or begins with a sign;")
    if any(isinstance(node, Picture) and node.file is None for node in nodes(report)):
        lines.append("- write the file name of a picture beside this file for each `slot`, such as figures/hall.jpg;")
    lines.append("- see what is still wrong with `printkit check`.")
    return tuple(lines)
