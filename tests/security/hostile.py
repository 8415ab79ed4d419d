"""A layout that is fast to set, hostile ones made of it, and what came out read back."""

from __future__ import annotations

import io
import socket
import threading
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import printkit
from printkit import PrintkitError

LAYOUT = """
title: {zh: 小, en: tiny}
about: {zh: 试验, en: for tests}
kind: booklet
trim: A6
palette: teal
styles: [_base/base.css, style.css]
"""
TEMPLATE = """{% import "blocks.html" as b %}
<h1{{ report.title|at }}>{{ b.head(report.title) }}</h1>
{% for s in report.sections %}{% for block in s.blocks %}
{% if block.kind == "figure" %}{% for p in block.pictures %}{{ b.frame(p, 40, 30, words=block.alt) }}{% endfor %}
{{ b.caption(block.caption) }}{% elif block.kind == "paragraph" %}{{ b.paragraph(block) }}{% endif %}
{% endfor %}{% endfor %}
"""
REPORT = "title: {zh: 题, en: Title}\nsections:\n- blocks:\n  - {zh: 正文, en: Words}\n"


class Folder:
    """A folder with a report and a layout in it, both to be changed at will."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.layout = root / "layouts" / "hostile"
        self.layout.mkdir(parents=True)
        self.write("layout.yaml", LAYOUT)
        self.write("template.html", TEMPLATE)
        self.write("style.css", "")
        self.report(REPORT)

    def write(self, name: str, text: str) -> None:
        (self.layout / name).write_text(text, encoding="utf-8")

    def report(self, text: str) -> None:
        (self.root / "report.yaml").write_text(text, encoding="utf-8")

    def picture(self, name: str, data: bytes) -> None:
        (self.root / name).write_bytes(data)
        self.report(f"{REPORT}  - figure: {name}\n    alt: {{zh: 图, en: Picture}}\n")

    def build(self) -> printkit.Artwork:
        return printkit.build(self.root / "report.yaml", self.layout)

    def refused(self) -> PrintkitError:
        with pytest.raises(PrintkitError) as caught:
            self.build()
        return caught.value


class Listener:
    """A server that counts who calls, on every address of this machine, and answers nothing."""

    def __init__(self) -> None:
        self.hits = 0
        self.server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.server.accept()
            except OSError:
                return
            self.hits += 1
            caller.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def plain_bytes(pdf: bytes) -> bytes:
    """The PDF with every stream unpacked that can be."""
    out = io.BytesIO()
    with opened(pdf) as document:
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.specialized, compress_streams=False)
    return out.getvalue()


def addresses_of(pdf: bytes) -> list[str]:
    """The addresses of its links, after making sure that it holds nothing else that acts."""
    found = []
    with opened(pdf) as document:
        root = document.Root
        assert "/OpenAction" not in root
        assert "/AA" not in root
        assert "/AcroForm" not in root
        names = root.get("/Names", {})
        assert "/EmbeddedFiles" not in names
        assert "/JavaScript" not in names
        for page in document.pages:
            assert "/AA" not in page
            for annotation in page.get("/Annots", []):
                assert annotation.Subtype == "/Link", annotation.Subtype
                if "/A" in annotation:
                    assert annotation.A.S == "/URI"
                    found.append(str(annotation.A.URI))
        kinds = {str(item.get("/Type")) for item in document.objects if isinstance(item, pikepdf.Dictionary)}
        assert not kinds & {"/Filespec", "/EmbeddedFile"}
    return found
