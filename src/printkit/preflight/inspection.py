"""`preflight()`: the pages read one by one, each once, and every rule fed from that reading → `Preflight`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..diagnostics import Severity
from .finding import Finding

Progress = Callable[[str, int], None]
"""Told of the stage and of how far it is: `("preflight", page)`."""


class HasPdf(Protocol):
    """Anything with a finished PDF in it, as `Artwork` has."""

    @property
    def pdf(self) -> bytes:
        """The file."""
        ...


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a preflight found, and what it has looked for."""

    findings: tuple[Finding, ...]
    profile: str
    standard: str
    """`PDF/X-4` …: what the file claims to be, or was held to; empty where it claims nothing."""
    name: str
    pages: int
    checked: tuple[str, ...] = ()
    """The ids of the rules that were put to the file."""
    unchecked: tuple[tuple[str, str], ...] = ()
    """The ids of those that were not, with the reason."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What a shop would send the file back for."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What may be meant so."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.ERROR)

    def of(self, *rules: str) -> tuple[Finding, ...]:
        """The findings of some rules."""
        return tuple(finding for finding in self.findings if finding.rule in rules)

    def as_json(self) -> dict[str, object]:
        """Plain data for `--json`."""
        return {
            "file": self.name,
            "pages": self.pages,
            "profile": self.profile,
            "standard": self.standard or None,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "findings": [finding.as_json() for finding in self.findings],
            "checked": list(self.checked),
            "unchecked": [{"rule": rule, "reason": reason} for rule, reason in self.unchecked],
        }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of the file first, then page by page; errors before warnings; then by rule and place."""

    def key(finding: Finding) -> tuple[object, ...]:
        box = finding.box
        place = (box.y, box.x) if box else (0.0, 0.0)
        return (finding.page or 0, finding.severity is not Severity.ERROR, finding.rule, place, finding.message)

    return tuple(sorted(findings, key=key))


def preflight(
    pdf: bytes | Path | HasPdf,
    profile: str = "SheetCMYK",
    *,
    standard: str | None = None,
    progress: Progress | None = None,
) -> Preflight:
    """Look a PDF over as a print shop would.

    `profile`: a GWG 2022 variant. `standard`: the PDF/X part to hold the file to; by default the one that it claims.
    """
    raise NotImplementedError
