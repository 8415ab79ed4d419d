import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from cli_command import COMMAND

from printkit.proof import pdf_programs, png_software


def test_a_report_becomes_a_pdf_and_a_picture(spawn, folder):
    done = spawn("build", "small.yaml", "--png")
    assert done.code == 0, done.err
    first, second = done.out.splitlines()
    assert first.startswith("out/booklet-a5.pdf  ")
    assert first.endswith(" s")
    assert " pages  " in first
    assert " KB  " in first
    assert second.startswith("out/booklet-a5.png  page 1  ")
    assert pdf_programs(folder / "out/booklet-a5.pdf")[0] == "printkit"
    assert png_software(folder / "out/booklet-a5.png") == "printkit"
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["booklet-a5.pdf", "booklet-a5.png"]


def test_nothing_of_a_terminal_goes_into_a_pipe(spawn):
    done = spawn("build", "odd.yaml", environ={"FORCE_COLOR": "1"})
    assert done.code == 0
    assert "\x1b" not in done.out + done.err
    assert "\r" not in done.out + done.err
    lines = done.err.splitlines()
    assert "booklet-a5: laying out the pages" in lines
    assert lines[-1] == "1 warning"
    assert len(lines) == len(set(lines)) or lines.count("") > 1  # each stage is told once


def test_a_terminal_gets_a_live_line(folder):
    try:
        leader, follower = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals to lend")
    command = [*COMMAND, "build", "odd.yaml"]
    environ = {**os.environ, "TERM": "xterm", "NO_COLOR": ""}
    running = subprocess.Popen(command, cwd=folder, env=environ, stdout=follower, stderr=follower)
    os.close(follower)
    seen = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(leader)
    assert running.wait(60) == 0
    text = seen.decode()
    # The line is drawn 25 times a second: of a small report it does not show every stage.
    assert re.search("booklet-a5: (preparing the pages|laying out page|drawing)", text)
    assert "\x1b[2K" in text
    assert "\x1b[1;33mwarning\x1b[0m" in text
    assert "out/booklet-a5.pdf" in text


def test_quiet_says_nothing_when_all_is_well(run):
    done = run("build", "small.yaml", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_every_problem_is_shown_at_once_and_nothing_is_written(run, folder):
    done = run("build", "wrong.yaml", "--png")
    assert done.code == 1
    assert "`haeding`" in done.err
    assert "did you mean `heading`" in done.err
    assert "`colour`" in done.err
    assert done.err.splitlines()[-1] == "2 errors"
    assert not (folder / "out").exists()


def test_short_form_is_one_line_a_problem(run):
    done = run("build", "wrong.yaml", "--format", "short")
    lines = done.err.splitlines()
    assert lines[0].startswith("wrong.yaml:3:5: error: ")
    assert len(lines) == 3


def test_strict_turns_a_warning_into_a_failure_that_writes_nothing(run, folder):
    done = run("build", "odd.yaml", "--strict")
    assert done.code == 1
    assert done.err.splitlines()[-1].startswith("1 warning: nothing was written")
    assert not (folder / "out").exists()


def test_json_is_one_document(run):
    done = run("build", "odd.yaml", "--json", "--png")
    assert done.code == 0
    assert done.err == ""
    answer = done.answer
    assert (answer["ok"], answer["exit"], answer["errors"], answer["warnings"]) == (True, 0, 0, 1)
    assert [product["file"] for product in answer["products"]] == ["out/booklet-a5.pdf", "out/booklet-a5.png"]
    assert set(answer["products"][0]) == {"file", "layout", "edition", "kind", "pages", "bytes", "seconds"}
    (warning,) = answer["diagnostics"]
    assert set(warning) == {"severity", "code", "message", "file", "line", "column", "path", "hints"}
    assert (warning["code"], warning["file"], warning["line"]) == ("missing-translation", "odd.yaml", 6)


def test_json_of_a_failure(run):
    done = run("build", "wrong.yaml", "--json")
    assert done.code == 1
    assert done.answer["ok"] is False
    assert done.answer["products"] == []
    assert len(done.answer["diagnostics"]) == done.answer["errors"] == 2


def test_check_writes_nothing(run, folder):
    before = sorted(folder.rglob("*"))
    done = run("check", "small.yaml")
    assert done.code == 0
    assert "pages as booklet-a5" in done.out
    assert run("check", "wrong.yaml").code == 1
    assert sorted(folder.rglob("*")) == before


def test_options_and_one_language(run, folder):
    done = run("build", "small.yaml", "--language", "en", "--set", "contents=no", "-o", "english.pdf")
    assert done.code == 0, done.err
    assert (folder / "english.pdf").is_file()
    done = run("build", "small.yaml", "--set", "contens=no")
    assert done.code == 1
    assert "did you mean `contents`" in done.err


def test_several_layouts_take_the_options_that_they_have(run):
    layouts = Path(__file__).parents[2] / "layouts"
    done = run("check", "small.yaml", "-l", "booklet-a5", "-l", f"{layouts}/booklet-a5/../booklet-a5")
    assert done.code == 1
    assert "two layouts are called `booklet-a5`" in done.err
    done = run("check", "small.yaml", "-l", "all", "--set", "nonsense=1")
    assert done.code == 1
    assert "none of these layouts has an option `nonsense`" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "small.yaml", "--set", "palette"],
        ["build", "small.yaml", "--language", "fr"],
        ["build", "small.yaml", "--layout", "all", "-o", "one.pdf"],
        ["bild"],
        ["build", "small.yaml", "--nonsense"],
    ],
)
def test_wrong_usage_is_exit_code_2(run, arguments):
    done = run(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_missing_report_is_a_problem_of_the_input(run):
    done = run("build", "none.yaml")
    assert done.code == 1
    assert "there is no file `none.yaml`" in done.err


def test_our_own_bugs_crash_with_a_traceback(spawn):
    broken = "import printkit.report.load as l\nl.loads = l.load = l.from_document = 1\n"
    command = [COMMAND[0], "-c", f"{broken}import printkit.report; printkit.report.load = lambda p: 1 / 0\n"
               "from printkit.cli import main; main()"]  # fmt: skip
    done = spawn("build", "small.yaml", command=command)
    assert done.code == 1
    assert "ZeroDivisionError" in done.err
    assert "Traceback" in done.err


def test_a_title_does_not_steer_the_terminal(run, folder):
    (folder / "evil.yaml").write_text('"\\e[2Jkey": 1\ntitle: "\\e[31m"\n', encoding="utf-8")
    done = run("check", "evil.yaml")
    assert done.code == 1
    assert "\x1b" not in done.err
    done = run("check", "evil.yaml", "--json")
    assert "\x1b" not in done.out
