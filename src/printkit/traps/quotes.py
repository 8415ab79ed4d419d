"""Texts that need quotes, quotes that are not closed, and commas that cut a text inside `{ }`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .draft import Mend, indent_of, shown
from .signs import KEY

_HEAD: Final = re.compile(
    r"^(?P<indent>[ ]*)(?P<dash>(?:-[ ]+)*)"
    r"(?P<key>(?:\"[^\"]*\"|'[^']*'|[^\s\"'{\[#:,&*!|>%@`][^:{\[\"]*):[ \t]+)?(?P<value>\S.*)$"
)
_STARTERS: Final = "@%&*!|>`-?,]}#"
_OWN_KEY: Final = re.compile(r"[a-z_\"']+:")
"""A key as reports have them; other words before a colon may be the beginning of a text."""
_LEAF: Final = re.compile(
    rf"(?P<lead>[{{,]\s*)(?P<key>{KEY})\s*:\s+(?P<value>[^\s{{\[\"'][^}}]*?)(?=\s*(?:,\s*{KEY}\s*:\s|\}}|$))"
)
_GOES_ON: Final = re.compile(
    rf"(?P<lead>[{{,]\s*)(?P<key>{KEY})\s*:\s+(?P<quoted>\"[^\"]*\"|'[^']*')(?P<more>\s*[^\s,}}][^}}]*?)"
    rf"(?=\s*(?:,\s*{KEY}\s*:\s|\}}))"
)
_NEXT_KEY: Final = re.compile(r"^[ ]*(?:-[ ]|[a-z_]{1,14}:(?:[ ]|$))")
_BLOCK: Final = re.compile(r"^[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_OPEN_QUOTE: Final = re.compile(r"(?:^[ ]*(?:-[ ]+)*|:[ ]+|[{\[,]\s*)([\"'])")
_LONGEST: Final = 4000


def cut_by_comma(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """`{zh: 众手成城, en: Many Hands, One Town}`: texts inside braces that hold a sign of YAML."""
    line = lines[index]
    if "{" not in line or len(line) > _LONGEST:
        return
    first: list[tuple[int, str]] = []

    def quote(hit: re.Match[str]) -> str:
        value = hit["value"]
        sign = re.search(r",|: |:$| #|^[@%&*!|>`]", value)
        if sign is None:
            return hit[0]
        first.append((hit.start("value") + sign.start() + (sign[0] == " #"), sign[0].strip()))
        return f"{hit['lead']}{hit['key']}: {in_quotes(value)}"

    def requote(hit: re.Match[str]) -> str:
        first.append((hit.start("more"), "more"))
        return f"{hit['lead']}{hit['key']}: {in_quotes(hit['quoted'] + hit['more'])}"

    mended = _GOES_ON.sub(requote, line)
    mended = _LEAF.sub(quote, mended) if not first else mended
    if not first:
        return
    column, sign = first[0]
    reason = {
        ",": "this comma cuts the text in two: inside `{ }` a comma begins a new entry",
        ":": "this colon cuts the text in two: inside `{ }` it begins a new entry",
        "more": "the text goes on after its closing quote",
        "#": "this `#` begins a comment, so that the rest of the line is lost",
    }.get(sign, f"a text that begins with `{sign}` needs quotes")
    yield Mend(
        {index: mended}, index, column, column + 1, "needs-quotes", reason, f"put the text in quotes: `{shown(mended)}`"
    )


def needs_quotes(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A text that begins with a sign of YAML, holds `: `, or goes on after its closing quote."""
    line = lines[index]
    if len(line) > _LONGEST:
        return
    match = _HEAD.match(line)
    if match is None or _BLOCK.match(match["value"]):
        return
    if not _OWN_KEY.fullmatch(match["value"]):
        yield from _quoted_from(lines, index, match.start("value"))
    if match["key"] and not _OWN_KEY.match(match["key"]):
        yield from _folded(lines, index)
        yield from _quoted_from(lines, index, match.start("key"))


