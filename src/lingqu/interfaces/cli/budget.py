"""`lingqu budget`: what a register could draw, year by year, against the pools of the policy.

Its one law: all options and assumptions are checked before the register is read, and the assumptions stand in the
result. The figures are made by the study; here they are only asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.outputs import Outputs, deliver, output_options, outputs_given
from lingqu.interfaces.cli.policy_choice import (
    compiled,
    day_given,
    judging_options,
    judging_pack,
    measures_given,
    wrong,
)
from lingqu.interfaces.cli.progress import waited_for
from lingqu.interfaces.cli.readings_used import note_unused
from lingqu.interfaces.cli.register_choice import opened_register, register_options
from lingqu.law.engine.program import Program
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.law.bulk.register import Register
    from lingqu.law.studies.budget.assumptions import Assumptions, Payers
    from lingqu.law.studies.budget.faults import UnableToBudget

DEFAULT_DRAWS = 2000
MOST_DRAWS = 50_000
LARGEST_SEED = 2**63 - 1
_MOST_YEARS = 30
_DAY_OF_YEAR = (6, 30)
_YEARS = re.compile(r"([12]\d{3})(?:-([12]\d{3}))?")
_NUMBER = re.compile(r"\d{1,19}")

_WHOLE = Words("{} 至 {} 的整数", "a whole number from {} to {}")
_SPAN = Words("政策有效的年份 {} 至 {}，从早到晚", "years in which the policy is in force, {} to {}, in order")
_SAME = Words("从 --as-of 的那一年 {} 起的年份", "years that begin with that of --as-of, {}")
_IN_FORCE = Words("政策有效的年份里的一天，{} 至 {}", "a day of a year in which the policy is in force, {} to {}")
_WORKING = Words("正在测算", "drawing the sums")
_NO_POOL = Words(
    "--policy：{} 没有写资金池，无从对照；例如 guilin2026",
    "--policy: {} names no pool to hold sums against; e.g. guilin2026",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say, once checked; no years: from the year after the register's last figures on."""

    day: date | None
    years: tuple[int, ...]
    seed: int
    draws: int
    measures: tuple[str, ...]


@click.command(
    cls=BilingualCommand,
    help="""资金测算：登记册里的主体各年可能领多少，资金池够不够，哪一年不够。

    REGISTER 是登记册（Parquet、CSV 或 Excel）。给出应得、P10、P50、P90 和至多五个数；
    申报率、批准比例等假设在 --assumptions 的文件里，随结果全部打印。""",
    english="""Budget: what the subjects of a register could draw in each year, and in which year a pool runs dry.

    REGISTER is a register (Parquet, CSV or Excel). Told are what is due, P10, P50, P90 and the most; take-up and all
    else that is assumed stands in the file of --assumptions and is printed with the result.""",
)
@register_options
@judging_options
@option(
    "--assumptions",
    zh="假设文件（TOML），只写与默认不同的；不写则用随附的一份。",
    en="A file of assumptions (TOML) that holds what differs from the ones shipped.",
    metavar="FILE",
)
@option("--measure", zh="只算这一条措施。", en="Budget this measure only.", multiple=True, metavar="F11")
@option(
    "--pays",
    zh="哪个资金池支付哪条措施：假设文件里 [[pays]] 的名称；不写则用与口径相合的第一个。",
    en="Which pool pays what: the name of a [[pays]] of the assumptions; without it the first that fits the readings.",
    metavar="NAME",
)
@option(
    "--years",
    zh="哪些年；不写则从 --as-of 的那一年（没有则登记册最后一年的下一年）到政策最后一年。",
    en="The years; without it from that of --as-of (else the one after the register's last) to the policy's end.",
    metavar="YYYY-YYYY",
)
@option("--seed", zh="随机种子。", en="The seed.", default="2026", metavar="N", show_default=True)
@option("--draws", zh="抽多少次。", en="How many draws.", default=str(DEFAULT_DRAWS), metavar="N", show_default=True)
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    register: str,
    mapping: str | None,
    sheet: str | None,
    strict: bool,
    faults_file: str | None,
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    as_of: str | None,
    reading: tuple[str, ...],
    assumptions: str | None,
    measure: tuple[str, ...],
    pays: str | None,
    years: str | None,
    seed: str,
    draws: str,
    report_file: str | None,
    excel_file: str | None,
    as_json: bool,
) -> None:
    """Hold a register against the pools."""
    lang = language_in(ctx)
    day, faults = day_given(as_of, lang)
    pack = judging_pack(policy, policies, supplements, day, lang)
    faults += measures_given(measure, pack, lang)
    wanted = tuple(each.id for each in pack.applicant_measures if each.id in measure)
    asked = _asked(pack, day, years, seed, draws, wanted, faults, lang)
    program = compiled(pack, reading, lang, faults, is_noted=False)
    inputs = [Path(each) for each in (register, mapping, assumptions, faults_file) if each is not None]
    outputs = outputs_given(report_file=report_file, excel_file=excel_file, as_json=as_json, lang=lang, inputs=inputs)
    assumed, payers = _assumed(program, assumptions, pays, lang)
    _note_unused(pack, reading, assumed, lang)
    read = opened_register(
        ctx, pack, register=register, mapping=mapping, sheet=sheet, strict=strict, faults_file=faults_file
    )
    _study(program, read, asked, assumed, payers, register_name=register, outputs=outputs, lang=lang)


