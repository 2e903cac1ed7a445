"""Where results go: what cannot be written is refused at once, files are written all or none, JSON is UTF-8."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.outputs import deliver, output_options, outputs_given
from lingqu.interfaces.cli.screen import plain
from lingqu.interfaces.cli.tables_on_screen import figure_lines, report_lines, table_lines
from lingqu.interfaces.cli.wrapping import cells
from lingqu.reports.document import Column, Figure, Report, Section, Table
from pure.reports.zone_report import zone_report

SMALL = Report("题", "导语", "zh", sections=(Section("节", tables=(Table("表", (Column("名"),), [("甲",)]),)),))


@click.command()
@output_options
def command(report_file: str | None, excel_file: str | None, as_json: bool) -> None:
    outputs = outputs_given(report_file=report_file, excel_file=excel_file, as_json=as_json, lang="zh")
    deliver(SMALL, {"名": "甲\udc80", "yuan": "1234.50"}, outputs=outputs, lang="zh")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(command, list(arguments), catch_exceptions=True)


def test_without_options_the_result_is_text(run: Callable[..., Result]) -> None:
    result = run()

    assert result.stdout == "题\n导语\n\n节\n表\n名\n甲\n"
    assert result.stderr == ""


def test_files_are_written_and_named_on_standard_error(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("--report", "out.html", "--excel", "out.xlsx")

    assert result.stderr == "已写出 out.html\n已写出 out.xlsx\n"
    assert result.stdout.startswith("题\n")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.html", "out.xlsx"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.htm", b"<!DOCTYPE html>"), ("out.pdf", b"%PDF-"), ("OUT.PDF", b"%PDF-"), ("out.docx", b"PK\x03\x04")],
)
def test_the_ending_says_what_the_report_is(
    run: Callable[..., Result], tmp_path: Path, name: str, start: bytes
) -> None:
    result = run("--report", name)

    assert result.stderr == f"已写出 {name}\n"
    assert (tmp_path / name).read_bytes().startswith(start)
    assert len([*tmp_path.iterdir()]) == 1


def test_json_is_utf_8_and_reads_back(run: Callable[..., Result]) -> None:
    result = run("--json")

    assert json.loads(result.stdout_bytes.decode("utf-8")) == {"名": "甲\udc80", "yuan": "1234.50"}
    assert "名" in result.stdout


WRONG = "{}：给出 {}；应为{}；例如 out.{}"
REFUSED = [
    (("--report", "folder"), "文件，而这是文件夹"),
    (("--report", "none/out.html"), "已有的文件夹里的文件；没有文件夹 none"),
    (("--report", "out.doc"), "以 .html、.htm、.pdf、.docx 结尾的文件"),
    (("--report", "out"), "以 .html、.htm、.pdf、.docx 结尾的文件"),
    (("--excel", "out.xls"), "以 .xlsx 结尾的文件"),
    (("--excel", "pipe.xlsx"), "普通文件，而这是设备或管道"),
    (("--report", "register.html"), "另一个文件；本命令另要用这个文件"),
    (("--excel", "same.xlsx", "--report", "same.html"), "与 --report 不同的文件"),
    (("--report", "名" * 200 + ".html"), "可以写的文件（File name too long）"),
]


@pytest.mark.parametrize(("arguments", "expected"), REFUSED)
def test_what_cannot_be_written_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "register.html").write_text("")
    (tmp_path / "same.html").write_text("")
    (tmp_path / "same.xlsx").symlink_to("same.html")
    os.mkfifo(tmp_path / "pipe.xlsx")
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))

    with pytest.raises(Refusal) as refused:
        outputs_given(
            report_file=given.get("--report"),
            excel_file=given.get("--excel"),
            as_json=False,
            lang="zh",
            inputs=[tmp_path / "register.html"],
        )

    name, path = arguments[:2]
    example = "html" if name == "--report" else "xlsx"
    assert refused.value.lines == (WRONG.format(name, path, expected, example),)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        outputs_given(report_file="a.odt", excel_file="", as_json=False, lang="en")

    assert [line.split(":")[0] for line in refused.value.lines] == ["--report", "--excel"]


def test_when_the_disk_fills_up_no_file_is_written_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, watch: object) -> None:
        raise OSError(28, "No space left on device")

    report, excel = tmp_path / "out.html", tmp_path / "out.xlsx"
    report.write_text("old")
    outputs = outputs_given(report_file=str(report), excel_file=str(excel), as_json=True, lang="zh")
    monkeypatch.setattr("lingqu.reports.workbooks.save_workbook", full)

    with pytest.raises(Refusal, match="磁盘已满"):
        deliver(SMALL, None, outputs=outputs, lang="zh")

    assert report.read_text() == "old"
    assert [*tmp_path.iterdir()] == [report]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_a_report_is_wider_than_the_screen(width: int) -> None:
    lines = [plain(line) for line in report_lines(zone_report(), width)]

    assert max(map(cells, lines)) <= width
    assert any("前 30 行，共 480 行" in line for line in lines)


def test_numbers_of_a_table_end_under_one_another() -> None:
    columns = (Column("县区"), Column("金额", "money"), Column("占比", "share"), Column("家数", "count"))
    rows = [("秀峰区", 123450, 500_000, 7), ("龙胜各族自治县", None, 1, None), ("乙", 100_000_000, 333_333, 12345)]

    lines = [
        plain(line) for line in table_lines(Table("表", columns, rows, ("合计", 100_123_450, None, 12352)), 80, "zh")
    ]

    assert lines == [
        "表",
        "县区              金额（元）      占比    家数",
        "秀峰区              1,234.50  50.0000%       7",
        "龙胜各族自治县             —   0.0001%       —",
        "乙              1,000,000.00  33.3333%  12,345",
        "合计            1,001,234.50         —  12,352",
    ]


def test_figures_are_told_exactly_and_in_short() -> None:
    figures = [
        Figure("资金池", 8_000_000_000, "money", "每年"),
        Figure("家数", 12, "count"),
        Figure("余额", None, "money"),
    ]

    assert [plain(line) for line in figure_lines(figures, 80, "zh")] == [
        "资金池  80,000,000.00 元  8,000万元 · 每年",
        "家数                  12",
        "余额                   —",
    ]


def test_rows_left_out_on_the_screen_are_counted() -> None:
    data = Table("", (Column("名"),), [(str(number),) for number in range(50)])

    lines = [plain(line) for line in table_lines(data, 80, "en", most_rows=2)]

    assert lines == ["名", "0", "1", "(the first 2 of 50 rows; --excel writes all)"]


def test_an_empty_table_says_so() -> None:
    assert [plain(line) for line in table_lines(Table("表", (Column("名"),), []), 80, "zh")] == ["表", "（没有行）"]
