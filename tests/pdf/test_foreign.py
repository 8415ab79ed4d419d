"""The preflight of PDFs that we did not make: no crash, none over 60 s or 1 GB, and the known defects are found."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import foreign
import pytest

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 60, 1024
ONE = """
import json, resource, sys
from pathlib import Path
from printkit.diagnostics import PrintkitError
from printkit.preflight import preflight
for path in sys.stdin.read().splitlines():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        found = sorted({finding.rule for finding in preflight(Path(path)).findings})
    except PrintkitError as refused:
        found = [diagnostic.code for diagnostic in refused.diagnostics]
    except BaseException as crash:
        found = ["CRASH " + repr(crash)]
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([path, found, after.ru_utime - before, after.ru_maxrss / 1024]), flush=True)
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[list[str], float, float]]:
    """Name of each file → rules or codes, CPU seconds, the peak of memory until then in MB."""
    try:
        paths = foreign.fetched()
    except (OSError, subprocess.SubprocessError) as why:
        pytest.skip(f"the PDFs of foreign.txt are not there and cannot be fetched: {why}")
    found: dict[str, tuple[list[str], float, float]] = {}
    left = [str(path) for path in paths]
    while left:
        run = subprocess.run(
            [sys.executable, "-c", ONE],
            input="\n".join(left),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_bounded,
        )
        lines = run.stdout.splitlines()
        for line in lines:
            path, rules, seconds, megabytes = json.loads(line)
            found[Path(path).name] = (rules, seconds, megabytes)
        if len(lines) < len(left):  # the process was ended by a signal at the next file
            found[Path(left[len(lines)]).name] = ([f"CRASH exit {run.returncode}"], SECONDS + 1, 0)
        left = left[len(lines) + 1 :]
    return found


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def test_there_are_two_hundred_of_them(answers):
    assert len(answers) >= 200


def test_none_crashes(answers):
    assert {name: rules for name, (rules, _, _) in answers.items() if any("CRASH" in rule for rule in rules)} == {}


def test_none_takes_a_minute(answers):
    assert {name: seconds for name, (_, seconds, _) in answers.items() if seconds > SECONDS} == {}


def test_none_takes_a_gigabyte(answers):
    assert max(megabytes for _, _, megabytes in answers.values()) < MEGABYTES


def test_locked_and_broken_files_are_refused_by_code(answers):
    codes = Counter(rule for rules, _, _ in answers.values() for rule in rules if rule.startswith("pdf-"))
    assert codes["pdf-encrypted"] >= 10
    assert codes["pdf-broken"] >= 1


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("CMYK.jpg.pdf", "R0001"),
        ("normal.png.pdf", "R0027"),
        ("encrypted.pdf", "pdf-encrypted"),
        ("invalid.pdf", "pdf-broken"),
    ],
)
def test_known_defects_are_found(answers, name, rule):
    rules = {found: rules for found, (rules, _, _) in answers.items() if found.endswith("-" + name)}
    assert rules
    assert all(rule in found for found in rules.values()), rules
