"""`lingqu nearmiss`: who in a register is short of a line by little, and who lies just past one.

Its one law: all options and the ladder are checked before the register is read; the lists are made by the study, here
they are only asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.outputs import deliver, output_options, outputs_given
from lingqu.interfaces.cli.policy_choice import (
    compiled,
    day_given,
    judging_options,
    judging_pack,
    measures_given,
    wrong,
)
from lingqu.interfaces.cli.progress import waited_for
from lingqu.interfaces.cli.register_choice import opened_register, register_options
from lingqu.interfaces.cli.screen import Line
from lingqu.interfaces.cli.tables_on_screen import report_lines
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.interfaces.cli.nearmiss_report import Made
    from lingqu.law.bulk.register import Register
    from lingqu.law.engine.program import Program
    from lingqu.law.packs.pack import Pack
    from lingqu.law.studies.nearness.ladder import Ladder
    from lingqu.reports.document import Report

MOST_ROWS = 12  # of one list on the screen
GROUPS = ("district", "industry", "size")
_SHARE = re.compile(r"(\d{1,2})(?:\.(\d{1,4}))?[%％]")

_WITHIN = Words("大于 0%、小于 100%，至多四位小数", "more than 0% and less than 100%, with at most four decimals")
_COLUMN = Words("登记册有的列：{}", "a column that the register has: {}")
_NONE = Words("（district、industry、size 都没有）", "(neither district, industry nor size)")
_LOOKING = Words("正在逐条界线查看 {} 个主体", "looking at {} subjects line by line")
_LADDER = Words("可以读取的阶梯文件（{}）", "a ladder file that can be read ({})")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say, once checked. `within` in millionths of the line."""

    day: date | None
    within: int
    measures: tuple[str, ...]
    by: str | None
    sort: str
    bunching: bool


@click.command(
    cls=BilingualCommand,
    help="""差一点：登记册里谁离某条界线只差一点，差多少，到线之后能得什么。

    REGISTER 是登记册（Parquet、CSV 或 Excel）。差额精确到分；只差这一条的和还有未知的分开列。
    --bunching 另看刚过线的是否比两侧走势多得出奇：那只是值得看一看，不是结论。""",
    english="""Near misses: who in a register is short of a line by little, by how much, and what lies beyond it.

    REGISTER is a register (Parquet, CSV or Excel). Gaps are exact to the fen; those short of this line alone are listed
    apart from those with unknown facts. --bunching also looks whether more lie just past a line than the course of the
    counts around it would have: a reason to look, no finding.""",
)
@register_options
@judging_options
@option(
    "--within",
    zh="离界线至多差多少。",
    en="How far from the line at most.",
    default="10%",
    metavar="10%",
    show_default=True,
)
@option("--measure", zh="只看这一条措施。", en="Look at this measure only.", multiple=True, metavar="F11")
@option(
    "--ladder",
    zh="阶梯文件（TOML）：看各级的界线，不看措施的。",
    en="A ladder file (TOML): look at the lines of its stages in place of those of the measures.",
    metavar="FILE",
)
@option(
    "--by",
    zh="各名单按这一列分组计数。",
    en="Count each list by this column.",
    kind=click.Choice(GROUPS),
    metavar="district|industry|size",
)
@option(
    "--sort",
    zh="排序：差得少的在前，或每差一元所得多的在前。",
    en="The order: the smallest distance first, or the most money for each yuan of the gap.",
    kind=click.Choice(["gap", "gain"]),
    default="gap",
    metavar="gap|gain",
    show_default=True,
)
@option(
    "--bunching",
    zh="另看刚过线处的聚集。",
    en="Look for bunching just past each line as well.",
    flag=True,
)
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
    within: str,
    measure: tuple[str, ...],
    ladder: str | None,
    by: str | None,
    sort: str,
    bunching: bool,
    report_file: str | None,
    excel_file: str | None,
    as_json: bool,
) -> None:
    """List near misses."""
    lang = language_in(ctx)
    day, faults = day_given(as_of, lang)
    share = share_given(within, faults, lang)
    pack = judging_pack(policy, policies, supplements, day, lang)
    stages = None if ladder is None else _ladder(ladder, pack, faults, lang)
    judged = pack if stages is None else stages.pack
    program = compiled(judged, reading, lang, [*faults, *measures_given(measure, judged, lang)])
    inputs = [Path(each) for each in (register, mapping, ladder, faults_file) if each is not None]
    outputs = outputs_given(report_file=report_file, excel_file=excel_file, as_json=as_json, lang=lang, inputs=inputs)
    read = opened_register(
        ctx, pack, register=register, mapping=mapping, sheet=sheet, strict=strict, faults_file=faults_file
    )
    _check_group(by, read, lang)
    made = _study(program, read, Wish(day, share, measure, by, sort, bunching), stages, register, lang)
    from lingqu.interfaces.cli.nearmiss_json import nearmiss_as_json
    from lingqu.interfaces.cli.nearmiss_report import nearmiss_report

    def on_screen(_: Report, width: int) -> Iterable[Line]:
        return report_lines(nearmiss_report(made, lang, brief=True), width, most_rows=MOST_ROWS)

    deliver(nearmiss_report(made, lang), nearmiss_as_json(made), outputs=outputs, lang=lang, screen=on_screen)