def begins_with_bracket(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """`[我们](https://…)说`, `{字|zì}是`: marks of our own that YAML takes for a list or a group of keys."""
    line = lines[index].rstrip()
    match = _HEAD.match(line) if len(line) <= _LONGEST else None
    if match is None or match["value"][0] not in "[{":
        return
    start, sign = match.start("value"), match["value"][0]
    mended = line[:start] + in_quotes(line[start:])
    message = f"a text that begins with `{sign}` needs quotes"
    yield Mend(
        {index: mended}, index, start, start + 1, "needs-quotes", message, f"put the text in quotes: `{shown(mended)}`"
    )


def _quoted_from(lines: Sequence[str], index: int, start: int) -> Iterator[Mend]:
    line = lines[index].rstrip()
    value = line[start:]
    last = _last_line(lines, index, indent_of(line))
    whole = "\n".join([value, *(lines[i].rstrip() for i in range(index + 1, last + 1))])
    reason = _reason(whole)
    if reason is None:
        return
    offset, length, message = reason
    at_line, column = index + whole.count("\n", 0, offset), start + offset
    if at_line > index:
        column = offset - whole.rfind("\n", 0, offset) - 1
    quoted = in_quotes(whole).split("\n")
    mended = {index: line[:start] + quoted[0], **{index + 1 + i: text for i, text in enumerate(quoted[1:])}}
    hint = f"put the text in quotes: `{shown(mended[index])}`"
    if last > index:
        hint = f"put the text in quotes from its first letter in line {index + 1} to its last in line {last + 1}"
    yield Mend(mended, at_line, column, column + length, "needs-quotes", message, hint)


def _reason(value: str) -> tuple[int, int, str] | None:
    """Why a text needs quotes: where its faulty sign stands, how long that is, the message."""
    sign = value[0]
    if sign in "{[":
        return None
    if sign in "\"'":
        end = _end_of_quoted(value)
        if end is None or not value[end:].strip() or re.match(r"\s+#", value[end:]):
            return None
        return end, len(value[end:].rstrip().split("\n")[0]) or 1, "the text goes on after its closing quote"
    if sign in _STARTERS:
        name = "a backquote" if sign == "`" else f"`{sign}`"
        return 0, 1, f"a text that begins with {name} needs quotes"
    colon = re.search(r":(?=[ \n]|$)", value)
    if colon:
        return colon.start(), 1, "a colon with a blank after it cuts this text in two"
    return None


def _folded(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A text below its key, in lines of its own, one of which holds `: `."""
    level = indent_of(lines[index])
    above = index - 1
    while above >= 0 and (not lines[above].strip() or indent_of(lines[above]) >= level):
        above -= 1
    if above < 0 or not re.search(rf"(?:^|\s){KEY}:\s*$", lines[above]):
        return
    colon = re.search(r":(?=\s|$)", lines[index])
    column = colon.start() if colon else level
    mended = lines[above].rstrip() + " >-"
    hint = f"write `{shown(mended)}` in line {above + 1}: then the text below it may hold every sign"
    message = "a colon with a blank after it cuts this text in two"
    yield Mend({above: mended}, index, column, column + 1, "needs-quotes", message, hint)


def open_quotes(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A text whose quote opens in this line and does not close."""
    line = lines[index].rstrip()
    if len(line) > _LONGEST:
        return
    for found in _OPEN_QUOTE.finditer(line):
        start = found.start(1)
        if _end_of_quoted(line[start:]) is not None:
            continue
        sign = found[1]
        for mended, message in _closings(line, start, sign):
            action = "put the text in quotes" if "needs" in message else "close it"
            hint = f"{action}: `{shown(mended)}`"
            yield Mend({index: mended}, index, start, start + 1, "open-quote", message, hint)


def _closings(line: str, start: int, sign: str) -> Iterator[tuple[str, str]]:
    plain = f"the quote `{sign}` that opens here is never closed"
    curly = {'"': "”“＂", "'": "’‘＇"}[sign]
    for position in range(len(line) - 1, start, -1):
        if line[position] in curly:
            message = (
                f"the quote `{sign}` that opens here is closed by `{line[position]}`, which does not count as a quote"
            )
            yield line[:position] + sign + line[position + 1 :], message
            break
    for end in re.finditer(rf"\s*(?:,\s*{KEY}\s*:\s|[}}\]]+\s*,?\s*$)", line[start + 1 :]):
        position = start + 1 + end.start()
        yield line[:position] + sign + line[position:], plain
    body = line[start:]
    whole = line[:start] + in_quotes(body), f"a text that begins with `{sign}` needs quotes around it"
    if re.match(r"'[A-Za-z0-9]", body):  # an apostrophe: 'Twas
        yield whole
    yield line + sign, plain
    yield whole


def open_braces(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A `{` or `[` that is not closed in its line."""
    line = lines[index].rstrip()
    if len(line) > _LONGEST:
        return
    stack: list[tuple[int, str]] = []
    for position, sign in enumerate(re.sub(r"\"[^\"]*\"|'[^']*'", lambda hit: "x" * len(hit[0]), line)):
        if sign in "{[":
            stack.append((position, sign))
        elif sign in "}]" and stack:
            stack.pop()
    if not stack:
        return
    column, sign = stack[0]
    mended = line + "".join("}" if opened == "{" else "]" for _, opened in reversed(stack))
    message = f"the `{sign}` that opens here is never closed"
    yield Mend({index: mended}, index, column, column + 1, "open-brace", message, f"close it: `{shown(mended)}`")


def backslashes(lines: Sequence[str], index: int) -> Iterator[Mend]:
    r"""`"C:\data"`: a backslash inside double quotes has a meaning of its own."""
    line = lines[index]
    found = re.search(r"\"[^\"']*\\[^\"']*\"", line[:_LONGEST])
    if found is None:
        return
    column = line.index("\\", found.start())
    mended = f"{line[: found.start()]}'{found[0][1:-1]}'{line[found.end() :]}"
    message = "a backslash has a meaning of its own inside double quotes"
    yield Mend(
        {index: mended}, index, column, column + 2, "backslash", message, f"use single quotes: `{shown(mended)}`"
    )


def in_quotes(text: str) -> str:
    """A text in the quotes that leave its letters alone."""
    text = text.rstrip()
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _end_of_quoted(value: str) -> int | None:
    """The index after the closing quote of a text that begins with one; None if it never closes."""
    sign = value[0]
    position = 1
    while position < len(value):
        letter = value[position]
        if letter == "\\" and sign == '"':
            position += 2
            continue
        if letter == sign:
            if sign == "'" and value[position + 1 : position + 2] == "'":
                position += 2
                continue
            return position + 1
        position += 1
    return None


def _last_line(lines: Sequence[str], index: int, level: int) -> int:
    """The last line of a text that runs over several: those below that stand deeper and are no keys."""
    last = index
    for below in range(index + 1, min(len(lines), index + 200)):
        line = lines[below]
        if not line.strip():
            continue
        if indent_of(line) <= level or _NEXT_KEY.match(line):
            break
        last = below
    return last
