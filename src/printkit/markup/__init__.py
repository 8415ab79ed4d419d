"""Report × Layout → Markup: the HTML and CSS that the engine sets. The only place that knows Jinja2.

`inline` turns running text into HTML, `template` is the sandbox that templates run in, `words` what they may
use there, `excerpts` the whole sentences of a poster; `stage` puts the product together.
"""

from .stage import Markup, Stylesheet, mark_up

__all__ = ["Markup", "Stylesheet", "mark_up"]
