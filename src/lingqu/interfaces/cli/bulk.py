"""`lingqu bulk`: a whole register answered at once, as a Parquet file, as totals, as a report.

Its one law: a file that is there already is replaced only by a whole one; how many rows went in and came out is told.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.law.bulk.engine import Engine
    from lingqu.law.bulk.listing import Listing
    from lingqu.law.bulk.register import Register
    from lingqu.law.bulk.runs import Part
    from lingqu.law.bulk.totals import Total
    from lingqu.law.engine.program import Program
    from lingqu.law.packs.pack import Pack

MOST_LISTED = 100_000  # of each list; a workbook of more takes minutes, and `--out` has all of them
MOST_LOOKED_THROUGH = 20_000  # up to here the screen says which facts are missing most without being asked

_ANSWERING = Words("正在评估 {} 个主体", "answering {} subjects")
_WRITTEN = Words("已写出 {}：{} 行 = {} 个主体 × {} 条措施", "wrote {}: {} rows = {} subjects × {} measures")
_NO_DAY = Words(
    "没有判断日：登记册没有 {} 列，也没有 --as-of；没有日期就没有一条可以判为符合",
    "no day to judge by: the register has no column {} and there is no --as-of; without a day nothing can be eligible",
)
_OUT = Words(
    "以 {} 结尾、可以写的普通文件，所在文件夹已存在，且本命令不另作他用（要 Excel 表请用 --excel）",
    "a file that ends in {} and may be written, in a folder that exists, used for nothing else (a workbook: --excel)",
)
_RECORDS_WRITTEN = Words("已写出 {}：{} 个主体", "wrote {}: {} subjects")
_FAILED = Words("{}：无法写入（{}）；原有的文件没有动", "{}: cannot be written ({}); an earlier file was not touched")
_CANNOT = Words("{}：这个引擎算不了：{}", "{}: this engine cannot answer it: {}")


@click.command(
    cls=BilingualCommand,
    help="""一次评估整个登记册：REGISTER 是 Parquet、CSV 或 Excel，有 id 列，其余列按事实名。

    --out 写出每个主体每条措施一行；--totals 在标准输出给出合计（JSON）。两者都不写，就在屏幕上显示合计。""",
    english="""Answer a whole register at once: REGISTER is Parquet, CSV or Excel with a column id and columns by fact.

    --out writes a row for each subject and measure; --totals prints the totals as JSON. Without either the totals are
    shown on the screen.""",
)
@register_options
@judging_options
@output_options
@option(
    "--totals",
    zh="在标准输出给出合计（JSON，同 --json）。",
    en="Print the totals as JSON (the same as --json).",
    flag=True,
)
@option(
    "--records",
    "records_file",
    zh="另把各主体写成 JSON 行，供 assess、explain 逐个说明理由。",
    en="Write the subjects as JSON lines as well, for assess and explain to give the reasons of single ones.",
    metavar="OUT.jsonl",
)
@option("--measure", zh="只答这一条措施。", en="Answer this measure only.", multiple=True, metavar="F11")
@option(
    "--engine",
    zh="用哪个引擎算；结果一分不差。",
    en="The engine to run on; the results are the same to the fen.",
    kind=click.Choice(["polars", "duckdb", "spark"]),
    default="polars",
    metavar="polars|duckdb|spark",
    show_default=True,
)
@option("--out", zh="写出结论的 Parquet 文件。", en="The Parquet file to write the answers to.", metavar="OUT.parquet")
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
    report_file: str | None,
    excel_file: str | None,
    as_json: bool,
    totals: bool,
    records_file: str | None,
    measure: tuple[str, ...],
    engine: str,
    out: str | None,
) -> None:
    """Answer a register."""
    lang = language_in(ctx)
    used = [Path(each) for each in (register, mapping, faults_file) if each is not None]
    outputs = outputs_given(
        report_file=report_file, excel_file=excel_file, as_json=as_json or totals, lang=lang, inputs=used
    )
    target = _target("--out", out, used, ".parquet", lang)
    records = _target("--records", records_file, used, ".jsonl", lang)
    day, faults = day_given(as_of, lang)
    pack = judging_pack(policy, policies, supplements, day, lang)
    program = compiled(pack, reading, lang, [*faults, *measures_given(measure, pack, lang)])
    read = opened_register(
        ctx, pack, register=register, mapping=mapping, sheet=sheet, strict=strict, faults_file=faults_file
    )
    if day is None and pack.day_fact.code not in read.facts:
        print(_NO_DAY.said(lang).format(pack.day_fact.code), file=sys.stderr)
    if records is not None:
        _write_records(read, pack, records, lang)
    run = _Run(ctx, program, read, day, measure, engine, lang)
    try:
        if target is not None:
            run.write(target)
        if totals or as_json or target is None or outputs.report or outputs.excel:
            _deliver(run, outputs, register, is_listed=outputs.report is not None or outputs.excel is not None)
    finally:
        run.engine.close()


class _Run:
    """One register on one engine."""

    def __init__(
        self,
        ctx: click.Context,
        program: Program,
        register: Register,
        day: date | None,
        wanted: tuple[str, ...],
        engine: str,
        lang: str,
    ) -> None:
        from lingqu.law.bulk.engine import UnableToUseEngine
        from lingqu.law.bulk.engines import open_engine
        from lingqu.law.bulk.runs import parts_of
        from lingqu.law.engine.answers import select_measures
        from lingqu.law.engine.values import UnableToCompile

        self.program, self.register, self.day, self.lang = program, register, day, lang
        try:
            self.engine: Engine = open_engine(engine)
        except UnableToUseEngine as error:
            reason = error.reason_english if lang == "en" else error.reason
            raise Refusal([f"--engine {engine}: {reason}"]) from None
        folder = ctx.with_resource(_folder())
        try:
            self.parts: list[Part] = parts_of(
                program,
                register,
                self.engine,
                work_dir=folder,
                as_of=day,
                measures=select_measures(program, wanted),
            )
        except UnableToCompile as error:
            raise Refusal([_CANNOT.said(lang).format(engine, error)]) from None

    def write(self, target: Path) -> None:
        """Write all answers; the file appears whole or not at all."""
        from lingqu.law.bulk.long_answers import long_frames
        from lingqu.law.bulk.runs import rows_in
        from lingqu.reports.written import replacing

        try:
            with replacing(target) as beside, self._waited():
                frames = [
                    frame
                    for part in self.parts
                    for frame in long_frames(part.bulk, part.frame, self.engine, carried=self.register.carried)
                ]
                self.engine.write(frames, beside)
        except OSError as error:
            raise Refusal([_FAILED.said(self.lang).format(target, error.strerror or error)]) from None
        measures = len(self.parts[0].bulk.measures)
        told = _WRITTEN.said(self.lang)
        print(told.format(target, f"{rows_in(target):,}", f"{self.register.rows:,}", measures), file=sys.stderr)

    def totals(self) -> tuple[Total, ...]:
        """Add everything up."""
        from lingqu.law.bulk.totals import joined, totals

        with self._waited():
            return joined([totals(part.bulk, part.frame, self.engine) for part in self.parts])

    def listing(self) -> Listing:
        """List who gets what, and of whom something is missing."""
        from lingqu.law.bulk.listing import listing

        with self._waited():
            parts = [(part.bulk, part.frame) for part in self.parts]
            return listing(parts, self.engine, carried=self.carried, most_rows=MOST_LISTED)

    @property
    def carried(self) -> tuple[str, ...]:
        """The carried columns that a list shows."""
        from lingqu.interfaces.cli.bulk_lists import SHOWN

        return tuple(name for name in SHOWN if name in self.register.carried)

    def _waited(self) -> Any:
        return waited_for(
            _ANSWERING.said(self.lang).format(f"{self.register.rows:,}"), watcher=sys.stderr, lang=self.lang
        )


def _folder() -> Any:
    import contextlib
    import tempfile

    @contextlib.contextmanager
    def opened() -> Any:
        with tempfile.TemporaryDirectory(prefix="lingqu-bulk-") as name:
            yield Path(name)

    return opened()


def _write_records(register: Register, pack: Pack, target: Path, lang: str) -> None:
    from lingqu.law.bulk.records import records_of
    from lingqu.reports.written import replacing

    try:
        with replacing(target) as beside, open(beside, "w", encoding="utf-8") as file:
            for each in records_of(register, pack):
                file.write(json.dumps(each.record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise Refusal([_FAILED.said(lang).format(target, error.strerror or error)]) from None
    print(_RECORDS_WRITTEN.said(lang).format(target, f"{register.rows:,}"), file=sys.stderr)


def _target(option: str, out: str | None, used: Sequence[Path], ending: str, lang: str) -> Path | None:
    if out is None:
        return None
    path = Path(out)
    is_bad = path.is_dir() or not path.resolve().parent.is_dir() or (path.exists() and not path.is_file())
    is_used = any(path.resolve() == each.resolve() for each in used)
    is_kept = path.exists() and not os.access(path, os.W_OK)
    # a spreadsheet would open what ends in .csv or .xlsx, and find that it is neither
    if is_bad or is_used or is_kept or path.suffix.lower() != ending:
        expected = _OUT.said(lang).format(ending)
        example = "answers.parquet" if ending == ".parquet" else f"subjects{ending}"
        raise Refusal([wrong(option, out, expected, example, lang)])
    return path


def _deliver(run: _Run, outputs: Any, path: str, *, is_listed: bool) -> None:
    from lingqu.interfaces.cli.bulk_page import report_of, totals_record

    found = run.totals()
    rows = run.listing() if is_listed or run.register.rows <= MOST_LOOKED_THROUGH else None
    report = report_of(
        run.program, run.register, found, rows, is_listed=is_listed, path=path, day=run.day, lang=run.lang
    )
    deliver(report, totals_record(found), outputs=outputs, lang=run.lang)
