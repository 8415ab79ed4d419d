"""Values as people write them, and what to write instead: dates, numbers, yes and no, one of a few words."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

_VALUES: Final[dict[str, str]] = {
    "中文": "zh", "汉语": "zh", "cn": "zh", "chinese": "zh", "zh_cn": "zh", "英文": "en", "英语": "en",
    "english": "en", "窄": "column", "栏": "column", "栏宽": "column", "文字": "text", "正文": "text", "整页": "page",
    "全页": "page", "通栏": "page", "条形图": "bars", "横条图": "bars", "bar": "bars", "柱状图": "columns",
    "柱形图": "columns", "column": "columns", "折线图": "line", "lines": "line", "环形图": "ring", "圆环图": "ring",
    "饼图": "ring", "pie": "ring", "donut": "ring", "点图": "dots", "dot": "dots", "页": "page", "分页": "page",
    "full": "page",
}  # fmt: skip
"""What people write for one of a few words → the word."""

_YES: Final[dict[str, str]] = {
    "是": "true", "有": "true", "对": "true", "√": "true", "✓": "true", "否": "false", "无": "false", "不": "false",
    "×": "false",
}  # fmt: skip


def yes_or_no(value: Any) -> str:
    """What to write for `true` or `false`."""
    right = _YES.get(value.strip(), "") if isinstance(value, str) else ""
    return f"write `{right}`" if right else "write `true` or `false`"


def what(value: Any) -> str:
    """A value by its kind, for a message."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None or value == "":
        return "nothing"
    return f"the text `{short(value)}`"


def short(value: object) -> str:
    """A value on one line, cut if it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= 30 else text[:29] + "…"


def either(words: Sequence[str]) -> str:
    """Words of which one is to be written."""
    named = [f"`{word}`" for word in words]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def choice(value: Any, wanted: Sequence[str]) -> str:
    """What to write where only a few words may stand."""
    if isinstance(value, str):
        small = unicodedata.normalize("NFKC", value).strip().lower().replace("-", "_")
        parts = [_VALUES.get(part, part) for part in re.split(r"[\s,，、;；/+&和与及]+", small) if part]
        if len(parts) > 1 and all(part in wanted for part in parts):
            return f"write them as a list: `[{', '.join(parts)}]`"
        word = _VALUES.get(small, small)
        if word in wanted:
            return f"write `{word}`"
        if close := difflib.get_close_matches(small, wanted, 1, 0.6):
            return f"did you mean `{close[0]}`?"
    return f"write {either(wanted)}"


def number(value: Any) -> str:
    """What to write for a number."""
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKC", value).strip()
        found = re.fullmatch(r"\D*?(-?\d[\d,]*(?:\.\d+)?)\s*(.*)", plain)
        if found:
            digits, rest = found[1].replace(",", ""), found[2].strip()
            if rest and not re.search(r"\d", rest):
                return f"write the number alone, `{digits}`, and put `{rest[:20]}` into `unit` or `label`"
            if not rest:
                return f"write `{digits}`"
    return "write it in digits alone, such as `1300` or `96.4`; words go into `unit` or `label`"


def date(value: Any) -> str:
    """What to write for a date."""
    found = re.match(
        r"\s*(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})", unicodedata.normalize("NFKC", str(value))
    )
    if found:
        try:
            return f"write `{datetime.date(int(found[1]), int(found[2]), int(found[3]))}`"
        except ValueError:
            return "there is no such day in the calendar; write year-month-day: `2020-01-15`"
    return "write year-month-day: `2020-01-15`; other words for the time go into `period`"
