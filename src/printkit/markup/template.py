"""The sandbox in which a layout's template runs, and the words that it may use there.

Layouts are chosen by the user and still get no way out: no attribute that begins with `_`, no file but
the templates of the layout and of `_base`, no unknown variable (T2).
"""

from __future__ import annotations

import datetime
import math
import random
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

import segno
from jinja2 import BaseLoader, Environment
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, StrictUndefined, TemplateReference, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup as Safe
from markupsafe import escape

from ..assets import Asset
from ..assets.fault import AssetFault
from ..diagnostics import PrintkitError, SourceFile, Span, error
from ..layout import Layout
from ..report import Language, Node, Text
from ..report.blocks import Picture
from ..report.inline import Footnote, Inline, Run, is_wide, plain_text
from ..units import Length, Size
from .inline import phrases, to_html


class Voice(NamedTuple):
    """A text in one language, ready to be set."""

    lang: Language
    html: Safe
    phrases: list[Safe]
    letters: int
    """How many characters it has, to choose a size before it is set."""


Sentence: TypeAlias = dict[Language, list[Inline]]
_LANG: Final = {"zh": "zh-Hans", "en": "en"}


def render(folder: Path, base: Path, name: str, values: Mapping[str, Any]) -> str:
    """Run a template. Raises `PrintkitError` that points into the template's file."""
    folders = (folder.resolve(), base.resolve())
    try:
        pieces, length = [], 0
        for piece in _Sandbox(folders, values).get_template(name).generate():
            pieces.append(piece)
            length += len(piece)
            if length > _MOST_HTML:
                raise SecurityError(f"more than {_MOST_HTML / 1e6:.0f} million letters come out of it")
        return "".join(pieces)
    except TemplateSyntaxError as problem:
        raise _fault(problem, problem.filename, problem.lineno) from None
    except _FAULTS as problem:
        frame = _last_template_frame(problem, folders)
        # Without a frame of the template it is our own bug, unless the template never came to run.
        if frame is None and not isinstance(problem, _BEFORE_IT_RUNS):
            raise
        raise _fault(problem, *(frame or (None, 0))) from None


