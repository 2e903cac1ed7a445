"""What goes on beside the facts has a name of its own, whatever it is called in the file and whichever engine runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lingqu.law.bulk.carried_names import OF_THE_ANSWERS
from lingqu.law.bulk.engines import open_engine
from lingqu.law.bulk.long_answers import COLUMNS, long_frames
from lingqu.law.bulk.register import read_register
from lingqu.law.bulk.runs import parts_of
from lingqu.law.engine.answers import select_measures
from lingqu.law.engine.program import compile_program
from pure.bulk.made_registers import csv_file, of_text, pack

CURSED = {
    "a.b": "a.b", "a`b": "a`b", 'x"y': 'x"y', "x ,;{}()=": "x ,;{}()=", "F11": "_F11", "f11 FEN": "_f11 FEN",
    "*": "_*", "^x$": "_^x$", "^.*$": "_^.*$", "Verdict": "_Verdict", "lingqu 1": "_lingqu 1",
    "foo": "foo", "FOO": "FOO (2)", "Revenue_yuan": "Revenue_yuan (2)",
}  # fmt: skip
ENGINES = ("polars", "duckdb", pytest.param("spark", marks=pytest.mark.slow))


def cursed_frame() -> pl.DataFrame:
    cells = {name: [str(place)] for place, name in enumerate(CURSED)}
    return pl.DataFrame({"编号": ["A"], "revenue_yuan": ["5"], **cells})


def test_no_column_of_the_answers_is_left_out() -> None:
    assert set(OF_THE_ANSWERS) >= set(COLUMNS)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("备注", "备注"),
        ("verdict", "_verdict"),
        ("F01 missing", "_F01 missing"),
        ("F01 note", "F01 note"),
        ("F1", "F1"),
    ],
)
def test_a_name_that_the_answers_need_is_told_and_changed(tmp_path: Path, heading: str, name: str) -> None:
    read = of_text(tmp_path, f"id,{heading}\nA,1\n")

    assert read.carried == (name,)
    assert [name in told for told, _ in read.warnings] == ([] if name == heading else [True])


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_carries_the_same_cells_under_the_same_names(tmp_path: Path, engine: str, ending: str) -> None:
    file = tmp_path / f"register.{ending}"
    given = cursed_frame()
    given.write_csv(file) if ending == "csv" else given.write_parquet(file)
    read = read_register(file, pack())
    program = compile_program(pack())
    opened = open_engine(engine)

    [part] = parts_of(
        program, read, opened, work_dir=tmp_path, as_of=date(2027, 6, 30), measures=select_measures(program, ("F11",))
    )
    opened.write(long_frames(part.bulk, part.frame, opened, carried=read.carried), tmp_path / "answers.parquet")
    opened.close()

    [row] = pl.read_parquet(tmp_path / "answers.parquet", glob=False).to_dicts()
    assert [row[name] for name in CURSED.values()] == [str(place) for place in range(len(CURSED))]
    assert [*row] == [*COLUMNS, *read.carried]


def test_a_heading_of_two_megabytes_is_carried_at_once(tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"id,{'x' * 2_000_000},{'(' * 2_000_000}\nA,{'y' * 200_000},\n")

    assert read_register(file, pack()).rows == 1
