"""The interview: what it asks, what it takes for an answer, and that nothing answered is ever lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from lingqu.interfaces.cli.replies import Steer, UnableToUnderstand, Value, read_reply
from lingqu.law.lang.tree import FactDeclaration, Source, Unit

Run = Callable[..., Result]


def fact(unit: Unit, yearly: bool = False) -> FactDeclaration:
    choices = (("市级", "municipal"), ("自治区级", "regional")) if unit is Unit.CHOICE else ()
    return FactDeclaration("甲", "a", unit, yearly, "A", "", "", Source.DECLARED, choices=choices)


VALUES: list[tuple[str, Unit, Any]] = [
    ("2000万", Unit.MONEY, 20000000),
    ("2000万元", Unit.MONEY, 20000000),
    ("1.2亿元", Unit.MONEY, 120000000),
    ("１．２亿", Unit.MONEY, 120000000),
    ("300000", Unit.MONEY, 300000),
    ("12,000元", Unit.MONEY, 12000),
    ("499999.98", Unit.MONEY, "499999.98"),
    ("0.01元", Unit.MONEY, "0.01"),
    ("-5万", Unit.MONEY, -50000),
    ("0", Unit.MONEY, 0),
    ("20 million yuan", Unit.MONEY, 20000000),
    ("10亿5000万", Unit.MONEY, 1050000000),
    ("10亿5000万元", Unit.MONEY, 1050000000),
    ("3亿", Unit.MONEY, 300000000),
    ("2千万", Unit.MONEY, 20000000),
    ("5百万元", Unit.MONEY, 5000000),
    ("千万元", Unit.MONEY, 10000000),
    ("十亿", Unit.MONEY, 1000000000),
    ("两千万", Unit.MONEY, 20000000),
    ("三亿零五十万元", Unit.MONEY, 300500000),
    ("一千二百三十四万五千六百七十八元", Unit.MONEY, 12345678),
    ("一百零五万", Unit.MONEY, 1050000),
    ("3万5000", Unit.MONEY, 35000),
    ("10亿5000元", Unit.MONEY, 1000005000),
    ("是", Unit.YES_NO, True),
    ("Yes", Unit.YES_NO, True),
    ("否", Unit.YES_NO, False),
    ("没有", Unit.YES_NO, False),
    ("2027年6月30日", Unit.DATE, "2027-06-30"),
    ("2027/6/30", Unit.DATE, "2027-06-30"),
    ("自治区级", Unit.CHOICE, "regional"),
    ("2", Unit.CHOICE, "regional"),
    ("municipal", Unit.CHOICE, "municipal"),
    ("3家", Unit.COUNT, 3),
    ("5%", Unit.RATIO, "5%"),
]


@pytest.mark.parametrize(("typed", "unit", "wire"), VALUES)
def test_a_reply_is_the_value_it_says(typed: str, unit: Unit, wire: Any) -> None:
    assert read_reply(typed, fact(unit)) == Value(wire)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("很多", Unit.MONEY),
        ("0.001元", Unit.MONEY),
        ("1.2.3", Unit.MONEY),
        ("10万吨", Unit.MONEY),
        ("1e7", Unit.MONEY),
        ("3亿5", Unit.MONEY),
        ("10亿5000", Unit.MONEY),
        ("三万五", Unit.MONEY),
        ("一百五万", Unit.MONEY),
        ("万", Unit.MONEY),
        ("五万十亿", Unit.MONEY),
        ("1.2亿5000万", Unit.MONEY),
        ("1万亿", Unit.MONEY),
        ("9" * 40, Unit.MONEY),
        ("9" * 5000, Unit.COUNT),
        ("1", Unit.YES_NO),
        ("0", Unit.YES_NO),
        ("2027-02-30", Unit.DATE),
        ("3", Unit.CHOICE),
        ("-1", Unit.COUNT),
        ("2025=10, 2025=20", Unit.MONEY),
    ],
)
def test_what_is_no_value_is_not_guessed_at(typed: str, unit: Unit) -> None:
    with pytest.raises(UnableToUnderstand):
        read_reply(typed, fact(unit, yearly=unit is Unit.MONEY))


@pytest.mark.parametrize(
    ("typed", "unit", "reason"),
    [
        ("很多", Unit.MONEY, "这里要一笔金额"),
        ("0.001元", Unit.MONEY, "至多两位小数"),
        ("三亿五", Unit.MONEY, "两种意思"),
        ("1万亿元", Unit.MONEY, "太大"),
        ("9" * 40, Unit.MONEY, "太大"),
        ("1000000000", Unit.COUNT, "太大"),
        ("2027-02-30", Unit.DATE, "日历上没有"),
        ("也许", Unit.YES_NO, "是或否"),
    ],
)
def test_what_is_not_understood_is_told_with_the_reason(typed: str, unit: Unit, reason: str) -> None:
    with pytest.raises(UnableToUnderstand) as refused:
        read_reply(typed, fact(unit))

    assert reason in refused.value.reason.zh


@pytest.fixture
def almost_told(samples: Path, tmp_path: Path) -> Path:
    """An answers file that lacks little: the questions left are about sums."""
    record = json.loads(samples.read_text(encoding="utf-8"))[0]
    for code in ("rd_expenditure_yuan", "revenue_yuan"):
        record["facts"].pop(code, None)
    file = tmp_path / "almost.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    return file


def test_years_are_offered_only_where_a_fact_has_them(lingqu: Run, almost_told: Path) -> None:
    talk = lingqu("interview", "--answers", str(almost_told), input="\n" * 30, columns=120).stdout
    banner, *questions = talk.split("\n\n")
    asked = [each for each in questions if "答法" in each]

    assert "2025=" not in banner
    assert all(("年度" in each.split("\n")[0]) == ("多年写" in each) for each in asked)
    assert any("多年写 2025=2200万" in each for each in asked)


def test_a_sum_too_large_is_told_in_the_words_of_the_interview(lingqu: Run, almost_told: Path) -> None:
    talk = lingqu("interview", "--answers", str(almost_told), input="\n\n99万亿\n", columns=120).stdout

    assert "没看懂：金额太大，要小于 1万亿元。可以这样答：2000万" in talk
    assert "_yuan" not in talk


def test_several_years_may_be_given_at_once() -> None:
    reply = read_reply("2025年=2200万，2026=3600万元", fact(Unit.MONEY, yearly=True))

    assert reply == Value({"2025": 22000000, "2026": 36000000})


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("", "skip"),
        ("?", "skip"),
        ("不知道", "skip"),
        ("撤销", "back"),
        ("why", "why"),
        ("quit", "quit"),
        ("帮助", "help"),
    ],
)
def test_a_word_may_steer(typed: str, way: str) -> None:
    assert read_reply(typed, fact(Unit.MONEY)) == Steer(way)


def saved(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_answers_file_is_a_record_that_assess_can_read(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"

    talk = lingqu("interview", "--answers", str(file), input="2027-06-30\n是\n\n1.2亿元\n")
    assessed = lingqu("assess", "--format", "json", str(file))

    assert talk.exit_code == 0, talk.output
    record = saved(file)
    assert record["id"] == "ours"
    assert record["facts"]["application_date"] == "2027-06-30"
    assert record["facts"]["located_in_guilin"] is True
    assert None in record["facts"].values()
    assert json.loads(assessed.stdout)[0]["as_of"] == "2027-06-30"


def test_an_interview_goes_on_where_it_was_left(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    replies = ["2027-06-30", "是", "否", "", "否", "否"]

    lingqu("interview", "--answers", str(file), input="\n".join(replies[:3]) + "\nquit\n")
    half = saved(file)
    again = lingqu("interview", "--answers", str(file), input="\n".join(replies[3:]) + "\n")
    lingqu("interview", "--answers", str(tmp_path / "once.json"), input="\n".join(replies) + "\n")

    assert len(half["facts"]) == 3
    assert "接着上次的 3 项答案" in again.stdout
    assert saved(file)["facts"] == saved(tmp_path / "once.json")["facts"]


def test_back_takes_the_last_answer_back_and_asks_again(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"

    talk = lingqu("interview", "--answers", str(file), input="2027-06-30\n否\n撤销\n是\n")

    assert saved(file)["facts"] == {"application_date": "2027-06-30", "located_in_guilin": True}
    assert "已撤销「在桂林」" in talk.stdout
    assert talk.stdout.count("在桂林  登记可查") == 2


def test_the_last_answer_can_be_taken_back_when_nothing_is_left_to_ask(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"

    talk = lingqu("interview", "--answers", str(file), input="2027-06-30\n否\n撤销\nquit\n")

    assert "已定 19/19" in talk.stdout
    assert saved(file)["facts"] == {"application_date": "2027-06-30"}


def test_back_before_any_answer_undoes_nothing(lingqu: Run) -> None:
    talk = lingqu("interview", input="back\nquit\n")

    assert "还没有可以撤销的回答" in talk.stdout


def test_what_was_passed_over_is_asked_again_only_on_demand(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    lingqu("interview", "--answers", str(file), input="?\nquit\n")

    later = lingqu("interview", "--answers", str(file), input="quit\n")
    again = lingqu("interview", "--answers", str(file), "--again", input="quit\n")

    assert "申请日  申请人提供" not in later.stdout
    assert "申请日  申请人提供" in again.stdout


def test_a_reply_the_policy_refuses_is_told_and_asked_again(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"

    talk = lingqu("interview", "--answers", str(file), input="明天\n2027-06-30\n")

    assert "没看懂" in talk.stdout
    assert saved(file)["facts"] == {"application_date": "2027-06-30"}


def test_why_tells_the_measures_and_sums(lingqu: Run) -> None:
    talk = lingqu("interview", input="why\nquit\n", columns=100)

    assert "F07 重大产业项目资金支持；若符合：最高 1亿元（上限）；第6条第2句" in talk.stdout


def test_what_becomes_certain_is_told_after_the_answer(lingqu: Run, samples: Path, tmp_path: Path) -> None:
    record = json.loads(samples.read_text(encoding="utf-8"))[7]
    file = tmp_path / "centre.json"
    file.write_text(json.dumps(record), encoding="utf-8")

    talk = lingqu("interview", "--answers", str(file), input="是\n是\n是\n", columns=100)

    assert "✓ F16 概念验证中心补助  最高 100万元（上限）" in talk.stdout
    assert "已定 19/19" in talk.stdout
    assert "没有还会影响结果的问题了" in talk.stdout


def test_the_interview_ends_with_the_page_of_an_assessment(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"

    talk = lingqu("interview", "--answers", str(file), input="2027-06-30\n是\n")
    page = lingqu("assess", str(file))

    assert page.stdout.split("\n\n")[0] in talk.stdout


def test_an_answers_file_with_faults_is_refused_and_kept(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    file.write_text('{"id": "A1", "facts": {"is_enterprize": true}}', encoding="utf-8")

    talk = lingqu("interview", "--answers", str(file), input="是\n")

    assert talk.exit_code == 2
    assert "is_enterprise" in talk.stderr
    assert "is_enterprize" in file.read_text(encoding="utf-8")


def test_an_answers_file_that_cannot_be_written_is_told_before_the_first_question(lingqu: Run, tmp_path: Path) -> None:
    talk = lingqu("interview", "--answers", str(tmp_path / "no" / "ours.json"), input="是\n")

    assert talk.exit_code == 2
    assert talk.stdout == ""


def test_the_interview_speaks_english(lingqu: Run) -> None:
    talk = lingqu("interview", "--lang", "en", input="2027-06-30\nyes\nquit\n")

    assert talk.stdout.startswith("Plan for building")
    assert not [line for line in talk.stdout.splitlines() if any("\u4e00" <= each <= "\u9fff" for each in line)]


@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_of_the_interview_is_wider_than_the_screen(lingqu: Run, columns: int) -> None:
    from lingqu.interfaces.cli.wrapping import cells

    talk = lingqu("interview", input="2027-06-30\nwhy\nhelp\n是\n是\n\n1.2亿元\n", columns=columns)

    assert all(cells(line) <= columns for line in talk.stdout.splitlines())
