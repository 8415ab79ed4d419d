"""The PDFs of the world that we did not make, for `test_foreign.py`; by hand: `python tests/pdf/foreign.py [FOLDER]`.

`foreign.txt` pins source packages by version and sha256, in pip's own form. They lie in `out/foreign` (or in the folder
of PRINTKIT_FOREIGN, which a CI can cache); what is there already is not fetched again.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
from pathlib import Path

LIST = Path(__file__).with_name("foreign.txt")
CACHE = Path(os.environ.get("PRINTKIT_FOREIGN") or Path(__file__).parents[2] / "out" / "foreign")


def fetched(cache: Path = CACHE) -> list[Path]:
    """The PDFs, unpacked, in order of their names.

    Raises `OSError` or `subprocess.SubprocessError` where they are neither there nor to be had.
    """
    archives = _archives(cache)
    if archives is None:
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download"]
        options = ["--no-deps", "--no-binary", ":all:", "--require-hashes", "-r", str(LIST), "-d", str(cache)]
        subprocess.run([*command, *options], check=True, timeout=600, capture_output=True)
        archives = _archives(cache)
    if archives is None:
        raise OSError("the packages of foreign.txt were not fetched")
    return sorted(path for archive in archives for path in _unpacked(archive))


def _archives(cache: Path) -> list[Path] | None:
    """The packages of the list, if all of them are there and right."""
    wanted = {line.rpartition("sha256:")[2].strip() for line in LIST.read_text().splitlines() if "sha256:" in line}
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(cache.glob("*.tar.gz"))}
    return [there[digest] for digest in sorted(wanted)] if wanted <= set(there) else None


def _unpacked(archive: Path) -> list[Path]:
    """The PDFs of a package, each content once, in a folder beside it."""
    folder = archive.parent / archive.name.removesuffix(".tar.gz")
    done = folder / "unpacked"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        seen: set[bytes] = set()
        with tarfile.open(archive) as package:
            for member in package:
                opened = package.extractfile(member) if member.name.lower().endswith(".pdf") else None
                data = opened.read() if opened else b""
                digest = hashlib.sha256(data).digest()
                if data and digest not in seen:
                    seen.add(digest)
                    (folder / f"{len(seen):03d}-{Path(member.name).name}").write_bytes(data)
        done.touch()
    return sorted(folder.glob("*.[pP][dD][fF]"))


if __name__ == "__main__":
    sys.stdout.write("".join(f"{path}\n" for path in fetched(Path(sys.argv[1]) if len(sys.argv) > 1 else CACHE)))
