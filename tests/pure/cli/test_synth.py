"""`lingqu synth` on the command line: a file of the kind asked for, and every fault of the wishes told at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result

from lingqu.interfaces.cli import synth

Run = Callable[..., Result]


def test_a_register_is_written_and_said_to_be_made(lingqu: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.parquet"

    result = lingqu("synth", "--n", "50", "--seed", "7", "--as-of", "2027-06-30", "--out", str(path), columns=120)

    assert result.exit_code == 0
    assert "50 行，种子 7" in result.stdout
    assert "合成数据" in result.stdout
    frame = pl.read_parquet(path)
    assert len(frame) == 50
    assert "revenue_yuan_2026" in frame.columns
    assert frame["application_date"].cast(pl.String).drop_nulls().unique().to_list() == ["2027-06-30"]


@pytest.mark.parametrize(
    ("options", "heading"),
    [
        ((), "营业收入2026年（元）"),
        (("--headings", "codes"), "revenue_yuan_2026"),
        (("--years", "2021-2023"), "营业收入2023年（元）"),
        (("--applications",), "申请金额（元）"),
        (("--applications", "--headings", "codes"), "requested_yuan"),
    ],
)
def test_headings_and_columns_are_those_asked_for(
    lingqu: Run, tmp_path: Path, options: tuple[str, ...], heading: str
) -> None:
    path = tmp_path / "r.csv"

    result = lingqu("synth", "--n", "40", "--out", str(path), *options)

    assert result.exit_code == 0, result.output
    assert heading in path.read_text("utf-8-sig").splitlines()[0].split(",")


def test_every_fault_is_told_at_once_with_an_example(lingqu: Run, tmp_path: Path) -> None:
    wrong = {
        "--n": "many", "--seed": "-1", "--unknown": "2", "--findings-unknown": "x", "--years": "2026-2024",
        "--as-of": "2027-13-01", "--out": str(tmp_path / "none" / "r.csv"),
    }  # fmt: skip

    result = lingqu("--lang", "en", "synth", *[word for pair in wrong.items() for word in pair])

    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert [line.split(":")[0] for line in lines] == [
        "--n", "--seed", "--out", "--unknown", "--findings-unknown", "--years", "--as-of",
    ]  # fmt: skip
    assert all(f"given {wrong[line.split(':')[0]]}; expected" in line and "e.g. " in line for line in lines)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--out"),
        (("--out", "r.txt"), ".parquet"),
        (("--out", "r.xlsx", "--n", "100001"), "100000"),
        (("--out", "r.csv", "--applications", "--n", "100001"), "100000"),
    ],
)
def test_what_cannot_be_written_is_refused(lingqu: Run, options: tuple[str, ...], told: str) -> None:
    result = lingqu("synth", *options)

    assert result.exit_code == 2
    assert told in result.stderr


def test_only_a_person_who_waits_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = io.StringIO()
    monkeypatch.setattr(watcher, "isatty", lambda: True)
    monkeypatch.setattr(synth.sys, "stderr", watcher)
    times = iter([0.0, 1.9, 2.1, 2.1, 2.2, 9.0, 9.0])
    told = synth._Told(400, "zh", clock=lambda: next(times))

    said = []
    for _ in range(4):
        told(100)
        said.append(watcher.getvalue().rpartition("K")[2])
    told.clear()

    assert said == ["", "已生成 200 / 400 行（50%）", "已生成 200 / 400 行（50%）", "已生成 400 / 400 行（100%）"]
    assert watcher.getvalue().endswith("\r\x1b[K")
