"""`lingqu nearmiss` as a person meets it: lists apart, gaps to the fen, bunching as a reason to look, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

REGISTER = """id,name,district,is_enterprise,located_in_guilin,rd_expenditure_yuan_2025,rd_expenditure_yuan_2026,\
revenue_yuan_2026
A1,甲公司,七星区,是,是,18000000.00,19999999.99,900000000
A2,乙公司,七星区,是,是,10000000.00,19000000.00,900000000
A3,丙公司,雁山区,,是,,19500000.00,900000000
A4,丁公司,雁山区,是,是,,20000000.00,900000000
A5,戊公司,雁山区,否,是,,19999999.00,900000000
A6,己公司,,是,是,900.00,4900.00,100000
A7,庚公司,,是,是,,4990000.00,100000000
"""


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return str(path)


@pytest.fixture
def listed(lingqu: Run, register: str) -> Callable[..., Result]:
    def run(*options: str) -> Result:
        return lingqu("nearmiss", register, "--as-of", "2027-06-30", "--measure", "F11", *options)

    return run


def test_json_tells_gaps_to_the_fen_and_unknowns_apart(listed: Callable[..., Result]) -> None:
    result = listed("--json")

    told = json.loads(result.stdout)
    intensity, spending = told["lines"]
    assert [(row["id"], row["gap"], row["or_divisor_by"]) for row in intensity["near"]] == [
        ("A7", "10000.01", "-200000.01"),
        ("A6", "100.01", "-2000.01"),
    ]
    assert [(row["id"], row["standing"], row["gap"], row["missing"]) for row in spending["near"]] == [
        ("A1", "only", "0.01", []),
        ("A3", "with_unknowns", "500000.00", ["is_enterprise"]),
        ("A2", "only", "1000000.00", []),
    ]
    assert spending["near"][0] == {
        "id": "A1",
        "name": "甲公司",
        "district": "七星区",
        "standing": "only",
        "has": "19999999.99",
        "needs": "20000000.00",
        "gap": "0.01",
        "distance": "0.000001",
        "gain_yuan": "5000000.00",
        "missing": [],
        "year": 2026,
        "growth_had": "0.111111",
        "growth_needed": "0.000001",
        "in_step": True,
    }


def test_the_screen_has_the_two_lists_and_the_figures(listed: Callable[..., Result]) -> None:
    text = listed().stdout

    assert "F11-2 只差这一条\n" in text
    assert "F11-2 差这一条，还有未知\n" in text
    assert "依据：第10条第1句" in text
    assert "丁公司" not in text  # on the line, so past it
    assert "戊公司" not in text  # refused anyhow


def test_english_has_no_chinese_but_names(listed: Callable[..., Result]) -> None:
    text = listed("--lang", "en", "--bunching", "--by", "district").stdout

    allowed = "甲乙丙丁戊己庚公司七星雁山区「」"
    assert {each for each in text if "\u4e00" <= each <= "\u9fff"} <= set(allowed)


def test_groups_count_the_lists(listed: Callable[..., Result]) -> None:
    text = listed("--by", "district", "--lang", "en").stdout

    assert "F11-2 by district" in text
    assert "(not given)" in text


def test_gain_sorts_by_money_for_each_yuan_of_the_gap(listed: Callable[..., Result]) -> None:
    by_gap, by_gain = (
        json.loads(listed("--json", "--sort", each).stdout)["lines"][0]["near"] for each in ("gap", "gain")
    )

    assert [row["id"] for row in by_gap] == ["A7", "A6"]
    assert [row["id"] for row in by_gain] == ["A6", "A7"]


def test_bunching_with_seven_subjects_says_too_few(listed: Callable[..., Result]) -> None:
    lines = json.loads(listed("--json", "--bunching").stdout)["bunching"]["lines"]

    assert [line["p"] for line in lines] == [None, None]
    assert all(line["why_no_test"].startswith("too few") for line in lines)
    assert lines[1]["on_line"] == 1
    assert [row["id"] for row in lines[1]["subjects_just_past"]] == ["A4"]


def test_page_and_workbook_are_written(listed: Callable[..., Result], tmp_path: Path) -> None:
    page, book = tmp_path / "near.html", tmp_path / "near.xlsx"

    result = listed("--bunching", "--report", str(page), "--excel", str(book))

    assert result.exit_code == 0, result.output
    assert "甲公司" in page.read_text("utf-8")
    assert "<svg" in page.read_text("utf-8")
    assert book.read_bytes()[:2] == b"PK"


def test_a_ladder_of_examples_is_called_one(lingqu: Run, register: str, root: Path) -> None:
    ladder = str(root / "src" / "lingqu" / "samples" / "ladder.toml")

    result = lingqu(
        "nearmiss", register, "--as-of", "2027-06-30", "--ladder", ladder, "--within", "40%", "--lang", "en"
    )

    assert result.exit_code == 0, result.output
    assert "its numbers are examples only" in " ".join(result.stdout.split())
    assert "Leading firm" in result.stdout


def test_without_a_day_a_warning_stands_first(lingqu: Run, register: str) -> None:
    result = lingqu("nearmiss", register, "--lang", "en")

    assert "There is no day judged" in result.stdout


# options; where the refusal points, what it says was given
REFUSED = [
    (("--within", "0%"), "--within: given 0%"),
    (("--within", "200%"), "--within: given 200%"),
    (("--within", "100%"), "--within: given 100%"),
    (("--within", "10"), "--within: given 10"),
    (("--within", "-5%"), "--within: given -5%"),
    (("--within", "1.00001%"), "--within: given 1.00001%"),
    (("--within", ""), '--within: given ""'),
    (("--measure", "F99"), "--measure: given F99"),
    (("--as-of", "2027-02-30"), "--as-of: given 2027-02-30"),
    (("--by", "size"), "--by: given size"),
    (("--ladder", "nowhere.toml"), "--ladder: given nowhere.toml"),
    (("--report", "near.odt"), "--report: given near.odt"),
]


@pytest.mark.parametrize(("options", "told"), REFUSED)
def test_what_cannot_be_done_is_refused_with_an_example(
    lingqu: Run, register: str, options: tuple[str, ...], told: str
) -> None:
    result = lingqu("nearmiss", register, "--lang", "en", *options)

    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert "e.g." in result.stderr
    assert result.stdout == ""


def test_all_wrong_options_are_told_at_once(lingqu: Run, register: str) -> None:
    result = lingqu("nearmiss", register, "--within", "0", "--as-of", "x", "--measure", "F99")

    assert [line.partition("：")[0] for line in result.stderr.splitlines()] == ["--as-of", "--within", "--measure"]
