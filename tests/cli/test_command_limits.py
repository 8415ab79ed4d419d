import resource
import shutil
import signal
from pathlib import Path

import pytest

import printkit as pk
from printkit.cli.limits import within

LAYOUTS = Path(__file__).parents[2] / "layouts"


def busy() -> None:
    """Never ends, and goes on after errors, as libraries do."""
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_time_that_is_up_is_a_limit():
    with pytest.raises(pk.PrintkitError) as caught, within(seconds=0.2):
        busy()
    assert caught.value.exit_code == 3
    assert "0.2 seconds" in str(caught.value)


def test_memory_that_is_out_is_a_limit():
    with pytest.raises(pk.PrintkitError) as caught, within(memory=2_000_000_000):
        bytearray(3_000_000_000)
    assert caught.value.exit_code == 3


def test_limits_end_with_the_work():
    before = resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)
    with within(seconds=5):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert (resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)) == before


@pytest.mark.parametrize("wild", ["{{ 'a' * 10 ** 10 }}", "{% for i in range(10 ** 12) %}{% endfor %}"])
def test_a_wild_layout_ends_with_a_clear_error(spawn, folder, wild):
    """T3."""
    shutil.copytree(LAYOUTS / "booklet-a5", folder / "wild")
    (folder / "wild" / "template.html").write_text(wild, encoding="utf-8")
    done = spawn("build", "small.yaml", "--layout", "./wild", "--quiet")
    assert done.code in (1, 3), done.err
    assert done.err.startswith("error: ")
    assert "Traceback" not in done.err
    assert not (folder / "out").exists()
