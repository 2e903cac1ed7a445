"""`lingqu budget` as its user runs it: on the screen, as JSON, as a page and a workbook, and with what it refuses."""

from __future__ import annotations

import json
import re
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
    assert any(line.startswith("申报率（take_up） 各条措施 = 三角分布：最低 0.5") for line in lines)
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
    (("--measure", "F99"), "--measure：给出 F99"),
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


@pytest.fixture
def two_facts(tmp_path: Path) -> str:
    """A list of thirty firms with R&D and revenue and nothing else."""
    path = tmp_path / "firms.csv"
    rows = [f"A{number},{1_000_000 + number * 300_000},{20_000_000 + number * 5_000_000}" for number in range(30)]
    path.write_text("\n".join(["id,研发投入2026年（元）,营业收入2026年（元）", *rows, ""]), "utf-8")
    return str(path)


def words_of(text: str) -> str:
    return "".join(text.split())


def test_where_most_is_assumed_that_comes_first_and_nothing_is_called_short(lingqu: Run, two_facts: str) -> None:
    result = lingqu("budget", two_facts, *QUICK)

    told = words_of(result.stdout)
    assert result.exit_code == 0, result.output
    first = told.partition("F15")[0]
    assert re.search(r"F20创新驱动发展专项资金年度新增的P50有9\d(\.\d)?%只是假设", first)
    assert "仅凭登记册已知的部分：够（还没有一个主体确定能领）" in first
    assert "不够：" not in first
    assert "登记册没有能判断这些措施的事实，18条：F" in told
    assert "单笔可能超过资金池：F07，主体全部待定。" in told
    assert "F07：30笔，其中待定30笔，2027年" in told


def test_json_says_what_rests_on_the_undetermined(lingqu: Run, two_facts: str, register: str) -> None:
    unknown, known = studied(lingqu, two_facts, *QUICK), studied(lingqu, register, *QUICK)

    assert unknown["rests_on"]["p50_undetermined_share"] == "1.000000"
    assert unknown["rests_on"]["at_most_undetermined"] == unknown["together"]["total"]["at_most"]
    assert len(unknown["measures_without_facts"]) == 18
    assert "F11" not in unknown["measures_without_facts"]  # some are refused by their own figures
    assert unknown["pools"][0]["known_alone"]["total"]["at_most"] == "0.00"
    assert unknown["single_awards_above_pool"]["undetermined"] == 30
    assert known["measures_without_facts"] == []
    assert known["rests_on"]["p50_only_assumed"] == "0.00"
    assert 0 < float(known["rests_on"]["p50_undetermined_share"]) < 1


def test_only_some_measures_are_budgeted_and_their_figures_stay_the_same(lingqu: Run, register: str) -> None:
    whole = studied(lingqu, register, *QUICK)
    some = studied(lingqu, register, *QUICK, "--measure", "F12", "--measure", "F11")

    assert some["only_measures"] == [each["measure"] for each in some["measures"]] == ["F11", "F12"]
    assert some["measures"] == [each for each in whole["measures"] if each["measure"] in ("F11", "F12")]
    screen = words_of(lingqu("budget", register, *QUICK, "--measure", "F11").stdout)
    assert "只算了F11" in screen
    assert "F15概念验证项目年度资金不支付所算的任何一条措施" in screen


@pytest.mark.parametrize(("lang", "said"), [("zh", "三角分布：最低 0.8"), ("en", "triangular: lowest 0.8")])
def test_assumptions_are_told_in_words(lingqu: Run, register: str, tmp_path: Path, lang: str, said: str) -> None:
    page = tmp_path / "page.html"

    result = lingqu("--lang", lang, "budget", register, *QUICK, "--report", str(page))

    assert result.exit_code == 0, result.output
    text = page.read_text("utf-8")
    assert said in text
    assert "大项目少，一般都会报 / large" not in text
    assert ("大项目少" in text, "large projects are few" in text) == (lang == "zh", lang == "en")
    assert [cell for cell in ("triangular 0.5", ">measure_year<", ">*<", ">true<", "general: ") if cell in text] == []


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ("分位数不能相加", "几年合计封顶的（F09）", "F20 创新驱动发展专项资金年度新增", "P50 之中来自待定")),
        ("en", ("Quantiles do not add up", "Totals over years (F09)", "F20 Yearly new special funds", "undetermined")),
    ],
)
def test_a_report_says_beside_its_tables_how_to_read_them(
    lingqu: Run, register: str, tmp_path: Path, lang: str, told: tuple[str, ...]
) -> None:
    page = tmp_path / "page.html"

    lingqu("--lang", lang, "budget", register, *QUICK, "--report", str(page))

    text = page.read_text("utf-8")
    assert [each for each in told if each not in text] == []
    assert not re.search(r"<td[^>]*>F20</td>", text)


def test_cells_that_cannot_be_read_are_counted_where_the_report_says_what_it_rests_on(
    lingqu: Run, tmp_path: Path
) -> None:
    path, page = tmp_path / "firms.csv", tmp_path / "page.html"
    path.write_text("id,研发投入2026年（元）\nA1,约二百\nA2,5000000\n", "utf-8")

    result = lingqu("budget", str(path), *QUICK, "--report", str(page))

    assert "读不出的单元格 1" in result.stdout
    assert re.search("<dt>读不出的单元格</dt><dd>1</dd>", page.read_text("utf-8"))


def test_a_register_that_nobody_can_draw_from_says_so(lingqu: Run, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.csv"
    path.write_text("id,located_in_guilin\nA1,否\nA2,否\n", "utf-8")

    result = lingqu("budget", str(path), *QUICK)

    assert result.exit_code == 0, result.output
    assert "登记册里没有主体能从" in result.stdout
