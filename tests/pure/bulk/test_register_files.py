"""Files of every kind read as registers, and files that cannot be used refused with the place of what is wrong."""

from __future__ import annotations

import errno
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from polars.exceptions import PolarsError

from lingqu.law.bulk import parquet_tables, tables, text_tables
from lingqu.law.bulk.register import UnableToReadRegister, read_register
from lingqu.law.bulk.register_faults import RegisterFault
from pure.bulk.made_registers import csv_file, of_text, pack, refusals, rows, workbook

LIST = "编号,企业名称,营业收入（万元）\nA1,甲,1.5\nA2,乙,\n"
READ = [{"id": "A1", "name": "甲", "revenue_yuan": 1_500_000}, {"id": "A2", "name": "乙"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_is_read_in_each_encoding_and_with_each_separator(
    tmp_path: Path, encoding: str, separator: str, newline: str
) -> None:
    file = csv_file(tmp_path, LIST.replace(",", separator).replace("\n", newline), encoding)

    assert rows(read_register(file, pack())) == READ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,备注\nA,\"一,二\"\nB,\"三\"\"四\"\n", [{"id": "A", "备注": "一,二"}, {"id": "B", "备注": '三"四'}]),
        ("id,备注\nA,\"一\n二\"\nB,三\n", [{"id": "A", "备注": "一\n二"}, {"id": "B", "备注": "三"}]),
        ("id\nA\nB", [{"id": "A"}, {"id": "B"}]),
        ("id,,备注,\nA,,x,\n", [{"id": "A", "备注": "x"}]),
        ("id,,备注\nA,y,x\n", [{"id": "A", "列2": "y", "备注": "x"}]),
        ("id,备注\nA,  \n", [{"id": "A", "备注": "  "}]),
        (" A\u3000,x\n".join(["id,备注\n", ""]), [{"id": "A", "备注": "x"}]),
    ],
)  # fmt: skip
def test_cells_of_text_are_told_apart(tmp_path: Path, text: str, expected: list[dict[str, Any]]) -> None:
    assert rows(read_register(csv_file(tmp_path, text), pack())) == expected


def test_blank_rows_are_numbered_and_passed_over_and_told(tmp_path: Path) -> None:
    register = of_text(tmp_path, "id,revenue_yuan\nA,1\n\n,\nB,x\nC,2\nD,3\n")

    assert [row["id"] for row in rows(register)] == ["A", "B", "C", "D"]
    assert [fault.row for fault in register.faults] == [5]
    assert register.warnings == (("略过 2 个空白行", "passed over 2 blank rows"),)


def test_a_workbook_is_read_with_its_own_types_and_numbers(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        ["编号", "企业名称", "营业收入（万元）", "企业", "认定日", "平台级别", "研发占比", "行业"],
        [1001, "甲", 1234.5, True, date(2026, 1, 2), "国家级", 0.25, 3511],
        [None] * 8,
        ["X2", "乙", "1,000.25", "否", "2026年3月4日", None, "0.1", "C35"],
        ["X3", "丙", 0.1 + 0.7, "未知", None, "省级", None, None],
    )

    register = read_register(file, pack())

    assert rows(register) == [
        {
            "id": "1001", "name": "甲", "revenue_yuan": 1_234_500_000, "is_enterprise": True,
            "recognition_date": date(2026, 1, 2), "platform_level": "national", "industry": "3511",
            "rd_share_ratio": 250_000,
        },
        {
            "id": "X2", "name": "乙", "revenue_yuan": 1_000_250_000, "is_enterprise": False,
            "recognition_date": date(2026, 3, 4), "rd_share_ratio": 100_000, "industry": "C35",
        },
        {"id": "X3", "name": "丙"},
    ]  # fmt: skip
    assert [(fault.row, fault.id, fault.given) for fault in register.faults] == [
        (5, "X3", "0.7999999999999999"),
        (5, "X3", "未知"),
        (5, "X3", "省级"),
    ]


def test_errors_and_formulas_never_worked_out_are_faults_and_not_empty(tmp_path: Path) -> None:
    file = workbook(
        tmp_path, ["id", "revenue_yuan", "企业"], ["A", "#N/A", True], ["B", "=1/0", True], ["C", 5, "#REF!"]
    )

    register = read_register(file, pack())

    assert rows(register)[2] == {"id": "C", "revenue_yuan": 500}
    assert [(fault.row, fault.given) for fault in register.faults] == [
        (2, "#N/A"), (3, "=（未计算的公式）"), (4, "#REF!"),
    ]  # fmt: skip


