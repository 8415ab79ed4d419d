"""Optional content (ISO 32000-1, 8.11): which layers the default configuration shows. `Layers.shows(object)`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from .values import attempt, dictionary, identity, name, sequence

_DEEPEST = 8


@dataclass(slots=True)
class Layers:
    """The layers of a file, as a viewer shows them when it opens it."""

    off: set[tuple[int, int]] = field(default_factory=set)
    on: set[tuple[int, int]] = field(default_factory=set)
    usually: bool = True

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Layers:
        """As /OCProperties /D of the catalog says; all shown where there is none."""
        return attempt(lambda: cls._of(pdf), cls())

    @classmethod
    def _of(cls, pdf: pikepdf.Pdf) -> Layers:
        default = dictionary(dictionary(pdf.Root.get("/OCProperties")).get("/D"))
        return cls(
            {identity(one) for one in sequence(default.get("/OFF"))},
            {identity(one) for one in sequence(default.get("/ON"))},
            name(default.get("/BaseState")) != "OFF",
        )

    def shows(self, obj: Any) -> bool:
        """Whether what belongs to a group (OCG) or a membership (OCMD) is shown."""
        return attempt(lambda: self._shows(obj), fallback=True)

    def _shows(self, obj: Any) -> bool:
        given = dictionary(obj)
        if name(given.get("/Type")) != "OCMD":
            return self._is_on(obj)
        expression = given.get("/VE")
        if isinstance(expression, pikepdf.Array):
            return self._holds(expression, 0)
        groups = given.get("/OCGs")
        states = [self._is_on(one) for one in sequence(groups)] or (
            [self._is_on(groups)] if isinstance(groups, pikepdf.Dictionary) else []
        )
        if not states:
            return True
        match name(given.get("/P")):
            case "AllOn":
                return all(states)
            case "AnyOff":
                return not all(states)
            case "AllOff":
                return not any(states)
            case _:
                return any(states)

    def _is_on(self, group: Any) -> bool:
        key = identity(group)
        if key == (0, 0):
            return True
        return key not in self.off if self.usually else key in self.on

    def _holds(self, expression: Any, depth: int) -> bool:
        """A visibility expression: `[/And …]`, `[/Or …]`, `[/Not one]`, or a group."""
        if not isinstance(expression, pikepdf.Array):
            return self._is_on(expression)
        items = list(expression)[:64]
        if not items or depth > _DEEPEST:
            return True
        states = (self._holds(one, depth + 1) for one in items[1:])
        match name(items[0]):
            case "Not":
                return not next(states, False)
            case "Or":
                return any(states)
            case _:
                return all(states)
