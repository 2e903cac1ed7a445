"""A whole register at once, timed: Lingqu on its engines beside the same rules written by hand for others.

Its one law: first all contenders must give the same cells; only then is anything timed, each in a process of its own,
in turns. README.md says what each figure means. This process holds no data: a child's peak memory counts from it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from measurement.children import Child, run_child
from measurement.report import Report, Table, print_aims, print_table
from peers.wide_contenders import (
    CONTENDERS,
    HAND_DUCKDB,
    HAND_POLARS,
    HAND_POLARS_AS_IT_COMES,
    OPENFISCA,
    SPARK,
    ZEN,
)

OURS = "lingqu polars"
BESIDE_HAND_POLARS, TIMES_DUCKDB, TIMES_OPENFISCA = 0.95, 4.0, 4.0
BUILD_MILLISECONDS, TOTALS_GIB = 30.0, 0.5
HELD_TO_AIMS = 1_000_000
SLOW = {SPARK: 1_000_000, ZEN: 100_000}
"""They get one turn, after all others, and only up to so many subjects: minutes for what others do in seconds."""

WHAT_IF_SUBJECTS, WHAT_IF_MILLISECONDS = 100_000, 200.0
BYTES_A_ROW = 1_300
"""What the hungriest contender needs at its peak; a size for which the machine has not that much is left out."""

STEPS = ("wide", "long", "totals", "whatif")
TURN = Path(__file__).with_name("turn.py")
THREADS = {name: str(os.cpu_count()) for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS")}


@dataclass(frozen=True, slots=True)
class Size:
    """A register's rows, how many turns everybody gets, how often each turn computes."""

    rows: int
    turns: int
    times: int


SIZES = (Size(100_000, 5, 5), Size(1_000_000, 5, 3), Size(10_000_000, 3, 2))
QUICK_SIZES = (Size(20_000, 2, 3), Size(100_000, 2, 3))


@dataclass(slots=True)
class Taken:
    """What one contender took over all its turns, by what was timed; and its peak memory."""

    first: dict[str, list[float]] = field(default_factory=dict)
    again: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    peaks: list[float] = field(default_factory=list)
    told: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, child: Child) -> None:
        """Take in one turn."""
        self.peaks.append(child.peak_mib)
        self.told.append(child.told)
        for what, figures in child.told.items():
            if isinstance(figures, dict) and "wall" in figures:
                self.first.setdefault(what, []).append(figures["wall"][0])
                self.again.setdefault(what, []).extend(figures["wall"][1:] or figures["wall"])
                self.processor.setdefault(what, []).extend(figures["processor"][1:] or figures["processor"])

    def seconds(self, what: str) -> float:
        """The median, the first of each process left out where it was done more than once."""
        return median(self.again[what])


Takings = dict[str, Taken]


def main() -> None:
    """Compare, time, print."""
    choices = _choices()
    report = Report(surroundings=_surroundings(choices))
    print("  ".join(f"{name}: {value}" for name, value in report.surroundings.items()))
    names = [name for name in CONTENDERS if not choices.only or name in choices.only]
    sizes = _sizes(choices)
    with tempfile.TemporaryDirectory(prefix="lingqu-bench-") as made:
        folder = choices.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        names = _check_agreement(report, names, folder, seed=choices.seed, quick=choices.quick)
        for size in sizes:
            register = _register(folder, rows=size.rows, seed=choices.seed)
            if "wide" in choices.step:
                _time_wide(report, names, register, size)
            if "long" in choices.step:
                _time_long(report, names, register, size, folder)
            if "totals" in choices.step:
                _time_totals(report, names, register, size)
            if "whatif" in choices.step and OURS in names and size.rows == WHAT_IF_SUBJECTS:
                _time_what_if(report, register, size)
    print_aims(report.aims)
    if choices.json:
        report.write_json(choices.json)


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench bulk", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument(
        "--quick", action="store_true", help="20 000 and 100 000 subjects, two turns: to see that it runs"
    )
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="subjects (100000 1000000 10000000)")
    parser.add_argument(
        "--only", nargs="+", choices=CONTENDERS, metavar="NAME", help=f"some of: {', '.join(CONTENDERS)}"
    )
    parser.add_argument("--step", nargs="+", choices=STEPS, default=STEPS, help="some of what is timed (all)")
    parser.add_argument("--turns", type=int, default=0, help="turns of each contender (5, at ten million 3)")
    parser.add_argument("--folder", type=Path, default=None, help="where registers are kept for the next run")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the made registers")
    parser.add_argument("--json", type=Path, default=None, metavar="FILE", help="write all figures to FILE as well")
    return parser.parse_args()


