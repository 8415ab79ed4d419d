"""T7: only regular files inside the report's folder are read, whatever the name says."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printkit.assets import Shelf
from printkit.assets import jail as jail_module
from printkit.assets.fault import AssetFault

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z"/></svg>'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report's folder with every trap in it, and a secret beside it."""
    outer = tmp_path_factory.mktemp("outer")
    root = outer / "report"
    (root / "figures").mkdir(parents=True)
    (outer / "secret.svg").write_bytes(DRAWING)
    (root / "figures" / "room.svg").write_bytes(DRAWING)
    (root / "图 1：室.svg").write_bytes(DRAWING)
    (root / "out.svg").symlink_to(outer / "secret.svg")
    (root / "up").symlink_to(outer)
    (root / "within.svg").symlink_to(root / "figures" / "room.svg")
    (root / "circle.svg").symlink_to(root / "circle.svg")
    (root / "nowhere.svg").symlink_to(root / "none")
    (root / "zero.svg").symlink_to("/dev/zero")
    (root / "folder.svg").mkdir()
    os.mkfifo(root / "pipe.svg")
    (root / "notes.txt").write_text("x")
    (root / "huge.svg").touch()
    os.truncate(root / "huge.svg", jail_module.MAX_BYTES + 1)
    return root


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../secret.svg", "outside"),
        ("figures/../../secret.svg", "outside"),
        ("figures/../figures/room.svg", "outside"),
        ("/etc/passwd", "outside"),
        ("//etc/passwd", "outside"),
        ("file:///etc/passwd", "outside"),
        ("http://127.0.0.1/x.svg", "outside"),
        ("data:image/svg+xml,x", "outside"),
        ("C:\\x.svg", "outside"),
        ("c:/x.svg", "outside"),
        ("\\\\host\\share.svg", "bad-path"),
        ("figures\\room.svg", "bad-path"),
        ("..\\secret.svg", "bad-path"),
        ("out.svg", "outside"),
        ("up/secret.svg", "outside"),
        ("zero.svg", "outside"),
        ("circle.svg", "outside|no-picture"),
        ("nowhere.svg", "no-picture"),
        ("folder.svg", "not-a-file"),
        (".", "not-a-file"),
        ("pipe.svg", "not-a-file"),
        ("huge.svg", "too-large"),
        ("notes.txt", "picture-kind"),
        ("x\0.svg", "bad-path"),
        ("\0", "bad-path"),
        ("a" * 300 + ".svg", "bad-path"),
        ("字" * 100 + ".svg", "bad-path"),
        ("b" * 300 + "/x.svg", "bad-path"),
        ("a/" * 2000 + "x.svg", "bad-path"),
        ("\ud800.svg", "bad-path"),
        ("figures/Room.SVG", "no-picture"),
        ("figures/room.svg/x.svg", "no-picture"),
        ("figures/room", "no-picture"),
        ("~/x.svg", "no-picture"),
        ("%2e%2e/secret.svg", "no-picture"),
        ("‥/secret.svg", "no-picture"),
        ("．．/secret.svg", "no-picture"),
        ("/", "outside"),
    ],
)
def test_refused(root: Path, name: str, code: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(AssetFault) as found:
        Shelf(root, {}).get(name)
    assert found.value.code in code.split("|")
    assert found.value.hint
    assert time.perf_counter() - begun < 1
    assert str(root.parent) not in found.value.message


GOOD = ["figures/room.svg", "./figures/room.svg", "figures//room.svg", "within.svg", "图 1：室.svg"]


@pytest.mark.parametrize("name", GOOD)
def test_allowed(root: Path, name: str) -> None:
    asset = Shelf(root, {}).get(name)
    assert (asset.width, asset.height, asset.url) == (3, 2, "asset:0")
    assert name not in asset.url


def test_other_case_is_suggested(root: Path) -> None:
    with pytest.raises(AssetFault) as found:
        Shelf(root, {}).get("figures/ROOM.svg")
    assert "did you mean `figures/room.svg`" in found.value.hint


def test_parted_accents_are_suggested(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.svg").write_bytes(DRAWING)
    with pytest.raises(AssetFault) as found:
        Shelf(tmp_path, {}).get("caf\u00e9.svg")
    assert "did you mean" in found.value.hint


def test_no_folder() -> None:
    with pytest.raises(AssetFault, match="no folder"):
        Shelf(None, {}).get("x.svg")


def test_root_may_itself_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    assert Shelf(tmp_path / "link", {}).get("figures/room.svg").width == 3


def test_exchanged_after_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was a file when it was checked is a pipe or a link when it is opened: it is neither waited for nor read."""
    shelf = Shelf(tmp_path, {})
    (tmp_path / "secret").write_bytes(DRAWING)
    os.mkfifo(tmp_path / "pipe.svg")
    (tmp_path / "link.svg").symlink_to(tmp_path / "secret")
    for name, code in (("pipe.svg", "not-a-file"), ("link.svg", "unreadable"), ("gone.svg", "unreadable")):
        monkeypatch.setattr(Shelf, "find", lambda _self, name: tmp_path / name)
        with pytest.raises(AssetFault) as found:
            shelf.get(name)
        assert found.value.code == code


PARTS = [
    "..", ".", "", "up", "figures", "room.svg", "out.svg", "secret.svg", "~", "\\", "\0", "C:", "file:", "％",
    "circle.svg",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(PARTS) | st.text(max_size=6), min_size=1, max_size=6)
)
def test_nothing_outside_is_ever_found(root: Path, parts: list[str]) -> None:
    name = "/".join(parts)
    with suppress(AssetFault):
        path = Shelf(root, {}).find(name)
        assert path.is_relative_to(root.resolve())
        assert path.resolve() == path
        assert path.is_file()
