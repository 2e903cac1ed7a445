"""What a command says of the register it is given: rows in and out, faults on screen and in a file, refusals."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from lingqu.interfaces.cli.bilingual import BilingualCommand
from lingqu.interfaces.cli.failures import end_of
from lingqu.interfaces.cli.register_choice import opened_register, register_options
from pure.bulk.made_registers import csv_file, pack

GOOD = "编号,营业收入（万元）,企业\nA,1.5,是\nB,,否\n"
FAULTY = "编号,营业收入（万元）,企业\nA,1.5,是\nB,约3,也许\nC,2,否\n"

Say = Callable[..., Result]


@click.command(cls=BilingualCommand)
@register_options
@click.pass_context
def rows_of(ctx: click.Context, **given: Any) -> None:
    """Print how many subjects a register has."""
    read = opened_register(ctx, pack(), **given)
    click.echo(read.frame.collect().height)


@pytest.fixture
def say() -> Say:
    """Run the command; `say(path, "--strict", lang="en")`."""

    def run(*arguments: str | Path, lang: str = "zh") -> Result:
        @click.command(context_settings={"ignore_unknown_options": True})
        @click.argument("given", nargs=-1, type=click.UNPROCESSED)
        def ended(given: tuple[str, ...]) -> None:
            raise SystemExit(end_of(lambda: rows_of.main([*given], standalone_mode=False, obj=lang), lang))

        return CliRunner().invoke(ended, [str(each) for each in arguments])

    return run


def test_rows_in_and_out_are_told_on_standard_error(tmp_path: Path, say: Say) -> None:
    result = say(csv_file(tmp_path, GOOD))

    assert (result.exit_code, result.stdout) == (0, "2\n")
    assert result.stderr.splitlines() == [f"{tmp_path}/register.csv：读入 2 行，得到 2 个主体", "没有读不出的单元格"]


@pytest.mark.parametrize(
    ("headings", "lang", "told"),
    [
        ("名称,县区,营业收入", "zh", None),
        ("名称,是否高新,备注,", "zh", "提示：未当作事实使用的列：是否高新、备注、列5"),
        ("是否高新,备注,地址", "en", "note: columns that are not used as facts: 是否高新, 备注, 地址"),
        (
            ",".join("甲乙丙丁戊己庚辛壬癸子丑"),
            "zh",
            "提示：未当作事实使用的列：甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑",
        ),
        (
            ",".join("甲乙丙丁戊己庚辛壬癸子丑寅"),
            "zh",
            "提示：未当作事实使用的列：甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑、…",
        ),
    ],
)
def test_columns_that_are_no_facts_are_named(
    tmp_path: Path, say: Say, headings: str, lang: str, told: str | None
) -> None:
    table = f"id,{headings}\nA{',1' * (headings.count(',') + 1)}\n"

    result = say(csv_file(tmp_path, table), lang=lang)

    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if "：未" in line or "not used" in line] == [told] * bool(told)


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_rows_that_are_no_subjects_are_told_with_a_sum_that_comes_out(
    tmp_path: Path, say: Say, strict: list[str]
) -> None:
    table = "序号,编号,名称,营业收入（万元）\n1,A1,甲,5\n2,A2,乙,-\n,,合 计,5\n制表人：张三,,,\n"
    file = csv_file(tmp_path, table)

    chinese, english = say(file, *strict), say(file, *strict, lang="en")

    assert (chinese.exit_code, chinese.stdout) == (0, "2\n")
    assert chinese.stderr.splitlines()[:3] == [
        f"{tmp_path}/register.csv：读入 4 行，得到 2 个主体（4 行 = 主体 2 行 + 不计入 2 行）",
        "提示：第 4 行是合计行，第 5 行没有编号（制表人：张三），都不是主体，未计入",
        "没有读不出的单元格",
    ]
    assert english.stderr.splitlines()[:2] == [
        f"{tmp_path}/register.csv: 4 rows read, 2 subjects (4 rows = 2 of subjects + 2 not counted)",
        "note: row 4 is a total, row 5 without id (制表人：张三): not subjects and not counted",
    ]


def test_faults_are_told_row_by_row_and_go_on_as_unknown(tmp_path: Path, say: Say) -> None:
    result = say(csv_file(tmp_path, FAULTY), lang="en")

    assert (result.exit_code, result.stdout) == (0, "3\n")
    assert result.stderr.splitlines()[1:] == [
        "cells that cannot be read and count as unknown: 2",
        "row 3 B 营业收入（万元）: given 约3; "
        "expected money in 万元 with at most 6 decimals, below 10^12 yuan; e.g. 300.5",
        "row 3 B 企业: given 也许; expected yes or no: true | false | 1 | 0; e.g. 是",
    ]


def test_strict_refuses_the_lot_with_every_fault(tmp_path: Path, say: Say) -> None:
    result = say(csv_file(tmp_path, FAULTY), "--strict")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "--strict：有 2 个读不出的单元格，整个登记册不予采用"
    assert len(result.stderr.splitlines()) == 3


@pytest.mark.parametrize("strict", [False, True])
def test_all_faults_go_to_a_file_and_fifty_to_the_screen(tmp_path: Path, say: Say, strict: bool) -> None:
    table = "id,revenue_yuan\n" + "".join(f"A{n},{n if n % 20 else '?'}\n" for n in range(1400))
    report = tmp_path / "faults.csv"
    report.write_text("an earlier one")

    result = say(csv_file(tmp_path, table), "--faults", report, *(["--strict"] if strict else []))

    assert result.exit_code == (2 if strict else 0)
    assert sum(line.startswith("第 ") for line in result.stderr.splitlines()) == 50
    assert "……还有 20 处\n" in result.stderr
    assert f"全部列在 {report}" in result.stderr
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    listed = [*csv.reader(report.read_text("utf-8-sig").splitlines())]
    assert listed[0] == ["行", "编号", "列", "给出", "应为", "例如"]
    assert listed[1] == ["2", "A0", "revenue_yuan", "?", "金额（元），至多 2 位小数，小于 10^12 元", "1,234.50"]
    assert [int(row[0]) for row in listed[1:]] == [*range(2, 1402, 20)]


def test_without_a_file_the_way_to_all_faults_is_told(tmp_path: Path, say: Say) -> None:
    table = "id,revenue_yuan\n" + "".join(f"A{n},{n if n % 2 else '?'}\n" for n in range(120))

    result = say(csv_file(tmp_path, table))

    assert result.stderr.splitlines()[-1] == "……还有 10 处；用 --faults FILE 写出全部"
    assert [*tmp_path.iterdir()] == [tmp_path / "register.csv"]


def test_a_register_without_faults_leaves_a_report_that_says_so(tmp_path: Path, say: Say) -> None:
    report = tmp_path / "faults.csv"

    result = say(csv_file(tmp_path, GOOD), "--faults", report, lang="en")

    assert result.exit_code == 0
    assert report.read_text("utf-8-sig").splitlines() == ["row,id,column,given,expected,example"]


def test_a_full_disk_leaves_the_earlier_report(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "faults.csv"
    report.write_text("an earlier one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = say(csv_file(tmp_path, FAULTY), "--faults", report, lang="en")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "No space left on device" in result.stderr
    assert report.read_text() == "an earlier one"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["faults.csv", "register.csv"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.csv"], "REGISTER: given none.csv (no such file); expected a file that can be read"),
        (["."], "REGISTER: given . (is a folder); expected a file that can be read"),
        (["register.csv", "--map", "none.toml"], "--map: given none.toml (no such file); expected"),
        (["register.csv", "--sheet", "一"], "--sheet: given 一; expected sheets only in a workbook"),
        (["register.csv", "--faults", "register.csv"], "--faults: given register.csv; expected a file other than"),
        (["register.csv", "--faults", "/dev/null"], "--faults: given /dev/null; expected a regular file"),
        (["register.csv", "--faults", "none/f.csv"], "--faults: given none/f.csv; expected a file in a folder that"),
        ([], "missing argument REGISTER"),
    ],
)
def test_what_cannot_be_opened_is_refused_before_anything_is_written(
    tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    csv_file(tmp_path, FAULTY)
    monkeypatch.chdir(tmp_path)

    result = say(*arguments, lang="en")

    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert [each.name for each in tmp_path.iterdir()] == ["register.csv"]


def test_a_mapping_is_followed(tmp_path: Path, say: Say) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"代号" = "id"\n', encoding="utf-8")

    result = say(csv_file(tmp_path, "代号,企业\nA,是\n"), "--map", mapping)

    assert (result.exit_code, result.stdout) == (0, "1\n")


def test_what_is_kept_on_disk_is_gone_when_the_command_ends(
    tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lingqu.law.bulk import text_tables

    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr(text_tables, "LARGEST_IN_MEMORY", 1)

    result = say(csv_file(tmp_path, GOOD))

    assert (result.exit_code, result.stdout) == (0, "2\n")
    assert not [*folder.iterdir()]
