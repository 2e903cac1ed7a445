"""Assessing one applicant, timed: Lingqu beside zen-engine and openfisca-core on the same nineteen measures.

Its one law: first all contenders must give the same verdicts and sums; only then is anything timed. README.md says what
each figure means. Run it by `./run bench assess`; no test looks at its times.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import subjects
from measurement.agreement import compare
from measurement.processes import alternate, run_on_one_core
from measurement.report import Report, Table, print_aims, print_table
from measurement.timings import Contender, Times, first_pass, take_turns
from peers import flat, openfisca, plain, zen
from peers.measures import MEASURES
from peers.ours import Lingqu

ALL_AT_ONCE_MICROSECONDS = 60.0
TIMES_ZEN = 1.3
SUBJECTS_A_SECOND = 5_000
TIMES_BARE_START = 25.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything a run does."""

    compared: int
    timed: int
    timed_openfisca: int
    rounds: int
    seen_before: int
    in_columns: int
    through_command_line: int
    starts: int


FULL = Size(5_000, 2_000, 60, 5, 10_000, 100_000, 100_000, 15)
QUICK = Size(500, 300, 15, 2, 1_000, 20_000, 5_000, 5)


@dataclass(frozen=True, slots=True)
class Contenders:
    """Who is compared; all are built once and asked many times."""

    ours: Lingqu
    zen: zen.Zen
    bare: Mapping[str, Callable[[Mapping[str, Any]], Any]]
    openfisca: openfisca.OpenFisca


def main() -> None:
    """Compare, time, print."""
    choices = _choices()
    size = QUICK if choices.quick else FULL
    report = Report(surroundings=_surroundings(choices.seed, quick=choices.quick))
    print("  ".join(f"{name}: {value}" for name, value in report.surroundings.items()))
    contenders = Contenders(Lingqu(), zen.Zen(), zen.BareExpressions().evaluators(), openfisca.OpenFisca())

    _check_agreement(contenders, report, size=size, seed=choices.seed)
    made = list(subjects.generate(count=size.timed, seed=choices.seed + 1))
    _time_all_at_once(contenders, report, made, size=size, seed=choices.seed)
    _time_each_measure(contenders, report, made, size=size)
    _time_columns(contenders, report, size=size, seed=choices.seed)
    with tempfile.TemporaryDirectory(prefix="lingqu-bench-") as folder:
        count = choices.subjects or size.through_command_line
        _time_command_line(report, Path(folder), count=count, seed=choices.seed)
        _time_cold_start(report, Path(folder), starts=size.starts)

    print_aims(report.aims)
    if choices.json:
        report.write_json(choices.json)


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench assess", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see that it runs")
    parser.add_argument("--subjects", type=int, default=0, help="subjects sent through the command line")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the made subjects")
    parser.add_argument("--json", type=Path, default=None, metavar="FILE", help="write all figures to FILE as well")
    return parser.parse_args()


def _surroundings(seed: int, *, quick: bool) -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "zen-engine": version("zen-engine"),
        "openfisca-core": version("openfisca-core"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "seed": str(seed),
        "run": "quick" if quick else "full",
    }


# ---------------------------------------------------------------------------------------------------------------------
# Agreement


def _check_agreement(contenders: Contenders, report: Report, *, size: Size, seed: int) -> None:
    made = list(subjects.generate(count=size.compared, seed=seed))
    records = [flat.flatten(facts=subject["facts"]) for subject in made]
    agreement = compare(
        subjects=[subject["id"] for subject in made],
        answers={
            "lingqu": [contenders.ours.answers(subject) for subject in made],
            "plain python": [_plain_answers(subject["facts"]) for subject in made],
            "zen, one decision": [contenders.zen.answers(record) for record in records],
            "zen, nineteen decisions": [contenders.zen.answers_one_by_one(record) for record in records],
            "openfisca": contenders.openfisca.answers(records),
        },
    )
    report.figures["agreement"] = {
        "subjects": len(made),
        "pairs": agreement.pairs,
        "by_verdict": dict(agreement.by_verdict),
        "differences": [str(difference) for difference in agreement.differences],
    }
    shares = ", ".join(f"{verdict} {count}" for verdict, count in sorted(agreement.by_verdict.items()))
    print(f"\nAgreement: {len(made)} subjects, {agreement.pairs} pairs of answers compared ({shares})")
    if agreement.differences:
        print(f"{len(agreement.differences)} differ; nothing is timed:")
        for difference in agreement.differences[:40]:
            print(f"  {difference}")
        sys.exit(1)
    print("  no difference in any verdict or sum")


def _plain_answers(facts: Mapping[str, Any]) -> dict[str, tuple[str, int | None]]:
    return {
        outcome.measure: (outcome.verdict, outcome.award.fen if outcome.award else None)
        for outcome in plain.assess(facts=facts, with_missing=False)
    }


