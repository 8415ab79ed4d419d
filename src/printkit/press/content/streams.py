"""Which streams of a file draw, each rewritten once: pages, forms, patterns, glyphs, soft masks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ...diagnostics import PrintkitError, error
from ...pdf.spaces import space
from ..standards import Standard
from . import gradients
from .components import components, names_inks
from .palette import Palette, Target, luminosity
from .rewriting import rewritten
from .scope import Change, Scope
from .state import Start
from .thickness import Box
from .tiles import set_apart, smoothed, widened

_DEEPEST: Final = 64
"""How deep forms may stand inside each other."""


class Streams:
    """The streams of a file that draw, and what of them is rewritten already. It is a `scope.Document`.

    Transparent pages get a group where the standard allows one. Errors are those of `recolour`, without their page.
    """

    def __init__(self, pdf: pikepdf.Pdf, palette: Palette, standard: Standard) -> None:
        self.pdf = pdf
        self.mark = "/" + _unused(pdf)
        self.spots: set[str] = set()
        self.count = 0
        self.gradients = 0
        self._palette = palette
        self._standard = standard
        self._scopes: dict[object, Scope] = {}
        self._forms: dict[object, tuple[Any, bool]] = {}
        self._original: dict[object, bytes] = {}
        self._shadings: dict[object, Any] = {}
        self._states: dict[object, tuple[Any, Change]] = {}
        self._glyphs: set[object] = set()
        self._shared: dict[object, Any] = {}
        self._reached: dict[object, list[Box | None]] = {}
        self._tidied: dict[object, Any] = {}
        self._depth = 0

    def page(self, page: Any) -> bool:
        """Rewrite a page; tell whether it is transparent."""
        resources = _inherited(page, "/Resources")
        if resources is None:
            resources = Dictionary()
        if "/Resources" not in page:
            page.Resources = resources if resources.is_indirect else _copy(resources)
        scope = self._scope(page.Resources, page, self._palette, prints=True)
        contents = page.get("/Contents", Array())
        parts = list(contents) if isinstance(contents, Array) else [contents]
        done = rewritten(b"\n".join(part.read_bytes() for part in parts), scope, Start.PAGE)
        page.Contents = self.pdf.make_stream(done.data)
        self.count += 1
        transparent = done.transparent
        if transparent and self._standard.allows_transparency:
            page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False)
        elif not transparent and "/Group" in page:
            del page.Group
        return transparent

    def form(self, form: Any, scope: Scope) -> tuple[Any, bool]:
        """See `scope.Document`. A picture stays as it is; in a mask everything is a copy, for other uses need ink."""
        if form.get("/Subtype") == Name.Image:
            return form, "/SMask" in form or int(form.get("/SMaskInData", 0)) != 0
        if int(form.get("/PatternType", 0)) == 2:
            return self._shading_pattern(form, scope)
        if not isinstance(form, pikepdf.Stream):
            return form, False
        key = (form.objgen, scope.prints)
        if key not in self._forms:
            target = form if scope.prints else self._copied(form)
            self._forms[key] = (target, False)
            self._depth += 1
            if self._depth > _DEEPEST:
                raise PrintkitError([error("content-stream", "forms on a page stand inside each other too often")])
            self._forms[key] = (target, self._rewrite(form, target, scope))
            self._depth -= 1
        return self._forms[key]

    def shading(self, shading: Any, scope: Scope) -> Any:
        """See `scope.Document`."""
        key = (shading.objgen, scope.prints)
        if shading.is_indirect and key in self._shadings:
            return self._shadings[key]
        found = space(shading.get("/ColorSpace"), scope.resources)
        if scope.prints and (found.family == "DeviceCMYK" or names_inks(found)):
            made = shading
        else:
            made, spots = gradients.in_inks(self.pdf, shading, found, scope.target, self._palette.spots)
            self.spots.update(spots)
            self.gradients += 1
        self._shadings[key] = made
        return made

    def parameters(self, state: Any, scope: Scope) -> tuple[Any, Change]:
        """See `scope.Document`."""
        key = (state.objgen, scope.prints)
        if state.is_indirect and key in self._states:
            return self._states[key]
        kept = Dictionary({key: value for key, value in state.items() if key not in ("/op", "/OP", "/OPM")})
        mask = kept.get("/SMask")
        masked = isinstance(mask, Dictionary)
        if masked:
            kept.SMask = self._mask(mask, scope)
        fill, stroke = _number(state.get("/ca")), _number(state.get("/CA"))
        blends = state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)
        change = Change(
            fill_alpha=fill,
            stroke_alpha=stroke,
            width=_number(state.get("/LW")),
            alpha_alone=set(kept.keys()) <= {"/Type", "/ca", "/CA"},
            transparent=masked or blends or min(1.0 if fill is None else fill, 1.0 if stroke is None else stroke) < 1,
        )
        made = self.pdf.make_indirect(kept) if state.is_indirect else kept
        if state.is_indirect:
            self._states[key] = made, change
        return made, change

    def separation(self, spot: str) -> Any:
        """See `scope.Document`."""
        self.spots.add(spot)
        if spot not in self._shared:
            space = gradients.separation(spot, self._palette.spots[spot])
            self._shared[spot] = self.pdf.make_indirect(space)
        return self._shared[spot]

    def overprint(self, fill: bool, stroke: bool) -> Any:
        """See `scope.Document`. OPM 1: an amount of 0 in the colour leaves what lies beneath (8.6.7)."""
        if (fill, stroke) not in self._shared:
            state = Dictionary(Type=Name.ExtGState, op=fill, OP=stroke, OPM=1)
            self._shared[fill, stroke] = self.pdf.make_indirect(state)
        return self._shared[fill, stroke]

    def reach(self, pattern: Any, box: Box | None) -> None:
        """See `scope.Document`."""
        self._reached.setdefault(pattern.objgen, []).append(box)

    def close(self) -> None:
        """Write the resources of all that was rewritten, then see to the cells of patterns."""
        for scope in self._scopes.values():
            scope.close()
        for scope in self._scopes.values():
            patterns = scope.resources.get("/Pattern", Dictionary())
            for key, pattern in list(patterns.items()):
                if not isinstance(pattern, pikepdf.Stream):
                    continue
                if pattern.objgen not in self._tidied:
                    self._tidied[pattern.objgen] = self._tidy(pattern)
                patterns[key] = self._tidied[pattern.objgen]

    def _tidy(self, pattern: Any) -> Any:
        """A pattern of which all that is painted lies in its cell becomes a gradient, or a cell that stands alone."""
        noted = self._reached.get(pattern.objgen, [None])
        boxes = [box for box in noted if box is not None]
        if len(boxes) < len(noted):
            return pattern
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        reached = (min(lefts), min(bottoms), max(rights), max(tops))
        made = smoothed(pattern, reached)
        if made is None:
            set_apart(pattern, reached)
        return pattern if made is None else self.pdf.make_indirect(made)

    def _copied(self, form: Any) -> Any:
        """A stream for what is drawn in a soft mask, with resources of its own."""
        made = self.pdf.make_stream(b"")
        for key, value in form.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                made[key] = value
        return made

    def _rewrite(self, form: Any, target: Any, scope: Scope) -> bool:
        """Rewrite the form or pattern `form` into `target`."""
        data = self._original.setdefault(form.objgen, form.read_bytes())
        if "/Resources" not in form or not scope.prints:
            target.Resources = _copy(form.get("/Resources", scope.resources))
        inner = self._scope(target.Resources, target, scope.target, scope.prints)
        group = form.get("/Group")
        grouped = isinstance(group, Dictionary) and group.get("/S") == Name.Transparency
        start = Start.PAGE if "/PatternType" in form else Start.GROUP if grouped else Start.FORM
        done = rewritten(data, inner, start)
        self.count += 1
        target.write(done.data)
        if "/PatternType" in form:
            widened(target)
        if grouped and (done.transparent or self._standard.allows_transparency):
            target.Group = _copy(group)
            target.Group.CS = Name.DeviceCMYK if scope.prints else Name.DeviceGray
        elif grouped:
            del target.Group  # opaque throughout: it blends to nothing else than its parts one by one
        return done.transparent

    def _shading_pattern(self, pattern: Any, scope: Scope) -> tuple[Any, bool]:
        made = _copy(pattern)
        made.Shading = self.shading(pattern.Shading, scope)
        transparent = False
        if "/ExtGState" in pattern:
            made.ExtGState, change = self.parameters(pattern.ExtGState, scope)
            transparent = change.transparent
        return (self.pdf.make_indirect(made) if pattern.is_indirect else made), transparent

    def _mask(self, mask: Any, scope: Scope) -> Any:
        """A soft mask. The group of one of luminosity becomes gray, which is what it means, whatever prints."""
        made = _copy(mask)
        if mask.get("/S") != Name.Luminosity:
            made.G = self.form(mask.G, scope)[0]
            return made
        made.G = self.form(mask.G, Scope(self, scope.resources, luminosity, prints=False))[0]
        if "/BC" in mask:
            blend = space(mask.G.Group.CS, mask.G.get("/Resources"))
            made.BC = Array(luminosity(components(blend, [float(value) for value in mask.BC])).process)
        return made

    def _scope(self, resources: Any, holder: Any, target: Target, prints: bool) -> Scope:
        key = (resources.objgen if resources.is_indirect else holder.objgen, prints)
        if key not in self._scopes:
            self._scopes[key] = scope = Scope(self, resources, target, prints)
            for font in _values(resources.get("/Font")):
                if font.get("/Subtype") == Name.Type3:
                    self._rewrite_glyphs(font, scope)
        return self._scopes[key]

    def _rewrite_glyphs(self, font: Any, scope: Scope) -> None:
        inner = self._scope(font.Resources, font, self._palette, True) if "/Resources" in font else scope
        for glyph in _values(font.get("/CharProcs")):
            if glyph.objgen in self._glyphs:
                continue
            self._glyphs.add(glyph.objgen)
            glyph.write(rewritten(glyph.read_bytes(), inner, Start.GLYPH).data)
            self.count += 1


def _copy(given: Any) -> Any:
    """A dictionary with the same entries, that belongs to nothing yet."""
    return Dictionary(dict(given.items()))


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)


def _values(listed: Any) -> Iterator[Any]:
    if isinstance(listed, Dictionary):
        yield from (value for _, value in listed.items())


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _unused(pdf: pikepdf.Pdf) -> str:
    """The beginning of a name that no resource of the file has."""
    taken = {
        key
        for thing in pdf.objects
        if isinstance(thing, Dictionary | pikepdf.Stream)
        for kind in ("/ExtGState", "/ColorSpace")
        for listed in (thing.get(kind), thing.get("/Resources", Dictionary()).get(kind))
        if isinstance(listed, Dictionary)
        for key, _ in listed.items()
    }
    mark = "pk-"
    while any(key.startswith("/" + mark) for key in taken):
        mark = "x" + mark
    return mark
