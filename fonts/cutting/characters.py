"""Which characters a cut face keeps."""

from __future__ import annotations

from pathlib import Path

TABLE_OF_GENERAL_CHARACTERS = Path(__file__).with_name("tgh-8105.txt")

# Pinyin with tone marks that Latin Extended-A lacks: ǎ ǐ ǒ ǔ ǖ ǘ ǚ ǜ, ǹ, ḿ. Without them one syllable
# would be set in two faces.
_PINYIN = {*range(0x1CD, 0x1DD), 0x1F8, 0x1F9, 0x1E3E, 0x1E3F}

# Blanks and tone marks that stay with the Latin letters beside them: no-break, thin, narrow no-break space; m̀, ê̌.
_WITH_LETTERS = {0xA0, 0x2009, 0x202F, *range(0x300, 0x30D)}

# The Latin that stands first in a Chinese stack: letters, digits, ASCII marks. No “ ” ‘ ’ — … ·, which
# have to come from the Chinese face behind it.
_LATIN_IN_CHINESE = {*range(0x20, 0x7F), *range(0xC0, 0x180)} | _PINYIN | _WITH_LETTERS

_CHINESE_BLOCKS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x300, 0x30D),  # combining tone marks
    range(0x370, 0x460),  # Greek, Cyrillic
    range(0x2000, 0x2070),  # general punctuation
    range(0x2070, 0x20D0),  # superscripts, currencies
    range(0x2100, 0x2300),  # letter-like, number forms, arrows, operators
    range(0x2460, 0x2800),  # enclosed, box drawing, geometric, dingbats
    range(0x2E3A, 0x2E3C),  # two- and three-em dash
    range(0x3000, 0x3040),  # CJK punctuation
    range(0x3040, 0x3130),  # kana, bopomofo
    range(0xFE10, 0xFE20),  # vertical forms
    range(0xFE30, 0xFE70),
    range(0xFF00, 0xFFF0),  # fullwidth and halfwidth forms
)


def characters(name: str) -> set[int] | None:
    """The code points of a named set; None for `all`."""
    return {"all": lambda: None, "latin-in-chinese": _LATIN_IN_CHINESE.copy, "chinese": _chinese}[name]()


def _chinese() -> set[int]:
    """The 8 105 characters of 通用规范汉字表, GB 2312, every sign of GBK, and the blocks above."""
    lines = TABLE_OF_GENERAL_CHARACTERS.read_text(encoding="utf-8").splitlines()
    general = {ord(character) for line in lines if not line.startswith("#") for character in line}
    blocks = {code for block in _CHINESE_BLOCKS for code in block}
    signs = {code for code in _encoded("gbk") if not 0x3400 <= code < 0xA000 and not 0xE000 <= code < 0xFB00}
    return general | _encoded("gb2312") | signs | blocks | _PINYIN


def _encoded(codec: str) -> set[int]:
    """Every character of a two-byte encoding."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found