def _sizes(choices: argparse.Namespace) -> list[Size]:
    sizes = list(QUICK_SIZES if choices.quick else SIZES)
    if choices.sizes:
        known = {size.rows: size for size in (*QUICK_SIZES, *SIZES)}
        sizes = [known.get(rows, Size(rows, 3, 2)) for rows in choices.sizes]
    if choices.turns:
        sizes = [Size(size.rows, choices.turns, size.times) for size in sizes]
    return [size for size in sizes if _has_room(size)]


def _has_room(size: Size) -> bool:
    free = _available_bytes()
    if size.rows * BYTES_A_ROW <= free:
        return True
    print(f"{size.rows:,} subjects left out: {size.rows * BYTES_A_ROW / 2**30:.1f} GiB wanted, {free / 2**30:.1f} free")
    return False


def _available_bytes() -> int:
    """What a process could get, files kept in memory counted in where the system tells."""
    told = Path("/proc/meminfo")
    lines = told.read_text(encoding="ascii").splitlines() if told.exists() else []
    available = [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
    return available[0] if available else os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _surroundings(choices: argparse.Namespace) -> dict[str, str]:
    libraries = ("polars", "narwhals", "duckdb", "pyspark", "openfisca-core", "numpy", "zen-engine")
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in libraries},
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "seed": str(choices.seed),
        "run": "quick" if choices.quick else "full",
    }


def _register(folder: Path, *, rows: int, seed: int) -> Path:
    """Make a register once; the process that makes it is gone before anything is timed."""
    path = folder / f"register-{rows}-{seed}.parquet"
    if not path.exists():
        _turn("register", "-", path, "--rows", str(rows), "--seed", str(seed))
    return path


def _turn(step: str, name: str, register: Path, *more: str) -> Child:
    return run_child([sys.executable, str(TURN), step, name, str(register), *more], surroundings=THREADS)


# ---------------------------------------------------------------------------------------------------------------------
# Agreement


def _check_agreement(report: Report, names: Sequence[str], folder: Path, *, seed: int, quick: bool) -> list[str]:
    """Hold everybody to the plain computation over some rows, and to Polars by hand over all. Gives who takes part."""
    rows, plain = (5_000, 500) if quick else (20_000, 2_000)
    register = _register(folder, rows=rows, seed=seed + 1)
    expected = {name: folder / f"expected-{name}.parquet" for name in ("plain", "hand")}
    _turn("oracle", "-", register, "--rows", str(plain), "--out", str(expected["plain"]))
    _turn("answers", HAND_POLARS, register, "--out", str(expected["hand"]))
    answers, cells, differences, part = folder / "answers.parquet", 0, [], []
    for name in names:
        told = _turn("answers", name, register, "--out", str(answers)).told
        if "refused" in told:
            print(f"  {name} takes no part: {told['refused']}")
            continue
        part.append(name)
        for against in expected.values():
            found = _turn("compare", name, against, "--out", str(answers)).told
            cells += found["cells"]
            differences += [f"{name}: {line}" for line in found["lines"]]
            verdicts = found["verdicts"]
    report.figures["agreement"] = {
        "subjects": rows,
        "plain": plain,
        "cells": cells,
        "verdicts": verdicts,
        "differences": differences,
    }
    yes, no, undetermined = verdicts
    print(
        f"\nAgreement: {rows:,} subjects, {plain:,} of them by the plain computation, {cells:,} cells compared "
        f"(eligible {yes:,}, not {no:,}, undetermined {undetermined:,})"
    )
    if differences:
        print("They differ; nothing is timed:", *differences[:40], sep="\n  ")
        sys.exit(1)
    print("  no difference in any verdict, sum, most or missing fact")
    return part


