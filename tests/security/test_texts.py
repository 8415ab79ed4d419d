"""T1, T4, T20: what an author writes comes out as those letters, in every field; links go where they may."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import REPORT, Folder, addresses_of, opened, plain_bytes, text_of
from pydantic import BaseModel

import printkit
from printkit.report import Picture, Quantity, Report, Text, blocks
from printkit.report.blocks import KINDS
from printkit.report.inline import allowed_address

JINJA = "{{ 7*7 }}{% raw %}{{ cycler.__init__.__globals__ }}{# x #}"
HTML = "\"><script>x</script><link rel=attachment href=file:///etc/passwd>&amp;'"
SHORT: dict[str, Any] = {"width": "text", "form": "bars", "ordered": False, "where": "page"}


class Writer:
    """A report with every field of the model filled: `words` gives the words for each text."""

    def __init__(self, payload: str, numbered: bool) -> None:
        self.payload, self.numbered, self.count, self.paths = payload, numbered, 0, []

    def text(self, path: str) -> dict[str, str]:
        self.count += 1
        self.paths.append(path)
        if not self.numbered:
            return {"zh": f"字{self.payload}", "en": self.payload}
        return {"zh": f"字{self.count}号{self.payload}", "en": f"No{self.count}{self.payload}"}

    def fill(self, model: type[BaseModel], path: str = "") -> Any:
        if model is Text:
            return self.text(path)
        if model is Quantity:
            return "12"
        if model is Picture:
            return {"file": None, **{key: self.text(f"{path}.{key}") for key in ("caption", "credit", "alt")}}
        found = {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            if name in SHORT:
                found[key] = SHORT[name]
            elif (value := self.value(field.annotation, f"{path}.{key}", name)) is not None:
                found[key] = value
        return found

    def value(self, annotation: Any, path: str, name: str) -> Any:
        if name == "blocks":
            return list(self.blocks(path))
        if name in ("languages", "date") or annotation is bool:
            return None
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.fill(annotation, path)
        arguments = getattr(annotation, "__args__", ())
        if str in arguments:
            return self.payload
        inner = next((a for a in arguments if a not in (type(None), ...)), None)
        if "tuple" in str(annotation) and type(None) not in arguments:
            return [self.value(inner, f"{path}.0", "item"), self.value(inner, f"{path}.1", "item")]
        return self.value(inner, path, "item") if inner is not None else None

    def blocks(self, path: str) -> Iterator[Any]:
        seen = set()
        for key, kind in KINDS.items():
            if kind not in seen and kind != "break":
                seen.add(kind)
                models = (m for m in vars(blocks).values() if isinstance(m, type) and issubclass(m, blocks.Block))
                yield self.fill(next(m for m in models if m.kind == kind), f"{path}.{key}")


def every_field(payload: str, *, numbered: bool = True) -> tuple[Report, Writer]:
    writer = Writer(payload, numbered)
    return Report.model_validate(writer.fill(Report)), writer


def squeezed(text: str) -> str:
    """Letters alone: lines break anywhere, and hyphens come and go."""
    return re.sub(r"[\s\u200b\ufffe\u00ad-]", "", text)


@pytest.fixture(scope="module")
def everywhere(shared: Folder) -> tuple[str, Writer, list[str]]:
    """One layout that prints each text, the report with both payloads in each field, and its letters."""
    shared.write("style.css", "html { font-size: 6pt } p { margin: 0 }")
    shared.write("template.html", DUMP)
    report, writer = every_field(JINJA + HTML)
    artwork = printkit.build(report, shared.layout)
    return text_of(artwork.pdf), writer, addresses_of(artwork.pdf)


# Every node is walked, so that no field is forgotten when the model grows.
DUMP = """{% macro show(node) %}{% if node is string %}<p>{{ node }}</p>
{% elif node.letters is defined %}{% for v in voices(node) %}
<p lang="en" title="{{ node.letters(v.lang) }}">{{ v.html }}</p><p lang="en">{{ v.phrases|join }}</p>{% endfor %}
{% elif node is mapping or node is number or node is boolean or node is none %}
{% elif node.at is defined %}{% for pair in node %}{{ show(pair[1]) }}{% endfor %}
{% elif node is iterable %}{% for inner in node %}{{ show(inner) }}{% endfor %}{% endif %}{% endmacro %}
{{ show(report) }}"""


def test_every_field_comes_out_as_its_letters(everywhere: tuple[str, Writer, list[str]]) -> None:
    text, writer, links = everywhere
    found = squeezed(text)
    assert writer.count > 60
    assert links == []
    missing = []
    wanted = squeezed(JINJA + HTML)
    for number, path in enumerate(writer.paths, 1):
        if f"字{number}号{wanted}" not in found or f"No{number}{wanted}" not in found:
            missing.append(path)
    assert missing == []


@pytest.mark.parametrize("payload", ["{{7*7}}", '"><i>&lt;'], ids=["jinja", "html"])
def test_real_layout_prints_the_letters(payload: str) -> None:
    """Through the templates of the booklet: titles, captions, cells, metadata, alt, contact, imprint."""
    report, _ = every_field(payload, numbered=False)
    artwork = printkit.build(report, "booklet-a5")
    found = squeezed(text_of(artwork.pdf))
    assert found.count(squeezed(payload)) > 40
    assert addresses_of(artwork.pdf) == []
    with opened(artwork.pdf) as pdf:
        assert payload in str(pdf.docinfo["/Title"])
        assert payload in str(pdf.docinfo["/Author"])
        assert payload in str(pdf.docinfo["/Keywords"])
        assert str(pdf.docinfo["/Creator"]) == "printkit"


def test_metadata_cannot_be_broken_out_of(folder: Folder) -> None:
    words = 'a"> <meta name=generator content=evil> </title>\n/Author (evil) )> endobj\n'
    both = f"{{zh: {quoted('题' + words)}, en: {quoted(words)}}}"
    folder.report(f"title: {both}\nissuer: {both}\nkeywords:\n- {both}\n")
    artwork = folder.build()
    with opened(artwork.pdf) as pdf:
        assert set(pdf.docinfo) <= {"/Title", "/Author", "/Keywords", "/Producer", "/Creator", "/CreationDate"}
        assert str(pdf.docinfo["/Creator"]) == "printkit"
        assert "endobj" in str(pdf.docinfo["/Title"])
    assert addresses_of(artwork.pdf) == []


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z"/></svg>'


def test_file_names_are_letters(folder: Folder) -> None:
    name = "a'><img src=x onerror=y>&amp;\".svg"
    (folder.root / name).write_bytes(DRAWING)
    quoted = name.replace("'", "''")
    folder.report(REPORT + f"  - figure: '{quoted}'\n    alt: {{zh: 图, en: Picture}}\n")
    artwork = folder.build()
    assert addresses_of(artwork.pdf) == []
    assert b"onerror" not in plain_bytes(artwork.pdf)


BAD_LINKS = [
    "javascript:alert(1)", "JavaScript:alert", "JAVASCRIPT:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
    "FILE:/etc/passwd", "ftp://host/x", "x.html", "../x", "//host/x", "javascript&#58;x", "&#106;avascript:x",
    "java\u200bscript:x", "java\x00script:x", "\x01javascript:x", "http\u202e://x", "https", "about:blank", "blob:x",
    "jar:x", "view-source:http://x", "chrome://x", "ms-word:x", "%6aavascript:x", ":x", "",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD_LINKS)
def test_address_is_not_allowed(address: str) -> None:
    assert not allowed_address(address)


def test_links_of_authors(folder: Folder) -> None:
    """Dropped with a warning each, the words kept; what may be linked is linked."""
    bad = [a for a in BAD_LINKS if a and a.isprintable()] + ["java\nscript:x", "java\tscript:x"]
    good = ["https://example.com/a?b=c&d=%20(e)", "mailto:a@example.com", "tel:+86755", "HTTP://EXAMPLE.COM"]
    lines = "".join(f"  - {{zh: {quoted(f'字[词{n}]({a})')}}}\n" for n, a in enumerate([*bad, *good]))
    folder.report("languages: zh\ntitle: {zh: 题}\nsections:\n- blocks:\n" + lines)
    artwork = folder.build()
    assert addresses_of(artwork.pdf) == good
    text = squeezed(text_of(artwork.pdf))
    assert [n for n in range(len(bad) + len(good)) if f"词{n}" not in text] == []
    told = [w for w in artwork.warnings if w.code == "link-refused"]
    # A link broken by a blank is no link at all, and its letters stay as they are.
    assert len(told) == len(bad) - 2
    assert all(w.span is not None for w in told)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def test_nothing_of_the_machine(folder: Folder) -> None:
    """T21: no path, user or host in the bytes."""
    folder.picture("x.svg", DRAWING)
    found = plain_bytes(folder.build().pdf)
    own = (str(folder.root), folder.root.name, f"{Path.home()}/", socket.gethostname(), str(Path.cwd()), "/tmp/")
    for secret in (name for name in own if len(name) > 4):
        assert secret.encode() not in found, secret
    assert f"({getpass.getuser()})".encode() not in found
