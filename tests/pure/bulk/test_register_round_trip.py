"""Any records of assess, written as a register in each format and read back, hold the same facts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.bulk.records import records_of
from lingqu.law.bulk.register import read_register
from lingqu.law.engine.inputs import nonnegative, read_money, read_series, reader_of
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.tree import FactDeclaration, Unit
from pure.bulk.made_registers import SHARE, of_text, pack, workbook

CODES = (
    "application_date", "is_enterprise", "platform_level", "patents_converted_count", "fixed_asset_investment_yuan",
    "revenue_yuan", "rd_expenditure_yuan", "paid_same_clause_same_year_yuan", SHARE.code,
)  # fmt: skip
DTYPES = {Unit.YES_NO: pl.Boolean, Unit.DATE: pl.Date, Unit.CHOICE: pl.String, Unit.COUNT: pl.Int64}
FEN = st.integers(1 - 10**14, 10**14 - 1) | st.integers(-500, 500)


@cache
def reader() -> SubjectReader:
    return SubjectReader(compile_program(pack(), {}))


def values(fact: FactDeclaration) -> st.SearchStrategy[Any]:
    """Values of a fact as a register holds them: fen, millionths, days, codes."""
    return {
        Unit.MONEY: FEN.map(abs) if fact.nonnegative else FEN,
        Unit.RATIO: st.integers(1 - 10**9, 10**9 - 1),
        Unit.COUNT: st.integers(0, 10**9 - 1),
        # from 1900-03-01 on Excel counts days as the calendar does
        Unit.DATE: st.integers(0, 60_000).map(lambda days: date(1901, 1, 1) + timedelta(days)),
        Unit.YES_NO: st.booleans(),
        Unit.CHOICE: st.sampled_from([code for _, code in fact.choices] or [""]),
    }[fact.unit]


@st.composite
def registers(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Canonical columns by name, with ids."""
    identifier = st.text("AZ9桂-", min_size=1, max_size=6).filter(lambda each: each != "-")  # a dash alone is no id
    ids = draw(st.lists(identifier, min_size=1, max_size=4, unique=True))
    columns: dict[str, list[Any]] = {"id": ids}
    for code in draw(st.lists(st.sampled_from(CODES), unique=True)):
        fact = pack().fact_coded(code)
        inner = ["_2024", "_2025"] if fact.yearly else [":F01", ":F16"] if fact.role else []
        for name in draw(st.sampled_from([[code], [code + each for each in inner] or [code]])):
            columns[name] = draw(st.lists(st.none() | values(fact), min_size=len(ids), max_size=len(ids)))
    return columns


def unit_of(name: str) -> Unit:
    return pack().fact_coded(name.split(":")[0].removesuffix("_2024").removesuffix("_2025")).unit


def decimal(number: int, places: int) -> str:
    whole, part = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{part:0{places}d}"


def _spelled(name: str, cell: Any) -> str:
    unit = Unit.CHOICE if name == "id" else unit_of(name)
    if unit in (Unit.MONEY, Unit.RATIO):
        return decimal(cell, 2 if unit is Unit.MONEY else 6)
    if unit is Unit.YES_NO:
        return "是" if cell else "否"
    return f"{cell.year}年{cell.month}月{cell.day}日" if unit is Unit.DATE else str(cell)


def in_csv(columns: dict[str, list[Any]], folder: Path) -> Path:
    text = {name: [None if cell is None else _spelled(name, cell) for cell in cells] for name, cells in columns.items()}
    file = folder / "register.csv"
    pl.DataFrame(text, schema=dict.fromkeys(text, pl.String)).write_csv(file, include_bom=True)
    return file


def in_workbook(columns: dict[str, list[Any]], folder: Path) -> Path:
    scale = {Unit.MONEY: 100, Unit.RATIO: 10**6}
    numbers = {
        name: cells if name == "id" or unit_of(name) not in scale else
        [None if cell is None else cell / scale[unit_of(name)] for cell in cells]
        for name, cells in columns.items()
    }  # fmt: skip
    return workbook(folder, [*numbers], *zip(*numbers.values(), strict=True))


def in_parquet(columns: dict[str, list[Any]], folder: Path) -> Path:
    places = {Unit.MONEY: 2, Unit.RATIO: 6}
    made = []
    for name, cells in columns.items():
        unit = Unit.CHOICE if name == "id" else unit_of(name)
        scale = places.get(unit, 0)
        dtype = pl.Decimal(18, scale) if unit in places else DTYPES[unit]
        exact = [None if cell is None else Decimal(cell).scaleb(-scale) for cell in cells] if unit in places else cells
        made.append(pl.Series(name, exact, dtype=dtype))
    file = folder / "register.parquet"
    pl.DataFrame(made).write_parquet(file)
    return file


def meant(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a record as the engine reads them."""
    found = {}
    for code, value in facts.items():
        fact = pack().fact_coded(code)
        read = reader_of(fact)
        if isinstance(value, dict) and fact.role:
            found[code] = {measure: nonnegative(read_money)(each) for measure, each in value.items()}
        elif isinstance(value, dict):
            found[code] = read_series(value, read)
        else:
            found[code] = read(value)
    return found


def as_record(columns: dict[str, list[Any]], row: int) -> dict[str, Any]:
    """The facts that a row of canonical columns stands for, as the engine reads them, without the way back."""
    facts: dict[str, Any] = {}
    for name, cells in columns.items():
        value = cells[row]
        if name == "id" or value is None:
            continue
        unit = unit_of(name)
        if unit is Unit.RATIO:
            value = Fraction(value, 10**6)
        elif unit is Unit.YES_NO:
            value = reader_of(pack().fact_coded("is_enterprise"))(value)
        code, _, measure = name.partition(":")
        if measure:
            facts.setdefault(code, {})[measure] = value
        elif code[-5:] in ("_2024", "_2025"):
            facts.setdefault(code[:-5], {})[int(code[-4:])] = value
        else:
            facts[code] = value
    return facts


@pytest.mark.parametrize("written", [in_csv, in_workbook, in_parquet])
@given(columns=registers())
def test_records_come_back_as_they_were(
    written: Callable[[dict[str, list[Any]], Path], Path], columns: dict[str, list[Any]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        register = read_register(written(columns, Path(folder)), pack(), strict=True)

    found = [*records_of(register, pack())]

    assert [each.id for each in found] == columns["id"]
    assert [meant(each.facts) for each in found] == [as_record(columns, row) for row in range(len(found))]
    assert all(reader().read(each.record).id == each.id for each in found)


def test_a_row_goes_back_as_a_record_of_assess(tmp_path: Path) -> None:
    register = of_text(
        tmp_path,
        "id,name,district,备注,revenue_yuan_2024,revenue_yuan_2025,同条本年已付：F01,研发占比,企业,application_date,级别\n"
        "A,甲,七星区,x,-0.05,,3,25%,是,2027/6/30,1\nB,,,,,,,,,,\n",
    )

    found = [each.record for each in records_of(register, pack())]

    assert found == [
        {
            "id": "A", "name": "甲", "district": "七星区",
            "facts": {
                "revenue_yuan": {"2024": "-0.05"}, "paid_same_clause_same_year_yuan": {"F01": "3.00"},
                "rd_share_ratio": "0.250000", "is_enterprise": True, "application_date": "2027-06-30",
            },
        },
        {"id": "B", "facts": {}},
    ]  # fmt: skip
