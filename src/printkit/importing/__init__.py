"""From an article (web page, Word, Markdown, plain text) to a report file. Offline; nothing is written here."""

from .article import Imported, import_article
from .form import FORMS
from .settle import Change
from .write import SCHEMA, write_report

__all__ = ["FORMS", "SCHEMA", "Change", "Imported", "import_article", "write_report"]
