"""Input that cannot be used: status 2, every fault in a line of its own, nothing on standard output, no traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def record(facts: str, identifier: str = '"A1"') -> str:
    return f'{{"id": {identifier}, "facts": {facts}}}'


# input; what each line of the refusal must hold, in order
CASES: dict[str, tuple[str | bytes, list[list[str]]]] = {
    "an unknown fact, with the nearest": (
        record('{"is_enterprize": true}'),
        [["A1", "is_enterprize", "最接近的是 is_enterprise"]],
    ),
    "wrong types, all of them": (
        record('{"is_enterprise": "yes", "platform_level": "city", "recognition_date": 20270101, "revenue_yuan": []}'),
        [
            ["is_enterprise", "true"],
            ["platform_level", "regional"],
            ["recognition_date", "2027-06-30"],
            ["revenue_yuan"],
        ],
    ),
    "floats for money": (
        record('{"revenue_yuan": 1.5, "rd_expenditure_yuan": 1e7}'),
        [["revenue_yuan", "1.5"], ["rd_expenditure_yuan", "1e7"]],
    ),
    "three decimals": (record('{"revenue_yuan": "1.234"}'), [["revenue_yuan", "1.234"]]),
    "NaN": (record('{"revenue_yuan": NaN}'), [["revenue_yuan", "NaN"]]),
    "a negative count": (record('{"patents_converted_count": -1}'), [["patents_converted_count", "-1"]]),
    "an impossible day": (record('{"application_date": "2027-02-30"}'), [["application_date", "2027-02-30"]]),
    "a sum beyond the maximum": (record('{"revenue_yuan": 1000000000000}'), [["revenue_yuan", "10^12"]]),
    "a number of thousands of digits": (record('{"revenue_yuan": ' + "9" * 9000 + "}"), [["10^12"]]),
    "an id twice": (f"[{record('{}')}, {record('{}')}]", [["A1", "id", "×2"]]),
    "a key twice": ('{"id": "A1", "facts": {}, "facts": {}}', [["facts", "×2"]]),
    "an id that is none": (
        f"[{record('{}', 'null')}, {record('{}', '5')}, {record('{}', chr(34) * 2)}, 7]",
        [["#1", "id"], ["#2", "id"], ["#3", "id"], ["#4"]],
    ),
    "paid under a measure that is not there": (
        record('{"paid_same_clause_same_year_yuan": {"F99": 1}}'),
        [["paid_same_clause_same_year_yuan.F99"]],
    ),
    "a year that is none": (record('{"revenue_yuan": {"20x5": 1}}'), [["revenue_yuan.20x5"]]),
    "bytes that are no UTF-8": (b'{"id": "A\xff", "facts": {}}', [["UTF-8", "0xff"]]),
    "JSON cut short": ('{"id": "A1", "facts":', [["(1:"]]),
    "nothing at all": ("", [["0 bytes"]]),
    "deep nesting": ("[" * 50_000, [["[[[["]]),
    "faults in several lines": (
        "\n".join([record('{"x": 1}'), "{broken", record("{}", "2")]),
        [["x"], ["#2"], ["#3", "id"]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_line_by_line(lingqu: Run, name: str) -> None:
    given, expected = CASES[name]

    result = lingqu("assess", "--format", "json", "-", input=given)

    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert len(lines) == len(expected), result.stderr
    for line, pieces in zip(lines, expected, strict=True):
        assert all(piece in line for piece in pieces), line
        assert "给出" in line
        assert "应为" in line


def test_nothing_is_answered_where_only_the_last_line_is_at_fault(lingqu: Run) -> None:
    lines = [record("{}", f'"A{number}"') for number in range(2000)] + ["{}"]

    result = lingqu("assess", "--format", "jsonl", "-", input="\n".join(lines))

    assert result.exit_code == 2
    assert result.stdout == ""


def test_thousands_of_faults_are_counted_and_not_all_told(lingqu: Run) -> None:
    lines = [record('{"x": 1}', f'"A{number}"') for number in range(1000)]

    result = lingqu("assess", "--format", "jsonl", "-", input="\n".join(lines))

    told = result.stderr.splitlines()
    assert len(told) <= 201
    assert "800" in told[-1]


def test_a_document_over_the_limit_is_refused(lingqu: Run, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with open(file, "wb") as stream:
        stream.write(b'[{"id": "A1", "facts": {}}')
        stream.seek(64 * 1024 * 1024)
        stream.write(b" ]")

    result = lingqu("assess", "--format", "json", str(file))

    assert result.exit_code == 2
    assert "64 MiB" in result.stderr


def test_all_wrong_options_are_told_at_once(lingqu: Run) -> None:
    options = ["--as-of", "2027-2-3", "--measure", "F99", "--reading", "x", "--reading", "rd_intensity_base=y"]

    result = lingqu("assess", *options, "-", input="{}")

    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert [line.split("：")[0] for line in lines] == ["--as-of", "--measure", "--reading", "--reading"]
    assert "operating_revenue" in lines[-1]


@pytest.mark.parametrize("file", ["no-such-file.json", "."])
def test_a_file_that_cannot_be_read_is_refused(lingqu: Run, file: str) -> None:
    result = lingqu("assess", file)

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_faults_are_english_where_that_is_asked_for(lingqu: Run) -> None:
    result = lingqu("assess", "--lang", "en", "-", input=record('{"revenue_yuan": 1.5}'))

    assert "given 1.5" in result.stderr
    assert "expected money in yuan" in result.stderr
    assert result.stderr.isascii()


def test_the_programs_own_fault_is_one_line_and_a_hint(lingqu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret\nsecond line")

    monkeypatch.setattr("lingqu.interfaces.cli.assess.judging_pack", broken)

    result = lingqu("assess", "-", input="{}")

    assert result.exit_code == 70
    assert len(result.stderr.splitlines()) == 1
    assert "ZeroDivisionError" in result.stderr
    assert "LINGQU_DEBUG=1" in result.stderr


POLICY = "政策 bad「坏政策」\n  英文  Bad\n  印发  2026年1月1日\n  施行  2026年1月1日\n  申请日  「申请日」\n"


def test_all_faults_of_a_policy_folder_are_told_with_their_places(lingqu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "policy.lq").write_text(POLICY, encoding="utf-8")
    words = "".join(f"事实「甲{number}」 fact_{number}\n  类型  金钱\n" for number in range(10))
    (folder / "vocabulary.lq").write_text(words, encoding="utf-8")

    result = lingqu("assess", "--policies", str(folder), "--policy", "bad", "-", input="{}")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "measures.lq" in result.stderr
    assert sum(f"vocabulary.lq:{2 * number + 2}:" in result.stderr for number in range(10)) == 10


def test_a_circle_of_derived_facts_is_told(lingqu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "policy.lq").write_text(POLICY, encoding="utf-8")
    fact = "事实「{0}」 {1}\n  类型  金额\n  英文  {1}\n  含义  x\n  释义  x\n  提供  推算\n  推算  「{2}」 + 1元\n\n"
    day = "事实「申请日」 application_date\n  类型  日期\n  英文  Day\n  含义  x\n  释义  x\n  提供  申请人\n\n"
    vocabulary = day + fact.format("甲", "a_yuan", "乙") + fact.format("乙", "b_yuan", "甲")
    (folder / "vocabulary.lq").write_text(vocabulary, encoding="utf-8")
    (folder / "measures.lq").write_text("", encoding="utf-8")

    result = lingqu("check", str(folder))

    assert result.exit_code == 2
    assert "甲" in result.stderr
    assert "乙" in result.stderr