# ---------------------------------------------------------------------------------------------------------------------
# All nineteen measures for one subject


def _time_all_at_once(
    contenders: Contenders, report: Report, made: Sequence[dict[str, Any]], *, size: Size, seed: int
) -> None:
    ours = contenders.ours
    records = [flat.flatten(facts=subject["facts"]) for subject in made]
    columns = [openfisca.columns_of([record]) for record in records[: size.timed_openfisca]]
    fresh = Lingqu()
    on_first_sight = first_pass(fresh.judge, [fresh.read(subject) for subject in made])
    for subject in subjects.generate(count=size.seen_before, seed=seed + 2):
        ours.judge(ours.read(subject))
    read = [ours.read(subject) for subject in made]
    known = ours.patterns()
    on_second_sight = first_pass(ours.judge, read)
    met_anew = ours.patterns() - known
    answers = [ours.judge(subject) for subject in read]

    times = take_turns(
        [
            Contender("lingqu", ours.judge, read),
            Contender("zen", contenders.zen.ask_all, records),
            Contender("bare", contenders.bare["all"], records),
            Contender("read", ours.read, made),
            Contender("say", ours.say, answers),
            Contender("near", ours.near, answers),
            Contender("spell", ours.spell, answers),
        ],
        rounds=size.rounds,
    )
    times |= take_turns([Contender("openfisca", contenders.openfisca.ask_all, columns)], rounds=1)
    times |= {"lingqu unseen": on_second_sight, "lingqu new": on_first_sight}
    report.figures["all_at_once_microseconds"] = {name: asdict(each) for name, each in times.items()}
    report.figures["patterns"] = {"known": known, "met_anew": met_anew, "asked": len(made) * len(MEASURES)}

    labels = {
        "lingqu": "Lingqu: verdicts, sums, missing facts, trace",
        "lingqu unseen": f"  the same, subjects not seen before, {known} patterns known",
        "lingqu new": "  the same, new program, nothing known",
        "zen": "zen-engine: verdicts and sums, one decision",
        "bare": "  zen's expression language alone, no decision model",
        "openfisca": "openfisca-core: verdicts and sums, one person",
        "read": "apart: Lingqu reads and checks the record",
        "say": "apart: Lingqu's nineteen reasons in Chinese",
        "near": "apart: Lingqu's near misses",
        "spell": "apart: Lingqu's whole answer as a line of JSON",
    }
    rows = tuple(_row(label, times[name]) for name, label in labels.items())
    share = 100 * met_anew / (len(made) * len(MEASURES))
    note = f"Of the subjects not seen before {share:.1f} % of the answers met a pattern not seen before."
    print_table(Table("All nineteen measures, one subject", ("", "p50 µs", "p95 µs", "calls"), rows, note))
    found = times["lingqu"].p50
    report.aim(
        name="all nineteen, one subject, p50",
        aim=f"< {ALL_AT_ONCE_MICROSECONDS:.0f} µs",
        found=f"{found:.1f} µs (not seen before {on_second_sight.p50:.1f})",
        met=max(found, on_second_sight.p50) < ALL_AT_ONCE_MICROSECONDS,
    )
    report.aim(
        name="all nineteen beside zen's one decision",
        aim=f"≤ {TIMES_ZEN} ×",
        found=f"{found / times['zen'].p50:.2f} ×",
        met=found <= TIMES_ZEN * times["zen"].p50,
    )


def _row(label: str, times: Times) -> tuple[str, ...]:
    return label, f"{times.p50:.1f}", f"{times.p95:.1f}", str(times.samples)


# ---------------------------------------------------------------------------------------------------------------------
# One measure alone


def _time_each_measure(contenders: Contenders, report: Report, made: Sequence[dict[str, Any]], *, size: Size) -> None:
    ours = contenders.ours
    read = [ours.read(subject) for subject in made]
    records = [flat.flatten(facts=subject["facts"]) for subject in made]
    rows, figures, worst = [], {}, ("", 0.0)
    for code in MEASURES:
        parts = [{name: record[name] for name in flat.FACTS_OF[code] if name in record} for record in records]
        columns = [openfisca.columns_of([part]) for part in parts[: size.timed_openfisca]]
        times = take_turns(
            [
                Contender("lingqu", ours.judge_one(code), read),
                Contender("zen", _asking(contenders.zen.ask, code), parts),
                Contender("zen whole record", _asking(contenders.zen.ask, code), records),
                Contender("bare", contenders.bare[code], parts),
            ],
            rounds=size.rounds,
        )
        times |= take_turns([Contender("openfisca", _asking(contenders.openfisca.ask, code), columns)], rounds=1)
        ratio = times["lingqu"].p50 / times["zen"].p50
        worst = max(worst, (code, ratio), key=lambda each: each[1])
        figures[code] = {name: asdict(each) for name, each in times.items()}
        rows.append(
            (
                code,
                *(f"{part:.1f}" for name in ("lingqu", "zen") for part in (times[name].p50, times[name].p95)),
                f"{ratio:.2f}",
                *(f"{times[name].p50:.1f}" for name in ("zen whole record", "bare")),
                *(f"{part:.0f}" for part in (times["openfisca"].p50, times["openfisca"].p95)),
            )
        )
    report.figures["each_measure_microseconds"] = figures
    headings = (
        "", "Lingqu p50", "p95", "zen p50", "p95", "Lingqu/zen", "zen, whole record", "bare expression",
        "openfisca p50", "p95",
    )  # fmt: skip
    print_table(Table("One measure alone, one subject, µs", headings, tuple(rows)))
    report.aim(
        name="one measure alone beside zen, p50",
        aim=f"≤ {TIMES_ZEN} ×",
        found=f"at worst {worst[1]:.2f} × ({worst[0]})",
        met=worst[1] <= TIMES_ZEN,
    )


