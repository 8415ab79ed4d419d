"""T2: a hostile template gets a coded error at its own file and line, and never a way out."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hostile import Folder

from printkit.diagnostics import PrintkitError
from printkit.layout import Layout, layout
from printkit.markup import Markup, mark_up
from printkit.report import Report, load

REACHING = [
    "''.__class__.__mro__",
    "''|attr('__class__')",
    "['']|map(attribute='__class__')|first",
    "['']|map('attr', '__class__')|first",
    "'{0.__class__}'.format(report)",
    "'{0.__class__}'.format_map({'0': report})",
    "('{0.__class__}'|escape).format(report)",
    "'%s'|format(report)",
    "cycler.__init__.__globals__",
    "self._TemplateReference__context",
    "voices.__globals__",
    "voices.__closure__",
    "report.__dict__",
    "report._document",
    "report.document",
    "report.document.source.name",
    "report.span('title')",
    "report.warnings",
    "report.model_dump()",
    "report.model_copy()",
    "report.model_config",
    "report.model_construct()",
    "report.parse_file('/etc/passwd')",
    "report.copy()",
    "report.json()",
    "report.title.model_validate({'zh': 'x'})",
    "layout.folder",
    "layout.folder.parent.iterdir()|list",
    "layout.styles[0].read_text()",
    "layout.inks",
    "layout.options.model_fields",
    "picture(report.sections[0].blocks[1].pictures[0]).data",
    "''.encode()",
    "(1).to_bytes(10**9, 'big')",
    "lipsum()",
    "report.title.letters.__func__.__globals__",
    "namespace.__init__",
    "b.__loader__",
    "[].__len__()",
    "dict.fromkeys.__self__",
    "report|pprint",
    "loop",
]  # fmt: skip
GREEDY = [
    "'a' * 10**9",
    "[0] * 10**9",
    "10**9 * 'a'",
    "9**999",
    "2**(10**10)",
    "'%1000000000d' % 1",
    "'{:1000000000}'.format(1)",
    "'a'.ljust(10**9)",
    "'a'.center(10**9)",
    "'a'.zfill(10**9)",
    "'a'|center(10**9)",
    "'a\n'|indent(10**9)",
    "'\t'.expandtabs(10**9)",
    "range(10**7)|list",
    "range(10**9)|length",
]  # fmt: skip
STATEMENTS = [
    "{% include '/etc/passwd' %}",
    "{% include '../../report.yaml' %}",
    "{% include '../hostile/../../report.yaml' %}",
    "{% include 'passwd.html' %}",
    "{% include 'circle.html' %}",
    "{% include 'pipe.html' %}",
    "{% include 'x\0y' %}",
    "{% import '/etc/passwd' as p %}",
    "{% extends '/etc/passwd' %}",
    "{% include 'layout.yaml\\..\\x' %}",
    "{% do options.update(language='en') %}",
    "{% do inks.clear() %}",
    "{% do fit.clear() %}",
    "{% do report.sections.append(1) %}",
    "{% do report.__setattr__('date', 1) %}",
    "{% do picture(namespace(file='../canary.png')) %}",
    "{% do picture(namespace(file='/etc/passwd')) %}",
    "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    "{% for x in 1 %}{% endfor %}",
    "{{ 1 / 0 }}",
    "{{ nothing }}",
    "{% for %}",
    "{{ (((((",
]  # fmt: skip


@cache
def _read(root: Path) -> tuple[Report, Layout]:
    return load(root / "report.yaml"), layout(root / "layouts" / "hostile")


def run(folder: Folder, template: str) -> Markup:
    """The template alone: no pages are set."""
    folder.write("template.html", template)
    return mark_up(*_read(folder.root))


def caught(folder: Folder, template: str) -> PrintkitError:
    with pytest.raises(PrintkitError) as found:
        run(folder, template)
    return found.value


@pytest.fixture(scope="module")
def traps(shared: Folder) -> Folder:
    """Beside the template: a link out, links in a circle, a pipe; and a report with a picture."""
    (shared.root / "secret").write_text("CANARY", encoding="utf-8")
    (shared.layout / "passwd.html").symlink_to(shared.root / "secret")
    (shared.layout / "circle.html").symlink_to(shared.layout / "circle.html")
    os.mkfifo(shared.layout / "pipe.html")
    shared.picture("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>')
    return shared


@pytest.mark.parametrize("expression", [*REACHING, *GREEDY])
def test_expression_is_refused_at_its_line(traps: Folder, expression: str) -> None:
    expression = expression.replace("\n", "\\n")
    if expression == "loop":
        source = "\n\n{% for x in [1] %}{{ loop._iterator }}{% endfor %}"
    else:
        blocks = "{% import 'blocks.html' as b %}" if "b." in expression else ""
        source = f"{blocks}\n\n{{{{ {expression} }}}}"
    (problem,) = caught(traps, source).diagnostics
    assert problem.code in ("template", "template-refused")
    assert problem.span is not None
    assert str(problem.span).startswith("hostile/template.html:3:")
    assert "/tmp" not in problem.message
    assert "CANARY" not in problem.message


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statement_is_refused_at_its_line(traps: Folder, statement: str) -> None:
    (problem,) = caught(traps, f"\n{statement}").diagnostics
    assert problem.code in ("template", "template-refused", "outside")
    assert problem.span is not None
    assert str(problem.span).startswith("hostile/template.html:2:")
    assert "CANARY" not in problem.message


def test_report_cannot_be_written_to(traps: Folder) -> None:
    (problem,) = caught(traps, "{% set report.title = 'x' %}").diagnostics
    assert str(problem.span).startswith("hostile/template.html:")


def test_what_layouts_need_still_works(traps: Folder) -> None:
    source = """{% set found = [] %}{% do found.append(report.title.letters("en")) %}{% set n = namespace(a=1) %}
    {% set n.a = 2 %}{{ found[0] }} {{ n.a }} {{ layout.name }} {{ layout.trim.width.as_mm }} {{ options.palette }}
    {{ inks.main }} {{ "a,b".split(",")|join("-") }} {{ 2**3 + 4 * 5 % 3 }} {{ "-" * 3 }} {{ range(3)|list }}
    {{ dict(a=1).items()|list }} {{ picture(report.sections[0].blocks[1].pictures[0]).ratio }}
    {% for x in "ab" %}{{ loop.index }}{{ loop.cycle("o", "e") }}{% endfor %}"""
    html = run(traps, source).html
    for wanted in ("Title 2 hostile 105", "teal", "a-b", "---", "[0, 1, 2]", "1.5", "1o", "2e"):
        assert wanted in html, wanted


def test_values_are_not_shown_with_their_insides(traps: Folder) -> None:
    picture = "picture(report.sections[0].blocks[1].pictures[0])"
    source = f"{{{{ layout }}}} {{{{ report }}}} {{{{ options }}}} {{{{ {picture} }}}} {{{{ self }}}}"
    html = run(traps, source).html
    assert str(traps.root) not in html
    assert "PosixPath" not in html


def test_report_is_the_same_after_a_hostile_template(traps: Folder) -> None:
    report, chosen = _read(traps.root)
    before = report.model_dump_json()
    options = dict(chosen.chosen)
    for statement in STATEMENTS:
        traps.write("template.html", statement)
        with pytest.raises(PrintkitError):
            mark_up(report, chosen)
    assert report.model_dump_json() == before
    assert dict(chosen.chosen) == options


def test_no_end_of_output(traps: Folder) -> None:
    long = "x" * 900_000
    (problem,) = caught(traps, f"{{% for i in range(100000) %}}{long}{{% endfor %}}").diagnostics
    assert "million letters" in problem.message


def test_main_template_outside(traps: Folder) -> None:
    for name in ("../../report.yaml", "/etc/passwd", "none.html"):
        report, chosen = _read(traps.root)
        with pytest.raises(PrintkitError) as found:
            mark_up(report, replace(chosen, template=name))
        (problem,) = found.value.diagnostics
        assert problem.code == "template"
        assert name in problem.message


def test_deep_templates(traps: Folder) -> None:
    loops = "{% for x in [1] %}" * 60 + "{% endfor %}" * 60
    for source in ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "{% if 1 %}" * 3000, loops):
        (problem,) = caught(traps, source).diagnostics
        assert problem.code == "template"


def test_wrong_encoding(traps: Folder) -> None:
    (traps.layout / "template.html").write_bytes("册子".encode("gb18030"))
    with pytest.raises(PrintkitError, match="utf-8"):
        mark_up(*_read(traps.root))


def test_our_layouts_trust_no_text() -> None:
    layouts = Path(__file__).parents[2] / "layouts"
    for file in layouts.glob("*/*.html"):
        text = file.read_text(encoding="utf-8")
        assert "autoescape" not in text, file
        # `safe` is for letters of the template's own, in quotes.
        assert text.count("|safe") == text.count("'|safe"), file
