"""`lingqu budget` as its user runs it: on the screen, as JSON, as a page and a workbook, and with what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

Run = Callable[..., Result]
QUICK = ("--draws", "60", "--years", "2027-2028")


@pytest.fixture
def register(root: Path) -> str:
    return str(root / "src" / "lingqu" / "samples" / "register.csv")


def studied(lingqu: Run, *arguments: str) -> dict[str, Any]:
    result = lingqu("budget", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_screen_says_first_whether_the_money_is_enough_and_last_what_was_assumed(
    lingqu: Run, register: str
) -> None:
    result = lingqu("budget", register, *QUICK)

    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[1].startswith("F20 创新驱动发展专项资金年度新增每年 8000万元 不够")
    assert any(line.startswith("take_up 各条 = triangular 0.5, 0.7, 0.9") for line in lines)
    assert "主体 120" in result.stdout


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(lingqu: Run, register: str) -> None:
    first, again, other = (
        lingqu("budget", register, *QUICK, "--json", "--seed", seed).stdout for seed in ("5", "5", "6")
    )

    assert first == again
    assert first != other


def test_json_has_every_figure_with_its_error_and_all_assumptions(lingqu: Run, register: str) -> None:
    found = studied(lingqu, register, *QUICK)

    assert found["days"] == ["2027-06-30", "2028-06-30"]
    assert [pool["pool"] for pool in found["pools"]] == ["F20", "F15"]
    year = found["pools"][0]["years"][0]
    assert year["supply"] == "80000000.00"
    assert float(year["error_95"]["p50"][0]) <= float(year["p50"]) <= float(year["error_95"]["p50"][1])
    assert {each["source"] for each in found["assumptions"]} == {"assumption", "policy"}
    assert found["single_awards_above_pool"]["measures"] == [{"measure": "F07", "pool": "F20", "yuan": "100000000.00"}]
    assert len(found["measures"]) == 19
    assert found["carried_forward"]["revenue_yuan"] == 2026


def test_what_is_certain_agrees_with_the_answers_one_by_one(lingqu: Run, register: str, root: Path) -> None:
    from datetime import date

    import polars as pl

    from lingqu.law.bulk.answers import answered
    from lingqu.law.bulk.program import compile_bulk
    from lingqu.law.bulk.register import read_register
    from lingqu.law.engine.program import compile_program
    from lingqu.law.packs.folders import load_pack

    pack = load_pack("guilin2026")
    read = read_register(Path(register), pack)
    bulk = compile_bulk(compile_program(pack), read.facts, day=date(2027, 6, 30))
    rows = answered(bulk, read.frame)
    due = [each.id for each in bulk.measures if each.kind == "due"]
    expected = sum(
        rows.filter(pl.col(name)).select(pl.coalesce(f"{name} left", f"{name} fen").sum()).item() for name in due
    )

    found = studied(lingqu, register, "--draws", "1", "--as-of", "2027-06-30", "--years", "2027")

    assert found["together"]["total"]["certain"] == f"{expected // 100}.{expected % 100:02d}"
    assert expected > 0


def test_a_page_and_a_workbook_hold_the_same_figures(lingqu: Run, register: str, tmp_path: Path) -> None:
    page, book = tmp_path / "budget.html", tmp_path / "budget.xlsx"

    result = lingqu("budget", register, *QUICK, "--report", str(page), "--excel", str(book), "--lang", "en", "--json")

    assert result.exit_code == 0, result.output
    middle = json.loads(result.stdout)["pools"][0]["years"][0]["p50"]
    text = page.read_text("utf-8")
    whole, fen = middle.split(".")
    assert f"{int(whole):,}.{fen}" in text
    assert "Is it enough" in text
    assert "<svg" in text
    cells = {
        round(cell * 100)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }
    assert round(float(middle) * 100) in cells


def test_readings_and_names_say_who_pays(lingqu: Run, register: str) -> None:
    inside = studied(lingqu, register, *QUICK, "--reading", "poc_pool_inside_80m=inside")
    outside = studied(lingqu, register, *QUICK, "--pays", "city")

    assert inside["pays"] == "proof_inside"
    assert inside["pools"][1]["inside"] == "F20"
    assert outside["pools"][0]["measures"] == []
    assert outside["outside"][0]["at_most"] != "0.00"


def test_only_the_highest_is_counted_where_that_reading_is_chosen(lingqu: Run, register: str) -> None:
    additive = studied(lingqu, register, *QUICK)
    higher = studied(lingqu, register, *QUICK, "--reading", "cumulation=higher_once")

    assert higher["relations"] == ["R01"]
    assert float(higher["together"]["total"]["at_most"]) < float(additive["together"]["total"]["at_most"])


REFUSED = [
    (("--years", "2031-2032"), "--years：给出 2031-2032；应为政策有效的年份 2026 至 2030"),
    (("--years", "2028-2027"), "--years：给出 2028-2027"),
    (("--years", "soon"), "--years：给出 soon"),
    (("--as-of", "2028-06-30", "--years", "2027-2030"), "从 --as-of 的那一年 2028 起"),
    (("--draws", "0"), "--draws：给出 0；应为1 至 50000 的整数"),
    (("--seed", "-1"), "--seed：给出 -1"),
    (("--pays", "generall"), "最接近的是 general"),
    (("--assumptions", "none.toml"), "none.toml"),
    (("--policy", "general_conditions"), "没有写资金池"),
]


@pytest.mark.parametrize(("options", "said"), REFUSED, ids=lambda value: str(value)[:50])
def test_options_that_cannot_be_followed_are_refused(
    lingqu: Run, register: str, options: tuple[str, ...], said: str
) -> None:
    result = lingqu("budget", register, *options)

    assert result.exit_code == 2, result.output
    assert said in result.stderr


def test_every_fault_of_a_file_of_assumptions_is_told(lingqu: Run, register: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[take_up]\ndefault = 2\nF99 = 0.5\n[selcted]\ndefault = 1\n", "utf-8")

    result = lingqu("budget", register, "--assumptions", str(path), "--lang", "en")

    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "mine.toml selcted",
        "mine.toml take_up.F99",
        "mine.toml take_up.default",
    ]


def test_an_empty_register_is_refused(lingqu: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("id,name\n", "utf-8")

    result = lingqu("budget", str(path))

    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_register_that_nobody_can_draw_from_says_so(lingqu: Run, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.csv"
    path.write_text("id,located_in_guilin\nA1,否\nA2,否\n", "utf-8")

    result = lingqu("budget", str(path), *QUICK)

    assert result.exit_code == 0, result.output
    assert "登记册里没有主体能从" in result.stdout
