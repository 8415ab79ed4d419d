"""What a preflight comes to: `Preflight`, the findings in order, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Severity
from .finding import Finding


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a preflight found, and what it has looked for."""

    findings: tuple[Finding, ...]
    profile: str
    """The GWG 2022 variant."""
    standard: str
    """What the file was held to: `PDF/X-4` …; empty where it claims nothing, and nothing was asked for."""
    name: str
    """Of the file; empty where only its bytes were given."""
    pages: int
    checked: tuple[str, ...] = ()
    """The ids of the rules that were put to the file."""
    unchecked: tuple[tuple[str, str], ...] = ()
    """The ids of those that were not, or the pages that could not be read, each with the reason."""

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

    def on(self, page: int) -> tuple[Finding, ...]:
        """The findings on a page, from 1."""
        return tuple(finding for finding in self.findings if finding.page == page)

    def as_json(self) -> dict[str, Any]:
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

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of the file first, then page by page; errors before warnings; then by rule and place."""

    def key(finding: Finding) -> tuple[int, bool, str, float, float, str]:
        y, x = (finding.box.y, finding.box.x) if finding.box else (0.0, 0.0)
        return (finding.page or 0, finding.severity is not Severity.ERROR, finding.rule, y, x, finding.message)

    return tuple(sorted(findings, key=key))