def test_a_sheet_is_chosen_by_name_and_the_first_without(tmp_path: Path) -> None:
    file = tmp_path / "two.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].title = "一"
    second = book.create_sheet("二 & 三")
    for sheet, name in ((book.worksheets[0], "A"), (second, "B")):
        sheet.append(["id", "revenue_yuan"])
        sheet.append([name, "#N/A"])
    book.save(file)

    first, other = read_register(file, pack()), read_register(file, pack(), sheet="二 & 三")

    assert (rows(first), rows(other)) == ([{"id": "A"}], [{"id": "B"}])
    assert [fault.given for fault in other.faults] == ["#N/A"]
    assert "二 & 三" in first.warnings[0][0]
    assert not other.warnings


def test_headings_may_stand_lower_down_in_a_workbook(tmp_path: Path) -> None:
    file = workbook(tmp_path, [None], [None, "名单"], [None, "编号", "企业"], [None, "A", "是"], [None, "B", "x"])
    mapping = tmp_path / "m.toml"
    mapping.write_text("header_row = 3", encoding="utf-8")

    register = read_register(file, pack(), mapping=mapping)

    assert rows(register) == [{"id": "A", "is_enterprise": True}, {"id": "B"}]
    assert [fault.row for fault in register.faults] == [5]


def test_parquet_is_read_by_its_types(tmp_path: Path) -> None:
    file = tmp_path / "[r]*.parquet"
    frame = pl.DataFrame(
        {
            "id": [7, 8],
            "name": pl.Series(["甲", "乙"], dtype=pl.Categorical),
            "revenue_yuan_2025": [Decimal("1.50"), None],
            "revenue_yuan_2026": [0.29, 1 / 3],
            "is_enterprise": [1, 0],
            "platform_level": ["国家级", ""],
            "staff": [3, 4],
            "first_recognition": [None, None],
        }
    )
    frame.write_parquet(file)

    register = read_register(file, pack())

    assert rows(register) == [
        {
            "id": "7", "name": "甲", "revenue_yuan_2025": 150, "revenue_yuan_2026": 29, "is_enterprise": True,
            "platform_level": "national", "staff": 3,
        },
        {"id": "8", "name": "乙", "is_enterprise": False, "staff": 4},
    ]  # fmt: skip
    assert register.frame.collect_schema()["first_recognition"] == pl.Boolean
    assert [(fault.row, fault.id) for fault in register.faults] == [(2, "8")]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_large_file_stays_on_disk_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / f"register.{kind}"
    frame = pl.DataFrame(
        {
            "id": [f"S{number}" for number in range(500)],
            "revenue_yuan": [f"{number}.5" if number % 7 else "?" for number in range(500)],
            "is_enterprise": ["是" if number % 2 else "否" for number in range(500)],
        }
    )
    frame.write_csv(file) if kind == "csv" else frame.write_parquet(file)
    at_once = read_register(file, pack())
    for module in (tables, text_tables, *([] if kind == "csv" else [parquet_tables])):
        monkeypatch.setattr(module, "LARGEST_IN_MEMORY", 10)

    register = read_register(file, pack(), work_dir=tmp_path)

    assert register.path is not None
    assert pl.read_parquet(register.path).equals(at_once.frame.collect())
    assert register.frame.collect().equals(at_once.frame.collect())
    assert (register.faults, register.fault_count) == (at_once.faults, at_once.fault_count)
    assert register.fault_count == 72


def truncated(folder: Path) -> Path:
    file = folder / "register.parquet"
    pl.DataFrame({"id": ["A"]}).write_parquet(file)
    file.write_bytes(file.read_bytes()[:-20])
    return file


def damaged(folder: Path) -> Path:
    file = folder / "register.parquet"
    pl.DataFrame({"id": [f"A{n}" for n in range(1000)]}).write_parquet(file, compression="zstd")
    data = bytearray(file.read_bytes())
    data[30:200] = b"\xff" * 170
    file.write_bytes(data)
    return file


