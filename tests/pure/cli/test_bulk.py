"""`lingqu bulk` against the contract: row for row what `assess` answers, totals that add up, no half-written file."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from click.testing import Result

from lingqu.law.bulk.polars_engine import PolarsEngine
from lingqu.law.bulk.records import records_of
from lingqu.law.bulk.register import read_register
from lingqu.law.packs.folders import load_pack

Run = Callable[..., Result]

DAY = "2027-06-30"
ENGINES = ("polars", "duckdb", pytest.param("spark", marks=pytest.mark.slow))
COLUMNS = ["id", "measure", "verdict", "award_kind", "yuan", "at_most_yuan", "remaining_yuan", "missing", "readings"]
Row = tuple[Any, ...]


@pytest.fixture
def sample(root: Path) -> Path:
    return root / "src" / "lingqu" / "samples" / "register.csv"


def rows_of(path: Path) -> dict[tuple[str, str], Row]:
    rows = pl.read_parquet(path).select(COLUMNS).rows()
    return {(row[0], row[1]): row[2:] for row in rows}


def assessed(lingqu: Run, sample: Path, *options: str) -> dict[tuple[str, str], Row]:
    pack = load_pack("guilin2026")
    records = [each.record for each in records_of(read_register(sample, pack), pack)]
    text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    result = lingqu("assess", "--format", "jsonl", *options, "-", input=text)
    assert result.exit_code == 0, result.output
    found = {}
    for line in result.stdout.splitlines():
        answer = json.loads(line)
        for outcome in answer["outcomes"]:
            found[answer["id"], outcome["measure"]] = row_of(outcome)
    return found


def row_of(outcome: dict[str, Any]) -> Row:
    award = outcome["award"] or {}
    sums = (award.get("yuan"), award.get("at_most_yuan", outcome["at_most_yuan"]), award.get("remaining_yuan"))
    decimals = tuple(None if each is None else Decimal(each) for each in sums)
    return outcome["verdict"], award.get("kind"), *decimals, outcome["missing"], outcome["readings"]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_says_what_assess_says(lingqu: Run, sample: Path, tmp_path: Path, engine: str) -> None:
    out = tmp_path / "answers.parquet"

    result = lingqu("bulk", str(sample), "--as-of", DAY, "--engine", engine, "--out", str(out))

    assert result.exit_code == 0, result.output
    found = rows_of(out)
    assert found == assessed(lingqu, sample, "--as-of", DAY)
    assert len(found) == 120 * 19
    assert "2,280 行 = 120 个主体 × 19 条措施" in result.stderr


def test_the_columns_are_those_of_the_contract_and_what_the_register_carries(
    lingqu: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "answers.parquet"

    lingqu("bulk", str(sample), "--as-of", DAY, "--out", str(out))

    schema = pl.read_parquet_schema(out)
    assert list(schema)[:9] == COLUMNS
    assert {"name", "district", "industry", "size"} <= set(schema)
    assert [schema[name] for name in ("yuan", "at_most_yuan", "remaining_yuan")] == [pl.Decimal(18, 2)] * 3
    assert schema["missing"] == schema["readings"] == pl.List(pl.String)


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_add_the_rows_up_and_a_pool_once(lingqu: Run, sample: Path, tmp_path: Path, engine: str) -> None:
    out = tmp_path / "answers.parquet"

    result = lingqu("bulk", str(sample), "--as-of", DAY, "--engine", engine, "--out", str(out), "--totals")

    rows = pl.read_parquet(out)
    for measure, total in json.loads(result.stdout).items():
        of_it = rows.filter(pl.col("measure") == measure)
        eligible = of_it.filter(pl.col("verdict") == "eligible")
        undetermined = of_it.filter(pl.col("verdict") == "undetermined")
        assert total["eligible"] == len(eligible)
        assert total["undetermined"] == len(undetermined)
        assert total["not_eligible"] == len(of_it) - len(eligible) - len(undetermined)
        due = eligible.filter(pl.col("award_kind") == "due")["yuan"].sum()
        ceiling = eligible.filter(pl.col("award_kind").is_in(["up_to", "competitive"]))["yuan"].sum()
        assert Decimal(total["due_yuan"]) == Decimal(due or 0)
        assert Decimal(total["ceiling_yuan"]) == Decimal(ceiling or 0)
        if measure == "F15":
            assert len(eligible) > 1
            assert total["pool_yuan"] == "10000000.00"
        else:
            most = undetermined["at_most_yuan"].sum()
            assert total["pool_yuan"] == "0.00"
            assert Decimal(total["undetermined_at_most_yuan"]) == Decimal(most or 0)


def test_rows_may_have_days_of_their_own_and_some_none(lingqu: Run, sample: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    frame = pl.read_csv(sample, infer_schema=False)
    days = [("2026-01-23", "2027-06-30", "2029-07-02", "")[row % 4] for row in range(len(frame))]
    frame.with_columns(application_date=pl.Series(days)).write_csv(register)
    out = tmp_path / "answers.parquet"

    result = lingqu("bulk", str(register), "--out", str(out))

    assert result.exit_code == 0, result.output
    assert rows_of(out) == assessed(lingqu, register)
    without = {subject for subject, day in zip(frame["统一社会信用代码"], days, strict=True) if not day}
    verdicts = {row[0] for (subject, _), row in rows_of(out).items() if subject in without}
    assert verdicts == {"not_eligible", "undetermined"}


def test_a_pool_counts_once_for_rows_of_different_days(lingqu: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "id,application_date,located_in_guilin,is_proof_of_concept_project\n"
        "A,2027-06-30,true,true\nB,2028-06-30,true,true\nC,,true,true\nD,2028-06-30,true,\n"
    )

    result = lingqu("bulk", str(register), "--measure", "F15", "--totals")

    total = json.loads(result.stdout)["F15"]
    assert (total["eligible"], total["undetermined"]) == (2, 2)
    assert (total["pool_yuan"], total["undetermined_at_most_yuan"]) == ("10000000.00", "0.00")


def test_a_reading_and_a_measure_can_be_chosen(lingqu: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.parquet"
    options = ("--as-of", DAY, "--measure", "F05", "--reading", "f05_arrival=any_part")

    lingqu("bulk", str(sample), *options, "--out", str(out))

    found = rows_of(out)
    assert found == assessed(lingqu, sample, *options)
    assert {measure for _, measure in found} == {"F05"}


def test_without_a_day_it_is_said_that_nothing_can_be_eligible(lingqu: Run, sample: Path, tmp_path: Path) -> None:
    result = lingqu("bulk", str(sample), "--totals")

    assert "没有判断日" in result.stderr
    assert not any(total["eligible"] for total in json.loads(result.stdout).values())


def test_the_page_and_the_workbook_hold_the_totals(lingqu: Run, sample: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "page.html", tmp_path / "book.xlsx"

    result = lingqu("bulk", str(sample), "--as-of", DAY, "--report", str(page), "--excel", str(book), "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "Due in all" in page.read_text(encoding="utf-8")
    assert {"Sums", "Verdicts"} <= set(openpyxl.load_workbook(book, read_only=True).sheetnames)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_workbook_lists_who_gets_what_and_what_is_missing(
    lingqu: Run, sample: Path, tmp_path: Path, engine: str
) -> None:
    book = tmp_path / "book.xlsx"

    result = lingqu("bulk", str(sample), "--as-of", DAY, "--engine", engine, "--excel", str(book))

    assert result.exit_code == 0, result.output
    expected = assessed(lingqu, sample, "--as-of", DAY)
    sheets = openpyxl.load_workbook(book, read_only=True)
    names = {
        fact.code: f"{fact.name}（2026年）" if fact.yearly else fact.name for fact in load_pack("guilin2026").facts
    }
    eligible = {(row["编号"], row["措施"]): row for row in rows_of_sheet(sheets["谁能得什么"])}
    open_ones = {(row["编号"], row["措施"]): row for row in rows_of_sheet(sheets["待定：还缺什么"])}
    assert set(eligible) == {key for key, row in expected.items() if row[0] == "eligible"}
    assert set(open_ones) == {key for key, row in expected.items() if row[0] == "undetermined"}
    for key, row in open_ones.items():
        assert row["还缺的事实"] == ("、".join(names[code] for code in expected[key][5]) or "不缺事实，取决于口径")
    for key, row in eligible.items():
        found = row["金额（元）"]
        assert (None if found is None else Decimal(str(found))) == expected[key][2]


def rows_of_sheet(sheet: Any) -> list[dict[str, Any]]:
    rows = [*sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(rows) if row and row[0] == "编号")
    # a row in a workbook ends with its last cell that holds something
    width = len(rows[head])
    filled = [(*row, *[None] * (width - len(row))) for row in rows[head + 1 :] if row and row[0] is not None]
    return [dict(zip(rows[head], row, strict=True)) for row in filled]


@pytest.mark.parametrize(
    ("out", "said"),
    [("nowhere/answers.parquet", "--out"), (".", "--out"), ("REGISTER", "--out"), ("answers.csv", ".parquet")],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_read(
    lingqu: Run, sample: Path, tmp_path: Path, out: str, said: str
) -> None:
    result = lingqu("bulk", str(sample), "--out", str(sample) if out == "REGISTER" else str(tmp_path / out))

    assert result.exit_code == 2
    assert said in result.stderr
    assert "读入" not in result.stderr


def test_the_records_written_can_be_explained_one_by_one(lingqu: Run, sample: Path, tmp_path: Path) -> None:
    records = tmp_path / "subjects.jsonl"

    lingqu("bulk", str(sample), "--as-of", DAY, "--records", str(records))
    result = lingqu("assess", str(records), "--as-of", DAY, "--format", "jsonl")

    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    found = {(each["id"], one["measure"]): row_of(one) for each in answers for one in each["outcomes"]}
    assert found == assessed(lingqu, sample, "--as-of", DAY)


@pytest.mark.parametrize("command", ["assess", "explain F11"])
def test_a_workbook_given_where_records_are_read_is_told_what_to_do(lingqu: Run, root: Path, command: str) -> None:
    result = lingqu(*command.split(), str(root / "src/lingqu/samples/register.xlsx"))

    assert result.exit_code == 2
    assert "--records subjects.jsonl" in result.stderr


def test_the_screen_says_which_facts_are_missing_most_with_the_year(lingqu: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "id,在桂林,企业,营业收入2025年（万元）,研发投入2026年（万元）\nA,是,是,100,30\nB,是,是,200,1\nC,是,,200,1\n"
    )

    result = lingqu("bulk", str(register), "--as-of", "2027年6月30日", "--measure", "F11")

    assert "缺得最多的事实" in result.stdout
    assert "营业收入（2026年）" in result.stdout


@pytest.mark.parametrize("option", ["--out", "--report", "--records"])
def test_two_outputs_do_not_go_into_one_file(lingqu: Run, sample: Path, tmp_path: Path, option: str) -> None:
    ending = {"--out": ".parquet", "--report": ".html", "--records": ".jsonl"}[option]
    file = tmp_path / f"same{ending}"

    result = lingqu("bulk", str(sample), "--as-of", DAY, "--faults", str(file), option, str(file))

    assert result.exit_code == 2
    assert option in result.stderr
    assert not file.exists()


@pytest.mark.parametrize("day", ["9999-12-31", "3000-01-01"])
def test_a_day_far_ahead_is_answered_like_any_other(lingqu: Run, sample: Path, tmp_path: Path, day: str) -> None:
    out = tmp_path / "answers.parquet"

    lingqu("bulk", str(sample), "--as-of", day, "--out", str(out))

    assert rows_of(out) == assessed(lingqu, sample, "--as-of", day)


def test_a_failure_in_the_middle_leaves_the_earlier_file_alone(
    lingqu: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "answers.parquet"
    out.write_bytes(b"an earlier file")

    def fail(self: PolarsEngine, frames: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PolarsEngine, "write", fail)
    result = lingqu("bulk", str(sample), "--as-of", DAY, "--out", str(out))

    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert out.read_bytes() == b"an earlier file"
    assert [each.name for each in tmp_path.iterdir()] == ["answers.parquet"]


def test_an_interruption_leaves_the_earlier_file_alone(
    lingqu: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "answers.parquet"
    out.write_bytes(b"an earlier file")

    def interrupted(self: PolarsEngine, frames: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(PolarsEngine, "write", interrupted)
    result = lingqu("bulk", str(sample), "--as-of", DAY, "--out", str(out))

    assert result.exit_code != 0
    assert out.read_bytes() == b"an earlier file"
    assert [each.name for each in tmp_path.iterdir()] == ["answers.parquet"]
