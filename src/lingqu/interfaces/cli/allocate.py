"""`lingqu allocate`: applications and rules in, the best choice out, with its proof, its reasons and its price.

Its one law: everything is checked before anything is solved, and nothing is written where it cannot be kept whole.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TypeVar

import click

from lingqu.interfaces.cli.allocation_files import allocation_as_csv, allocation_as_json
from lingqu.interfaces.cli.allocation_report import allocation_report
from lingqu.interfaces.cli.allocation_words import bound, worth
from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import FAILED, Refusal
from lingqu.interfaces.cli.outputs import deliver, output_options, outputs_given
from lingqu.interfaces.cli.policy_choice import wrong
from lingqu.interfaces.cli.progress import EVERY, WAIT
from lingqu.interfaces.cli.screen import Line
from lingqu.interfaces.cli.tables_on_screen import report_lines
from lingqu.law.studies.allocation.allocation import Allocation, UnableToFinish, UnableToSatisfy, allocate
from lingqu.law.studies.allocation.applications import read_applications
from lingqu.law.studies.allocation.binding import bind
from lingqu.law.studies.allocation.clashes import Clash
from lingqu.law.studies.allocation.programme import Programme
from lingqu.law.studies.allocation.questions import Consequence, ask
from lingqu.law.studies.allocation.rules_file import read_rules
from lingqu.law.studies.allocation.sayings import AllocationFault, UnableToAllocate, nearest
from lingqu.law.studies.allocation.solver import Effort, Progress
from lingqu.reports.wording import Words

EXACT_UP_TO = 1000
"""So many applications are solved to the proven optimum if nothing is said; more to a gap of 0.01 %."""

USUAL_GAP = "0.01"
MOST_FAULTS = 50
_NUMBER = re.compile(r"\d{1,7}(\.\d{1,6})?")
_CLEAR = "\r\x1b[K"

Read = TypeVar("Read")

_NEEDED = Words("规则文件（TOML）", "a rules file (TOML)")
_GAP = Words("0 至 100 的百分数", "a percentage from 0 to 100")
_SECONDS = Words("大于 0 的秒数", "seconds, more than 0")
_KNOWN = Words("申请表里的编号", "the id of an application")
_MORE = Words("另有 {} 处，未列出", "{} more faults, not told")
_CLASH = Words(
    "规则不能同时满足：以下 {} 条合在一起做不到，去掉其中任何一条就可以：",
    "the rules cannot be kept together: these {} clash, and any one taken away they do not:",
)
_CLASH_OPEN = Words(
    "规则不能同时满足：以下 {} 条合在一起做不到（时间用完，其中可能有多余的）：",
    "the rules cannot be kept together: these {} clash (time ran out; some may not be needed):",
)
_NO_TIME = Words(
    "{} 秒内既没有找到可行的选法，也没有证明不存在；用 --time-limit 给更多时间",
    "in {} seconds neither a choice that keeps the rules was found nor that there is none; --time-limit gives more",
)
_SOLVING = Words("正在求解……{} 秒", "solving ... {} s")
_SO_FAR = Words("，已找到 {}，至多 {}", ", {} found, at most {}")
_OUT = Words(
    "不同于输入和其他输出、所在文件夹已有的 .csv 文件",
    "a .csv file in a folder that exists, other than the inputs and other outputs",
)
_UNWRITABLE = Words(
    "{}：无法写入（{}）；原有的文件没有动", "{}: cannot be written ({}); the earlier file was not touched"
)
_WRITTEN = Words("已写出 {}", "wrote {}")


@click.command(
    cls=BilingualCommand,
    help="""择优分配：在资金池、上限、下限、互斥等规则下，从带评分的申请里选出最好的一组。

    APPLICATIONS 是申请表（CSV、Excel 或 Parquet），规则写在 --rules 的 TOML 文件里（写法见 docs/allocation.md）。
    给出选中的与每年金额、最优的证明或差距、每个未选的被哪条限制挡住及其价格、与按分数排队的比较。""",
    english="""Allocate: choose the best set of scored applications under pools, ceilings, floors and exclusions.

    APPLICATIONS is a table (CSV, Excel or Parquet); the rules stand in the TOML file of --rules (docs/allocation.md).
    Told: the choice, its sums a year, proof or gap, what keeps each other one out and its price, greedy beside it.""",
)
@click.argument("applications", metavar="APPLICATIONS")
@option("--rules", zh="规则文件。", en="The rules.", metavar="FILE")
@option(
    "--why",
    zh="放入（或去掉）这一项会怎样：另行精确求解。",
    en="What follows if this one is let in (or left out).",
    metavar="ID",
)
@option(
    "--gap",
    zh="差距到百分之几就够；不写则至多 1000 项求到最优，再多求到 0.01。",
    en="The gap that is good enough, in percent; without it the optimum up to 1000 applications, 0.01 beyond.",
    metavar="PERCENT",
)
@option(
    "--time-limit", zh="最多算多少秒。", en="The most seconds to take.", default="300", metavar="S", show_default=True
)
@option(
    "--out",
    zh="另写一份 CSV：每项申请一行。",
    en="Write a CSV as well, a line for each application.",
    metavar="OUT.csv",
)
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    applications: str,
    rules: str | None,
    why: str | None,
    gap: str | None,
    time_limit: str,
    out: str | None,
    report_file: str | None,
    excel_file: str | None,
    as_json: bool,
) -> None:
    """Allocate."""
    lang = language_in(ctx)
    faults = _option_faults(rules, gap, time_limit, lang)
    if faults or rules is None:
        raise Refusal(faults)
    inputs = [Path(applications), Path(rules)]
    outputs = outputs_given(report_file=report_file, excel_file=excel_file, as_json=as_json, lang=lang, inputs=inputs)
    target = _target(out, [*inputs, *(each for each in (outputs.report, outputs.excel) if each)], lang)
    programme = _bound(Path(applications), Path(rules), lang)
    if why is not None:
        _check_id(programme, why, lang)
    usual = "0" if len(programme.items) <= EXACT_UP_TO else USUAL_GAP
    limit = float(time_limit)
    with _watched(programme, lang) as watch:
        began = monotonic()
        effort = Effort(float(gap or usual) / 100, lambda: limit - (monotonic() - began), watch)
        allocation, answer = _solved(programme, why, effort, time_limit, lang)
    report = allocation_report(allocation, Path(applications).name, answer, lang)
    if target is not None:
        _write(target, allocation_as_csv(allocation, lang), lang)
    json_value = allocation_as_json(allocation, answer) if as_json else None

    def on_screen(_: object, width: int) -> Iterable[Line]:
        return report_lines(allocation_report(allocation, Path(applications).name, answer, lang, width=width), width)

    deliver(report, json_value, outputs=outputs, lang=lang, screen=on_screen)


def _option_faults(rules: str | None, gap: str | None, time_limit: str, lang: str) -> list[str]:
    faults = []
    if rules is None:
        faults.append(wrong("--rules", "", _NEEDED.said(lang), "allocation.toml", lang))
    if gap is not None and (not _NUMBER.fullmatch(gap) or float(gap) > 100):
        faults.append(wrong("--gap", gap, _GAP.said(lang), USUAL_GAP, lang))
    if not _NUMBER.fullmatch(time_limit) or float(time_limit) == 0:
        faults.append(wrong("--time-limit", time_limit, _SECONDS.said(lang), "60", lang))
    return faults


def _target(out: str | None, others: list[Path], lang: str) -> Path | None:
    if out is None:
        return None
    path = Path(out)
    taken = {each.resolve() for each in others}
    if path.suffix.lower() != ".csv" or path.is_dir() or not path.resolve().parent.is_dir() or path.resolve() in taken:
        raise Refusal([wrong("--out", out, _OUT.said(lang), "allocation.csv", lang)])
    return path


def _bound(applications: Path, rules: Path, lang: str) -> Programme:
    """Read both files, the faults of both told together."""
    faults: list[AllocationFault] = []
    found_rules = _kept(lambda: read_rules(rules), faults)
    found_items = _kept(lambda: read_applications(applications), faults)
    if found_rules is not None and found_items is not None:
        programme = _kept(lambda: bind(found_items, found_rules), faults)
        if programme is not None:
            return programme
    lines = [fault.said(lang) for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append(_MORE.said(lang).format(len(faults) - MOST_FAULTS))
    raise Refusal(lines)


def _kept(work: Callable[[], Read], faults: list[AllocationFault]) -> Read | None:
    try:
        return work()
    except UnableToAllocate as error:
        faults += error.faults
        return None


def _check_id(programme: Programme, why: str, lang: str) -> None:
    ids = [item.id for item in programme.items]
    if why not in ids:
        near = nearest(why, ids)
        raise Refusal([wrong("--why", why, _KNOWN.said(lang), near or ids[0], lang, near)])


def _solved(
    programme: Programme, why: str | None, effort: Effort, time_limit: str, lang: str
) -> tuple[Allocation, Consequence | None]:
    try:
        allocation = allocate(programme, effort)
        return allocation, None if why is None else ask(allocation, why, effort)
    except UnableToSatisfy as error:
        raise Refusal(_clash_lines(error.clash, lang)) from None
    except UnableToFinish:
        raise Refusal([_NO_TIME.said(lang).format(time_limit)], FAILED) from None


def _clash_lines(clash: Clash, lang: str) -> list[str]:
    words = _CLASH if clash.minimal else _CLASH_OPEN
    lines = [words.said(lang).format(len(clash.rows))]
    return [*lines, *(f"  · {row.label.said(lang)} {bound(row, lang)}" for row in clash.rows)]


@contextmanager
def _watched(programme: Programme, lang: str) -> Iterator[Callable[[Progress], None]]:
    """While the solver runs, a person at a terminal is told how long and how far, on a line that goes away."""
    began = monotonic()
    due = began + WAIT
    watcher = sys.stderr

    def told(progress: Progress) -> None:
        nonlocal due
        if monotonic() < due or not watcher.isatty():
            return
        due = monotonic() + EVERY
        text = _SOLVING.said(lang).format(int(monotonic() - began))
        if math.isfinite(progress.value) and math.isfinite(progress.bound) and abs(progress.bound) < 1e18:
            values = (worth(programme.goal, int(each), lang) for each in (progress.value, progress.bound))
            text += _SO_FAR.said(lang).format(*values)
        watcher.write(f"{_CLEAR}{text}")
        watcher.flush()

    try:
        yield told
    finally:
        if due > began + WAIT:
            watcher.write(_CLEAR)
            watcher.flush()


def _write(path: Path, text: str, lang: str) -> None:
    from lingqu.reports.written import replacing

    try:
        with replacing(path) as beside:
            beside.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise Refusal([_UNWRITABLE.said(lang).format(path, reason)]) from None
    print(_WRITTEN.said(lang).format(path), file=sys.stderr)
