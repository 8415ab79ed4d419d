"""Keys that stand where they are not known: what each was meant to be.

The tree is put right as well, so that the rest can be checked and one cause gives one message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..diagnostics import Diagnostic, error
from ..source import Document, Mark, Node
from ..traps import shown
from . import text
from .blocks import KINDS
from .keys import BLOCK_OF, BLOCKS, listed, meant, models_at, names, takes_text
from .model import Report

_Models = tuple[type[text.Node], ...]
_FULL_WIDTH: Final = re.compile(r"^([a-z]{2,12})\s*：\s*(.*)$", re.DOTALL)
SUSPECT: Final = re.compile(
    rf"^[ ]*(?:-[ ]+)*(?:[a-z]+:[ ]+)?(?:{'|'.join([*KINDS, 'zh', 'en', 'head', 'file'])})[ ]*：", re.MULTILINE
)
"""A key with a full-width colon where a plain text may stand as well, so that nothing else would notice."""


def put_right(
    document: Document, root: type[text.Node] = Report
) -> tuple[list[Diagnostic], dict[tuple[str | int, ...], int]]:
    """The faults of the keys, and from which groups how many keys were taken, since nobody knows what they mean.

    `root` is the model of the whole file. Changes the nodes of `document` to what was meant.
    """
    walk = _Walk(document)
    walk.node(document.root, (root,), ())
    return walk.found, walk.spoiled


class _Walk:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Diagnostic] = []
        self.trail: list[tuple[Node, _Models]] = []
        """The mappings above, from the root."""
        self.split: Node | None = None
        """A block that was found inside another one, to stand after it."""
        self.seen: set[int] = set()
        self.levels: dict[int, int] = {}
        """Where the keys of a group should stand, where it was empty before."""
        self.spoiled: dict[tuple[str | int, ...], int] = {}

    def node(self, node: Node, models: _Models, path: tuple[str | int, ...]) -> None:
        if id(node) in self.seen or not models:
            return
        if node.items is None:
            self._scalar(node, models)
            return
        self.seen.add(id(node))
        if node.keys is None:
            self._list(node, models, path)
        else:
            self._mapping(node, models, path)

    def _list(self, node: Node, models: _Models, path: tuple[str | int, ...]) -> None:
        assert node.items is not None
        index = 0
        while index < len(node.items):
            self.node(node.items[index], models, (*path, index))
            if self.split is not None and models == BLOCKS:
                node.items.insert(index + 1, self.split)
                self.split = None
            index += 1

    def _scalar(self, node: Node, models: _Models) -> None:
        """`text：…` where a text may stand: it is one for YAML."""
        match = _FULL_WIDTH.match(node.data) if node.plain and node.data and "：" in node.data else None
        if match is None or match[1] not in names(models):
            return
        if node.mark.line != node.mark.end_line and not takes_text(models):
            return  # several keys run together: mended line by line, since no text may stand here
        mark = node.mark
        at = mark.column + match[0].index("：")
        message = f"the `：` after `{match[1]}` is a full-width colon, where only `:` counts"
        hint = f"type `:` and a blank: `{shown(f'{match[1]}: {match[2]}')}`"
        self._say("full-width-sign", message, Mark(mark.line, at, mark.line, at + 1), (), hint)
        value = Node(mark, match[2])
        node.items, node.keys, node.data = [value], {match[1]: mark}, None

    def _mapping(self, node: Node, models: _Models, path: tuple[str | int, ...]) -> None:
        model = self._model(node, models, path)
        if model is None or node.keys is None:
            return
        known = names((model,))
        short = takes_text((model,)) and bool(node.keys) and set(node.keys) <= {"zh", "en"}
        if short and model is not text.Text:
            return  # `{zh: …, en: …}` for a paragraph or an item
        self.trail.append((node, (model,)))
        for key in list(node.keys):
            if key not in known and node.keys is not None and key in node.keys:
                self._unknown(node, model, key, path)
        for key, child in node.pairs():
            if key in known:
                self.node(child, models_at(model, key), (*path, key))
        self.trail.pop()

    def _model(self, node: Node, models: _Models, path: tuple[str | int, ...]) -> type[text.Node] | None:
        """Which of the models stands here; for blocks, what their keys tell."""
        if len(models) == 1:
            if takes_text(models) and self._is_cut_text(node, models, path):
                return None
            return models[0]
        assert node.keys is not None
        for key, kind in KINDS.items():
            if key in node.keys:
                return BLOCK_OF[kind]
        if set(node.keys) <= {"zh", "en"}:
            return None
        kinds = names(BLOCKS)
        for key in node.keys:
            if (sure := meant(key, kinds)) is not None:
                self._rename(node, key, sure, path)
                return BLOCK_OF[KINDS[sure[0]]]
        if not set(node.keys) & {"zh", "en"} and self._is_cut_text(node, models, path):
            return None
        if any(meant(key, ("zh", "en")) for key in node.keys):
            return text.Text
        return None

    def _is_cut_text(self, node: Node, models: _Models, path: tuple[str | int, ...]) -> bool:
        """`- 我们说: 好`: a text that its own colon has cut. Then it becomes the text again."""
        assert node.keys is not None
        known = {*names(models), "zh", "en"}
        key, value = next(iter(node.pairs()), ("", None))
        if len(node.keys) != 1 or key in known or value is None or value.data is None or meant(key, known):
            return False
        if key.isascii() and " " not in key and len(key) < 15:
            return False
        mark = node.keys[key]
        whole = f"{key}: {value.data}"
        self._say("needs-quotes", "a colon with a blank after it cuts this text in two",
                  Mark(mark.end_line, mark.end_column, mark.end_line, mark.end_column + 1), path,
                  f"put the text in quotes: `{_quoted(whole)}`")  # fmt: skip
        node.items, node.keys, node.data = None, None, whole
        return True

    def _unknown(self, node: Node, model: type[text.Node], key: str, path: tuple[str | int, ...]) -> None:
        assert node.keys is not None
        sure = meant(key, names((model,)))
        if sure is not None and not key.isascii():
            self._rename(node, key, sure, path)
            return
        if self._belongs_deeper(node, model, key, path) or self._is_next_block(node, key, path):
            return
        if not (sure and _letters_alone(key, sure[0])) and self._belongs_higher(node, key, path):
            return
        if sure is not None:
            self._rename(node, key, sure, path)
            return
        mark = node.keys[key]
        hint = f"known here are {listed(names((model,)))}"
        if key == "<<":
            hint = "write the keys out; a report does not take them over from another place"
        self._say("unknown-key", f"the key `{key[:40]}` is not known here", mark, (*path, key), hint)
        self.spoiled[path] = self.spoiled.get(path, 0) + 1
        _take(node, key)

    def _rename(self, node: Node, key: str, sure: tuple[str, str, str], path: tuple[str | int, ...]) -> None:
        assert node.keys is not None
        english, message, hint = sure
        mark = node.keys[key]
        if english in node.keys:
            hint = f"`{english}` stands in line {node.keys[english].line + 1} already: keep one of the two"
            self._say("unknown-key", message, mark, (*path, key), hint)
            _take(node, key)
            return
        self._say("unknown-key", message, mark, (*path, key), hint)
        node.keys = {english if name == key else name: place for name, place in node.keys.items()}

    def _is_next_block(self, node: Node, key: str, path: tuple[str | int, ...]) -> bool:
        """A key that begins a block, inside another block: the dash before it was forgotten."""
        in_blocks = len(path) >= 2 and path[-2] == "blocks"
        if not in_blocks or not _word(key, KINDS) or node.keys is None:
            return False
        mark = node.keys[key]
        dash = max(0, mark.column - 2)
        message = f"`{key}` begins a block of its own, and there is no `-` before it"
        hint = f"write `- {key}: …`, its dash under the dashes of the other blocks ({_blanks(dash)} before it)"
        self._say("missing-dash", message, mark, (*path, key), hint)
        after = list(node.keys)[list(node.keys).index(key) :]
        new = Node(Mark(mark.line, mark.column, node.mark.end_line, node.mark.end_column), items=[], keys={})
        assert new.items is not None
        assert new.keys is not None
        for name in after:
            place, child = _take(node, name)
            new.keys[name] = place
            new.items.append(child)
        self.split = new
        return True

    def _belongs_deeper(self, node: Node, model: type[text.Node], key: str, path: tuple[str | int, ...]) -> bool:
        """A key that the thing before it knows: it stands too far left."""
        before: tuple[str, Node] | None = None
        for name, child in node.pairs():
            if name == key:
                break
            before = (name, child)
        if before is None or node.flow or node.keys is None or before[0] not in names((model,)):
            return False
        owner, target = before
        models = models_at(model, owner)
        if target.items is None and target.data is None and models == (text.Text,) and key in ("zh", "en"):
            target.items, target.keys, target.mark = [], {}, node.keys[owner]
            self.levels[id(target)] = node.keys[owner].column + 2
        while target.items is not None and models:
            if target.keys is None:
                if not target.items:
                    return False
                target = target.items[-1]
                owner = next(iter(target.keys), owner) if target.keys else owner
                continue
            kind = next((BLOCK_OF[kind] for name, kind in KINDS.items() if name in target.keys), None)
            inner = models[0] if len(models) == 1 else kind
            if inner is None or target.flow:
                return False
            word = _word(key, names((inner,)))
            if word and word not in target.keys:
                self._move(node, (key, word), target, path, f"the `{owner}` of line {target.mark.line + 1}")
                return True
            if not target.keys:
                return False
            owner, target = target.pairs()[-1]
            models = models_at(inner, owner)
        return False

    def _belongs_higher(self, node: Node, key: str, path: tuple[str | int, ...]) -> bool:
        """A key that something around it knows: it stands too far right."""
        for above, models in reversed(self.trail[:-1]):
            if node.flow or above.flow or above.keys is None or above.items is None:
                return False
            word = _word(key, names(models))
            if word and word not in above.keys:
                owner = f"the `{next(iter(above.keys), 'part')}` of line {above.mark.line + 1}"
                self._move(
                    node, (key, word), above, path, "the report itself" if above is self.document.root else owner
                )
                self.node(above.items[-1], models_at(models[0], word), (word,))
                return True
        return False

    def _move(self, node: Node, words: tuple[str, str], target: Node, path: tuple[str | int, ...], owner: str) -> None:
        """Take an entry to where it belongs. `words` are its key, and that key as the other place knows it."""
        assert node.keys is not None
        assert target.keys is not None
        assert target.items is not None
        key, word = words
        mark = node.keys[key]
        column = self.levels.get(id(target), next(iter(target.keys.values())).column if target.keys else 0)
        place = f"with {_blanks(column)}" if column else "at the left edge"
        name = "" if key == word else f" and write `{word}`"
        hint = f"begin the line {place}{name}: it belongs to {owner}"
        self._say("indentation", f"`{key}` stands at the wrong level", mark, (*path, key), hint)
        where, child = _take(node, key)
        target.keys[word] = where
        target.items.append(child)

    def _say(self, code: str, message: str, mark: Mark, path: tuple[str | int, ...], hint: str) -> None:
        self.found.append(error(code, message, self.document.at(mark), path=".".join(map(str, path)), hint=hint))


def _take(node: Node, key: str) -> tuple[Mark, Node]:
    """Remove an entry from a mapping."""
    assert node.keys is not None
    assert node.items is not None
    index = list(node.keys).index(key)
    return node.keys.pop(key), node.items.pop(index)


def _word(key: str, known: Iterable[str]) -> str:
    """The key as a place knows it, also from Chinese; empty if it does not."""
    known = tuple(known)
    if key in known:
        return key
    sure = None if key.isascii() else meant(key, known)
    return sure[0] if sure else ""


def _letters_alone(key: str, english: str) -> bool:
    """Whether a key differs from the right one in nothing but its letters' form or by a slip, not by its word."""
    return key.lower() != english and key not in names((Report,)) and key not in KINDS


def _blanks(number: int) -> str:
    return "no blank" if number == 0 else "1 blank" if number == 1 else f"{number} blanks"


def _quoted(whole: str) -> str:
    cut = whole if len(whole) <= 60 else whole[:59] + "…"
    return f"'{cut}'" if '"' in cut else f'"{cut}"'
