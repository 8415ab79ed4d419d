"""Letters in and letters out, read by other means than the importer's own."""

import re
from html.parser import HTMLParser
from pathlib import Path

from printkit.report import Report
from printkit.report.inline import Break, Emphasis, Footnote, Link, Ruby, Run, Strong, parse_inline

ARTICLES = Path(__file__).parent / "articles"
FULL = str.maketrans(",;:!?()", "，；：！？（）")


class _Text(HTMLParser):
    """All text of a page but that of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag, _attributes):
        if tag in ("script", "style", "title"):
            self.silent = tag

    def handle_endtag(self, tag):
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data):
        if not self.silent:
            self.out.append(data)


def text_of_html(markup: str) -> str:
    reader = _Text()
    reader.feed(re.sub(r"<!\[.*?\]>", "", markup))
    reader.close()
    return "".join(reader.out)


def _said(nodes) -> str:
    out = ""
    for node in nodes:
        match node:
            case Run(text=text):
                out += text
            case Ruby(base=base, reading=reading):
                out += base + reading
            case Emphasis(children=inner) | Strong(children=inner) | Link(children=inner) | Footnote(children=inner):
                out += _said(inner)
            case Break():
                pass
    return out


def text_of_report(report: Report) -> str:
    return "".join(_said(parse_inline(t.zh or t.en or t.neutral or "")) for t in report.texts())


def bare(text: str) -> str:
    """Only what must arrive in this very order: no blanks, no caption signs, marks in their full-width form."""
    text = re.sub(r"\.{6}|\.{3}", "……", text).translate(FULL)
    return re.sub(r"[\s\u00a0\u3000\u200b\ufeff▲]", "", text)
