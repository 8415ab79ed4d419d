"""Shop rules about the file: how many pages, whose fonts, what name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from ...diagnostics import Severity
from ..facts import DocumentFacts
from ..finding import Finding
from .book import SHOP
from .settings import Shop

OURS: Final = "printkit"
"""What our own files name as their creator."""

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")


@SHOP.document("SHOP-pages", "pages in the number that the binding takes", source="the trade: binding")
def pages(document: DocumentFacts, shop: Shop) -> Iterator[Finding]:
    """A multiple of 4 for saddle stitch, and no more than the stock allows."""
    count = document.pages
    if shop.multiple > 1 and count % shop.multiple:
        missing = shop.multiple - count % shop.multiple
        yield Finding(
            "SHOP-pages", Severity.ERROR, f"the binding takes pages by {shop.multiple}", value=f"{count} pages",
            limit=f"a multiple of {shop.multiple}", hint=f"add {missing} page{'s' if missing > 1 else ''}",
        )  # fmt: skip
    if shop.most_pages and count > shop.most_pages:
        yield Finding(
            "SHOP-pages", Severity.ERROR, "there are more pages than the binding holds", value=f"{count} pages",
            limit=f"{shop.most_pages}", hint="choose another binding, or a thinner paper",
        )  # fmt: skip


@SHOP.document("SHOP-fonts", "our own files have our own fonts", source="the catalogue of fonts")
def fonts(document: DocumentFacts, shop: Shop) -> Iterator[Finding]:  # noqa: ARG001 -- the form of a rule
    """A font of the system that crept into a file of printkit's own; other files may have any."""
    if OURS not in document.info.get("Creator", "").lower():
        return
    for name, page in document.fonts.items():
        bare = _SUBSET.sub("", name)
        if not bare.startswith("Printkit"):
            yield Finding(
                "SHOP-fonts", Severity.ERROR, f"the font {bare} is not one of printkit's", page, object=f"font {bare}",
                hint="use a family that `printkit fonts` lists",
            )  # fmt: skip


@SHOP.document("SHOP-name", "the file is named as the shop wants", source="the shop's own pattern")
def name(document: DocumentFacts, shop: Shop) -> Iterator[Finding]:
    """`*` stands for any letters, `?` for one."""
    if shop.file_name and document.name and not fnmatchcase(document.name, shop.file_name):
        yield Finding(
            "SHOP-name", Severity.WARNING, "the file is not named as the shop wants", value=document.name,
            limit=shop.file_name, hint="name it so",
        )  # fmt: skip
