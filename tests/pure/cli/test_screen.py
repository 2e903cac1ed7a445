"""What a person reads: no line wider than the screen, no meaning by colour alone, both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.screen import Part, flowed, opposite, plain
from lingqu.interfaces.cli.wrapping import breaks, cells, wrapped

Run = Callable[..., Result]

LONG = "桂林示例" * 40 + "有限责任公司"
COMMANDS = {
    "assess": ["assess", "SAMPLES"],
    "assess --all": ["assess", "--all", "SAMPLES"],
    "explain": ["explain", "F05", "SAMPLES", "--id", "S5"],
    "measures": ["measures"],
    "show": ["show", "F05"],
    "readings": ["readings"],
    "one reading": ["readings", "f05_arrival"],
    "facts": ["facts"],
    "one fact": ["facts", "研发投入"],
    "targets": ["targets"],
    "tasks": ["tasks"],
    "one task": ["tasks", "10"],
    "check": ["check", "guilin2026"],
    "help": ["assess", "--help"],
}


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_screen(lingqu: Run, samples: Path, name: str, lang: str, columns: int) -> None:
    arguments = [str(samples) if each == "SAMPLES" else each for each in COMMANDS[name]]

    result = lingqu(*arguments, "--lang", lang, columns=columns)

    assert result.exit_code == 0, result.output
    wide = [line for line in result.stdout.splitlines() if cells(line) > columns]
    assert not wide


def test_a_long_name_goes_on_in_the_next_line(lingqu: Run) -> None:
    result = lingqu("assess", "-", input=json.dumps({"id": "A1", "name": LONG, "facts": {}}), columns=60)

    assert all(cells(line) <= 60 for line in result.stdout.splitlines())
    assert LONG in result.stdout.replace("\n", "").replace(" ", "")


def test_a_pipe_gets_no_colour_and_a_terminal_does(lingqu: Run, samples: Path) -> None:
    piped = lingqu("assess", str(samples))
    forced = lingqu("assess", str(samples), FORCE_COLOR="1", TERM="xterm-256color")
    refused = lingqu("assess", str(samples), FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")

    assert "\x1b" not in piped.stdout
    assert "\x1b[" in forced.stdout
    assert refused.stdout == piped.stdout


def test_colours_change_no_line(lingqu: Run, samples: Path) -> None:
    piped = lingqu("assess", str(samples))
    forced = lingqu("assess", str(samples), FORCE_COLOR="1", TERM="xterm-256color")

    bare = re.sub(r"\x1b\[[0-9;]*m", "", forced.stdout)
    assert [line.rstrip() for line in bare.splitlines()] == piped.stdout.splitlines()


def test_a_name_cannot_steer_the_terminal(lingqu: Run) -> None:
    record = {"id": "A1", "name": "\x1b[31m\u202e甲", "facts": {}}

    result = lingqu("assess", "-", input=json.dumps(record))

    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_each_verdict_has_a_mark_and_each_sum_its_word(lingqu: Run, samples: Path) -> None:
    text = lingqu("assess", str(samples), columns=100).stdout

    for mark in ("✓ 符合", "? 待定", "✗ 不符合"):
        assert mark in text
    assert "应得 80万元" in text
    assert "最高 500万元（上限）" in text
    assert "可竞争，最高 500万元（上限）" in text
    assert "资金池 1000万元，多方分享" in text
    assert "尚余 20万元" in text


def test_what_is_missing_is_told_by_who_supplies_it_and_what_proves_it(lingqu: Run, samples: Path) -> None:
    text = lingqu("assess", str(samples), columns=100).stdout

    assert "还缺（主管部门认定）「成效显著」" in text
    assert "还缺（申请人提供）「项目转让知识产权」" in text
    assert "凭 主管部门的评价结论" in text


def test_a_near_miss_says_how_much_and_what_then(lingqu: Run, samples: Path) -> None:
    text = lingqu("assess", str(samples), columns=120).stdout

    assert "「当年生产设备投资」还差 30万元（现 270万元，线 300万元）；达到时应得 45万元" in text


def test_the_best_combination_names_what_it_excludes(lingqu: Run, samples: Path) -> None:
    text = lingqu("assess", str(samples), columns=120).stdout

    assert "最多 2000万元，即 F12；不能与之同享：F03、F11、F14（关系 R01）" in text


def test_an_open_reading_is_told_under_each_alternative(lingqu: Run, samples: Path) -> None:
    text = lingqu("assess", str(samples), columns=120).stdout

    assert "口径未定「到账要到多少」：有到账即可：符合；" in text


def test_what_was_not_checked_is_said_once(lingqu: Run, samples: Path) -> None:
    assert lingqu("assess", str(samples), columns=120).stdout.count("general_conditions") == 1


def test_all_tells_refusals_in_full(lingqu: Run, samples: Path) -> None:
    short = lingqu("assess", str(samples)).stdout
    full = lingqu("assess", "--all", str(samples)).stdout

    assert "给别类主体的" in short
    assert "给别类主体的" not in full
    assert "✗ F01 孵化器促成创业投资补助" in full


def test_english_has_no_chinese_in_it_but_names(lingqu: Run, samples: Path) -> None:
    record = json.loads(samples.read_text(encoding="utf-8"))[0]
    record["name"] = ""

    text = lingqu("assess", "--lang", "en", "-", input=json.dumps(record)).stdout

    assert not [line for line in text.splitlines() if any("\u4e00" <= each <= "\u9fff" for each in line)]


def test_lines_break_where_chinese_may() -> None:
    text = "「研发投入」为2000万元，达到2000万元（含本数）；R&D spending counts。"

    for width in range(8, 60):
        lines = wrapped(text, width)
        assert all(cells(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        if width >= 14:
            assert not [line for line in lines if line[0] in "，；。）」"]
            assert not [line for line in lines if line[-1] in "（「"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert breaks("", 10) == ((0, 0),)


def test_text_that_fits_stands_opposite_and_else_under_it() -> None:
    left, right = [Part("甲" * 10)], [Part("乙" * 5)]

    beside = opposite(left, right, 40)
    under = opposite(left, right, 30, hanging=4)

    assert [plain(line) for line in beside] == ["甲" * 10 + " " * 10 + "乙" * 5]
    assert [plain(line) for line in under] == ["甲" * 10, "    " + "乙" * 5]


def test_a_paragraph_hangs_under_its_first_line() -> None:
    lines = flowed([Part("F01 "), Part("甲" * 12)], 20, indent=2, hanging=6)

    assert [plain(line) for line in lines] == ["  F01 " + "甲" * 7, "      " + "甲" * 5]


def test_codes_are_the_last_to_give_way_in_a_table() -> None:
    rows = [["a_very_long_code_of_a_fact", "很长的名称" * 6]]

    lines = [plain(line) for line in table(["代码", "名称"], rows, 50, firm={0})]

    assert "a_very_long_code_of_a_fact" in lines[1]
    assert all(cells(line) <= 50 for line in lines)


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("name", ["measures", "facts", "targets", "readings", "tasks"])
def test_a_table_breaks_no_english_word(lingqu: Run, name: str, columns: int) -> None:
    whole = words_in(lingqu(name, "--lang", "en", columns=120).stdout)
    told = words_in(lingqu(name, "--lang", "en", columns=columns).stdout)

    assert not {word for word in told - whole if len(word) > 2}


def words_in(text: str) -> set[str]:
    return {*re.findall(r"[a-z]+", text.lower())}


def test_rows_that_fit_in_no_columns_are_told_cell_under_cell() -> None:
    rows = [["A1", "industrialisation of everything", "demonstration projects only"]]

    lines = [plain(line) for line in table(["id", "title", "kind"], rows, 24)]

    assert lines[0] == "A1"
    assert "    industrialisation of" in lines
    assert all(cells(line) <= 24 for line in lines)


HALF_ARRIVED = {
    "id": "A1",
    "facts": {
        "application_date": "2027-06-30",
        "located_in_guilin": True,
        "is_innovation_platform": True,
        "conversion_annual_output_yuan": 62000000,
        "conversion_received_yuan": 18000000,
    },
}


def test_where_facts_can_bring_no_yes_any_more_that_is_said(lingqu: Run) -> None:
    found = lingqu("assess", "--measure", "F05", "-", input=json.dumps(HALF_ARRIVED), columns=120).stdout
    english = lingqu("assess", "--lang", "en", "--measure", "F05", "-", input=json.dumps(HALF_ARRIVED)).stdout

    assert "补什么事实都定不下“符合”，要先定口径" in found
    assert "其中只须补一样" not in found
    assert "the reading must be decided" in " ".join(english.split())


def test_what_is_drawn_in_full_is_no_sum_that_cannot_be_had(lingqu: Run) -> None:
    facts = {
        "application_date": "2027-06-30", "located_in_guilin": True, "is_incubator": True,
        "facilitated_venture_investment": True, "financing_facilitated_in_year_yuan": 30000000,
        "paid_same_clause_same_year_yuan": {"F01": 500000},
    }  # fmt: skip
    record = json.dumps({"id": "A1", "facts": facts})

    text = lingqu("assess", "--measure", "F01", "-", input=record).stdout
    english = lingqu("assess", "--measure", "F01", "--lang", "en", "-", input=record).stdout

    assert "F01 本年已领满" in text
    assert "目前没有可得的金额" not in text
    assert "drawn in full for this year" in english


REGISTERS = {
    "bulk": (),
    "whatif": ("--set", "F11.研发投入/营业收入=4%", "--set", "F11.上限=400万元"),
    "nearmiss": ("--measure", "F11", "--within", "20%"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", REGISTERS)
def test_the_tables_of_a_register_stay_tables_on_eighty_columns(
    lingqu: Run, root: Path, command: str, lang: str
) -> None:
    register = str(root / "src/lingqu/samples/register.csv")

    told = lingqu("--lang", lang, command, register, "--as-of", "2027-06-30", *REGISTERS[command]).stdout

    assert [
        line for line in told.splitlines() if re.fullmatch(r" {2,6}\S.*(?:（元）|\(yuan\)) -?[\d,]+\.\d\d", line)
    ] == []


def test_a_spare_column_gives_way_and_is_told(lingqu: Run, root: Path) -> None:
    arguments = ["bulk", str(root / "src/lingqu/samples/register.csv"), "--as-of", "2027-06-30"]

    narrow, wide = (lingqu(*arguments, columns=columns).stdout for columns in (70, 140))

    assert "（没有列出的列：名称）" in narrow
    assert "没有列出的列" not in wide
