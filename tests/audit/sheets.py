"""PDFs in which every glyph stands where the test puts it: the truth that the audit is held against.

A `Row` is set as the rules want it, what is left of the measure shared out between its Han (or its blanks),
except for the faults that it is told to have. Lengths are in em of the row.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts"
FILES = {"song": FONTS / "song" / "PrintkitSong-Regular.ttf", "text": FONTS / "text" / "PrintkitText-Regular.ttf"}
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "’"
CLOSING, OPENING = "，。、；：”）》", "“（《"
WIDTH, HEIGHT = 400.0, 600.0


@dataclass(frozen=True)
class Row:
    """`indent`, `off` (how far past the measure it ends), `gaps` (more space after a glyph), `drop` (lower by)."""

    text: str
    indent: float = 0
    off: float = 0
    gaps: dict[int, float] = field(default_factory=dict)
    drop: float = 0
    full_end: bool = False
    """A mark at the end takes a whole em."""
    full_start: bool = False
    ragged: bool = False
    face: str = "song"
    blank: bool = False
    """Draw the blank that the text has at the line's end."""


@dataclass(frozen=True)
class Block:
    """A paragraph: its rows; size, pitch and place of its first baseline in pt from the top left; its tag."""

    rows: list[Row]
    x: float = 50
    y: float = 60
    measure: float = 12
    size: float = 10
    pitch: float = 18
    tag: str = "P"
    page: int = 0


@cache
def _face(name: str) -> tuple[bytes, dict[str, int], dict[str, float]]:
    """A subset with all that the tests need: its file, the glyph of each character, its advance in em."""
    options = subset.Options(layout_features=[], notdef_outline=True, drop_tables=["GSUB", "GPOS", "GDEF", "name"])
    font = TTFont(io.BytesIO(FILES[name].read_bytes()))
    maker = subset.Subsetter(options)
    han = "" if name == "text" else _han() + CLOSING + OPENING + "—…！？·￥℃￭"
    maker.populate(text=LETTERS + han)
    maker.subset(font)
    out = io.BytesIO()
    font.save(out)
    font = TTFont(io.BytesIO(out.getvalue()))
    order, widths, units = font.getReverseGlyphMap(), font["hmtx"].metrics, font["head"].unitsPerEm
    cmap = font.getBestCmap()
    glyphs = {chr(code): order[glyph] for code, glyph in cmap.items()}
    return out.getvalue(), glyphs, {chr(code): widths[glyph][0] / units for code, glyph in cmap.items()}


def _han() -> str:
    """All Han that the tests of this folder write."""
    return "".join(sorted(set(filter(is_han, "".join(path.read_text("utf-8") for path in HERE.glob("*.py"))))))


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _natural(row: Row, one: str, two: str) -> float:
    """The gap between two glyphs by themselves (R6, R12)."""
    if row.face == "text":
        return 0
    if one in CLOSING and two in CLOSING + OPENING:
        return -0.5
    if one in OPENING and two in OPENING:
        return -0.5
    latin = [c.isascii() and c.isalnum() for c in (one, two)]
    return 0.25 if (is_han(one) and latin[1]) or (latin[0] and is_han(two)) else 0


def place(row: Row, measure: float, last: bool) -> list[tuple[str, float]]:
    """(character, x in em from the left edge) of a row."""
    advances = _face(row.face)[2]
    text = row.text
    gaps = [_natural(row, a, b) + row.gaps.get(i, 0) for i, (a, b) in enumerate(pairwise(text))]
    x = row.indent - (0.5 if text[0] in OPENING and not row.full_start and row.face == "song" else 0)
    tail = 0.5 if text[-1] in CLOSING and not row.full_end and row.face == "song" else 0
    if not (last or row.ragged):
        spots = [i for i, (a, b) in enumerate(pairwise(text)) if (a == " " if row.face == "text" else is_han(a) and is_han(b))]
        room = measure + row.off + tail - x - sum(advances[c] for c in text) - sum(gaps)
        for spot in spots:
            gaps[spot] += room / len(spots)
    places = []
    for character, gap in zip(text, [*gaps, 0], strict=True):
        places.append((character, x))
        x += advances[character] + gap
    return [*places, (" ", x)] if row.blank else places


def pdf(*blocks: Block, tagged: bool = False, **fonts: object) -> bytes:
    """The blocks as a PDF. `fonts`: `embedded=False`, `prefix=False`, `unicode={character: what it is said to be}`."""
    file = pikepdf.new()
    streams: list[list[str]] = [[] for _ in range(1 + max(block.page for block in blocks))]
    for _ in streams:
        file.add_blank_page(page_size=(WIDTH, HEIGHT))
    resources = Dictionary(Font=Dictionary(**{name: _font(file, name, **fonts) for name in FILES}))
    root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    parents: list[list[object]] = [[] for _ in streams]
    for block in blocks:
        element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + block.tag), P=document, K=Array()))
        document.K.append(element)
        element.Pg = file.pages[block.page].obj
        content = len(parents[block.page])
        parents[block.page].append(element)
        element.K.append(content)
        out = streams[block.page]
        if tagged:
            out.append(f"/{block.tag} <</MCID {content}>> BDC")
        for number, row in enumerate(block.rows):
            y = HEIGHT - block.y - (number * block.pitch) - row.drop * block.size
            glyphs = _face(row.face)[1]
            out.append(f"BT /{row.face} {block.size} Tf")
            for character, x in place(row, block.measure, number + 1 == len(block.rows)):
                out.append(f"1 0 0 1 {block.x + x * block.size:.4f} {y:.4f} Tm <{glyphs[character]:04x}> Tj")
            out.append("ET")
        if tagged:
            out.append("EMC")
    for number, (page, out) in enumerate(zip(file.pages, streams, strict=True)):
        page.obj.Resources = resources
        page.obj.Contents = file.make_stream("\n".join(out).encode())
        page.obj.StructParents = number
    if tagged:
        root.K = Array([document])
        nums = [part for number, found in enumerate(parents) for part in (number, Array(found))]
        root.ParentTree = file.make_indirect(Dictionary(Nums=Array(nums)))
        file.Root.StructTreeRoot = root
        file.Root.MarkInfo = Dictionary(Marked=True)
    buffer = io.BytesIO()
    file.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _font(file: pikepdf.Pdf, name: str, *, embedded=True, prefix=True, unicode=None) -> object:
    data, glyphs, advances = _face(name)
    said = {c: (unicode or {}).get(c, c) for c in glyphs}
    base = Name("/" + ("ABCDEF+" if prefix else "") + "Test" + name.title())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=4, ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700,
        StemV=80, FontBBox=Array([-1000, -1000, 2000, 2000]),
    )  # fmt: skip
    if embedded:
        descriptor.FontFile2 = file.make_stream(data)
    widths = [part for c, glyph in glyphs.items() for part in (glyph, Array([round(advances[c] * 1000)]))]
    mapping = "\n".join(
        f"<{glyph:04x}> <{said[c].encode('utf-16-be').hex()}>" for c, glyph in glyphs.items() if said[c]
    )  # fmt: skip
    count = sum(bool(said[c]) for c in glyphs)
    assert count < 1000
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (mapping.split("\n")[start : start + 100] for start in range(0, count, 100))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}\nendcmap end end"
    )
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, FontDescriptor=file.make_indirect(descriptor),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0), DW=1000, W=Array(widths),
        CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    return file.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=base, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([file.make_indirect(descendant)]), ToUnicode=file.make_stream(cmap.encode()),
        )
    )  # fmt: skip