def _asking(ask: Callable[[str, Any], Any], code: str) -> Callable[[Any], Any]:
    return lambda argument: ask(code, argument)


# ---------------------------------------------------------------------------------------------------------------------
# Many subjects


def _time_columns(contenders: Contenders, report: Report, *, size: Size, seed: int) -> None:
    made = subjects.generate(count=size.in_columns, seed=seed + 3)
    columns = openfisca.columns_of([flat.flatten(facts=subject["facts"]) for subject in made])
    times = first_pass(lambda table: contenders.openfisca.ask_all(table, count=size.in_columns), [columns])
    each = times.p50 / size.in_columns
    report.figures["openfisca_columns"] = {"subjects": size.in_columns, "microseconds_a_subject": each}
    print(
        f"\nOpenFisca over columns, for comparison: {size.in_columns} subjects × 19 in {times.p50 / 1e6:.3f} s, "
        f"{each:.2f} µs a subject (columns made beforehand; verdicts and sums only)"
    )


def _time_command_line(report: Report, folder: Path, *, count: int, seed: int) -> None:
    source, target = folder / "subjects.jsonl", folder / "answers.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for subject in subjects.generate(count=count, seed=seed + 4):
            lines.write(json.dumps(subject, ensure_ascii=False) + "\n")
    run = run_on_one_core([_lingqu(), "assess", "--format", "jsonl", str(source)], output=target)
    with target.open("rb") as lines:
        answered = sum(1 for _ in lines)
    rate = count / run.seconds
    report.figures["command_line"] = {"subjects": count, "answered": answered, "a_second": rate, **asdict(run)}
    print(
        f"\n`lingqu assess --format jsonl`, one core, reasons included: {count} subjects in {run.seconds:.1f} s, "
        f"{rate:,.0f} a second, peak memory {run.peak_mib:.0f} MiB, "
        f"{source.stat().st_size / 1e6:.0f} MB in, {target.stat().st_size / 1e6:.0f} MB out"
    )
    report.aim(
        name=f"jsonl through the command line, {count} subjects, one core",
        aim=f"≥ {SUBJECTS_A_SECOND:,} a second",
        found=f"{rate:,.0f} a second" if answered == count else f"only {answered} of {count} answered",
        met=rate >= SUBJECTS_A_SECOND and answered == count,
    )


def _time_cold_start(report: Report, folder: Path, *, starts: int) -> None:
    source = folder / "one.json"
    source.write_text(json.dumps(subjects.typical(seed=1)), encoding="utf-8")
    seconds = alternate(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -I -S -c pass": [sys.executable, "-I", "-S", "-c", "pass"],
            "lingqu assess, text": [_lingqu(), "assess", str(source)],
            "lingqu assess, jsonl": [_lingqu(), "assess", "--format", "jsonl", str(source)],
        },
        runs=starts,
    )
    report.figures["cold_start_seconds"] = seconds
    bare, barest = seconds["python -c pass"], seconds["python -I -S -c pass"]
    rows = tuple(
        (name, f"{taken * 1000:.1f}", f"{taken / bare:.1f}", f"{taken / barest:.1f}") for name, taken in seconds.items()
    )
    headings = ("", "median ms", "× python -c pass", "× python -I -S -c pass")
    print_table(Table(f"A cold start, {starts} alternating runs, one core", headings, rows))
    text = seconds["lingqu assess, text"]
    report.aim(
        name="cold `lingqu assess` beside a bare interpreter start",
        aim=f"< {TIMES_BARE_START:.0f} ×",
        found=f"{text / bare:.1f} × (with -I -S {text / barest:.1f} ×)",
        met=text < TIMES_BARE_START * bare,
    )


def _lingqu() -> str:
    return str(Path(sysconfig.get_path("scripts")) / "lingqu")


if __name__ == "__main__":
    main()
