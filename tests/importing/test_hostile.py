"""What articles may try (T10, T14–T16, T20, T21): refused with a code or made harmless, never a traceback."""

import base64
import io
import os
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from printkit.diagnostics import PrintkitError
from printkit.importing import import_article

from .docx import KIND, W, docx, paragraph, picture, run

BODY = paragraph(run("一个句子。")) + paragraph(run("另一个句子。"))


def refused(take, content, name, code, **settings):
    with pytest.raises(PrintkitError) as caught:
        take(content, name, **settings)
    assert [d.code for d in caught.value.diagnostics] == [code]
    return caught.value


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "span", "table><tr><td", "ul><li", "section"])
@pytest.mark.parametrize("depth", [10_000, 100_000])
def test_depth_bombs(take, tag, depth):
    assert refused(take, "<p>x</p>" + f"<{tag}>" * depth + "深", "a.html", "too-deep").exit_code == 3


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "section><b"])
def test_deep_pages_that_are_allowed(take, tag):
    depth = 90
    imported = take("<p>一句。</p>" + f"<{tag}>" * depth + "很深的地方。", "a.html")
    assert "很深的地方。" in imported.yaml


def test_active_content_leaves_no_trace(take):
    imported = take(
        '<base href="http://evil.invalid/"><meta http-equiv="refresh" content="0;url=http://evil.invalid">'
        '<script>steal()</script><p onclick="steal()" style="background:url(http://evil.invalid/p.png)">正文在此，没有别的。</p>'
        '<p><a href="jav&#x09;ascript:steal()">一</a><a href="file:///etc/passwd">二</a>'
        '<a href="data:text/html,x">三</a></p>'
        '<object data="http://evil.invalid/x.swf"></object><iframe src="javascript:steal()"></iframe><p>完。</p>'
    )
    assert "steal" not in imported.yaml
    assert "passwd" not in imported.yaml
    assert "evil.invalid/p" not in imported.yaml
    codes = [w.code for w in imported.warnings]
    assert codes.count("link-refused") == 3
    assert {"active-content", "background-picture", "not-representable"} <= set(codes)


def test_pictures_outside_of_the_folder_are_not_looked_at(take, tmp_path):
    outside = tmp_path.parent / "secret.png"
    Image.new("RGB", (4, 4)).save(outside)
    (tmp_path / "link.png").symlink_to(outside)
    os.mkfifo(tmp_path / "pipe.png")
    sources = [
        "../secret.png",
        str(outside),
        "link.png",
        "file:///etc/passwd",
        "pipe.png",
        "a\0b.png",
        "x" * 400,
        "%2e%2e/secret.png",
    ]
    imported = take("<p>句子。</p>" + "".join(f'<p><img src="{s}"></p>' for s in sources) + "<p>完。</p>")
    assert imported.local == ()
    assert imported.pictures == ()
    assert str(tmp_path.parent) not in imported.yaml
    assert all(w.code.startswith("picture-") for w in imported.warnings if w.code != "no-title")
    assert "etc/passwd" not in imported.yaml


def test_a_picture_in_the_page_loses_its_place_and_camera(take):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Camera"
    exif[0x0112] = 6
    shot = io.BytesIO()
    Image.new("RGB", (40, 20)).save(shot, "JPEG", exif=exif)
    source = "data:image/jpeg;base64," + base64.b64encode(shot.getvalue()).decode()
    imported = take(f'<p>句子。</p><p><img src="{source}"></p><p><img src="{source}"></p><p>完。</p>')
    ((name, raw),) = imported.pictures
    with Image.open(io.BytesIO(raw)) as picture_:
        assert (name, picture_.size, dict(picture_.getexif())) == ("figures/picture-1.jpg", (20, 40), {})


