import ast
import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from cli_command import COMMAND

import printkit as pk
from printkit.cli.codes import CODES
from printkit.cli.listing import gb_2312
from printkit.layout import names

SOURCE = Path(pk.__file__).parent
KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
COMMANDS = [
    "build",
    "check",
    "cover",
    "stocks",
    "preflight",
    "new",
    "import",
    "plates",
    "layouts",
    "fonts",
    "schema",
    "explain",
]


def test_version(run):
    assert run("--version").out == f"printkit {pk.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_shows_an_example(run, command):
    done = run(command, "--help")
    assert done.code == 0
    assert re.search(rf"Examples?:\n( +printkit .*\n)* +printkit {command}", done.out)
    assert "\x1b" not in done.out


def test_help_names_every_command(run):
    text = run("--help").out
    assert all(f"\n  {command} " in text for command in COMMANDS)
    assert "..." not in text.split("Commands:")[1]


def loaded(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    script = "import sys\nfrom printkit.cli import main\ntry:\n main()\nfinally:\n print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_a_command_loads_nothing_that_it_does_not_use():
    assert loaded("--help").isdisjoint({"weasyprint", "rich", "pypdfium2", "mammoth", "nh3", "fontTools"})
    assert loaded("layouts").isdisjoint({"weasyprint", "rich", "pypdfium2", "mammoth", "nh3"})


@pytest.mark.slow
def test_help_comes_fast():
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([*COMMAND, "--help"], capture_output=True, check=True)
        spent.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    assert min(spent) < 0.45  # seconds of the processor, sources compiled included; 0.3 on the author's machine


def test_layouts(run):
    listed = run("layouts").out
    assert all(f"\n{name}  " in f"\n{listed}" for name in names())
    assert "册子" in listed
    one = run("layouts", "booklet-a5").out
    assert "--set language=all    one of all, zh, en" in one
    assert "只排一种语言" in one
    assert "--set punctuation=squeezed    one of squeezed, half-line-end, full" in one
    assert "--set autospace=0.25    a number from 0 to 0.5" in one
    answer = run("layouts", "booklet-a5", "--json").answer
    assert answer["trim_mm"] == [148, 210]
    assert answer["options"]["language"]["choices"] == ["all", "zh", "en"]
    assert [each["name"] for each in run("layouts", "--json").answer] == names()
    assert run("layouts", "bookle").code == 1


def test_fonts(run):
    families = {each["family"]: each for each in run("fonts", "--json").answer}
    assert families["Printkit Song"]["gb2312"] == 6763
    assert {face["weight"] for face in families["Printkit Song"]["faces"]} >= {400, 700}
    assert all(each["licence"] == "OFL-1.1" and each["version"] for each in families.values())
    assert "6,763 of the 6,763 Chinese characters of GB 2312" in run("fonts").out


def test_gb_2312_is_what_the_standard_says():
    characters = gb_2312()
    assert len(characters) == 6763
    assert {"啊", "齄"} <= characters  # the first and the last


def test_schema(run, folder):
    assert "title" in json.loads(run("schema").out)["properties"]
    assert run("schema", "-o", "report.schema.json").code == 0
    assert run("schema", "-o", "report.schema.json").code == 0  # our own may be replaced
    (folder / "mine.json").write_text("{}")
    assert run("schema", "-o", "mine.json").code == 1


def test_explain(run):
    done = run("explain", "missing-translation")
    assert done.code == 0
    assert "What to do: " in done.out
    assert set(run("explain", "--json").answer) == set(CODES)
    assert "unknown-key: " in run("explain").out
    done = run("explain", "missing-translaton")
    assert done.code == 2
    assert "did you mean `missing-translation`" in done.err


def parameters_of(node: ast.FunctionDef | ast.ClassDef) -> list[tuple[str, list[str]]]:
    """How a function is called, or a class: by its `__init__`, or by the fields of a dataclass."""
    if isinstance(node, ast.FunctionDef):
        return [(node.name, [a.arg for a in node.args.args if a.arg not in ("self", "cls")])]
    fields = [n.target.id for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)]
    made = [parameters_of(n)[0][1] for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
    return [(node.name, parameters) for parameters in (made or [fields])]


def codes_in_source() -> dict[str, str]:
    """Every code that a call in the source may give to a diagnostic, with a place where it stands.

    A call gives a code where what is called has a parameter or a field `code`.
    """
    trees = {path: ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
    makers: dict[str, set[int]] = {}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for name, parameters in parameters_of(node):
                    if "code" in parameters:
                        makers.setdefault(name, set()).add(parameters.index("code"))
    found = {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = [node.args[i] for i in makers.get(name, ()) if i < len(node.args)]
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for argument in given:
                if isinstance(argument, ast.Constant) and _is_code(argument.value):
                    found[argument.value] = f"{path.relative_to(SOURCE)}:{node.lineno}"
    return found


def _is_code(value: object) -> bool:
    """Whether it is one in form: a `code` of another trade is a number."""
    return isinstance(value, str) and re.fullmatch(KEBAB, value) is not None


def test_every_code_of_the_source_is_explained():
    used = codes_in_source()
    assert len(used) > 60
    assert {code: place for code, place in used.items() if code not in CODES} == {}


def test_every_kind_of_flaw_is_explained():
    from printkit.editing import _KINDS
    from printkit.typography.faults import Kind

    assert set(_KINDS) == set(get_args(Kind))
    assert {kind.code for kind in _KINDS.values()} <= set(CODES)


def test_nothing_is_explained_that_does_not_occur():
    everything = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in everything] == []


@pytest.mark.parametrize("code", CODES)
def test_explanations_are_whole_sentences(code):
    assert re.fullmatch(KEBAB, code)
    for text in CODES[code]:
        assert text[0].isupper() or text.startswith(("`", "printkit"))
        assert text.endswith(".")
