"""What a character is to the line: its class, and how text falls into atoms.

Classes after clreq, "Categories of punctuation marks" and its tables of marks; an atom is what stays whole on
a line: one Han, one mark, a dash or ellipsis of two, a Latin word with its numbers and units (R4, R14, R17), an
emoji with all that joins it.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final
from unicodedata import category


class Class(IntEnum):
    """The classes that spacing and breaking tell apart."""

    HAN = 0
    LATIN = 1
    PAUSE = 2  # ， 、 ； ：
    STOP = 3  # 。 ．
    CLOSE = 4  # ” ’ ） 》 …
    OPEN = 5  # “ ‘ （ 《 …
    QUERY = 6  # ！ ？
    DOT = 7  # · between the parts of a name, half an em wide
    DASH = 8  # —— …… : two em, never parted
    LINK = 9  # ～ — – - : connectors
    PREFIX = 10  # ￥ ＄ ＃ №
    POSTFIX = 11  # ％ ℃ ‰ °
    SMALL = 12  # , . ; : ! ? ) ] beside Han: narrow marks that close
    OTHER = 13  # signs an em wide that behave as Han do: ● → ①, emoji, pictures in the line
    REPEAT = 14  # 々 and small kana: as Han, but never at a line's start
    SMALL_OPEN = 15  # ( [ and the quotes of a Latin face: narrow marks that open
    SOLIDUS = 16  # ／ and / between Han
    PAIRED = 17  # the second of two ！ ？, which take one em together
    BLANK = 18  # blanks of a fixed width, where a line may end: U+3000
    TIE = 19  # blanks where no line may end: U+00A0
    CONTROL = 20  # zero width, not to be drawn: U+200B, U+2060, U+2028, a soft hyphen outside words
    FILLED = 21  # ！ ？ ： ； in vertical text, where they leave no half of their cell blank


BREAK: Final = "\u2028"
"""Ends a line inside a paragraph."""
OBJECT: Final = "\ufffc"
"""Stands for what is not text: an inline picture, a ruby group, an inline box."""
MAY_BREAK_HERE: Final = "\u200b"
SOFT_HYPHEN: Final = "\u00ad"
TIED: Final = "\u2060\ufeff"
"""No line ends here."""

_MEMBERS: Final = {
    Class.PAUSE: "，、；：︰﹐﹑﹔﹕､︐︑︓︔",
    Class.STOP: "。．｡﹒︒",
    Class.CLOSE: "”’）》〉」』】〕〗］｝｠»›",
    Class.OPEN: "“‘（《〈「『【〔〖［｛｟«‹",
    Class.QUERY: "！？‼⁇⁈⁉‽︕︖﹗﹖",
    Class.DOT: "·・･•‧",
    Class.LINK: "～—–〜‐゠-~‒",
    Class.SOLIDUS: "／/",
    Class.PREFIX: "￥＄＃№＠$#€£¥",
    Class.POSTFIX: "％℃‰°′″‵℉﹪￠%",
    Class.SMALL: ",.;:!?)]}",
    Class.SMALL_OPEN: "([{¿¡⸘",
    Class.REPEAT: "々〻ゝゞヽヾ〼゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーｰﾞﾟ🙹🙺🙻",
    Class.BLANK: "\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
    Class.TIE: "\u00a0\u2007\u202f",
    Class.CONTROL: MAY_BREAK_HERE + SOFT_HYPHEN + BREAK + "\u2029\u200c\u200d\u200e\u200f" + TIED,
}
_BRACKETS: Final = {"Ps": Class.OPEN, "Pi": Class.OPEN, "Pe": Class.CLOSE, "Pf": Class.CLOSE}
"""The rest of the brackets, by Unicode's categories."""
CLASS: Final[dict[str, Class]] = {sign: kind for kind, signs in _MEMBERS.items() for sign in signs}

