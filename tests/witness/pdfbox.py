"""PDFBox Preflight: colour, transparency and fonts, by the rules of PDF/A-1b (ISO 19005-1), which those of PDF/X-1a resemble.

It knows no PDF/X. So it reads a copy in which the intent for printing is one for an archive; what it then says of the container, the metadata and links is passed by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree

from .asking import run

_JARS = Path("/usr/share/java")
_NEEDED = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging")
_IF_THERE = ("javax.activation", "jaxb-api")
"""Java 11 left them out; the newest PDFBox no longer asks for them."""
_GROUPS = "2.2"
_CID_SET = "3.1.11"
"""A list of the glyphs in a subset: PDF/A-1 wants it, PDF/X and PDF/A-2 do not."""


@dataclass(frozen=True)
class Faults:
    """How often each code was found, and the words for the first of each."""

    codes: Counter[str]
    details: dict[str, str]

    @property
    def colour(self) -> dict[str, str]:
        """What is wrong with colours, intents and pictures."""
        return self._of(lambda code: code.startswith("2.") and not code.startswith(_GROUPS))

    @property
    def transparency(self) -> dict[str, str]:
        """What lets the ground shine through, and groups that may."""
        return self._of(lambda code: code.startswith(("4.", _GROUPS)))

    @property
    def fonts(self) -> dict[str, str]:
        """What is wrong with fonts and their glyphs."""
        return self._of(lambda code: code.startswith("3.") and code != _CID_SET)

    def _of(self, belongs: Callable[[str], bool]) -> dict[str, str]:
        return {code: f"{self.codes[code]} x {words}" for code, words in self.details.items() if belongs(code)}


def faults(file: Path, folder: Path) -> Faults:
    """What PDFBox finds in a file; `folder` takes the copy."""
    copy = folder / f"{file.stem}-archive.pdf"
    with pikepdf.open(file) as pdf:
        pdf.Root.OutputIntents = pikepdf.Array(map(_as_archive, pdf.Root.get("/OutputIntents", [])))
        pdf.save(copy, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    jars = [str(_JARS / f"{name}.jar") for name in _NEEDED]
    missing = [jar for jar in jars if not Path(jar).is_file()]
    assert not missing, f"{missing} missing: apt-get install libpdfbox2-java"
    jars += [str(jar) for name in _IF_THERE if (jar := _JARS / f"{name}.jar").is_file()]
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    done = run("java", "-Djava.awt.headless=true", "-cp", ":".join(jars), validator, "xml", copy, right=(0, 1, 255))
    text = done.stdout[done.stdout.index(b"<?xml") :]
    codes: Counter[str] = Counter()
    details: dict[str, str] = {}
    for found in etree.fromstring(text).iter("error"):
        code, words = found.findtext("code", ""), found.findtext("details", "")
        codes[code] += int(found.get("count", "1"))
        details.setdefault(code, words)
    return Faults(codes, details)


def _as_archive(intent: pikepdf.Dictionary) -> pikepdf.Dictionary:
    clone = pikepdf.Dictionary(dict(intent.items()))
    clone.S = pikepdf.Name.GTS_PDFA1
    return clone