def share_given(text: str, faults: list[str], lang: str) -> int:
    """Read --within as millionths; what is wrong with it is added to `faults`."""
    given = _SHARE.fullmatch(text.strip()) if text.isascii() or "％" in text else None
    share = int(given[1]) * 10_000 + int((given[2] or "").ljust(4, "0")) if given else 0
    if share == 0:
        faults.append(wrong("--within", text, _WITHIN.said(lang), "10%", lang))
    return share or 1


def _ladder(path: str, pack: Pack, faults: list[str], lang: str) -> Ladder:
    from lingqu.law.studies.nearness.ladder import UnableToReadLadder, read_ladder

    try:
        return read_ladder(Path(path), pack)
    except UnableToReadLadder as error:
        told = [
            wrong(each.where, each.given, Words(*each.expected).said(lang), each.example, lang) for each in error.faults
        ]
    except OSError as error:
        told = [wrong("--ladder", path, _LADDER.said(lang).format(error.strerror or error), "ladder.toml", lang)]
    raise Refusal([*faults, *told])


def _check_group(by: str | None, read: Register, lang: str) -> None:
    if by is not None and by not in read.carried:
        known = [each for each in GROUPS if each in read.carried]
        expected = _COLUMN.said(lang).format(", ".join(known) or _NONE.said(lang))
        raise Refusal([wrong("--by", by, expected, known[0] if known else "district", lang)])


def _study(program: Program, read: Register, wish: Wish, stages: Ladder | None, register: str, lang: str) -> Made:
    from lingqu.interfaces.cli.nearmiss_report import Made
    from lingqu.law.engine.answers import select_measures
    from lingqu.law.studies.nearness.bunching import bunching_of
    from lingqu.law.studies.nearness.misses import asked_of, near_misses_of
    from lingqu.reports.studies.report_facts import RegisterTold

    carried = ("id", *(each for each in ("name", *GROUPS) if each in read.carried))
    with waited_for(_LOOKING.said(lang).format(f"{read.rows:,}"), watcher=sys.stderr, lang=lang):
        asked = asked_of(
            program,
            read.frame,
            carried=carried,
            as_of=wish.day,
            measures=select_measures(program, wish.measures),
            decides=wish.bunching,
        )
        near = near_misses_of(asked, within=wish.within)
        bunches = bunching_of(asked) if wish.bunching else None
    return Made(program, near, bunches, wish, stages, carried, RegisterTold.of(read, register, program.pack))