_HAN: Final = (
    "\u2e80-\u2fff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\u3021-\u3029\u3041-\u309c\u309f-\u30fa\u30fc"
    "\u3105-\u318f\uac00-\ud7a3\U00016fe0-\U00018aff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
# All scripts whose words are written together; what has no words between blanks is cut where it must be.
_LETTER: Final = "A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u02ff\u0370-\u0482\u048a-\u10ff\u1200-\u1fff"
# Signs that hold a word together from inside: 1+17+N+X, 12:30, e.g., John's, A&B, 96.4, https://x.y/z?q=1
_INNER: Final = f".,:'’@&+\\-\u2011_/%°=?#~*{SOFT_HYPHEN}"
_BLANK: Final = r"[ \t\n\r\f]"
_WORD: Final = rf"[$€£+\-#]?[{_LETTER}](?:[{_LETTER}\u0300-\u036f{_INNER}]*[{_LETTER}\u0300-\u036f%°])?"
# Two and two: a row of them may part between its pairs (clreq, "Prohibition rules for unbreakable marks").
_DASHES: Final = "|".join(f"{sign}{{2}}(?:{sign}(?!{sign}))?" for sign in "—…⋯․")

ATOM: Final = re.compile(rf"[{_HAN}]|{_DASHES}|{_WORD}|{_BLANK}+|.", re.DOTALL)
"""One atom of mixed text, or the blank between two; marks that combine are atoms here, see `parts`."""
_STRETCH: Final = re.compile(rf"[\u4e00-\u9fff]+|(?:{_DASHES}|{_WORD}|[^ \t\n\r\f]){_BLANK}*|{_BLANK}+", re.DOTALL)
_TAME: Final = re.compile(
    "[ \t\n\r\f!-~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2319\u2460-\u25ff"
    "\u3000-\u3029\u3031-\u303f\u3105-\u312f\u3200-\u9fff\uff01-\uff9d]*"
)
"""Text in which every character stands by itself."""


def tame(text: str) -> bool:
    """Whether no character of a text joins another."""
    return _TAME.fullmatch(text) is not None


def stretches(text: str) -> list[str]:
    """A text in pieces, in order and whole: single atoms with the blanks after them, of a tame one also rows of Han."""
    if tame(text):
        return _STRETCH.findall(text)
    pieces: list[str] = []
    for atom in parts(text):
        if atom[0] in " \t\n\r\f" and pieces:
            pieces[-1] += atom
        else:
            pieces.append(atom)
    return pieces


def parts(text: str) -> list[str]:
    """The atoms and blanks of any text: what Unicode holds for one character to the reader is never parted.

    After UAX #29: marks that combine, variation selectors, joined emoji, skin tones, flags, keycaps.
    """
    pieces: list[str] = []
    joins = flag = False
    for atom in ATOM.findall(text):
        sign = atom[0]
        is_flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        holds = bool(pieces) and pieces[-1][0] not in " \t\n\r\f" and CLASS.get(pieces[-1]) is not Class.CONTROL
        if holds and (_clings(sign) or (is_flag and flag) or (joins and _pictures(sign))):
            pieces[-1] += atom
            flag = False
        else:
            pieces.append(atom)
            flag = is_flag
        joins = sign == "\u200d" and len(pieces[-1]) > 1
    return pieces


def _clings(sign: str) -> bool:
    """Whether a character belongs to the one before it."""
    return (
        sign in "\u200c\u200d"
        or (sign > "\u02ff" and category(sign) in ("Mn", "Me", "Mc"))
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
    )


def _pictures(sign: str) -> bool:
    return sign >= "\u2190" and category(sign) in ("So", "Sm", "Sk", "Cn")


def graphemes(word: str) -> list[int]:
    """Where an atom may be cut in an emergency: indices between its characters as readers count them."""
    places, joins, flags = [], False, 0
    for index, sign in enumerate(word):
        is_flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        if index and not (_clings(sign) or joins or (is_flag and flags % 2 == 0)):
            places.append(index)
        joins = sign == "\u200d"
    return places


_IS_HAN: Final = re.compile(f"[{_HAN}]")


@lru_cache(maxsize=65536)
def classify(atom: str) -> Class:
    """The class of one atom."""
    first = atom[0]
    found = CLASS.get(atom) or (CLASS.get(first) if len(atom) > 1 and _clings(atom[1]) else None)
    if found is not None:
        return found
    if first in "⸺…⋯․‥︙︰\U00010af6" or (first == "—" and len(atom) > 1):
        return Class.DASH
    if _IS_HAN.match(first):
        return Class.HAN
    if len(atom) == 1 and first in "\"'&+<=>@\\^_`|*":
        return Class.LATIN
    if re.match(_WORD, atom) and "\u20e3" not in atom:  # a keycap is a picture
        return Class.LATIN
    return _BRACKETS.get(category(first), Class.OTHER)
