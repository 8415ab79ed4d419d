"""The command as a user runs it, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli_command import COMMAND
from typer.testing import CliRunner

from printkit.cli.arguments import app

SMALL = """\
title: {zh: 花园, en: The Garden}
sections:
  - heading: {zh: 春, en: Spring}
    blocks:
      - {zh: 我们种下一片花园。, en: We planted a garden.}
"""

ODD = SMALL + "      - {zh: 这一段没有英文。}\n"
"""The same with one warning: a missing translation."""

WRONG = SMALL.replace("heading", "haeding") + "colour: red\n"
"""The same with two errors."""


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three reports: `small.yaml`, `odd.yaml` (a warning), `wrong.yaml` (two errors)."""
    for name, text in {"small": SMALL, "odd": ODD, "wrong": WRONG}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Run `printkit …` in `folder`, in this process: a second is saved each time. Our own bugs are raised."""

    def run(*arguments: str | Path) -> Done:
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            done = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="printkit")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def spawn(folder: Path) -> Callable[..., Done]:
    """Run `printkit …` in `folder`, in a process of its own."""

    def spawn(*arguments: str | Path, environ: dict[str, str] | None = None, command: list[str] = COMMAND) -> Done:
        done = subprocess.run(
            [*command, *map(str, arguments)],
            cwd=folder,
            env={**os.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return spawn
