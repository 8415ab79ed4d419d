"""Cut the lexicon of printkit out of its pinned original: `python lexicon/cut.py [--cache build/lexicon]`.

Same original, same bytes: running it again changes nothing.
"""
# ruff: noqa: T201  (a command of the workshop: it tells what it did)

from __future__ import annotations

import argparse
import hashlib
import math
import subprocess
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import yaml

LEXICON = Path(__file__).parent
ARCHIVE = "jieba-0.42.1.tar.gz"
MEMBER = "jieba-0.42.1/jieba/dict.txt"
MEMBER_SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"

LONGEST = 4
LEAST = {2: 15, 3: 40, 4: 100}
"""How often a word of so many letters must have been counted to be taken."""
LEAST_OF_KIND = {"i": 12, "l": 25, "ns": 10, "nt": 30, "nr": 150, "nrt": 300, "nrfg": 150}
"""The same for idioms, set phrases, places, bodies, and names of persons."""
LEVELS_A_NAT = 1.25
TERM_LEVEL = 14
"""How rare our own terms are: rarer than most of the words that they are made of, dearer than none of their pairs."""


def main() -> int:
    """Read the arguments, fetch, cut."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path("build/lexicon"), help="where the original is kept")
    parser.add_argument("--to", type=Path, default=LEXICON, help="where the lexicon is written")
    arguments = parser.parse_args()
    counted = fetch(arguments.cache)
    if hashlib.sha256(counted).hexdigest() != MEMBER_SHA256:
        print(f"{MEMBER}: not the pinned file", file=sys.stderr)
        return 1
    levels = cut(counted.decode("utf-8"), (LEXICON / "terms.txt").read_text(encoding="utf-8"))
    content = written(levels).encode("utf-8")
    (arguments.to / "zh.txt").write_bytes(content)
    write_card(len(levels), content, arguments.to)
    print(f"zh.txt: {len(levels)} words, {len(content) / 1000:.0f} kB")
    return 0


def fetch(cache: Path) -> bytes:
    """The list of counted words, out of the package as its own client fetches it."""
    archive = cache / ARCHIVE
    if not archive.is_file():
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            str(cache),
            "jieba==0.42.1",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (nothing in it comes from outside)
    with tarfile.open(archive) as tar:
        member = tar.extractfile(MEMBER)
        assert member is not None, "a plain file in every copy of this release"
        return member.read()


def cut(counted: str, terms: str) -> dict[str, int]:
    """Word → level: how rare it is, in steps of 0.8 nats. `counted` has lines of word, count, kind of word."""
    rows = [(word, int(count), kind) for word, count, kind in map(str.split, counted.splitlines())]
    total = sum(count for _, count, _ in rows)
    levels = {
        word: min(25, int(-math.log(count / total) * LEVELS_A_NAT))
        for word, count, kind in rows
        if _simplified(word) and (len(word) == 1 or count >= _least(word, kind))
    }
    for line in terms.splitlines():
        if not line.startswith("#"):
            for word in line.split():
                levels[word] = min(levels.get(word, 25), TERM_LEVEL)
    return levels


def _least(word: str, kind: str) -> float:
    if len(word) > LONGEST:
        return math.inf
    return LEAST_OF_KIND.get(kind, LEAST[len(word)])


def _simplified(word: str) -> bool:
    """Whether a word is Han alone, and in simplified letters: the original lists traditional ones as well."""
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return all("\u4e00" <= letter <= "\u9fff" for letter in word)


def written(levels: dict[str, int]) -> str:
    """One line for each first letter: the rest of each word, then its level as a letter from `a` on."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(levels):
        lines[word[0]].append(f"{word[1:]}{chr(ord('a') + levels[word])}")
    return "".join(f"{first}{''.join(words)}\n" for first, words in sorted(lines.items()))


def write_card(words: int, content: bytes, folder: Path) -> None:
    """`lexicon.yaml`: where the words come from."""
    card = {
        "upstream": "jieba, its list of counted words (dict.txt)",
        "version": "0.42.1",
        "client": "pip",
        "package": "jieba",
        "licence": "MIT",
        "files": {MEMBER: MEMBER_SHA256},
        "own-terms": "terms.txt",
        "words": words,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    text = yaml.safe_dump(card, sort_keys=False, allow_unicode=True, width=110)
    (folder / "lexicon.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