def _study(
    program: Program,
    register: Register,
    asked: Asked,
    assumptions: Assumptions,
    payers: Payers,
    *,
    register_name: str,
    outputs: Outputs,
    lang: str,
) -> None:
    from numpy.random import SeedSequence

    from lingqu.interfaces.cli.budget_json import budget_as_json
    from lingqu.interfaces.cli.budget_made import Made
    from lingqu.interfaces.cli.budget_report import budget_report
    from lingqu.interfaces.cli.budget_screen import budget_lines
    from lingqu.law.studies.budget.budget import Question, budget_of
    from lingqu.reports.studies.report_facts import RegisterTold

    years = asked.years or _years_from(program.pack, register)
    first = (asked.day or date(years[0], *_DAY_OF_YEAR)).replace(year=years[0])
    question = Question(first, years, assumptions, payers, asked.draws, asked.measures)
    with waited_for(_WORKING.said(lang), watcher=sys.stderr, lang=lang) as progress:
        found = budget_of(program, register, question, seed=SeedSequence(asked.seed), progress=progress)
    told = RegisterTold.of(register, register_name, program.pack)
    made = Made(program, question, found, told, asked.seed)
    deliver(
        budget_report(made, lang),
        budget_as_json(made),
        outputs=outputs,
        lang=lang,
        screen=lambda report, width: budget_lines(made, report, width, lang),
    )


def _assumed(program: Program, path: str | None, pays: str | None, lang: str) -> tuple[Assumptions, Payers]:
    from lingqu.law.studies.budget.assumptions_file import read_assumptions
    from lingqu.law.studies.budget.faults import UnableToBudget
    from lingqu.law.studies.budget.pools import payers_chosen, pools_of

    pack = program.pack
    if not pools_of(pack):
        raise Refusal([_NO_POOL.said(lang).format(pack.id)])
    try:
        assumptions = read_assumptions(None if path is None else Path(path), pack)
        return assumptions, payers_chosen(assumptions.payers, program.chosen, pays)
    except UnableToBudget as error:
        raise Refusal(_fault_lines(error, lang)) from None


def _note_unused(pack: Pack, readings: Sequence[str], assumed: Assumptions, lang: str) -> None:
    """Tell of the readings that change nothing: those that neither a rule nor a table of payers follows."""
    followed = {reading for payers in assumed.payers for reading in payers.follows}
    asked = [(each.partition("=")[0], each.partition("=")[2]) for each in readings]
    note_unused(pack, [each for each in asked if each[0] not in followed], lang)


def _fault_lines(error: UnableToBudget, lang: str) -> list[str]:
    return [
        wrong(each.where, each.given, each.expected.said(lang), each.example, lang, each.nearest or None)
        for each in error.faults
    ]


def _asked(
    pack: Pack,
    day: date | None,
    years: str | None,
    seed: str,
    draws: str,
    measures: tuple[str, ...],
    faults: list[str],
    lang: str,
) -> Asked:
    """Read the options; what is wrong with them is added to `faults`."""
    first, last = _span(pack)
    span: tuple[int, ...] = ()
    if day is not None:
        if first <= day.year <= last:
            span = tuple(range(day.year, last + 1))
        else:
            expected = _IN_FORCE.said(lang).format(first, last)
            faults.append(wrong("--as-of", day.isoformat(), expected, f"{last}-06-30", lang))
    if years is not None:
        given = _YEARS.fullmatch(years)
        span = tuple(range(int(given[1]), int(given[2] or given[1]) + 1)) if given else ()
        if not span or not first <= span[0] <= span[-1] <= last:
            faults.append(wrong("--years", years, _SPAN.said(lang).format(first, last), f"{first}-{last}", lang))
        elif day is not None and span[0] != day.year:
            expected = _SAME.said(lang).format(day.year)
            faults.append(wrong("--years", years, expected, f"{day.year}-{max(span[-1], day.year)}", lang))
    return Asked(
        day,
        span,
        _number("--seed", seed, 0, LARGEST_SEED, "2026", faults, lang),
        _number("--draws", draws, 1, MOST_DRAWS, str(DEFAULT_DRAWS), faults, lang),
        measures,
    )


def _number(name: str, text: str, least: int, most: int, example: str, faults: list[str], lang: str) -> int:
    number = int(text) if _NUMBER.fullmatch(text) else -1
    if least <= number <= most:
        return number
    faults.append(wrong(name, text, _WHOLE.said(lang).format(least, most), example, lang))
    return least


def _span(pack: Pack) -> tuple[int, int]:
    """The years in which a policy is in force; one without an end is looked at for so many years."""
    first = date.fromisoformat(pack.policy.since.iso).year
    until = pack.policy.until
    return first, date.fromisoformat(until.iso).year if until else first + _MOST_YEARS - 1


def _years_from(pack: Pack, register: Register) -> tuple[int, ...]:
    first, last = _span(pack)
    given = [int(found[1]) for each in register.facts if (found := re.fullmatch(r".+_([12]\d{3})", each))]
    begin = min(max(max(given, default=first) + 1, first), last)
    return tuple(range(begin, min(last, begin + _MOST_YEARS - 1) + 1))
