"""The mutation corpus of GWG 2022: small PDF/X-4 pages, each with what it must be told of in any of the 23 variants.

A case is one change of a clean page at a threshold, just under or just over it, for every number that any variant has.
It names the rules that it breaks; a rule with numbers says at which of them. What a variant ignores is not told.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pikepdf
from clean import BLEED, GROUND, MEDIA, TRIM, XMP, build, profile, save
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, String

from printkit.conditions import screen_profile
from printkit.diagnostics import Severity
from printkit.preflight.profiles import profiles
from printkit.preflight.rulebook import GwgLimits

Told = Callable[[GwgLimits], Severity | None]
"""How bad a variant with such limits takes it; none: it lets it pass."""

SHEET = b"/OVER gs 0 0 0 1 k 0 0 0 1 K 0.5 w "
CLEAN = (
    GROUND
    + b"q /OVER gs 0 0 0 1 k BT /F0 10 Tf 60 300 Td (AAA) Tj ET 0 0 0 1 K 0.5 w 60 290 m 120 290 l S "
    + b"60 280 60 0.5 re f Q q 0.4 g 200 300 40 40 re f 1 1 0 0 k BT /F0 14 Tf 60 330 Td (A) Tj ET Q\n"
    + b"q 24 0 0 24 200 100 cm /PIC Do Q q 12 0 0 12 240 100 cm /BIT Do Q\n"
)
"""All that is allowed: black that overprints, gray that knocks out, 300 and 1200 ppi, two inks in 14 pt."""

LAYERS = Dictionary(
    OCGs=Array([]), D=Dictionary(Name=String("one"), Order=Array([])), Configs=Array([Dictionary(Name=String("two"))])
)


@dataclass(frozen=True)
class Case:
    """A file, the rules that it breaks, and what rules of PDF/X-4 it breaks as well."""

    name: str
    make: Callable[[], bytes]
    breaks: dict[str, Told] = field(default_factory=dict)
    structure: frozenset[str] = frozenset()


def always(limits: GwgLimits) -> Severity | None:
    return limits[0].severity


def below(measured: float) -> Told:
    return lambda limits: limits[0].severity if measured < limits[0].values["A"] else None


def above(measured: float, parameter: str = "A") -> Told:
    return lambda limits: limits[0].severity if measured > limits[0].values[parameter] else None


def too_few(ppi: int) -> Told:
    return lambda limits: next((limit.severity for limit in limits if ppi <= limit.values["A"]), None)


def numbers(rule: str, parameter: str = "A") -> list[float]:
    """Every number that a variant has under a rule."""
    found = {limit.values[parameter] for each in profiles() for limit in each.limits.get(rule, ())}
    return sorted(found)


@cache
def font() -> bytes:
    """A font of one letter, a square."""
    pen = TTGlyphPen(None)
    for place in ((100, 0), (100, 700), (600, 700), (600, 0)):
        (pen.moveTo if place == (100, 0) else pen.lineTo)(place)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "A"])
    made.setupCharacterMap({65: "A"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (700, 0), "A": (700, 100)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text_font(pdf: Pdf, name: str) -> Dictionary:
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=32, FontBBox=Array([0, 0, 700, 700]), ItalicAngle=0,
        Ascent=800, Descent=-200, CapHeight=700, StemV=80, FontFile2=pdf.make_stream(font(), Length1=len(font())),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + name), FirstChar=65, LastChar=65,
        Widths=Array([700]), Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(described),
    )  # fmt: skip


def image(pdf: Pdf, size: tuple[int, int], bits: int = 8, space: object = Name.DeviceCMYK, channels: int = 4, **more):
    width, height = size
    row = (width * bits * (channels if bits == 8 else 1) + 7) // 8
    return pdf.make_stream(
        b"\x20" * (row * height), Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
        BitsPerComponent=bits, ColorSpace=space, **more,
    )  # fmt: skip


def spot(name: str, *, cmyk: tuple[float, ...] = (0, 0.5, 0.5, 0)) -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array(list(cmyk)))
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])


def icc(pdf: Pdf, channels: int) -> Array:
    data = {3: screen_profile(), 4: profile()[:-1] + b"\1"}[channels]
    return Array([Name.ICCBased, pdf.make_stream(data, N=channels)])


def lab() -> Array:
    return Array([Name.Lab, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]), Range=Array([-100, 100, -100, 100]))])


def spot_in_lab(_: Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([100, 0, 0]), C1=Array([50, 60, 20]))
    return Array([Name.Separation, Name("/PANTONE 185 C"), lab(), tint])


def colorants(pdf: Pdf, *names: str) -> Array:
    """A DeviceN space whose tint function is the first colorant as cyan."""
    program = ("{" + "pop " * (len(names) - 1) + "0 0 0}").encode()
    domain, extent = Array([0, 1] * len(names)), Array([0, 1] * 4)
    tint = pdf.make_stream(program, FunctionType=4, Domain=domain, Range=extent)
    return Array([Name.DeviceN, Array([Name("/" + name) for name in names]), Name.DeviceCMYK, tint])


def tile(pdf: Pdf) -> pikepdf.Stream:
    return pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10, Resources=Dictionary(),
    )  # fmt: skip


Change = Callable[[Pdf], object]


def drawn(content: bytes = b"", *changes: Change, clean: bytes = CLEAN, pages: int = 1) -> Callable[[], bytes]:
    """A clean page with something on top and the file changed."""

    def make() -> bytes:
        pdf = build(content=clean + content, pages=pages)
        for page in pdf.pages:
            page.Resources = Dictionary(
                Font=Dictionary(F0=text_font(pdf, "ABCDEF+Square")),
                ExtGState=Dictionary(
                    OVER=Dictionary(op=True, OP=True, OPM=1), OVER0=Dictionary(op=True, OP=True, OPM=0)
                ),
                XObject=Dictionary(PIC=image(pdf, (100, 100)), BIT=image(pdf, (200, 200), 1, Name.DeviceGray)),
                ColorSpace=Dictionary(),
                Shading=Dictionary(),
                Pattern=Dictionary(),
            )
        for change in changes:
            change(pdf)
        return save(pdf, "1.6")

    return make


def page(**entries: object) -> Change:
    return lambda pdf: [pdf.pages[0].obj.__setitem__("/" + key, value) for key, value in entries.items()]


def resource(kind: str, **makers: Callable[[Pdf], object]) -> Change:
    def change(pdf: Pdf) -> None:
        for name, maker in makers.items():
            pdf.pages[0].Resources["/" + kind]["/" + name] = maker(pdf)

    return change


def spaces(**makers: Callable[[Pdf], object]) -> Change:
    return resource("ColorSpace", **makers)


def text(size: float, paint: str, state: str = "") -> bytes:
    return f"q {state} {paint} BT /F0 {size:g} Tf 60 200 Td (AA) Tj ET Q\n".encode()


def line(width: float, paint: str, state: str = "") -> bytes:
    return f"q {state} {paint} {width:g} w 60 200 m 160 200 l S Q\n".encode()


def bar(width: float, paint: str, state: str = "") -> bytes:
    """A filled rectangle as thin as a line."""
    return f"q {state} {paint} 60 200 100 {width:g} re f Q\n".encode()


def square(paint: str, state: str = "", side: float = 40) -> bytes:
    return f"q {state} {paint} 60 200 {side:g} {side:g} re f Q\n".encode()


def cases() -> Iterator[Case]:
    yield Case("clean", drawn())
    yield from _file()
    yield from _overprint()
    yield from _legibility()
    yield from _spots()
    yield from _ink()
    yield from _spaces()
    yield from _pictures()


def _file() -> Iterator[Case]:
    def claim(version: str) -> Change:
        meta = XMP.replace("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", version)
        return lambda pdf: pdf.Root.__setitem__(
            "/Metadata", pdf.make_stream(meta.encode(), Type=Name.Metadata, Subtype=Name.XML)
        )

    yield Case("R0001 no claim", drawn(b"", claim("")), {"R0001": always})
    yield Case("R0002 UserUnit 1", drawn(b"", page(UserUnit=1.0)), {"R0002": always})
    yield Case("R0003 CropBox is MediaBox", drawn(b"", page(CropBox=Array(list(MEDIA)))))
    near = Array([0.02, 0.02, 339.98, 459.98])
    yield Case("R0003 CropBox is nearly MediaBox", drawn(b"", page(CropBox=near)))
    smaller = Array([0, 0, 339.9, 460])
    yield Case("R0003 CropBox is smaller", drawn(b"", page(CropBox=smaller)), {"R0003": always})
    yield Case("R0004 turned", drawn(b"", page(Rotate=90)), {"R0004": always})
    yield Case("R0004 not turned", drawn(b"", page(Rotate=0)))
    other = Array([20, 20, 319.9, 440])
    two = {"R0006": always}
    yield Case("R0004 two sizes", drawn(b"", page(TrimBox=other), pages=2), {"R0004": always, **two})
    moved = Array([19, 20, 319.01, 440])
    yield Case("R0004 one size, moved", drawn(b"", page(TrimBox=moved), pages=2), two)
    yield Case("R0006 two pages", drawn(pages=2), two)
    yield Case("R0005 nothing", drawn(clean=b"\n"), {"R0005": always})
    yield Case("R0005 nothing inside the bleed", drawn(b"1 0 0 0 k 1 1 5 5 re f", clean=b""), {"R0005": always})
    yield Case(
        "R0005 nothing that is seen", drawn(b"BT 3 Tr /F0 9 Tf 60 60 Td (A) Tj ET", clean=b""), {"R0005": always}
    )
    yield Case("R0005 a dot", drawn(b"1 0 0 0 k 60 60 5 5 re f", clean=b""))
    yield Case(
        "R0034 Configs", drawn(b"", lambda pdf: pdf.Root.__setitem__("/OCProperties", LAYERS)), {"R0034": always}
    )
    plain = Dictionary(OCGs=Array([]), D=LAYERS.D)
    yield Case("R0034 one state", drawn(b"", lambda pdf: pdf.Root.__setitem__("/OCProperties", plain)))

    def rgb_intent(pdf: Pdf) -> None:
        head = profile()[:16] + b"RGB " + profile()[20:]
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(head, N=3)

    yield Case("R0035 RGB intent", drawn(b"", rgb_intent), {"R0035": always}, frozenset({"X4-devicecolour"}))


def _overprint() -> Iterator[Case]:
    white, black = "0 0 0 0 k 0 0 0 0 K", "0 0 0 1 k 0 0 0 1 K"
    yield Case("R0007 white text", drawn(text(24, white)))
    yield Case("R0007 white text overprints", drawn(text(24, white, "/OVER gs")), {"R0007": always})
    tint0 = spaces(S=lambda _: spot("Black"))
    yield Case("R0007 tint 0 overprints", drawn(text(24, "/S cs 0 scn", "/OVER gs"), tint0), {"R0007": always})
    pale = text(24, "0.01 0 0 0 k", "/OVER gs")
    yield Case("R0007 nearly white overprints", drawn(pale))
    yield Case("R0008 white path", drawn(square(white)))
    yield Case("R0008 white path overprints", drawn(square(white, "/OVER gs")), {"R0008": always})
    yield Case("R0008 white line overprints", drawn(line(3, white, "/OVER gs")), {"R0008": always})
    for size in numbers("R0009"):
        yield Case(f"R0009 black at {size}", drawn(text(size, black)))
        yield Case(f"R0009 black at {size} - 0.04", drawn(text(size - 0.04, black)))
        under = size - 0.1
        yield Case(f"R0009 black at {under}", drawn(text(under, black)), {"R0009": below(under)})
        yield Case(f"R0009 black at {under}, OPM 0", drawn(text(under, black, "/OVER0 gs")), {"R0009": below(under)})
        yield Case(f"R0009 black at {under} overprints", drawn(text(under, black, "/OVER gs")))
        scaled = f"q 0.5 0 0 0.5 0 0 cm {black} BT /F0 {under * 4:g} Tf 0.5 0 0 0.5 120 400 Tm (A) Tj ET Q".encode()
        yield Case(f"R0009 black at {under} by matrices", drawn(scaled), {"R0009": below(under)})
        tint = spaces(S=lambda _: spot("Black", cmyk=(0, 0, 0, 1)))
        yield Case(f"R0009 Separation at {under}", drawn(text(under, "/S cs 1 scn"), tint), {"R0009": below(under)})
        yield Case(f"R0009 Separation at {under} overprints", drawn(text(under, "/S cs 1 scn", "/OVER0 gs"), tint))
        yield Case(f"R0009 black of 99 % at {under}", drawn(text(under, "0 0 0 0.99 k")))
        outside = f"q {black} BT /F0 5 Tf 150 2 Td (AA) Tj ET Q".encode()
        yield Case("R0009 in the slug", drawn(outside))
    for width in numbers("R0010"):
        yield Case(f"R0010 line of {width}", drawn(line(width, black)))
        under = width - 0.001
        yield Case(f"R0010 line of {under}", drawn(line(under, black)), {"R0010": below(under)})
        yield Case(f"R0010 line of {under} overprints", drawn(line(under, black, "/OVER gs")))
        yield Case(f"R0010 bar of {width}", drawn(bar(width, black)))
        yield Case(f"R0010 bar of {under}", drawn(bar(under, black)), {"R0010": below(under)})
    for size in numbers("R0011"):
        yield Case(f"R0011 gray at {size}", drawn(text(size, "0 g")))
        under = size - 0.1
        yield Case(f"R0011 gray at {under}", drawn(text(under, "0 g")), {"R0011": below(under)})
        yield Case(f"R0011 gray at {under} overprints", drawn(text(under, "0 g", "/OVER gs")), {"R0011": below(under)})
        yield Case(f"R0011 middle gray at {under}", drawn(text(under, "0.5 g")))
    for width in numbers("R0012"):
        under = width - 0.001
        yield Case(f"R0012 gray line of {width}", drawn(line(width, "0 G")))
        yield Case(f"R0012 gray line of {under}", drawn(line(under, "0 G")), {"R0012": below(under)})
        yield Case(f"R0012 gray bar of {under}", drawn(bar(under, "0 g")), {"R0012": below(under)})
    dark = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0.2]), C1=Array([0, 0, 0, 1]))
    axial = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([60, 0, 160, 0]), Function=dark)
    ramp = resource("Pattern", P=lambda pdf: pdf.make_indirect(Dictionary(PatternType=2, Shading=axial)))
    yield Case("R0009 gradient is not 100 % black", drawn(text(9, "/Pattern cs /P scn"), ramp))
    yield Case("R0013 gray overprints", drawn(square("0.5 g", "/OVER gs")), {"R0013": always})
    yield Case("R0013 gray text overprints", drawn(text(24, "0.5 g", "/OVER gs")), {"R0013": always})
    yield Case("R0013 black in gray overprints", drawn(square("0 g", "/OVER gs")), {"R0013": always})


def _legibility() -> Iterator[Case]:
    for name, told in (("Courier", {"R0014": always}), ("CourierNew", {}), ("Courier-Bold", {})):
        named = resource("Font", F1=lambda pdf, name=name: text_font(pdf, f"ABCDEF+{name}"))
        yield Case(f"R0014 {name}", drawn(b"q 0 0 0 1 k BT /F1 24 Tf 60 200 Td (A) Tj ET Q", named), dict(told))
    for most in numbers("R0015", "B"):
        other = (most - 0.85) / 3
        rich = [f"{other + more:.4f} {other:.4f} {other:.4f} {{}} k" for more in (0, 0.002)]
        yield Case(f"R0015 {most}", drawn(text(24, rich[0].format(0.85))), {"R0015": above(most, "B")})
        over = above(most + 0.002, "B")
        yield Case(f"R0015 {most} + 0.002", drawn(text(24, rich[1].format(0.85))), {"R0015": over})
        thin = f"{other + 0.004:.4f} {other:.4f} {other:.4f} 0.849 k"
        yield Case(f"R0015 {most}, black of 84.9 %", drawn(text(24, thin)))
    for rule, paint, strokes in (
        ("R0016", "0 0 0 0 k", "R0018"), ("R0017", "1 1 0 0 k", "R0019"), ("R0017", "1 0 0 0.01 k", "R0019"),
    ):  # fmt: skip
        for size in numbers(rule):
            yield Case(f"{rule} {paint} at {size}", drawn(text(size, paint)), {rule: below(size)})
            under = size - 0.1
            yield Case(f"{rule} {paint} at {under}", drawn(text(under, paint)), {rule: below(under)})
        for width in numbers(strokes):
            stroke = paint.upper()
            yield Case(f"{strokes} {paint} of {width}", drawn(line(width, stroke)), {strokes: below(width)})
            under = width - 0.001
            yield Case(f"{strokes} {paint} of {under}", drawn(line(under, stroke)), {strokes: below(under)})
            yield Case(f"{strokes} {paint} bar of {under}", drawn(bar(under, paint)), {strokes: below(under)})
    several = spaces(S=lambda pdf: colorants(pdf, "Cyan", "Magenta"))
    for size in (min(numbers("R0017")) - 0.1, max(numbers("R0017"))):
        two = text(size, "/S cs 1 1 scn")
        yield Case(f"R0017 DeviceN at {size}", drawn(two, several), {"R0017": below(size)})
        yield Case(f"R0017 DeviceN of one ink at {size}", drawn(text(size, "/S cs 1 0 scn"), several))
        gone = text(size, "/S cs 0 0 scn", "/OVER gs")
        yield Case(
            f"R0007 DeviceN without ink at {size}", drawn(gone, several), {"R0007": always, "R0016": below(size)}
        )
    yield Case("R0017 one ink at 4", drawn(text(4, "1 0 0 0 k")))
    yield Case("R0019 one ink of 0.1", drawn(line(0.1, "1 0 0 0 K")))


def _spots() -> Iterator[Case]:
    one = spaces(S=lambda _: spot("PANTONE 185 C"))
    yield Case("R0020 one spot", drawn(square("/S cs 1 scn"), one), {"R0020": above(1)})
    yield Case("R0020 a spot that is not painted", drawn(b"", one))
    process = spaces(S=lambda _: spot("Magenta", cmyk=(0, 1, 0, 0)))
    yield Case("R0020 a process ink by its name", drawn(square("/S cs 1 scn"), process))
    both = square("/S cs 1 scn") + square("/T cs 1 scn", side=20)
    for other, told in (("Pantone 185 U", {"R0021": always}), ("PANTONE 186 C", {}), ("PANTONE 1850 C", {})):
        two = spaces(S=lambda _: spot("PANTONE 185 C"), T=lambda _, other=other: spot(other, cmyk=(0, 1, 0.5, 0)))
        yield Case(f"R0021 185 C and {other}", drawn(both, two), {"R0020": above(2), **told})
    for cmyk, told in (((0, 0.5, 0.51, 0), {"R0022": always}), ((0, 0.5, 0.5, 0), {})):
        two = spaces(S=lambda _: spot("PANTONE 185 C"), T=lambda _, cmyk=cmyk: spot("PANTONE 185 C", cmyk=cmyk))
        yield Case(f"R0022 one name, {cmyk}", drawn(both, two), {"R0020": above(1), **told})
    every = spaces(S=lambda _: spot("All", cmyk=(0.5, 0.5, 0.5, 0.5)))
    yield Case("R0024 All", drawn(square("/S cs 0.5 scn", side=20), every), {"R0024": always})
    yield Case("R0024 All, tint 0", drawn(square("/S cs 0 scn", side=20), every))
    yield Case("R0024 All outside the trim", drawn(b"q /S cs 1 scn 150 1 9 9 re f Q", every))
    yield Case("R0024 All in the bleed", drawn(b"q /S cs 1 scn 150 12 8 8 re f Q", every))


def _ink() -> Iterator[Case]:
    totals = sorted({*numbers("R0025"), *numbers("R0026")})
    for most in totals:
        for total in (most - 0.03, most + 0.03):
            each = f"{total / 4:.4f} " * 4
            breaks = {"R0025": above(total), "R0026": above(total)}
            yield Case(f"R0026 {total:.2f} on 20 mm", drawn(square(each + "k", side=57)), breaks)
    yield Case("R0026 4.0 on 5 mm", drawn(square("1 1 1 1 k", side=14)))
    yield Case("R0026 4.0 outside the bleed", drawn(b"q 1 1 1 1 k 0 0 340 10 re f Q"))
    over = {"R0025": always, "R0026": always}
    stacked = square("1 1 0 0 k", side=57) + square("0 0 1 1 k", "/OVER gs", side=57)
    yield Case("R0026 4.0 by overprint", drawn(stacked), over)
    yield Case("R0026 2.0 knocks out", drawn(square("1 1 0 0 k", side=57) + square("0 0 1 1 k", side=57)))


def _spaces() -> Iterator[Case]:
    x4 = frozenset({"X4-devicecolour"})
    yield Case("R0027 DeviceRGB", drawn(square("1 0 0 rg")), {"R0027": always, "R0028": always}, x4)
    one_spot: dict[str, Told] = {"R0020": above(1)}
    srgb = spaces(S=lambda pdf: icc(pdf, 3))
    yield Case("R0027 RGB by a profile", drawn(square("/S cs 1 0 0 scn"), srgb), {"R0027": always})
    cmyk = spaces(S=lambda pdf: icc(pdf, 4))
    yield Case("R0027 CMYK by a profile", drawn(square("/S cs 1 0 0 0 scn"), cmyk), {"R0027": always, "R0028": always})
    colour = spaces(S=lambda _: lab())
    yield Case("R0027 Lab", drawn(square("/S cs 50 60 20 scn"), colour), {"R0027": always, "R0028": always})
    gray = Array([Name.CalGray, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))])
    yield Case(
        "R0027 CalGray", drawn(square("/S cs 0.5 scn"), spaces(S=lambda _: gray)), {"R0027": always, "R0028": always}
    )
    place = b"q 24 0 0 24 60 200 cm /RGB Do Q"
    picture = resource("XObject", RGB=lambda pdf: image(pdf, (100, 100), 8, icc(pdf, 3), 3))
    yield Case("R0028 picture by a profile", drawn(place, picture), {"R0027": always})
    in_lab = resource("XObject", RGB=lambda pdf: image(pdf, (100, 100), 8, lab(), 3))
    yield Case("R0028 picture in Lab", drawn(place, in_lab), {"R0027": always})
    plain = resource("XObject", RGB=lambda pdf: image(pdf, (100, 100), 8, Name.DeviceRGB, 3))
    yield Case("R0028 picture in DeviceRGB", drawn(place, plain), {"R0027": always, "R0028": always}, x4)
    lookup = String(bytes(range(6)))
    table = Array([Name.Indexed, Name.DeviceRGB, 1, lookup])
    indexed = resource("XObject", RGB=lambda pdf: image(pdf, (100, 100), 8, table, 1))
    yield Case("R0027 Indexed over RGB", drawn(place, indexed), {"R0027": always, "R0028": always}, x4)
    yield Case(
        "R0027 behind a spot", drawn(square("/S cs 1 scn"), spaces(S=spot_in_lab)), {"R0027": always, **one_spot}
    )
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))
    axial = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([60, 0, 160, 0]),
        Function=ramp,
        Extend=Array([True, True]),
    )
    both = {"R0027": always, "R0028": always}
    shaded = resource("Shading", SH=lambda _: axial)
    yield Case("R0027 gradient", drawn(b"q 60 200 80 40 re W n /SH sh Q", shaded), both, x4)
    filled = resource("Pattern", P=lambda pdf: pdf.make_indirect(Dictionary(PatternType=2, Shading=axial)))
    yield Case("R0027 gradient as pattern", drawn(square("/Pattern cs /P scn"), filled), both, x4)
    tiled = resource("Pattern", P=tile)
    yield Case("R0027 cell of a pattern", drawn(square("/Pattern cs /P scn"), tiled), both, x4)
    yield Case("R0027 outside the bleed", drawn(b"q 1 0 0 rg 1 1 5 5 re f Q"), {}, x4)

    x4 = frozenset({"X4-group"})

    def group(space: Name) -> Dictionary:
        return Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)

    def form(pdf: Pdf, space: Name) -> pikepdf.Stream:
        return pdf.make_stream(
            b"0.5 g 0 0 50 50 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 50, 50]),
            Group=group(space),
        )

    yield Case("R0030 page in RGB", drawn(b"", page(Group=group(Name.DeviceRGB))), {"R0030": always}, x4)
    yield Case("R0030 page without space", drawn(b"", page(Group=Dictionary(S=Name.Transparency))))
    for space in (Name.DeviceRGB, Name.DeviceCMYK):
        wrong = {"R0030": always} if space == Name.DeviceRGB else {}
        inner = resource("XObject", FM=lambda pdf, space=space: form(pdf, space))
        yield Case(
            f"R0030 form in {space}", drawn(b"q 1 0 0 1 60 200 cm /FM Do Q", inner), wrong, x4 if wrong else frozenset()
        )
    for kind, space, told in (
        ("Luminosity", Name.DeviceRGB, {"R0030": always}), ("Luminosity", Name.DeviceGray, {}),
        ("Alpha", Name.DeviceRGB, {}),
    ):  # fmt: skip

        def masked(pdf: Pdf, kind: str = kind, space: Name = space) -> Dictionary:
            return Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name("/" + kind), G=form(pdf, space)))

        state = resource("ExtGState", MASK=masked)
        yield Case(
            f"R0030 mask {kind} in {space}",
            drawn(square("1 0 0 0 k", "/MASK gs"), state),
            told,
            x4 if space == Name.DeviceRGB else frozenset(),
        )


def _pictures() -> Iterator[Case]:
    def placed(name: str, pixels: int, ppi: float) -> bytes:
        side = pixels / ppi * 72
        return f"q {side:.5f} 0 0 {side:.5f} 60 200 cm /{name} Do Q\n".encode()

    def held(pixels: int, bits: int, **more: object) -> Change:
        space = Name.DeviceCMYK if bits == 8 else Name.DeviceGray
        return resource("XObject", X=lambda pdf: image(pdf, (pixels, pixels), bits, space, **more))

    for rule, bits in (("R0031", 8), ("R0032", 1)):
        for most in numbers(rule):
            for ppi in (most, most + 1):
                yield Case(f"{rule} {ppi} ppi", drawn(placed("X", 80, ppi), held(80, bits)), {rule: too_few(ppi)})
    yield Case("R0031 rounds 149.6", drawn(placed("X", 80, 149.6), held(80, 8)), {"R0031": too_few(150)})
    yield Case("R0031 of 16 pixels", drawn(placed("X", 16, 20), held(16, 8)))
    yield Case("R0031 of 17 pixels", drawn(placed("X", 17, 20), held(17, 8)), {"R0031": too_few(20)})
    stretched = b"q 24 0 0 80 60 200 cm /X Do Q\n"
    yield Case("R0031 the lesser way", drawn(stretched, held(100, 8)), {"R0031": too_few(90)})
    turned = f"q 0 {100 / 149 * 72:.5f} {-100 / 149 * 72:.5f} 0 200 200 cm /X Do Q\n".encode()
    yield Case("R0031 turned", drawn(turned, held(100, 8)), {"R0031": too_few(149)})
    small = f"BI /W 20 /H 20 /BPC 8 /CS /CMYK ID {chr(32) * 1600} EI".encode()
    yield Case("R0031 inline", drawn(b"q 40 0 0 40 60 200 cm " + small + b" Q\n"), {"R0031": too_few(36)})
    stencil = resource(
        "XObject",
        X=lambda pdf: pdf.make_stream(
            b"\xaa" * 10 * 80, Type=Name.XObject, Subtype=Name.Image, Width=80, Height=80, BitsPerComponent=1,
            ImageMask=True,
        ),
    )  # fmt: skip
    yield Case("R0032 stencil", drawn(b"1 0 0 0 k " + placed("X", 80, 500), stencil), {"R0032": too_few(500)})
    soft = held(100, 8, SMask=None)

    def with_mask(pdf: Pdf) -> None:
        soft(pdf)
        pdf.pages[0].Resources.XObject.X.SMask = image(pdf, (20, 20), 8, Name.DeviceGray, 1)

    yield Case("R0031 soft mask of few pixels", drawn(placed("X", 100, 300), with_mask))
    for most in numbers("R0033"):
        for ppi in (most, most + 1):
            told = {"R0033": too_few(ppi), "R0031": too_few(ppi)}
            yield Case(f"R0033 {ppi} ppi", _one_picture(ppi), told)
    corner = _one_picture(200, cover=False)
    yield Case("R0033 leaves the trim bare", corner, {"R0031": too_few(200)})


def _one_picture(ppi: float, *, cover: bool = True) -> Callable[[], bytes]:
    """A page of 10 mm that is a picture and nothing else."""
    pixels = 640
    side = pixels / ppi * 72
    box = Array([0, 0, side + 20, side + 20])
    trim = Array([15, 15, side + 5, side + 5]) if cover else Array([5, 5, side + 5, side + 5])

    def small(pdf: Pdf) -> None:
        page(MediaBox=box, BleedBox=Array([5, 5, side + 15, side + 15]), TrimBox=trim)(pdf)
        pdf.pages[0].Resources.XObject.X = image(pdf, (pixels, pixels))

    return drawn(f"q {side:.5f} 0 0 {side:.5f} 10 10 cm /X Do Q".encode(), small, clean=b"")


assert BLEED[0] < TRIM[0]