# ---------------------------------------------------------------------------------------------------------------------
# What is timed


def _in_turns(names: Sequence[str], turns: int, run: Callable[[str], Child]) -> Takings:
    """A B C, B C A, …: everybody once in each turn."""
    takings: Takings = {name: Taken() for name in names}
    if not names:
        return takings
    for number in range(turns):
        start = number % len(names)
        for name in (*names[start:], *names[:start]):
            child = run(name)
            if "refused" not in child.told:
                takings[name].add(child)
    return {name: taken for name, taken in takings.items() if taken.told}


def _time_wide(report: Report, names: Sequence[str], register: Path, size: Size) -> None:
    part = [name for name in names if name not in SLOW]
    takings = _in_turns(part, size.turns, lambda name: _turn("wide", name, register, "--times", str(size.times)))
    slow = [name for name in names if name in SLOW and _is_worth(name, size)]
    takings |= _in_turns(slow, 1, lambda name: _turn("wide", name, register, "--times", "2"))
    rows = tuple(_wide_row(name, taken, takings, size) for name, taken in takings.items())
    headings = ("", "build ms", "load s", "compute s", "first s", "M/s", "× by hand", "CPU s", "CPU ×", "peak MiB")
    note = f"Medians of {size.turns} processes; `compute` leaves out the first in each, which is `first`; own CPU."
    print_table(Table(f"{size.rows:,} subjects × 19: the wide result in memory", headings, rows, note))
    report.figures[f"wide_{size.rows}"] = {name: _figures(taken) for name, taken in takings.items()}
    _hold_wide_to_aims(report, takings, size)


def _wide_row(name: str, taken: Taken, takings: Takings, size: Size) -> tuple[str, ...]:
    seconds, processor = taken.seconds("compute"), median(taken.processor["compute"])
    hand = takings.get(HAND_POLARS, taken)
    return (
        name,
        f"{taken.seconds('build') * 1000:.1f}",
        f"{taken.seconds('load'):.3f}",
        f"{seconds:.3f}",
        f"{median(taken.first['compute']):.3f}",
        f"{size.rows / seconds / 1e6:.2f}",
        f"{hand.seconds('compute') / seconds:.2f}",
        f"{processor:.3f}",
        f"{median(hand.processor['compute']) / processor:.2f}",
        f"{max(taken.peaks):.0f}",
    )


def _hold_wide_to_aims(report: Report, takings: Takings, size: Size) -> None:
    if OURS not in takings:
        return
    ours = takings[OURS].seconds("compute")
    if size.rows >= HELD_TO_AIMS:
        for name, aim in ((HAND_POLARS, BESIDE_HAND_POLARS), (HAND_DUCKDB, TIMES_DUCKDB), (OPENFISCA, TIMES_OPENFISCA)):
            if name in takings:
                times = takings[name].seconds("compute") / ours
                report.aim(
                    name=f"{OURS} beside {name}, {size.rows:,} subjects",
                    aim=f"≥ {aim} ×",
                    found=f"{times:.2f} ×",
                    met=times >= aim,
                )
    milliseconds = takings[OURS].seconds("build") * 1000
    report.aim(
        name=f"building the expressions on Polars ({size.rows:,})",
        aim=f"< {BUILD_MILLISECONDS:.0f} ms",
        found=f"{milliseconds:.1f} ms, first {median(takings[OURS].first['build']) * 1000:.1f}",
        met=median(takings[OURS].first["build"]) * 1000 < BUILD_MILLISECONDS,
    )


def _is_worth(name: str, size: Size) -> bool:
    return size.rows <= SLOW.get(name, size.rows)