class _Loader(BaseLoader):
    """Templates of the layout and of `_base`: regular files inside, whatever links say."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        for folder in self.folders:
            found = False
            with suppress(OSError, RuntimeError, ValueError):  # no such file, links in a circle, a NUL
                path = (folder / template).resolve()
                found = path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= _MOST_TEMPLATE
            if found:
                return path.read_text("utf-8"), str(path), lambda: True
        raise TemplateNotFound(template, f"there is no template `{template}` in the layout")


class _Sandbox(SandboxedEnvironment):
    """What a template may touch is listed; all else is refused, so that a new class opens no door (T2)."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: tuple[Path, ...], values: Mapping[str, Any]) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            loader=_Loader(folders),
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        for name in _NO_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]
        self.filters.update(FILTERS)
        self.globals.update({key: _shown(value) for key, value in values.items()})
        self._given = {id(value) for value in self.globals.values()}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, Node):
            # Fields, and what our own classes add; nothing of pydantic's, which copies and reads files.
            ours = (vars(kind) for kind in type(obj).__mro__ if issubclass(kind, Node))
            return not attr.startswith("model_") and attr not in _NOT_WORDS and (
                attr in type(obj).model_fields or any(attr in own for own in ours)
            )  # fmt: skip
        if isinstance(obj, str):
            return attr not in _LENGTHENING
        if isinstance(obj, Asset):
            return attr != "data"
        if isinstance(obj, datetime.date):
            return attr in ("year", "month", "day", "isoformat", "isoweekday", "isocalendar")
        return isinstance(obj, _OPEN)

    def is_safe_callable(self, obj: Any) -> bool:
        if id(obj) in self._given or isinstance(obj, _CALLED):
            return True
        owner = getattr(obj, "__self__", None)
        return owner is not None and self.is_safe_attribute(owner, getattr(obj, "__name__", "_"), obj)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        for one, other in ((left, right), (right, left)):
            size = len(one) if isinstance(one, str | list | tuple) else 0
            if operator == "+" and size > _LONGEST * 100:
                raise SecurityError(f"`+` makes more than {_LONGEST * 100} of them")
            if operator == "*" and isinstance(other, int) and size * other > _LONGEST:
                raise SecurityError(f"`*` makes more than {_LONGEST} of them")
            if operator in ("*", "**") and isinstance(one, int) and one.bit_length() > _MOST_BITS:
                raise SecurityError("a number becomes too large")
        if operator == "**" and abs(right) > _MOST_POWER:
            raise SecurityError("a number becomes too large")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("`%` is for numbers; put texts together with `~`")
        return super().call_binop(context, operator, left, right)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a template sees of its layout: no folders, no files."""

    name: str
    title: Text
    about: Text
    kind: str
    trim: Size
    bleed: Length
    pages: int | None
    options: Mapping[str, Any]


def _shown(value: Any) -> Any:
    """A value as templates get it: nothing that they could change, nothing that tells of the machine."""
    if isinstance(value, Layout):
        chosen = MappingProxyType(dict(value.chosen))
        return _Chosen(
            value.name, value.title, value.about, value.kind, value.trim, value.bleed, value.pages, chosen
        )  # fmt: skip
    return MappingProxyType(value) if isinstance(value, dict) else value


_MOST_HTML: Final = 30_000_000
_MOST_TEMPLATE: Final = 1_000_000
_LONGEST: Final = 10_000
_MOST_BITS: Final = 512
_MOST_POWER: Final = 64
_NO_FILTERS: Final = ("center", "format", "pprint", "indent", "wordwrap")
"""Filters that lengthen a text without limit, or show the inside of objects."""
_LENGTHENING: Final = frozenset({
    "center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map", "encode", "translate",
})  # fmt: skip
_NOT_WORDS: Final = frozenset({"document", "span", "warnings"})
"""What a report knows of the file that it came from."""
_OPEN: Final = (
    list, tuple, dict, MappingProxyType, Length, Size, _Chosen, Namespace, LoopContext, Cycler, Joiner, TemplateModule,
    TemplateReference, Undefined,
)  # fmt: skip
_CALLED: Final = (Macro, BlockReference, LoopContext, Joiner, Undefined)
_BEFORE_IT_RUNS: Final = (TemplateError, SyntaxError, RecursionError, MemoryError, UnicodeError)
_FAULTS: Final = (
    TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
    SyntaxError, AssetFault,
)  # fmt: skip


def words(
    languages: tuple[Language, ...], find: Callable[[Picture], Asset | None], seed: str
) -> dict[str, Any]:
    """The functions that templates call, for one report in `languages`."""

    def voices(text: Text | None) -> list[Voice]:
        if text is None:
            return []
        found = []
        for lang, nodes in text.voices(languages):
            letters = text.letters(lang)
            found.append(Voice(lang, to_html(nodes), phrases(nodes), len(letters)))
        return found

    def voice(text: Text | None, lang: Language | None = None) -> Voice | None:
        """One voice: that of `lang`, else None; without `lang` the leading one."""
        every = voices(text)
        if lang is None:
            return every[0] if every else None
        return next((v for v in every if v.lang == lang), None)

    def excerpt(texts: list[Text], letters: int, least: int = 0) -> list[Voice]:
        """Whole sentences from the beginning of the first of `texts` that has one short enough.

        As near as may be to so many Chinese letters, but at least `least` sentences; of texts that begin with
        a very long one, the first that is not, and none where all are.
        """
        every = [_sentences(text, languages) for text in texts]
        taken = next(filter(None, (_beginning(sentences, letters) for sentences in every)), [])
        if len(taken) < least:
            short = [s for sentences in every for s in sentences if _weight(s) <= _LONGEST]
            opening = next(filter(None, every), [])[:least]
            taken = opening if all(_weight(s) <= _LONGEST for s in opening) else short[:least]
        found = []
        for name in languages:
            said = [tuple(sentence[name]) for sentence in taken if name in sentence]
            html = (Safe("") if name == "zh" else Safe(" ")).join(to_html(nodes).strip() for nodes in said)
            if html:
                found.append(Voice(name, html, [html], sum(len(plain_text(nodes)) for nodes in said)))
        return found

    return {
        "voices": voices,
        "excerpt": excerpt,
        "voice": voice,
        "picture": find,
        "languages": languages,
        "lead": languages[0],
        "dealt": lambda items, count, salt="": _deal(seed + salt, items, count),
        "qr": qr,
        "sin": lambda degrees: math.sin(math.radians(degrees)),
        "cos": lambda degrees: math.cos(math.radians(degrees)),
    }


def _sentences(text: Text, languages: tuple[Language, ...]) -> list[Sentence]:
    """A text in its sentences, the languages side by side.

    Languages differ in where they end a sentence. A cut is made only where every language has an end at
    nearly the same share of its length, so that what is taken says the same in all.
    """
    parts = {name: _split(nodes) for name, nodes in text.voices(languages)}
    if not parts:
        return []
    first, *others = parts
    ends = {name: _shares(split) for name, split in parts.items()}
    found: list[Sentence] = []
    before = dict.fromkeys(parts, 0)
    for index, share in enumerate(ends[first]):
        here = {first: index + 1}
        for name in others:
            same = len(ends[name]) == len(ends[first])
            near = index if same else min(range(len(ends[name])), key=lambda n: abs(ends[name][n] - share))
            if abs(ends[name][near] - share) <= (_FAR if same else _NEAR) and near + 1 > before[name]:
                here[name] = near + 1
        if len(here) == len(parts):
            found.append({name: [n for s in parts[name][before[name] : to] for n in s] for name, to in here.items()})
            before = here
    return found


def _split(nodes: Iterable[Inline]) -> list[list[Inline]]:
    """Running text cut after each full stop that stands in no quotation; footnotes are left away."""
    found: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, Footnote):
            continue
        pieces = [Run(piece) for piece in _END.split(node.text) if piece] if isinstance(node, Run) else [node]
        for piece in pieces:
            letters = "".join(plain_text((n,)) for n in found[-1])
            whole = letters.rstrip().endswith(_STOPS) and letters.count("“") == letters.count("”")
            if whole and not _SHORT.search(letters):
                found.append([])
            found[-1].append(piece)
    return [sentence for sentence in found if sentence]


def _beginning(sentences: list[Sentence], letters: int) -> list[Sentence]:
    """The sentences that come nearest to so many letters."""
    taken: list[Sentence] = []
    for sentence in sentences:
        if sum(map(_weight, taken)) + _weight(sentence) / 2 > letters:
            break
        taken.append(sentence)
    return taken


def _shares(split: list[list[Inline]]) -> list[float]:
    """How far into the text each sentence ends, from 0 to 1."""
    lengths = [len(plain_text(tuple(sentence))) for sentence in split]
    total = sum(lengths) or 1
    return [sum(lengths[: index + 1]) / total for index in range(len(lengths))]


def _weight(sentence: Sentence) -> float:
    """The room that a sentence takes, in Chinese letters; two of Latin are one."""
    letters = plain_text(tuple(next(iter(sentence.values()))))
    return sum(1 if is_wide(letter) else 0.45 for letter in letters)


_END: Final = re.compile(r"(?<=[。！？])(?![。！？”’）」』])|(?<=[。！？][”’）」』])|(?<=[.!?] )|(?<=[.!?][”’)] )")
_STOPS: Final = ("。", "！", "？", ".", "!", "?", "。”", "！”", "？”", "。）", ".”", "!”", "?”", ".)", "。’", ".’")
_SHORT: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|No|St|vs|etc|e\.g|i\.e|[A-Z])\.$")
_LONGEST: Final = 96
"""Letters of a sentence that no card is made to take."""
_NEAR, _FAR = 0.07, 0.3
"""How far apart, as a share of the text, the ends of two languages may stand: in general, and where they
have the same number of sentences."""


def at(node: Node | str) -> Safe:
    """The attribute that ties an element to its place in the report."""
    path = node if isinstance(node, str) else node.at
    return Safe(' data-at="%s"') % path if path else Safe("")


def lang(name: str) -> Safe:
    """The attributes of an element in one language."""
    return Safe(' lang="%s" class="%s"') % (_LANG.get(name, name), name)


def qr(text: str, ink: str) -> Safe:
    """A QR code as SVG in the colour `ink`, 2 modules of quiet zone, error level M."""
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=2)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(code.matrix_iter(border=2)) for x, dark in enumerate(row) if dark
    )
    return Safe('<svg class="qr" viewBox="0 0 %s %s"><path fill="%s" d="%s"/></svg>') % (size, size, ink, path)


def _deal(seed: str, items: list[Any], count: int) -> list[Any]:
    """`count` things drawn from `items` in an order fixed by the seed, none twice in a row."""
    dice = random.Random(seed)  # noqa: S311 -- ornament, not secrecy
    dealt: list[Any] = []
    for _ in range(max(0, min(int(count), 2000))):
        rest = [item for item in items if not dealt or item != dealt[-1]] or items
        dealt.append(dice.choice(rest))
    return dealt


def _letters(text: Text | None, language: Language) -> str:
    """The bare letters of a text, for `alt`."""
    return text.letters(language) if text else ""


def _is_number(text: Text) -> bool:
    """Whether a cell holds a number, and so stands right."""
    letters = text.letters("zh").strip("*")
    return bool(letters) and all(c in "0123456789,.%+-–—≥≤~/ " for c in letters)


def _but_last(html: Safe) -> Safe:
    """A run-in heading without its closing mark."""
    html = escape(html)  # nothing to do for HTML, all for a bare text
    return Safe(html[:-1]) if html[-1:] in _CLOSING else html  # noqa: S704 -- part of what is safe


def _last_mark(html: Safe) -> Safe:
    """The closing mark of a run-in heading, empty if it has none."""
    return escape(html[-1:]) if html[-1:] in _CLOSING else Safe("")


_CLOSING: Final = tuple("。！？：.!?:")

FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "at": at,
    "lang": lang,
    "letters": _letters,
    "is_number": _is_number,
    "but_last": _but_last,
    "last_mark": _last_mark,
    "chunks": lambda items, size: [items[i : i + size] for i in range(0, len(items), size)],
    "ceil": lambda number: -int(-number // 1),
    "e": escape,
}


def _last_template_frame(problem: BaseException, folders: tuple[Path, ...]) -> tuple[str, int] | None:
    frame, found = problem.__traceback__, None
    while frame is not None:
        name = frame.tb_frame.f_code.co_filename
        if any(Path(name).is_relative_to(folder) for folder in folders):
            found = (name, frame.tb_lineno)
        frame = frame.tb_next
    return found


def _fault(problem: BaseException, filename: str | None, line: int) -> PrintkitError:
    code, hint = "template", "mend the layout at this line"
    message = str(problem).partition("\n")[0] or type(problem).__name__
    if isinstance(problem, SecurityError):
        code, hint = "template-refused", "a template may use the fields of the report, its words and filters, and nothing else"
    elif isinstance(problem, AssetFault):
        code, hint = problem.code, problem.hint
    if filename is None:
        return PrintkitError([error(code, f"template: {message}", hint="see the layout's files")])
    path = Path(filename)
    source = SourceFile(f"{path.parent.name}/{path.name}", path.read_text("utf-8"))
    span = Span(source, line, 1, line, len(source.line(line)) + 1)
    return PrintkitError([error(code, f"template: {message}", span, hint=hint)])
