import errno
import os
import signal
import subprocess
import sys
import time

import pytest
from cli_command import COMMAND

import printkit as pk
from printkit import output
from printkit.proof import page_png

# A process of root that may not do what ordinary users may not.
HUMBLE = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a/b", "a\\b", "..", ".hidden", "x\0y", "長" * 100, "x" * 300])
def test_names_never_lead_out_of_the_folder(tmp_path, name):
    with pytest.raises(pk.PrintkitError) as caught:
        output.place(tmp_path, name, ".pdf")
    assert [d.code for d in caught.value.diagnostics] == ["bad-output-name"]


def test_a_place_is_a_file_or_in_a_folder(tmp_path):
    assert output.place(tmp_path, "booklet-a5", ".pdf") == tmp_path / "booklet-a5.pdf"
    assert output.place(tmp_path / "one.PDF", "booklet-a5", ".pdf") == tmp_path / "one.PDF"
    (tmp_path / "folder.pdf").mkdir()
    assert output.place(tmp_path / "folder.pdf", "x", ".pdf") == tmp_path / "folder.pdf" / "x.pdf"
    with pytest.raises(pk.PrintkitError):
        output.place("a\0b", "x", ".pdf")
    with pytest.raises(pk.PrintkitError):
        output.place(tmp_path / f"{'x' * 300}.pdf", "x", ".pdf")


@pytest.mark.parametrize("out", ["x" * 300, "x" * 300 + ".pdf", "small.yaml", "small.yaml/deeper"])
def test_impossible_outputs_are_told(run, out):
    done = run("build", "small.yaml", "-o", out, "--quiet")
    assert done.code in (1, 3)
    assert done.err.startswith("error: ")
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", [b"my own words", b"%PDF-1.4 printkit", b"", b"%PDF-1.7\n/Creator (printkit)"])
def test_what_printkit_did_not_make_is_never_overwritten(run, folder, content):
    target = folder / "out" / "booklet-a5.pdf"
    target.parent.mkdir()
    target.write_bytes(content)
    done = run("build", "small.yaml")
    assert done.code == 1
    assert "exists and printkit did not make it" in done.err
    assert target.read_bytes() == content


def test_a_pdf_of_another_program_stays_even_if_it_speaks_of_printkit(folder):
    import pikepdf

    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = "All about printkit"
    pdf.docinfo["/Creator"] = "LibreOffice"
    pdf.save(folder / "other.pdf")
    with pytest.raises(pk.PrintkitError):
        output.check(folder / "other.pdf")


def test_our_own_is_replaced_and_still_known_after_other_programs(run, folder):
    import pikepdf

    assert run("build", "small.yaml", "--png").code == 0
    target = folder / "out" / "booklet-a5.pdf"
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=True)
    before = target.read_bytes()
    assert run("build", "small.yaml", "--png").code == 0
    assert target.read_bytes() != before


def test_a_picture_of_another_program_stays_and_then_nothing_is_written(run, folder):
    from PIL import Image

    (folder / "out").mkdir()
    Image.new("RGB", (2, 2)).save(folder / "out" / "booklet-a5.png")
    assert run("build", "small.yaml", "--png").code == 1
    assert not (folder / "out" / "booklet-a5.pdf").exists()


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_only_plain_files_are_replaced(folder, kind):
    target = folder / "x.pdf"
    match kind:
        case "link":
            target.symlink_to(folder / "small.yaml")
        case "dangling":
            target.symlink_to("/nowhere/else")
        case "pipe":
            os.mkfifo(target)
        case "folder":
            target.mkdir()
    with pytest.raises(pk.PrintkitError):
        output.check(target)


def test_files_appear_all_or_none(tmp_path, monkeypatch):
    real, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(pk.PrintkitError) as caught:
        output.write({tmp_path / "a.pdf": b"a", tmp_path / "b.pdf": b"b"})
    assert caught.value.exit_code == 3
    assert "the disk is full" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_files_have_the_rights_that_the_user_gives(tmp_path):
    before = os.umask(0o027)
    try:
        output.write({tmp_path / "a.pdf": b"a"})
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o640


def test_a_folder_that_may_not_be_written_is_exit_code_3(spawn, folder):
    locked = folder / "locked"
    locked.mkdir(mode=0o555)
    for out in (locked, locked / "deeper"):
        done = spawn("build", "small.yaml", "-o", out, "--quiet", command=[*HUMBLE, *COMMAND])
        assert done.code == 3, done.err
        assert "you may not write there" in done.err
        assert "Traceback" not in done.err
    assert list(locked.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(folder):
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\nfrom printkit.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", limit, "build", "small.yaml", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr
    assert list((folder / "out").iterdir()) == []


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_killed_build_leaves_the_old_file_or_none(folder, before):
    """T27: kill -9 while the file is being flushed."""
    target = folder / "out" / "booklet-a5.pdf"
    if before:
        target.parent.mkdir()
        subprocess.run([*COMMAND, "build", "small.yaml", "-q"], cwd=folder, check=True)
        before = target.read_bytes()
    slow = "import os, time\nos.fsync = lambda handle: (open('flushing', 'w').close(), time.sleep(60))\n"
    slow += "from printkit.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", slow, "build", "small.yaml", "-q", "--language", "en"], cwd=folder
    )
    for _ in range(600):
        if (folder / "flushing").exists():
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert (folder / "flushing").exists()
    assert (target.read_bytes() if target.exists() else None) == before
    assert subprocess.run([*COMMAND, "build", "small.yaml", "-q"], cwd=folder, check=False).returncode == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_a_home_that_cannot_be_written_is_no_obstacle(spawn, folder):
    (folder / "home").mkdir(mode=0o555)
    environ = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": ""}
    done = spawn("build", "small.yaml", "-q", environ=environ, command=[*HUMBLE, *COMMAND])
    assert done.code == 0, done.err
    assert list((folder / "home").iterdir()) == []


def test_the_picture_of_a_page_is_exact_and_the_same_each_time(folder):
    import io

    from PIL import Image

    pdf = pk.build(folder / "small.yaml").pdf
    png = page_png(pdf, 1, 144)
    assert png == page_png(pdf, 1, 144)
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.mode, picture.size) == ("RGB", (840, 1191))  # 148 × 210 mm at 144 dpi, rounded up
    for page in (0, 1000):
        with pytest.raises(IndexError):
            page_png(pdf, page)
