"""`lingqu assess`: subjects in, for each of them every measure answered, as text, JSON or JSON lines.

Its one law: the whole input is checked before the first answer is written; answers are written as they come.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, language_said, option
from lingqu.interfaces.cli.policy_choice import compiled, day_given, judging_options, judging_pack, measures_given
from lingqu.interfaces.cli.sources import opened
from lingqu.interfaces.cli.subjects_read import checked_records
from lingqu.law.engine.answers import Answer, assess, select_measures
from lingqu.law.engine.program import Program
from lingqu.law.engine.wire import answer_line

_BUFFER = 1 << 16


@click.command(
    cls=BilingualCommand,
    help="""评估：FILE 里的每个主体，逐条措施给出结论、金额、理由和还缺的事实。

    FILE 是一个 JSON 文档（对象或列表，至多 64 MiB）或 JSON 行（长度不限），- 是标准输入。""",
    english="""Assess every subject of FILE: for each measure the verdict, the sum, the reason and the missing facts.

    FILE is one JSON document (an object or a list, up to 64 MiB) or JSON lines of any length; - is standard input.""",
)
@judging_options
@option(
    "--measure",
    zh="只答这一条措施。",
    en="Answer this measure only.",
    multiple=True,
    metavar="F11",
)
@option(
    "--format",
    zh="输出：给人看的文本、一个 JSON 列表、或每个主体一行。",
    en="The output: text to read, one JSON list, or a line for each subject.",
    kind=click.Choice(["text", "json", "jsonl"]),
    default="text",
    metavar="text|json|jsonl",
    show_default=True,
)
@option(
    "--all",
    zh="不符合的也逐条详细列出（仅文本）。",
    en="Tell the measures that do not fit in full as well (text only).",
    flag=True,
)
@click.argument("file", metavar="FILE|-")
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    as_of: str | None,
    reading: tuple[str, ...],
    measure: tuple[str, ...],
    format: str,
    all: bool,
    file: str,
) -> None:
    """Assess subjects."""
    lang = language_in(ctx)
    day, faults = day_given(as_of, lang)
    pack = judging_pack(policy, policies, supplements, day, lang)
    program = compiled(pack, reading, lang, [*faults, *measures_given(measure, pack, lang)])
    measures = select_measures(program, measure)
    with opened(file, lang) as stream:
        records = checked_records(stream, program, day, lang)
        answers: Iterable[Answer] = (assess(program, subject, measures) for subject in records)
        if format == "text":
            from lingqu.interfaces.cli.answer_page import write_pages  # layout is not needed for machines
            from lingqu.interfaces.cli.progress import watched

            answers = watched(answers, records.count, pages=sys.stdout, watcher=sys.stderr, lang=lang)
            write_pages(program, answers, sys.stdout, lang=lang, in_full=all, count=records.count)
        else:
            said = language_said(ctx)  # not the environment's: the same command gives the same bytes everywhere
            _write_machine(program, answers, sys.stdout.buffer, in_lines=format == "jsonl", lang=said)


def _write_machine(program: Program, answers: Iterable[Answer], out: BinaryIO, *, in_lines: bool, lang: str) -> None:
    """Write JSON as UTF-8 whatever the terminal's encoding is, in pieces of 64 KiB."""
    sys.stdout.flush()
    waiting: list[str] = []
    size = 0
    for piece in _lines(program, answers, lang) if in_lines else _list(program, answers, lang):
        waiting.append(piece)
        size += len(piece)
        if size >= _BUFFER:
            out.write("".join(waiting).encode())
            waiting.clear()
            size = 0
    out.write("".join(waiting).encode())
    out.flush()


def _lines(program: Program, answers: Iterable[Answer], lang: str) -> Iterator[str]:
    for answer in answers:
        yield answer_line(program, answer, lang) + "\n"


def _list(program: Program, answers: Iterable[Answer], lang: str) -> Iterator[str]:
    opening = "["
    for answer in answers:
        yield f"{opening}\n{answer_line(program, answer, lang)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"