@pytest.mark.parametrize("raw", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg onload='x()'/>"])
def test_broken_pictures_become_slots(take, raw):
    imported = take(
        f'<p>句子。</p><p><img src="data:image/png;base64,{base64.b64encode(raw).decode()}"></p><p>完。</p>'
    )
    assert "slot" in imported.yaml
    assert "picture-form" in [w.code for w in imported.warnings]


def test_a_picture_of_too_many_pixels(take):
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    imported = take(f'<p>句子。</p><img src="data:image/png;base64,{base64.b64encode(png).decode()}"><p>完。</p>')
    assert imported.pictures == ()


def test_docx_bombs(take):
    assert (
        refused(take, docx(BODY, members={"word/x.bin": b"\0" * 201_000_000}), "a.docx", "docx-too-large").exit_code
        == 3
    )
    refused(take, docx(BODY, members={"word/x.bin": b"\0" * 6_000_000}), "a.docx", "docx-too-large")
    refused(take, docx(BODY, members={f"x/{n}": b"" for n in range(4001)}), "a.docx", "docx-too-large")


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_docx_entities(take, tmp_path, coding):
    (tmp_path / "secret.txt").write_text("hidden")
    evil = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><d {W}>&x;</d>'
    refused(take, docx(BODY, prologue='<!DOCTYPE w [<!ENTITY x "y">]>'), "a.docx", "docx-entities")
    refused(take, docx(BODY, members={"word/extra.xml": evil.encode(coding)}), "a.docx", "docx-entities")


def test_docx_depth_and_damage(take):
    deep = "<w:sdt><w:sdtContent>" * 90 + "</w:sdtContent></w:sdt>" * 90
    assert refused(take, docx(BODY + deep), "a.docx", "too-deep").exit_code == 3
    deep = "<w:sdt><w:sdtContent>" * 45 + BODY + "</w:sdtContent></w:sdt>" * 45
    assert "一个句子。" in take(docx(deep), "b.docx").yaml
    good = docx(BODY)
    for raw in (good[: len(good) // 2], b"PK\x03\x04rubbish", good.replace(b"PK\x01\x02", b"PK\x01\x09")):
        refused(take, raw, "a.docx", "docx-unreadable")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("hello.txt", "hello")
    refused(take, out.getvalue(), "a.zip", "unknown-form")
    refused(take, docx(BODY).replace(b"word/document.xml", b"word/document.xmk"), "a.docx", "docx-unreadable")


def test_docx_linked_pictures_are_not_fetched(take, tmp_path):
    (tmp_path / "near.png").write_bytes(b"secret")
    relation = f'<Relationship Id="p1" Type="{KIND}/image" Target="{{}}" TargetMode="External"/>'
    for target in ("http://127.0.0.1:9/x.png", f"file://{tmp_path}/near.png", "near.png"):
        imported = take(docx(BODY + paragraph(picture("p1", linked=True)), relations=relation.format(target)), "a.docx")
        assert imported.pictures == ()
        assert "127.0.0.1" not in imported.yaml


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"%PDF-1.7", "unknown-form"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "unknown-form"),
        (b"{\\rtf1 x}", "unknown-form"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xff\x80\x80\xff" * 9, "encoding"),
        (b"MIME-Version: 1.0\n\nx", "unknown-form"),
    ],
)
def test_files_that_are_no_article(take, raw, code):
    refused(take, raw, "a.bin", code)


def test_no_file_and_no_form(take, tmp_path):
    refused(take, "x", "a.txt", "unknown-form", form="pdf")
    with pytest.raises(PrintkitError, match="no file"):
        import_article(tmp_path / "absent.txt")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td colspan=999999 rowspan=999999>一</td><td>二</td></tr></table><p>句。</p>",
        "<p>",
        "<!--",
        "<",
        "\0<p>x</p>",
        "<script>",
        "<table></table>",
        "<ul></ul>",
        "<h1></h1>",
        "<blockquote></blockquote>",
        '<p><a href="#n">[1]</a></p><p id="n">',
        '<p id="n"><a href="#n">1</a></p>',
        "<img>",
        "<ruby><rt>x</rt></ruby>",
        "<p>&#0;&#xD800;&#x202E;字</p>",
        "<svg><p>x</svg>",
    ],
)
def test_odd_pages_import_or_say_why(take, page):
    try:
        imported = take(page, "a.html", form="html")
    except PrintkitError:
        return
    assert "\u202e" not in imported.yaml


def test_a_sign_without_a_caption_and_notes_in_a_title(take):
    assert "caption" not in take("<p>句子。</p><p>▲</p><p>▲ </p><p>\u2005</p><p>完。</p>", form="html").yaml
    imported = take("# 标题一[^1]\n\n正文。\n\n[^1]: 注文在此。\n", "a.md")
    assert imported.report.title.zh == "标题一（注文在此。）"


def test_damaged_utf8_is_not_taken_for_gb18030(take):
    page = ("<p>" + "这一页里有一个坏了的字。" * 9 + "</p>").encode()
    refused(take, page.replace("坏".encode(), "坏".encode()[:2], 1), "a.html", "encoding")
