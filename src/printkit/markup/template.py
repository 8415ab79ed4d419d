"""The sandbox in which a layout's template runs, and the words that it may use there.

Layouts are chosen by the user and still get no way out: no attribute that begins with `_`, no file but
the templates of the layout and of `_base`, no unknown variable (T2).
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import segno
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup as Safe
from markupsafe import escape

from ..assets import Asset
from ..diagnostics import PrintkitError, SourceFile, Span, error
from ..report import Language, Node, Text
from ..report.blocks import Picture
from ..report.inline import Footnote, Inline, Run, plain_text
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
    environment = SandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([folder, base]),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.filters.update(FILTERS)
    environment.globals.update(values)
    try:
        return environment.get_template(name).render()
    except TemplateSyntaxError as problem:
        raise _fault(problem, problem.filename, problem.lineno) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as problem:
        frame = _last_template_frame(problem, (folder, base))
        if frame is None:
            raise
        raise _fault(problem, *frame) from None


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
        """The first whole sentences of `texts`, as near as may be to so many Chinese letters, at least `least`."""
        taken: list[Sentence] = []
        for sentence in (s for text in texts for s in _sentences(text, languages)):
            if len(taken) >= least and sum(map(_weight, taken)) + _weight(sentence) / 2 > letters:
                break
            taken.append(sentence)
        found = []
        for name in languages:
            said = [tuple(sentence[name]) for sentence in taken if name in sentence]
            html = Safe("" if name == "zh" else " ").join(to_html(nodes) for nodes in said)
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


def _shares(split: list[list[Inline]]) -> list[float]:
    """How far into the text each sentence ends, from 0 to 1."""
    lengths = [len(plain_text(tuple(sentence))) for sentence in split]
    total = sum(lengths) or 1
    return [sum(lengths[: index + 1]) / total for index in range(len(lengths))]


def _weight(sentence: Sentence) -> float:
    """The length of a sentence in Chinese letters: English takes about as much room with twice as many."""
    name, nodes = next(iter(sentence.items()))
    return len(plain_text(tuple(nodes))) * (1 if name == "zh" else 0.45)


_END: Final = re.compile(r"(?<=[。！？])(?![。！？”’）」』])|(?<=[。！？][”’）」』])|(?<=[.!?] )|(?<=[.!?][”’)] )")
_STOPS: Final = ("。", "！", "？", ".", "!", "?", "。”", "！”", "？”", "。）", ".”", "!”", "?”", ".)", "。’", ".’")
_SHORT: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|No|St|vs|etc|e\.g|i\.e|[A-Z])\.$")
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
    return Safe(html[:-1]) if html[-1:] in _CLOSING else html


def _last_mark(html: Safe) -> Safe:
    """The closing mark of a run-in heading, empty if it has none."""
    return Safe(html[-1:]) if html[-1:] in _CLOSING else Safe("")


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


def _fault(problem: Exception, filename: str | None, line: int) -> PrintkitError:
    message = str(problem).partition("\n")[0] or type(problem).__name__
    if filename is None:
        return PrintkitError([error("template", f"template: {message}", hint="see the layout's files")])
    path = Path(filename)
    source = SourceFile(f"{path.parent.name}/{path.name}", path.read_text("utf-8"))
    span = Span(source, line, 1, line, len(source.line(line)) + 1)
    return PrintkitError([error("template", f"template: {message}", span, hint="mend the layout at this line")])