def _time_long(report: Report, names: Sequence[str], register: Path, size: Size, folder: Path) -> None:
    part = [name for name in names if name not in (ZEN, HAND_POLARS_AS_IT_COMES) and _is_worth(name, size)]
    target = folder / "long.parquet"
    turns = min(size.turns, 3)
    takings = _in_turns(part, turns, lambda name: _turn("long", name, register, "--out", str(target)))
    if OURS in names:
        whole = _in_turns([OURS], turns, lambda name: _turn("rows", name, register, "--out", str(target)))
        takings |= {f"{name}, all of `lingqu bulk`": taken for name, taken in whole.items()}
    rows = tuple(_step_row(name, "long", taken, takings, size) for name, taken in takings.items())
    headings = ("", "s", "M rows/s", "× by hand", "CPU s", "peak MiB", "file MB")
    note = "From the register in memory to a file, one row for each subject and measure; what is computed is inside."
    print_table(Table(f"{size.rows:,} subjects × 19: the long Parquet", headings, rows, note))
    report.figures[f"long_{size.rows}"] = {name: _figures(taken) for name, taken in takings.items()}


def _time_totals(report: Report, names: Sequence[str], register: Path, size: Size) -> None:
    part = [name for name in names if name not in (ZEN, HAND_POLARS_AS_IT_COMES) and _is_worth(name, size)]
    if size.rows > HELD_TO_AIMS:
        part = [name for name in part if name != OPENFISCA]  # it would need the register in memory whole
    turns = min(size.turns, 3)
    takings = _in_turns(part, turns, lambda name: _turn("totals", name, register, "--times", "2"))
    found = {name: taken.told[0]["found"] for name, taken in takings.items()}
    unlike = [name for name in found if found[name] != next(iter(found.values()))]
    if unlike:
        print(f"Totals differ: {', '.join(unlike)}")
        sys.exit(1)
    rows = tuple(_step_row(name, "totals", taken, takings, size)[:-1] for name, taken in takings.items())
    headings = ("", "s", "M rows/s", "× by hand", "CPU s", "peak MiB")
    print_table(
        Table(f"{size.rows:,} subjects × 19: totals straight from the Parquet file", headings, rows, "All the same.")
    )
    report.figures[f"totals_{size.rows}"] = {name: _figures(taken) for name, taken in takings.items()}
    if OURS in takings and size.rows > HELD_TO_AIMS:
        peak = max(takings[OURS].peaks) / 1024
        report.aim(
            name=f"totals from a file of {size.rows:,} subjects, peak memory",
            aim=f"≤ {TOTALS_GIB} GiB",
            found=f"{peak:.2f} GiB",
            met=peak <= TOTALS_GIB,
        )


def _time_what_if(report: Report, register: Path, size: Size) -> None:
    takings = _in_turns([OURS], size.turns, lambda name: _turn("whatif", name, register, "--times", "5"))
    taken = takings[OURS]
    first, again = median(taken.first["whatif"]) * 1000, taken.seconds("whatif") * 1000
    report.figures[f"whatif_{size.rows}"] = {name: _figures(each) for name, each in takings.items()}
    print(
        f"\nA whole what-if over {size.rows:,} subjects in memory: {again:.0f} ms, the first in a process {first:.0f}"
    )
    report.aim(
        name=f"a whole what-if over {size.rows:,} subjects, first in its process",
        aim=f"< {WHAT_IF_MILLISECONDS:.0f} ms",
        found=f"{first:.0f} ms, then {again:.0f}",
        met=first < WHAT_IF_MILLISECONDS,
    )


def _step_row(name: str, step: str, taken: Taken, takings: Takings, size: Size) -> tuple[str, ...]:
    seconds = taken.seconds(step)
    hand = takings.get(HAND_POLARS, taken).seconds(step)
    return (
        name,
        f"{seconds:.3f}",
        f"{size.rows * 19 / seconds / 1e6:.1f}",
        f"{hand / seconds:.2f}",
        f"{median(taken.processor[step]):.3f}",
        f"{max(taken.peaks):.0f}",
        f"{taken.told[0].get('bytes', 0) / 1e6:.0f}",
    )


def _figures(taken: Taken) -> dict[str, Any]:
    return {"first": taken.first, "again": taken.again, "processor": taken.processor, "peak_mib": taken.peaks}


if __name__ == "__main__":
    main()
