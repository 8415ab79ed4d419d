"""The table of files in `docs/handoff.md`: everything that is packed stands in it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from printkit.handoff.names import Kind, Names

TEXT = (Path(__file__).parents[2] / "docs" / "handoff.md").read_text("utf-8")
ROWS = re.findall(r"^\| ((?:`[^`]+` ?)+)\| (?:shop|office|both) \| (.+?) \|$", TEXT, re.MULTILINE)
ENDS = {end: about for ends, about in ROWS for end in re.findall(r"`([^`]+)`", ends)}
SUFFIXES = {"ticket": [".xjdf"], "preflight": [".html", ".json"]}
"""Of the kinds that are no PDF."""


def test_every_kind_of_file_is_explained_and_no_other():
    """In both languages of names."""
    wanted = {"manifest.json", "SHA256SUMS"}
    for chinese in (True, False):
        named = Names("", chinese)
        wanted |= {named.file(suffix, kind) for kind in get_args(Kind) for suffix in SUFFIXES.get(kind, [".pdf"])}
    assert set(ENDS) == wanted


def test_the_job_in_it_can_be_read():
    from printkit import source
    from printkit.handoff.reading import job_of

    (text,) = re.findall(r"```yaml\n(.+?)```", TEXT, re.DOTALL)
    job = job_of(source.study(text, "handoff.yaml"))
    assert (job.binding, len(job.finishing), len(job.contacts)) == ("perfect-bound", 3, 1)
