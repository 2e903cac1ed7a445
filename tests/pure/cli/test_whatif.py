"""`lingqu whatif`: each way to say a change, what comes of it, and what cannot be asked."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]

REGISTER = """id,name,district,在桂林,企业,孵化器,促成创业投资,促成融资额（万元）,研发投入（万元）,营业收入（万元）
A,甲公司,七星区,是,是,否,否,,60,1000
B,乙公司,七星区,是,是,否,否,,45,1000
C,丙孵化器,临桂区,是,否,是,是,100,,
D,丁公司,,是,是,否,否,,45,
"""
DAY = ("--as-of", "2027-06-30")
LINE = "F11.研发投入/营业收入"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture
def record(lingqu: Run, register: Path) -> Callable[..., dict[str, Any]]:
    """What a what-if comes to, as JSON."""

    def found(*options: str) -> dict[str, Any]:
        result = lingqu("whatif", str(register), *DAY, "--json", *options)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return found


@pytest.fixture
def draft(root: Path, tmp_path: Path) -> Path:
    """A changed copy of the policy: the line at 4 %, incubators at 3 %."""
    folder = tmp_path / "draft"
    shutil.copytree(root / "src" / "lingqu" / "policies" / "guilin2026", folder)
    measures = folder / "measures.lq"
    text = measures.read_text(encoding="utf-8")
    changed = text.replace("高于 5% 或", "高于 4% 或").replace("按「促成融资额」的 2%", "按「促成融资额」的 3%")
    assert changed != text
    measures.write_text(changed, encoding="utf-8")
    return folder


def test_a_number_set_says_who_gains_and_what_it_costs(record: Callable[..., dict[str, Any]]) -> None:
    found = record("--set", f"{LINE}=4%")

    assert found["moves"]["gainers"] == 1
    assert found["moves"]["gain_yuan"] == "5000000.00"
    assert [each["id"] for each in found["gainers"]] == ["B"]
    assert found["gainers"][0]["answers"] == {
        "F11": {
            "verdict": ["not_eligible", "eligible"],
            "yuan": [None, "5000000.00"],
            "at_most_yuan": [None, "5000000.00"],
        }
    }
    assert found["largest_gain"] == {
        "id": "B", "name": "乙公司", "yuan": "5000000.00", "of_yuan": "5000000.00", "share": "1",
    }  # fmt: skip
    assert found["policy"]["after"].startswith(f"{found['policy']['before']}~")
    assert {each["value"] for each in found["groups"]["district"]} == {"七星区", "临桂区", None}


def test_a_folder_behind_policy_is_compared_with_the_shipped_policy_of_its_id(
    record: Callable[..., dict[str, Any]], draft: Path
) -> None:
    found = record("--policy", str(draft))

    assert found["policy"]["id"] == "guilin2026"
    assert sorted(each["name"] for each in found["changes"]) == ["measure:F01", "measure:F11"]
    assert found["changes"][0]["zh"].endswith("比例 2% → 3%")
    assert {each["id"]: each["change_yuan"] for each in found["gainers"]} == {"B": "5000000.00", "C": "10000.00"}
    assert found == record("--against", str(draft))


def test_a_folder_and_a_number_go_together(record: Callable[..., dict[str, Any]], draft: Path) -> None:
    found = record("--against", str(draft), "--set", "F01.比例=4%")

    assert {each["id"]: each["change_yuan"] for each in found["gainers"]} == {"B": "5000000.00", "C": "20000.00"}


def test_a_reading_is_a_change(record: Callable[..., dict[str, Any]]) -> None:
    found = record("--reading", "rd_intensity_base=main_business_revenue")

    assert found["measures"]["F11"]["answered_again"]
    assert [each["id"] for each in found["losers"]] == ["A"]  # nobody gave the main revenue: open
    assert found["answers_moved"]["newly_undetermined"] == 2


@pytest.mark.parametrize(
    "options", [("--set", f"{LINE}=5%"), ("--against", "guilin2026"), ("--set", "F01.上限=0.5百万元")]
)
def test_an_empty_change_shows_exactly_nothing(
    lingqu: Run, register: Path, record: Callable[..., dict[str, Any]], options: tuple[str, str]
) -> None:
    found = record(*options)
    page = lingqu("whatif", str(register), *DAY, *options).stdout

    assert found["empty"] is True
    assert found["before"] == found["after"]
    assert set(found["moves"].values()) == set(found["answers_moved"].values()) == {0, "0.00"}
    assert (found["gainers"], found["losers"], found["otherwise_changed"]) == ([], [], [])
    assert found["policy"]["before"] == found["policy"]["after"]
    assert "没有影响" in page


def test_parts_of_several_changes_add_up_in_json_and_on_screen(
    lingqu: Run, register: Path, record: Callable[..., dict[str, Any]]
) -> None:
    options = ("--set", f"{LINE}=4%", "--set", "F11.上限=300万元", "--set", "F01.比例=3%")

    found = record(*options)
    page = lingqu("whatif", str(register), *DAY, *options).stdout

    for name in ("due", "ceiling"):
        whole = Fraction(found["after"][f"{name}_yuan"]) - Fraction(found["before"][f"{name}_yuan"])
        assert sum(Fraction(each["fair"][name]) for each in found["parts"]) == whole
    assert "各项变动的份额" in page
    assert "→ 300万元" in page


def test_the_screen_says_what_was_changed_and_who_is_moved(lingqu: Run, register: Path) -> None:
    page = lingqu("whatif", str(register), *DAY, "--set", f"{LINE}=4%", "--lang", "en").stdout

    assert "5% → 4%" in page
    assert "1 gain, 0 lose, 0 change otherwise" in page
    assert "not eligible" in page
    assert "受益" not in page


def test_the_page_and_the_workbook_are_written(lingqu: Run, register: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "out.html", tmp_path / "out.xlsx"

    result = lingqu("whatif", str(register), *DAY, "--set", f"{LINE}=4%", "--report", str(page), "--excel", str(book))

    assert result.exit_code == 0, result.output
    text = page.read_text(encoding="utf-8")
    assert "乙公司" in text
    assert "<svg" in text
    assert "规则摘要" in text
    assert book.stat().st_size > 1000


def test_all_numbers_are_listed_with_what_they_are_and_how_to_set_them(lingqu: Run) -> None:
    page = lingqu("whatif", "--list", "--measure", "F11").stdout
    found = json.loads(lingqu("whatif", "--list", "--json").stdout)

    assert "F11.rd_expenditure_yuan/revenue_yuan" in page
    assert "--set 'F11.研发投入/营业收入=4%'" in page
    assert "第10条第1句" in page
    assert "F01." not in page
    assert len(found) == len({each["address"] for each in found}) >= 35
    assert found[0] == {
        "address": "F01.rate",
        "alias": "F01.比例",
        "also": [],
        "measure": "F01",
        "today": "2%",
        "cites": ["第2条第2句"],
        "clause": "",
        "example": "F01.比例=1.6%",
    }


def test_the_list_in_english_says_conditions_in_english(lingqu: Run) -> None:
    page = lingqu("--lang", "en", "whatif", "--list").stdout

    assert "R&D expenditure is at least 20 million yuan" in page
    assert not re.search("「|」|高于|达到|以上", page)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), ("没有要比较的变动",)),
        (("--set", "F11.上线=4%"), ("--set：给出 F11.上线", "最接近的是 F11.上限")),
        (("--set", "F11=4%", "--set", "F01.比例=3年", "--as-of", "2027"), ("参数的地址", "比例，今天是 2%", "--as-of")),
        (("--set", f"{LINE}=4%", "--reading", "nothing=x"), ("--reading：给出 nothing=x",)),
        (("--set", "F11.上限=-1元"), ("大于零的金额",)),
        (("--set", f"{LINE}=4%", "--by", "省"), ("--by：给出 省", "district")),
        (("--set", f"{LINE}=4%", "--measure", "F99"), ("--measure：给出 F99",)),
        (("--against", "guilin2027"), ("--against：给出 guilin2027", "guilin2026")),
        (("--against", "./nowhere"), ("--against",)),
        (("--policy", "./nowhere"), ("--policy",)),
        (("--set", f"{LINE}=4%", "--report", "out.txt"), ("--report",)),
    ],
)
def test_what_cannot_be_asked_is_refused_with_every_reason(
    lingqu: Run, register: Path, options: tuple[str, ...], told: tuple[str, ...]
) -> None:
    result = lingqu("whatif", str(register), *(DAY if "--as-of" not in options else ()), *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    for text in told:
        assert text in result.stderr


def test_a_folder_of_several_policies_is_not_one_policy(lingqu: Run, register: Path, root: Path) -> None:
    result = lingqu("whatif", str(register), *DAY, "--policy", str(root / "src" / "lingqu" / "policies"))

    assert result.exit_code == 2
    assert "只含一个政策的文件夹" in result.stderr


def test_a_register_is_needed_unless_numbers_are_listed(lingqu: Run) -> None:
    result = lingqu("whatif", "--set", f"{LINE}=4%")

    assert result.exit_code == 2
    assert "REGISTER" in result.stderr


def test_without_a_day_nothing_is_compared(lingqu: Run, register: Path) -> None:
    result = lingqu("whatif", str(register), "--set", f"{LINE}=4%")

    assert result.exit_code == 2
    assert "没有判断日" in result.stderr
