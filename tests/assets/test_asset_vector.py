"""T10: a drawing draws, and does nothing else."""

from __future__ import annotations

import gzip
import re
import time

import pytest

from printkit.assets import expansion, vector
from printkit.assets.fault import AssetFault

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {XMLNS} viewBox="0 0 9 6">\n{{}}\n</svg>'
INKS = {"main": "#0b7a75"}


def read(inside: str) -> bytes:
    return vector.read("图.svg", SVG.format(inside).encode(), INKS)[0]


def refused(data: bytes) -> str:
    begun = time.perf_counter()
    with pytest.raises(AssetFault) as found:
        vector.read("图.svg", data, INKS)
    assert time.perf_counter() - begun < 2
    assert found.value.message.startswith("`图.svg`")
    assert found.value.hint
    assert found.value.code in ("svg-refused", "broken-picture", "too-large", "unknown-ink")
    return found.value.message


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="x.js"/>',
        '<rect onload="x()"/>',
        '<rect ONCLICK="x()"/>',
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="data:image/png;base64,x"/>',
        '<image href="#x"/>',
        '<use href="http://127.0.0.1/x.svg#a"/>',
        '<use href="x.svg#a"/>',
        '<use href=" #a"/>',
        '<a href="https://example.com"><rect/></a>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect style="fill: url(http://127.0.0.1/x)"/>',
        '<rect style="fill: u\\72l(http://127.0.0.1/x)"/>',
        '<rect style="fill: uvar(--ink-none,rl)(http://127.0.0.1/x)"/>',
        '<rect fill="url(file:///etc/passwd#x)"/>',
        '<rect fill="URL( \'x.svg#y\' )"/>',
        '<rect filter="url(//host/x)"/>',
        '<style>@import "http://127.0.0.1/x.css";</style>',
        "<style>@import url(file:///etc/passwd);</style>",
        "<style>@\\69mport 'x';</style>",
        "<style>@im<!-- -->port 'x';</style>",
        "<style><![CDATA[@import 'x';]]></style>",
        "<style>@font-face { font-family: x; src: url(x.woff) }</style>",
        "<style>@font-face { font-family: x; src: local(Arial) }</style>",
        '<g><animate attributeName="href" to="x"/></g>',
        '<set attributeName="onload"/>',
        '<filter id="f"><feImage href="file:///etc/passwd"/></filter>',
        "<iframe/>",
        '<x:image xmlns:x="" href="x"/>',
        "<?xml-stylesheet href='http://127.0.0.1/x.css'?>",
    ],
)
def test_refused_at_its_line(inside: str) -> None:
    message = refused(SVG.format(inside).encode())
    assert "line 2" in message


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + SVG.format("<text>&x;</text>").encode(),
        b'<!doctype svg>\n' + SVG.format("").encode(),
        b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("&b;").encode(),
        SVG.format("&x;").encode(),
        gzip.compress(SVG.format("").encode()),
        SVG.format("").encode("utf-16"),
        SVG.format("").encode("utf-16-le"),
        SVG.format("").encode("utf-32"),
        ('<?xml version="1.0" encoding="utf-16"?>' + SVG.format("")).encode(),
        ('<?xml version="1.0" encoding="UTF-7"?>' + SVG.format("+ADw-script/+AD4-")).encode(),
        SVG.format("字").encode("gb18030"),
        b"",
        b"<svg",
        b"\0" * 50,
        b"<html><body/></html>",
        b'<svg viewBox="0 0 3 2"/>',
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        SVG.format("<g>" * 10_000 + "</g>" * 10_000).encode(),
        SVG.format("<g>" * 120 + "</g>" * 120).encode(),
        SVG.format(" " * 50_000_000).encode(),
        SVG.format("<path/>" * 70_000).encode(),
        SVG.format('<rect fill="var(--ink-none)"/>').encode(),
    ],
    ids=range(22),
)
def test_file_is_refused(data: bytes) -> None:
    message = refused(data)
    assert b"<!DOCTYPE" not in data or "DOCTYPE" in message


