"""`lingqu plan`: a plan document shown, held against the rules, and compared with another text of it.

Its one law: what could not be read is said, and what was set aside is shown; nothing is left out in silence.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, BilingualGroup
from lingqu.interfaces.cli.failures import FAILED, Refusal
from lingqu.interfaces.cli.policy_choice import loaded, policy_options
from lingqu.interfaces.cli.screen import Screen
from lingqu.law.plans import Plan, UnableToReadPlan, read_plan_file


@click.group(
    cls=BilingualGroup,
    help="读方案文件（txt、docx、pdf、html）：展示结构、核对每一句的去向、比较两份文本。",
    english="Read plan documents (txt, docx, pdf, html): show one, hold it against the rules, compare two.",
)
def group() -> None:
    """Plans."""


def read(file: str, lang: str) -> Plan:
    """Read a plan document. Raises `Refusal` with all that forbids it."""
    try:
        return read_plan_file(path=Path(file))
    except UnableToReadPlan as error:
        raise Refusal([error.said(lang)]) from None


@group.command(
    cls=BilingualCommand,
    name="show",
    help="展示方案文件读成了什么：标题、日期、部分、任务、文句、部门、施行期，以及搁置的文字。",
    english="Show what a plan document was read as: title, parts, tasks, sentences, departments, validity.",
)
@click.argument("file", metavar="FILE")
@click.pass_obj
def show(lang: str, file: str) -> None:
    """Show a plan."""
    from lingqu.interfaces.cli.plan_page import plan_lines

    screen = Screen(sys.stdout)
    screen.put(plan_lines(read(file, lang), lang, screen.width))


@group.command(
    cls=BilingualCommand,
    name="rows",
    help="为规则文件夹写出 文句 各行：每一句的锚点和摘要，归类待填；写进 sentences.lq 就能逐句填起。",
    english="Write the sentence rows of a policy folder: anchor and digest of each sentence, to be mapped one by one.",
)
@click.argument("file", metavar="FILE")
@click.pass_obj
def rows(lang: str, file: str) -> None:
    """Write sentence rows; the note in them is rule text and therefore Chinese in both languages."""
    for sentence in read(file, lang).sentences:
        click.echo(f"文句 {sentence.anchor} {sentence.digest} 不可执行「尚未归类」")


@group.command(
    cls=BilingualCommand,
    name="coverage",
    help="""核对方案的每一句在规则里成了什么，给出比例；文字有变的，指出牵动哪些措施、指标和职责。

    有未覆盖或过时的文句则以 1 结束。""",
    english="""Hold every sentence of a plan against the rules; for a changed text tell what it touches.

    Ends with 1 where a sentence is not covered or a mapping is stale.""",
)
@policy_options
@click.argument("file", metavar="FILE")
@click.pass_obj
def show_coverage(lang: str, policy: str, policies: tuple[str, ...], file: str) -> int:
    """Show the coverage of a plan."""
    from lingqu.interfaces.cli.coverage_page import coverage_lines
    from lingqu.law.packs.plan_coverage import coverage_of

    pack = loaded(policy, policies, lang)
    screen = Screen(sys.stdout)
    found = coverage_of(pack, read(file, lang))
    screen.put(coverage_lines(pack, found, lang, screen.width))
    return 0 if found.complete else FAILED


@group.command(
    cls=BilingualCommand,
    name="compare",
    help="比较同一方案的两份文本：哪些文句移动、改动、新增、删去，牵动哪些措施、指标和职责。",
    english="Compare two texts of a plan: sentences moved, changed, added, removed, and the rules they touch.",
)
@policy_options
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def compare(lang: str, policy: str, policies: tuple[str, ...], old: str, new: str) -> None:
    """Compare two texts."""
    from lingqu.interfaces.cli.coverage_page import comparison_lines
    from lingqu.law.plans import compare_plans

    pack = loaded(policy, policies, lang)
    faults: list[str] = []
    plans = []
    for file in (old, new):
        try:
            plans.append(read(file, lang))
        except Refusal as refusal:
            faults += refusal.lines
    if faults:
        raise Refusal(faults)
    screen = Screen(sys.stdout)
    screen.put(comparison_lines(pack, compare_plans(old=plans[0], new=plans[1]), lang, screen.width))
