"""Punctuation as Chinese wants it (R1; clreq; GB/T 15834): full-width marks beside Han, `……` and `——` whole.

Pure and idempotent. Only text that is mainly Chinese is touched, and in it only what stands beside Han or
a Chinese mark: `1,300`, `12:30`, `3:2`, `f(x)`, addresses and English sentences stay as they are.
Asterisks are looked through, so the inline markup of a report does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

HAN: Final = r"\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STOPS: Final = "，。、；：？！"
_OPENERS: Final = "（《〈【〔「『"
_CLOSERS: Final = "）》〉】〕」』"
_BLANK: Final = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"

_IS_HAN: Final = re.compile(f"[{HAN}]")
_IS_WIDE: Final = re.compile(f"[{HAN}{_STOPS}{_OPENERS}{_CLOSERS}“”‘’…—·～]")
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_ADDRESS: Final = re.compile(
    r"[a-zA-Z][a-zA-Z+.-]{1,20}://[!-~]{1,2000}|\bwww\.[!-~]{1,2000}|mailto:[!-~]{1,300}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,80}"
    r"|\]\([^()\s]{0,2000}\)",
    re.ASCII,
)
_MARKS: Final = re.compile(r"[,;:!?]+(?:[ \t\u00a0\u3000*]+[,;:!?]+)*")
_FULL: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_MOST_ROUNDS: Final = 12
"""A change may give its neighbour cause for another; real text settles in two or three rounds."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `before` and `after` show a letter of context on each side.

    Both are equal where a thing was only noticed and kept. `at` is the index in the text as it came.
    """

    before: str
    after: str
    rule: str
    at: int

    @property
    def kept(self) -> bool:
        """Whether this only points at something for the author to look at."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Normalised:
    """The text, its changes, and for each of its letters the index of the letter that it came from."""

    text: str
    edits: tuple[Edit, ...]
    origin: tuple[int, ...]


