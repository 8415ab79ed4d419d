"""`printkit preflight`: the findings of a PDF in words, as JSON, and as an HTML file with pictures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from .. import output
from ..diagnostics import Severity
from ..preflight import Finding, Preflight, Shop, html, preflight, profiles, read_shop
from .screen import Outcome, Screen, in_colour

MOST: Final = 200
"""Findings that are told on the screen; all of them are in the HTML and JSON."""

_STYLES: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "36"}


@dataclass(frozen=True)
class Check:
    """What was asked for: a file, what it is held to, and where the HTML goes."""

    file: Path
    profile: str
    standard: str | None = None
    shop: Path | None = None
    html: Path | None = None


def look_over(check: Check, outcome: Outcome, screen: Screen) -> None:
    """Put the rules to a file and tell what was found. Exit code 1 for errors. Raises `PrintkitError`."""
    target = output.place(check.html, f"{check.file.stem}-preflight", ".html") if check.html is not None else None
    if target is not None:
        output.check(target)
    shop = read_shop(check.shop) if check.shop is not None else Shop()
    with screen.progress() as progress:
        tell = progress(check.file.name)
        result = preflight(check.file, check.profile, standard=check.standard, shop=shop, progress=tell)
        if target is not None:
            tell("html", 0)
            output.write({target: html(result, check.file).encode("utf-8")})
    outcome.more["preflight"] = result.as_json()
    if target is not None:
        outcome.more["html"] = str(target)
    if result.errors or (outcome.strict and result.warnings):
        outcome.stopped = 1
    for line in report(result, colour=in_colour(sys.stdout)):
        screen.say(line)
    if target is not None:
        screen.say(f"{target}")


def report(result: Preflight, *, colour: bool) -> Iterator[str]:
    """The findings, by page, and the verdict at the end."""
    for page, found in groupby(result.findings[:MOST], lambda finding: finding.page):
        yield f"page {page}" if page else "the file"
        for finding in found:
            yield from _lines(finding, colour)
        yield ""
    if len(result.findings) > MOST:
        yield f"and {len(result.findings) - MOST} more: --html shows them all"
    yield verdict(result)


def verdict(result: Preflight) -> str:
    """One line: the file, what it was held to, and what was found."""
    held = ", ".join(filter(None, [result.profile, result.standard or "no PDF/X claimed"]))
    pages = f"{result.pages} page{'s' if result.pages != 1 else ''}"
    errors, warnings = len(result.errors), len(result.warnings)
    found = [_count(errors, "error"), _count(warnings, "warning")]
    return f"{result.name or 'PDF'}: {pages}, {held}: {', '.join(found) if errors or warnings else 'nothing found'}"


def summary(result: Preflight) -> Iterator[str]:
    """What `build` tells of a file that it made: the verdict, and the errors, each once a rule."""
    held = ", ".join(filter(None, [result.profile, result.standard]))
    errors, warnings = len(result.errors), len(result.warnings)
    found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}" if errors or warnings else "nothing found"
    yield f"preflight ({held}): {found}"
    for rule in dict.fromkeys(finding.rule for finding in result.errors):
        first = next(finding for finding in result.errors if finding.rule == rule)
        more = len([finding for finding in result.errors if finding.rule == rule]) - 1
        rest = f", and {more} more" if more else ""
        place = f" ({first.place})" if first.place else ""
        yield f"  page {first.page or '–'}: {first.message}{place}{rest}  [{rule}]"


def list_profiles(screen: Screen) -> None:
    """The variants of GWG 2022 that a file can be held to."""
    known = profiles()
    if screen.json:
        screen.document([{"name": each.name, "title": each.title} for each in known])
        return
    width = max(len(each.name) for each in known)
    for each in known:
        screen.say(f"{each.name:<{width}}  {each.title}")


def _lines(finding: Finding, colour: bool) -> Iterator[str]:
    word = finding.severity.value
    painted = f"\x1b[{_STYLES[finding.severity]}m{word}\x1b[0m" if colour else word
    measured = ", not ".join(filter(None, [finding.value, finding.limit]))
    rest = f": {measured}" if measured else ""
    yield f"  {painted}{' ' * (9 - len(word))}{finding.message}{rest}  [{finding.rule}]"
    where = " at ".join(filter(None, [finding.object, str(finding.box or "")]))
    for line in filter(None, [where, str(finding.place or ""), f"→ {finding.hint}" if finding.hint else ""]):
        yield f"           {line}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
