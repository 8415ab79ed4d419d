"""T7, T9, T10, T21 from end to end: a hostile picture is told at its line of the YAML; a good one comes out right."""

from __future__ import annotations

import io
import os
import shutil
import struct
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from hostile import REPORT, TEMPLATE, Folder, Listener, addresses_of, plain_bytes
from PIL import ExifTags, Image, PngImagePlugin

import printkit

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SECRET = b"SECRET-Anna-22.6N"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def svg(inside: str) -> bytes:
    return f'<svg {XMLNS} viewBox="0 0 4 3">\n{inside}\n</svg>'.encode()


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 13_000, 13_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(9_000_000), 9)) + chunk(b"IEND", b"")


RED = Image.new("RGB", (40, 30), (200, 20, 20))


def traps(root: Path) -> dict[str, bytes | Callable[[], object]]:
    """File name → its bytes, or what makes it."""
    secret = root.parent / "secret.svg"
    laughs = "".join(f'<g id="n{n}">' + f'<use href="#n{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    return {
        "../secret.svg": lambda: secret.write_bytes(svg("CANARY")),
        "/etc/passwd": lambda: None,
        "out.svg": lambda: (root / "out.svg").symlink_to(secret),
        "circle.svg": lambda: (root / "circle.svg").symlink_to("circle.svg"),
        "zero.png": partial((root / "zero.png").symlink_to, "/dev/zero"),
        "pipe.png": lambda: os.mkfifo(root / "pipe.png"),
        "folder.png": (root / "folder.png").mkdir,
        "a" * 300 + ".png": lambda: None,
        "C:\\x.png": lambda: None,
        "figures\\x.png": lambda: None,
        "Red.PNG": lambda: (root / "red.png").write_bytes(saved(RED, "PNG")),
        "bomb.png": bomb(),
        "gif.png": saved(RED, "GIF"),
        "bmp.jpg": saved(RED, "BMP"),
        "eps.png": saved(RED, "EPS"),
        "psd.png": b"8BPS\0\1" + bytes(80),
        "half.jpg": saved(Image.effect_noise((300, 300), 90), "JPEG")[:-9000],
        "half.png": saved(Image.effect_noise((300, 300), 90), "PNG")[:-9000],
        "half.webp": saved(Image.effect_noise((300, 300), 90).convert("RGB"), "WEBP")[:-900],
        "half.tiff": saved(Image.effect_noise((300, 300), 90), "TIFF")[:-9000],
        "entity.svg": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
        "script.svg": svg("<script>x</script>"),
        "onload.svg": svg('<g onload="x"/>'),
        "image.svg": svg('<image xlink:href="file:///etc/passwd"/>'),
        "foreign.svg": svg("<foreignObject/>"),
        "import.svg": svg("<style>@import 'file:///etc/passwd';</style>"),
        "style.svg": svg('<g style="fill: url(http://127.0.0.1/x)"/>'),
        "inks.svg": svg('<g style="fill: uvar(--ink-none,rl)(http://127.0.0.1/x)"/>'),
        "deep.svg": svg("<g>" * 10_000 + "</g>" * 10_000),
        "laughs.svg": svg('<g id="n0"><path d="M0 0h1"/></g>' + laughs),
        "circle-use.svg": svg('<g id="a"><use href="#a"/></g>'),
        "size.svg": f'<svg {XMLNS} viewBox="0 0 nan 3"/>'.encode(),
        "wide.svg": svg("").decode().encode("utf-16"),
        "photo.gif": saved(RED, "GIF"),
    }


def test_every_hostile_picture_is_told_at_its_line(folder: Folder) -> None:
    """All in one report: each an error of its own, with its place; none is lost, nothing hangs."""
    made = traps(folder.root)
    lines = []
    for name, content in made.items():
        if isinstance(content, bytes):
            (folder.root / name).write_bytes(content)
        else:
            content()
        quoted = name.replace("\\", "\\\\")
        lines.append(f'  - figure: "{quoted}"\n')
    folder.report(REPORT + "".join(lines))
    begun = time.perf_counter()
    found = folder.refused().diagnostics
    assert time.perf_counter() - begun < 5
    assert {d.span.line: d.severity for d in found if d.span} == dict.fromkeys(range(5, 5 + len(made)), "error")
    for number, name in enumerate(made):
        (told,) = [d for d in found if d.span and d.span.line == 5 + number]
        assert name[:40] in told.message
        assert told.hints
        assert "CANARY" not in told.message
        assert str(folder.root) not in told.message


