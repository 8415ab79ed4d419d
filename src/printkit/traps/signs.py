"""Signs of the Chinese keyboard where YAML wants its own, and the blank that YAML wants after a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from .draft import Mend, shown

KEY: Final = r"[A-Za-z_\uff21-\uff3a\uff41-\uff5a\u4e00-\u9fff][\w\uff21-\uff5a]{0,15}"
"""What may be a key at the head of a line: one word, Latin or Chinese."""

_BLANK: Final = r"[ \t\u3000\u00a0\u2002-\u200a]"
_DASH: Final = re.compile(
    rf"^(\s*(?:-[ ]+)*)(?:([－—–―−﹣•])(?![—―－–]){_BLANK}*|(-)(?=[^\s\-])|(-)[\u3000\u00a0]+)(?=\S)"
)
_COLON: Final = re.compile(
    rf"^(\s*(?:-[ ]+)*)([\"'“‘「『]?{KEY}[\"'”’」』]?)"
    rf"(?:{_BLANK}*([：﹕︰]){_BLANK}*|{_BLANK}*(:)(?=[^\s:])(?!//)|(:)[\u3000\u00a0]{_BLANK}*)"
)
_FLOW_START: Final = re.compile(r"^(\s*(?:-[ ]+)*(?:[^\s:{\[]+:[ ]+)?)([{｛\[［【].*)$")
_IN_FLOW: Final = (
    (re.compile(r"^([｛])"), "{", "brace"),
    (re.compile(r"([｝])(?=\s*$)"), "}", "brace"),
    (re.compile(rf"([，；;])\s*(?=[\"“]?{KEY}[\"”]?\s*[:：])"), ", ", "comma"),
    (re.compile(rf"(?<=[{{,｛]) *({KEY})\s*(：)\s*"), None, "colon"),
    (re.compile(rf"(?<=[{{,｛ ])({KEY})(:)(?=[^\s/:,}}])"), None, "glued"),
)
_LONGEST: Final = 4000


class _Sign(NamedTuple):
    column: int
    sign: str
    what: str
    word: str


def misplaced_signs(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Full-width signs used as syntax, and signs without their blank: all of the line in one mend."""
    line = lines[index]
    if len(line) > _LONGEST:
        return
    found: list[_Sign] = []
    mended = _dash(line, found)
    mended = _colon(mended, found)
    mended = _flow(mended, found)
    if not found:
        return
    first = min(found, key=lambda sign: sign.column)
    code, message, hint = _words(first)
    column = max(line.find(first.sign), 0) if first.what in ("comma", "brace", "dash") else _place(line, first)
    yield Mend({index: mended}, index, column, column + len(first.sign), code, message, f"{hint}: `{shown(mended)}`")


def _place(line: str, sign: _Sign) -> int:
    at = line.find(sign.word) if sign.word else 0
    return max(line.find(sign.sign, max(at, 0)), 0)


def _dash(line: str, found: list[_Sign]) -> str:
    match = _DASH.match(line)
    if match is None:
        return line
    sign = match[2] or "-"
    what = "dash" if match[2] else "bare-dash" if match[3] else "odd-dash"
    found.append(_Sign(match.end(1), sign, what, ""))
    return f"{match[1]}- {line[match.end() :]}"


def _colon(line: str, found: list[_Sign]) -> str:
    match = _COLON.match(line)
    if match is None:
        return line
    key = match[2].strip("\"'“”‘’「」『』")
    if match[3]:
        found.append(_Sign(match.start(3), match[3], "colon", key))
    elif match[4]:
        found.append(_Sign(match.start(4), ":", "bare-colon", key))
    else:
        found.append(_Sign(match.start(5), ":", "odd-colon", key))
    rest = line[match.end() :].rstrip()
    return f"{match[1]}{key}: {rest}".rstrip()


def _flow(line: str, found: list[_Sign]) -> str:
    match = _FLOW_START.match(line)
    if match is None:
        return line
    head, flow = match[1], match[2]
    for pattern, sign, what in _IN_FLOW:
        for hit in pattern.finditer(flow):
            last = hit.lastindex or 1
            word = "" if sign else hit[1]
            name = "bare-colon" if what == "glued" else what
            found.append(_Sign(len(head) + hit.start(last), hit[last], name, word))
        flow = pattern.sub(sign if sign else (lambda hit: f"{_lead(hit)}{hit[1]}: "), flow)
    return head + flow


def _lead(hit: re.Match[str]) -> str:
    return " " if hit[0].startswith(" ") else ""


def _words(sign: _Sign) -> tuple[str, str, str]:
    """Code, message and the beginning of the hint."""
    match sign.what:
        case "colon":
            return (
                "full-width-sign",
                f"the `{sign.sign}` after `{sign.word}` is a full-width colon, where only `:` counts",
                "type `:` and a blank",
            )
        case "comma":
            return "full-width-sign", f"`{sign.sign}` does not part the entries inside `{{ }}`", "type `,` and a blank"
        case "brace":
            return (
                "full-width-sign",
                f"`{sign.sign}` is a full-width brace, where only the plain one counts",
                "type `{` and `}`",
            )
        case "dash":
            return (
                "full-width-sign",
                f"`{sign.sign}` is not the dash that begins an entry of a list",
                "type `-` and a blank",
            )
        case "bare-dash":
            return "missing-blank", "there is no blank after the `-` that begins an entry", "put one there"
        case "bare-colon":
            return "missing-blank", f"there is no blank after `{sign.word}:`", "put one there"
    name = "`-`" if sign.what == "odd-dash" else f"`{sign.word}:`"
    return (
        "odd-blank",
        f"the blank after {name} is a full-width or no-break one, where only a plain one counts",
        "type a plain blank",
    )
