"""The rules of Chinese and English setting: characters, spacing, breaks, paragraphs. Pure.

`audit` measures them in a finished PDF.
"""

from .auditing import Audit, audit

__all__ = ["Audit", "audit"]
