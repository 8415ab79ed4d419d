"""What a character is to the line: its class, and how text falls into atoms.

Classes after clreq, "Categories of punctuation marks"; an atom is what stays whole on a line: one Han, one
mark, a dash or ellipsis of two, a Latin word with its numbers and units (R4, R14, R17).
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final


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
    LINK = 9  # ～ — – ／ : connectors
    PREFIX = 10  # ￥ ＄ ＃ №
    POSTFIX = 11  # ％ ℃ ‰ °
    SMALL = 12  # , . ; : ! ? ) ] beside Han: narrow marks that close
    OTHER = 13  # signs an em wide that behave as Han do, and blanks of fixed width: ● → ①
    REPEAT = 14  # 々 and small kana: as Han, but never at a line's start


_MEMBERS: Final = {
    Class.PAUSE: "，、；：︰﹐﹑﹔﹕",
    Class.STOP: "。．｡﹒",
    Class.CLOSE: "”’）》〉」』】〕〗］｝｠»›",
    Class.OPEN: "“‘（《〈「『【〔〖［｛｟«‹",
    Class.QUERY: "！？‼⁇⁈⁉",
    Class.DOT: "·・･•‧",
    Class.LINK: "～—–／〜‐゠",
    Class.PREFIX: "￥＄＃№＠",
    Class.POSTFIX: "％℃‰°′″‵℉﹪￠",
    Class.SMALL: ",.;:!?)]}",
    Class.REPEAT: "々〻ゝゞヽヾ",
}
CLASS: Final[dict[str, Class]] = {sign: kind for kind, signs in _MEMBERS.items() for sign in signs}

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\u3040-\u309c\u309f-\u30fa\u30fc\U00020000-\U0003ffff"
_WORD: Final = "A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u04ff\u1e00-\u1eff\u0300-\u036f"
# Signs that hold a word together from inside: 1+17+N+X, 12:30, e.g., John's, A&B, 96.4, https://x.y/z?q=1
_INNER: Final = ".,:'’@&+\\-_/%°=?#~*"
ATOM: Final = re.compile(
    rf"[{_HAN}]"
    rf"|—{{2,}}|⸺|…{{1,}}|⋯{{1,}}|․{{2,}}"
    rf"|[$€£+\-#]?[{_WORD}](?:[{_WORD}{_INNER}]*[{_WORD}%°])?"
    rf"|[ \t\n\r\f]+"
    rf"|.",
    re.DOTALL,
)
"""One atom of mixed text, or the blank between two."""

@lru_cache(maxsize=65536)
def classify(atom: str) -> Class:
    """The class of one atom."""
    found = CLASS.get(atom)
    if found is not None:
        return found
    first = atom[0]
    if first in "⸺…⋯․‥︙\U00010af6" or (first == "—" and len(atom) > 1):
        return Class.DASH
    if re.match(f"[{_HAN}]", first):
        return Class.HAN
    if first.isalnum() or first in "([{\"'&$#+-<=>@\\^_`|~*%/":
        return Class.LATIN
    return Class.OTHER