@pytest.mark.parametrize("place", ["logo", "portrait"])
def test_pictures_everywhere_are_checked(folder: Folder, place: str) -> None:
    part = {"logo": "logo: ../x.svg\n", "portrait": ""}[place]
    people = "  - people:\n    - name: {zh: 名, en: N}\n      portrait: ../x.svg\n" if place == "portrait" else ""
    folder.report(part + REPORT + people)
    (problem,) = folder.refused().diagnostics
    assert problem.code == "outside"
    assert problem.span is not None
    assert problem.span.source.line(problem.span.line).endswith("../x.svg")


def noted(kind: str) -> bytes:
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET.decode()
    gps = notes.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = (22.0, 36.0, 12.0)
    gps[ExifTags.GPS.GPSAreaInformation] = SECRET
    if kind == "JPEG":
        data = saved(RED, "JPEG", exif=notes, comment=SECRET, xmp=SECRET)
        iptc = b"Photoshop 3.0\0" + SECRET
        return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + data + SECRET
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    return saved(RED, kind, exif=notes, **({"pnginfo": text} if kind == "PNG" else {"xmp": SECRET}))


def test_notes_are_in_no_output(folder: Folder) -> None:
    figures = ""
    for kind, name in (("JPEG", "p.jpg"), ("PNG", "p.png"), ("WEBP", "p.webp"), ("TIFF", "p.tif")):
        data = noted(kind) if kind != "TIFF" else saved(RED, "TIFF", description=SECRET.decode())
        assert SECRET in data
        (folder.root / name).write_bytes(data)
        figures += f"  - figure: {name}\n    alt: {{zh: 图}}\n"
    folder.report(REPORT + figures)
    found = plain_bytes(folder.build().pdf)
    assert found.count(b"/Subtype /Image") == 4
    for secret in (b"SECRET", b"Anna", b"Exif\0", b"GPS"):
        assert secret not in found


def left_and_right(pdf: bytes) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The colours at the left and right of each picture of a page that holds them one below the other."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    mm = page.width / 105
    rows = [10 + n * 12 + 5 for n in range(8)]
    return [tuple(page.getpixel((round(x * mm), round(y * mm))) for x in (14, 26)) for y in rows]  # type: ignore[misc]