class _Swap(NamedTuple):
    start: int
    end: int
    put: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the table: its name, what it does, and how it finds its places."""

    name: str
    does: str
    find: Callable[[str], Iterator[_Swap]]
    always: bool = False
    """Also in text that is not Chinese."""
    headline: bool = True
    """Also in headings and captions, where a blank parts two phrases."""


def is_chinese(text: str) -> bool:
    """Whether a text is mainly Chinese: at least as many Han as Latin words, addresses not counted."""
    text = _ADDRESS.sub(" ", text)
    han = len(_IS_HAN.findall(text))
    return han > 0 and han >= len(_WORD.findall(text))


def normalise(text: str, *, headline: bool = False) -> Normalised:
    """Apply the table of rules. In a `headline` the blank between two phrases is kept even beside a quote mark."""
    rules = [rule for rule in RULES if rule.headline or not headline]
    if not is_chinese(text):
        rules = [rule for rule in rules if rule.always]
    origin = list(range(len(text)))
    edits: list[Edit] = []
    for _ in range(_MOST_ROUNDS):
        before = text
        for rule in rules:
            text, origin = _apply(rule, text, origin, edits)
        if text == before:
            break
    edits += [Edit(m[0], m[0], "connector-kept", origin[m.start()]) for m in _YEARS.finditer(text)]
    return Normalised(text, tuple(sorted(edits, key=lambda edit: edit.at)), tuple(origin))


def _apply(rule: Rule, text: str, origin: list[int], edits: list[Edit]) -> tuple[str, list[int]]:
    swaps = sorted(rule.find(text))
    if not swaps:
        return text, origin
    letters: list[str] = []
    places: list[int] = []
    position = 0
    for start, end, put in swaps:
        letters.append(text[position:start])
        places += origin[position:start]
        letters.append(put)
        places += [origin[min(start + index, end - 1)] for index in range(len(put))]
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        edits.append(Edit(f"{left}{text[start:end]}{right}", f"{left}{put}{right}", rule.name, origin[start]))
        position = end
    letters.append(text[position:])
    places += origin[position:]
    return "".join(letters), places


def _near(text: str, index: int, step: int) -> str:
    """The next letter in a direction, blanks and asterisks looked through; empty at the edge."""
    for _ in range(6):
        if not 0 <= index < len(text):
            return ""
        if text[index] not in " \t\u00a0\u3000*":
            return text[index]
        index += step
    return ""


def _wide(character: str) -> bool:
    return bool(character) and _IS_WIDE.match(character) is not None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _guarded(text: str) -> list[tuple[int, int]]:
    """Stretches that no rule may touch: addresses, without the marks that end the sentence after them."""
    return [(m.start(), m.start() + len(_without_tail(m[0]))) for m in _ADDRESS.finditer(text)]


def _without_tail(address: str) -> str:
    address = address.rstrip(",;:!?.")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(",;:!?.")
    return address


def _free(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    guards = iter(_guarded(text))
    guard = next(guards, None)
    for found in pattern.finditer(text):
        while guard and guard[1] <= found.start():
            guard = next(guards, None)
        if not (guard and guard[0] <= found.start()):
            yield found


def _marks(text: str) -> Iterator[_Swap]:
    """Full-width marks for ASCII ones beside Han, but not between two Latin letters or digits.

    Neighbouring marks, blanks between them or not, are decided together by what stands around them.
    """
    for found in _free(text, _MARKS):
        start, end = found.span()
        if _latin(text[start - 1 : start]) and _latin(text[end : end + 1]):
            continue
        last = found[0][-1] in "!?" and not text[end:].strip(" *")
        if last or _wide(_near(text, start - 1, -1)) or _wide(_near(text, end, 1)):
            yield from (_Swap(start + i, start + i + 1, _FULL[c]) for i, c in enumerate(found[0]) if c in _FULL)


def _beside(pattern: str, put: str) -> Callable[[str], Iterator[_Swap]]:
    """`put` for what the pattern finds beside Han."""
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[_Swap]:
        for found in _free(text, compiled):
            if _wide(_near(text, found.start() - 1, -1)) or _wide(_near(text, found.end(), 1)):
                yield _Swap(found.start(), found.end(), put)

    return find


def _plain(pattern: str, put: str) -> Callable[[str], Iterator[_Swap]]:
    compiled = re.compile(pattern)
    return lambda text: (_Swap(m.start(), m.end(), put) for m in compiled.finditer(text))


def _brackets(text: str) -> Iterator[_Swap]:
    """ASCII brackets, by pairs; `f(x)` and `WHO(World Health Organization)` keep theirs."""
    opened: list[int] = []
    for found in _free(text, re.compile(r"[()（）]")):
        index = found.start()
        if found[0] in "(（":
            opened.append(index)
            continue
        if opened:
            start = opened.pop()
            if _pair_is_chinese(text, start, index):
                yield from (_Swap(i, i + 1, "（" if i == start else "）") for i in (start, index) if text[i] in "()")
        elif found[0] == ")":
            left, right = text[index - 1 : index], _near(text, index + 1, 1)
            if _wide(left) or (left.isdigit() and _wide(right)):
                yield _Swap(index, index + 1, "）")
    for index in opened:
        if text[index] == "(" and _IS_HAN.search(text, max(0, index - 1), index + 2):
            yield _Swap(index, index + 1, "（")


def _pair_is_chinese(text: str, start: int, end: int) -> bool:
    if text[start] in "（" or text[end] in "）":
        return True
    if _IS_HAN.search(text, start, end):
        return True
    if _latin(text[start - 1 : start]):
        return False
    return _wide(_near(text, start - 1, -1)) or _wide(_near(text, end + 1, 1))


def _double_quotes(text: str) -> Iterator[_Swap]:
    """Straight quotes by pairs; an odd one out leaves all as they are, since nobody can tell which."""
    found = [m.start() for m in _free(text, re.compile(r'(?<!\\)(?<!\d)"|(?<=\d)"(?=[^\s,.]|$)'))]
    if len(found) % 2:
        return
    for start, end in zip(found[::2], found[1::2], strict=True):
        if _IS_HAN.search(text, start, end) or _wide(_near(text, start - 1, -1)) or _wide(_near(text, end + 1, 1)):
            yield _Swap(start, start + 1, "“")
            yield _Swap(end, end + 1, "”")


def _single_quotes(text: str) -> Iterator[_Swap]:
    for m in re.finditer(rf"(?<![A-Za-z0-9'])'([^'\n]{{0,200}}[{HAN}][^'\n]{{0,200}})'(?![A-Za-z0-9'])", text):
        yield _Swap(m.start(), m.start() + 1, "‘")
        yield _Swap(m.end() - 1, m.end(), "’")


_YEARS: Final = re.compile(r"(?<![\d-])(?:19|20)\d\d-(?:19|20)\d\d(?![\d-])")
_EITHER: Final = f"[{HAN}{_STOPS}{_OPENERS}{_CLOSERS}]"

_INDENT: Final = rf"^{_BLANK}+|{_BLANK}+$"
_BLANKS: Final = rf"{_BLANK}{{2,}}|(?<={_EITHER})[\u00a0\u3000\t]|[\u00a0\u3000\t](?={_EITHER})"
_BY_MARK: Final = (
    rf"{_BLANK}+(?=[{_STOPS}{_CLOSERS}]|——|……)|(?<=[{_STOPS}{_OPENERS}]){_BLANK}+|(?<=[—…][—…]){_BLANK}+"
    rf"|(?<=[{HAN}]){_BLANK}+(?=[”’])|(?<=[“‘]){_BLANK}+(?=[{HAN}])"
)
_BY_QUOTE: Final = rf"(?<=[”’{_CLOSERS}]){_BLANK}+(?=[{HAN}“‘{_OPENERS}])|(?<=[{HAN}]){_BLANK}+(?=[“‘{_OPENERS}])"
_BY_LATIN: Final = rf"(?<=[{HAN}]){_BLANK}+(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%％℃]){_BLANK}+(?=[{HAN}])"
_DOTS: Final = r"\.{3,}|。{3,}|[·・]{3,}|(?<!…)…(?!…)"
_HYPHENS: Final = r"(?<![-–―─－])[-–―─－]{2,}(?![-–―─－])"

RULES: Final[tuple[Rule, ...]] = (
    Rule("indent", "blanks at the edges of a paragraph go: the layout indents", _plain(_INDENT, ""), always=True),
    Rule("blanks-joined", "several blanks are one", _plain(_BLANKS, " "), always=True),
    Rule("ellipsis", "`...`, `......`, `。。。` and a lone `…` are `……`", _beside(_DOTS, "……")),
    Rule("dash", "`--` is `——`", _beside(_HYPHENS, "——")),
    Rule("quotes", "straight double quotes are “ ”", _double_quotes),
    Rule("single-quotes", "straight single quotes are ‘ ’", _single_quotes),
    Rule("brackets", "`( )` are （ ）", _brackets),
    Rule("marks", "`, ; : ! ?` are ， ； ： ！ ？", _marks),
    Rule("full-stop", "`.` that ends a Chinese sentence is 。", _plain(rf"(?<=[{HAN}])\.(?=$|[”’）》])", "。")),
    Rule("blank-by-mark", "no blank beside a full-width mark: it carries its own", _plain(_BY_MARK, "")),
    Rule("blank-by-quote", "no blank between Han and a quote mark", _plain(_BY_QUOTE, ""), headline=False),
    Rule(
        "blank-by-latin",
        "no blank between Han and Latin: the composer sets the gap",
        _plain(_BY_LATIN, ""),
        headline=False,
    ),
)
"""The table, in the order of application."""
