"""The files of the set-up: what they promise without being run."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(name: str) -> dict[str, str]:
    """What a lock file pins: project → version."""
    found = re.findall(r"^([a-z0-9_.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_sums_and_names_no_machine(name):
    text = (ROOT / name).read_text("utf-8")
    for entry in re.split(r"\n(?=\S)", text.strip()):
        lines = entry.replace(" \\\n", "\n").splitlines()
        assert re.fullmatch(r"[a-z0-9_.-]+==[\w.+!]+( ; .+)?", lines[0]), lines[0]
        assert len(lines) > 1
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}", line) for line in lines[1:])
    assert not re.search(r"https?:|file:|index|find-links|/(home|root|opt|work)/", text)


def test_the_locks_agree_and_hold_what_the_project_asks_for():
    run_time, dev = pins(LOCKS[0]), pins(LOCKS[1])
    assert run_time.items() <= dev.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    def wanted(group: list[object]) -> set[str]:
        return {re.match(r"[\w.-]+", each)[0].lower().replace("_", "-") for each in group if isinstance(each, str)}

    assert wanted(project["project"]["dependencies"]) <= set(run_time)
    assert wanted(project["dependency-groups"]["set-up"]) <= set(run_time)
    assert wanted(project["dependency-groups"]["dev"]) <= set(dev)


def test_the_list_of_packages_has_both_sections():
    text = (ROOT / ".ci" / "debian-packages.txt").read_text("utf-8")
    assert re.findall(r"^== (\w+)$", text, re.MULTILINE) == ["needed", "tests"]
    # The line that the engine tells a user to run is made of the same packages.
    from printkit.typeset import engine

    told = re.findall(r"apt-get install ([\w .-]+)\"", Path(engine.__file__).read_text("utf-8"))
    assert told
    for line in told:
        assert all(re.search(rf"^{re.escape(package)}\b", text, re.MULTILINE) for package in line.split())


def fake_machine(folder: Path, *, installed: bool, root: bool = False, sudo: bool = False) -> dict[str, str]:
    """A PATH on which dpkg, apt, id and sudo answer as told; what apt was asked for goes into `asked`."""
    status = "printf installed" if installed else "exit 1"
    scripts = {
        "dpkg-query": status,
        "id": f"echo {0 if root else 1000}",
        "sudo": 'shift; exec "$@"' if sudo else "exit 1",
        "apt-get": f'echo "$@" >> {folder}/asked',
        "apt-cache": "echo '  Candidate: 1.0'",
        "python3": "exit 1",
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:/usr/bin:/bin"}


def packages(folder: Path, **machine: bool) -> subprocess.CompletedProcess[str]:
    environ = fake_machine(folder, **machine)
    command = [str(ROOT / ".ci" / "packages"), "needed"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def test_with_everything_there_nothing_is_asked(tmp_path):
    done = packages(tmp_path, installed=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("rights", [{"root": True}, {"sudo": True}])
def test_with_rights_what_is_missing_is_installed(tmp_path, rights):
    done = packages(tmp_path, installed=False, **rights)
    assert done.returncode == 0, done.stderr
    (asked,) = (tmp_path / "asked").read_text().splitlines()  # no update, since the candidates are known
    assert "install -y --no-install-recommends python3-venv libpango-1.0-0" in asked


def test_without_rights_one_line_is_told(tmp_path):
    done = packages(tmp_path, installed=False)
    assert done.returncode == 3
    told, line = done.stderr.splitlines()
    assert "Run this one line" in told
    assert line.startswith("  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends python3-venv ")
    assert not (tmp_path / "asked").exists()


def test_a_python_too_old_is_told(tmp_path):
    (tmp_path / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 || exit 1\n')
    (tmp_path / "python3").chmod(0o755)
    environ = {**os.environ, "PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(["make", "python"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "printkit needs Python 3.11 or newer; python3 is Python 3.9.2." in done.stderr