def test_colours_come_out_right(folder: Folder) -> None:
    """Red left, blue right, in each format; half transparent, 16 bits, inks, turned, a palette."""
    two = Image.new("RGB", (40, 20), (200, 20, 20))
    two.paste((20, 20, 200), (20, 0, 40, 20))
    clear = two.convert("RGBA")
    clear.putalpha(Image.new("L", two.size, 255))
    clear.paste((0, 0, 0, 0), (20, 0, 40, 20))
    palette = Image.new("P", two.size, 0)
    palette.putpalette([200, 20, 20, 0, 0, 0])
    palette.paste(1, (20, 0, 40, 20))
    deep = Image.new("I;16", two.size, 0x8000)
    deep.paste(0xFFFF, (20, 0, 40, 20))
    inks = Image.new("CMYK", two.size, (0, 255, 255, 0))
    inks.paste((255, 255, 0, 0), (20, 0, 40, 20))
    turn = Image.Exif()
    turn[ExifTags.Base.Orientation] = 6
    files = {
        "a.webp": saved(two, "WEBP", lossless=True),
        "b.tif": saved(two, "TIFF", compression="tiff_lzw"),
        "c.webp": saved(clear, "WEBP", lossless=True, exact=True),
        "d.png": saved(palette, "PNG", transparency=1),
        "e.tif": saved(deep, "TIFF"),
        "f.jpg": saved(inks, "JPEG", quality=95),
        "g.tif": saved(inks, "TIFF"),
        "h.jpg": saved(two.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=turn, quality=95),
    }
    for name, data in files.items():
        (folder.root / name).write_bytes(data)
    folder.report(REPORT + "".join(f"  - figure: {name}\n    alt: {{zh: 图}}\n" for name in files))
    boxes = "img { display: block; width: 20mm; height: 10mm; margin: 0 0 2mm }"
    folder.write("style.css", f"@page {{ margin: 10mm }} {boxes}")
    each = "{% for block in report.sections[0].blocks[1:] %}"
    folder.write("template.html", each + "<img src='{{ picture(block.pictures[0]).url }}' alt='x'>{% endfor %}")
    found = left_and_right(folder.build().pdf)
    red, blue, white, grey = (200, 20, 20), (20, 20, 200), (255, 255, 255), (128, 128, 128)
    exact = [(red, blue), (red, blue), (red, white), (red, white), (grey, white)]
    for (left, right), wanted in zip(found[:5], exact, strict=True):
        assert left == pytest.approx(wanted[0], abs=8)
        assert right == pytest.approx(wanted[1], abs=8)
    for left, right in found[5:7]:
        # What inks look like is for the viewer to say; only which is which is ours.
        assert left[0] > 150 > max(left[1:])
        assert right[2] > 100 > right[0]
    left, right = found[7]
    assert left == pytest.approx(red, abs=12)
    assert right == pytest.approx(blue, abs=12)


def test_a_drawing_that_fails_is_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine draws pictures late and only logs what fails; it is an error with the author's name."""
    from weasyprint import svg as engine_svg

    def failing(*_arguments: object) -> None:
        raise RecursionError

    folder.picture("x.svg", svg('<path d="M0 0h1"/>'))
    monkeypatch.setattr(engine_svg.SVG, "draw_node", failing)
    (problem,) = folder.refused().diagnostics
    assert problem.code == "picture"
    assert "`x.svg`" in problem.message
    assert problem.span is not None
    assert problem.span.line == 5


def test_the_booklet_with_a_hostile_template(tmp_path: Path, canary: Path, listener: Listener) -> None:
    """The real layout, its template changed: an error that names template, line and address."""
    layouts = Path(__file__).parents[2] / "layouts"
    shutil.copytree(layouts / "_base", tmp_path / "_base")
    shutil.copytree(layouts / "booklet-a5", tmp_path / "booklet-a5")
    template = tmp_path / "booklet-a5" / "template.html"
    before = template.read_text(encoding="utf-8")
    (tmp_path / "report.yaml").write_text(REPORT, encoding="utf-8")
    hostile = ["{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{{ layout.folder }}", "{{ 'a' * 10**9 }}"]
    for added in hostile:
        template.write_text(f"{before}\n{added}", encoding="utf-8")
        with pytest.raises(printkit.PrintkitError) as caught:
            printkit.build(tmp_path / "report.yaml", tmp_path / "booklet-a5")
        (problem,) = caught.value.diagnostics
        assert problem.span is not None
        assert problem.span.source.line(problem.span.line) == added
    hits = listener.hits
    server = f"http://127.0.0.1:{listener.port}/x"
    template.write_text(f"{before}<img src='{canary.as_uri()}'><object data='{server}'>", encoding="utf-8")
    with pytest.raises(printkit.PrintkitError) as caught:
        printkit.build(tmp_path / "report.yaml", tmp_path / "booklet-a5")
    assert canary.as_uri() in str(caught.value)
    assert server in str(caught.value)
    assert listener.hits == hits


def test_a_good_report_has_links_only(folder: Folder) -> None:
    folder.write("template.html", TEMPLATE)
    folder.picture("x.svg", svg('<path d="M0 0h4v3z"/>'))
    artwork = folder.build()
    assert artwork.warnings == ()
    assert addresses_of(artwork.pdf) == []
