"""Cut one face: keep its characters, fix its axes, drop its hints, normalise its metrics, rename it."""

from __future__ import annotations

import calendar
import copy
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.misc.timeTools import epoch_diff
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

from .recipe import FaceRecipe, Original

ASCENT = 0.88
DESCENT = 0.12
"""Of every face, in em. Together 1, so that any mixture of faces keeps the pitch of its line exactly, and a
baseline lies at top + (pitch − size)/2 + 0.88 size (look.md §10)."""

STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold", 900: "Black"}

_FEATURES = {
    "chinese": "ccmp fwid halt hwid kern liga locl mark palt vert vrt2",
    "latin": "c2sc case ccmp dnom frac kern liga lnum locl mark mkmk numr onum ordn pnum smcp subs sups tnum zero",
}
# BASE goes with the old metrics; the others are for screens or for the variable original.
_DROPPED = ["BASE", "DSIG", "STAT", "gasp"]
_KEPT_NAMES = (0, 13, 14)  # copyright, licence, licence address: theirs, and to be kept


def open_original(path: Path) -> Any:
    """An original, lazily read; its timestamp is ours to set."""
    return TTFont(path, lazy=True, recalcTimestamp=False)


def borrow(font: Any, lender: Any, characters: str) -> None:
    """Draw `characters` of `lender` into `font`, at the same share of the em."""
    if font["head"].unitsPerEm != lender["head"].unitsPerEm:
        raise ValueError("a loan between faces of different units per em would need scaled outlines")
    for character in characters:
        source = lender.getBestCmap()[ord(character)]
        _redraw(font, character, lender, source, lender["hmtx"][source][0])


def halve(font: Any, characters: str) -> None:
    """Draw `characters` in the middle of half an em. New glyphs: the old ones may serve other characters too."""
    for character in characters:
        _redraw(font, character, font, font.getBestCmap()[ord(character)], font["head"].unitsPerEm // 2)


def _redraw(font: Any, character: str, lender: Any, source: str, width: int) -> None:
    """Give `character` a new glyph: the outline of `source`, in the middle of `width` if that is not its own."""
    glyphs = lender.getGlyphSet()
    outline = DecomposingRecordingPen(glyphs)
    glyphs[source].draw(outline)
    drawn = lender["glyf"][source]
    own = lender["hmtx"][source][0]
    shift = 0 if width == own else round((width - drawn.xMin - drawn.xMax) / 2)
    pen = TTGlyphPen(None)
    outline.replay(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    name = f"redrawn{ord(character):04X}"
    font["glyf"][name] = pen.glyph()
    font.getReverseGlyphMap(rebuild=True)  # fontTools forgets to, once it has been asked for
    font["hmtx"][name] = (width, drawn.xMin + shift)
    if "vmtx" in font:
        font["vmtx"][name] = lender["vmtx"][source]
    _map(font, {ord(character): name})


def _map(font: Any, glyphs: Mapping[int, str]) -> None:
    """Let characters that the font has be drawn by other glyphs."""
    for table in font["cmap"].tables:
        if table.format != 14:  # variation sequences
            table.cmap.update({code: glyphs[code] for code in glyphs.keys() & table.cmap.keys()})


def widen(font: Any, characters: str) -> None:
    """Make the full-width form (feature `fwid`) of `characters` the one that is drawn by default.

    Two dashes then join, by the original's own `ccmp`, into one of exactly 2 em in any language.
    """
    if not characters:
        return
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "fwid"
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            forms |= getattr(subtable, "ExtSubTable", subtable).mapping
    glyphs = font.getBestCmap()
    _map(font, {ord(character): forms[glyphs[ord(character)]] for character in characters})


def cut(font: Any, unicodes: Iterable[int], features: str, recipe: FaceRecipe) -> Any:
    """The static, unhinted face with these characters and the layout features of a named list."""
    options = Options()
    options.layout_features = _FEATURES[features].split()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += _DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    if recipe.axes:
        font = instantiateVariableFont(font, dict(recipe.axes), inplace=True, overlap=OverlapMode.KEEP_AND_SET_FLAGS)
    return font


def separate(font: Any, characters: str) -> None:
    """Give each of `characters` that the font has a glyph of its own, a copy of the one it shared."""
    glyphs = font.getBestCmap()
    for character in characters:
        source = glyphs.get(ord(character))
        if source is None:
            continue
        name = f"own{ord(character):04X}"
        font["glyf"][name] = copy.deepcopy(font["glyf"][source])
        font.getReverseGlyphMap(rebuild=True)
        font["hmtx"][name] = font["hmtx"][source]
        _map(font, {ord(character): name})


def normalise(font: Any, date: datetime.date) -> None:
    """Vertical metrics ASCENT/DESCENT without line gap, in hhea, OS/2 typo and win; the pinned date."""
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    hhea, os2, head = font["hhea"], font["OS/2"], font["head"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.version = max(os2.version, 4)  # USE_TYPO_METRICS exists from version 4 on
    moment = calendar.timegm(date.timetuple()) - epoch_diff
    head.created = head.modified = moment


def rename(font: Any, family: str, recipe: FaceRecipe, original: Original) -> None:
    """Our names in place of the reserved ones; copyright and licence stay."""
    style = style_name(recipe)
    italic = recipe.style == "italic"
    ours = {
        1: family if recipe.weight in (400, 700) else f"{family} {STYLES[recipe.weight]}",
        2: style if recipe.weight in (400, 700) else "Regular",
        3: f"{original.upstream_version};printkit;{postscript_name(family, recipe)}",
        4: family if style == "Regular" else f"{family} {style}",
        5: f"Version {original.upstream_version}",
        6: postscript_name(family, recipe),
        16: family,
        17: style,
    }
    name = font["name"]
    name.names = [record for record in name.names if record.nameID in _KEPT_NAMES]
    for number, text in ours.items():
        name.setName(text, number, 3, 1, 0x409)
    os2, head = font["OS/2"], font["head"]
    bold = recipe.weight == 700
    plain = not bold and not italic
    os2.usWeightClass = recipe.weight
    os2.fsSelection = italic << 0 | bold << 5 | plain << 6 | 1 << 7  # the last is USE_TYPO_METRICS
    os2.achVendID = "    "
    head.macStyle = bold << 0 | italic << 1


def style_name(recipe: FaceRecipe) -> str:
    """The style in words: `Regular`, `Italic`, `Bold Italic`, `Black`."""
    if recipe.style == "normal":
        return STYLES[recipe.weight]
    return "Italic" if recipe.weight == 400 else f"{STYLES[recipe.weight]} Italic"


def postscript_name(family: str, recipe: FaceRecipe) -> str:
    """The PostScript name, which is also the file's: `PrintkitText-BoldItalic`."""
    return f"{family}-{style_name(recipe)}".replace(" ", "")
