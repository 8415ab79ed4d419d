"""How long printkit takes, beside plain WeasyPrint on the same pages and Typst on the same content.

    python tests/bench/run.py [--sizes S M L] [--rounds 3] [--quick]

Only ratios carry over to other machines: the tools take turns, each in a cold process, and CPU seconds
are counted, not time on the clock. The table goes to standard output and into `out/bench.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import measure
from measure import Measured

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "out"
TOOLS = ("printkit", "plain", "typst")
SIZES = ("S", "M", "L")


def prepare(size: str, folder: Path) -> dict[str, str]:
    """The report of a size and the markup that plain WeasyPrint sets; gives the environment for the tools."""
    log = folder / "log.txt"
    folder.mkdir(parents=True, exist_ok=True)
    measure.run([HERE / "content.py", size, folder], {}, log)
    measure.run([HERE / "dump_markup.py", folder / "report.yaml", folder / "markup"], {}, log)
    return {"FONTCONFIG_FILE": log.read_text("utf-8").splitlines()[-1]}


def command(tool: str, folder: Path) -> list[str | Path]:
    """The script of a tool with its arguments."""
    pdf = folder / f"{tool}.pdf"
    match tool:
        case "printkit":
            return [HERE / "printkit_booklet.py", folder / "report.yaml", pdf]
        case "plain":
            return [HERE / "plain_weasyprint.py", folder / "markup", pdf]
        case _:
            return [HERE / "typst_booklet.py", folder / "report.yaml", pdf]


def compare(size: str, rounds: int, folder: Path, tools: Sequence[str] = TOOLS) -> dict[str, Measured]:
    """The tools in turn on one report: A B C A B C …"""
    environment = prepare(size, folder)
    runs: dict[str, list[measure.Run]] = {tool: [] for tool in tools}
    for number in range(rounds):
        for tool in tools:
            # Only the plain engine is given the private fonts: the others find theirs by themselves.
            given = environment if tool == "plain" else {}
            runs[tool].append(measure.run(command(tool, folder), given, folder / "log.txt"))
            _say(f"{size} {number + 1}/{rounds} {tool:9}{runs[tool][-1].cpu:7.2f} s")
    return {tool: measure.measured(runs[tool], folder / f"{tool}.pdf") for tool in tools}


def warm_up(folder: Path) -> None:
    """One run of each, uncounted: byte code, the cache of fontconfig, the files in memory."""
    environment = prepare("S", folder)
    for tool in TOOLS:
        measure.run(command(tool, folder), environment if tool == "plain" else {}, folder / "log.txt")


def table(found: dict[str, dict[str, Measured]]) -> str:
    """All figures as text."""
    lines = [f"{'':10}{'pages':>7}{'CPU s':>9}{'s/page':>9}{'wall s':>9}{'peak MB':>9}{'PDF MB':>9}{'printkit is':>14}"]
    for size, tools in found.items():
        lines.append(size)
        for tool, it in tools.items():
            wall = sorted(run.wall for run in it.runs)[len(it.runs) // 2]
            times = "" if tool == "printkit" else f"{tools['printkit'].cpu / it.cpu:.2f} times"
            lines.append(
                f"  {tool:8}{it.pages:7}{it.cpu:9.2f}{it.cpu / it.pages:9.4f}{wall:9.2f}{it.peak:9.0f}"
                f"{it.size / 1e6:9.2f}{times:>14}"
            )
    if "M" in found and "L" in found:
        lines.append("exponent from M to L (1: in proportion to the pages)")
        lines += [f"  {tool:8}{measure.exponent(found['M'][tool], found['L'][tool]):7.2f}" for tool in TOOLS]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="the small report, one round")
    chosen = parser.parse_args(arguments)
    sizes, rounds = (["S"], 1) if chosen.quick else (chosen.sizes, chosen.rounds)
    warm_up(OUT / "bench/S")
    found = {size: compare(size, rounds, OUT / "bench" / size) for size in sizes}
    sys.stdout.write(table(found) + "\n")
    load = os.getloadavg()[0]
    kept = {size: {tool: asdict(it) for tool, it in tools.items()} for size, tools in found.items()}
    text = json.dumps({"rounds": rounds, "load": load, "sizes": kept}, indent=1)
    (OUT / "bench.json").write_text(text + "\n", "utf-8")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