def of_bytes(data: bytes, name: str = "register.csv") -> Any:
    def made(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(data)
        return file

    return made


def of_columns(**columns: Any) -> Any:
    def made(folder: Path) -> Path:
        file = folder / "register.parquet"
        pl.DataFrame(columns).write_parquet(file)
        return file

    return made


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BOTH = "revenue_yuan, revenue_yuan_2025"
MANY = {"id": ["A"]} | {f"x{n}": ["1"] for n in range(10_000)}
BAD = [
    ("nothing", of_bytes(b""), None, "register.csv: 0"),
    ("white space", of_bytes(b"\n \n"), None, "register.csv: 0"),
    ("headings only", of_bytes(b"id,revenue_yuan\n"), None, "register.csv: 0"),
    ("headings only, no end of line", of_bytes(b"id,revenue_yuan"), None, "register.csv: 0"),
    ("blank rows only", of_bytes(b"id,name\n,\n\n"), None, "0"),
    ("no id", of_bytes(b"name,revenue_yuan\nA,1\n"), None, "name, revenue_yuan"),
    ("an id that is empty", of_bytes(b"id,name,revenue_yuan\nA,x,1\n,y,2\nB,z,3\n"), 3, "空（y）"),
    ("no id at all", of_bytes(b"id,name\n,x\n,y\n"), 2, "空（x）"),
    ("an id too long", of_bytes(b"id\n" + b"A" * 1001 + b"\n"), 2, "A" * 80),
    ("an id twice", of_bytes(b"id\nA\nB\nA\n"), 4, "A ×2 (2, 4)"),
    ("an id twice but for white space", of_bytes(b"id\nA\n A \n"), 3, "A ×2 (2, 3)"),
    ("an id many times", of_bytes(b"id\n" + b"A\n" * 9), 3, "A ×9 (2, 3, 4, 5, 6 …)"),
    ("too few cells", of_bytes(b"id,name\nA,x\nB\n"), 3, "1 列"),
    ("too many cells", of_bytes(b"id,name\nA,x,y\nB,x\n"), 2, "3 列"),
    ("a quote not closed", of_bytes(b'id,name\nA,x\nB,"y\nC,z\n'), 3, '"'),
    ("full-width commas", of_bytes("id，企业\nA，是\n".encode()), None, "id，企业"),
    ("bytes of no encoding", of_bytes(b"id,name\nA,\xff\xff\n"), 2, "0xff (byte 11)"),
    ("broken UTF-8", of_bytes("id,名称\nA,桂林市\nB,桂".encode()[:-1] + b"\n"), 3, "0xe6 (byte 25)"),
    ("binary", of_bytes(b"id\0,name\n"), None, "register.csv: 0x00 (byte 3)"),
    ("no workbook", of_bytes(b"id,name\nA,x\n", "register.xlsx"), None, "register.xlsx"),
    ("no Parquet", of_bytes(b"id,name\nA,x\n", "register.parquet"), None, "register.parquet"),
    ("a workbook with a password", of_bytes(OLE + ENCRYPTED, "r.xlsx"), None, "r.xlsx（有密码）"),
    ("10 000 columns of text", of_bytes(",".join(MANY).encode() + b"\n"), None, "10001 列"),
    ("10 000 columns of Parquet", of_columns(**MANY), None, "10001 列"),
    ("Parquet without rows", of_columns(id=pl.Series([], dtype=pl.String)), None, "0"),
    ("an id of Parquet that is null", of_columns(id=["A", None, "B"], revenue_yuan=[1, 2, 3]), 2, "空"),
    ("ids of no kind", of_columns(id=[1.5, 2.0]), 1, "1.5"),
    ("ids that Excel has cut", of_columns(id=[914503001234567890.0]), 1, "9.14503001234568e+17"),
    ("ids that are truths", of_columns(id=[True, False]), None, "Boolean"),
    ("money that is a truth", of_columns(id=["A"], revenue_yuan=[True]), None, "Boolean"),
    ("money that is a day", of_columns(id=["A"], revenue_yuan=[date(2027, 1, 1)]), None, "Date"),
    ("a day that is a number", of_columns(id=["A"], application_date=[1]), None, "Int64"),
    ("money that is words throughout", of_bytes("id,revenue_yuan\nA,甲\nB,乙\n".encode()), 2, "甲 … ×2"),
    ("units mixed", of_bytes("id,revenue_yuan\nA,5\nB,300万元\n".encode()), 2, "5 (2), 300万元 (3)"),
    ("ratios mixed", of_bytes(b"id,rd_share_ratio\nA,25%\nB,5\n"), 2, "5 (3), 25% (2)"),
    ("one fact twice", of_bytes("id,企业,is_enterprise\nA,1,1\n".encode()), None, "企业, is_enterprise"),
    ("plain and yearly", of_bytes(b"id,revenue_yuan,revenue_yuan_2025\nA,1,1\n"), None, BOTH),
]  # fmt: skip


@pytest.mark.parametrize(("made", "row", "given"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_a_register_that_cannot_be_used_is_refused(tmp_path: Path, made: Any, row: int | None, given: str) -> None:
    first = refusals(made(tmp_path))[0]

    assert first.row == row
    assert first.given == given or (given.startswith("register.") and first.given.startswith(given))
    assert all((first.expected, first.expected_english, first.example))


@pytest.mark.parametrize("made", [truncated, damaged])
def test_a_parquet_file_that_breaks_off_is_refused(tmp_path: Path, made: Any) -> None:
    assert refusals(made(tmp_path))[0].expected == "完整的 Parquet 文件"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["id"], ["A"])

    assert refusals(file, sheet="名单")[0].expected == "工作表：Sheet"
    assert refusals(csv_file(tmp_path, "id\nA\n"), sheet="名单")[0].given == "名单"


def test_a_workbook_of_too_many_columns_or_no_rows_is_refused(tmp_path: Path) -> None:
    assert refusals(workbook(tmp_path, ["id"]))[0].column == ""
    assert refusals(workbook(tmp_path, [*MANY], [*MANY]))[0].given == "10001 列"
    assert refusals(workbook(tmp_path))[0].expected == "标题行和至少一行数据"


def test_a_workbook_with_a_stray_cell_far_off_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "id", "A", "x"
    book.save(tmp_path / "register.xlsx")

    assert "XFD1048576" in refusals(tmp_path / "register.xlsx")[0].given


def test_a_far_cell_that_holds_nothing_is_no_matter(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "id", "A"
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "register.xlsx")

    assert read_register(tmp_path / "register.xlsx", pack()).rows == 1


@pytest.mark.parametrize("place", [300, 900, 1500])
def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path: Path, place: int) -> None:
    file = workbook(tmp_path, ["id", "企业"], *([f"{number * 7919 % 1000}", "是"] for number in range(1000)))
    with zipfile.ZipFile(file) as book:
        start = book.getinfo("xl/worksheets/sheet1.xml").header_offset
    damaged_bytes = bytearray(file.read_bytes())
    damaged_bytes[start + place] ^= 4
    file.write_bytes(damaged_bytes)

    assert refusals(file)[0].expected == "完整的工作簿"


def test_all_reasons_are_told_at_once(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "id,revenue_yuan,企业\nA,5,x\nA,3万元,y\n,7,z\n,8,w\nB,,v\n")

    told = [(fault.row, fault.column) for fault in refusals(file)]

    assert told == [(2, "revenue_yuan"), (2, "企业"), (4, "id"), (5, "id"), (3, "id")]


def test_a_fault_counts_as_unknown_and_refuses_the_register_only_where_that_is_asked(tmp_path: Path) -> None:
    table = "id,revenue_yuan,企业\nA,1,是\nB,x,否\nC,3,?\n"
    expected = (
        RegisterFault(
            3, "B", "revenue_yuan", "x", "金额（元），至多 2 位小数，小于 10^12 元",
            "money in 元 with at most 2 decimals, below 10^12 yuan", "1,234.50",
        ),
        RegisterFault(
            4, "C", "企业", "?", "是或否（true、是、1、有；false、否、0、无）", "yes or no: true | false | 1 | 0", "是"
        ),
    )  # fmt: skip

    register = of_text(tmp_path, table)

    assert (register.faults, register.fault_count, register.rows, register.rows_read) == (expected, 2, 3, 3)
    assert rows(register)[1:] == [{"id": "B", "is_enterprise": False}, {"id": "C", "revenue_yuan": 300}]
    with pytest.raises(UnableToReadRegister) as refused:
        of_text(tmp_path, table, strict=True)
    assert refused.value.faults == expected


def test_of_very_many_faults_the_first_are_kept_and_all_are_counted_and_listed(tmp_path: Path) -> None:
    table = "id,revenue_yuan,企业\n" + "".join(
        f"A{n},{'x' if n % 2 else 1},{'?' if n % 2 else 1}\n" for n in range(4000)
    )

    register = of_text(tmp_path, table)

    assert (len(register.faults), register.fault_count) == (1000, 4000)
    assert [fault.row for fault in register.faults[:4]] == [3, 3, 5, 5]
    assert register.fault_frame is not None
    assert register.fault_frame.collect().height == 4000


@pytest.mark.parametrize("error", [PolarsError, OSError])
def test_a_full_disk_is_told_as_such_and_not_as_a_bad_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def full(*_: object, compression: str) -> None:
        raise error("parquet: underlying IO error: No space left on device (os error 28)")

    file = csv_file(tmp_path, "id,revenue_yuan\nA,1\n")
    monkeypatch.setattr(text_tables, "LARGEST_IN_MEMORY", 1)
    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)

    with pytest.raises(OSError, match="No space left") as told:
        read_register(file, pack(), work_dir=tmp_path)

    assert told.value.errno == errno.ENOSPC