@pytest.mark.parametrize(
    "size",
    [
        "", 'viewBox="0 0 0 0"', 'viewBox="0 0 -3 2"', 'viewBox="0 0 nan nan"', 'viewBox="0 0 NaN 2"',
        'viewBox="0 0 1e999 2"',
        'viewBox="0 0 inf 2"', 'viewBox="0 0 3"', 'viewBox="a b c d"', 'viewBox="0 0 1e-9 2"', 'viewBox="0 0 1e6 1"',
        'width="0" height="2"', 'width="-3" height="2"', 'width="NaN" height="2"', 'width="100%" height="100%"',
        'width="3"',
        'width="1e400" height="2"', 'width="3px2" height="2"',
    ],
)  # fmt: skip
def test_size_is_refused(size: str) -> None:
    assert "no usable size" in refused(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode())


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('viewBox="0 0 3 2"', (3, 2)),
        ('viewBox=" -1,-1  3 ,2 "', (3, 2)),
        ('width="3" height="2"', (3, 2)),
        ('width="1in" height="2.5e1pt"', (96, 100 / 3)),
        ('width="-5" height="NaN" viewBox="0 0 3 2"', (3, 2)),
    ],
)
def test_size_is_read(size: str, expected: tuple[float, float]) -> None:
    clean, width, height = vector.read("x.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode(), {})
    assert (width, height) == pytest.approx(expected)
    assert b"NaN" not in clean


def laughs(element: str, reference: str, levels: int = 9, times: int = 10) -> str:
    """Each level names the one below it ten times."""
    parts = [f'<{element} id="n0"><rect width="1" height="1"/></{element}>']
    for level in range(1, levels):
        inner = reference.format(f"n{level - 1}") * times
        parts.append(f'<{element} id="n{level}">{inner}</{element}>')
    return "".join(parts) + reference.format(f"n{levels - 1}")


RECT = '<rect width="9" height="6" {}/>'


@pytest.mark.parametrize(
    "inside",
    [
        laughs("g", '<use href="#{}"/>'),
        laughs("symbol", '<use xlink:href="#{}"/>'),
        laughs("g", '<use href="#{}"/>', levels=300, times=1),
        laughs("pattern", RECT.format('fill="url(#{})"')),
        laughs("pattern", RECT.format("style=\"fill: u\\72l('#{}')\"")),
        laughs("marker", '<path d="M0 0h1" marker-mid="url(#{})"/>'),
        laughs("clipPath", RECT.format('clip-path="url(#{})"')),
        laughs("clipPath", RECT.format('clip-path="#{}"')),
        "<g>" + '<symbol id="a">' + "<path/>" * 1000 + "</symbol>" + '<use href="#a"/>' * 14 + "</g>",
        "<text>" + "x" * 300_000 + "</text>",
        '<g id="a"><use href="#a"/></g>',
        '<use id="a" href="#a"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><rect fill="url(#a)"/></pattern>' + RECT.format('fill="url(#a)"'),
        '<pattern id="a" href="#b"/><pattern id="b" href="#a"/>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
        '<style>.p { fill: url(#a) }</style><pattern id="a"><rect class="q p"/></pattern>',
        '<style>rect { fill: url(#a) }</style><pattern id="a"><rect/></pattern>',
        "<style>.x { y: '}'; fill: url(#a) }</style><pattern id=\"a\"><rect class=\"x\"/></pattern>",
        '<pattern id="a">' + "<rect/>" * 3000 + "</pattern>" + '<rect fill="url(#a)"/>' * 3000,
        '<marker id="a">' + "<rect/>" * 100 + '</marker><path marker-mid="url(#a)" d="' + "h1v1" * 20_000 + '"/>',
        '<g><path id="a" d="' + "h1v1" * 20_000 + '"/>' + '<use href="#a"/>' * 500 + "</g>",
    ],
    ids=range(22),
)
def test_too_much_is_refused_before_it_is_drawn(inside: str) -> None:
    assert re.search("line [12] holds", refused(SVG.format(inside).encode()))


def test_what_drawings_need_is_kept() -> None:
    clean = read(
        '<style>.a{fill:url(#g)} .b{clip-path:url(#c)}</style><defs><linearGradient id="g"><stop/></linearGradient>'
        '<clipPath id="c"><rect width="3" height="3"/></clipPath><path id="p" d="M0 0h1"/></defs>'
        '<g class="b"><use href="#p"/><use xlink:href="#p"/><text>字 &amp; <tspan>x</tspan></text></g>'
        '<rect fill="var(--ink-main)" stroke="var( --ink-other , #123456 )" aria-label="smile :) @ (x"/>'
    )
    for kept in (b"linearGradient", b"clipPath", b'href="#p"', b"&amp;", b'fill="#0b7a75"', b'stroke="#123456"'):
        assert kept in clean


def test_notes_of_drawing_programs_are_taken_away() -> None:
    clean = read(
        '<!-- /home/anna/secret --><metadata><x xmlns="urn:x">anna</x></metadata>'
        '<sodipodi:namedview xmlns:sodipodi="urn:s" docname="/home/anna"/>'
        '<i:image xmlns:i="urn:i" href="file:///etc/passwd"/>'
        '<g xmlns:inkscape="urn:i" inkscape:export-filename="/home/anna/x.png" xml:base="file:///etc/"/>'
    )
    assert b"anna" not in clean
    assert b"/etc" not in clean


def test_weighing_is_fast() -> None:
    inside = '<path d="M0 0h1" transform="rotate(3)" style="fill: #123456"/>' * 40_000
    begun = time.perf_counter()
    read(inside)
    assert time.perf_counter() - begun < 4
    assert expansion.MAX_WEIGHT > 40_000
