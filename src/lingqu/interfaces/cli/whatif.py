"""`lingqu whatif`: a register before and after a change of the policy: who gains, who loses, what it costs.

Its one law: what is changed is changed in memory; neither policy nor register is touched.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.outputs import Outputs, deliver, output_options, outputs_given
from lingqu.interfaces.cli.policy_choice import day_given, judging_options, measures_given, wrong
from lingqu.interfaces.cli.progress import waited_for
from lingqu.interfaces.cli.register_choice import opened_register, register_options
from lingqu.interfaces.cli.whatif_choice import Asked, PolicyAsked, changes_asked, todays_pack
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.law.bulk.register import Register
    from lingqu.law.studies.whatif.effects import WhatIf

_MOST_ROWS = 10  # of one table on a screen

_COMPARING = Words("正在比较 {} 个主体", "comparing {} subjects")
_COLUMNS = Words("登记册里有的列：{}", "a column of the register: {}")
_TOO_MANY = Words(
    "{}：有 {} 项变动；一条措施上至多 {} 项，多了就分几次比较",
    "{}: {} changes touch it; at most {} on one measure, compare in several runs",
)
_CANNOT = Words("这份规则无法整册评估：{}", "these rules cannot be answered for a whole register: {}")
_NO_DAY = Words(
    "没有判断日：登记册没有 {} 列，也没有 --as-of；没有日期就没有一条可以判为符合",
    "no day to judge by: the register has no column {} and there is no --as-of; without a day nothing can be eligible",
)


def _register_may_be_missing(target: Any) -> Any:
    """Whoever only asks which numbers can be set needs no register."""
    for declared in target.__click_params__:
        if isinstance(declared, click.Argument) and declared.name == "register":
            declared.required = False
    return target


@click.command(
    cls=BilingualCommand,
    help="""改一改政策会怎样：登记册在变动前后各评一次，谁受益、谁受损、多花多少，分措施、行业、县区、规模。

    变动可以是改一个数（--set）、换一种读法（--reading）、换一份政策（--policy 文件夹，或 --against）。
    什么文件都不改。""",
    english="""What if the policy changed: the register before and after, who gains, who loses, what it costs.

    A change is a number set (--set), a reading followed (--reading) or another policy (a folder behind --policy, or
    --against). No file is changed.""",
)
@_register_may_be_missing
@register_options
@option(
    "--set",
    "sets",
    zh="把一个数改成另一个值；--list 列出全部地址。",
    en="Set a number to another value; --list shows all addresses.",
    multiple=True,
    metavar="ADDRESS=VALUE",
)
@option(
    "--against",
    zh="与另一份政策比较：文件夹或 ID。",
    en="Compare with another policy: a folder or an id.",
    metavar="DIR|ID",
)
@option(
    "--by",
    zh="按登记册的这一列分组；不写则按县区、行业、规模中有的分。",
    en="Group by this column of the register; without it by those of district, industry and size there are.",
    multiple=True,
    metavar="COLUMN",
)
@option(
    "--list",
    "listing",
    zh="列出可以改的数，不比较。",
    en="List the numbers that can be set; compare nothing.",
    flag=True,
)
@option(
    "--measure",
    zh="只比较（或只列出）这一条措施。",
    en="Compare, or list, this measure only.",
    multiple=True,
    metavar="F11",
)
@judging_options
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    register: str | None,
    mapping: str | None,
    sheet: str | None,
    strict: bool,
    faults_file: str | None,
    sets: tuple[str, ...],
    against: str | None,
    by: tuple[str, ...],
    listing: bool,
    measure: tuple[str, ...],
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    as_of: str | None,
    reading: tuple[str, ...],
    report_file: str | None,
    excel_file: str | None,
    as_json: bool,
) -> None:
    """Compare a register before and after changes."""
    lang = language_in(ctx)
    if register is None and not listing:
        missing = next(each for each in ctx.command.params if each.name == "register")
        raise click.MissingParameter(ctx=ctx, param=missing)
    inputs = [Path(each) for each in (register, mapping, faults_file) if each is not None]
    outputs = outputs_given(report_file=report_file, excel_file=excel_file, as_json=as_json, lang=lang, inputs=inputs)
    day, faults = day_given(as_of, lang)
    today, other = todays_pack(PolicyAsked(policy, policies, against, supplements, day), lang)
    if listing or register is None:
        _list(today if other is None else other, measure, faults, outputs, lang)
        return
    asked = changes_asked(today, other, sets, reading, lang, [*faults, *measures_given(measure, other or today, lang)])
    read = opened_register(
        ctx, asked.pack, register=register, mapping=mapping, sheet=sheet, strict=strict, faults_file=faults_file
    )
    found = _compared(asked, read, day=day, by=by, measures=measure, lang=lang)
    from lingqu.interfaces.cli.tables_on_screen import report_lines
    from lingqu.interfaces.cli.whatif_record import whatif_record
    from lingqu.reports.studies.report_facts import RegisterTold
    from lingqu.reports.studies.whatif_report import whatif_report

    record = whatif_record(found) if outputs.as_json else None
    told = RegisterTold.of(read, register, found.before)
    deliver(
        whatif_report(found, other, told, lang),
        record,
        outputs=outputs,
        lang=lang,
        screen=lambda _, width: report_lines(
            whatif_report(found, other, told, lang, is_brief=True), width, most_rows=_MOST_ROWS
        ),
    )


def _compared(
    asked: Asked, read: Register, *, day: date | None, by: tuple[str, ...], measures: tuple[str, ...], lang: str
) -> WhatIf:
    """Run the comparison. Raises `Refusal`."""
    from lingqu.law.engine.values import UnableToCompile
    from lingqu.law.studies.whatif.splitting import MOST_CHANGES, UnableToSplit
    from lingqu.law.studies.whatif.whatif import UnableToGroup, what_if

    if day is None and asked.pack.day_fact.code not in read.facts:
        # nothing could be eligible before or after, and "nothing changes" would be believed
        raise Refusal([_NO_DAY.said(lang).format(asked.pack.day_fact.code)])
    told = _COMPARING.said(lang).format(f"{read.rows:,}")
    try:
        with waited_for(told, watcher=sys.stderr, lang=lang):
            return what_if(asked.pack, asked.changes, read, day=day, by=by or None, measures=measures)
    except UnableToGroup as error:
        known = ", ".join(error.known) or "-"
        example = error.known[0] if error.known else "district"
        raise Refusal(
            [wrong("--by", each, _COLUMNS.said(lang).format(known), example, lang) for each in error.given]
        ) from None
    except UnableToCompile as error:
        raise Refusal([_CANNOT.said(lang).format(error)]) from None
    except UnableToSplit as error:
        raise Refusal([_TOO_MANY.said(lang).format(error.measure, error.changes, MOST_CHANGES)]) from None


def _list(pack: Pack, measures: tuple[str, ...], faults: list[str], outputs: Outputs, lang: str) -> None:
    from lingqu.interfaces.cli.whatif_list import parameter_lines, parameters_record, parameters_report
    from lingqu.law.studies.whatif.parameters import all_parameters

    faults = [*faults, *measures_given(measures, pack, lang)]
    if faults:
        raise Refusal(faults)
    found = [each for each in all_parameters(pack) if not measures or each.measure.id in measures]
    deliver(
        parameters_report(pack, found, lang),
        parameters_record(pack, found),
        outputs=outputs,
        lang=lang,
        screen=lambda _, width: parameter_lines(pack, found, lang, width),
    )
