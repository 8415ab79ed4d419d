"""T5, T6: whatever a layout names in CSS or HTML, no file is read and nobody is called; the address is told."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from hostile import TEMPLATE, Folder, Listener, addresses_of, plain_bytes

from printkit.assets import addresses
from printkit.diagnostics import Diagnostic

CSS = {
    "import-url": "@import url({url});",
    "import-string": "@import '{url}';",
    "import-escaped": "@\\69mport '{url}';",
    "import-media": "@import '{url}' print;",
    "background": "h1 {{ background: url({url}) }}",
    "escaped": "h1 {{ background: u\\72l({url}) }}",
    "page": "@page {{ background: url('{url}') }}",
    "margin-box": "@page {{ @top-left {{ content: url('{url}') }} }}",
    "list": "h1 {{ display: list-item; list-style-image: url({url}) }}",
    "content": "h1::before {{ content: url({url}) }}",
    "border": "h1 {{ border-image: url({url}) 1 }}",
    "font": "@font-face {{ font-family: x; src: url({url}) }} h1 {{ font-family: x }}",
    "font-format": "@font-face {{ font-family: x; src: local(x), url('{url}') format('woff2') }}",
    "profile": "@color-profile x {{ src: url({url}) }}",
    "media": "@media print {{ h1 {{ background: url({url}) }} }}",
    "unused": ".nobody {{ background: url({url}) }}",
    "image-set": "h1 {{ background: image-set('{url}' 1x) }}",
    "variable": ":root {{ --x: url({url}) }} h1 {{ background: var(--x) }}",
    "cursor": "h1 {{ cursor: url({url}), auto }}",
}
HTML = {
    "img": "<img src='{url}'>",
    "srcset": "<img srcset='{url} 2x' alt=x>",
    "stylesheet": "<link rel=stylesheet href='{url}'>",
    "attachment": "<link rel=attachment href='{url}'>",
    "anchor": "<a rel=attachment href='{url}'>x</a>",
    "icon": "<link rel=icon href='{url}'>",
    "object": "<object data='{url}'>x</object>",
    "embed": "<embed src='{url}'>",
    "embed-svg": "<embed src='{url}' type='image/svg+xml'>",
    "iframe": "<iframe src='{url}'></iframe>",
    "input": "<input type=image src='{url}'>",
    "video": "<video poster='{url}'><source src='{url}'></video>",
    "base": "<base href='{url}'>",
    "style": "<style>@import '{url}';</style>",
    "style-font": "<style>@font-face {{ font-family: x; src: url({url}) }} h1 {{ font-family: x }}</style>",
    "attribute": "<p style=\"background: url('{url}')\">x</p>",
    "attr": "<style>p {{ content: attr(data-x url) }}</style><p style='list-style: url({url})'>x</p>",
    "form": "<form action='{url}'><button style='appearance: auto'>x</button></form>",
    "svg-image": "<svg viewBox='0 0 9 9'><image href='{url}' width=9 height=9 /></svg>",
    "svg-xlink": "<svg viewBox='0 0 9 9'><image xlink:href='{url}' width=9 height=9 /></svg>",
    "svg-use": "<svg viewBox='0 0 9 9'><use href='{url}#x'/></svg>",
    "svg-fill": "<svg viewBox='0 0 9 9'><rect width=9 height=9 fill='url({url}#x)'/></svg>",
    "svg-style": "<svg viewBox='0 0 9 9'><style>@import '{url}';</style></svg>",
    "svg-font": "<svg viewBox='0 0 9 9'><style>@font-face {{ font-family: x; src: url({url}) }}</style></svg>",
    "svg-script": "<svg viewBox='0 0 9 9'><script href='{url}'></script></svg>",
}


def urls(canary: Path, listener: Listener) -> list[str]:
    port = listener.port
    return [
        canary.as_uri(),
        f"http://127.0.0.1:{port}/x.css",
        f"http://[::1]:{port}/x.png",
        f"http://localhost:{port}/x",
        f"http://2130706433:{port}/x.svg",
        f"http://0x7f.1:{port}/x",
        f"https://127.0.0.1:{port}/x",
        f"ftp://127.0.0.1:{port}/x",
        "data:text/css,h1{}",
        "data:image/png;base64,iVBORw0KGgo=",
        "FILE:///etc/passwd",
        "file:/etc/passwd",
        "file://localhost/etc/passwd",
        "//127.0.0.1/x",
        "/etc/passwd",
        "../canary.css",
        "asset:999",
        "ASSET:0",
        "layout:/style.css",
    ]


def named(folder: Folder) -> list[Diagnostic]:
    found = folder.refused().diagnostics
    assert all("CANARY" not in d.message for d in found)
    return [d for d in found if d.code == "refused-address"]


@pytest.mark.parametrize("number", [0, 1], ids=["file", "server"])
def test_style_sheet(shared: Folder, canary: Path, listener: Listener, number: int) -> None:
    """All ways in one sheet, each with an address of its own: all are told, each at its line."""
    address = urls(canary, listener)[number]
    shared.write("template.html", TEMPLATE)
    shared.write("style.css", "\n".join(rule.format(url=f"{address}?{way}") for way, rule in CSS.items()))
    before = listener.hits
    found = {str(d.span): d.message for d in named(shared)}
    assert listener.hits == before
    for line, way in enumerate(CSS, 1):
        told = [m for place, m in found.items() if place.startswith(f"hostile/style.css:{line}:")]
        assert any(f"`{address}?{way}`" in message for message in told), way


@pytest.mark.parametrize("number", [0, 1], ids=["file", "server"])
def test_page(shared: Folder, canary: Path, listener: Listener, number: int) -> None:
    address = urls(canary, listener)[number]
    shared.write("style.css", "")
    shared.write("template.html", TEMPLATE + "\n".join(part.format(url=f"{address}?{w}") for w, part in HTML.items()))
    before = listener.hits
    messages = "\n".join(d.message for d in named(shared))
    assert listener.hits == before
    assert [way for way in HTML if f"`{address}?{way}" not in messages] == []


def test_every_kind_of_address(shared: Folder, canary: Path, listener: Listener) -> None:
    every = urls(canary, listener)
    shared.write("style.css", "".join(f"h1 {{ background: url('{address}') }}\n" for address in every))
    shared.write("template.html", TEMPLATE + "".join(f"<img src='{address}'>" for address in every))
    before = listener.hits
    messages = "\n".join(d.message for d in named(shared))
    for address in every:
        assert f"`{address}`" in messages
    assert listener.hits == before


def test_the_listener_hears() -> None:
    """The control: what would have called is heard."""
    listener = Listener()
    for host in ("127.0.0.1", "::1", "localhost"):
        socket.create_connection((host, listener.port)).close()
    for _ in range(100):
        if listener.hits == 3:
            break
        time.sleep(0.01)
    listener.server.close()
    assert listener.hits == 3


def test_own_parts_and_own_pictures_are_served(folder: Folder) -> None:
    folder.write("style.css", "h1 { background: url(#a) } /* url(http://example.com) */ p::before { content: 'url(' }")
    drawing = "<svg viewBox='0 0 9 9'><defs><path id=p d='M0 0h9'/></defs><use href='#p'/></svg>"
    folder.write("template.html", TEMPLATE + drawing)
    folder.picture("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>')
    artwork = folder.build()
    assert [w.code for w in artwork.warnings] == ["css"]  # no gradient is called so
    assert addresses_of(artwork.pdf) == []


def test_refused_links_keep_their_words(shared: Folder, canary: Path) -> None:
    shared.write("style.css", "")
    links = ["javascript:alert(1)", "JavaScript:x", canary.as_uri(), "data:text/html,x", "vbscript:x", "x.html", "//e"]
    good = ["https://example.com/a", "mailto:a@example.com", "tel:+8675512345678"]
    shared.write(
        "template.html", TEMPLATE + "".join(f"<p><a href='{address}'>word</a></p>" for address in [*links, *good])
    )
    artwork = shared.build()
    assert sorted(addresses_of(artwork.pdf)) == sorted(good)
    assert b"CANARY" not in plain_bytes(artwork.pdf)
    assert sum(w.code == "link-refused" for w in artwork.warnings) == len(links)


def test_links_of_style_sheets_and_fields(shared: Folder) -> None:
    """The engine makes links by CSS, and fields of forms; none of them gets through."""
    shared.write("style.css", "p { link: attr(data-x) } input, button, select, textarea { appearance: auto }")
    fields = "<p data-x='javascript:alert(1)'>x</p><form><input value=v><textarea>t</textarea></form>"
    shared.write("template.html", TEMPLATE + fields)
    assert addresses_of(shared.build().pdf) == []


def test_addresses_are_found_where_they_stand() -> None:
    found = addresses.in_css("a { b: url(x) }\n  @import 'y';\nc { d: src('z') image-set('w' 2x, url(\"v\") 1x) }")
    assert [(m.address, m.line) for m in found] == [("x", 1), ("y", 2), ("z", 3), ("w", 3), ("v", 3)]
    assert addresses.in_css("p::before { content: 'url(x)' } /* url(y) */ @page { margin: 0 }") == ()
