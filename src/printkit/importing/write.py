"""A report → YAML that an author will go on with: block style, one line a text, `en:` fits in as one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..report import Figure, Item, Paragraph, Picture, Quantity, Report, Text
from ..report.text import LANGUAGES, Node

SCHEMA: Final = "report.schema.json"

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_OTHERWISE: Final = re.compile(
    r"(?i)(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?[\d.][\d_,.:eExXoO+-]*|[-+]?\.(?:inf|nan)|=|<<"
    r"|\d{4}-\d\d?-\d\d?.*|0[xob][\da-f_]+)"
)
_UNPLAIN: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<：，－]|.*(?::(?:\s|$)|\s#)|\s|.*\s$")


def write_report(report: Report, *, head: tuple[str, ...] = (), remarks: Mapping[str, str] | None = None) -> str:
    """The report as YAML text; `printkit.report.loads` gives the same report back.

    `head` are comment lines for the top, `remarks` comments by the path of the node that they belong to.
    """
    writer = _Writer(remarks or {})
    lines = [f"# yaml-language-server: $schema={SCHEMA}", *(f"# {_comment(line)}".rstrip() for line in head), ""]
    if report.languages != _implied(report):
        lines.append("languages:")
        lines += [f"  - {language}" for language in report.languages]
    for key, value in _fields(report):
        if key == "languages":
            continue
        block = list(writer.pair(key, value, 0))
        if len(block) > 3 and lines[-1]:
            lines.append("")
        lines += block
    return "\n".join(lines).rstrip("\n") + "\n"


def _implied(report: Report) -> tuple[str, ...]:
    used = {name for text in report.texts() for name in text.languages()}
    return tuple(name for name in LANGUAGES if name in used) or ("en",)


def _fields(node: Node) -> Iterator[tuple[str, object]]:
    """What a node holds beyond its defaults, by the keys of the file."""
    for name, field in type(node).model_fields.items():
        value = getattr(node, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield field.alias or name, value


class _Writer:
    def __init__(self, remarks: Mapping[str, str]) -> None:
        self.remarks = remarks

    def pair(self, key: str, value: object, indent: int) -> Iterator[str]:
        """`key: value`, over as many lines as it needs."""
        pad = " " * indent
        value, remark = self._short(value)
        if isinstance(value, Node):
            yield f"{pad}{key}:"
            yield from self._mapping(value, indent + 2)
        elif isinstance(value, tuple) and value:
            yield f"{pad}{key}:"
            yield from self._sequence(value, indent + 2, spaced=key in ("sections", "blocks"))
        else:
            yield f"{pad}{key}: {_scalar(value)}{remark}"

    def _short(self, value: object) -> tuple[object, str]:
        """A value in its short form, and the remark that then stands on its line."""
        if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], Picture):
            short, remark = self._short(value[0])
            return (value, "") if isinstance(short, Node) else (short, remark)
        if isinstance(value, Text) and not value.languages():
            return value.neutral or "", ""
        if isinstance(value, Quantity):
            return str(value), ""
        if isinstance(value, Picture) and not any(key != "file" for key, _ in _fields(value)):
            return value.file or "slot", self._remark(value)
        return value, ""

    def _remark(self, picture: Picture) -> str:
        default = "" if picture.file else "put the file name of a picture here"
        text = ", ".join(filter(None, (default, self.remarks.get(picture.at))))
        return f"  # {_comment(text)}" if text else ""

    def _mapping(self, node: Node, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(node, Picture):
            yield f"{pad}file: {_scalar(node.file or 'slot')}{self._remark(node)}"
        pairs = [(key, value) for key, value in _fields(node) if not (isinstance(node, Picture) and key == "file")]
        if isinstance(node, Paragraph | Item) and [key for key, _ in pairs] == ["text"]:
            text = pairs[0][1]
            if isinstance(text, Text) and text.languages():
                pairs = list(_fields(text))
        if isinstance(node, Figure):
            pairs.sort(key=lambda pair: pair[0] != "figure")
        for key, value in pairs:
            yield from self.pair(key, value, indent)

    def _sequence(self, items: tuple[object, ...], indent: int, *, spaced: bool) -> Iterator[str]:
        pad = " " * indent
        for number, item in enumerate(items):
            if spaced and number:
                yield ""
            yield from self._item(item, pad, indent)

    def _item(self, item: object, pad: str, indent: int) -> Iterator[str]:
        item, remark = self._short(item)
        if isinstance(item, Paragraph | Item):
            pairs = list(_fields(item))
            if [key for key, _ in pairs] == ["text"] and not isinstance(self._short(pairs[0][1])[0], Node):
                item = self._short(pairs[0][1])[0]
        if isinstance(item, Node):
            lines = list(self._mapping(item, indent + 2)) or [f"{pad}  {{}}"]
        elif isinstance(item, tuple):
            lines = list(self._sequence(item, indent + 2, spaced=False)) or [f"{pad}  []"]
        else:
            lines = [f"{pad}  {_scalar(item)}{remark}"]
        yield f"{pad}- {lines[0][indent + 2 :]}"
        yield from lines[1:]


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value == ():
        return "[]"
    return scalar(str(value))


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, quoted only where it must be."""
    if not all(c.isprintable() or c in "\u3000\u00a0" for c in text):
        return '"' + "".join(_escaped(c) for c in text) + '"'
    if text and not _UNPLAIN.match(text) and (_NUMBER.fullmatch(text) or not _OTHERWISE.fullmatch(text)):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    if character == "\n":
        return "\\n"
    return f"\\u{ord(character):04X}" if ord(character) < 0x10000 else f"\\U{ord(character):08X}"


def _comment(text: str) -> str:
    """Text that cannot end the comment that it stands in."""
    return "".join(c if c.isprintable() else " " for c in text)
