"""The table of rules in docs/preflight.md is the one of the code; `--update` writes it anew."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from printkit.preflight.profiles import profiles
from printkit.preflight.rulebook import Profile
from printkit.preflight.rules import GWG, NOT_IMPLEMENTED

PAGE = Path(__file__).parents[2] / "docs" / "preflight.md"
SHOWN = ("SheetCMYK", "WebCMYK", "NewsCMYK", "Digital", "LargeFormat")


def asked(variant: Profile, rule: str) -> str:
    limits = variant.limits.get(rule, ())
    each = [" ".join([one.severity.value, " / ".join(f"{n:g}" for n in one.values.values())]) for one in limits]
    return ", ".join(text.strip() for text in each) or "–"


def words(text: str) -> str:
    return " ".join(text.split())


def rules() -> str:
    variants = [one for one in profiles() if one.name in SHOWN]
    assert [one.name for one in variants] == list(SHOWN)
    rows = {rule.id: (rule.title, words(inspect.getdoc(rule.check) or "")) for rule in GWG}
    rows |= {rule: (title, f"**not implemented**: {reason}") for rule, (title, reason) in NOT_IMPLEMENTED.items()}
    head = ["rule", "asks for", "how it is judged", *SHOWN]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for rule in sorted(rows):
        lines.append(f"| {' | '.join([rule, *rows[rule], *(asked(one, rule) for one in variants)])} |")
    return "\n".join(lines)


def names() -> str:
    lines = ["| profile | variant of GWG 2022 |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{one.name}` | {one.title} |" for one in profiles())])


@pytest.mark.parametrize(("table", "wanted"), [("profiles", names()), ("rules", rules())])
def test_the_page_has_the_table_of_the_code(table, wanted, pytestconfig):
    text = PAGE.read_text("utf-8")
    found = re.search(rf"(<!-- {table} -->\n)(.*?)(<!-- end -->)", text, re.DOTALL)
    assert found, f"no place for the table of {table}"
    if pytestconfig.getoption("update"):
        PAGE.write_text(text[: found.start(2)] + wanted + "\n" + text[found.end(2) :], "utf-8")
    else:
        assert found[2].strip() == wanted


def test_every_rule_says_how_it_is_judged():
    assert [rule.id for rule in GWG if not inspect.getdoc(rule.check)] == []
    assert all(rule.source.startswith(f"GWG 2022 {rule.id}") for rule in GWG)
