"""The other commands: each tells what it should, refuses what it cannot know, and ends with the right status."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_help_is_chinese_unless_english_is_asked_for(lingqu: Run) -> None:
    chinese = lingqu("assess", "--help").stdout
    english = lingqu("assess", "--help", "--lang", "en").stdout
    by_environment = lingqu("assess", "--help", LINGQU_LANG="en").stdout

    assert chinese.startswith("用法：lingqu assess [选项] FILE|-")
    assert english.startswith("Usage: lingqu assess [OPTIONS] FILE|-")
    assert english.isascii()
    assert by_environment == english


@pytest.mark.parametrize("name", ["assess", "check", "fmt", "interview", "measures", "plan", "plan show", "completion"])
def test_english_help_has_no_chinese_in_it(lingqu: Run, name: str) -> None:
    text = lingqu(*name.split(), "--help", "--lang", "en").stdout

    assert not [line for line in text.splitlines() if any("\u4e00" <= each <= "\u9fff" for each in line)]


def test_without_a_command_the_program_shows_its_help(lingqu: Run) -> None:
    result = lingqu()

    assert result.exit_code == 0
    assert "assess" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["asess"], "assess"),
        (["plan", "shw"], "show"),
        (["assess"], "FILE"),
        (["assess", "--formt", "json", "-"], "--format"),
        (["assess", "--format", "xml", "-"], "text|json|jsonl"),
        (["show", "F99"], "F19"),
        (["facts", "研发投人"], "研发投入"),
        (["readings", "rd_base"], "rd_intensity_base"),
        (["tasks", "99"], "19"),
        (["measures", "--department", "kjtt"], "kjt"),
        (["measures", "--task", "99"], "15"),
        (["assess", "--measure", "F20", "-"], "没有人去申请"),
        (["assess", "--lang", "en", "--measure", "f21", "-"], "nobody applies for"),
        (["measures", "--kind", "星球"], "平台"),
        (["explain", "F99", "-"], "F19"),
        (["check", "no-such-policy"], "guilin2026"),
        (["fmt", "no-such-file.lq"], "no-such-file.lq"),
        (["plan", "show", "no-such-file.txt"], "no-such-file.txt"),
        (["policies", "--policies", "no-such-folder"], "no-such-folder"),
        (["measures", "--policy", "guilin2062"], "guilin2026"),
        (["assess", "--with", "example_bands", "-"], "general_conditions"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(lingqu: Run, arguments: list[str], told: str) -> None:
    result = lingqu(*arguments, input="{}")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_measures_can_be_filtered(lingqu: Run) -> None:
    by_task = json.loads(lingqu("measures", "--task", "10", "--format", "json").stdout)
    by_kind = json.loads(lingqu("measures", "--kind", "consortium", "--format", "json").stdout)
    by_department = json.loads(lingqu("measures", "--department", "自治区数据局", "--format", "json").stdout)

    assert [each["measure"] for each in by_task] == ["F11", "F12", "F13"]
    assert [each["measure"] for each in by_kind] == ["F13"]
    assert {"F03", "F17", "F18"} <= {each["measure"] for each in by_department}


def test_a_department_is_found_by_the_name_that_tables_print(lingqu: Run) -> None:
    by_code, by_short = (lingqu("measures", "--department", name).stdout for name in ("kjt", "科技厅"))

    assert by_short == by_code
    assert "F11" in by_short


def test_readings_tell_which_of_them_rules_branch_by(lingqu: Run) -> None:
    rows = {row.split()[0]: row for row in lingqu("readings", columns=120).stdout.splitlines() if row[0] != " "}

    assert all("分支" in rows[each] for each in ("f05_arrival", "rd_intensity_base", "cumulation"))
    assert all("只释义" in rows[each] for each in ("rd_expenditure_measure", "money_source"))
    assert "作用 分支" in lingqu("readings", "f05_arrival").stdout


def test_show_tells_the_rule_in_both_languages_with_its_readings(lingqu: Run) -> None:
    text = lingqu("show", "f11", columns=120).stdout

    assert "措施 F11「高研发投入企业支持」" in text
    assert "第10条第1句" in text
    assert "rd_intensity_base" in text
    assert "* 营业收入" in text
    assert "enterprise" in text.lower()


def test_explain_shows_the_tree_and_the_verdict_under_each_reading(lingqu: Run, samples: Path) -> None:
    text = lingqu("explain", "F05", str(samples), "--id", "S5", columns=100).stdout

    assert "f05_arrival=any_part" in text
    assert "✓ 转化到账为1800万元，大于0元" in text
    assert "✗ 不符合  产值全数到账 whole" in text


def test_explain_names_the_ids_there_are(lingqu: Run, samples: Path) -> None:
    result = lingqu("explain", "F05", str(samples), "--id", "S9")

    assert result.exit_code == 2
    assert "S1, S2" in result.stderr


def test_targets_keep_the_plans_word_and_call_about_no_bound(lingqu: Run) -> None:
    chinese = lingqu("targets", columns=120).stdout
    english = lingqu("targets", "--lang", "en", columns=120).stdout

    assert "15%以上" in chinese
    assert "3家左右" in chinese
    assert "about 3 (no bound)" in english
    assert "more than 10 billion yuan" in english
    assert "general, s. 2" in english
    assert not [line for line in english.splitlines() if any("\u4e00" <= each <= "\u9fff" for each in line)]


def test_a_task_is_shown_with_its_duties_departments_and_measures(lingqu: Run) -> None:
    text = lingqu("tasks", "10", columns=120).stdout

    assert "自治区科技厅" in text
    assert "F11、F12、F13" in text


@pytest.mark.parametrize("command", ["measures", "tasks"])
def test_an_english_table_says_what_its_codes_of_departments_stand_for(lingqu: Run, command: str) -> None:
    english = lingqu(command, "--lang", "en", columns=400).stdout
    chinese = lingqu(command, columns=400).stdout

    assert "kjt Department of Science and Technology; " in english
    assert "kjt" not in chinese


def test_the_shipped_policies_pass_their_check(lingqu: Run) -> None:
    result = lingqu("check")

    assert result.exit_code == 0, result.output
    assert "guilin2026" in result.stdout


@pytest.fixture
def own_policy(root: Path, tmp_path: Path) -> Path:
    """A copy of the general conditions as a folder of one's own."""
    folder = tmp_path / "own"
    shutil.copytree(root / "src" / "lingqu" / "policies" / "general_conditions", folder)
    policy = folder / "policy.lq"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("政策 general_conditions", "政策 own"), encoding="utf-8"
    )
    return folder


def test_a_folder_of_ones_own_is_found(lingqu: Run, own_policy: Path) -> None:
    listed = lingqu("policies", "--policies", str(own_policy), columns=120)
    measures = lingqu("measures", "--policies", str(own_policy), "--policy", "own")

    assert "own" in listed.stdout
    assert measures.exit_code == 0, measures.output


def test_an_example_that_comes_out_otherwise_fails_the_check(lingqu: Run, own_policy: Path) -> None:
    measures = own_policy / "measures.lq"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("→ 不符合", "→ 符合", 1), encoding="utf-8")

    result = lingqu("check", str(own_policy))

    assert result.exit_code == 1
    assert "own/measures.lq:" in result.stdout
    assert "应为符合" in result.stdout


def test_a_missing_award_is_one_fault_however_many_examples_expect_a_sum(
    lingqu: Run, root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(root / "src" / "lingqu" / "policies" / "guilin2026", folder)
    measures = folder / "measures.lq"
    head, sign, rest = measures.read_text(encoding="utf-8").partition("措施 F04")
    measures.write_text(head + sign + re.sub(r"(?m)^  支持.*\n", "", rest, count=1), encoding="utf-8")

    chinese = lingqu("check", str(folder))
    english = lingqu("check", "--lang", "en", str(folder))

    assert chinese.exit_code == 2
    assert "1 处错误" in chinese.stdout
    assert "措施 F04 没有「支持」" in chinese.stderr
    assert "1 fault\n" in english.stdout


def test_faults_of_a_folder_end_the_check_with_two_and_their_places(lingqu: Run, own_policy: Path) -> None:
    with open(own_policy / "measures.lq", "a", encoding="utf-8") as file:
        file.write("\n措施 Z1「坏」\n  依剧  第1条第1句\n")

    result = lingqu("check", "own", "--policies", str(own_policy))

    assert result.exit_code == 2
    assert "own/measures.lq:" in result.stderr
    assert "依据" in result.stderr


def test_fmt_finds_and_mends_a_file_and_then_rests(lingqu: Run, own_policy: Path) -> None:
    file = own_policy / "measures.lq"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("（", "(").replace("）", ")"), encoding="utf-8")

    found = lingqu("fmt", "--check", str(own_policy))
    mended = lingqu("fmt", str(own_policy))
    again = lingqu("fmt", "--check", str(own_policy))

    assert [found.exit_code, mended.exit_code, again.exit_code] == [1, 0, 0]
    assert file.read_text(encoding="utf-8") == text


def test_fmt_touches_nothing_where_any_file_has_faults(lingqu: Run, own_policy: Path) -> None:
    good, bad = own_policy / "measures.lq", own_policy / "policy.lq"
    untidy = good.read_text(encoding="utf-8").replace("（", "(")
    good.write_text(untidy, encoding="utf-8")
    bad.write_text("政策\n", encoding="utf-8")

    result = lingqu("fmt", str(own_policy))

    assert result.exit_code == 2
    assert good.read_text(encoding="utf-8") == untidy


PLAN = """关于印发示例方案的通知

示例市人民政府：

一、总体要求

到2030年，示例指标超过3项。

二、重点任务

1.做好第一件事。示例企业可以得到支持。（自治区科技厅）
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="gb18030")
    return file


def test_a_plan_is_shown_whatever_its_encoding(lingqu: Run, plan: Path) -> None:
    result = lingqu("plan", "show", str(plan))

    assert result.exit_code == 0, result.output
    assert "第1条第1句" in result.stdout
    assert "自治区科技厅" in result.stdout


def test_two_texts_of_a_plan_are_compared(lingqu: Run, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("超过3项", "超过4项"), encoding="utf-8")

    same = lingqu("plan", "compare", str(plan), str(plan))
    changed = lingqu("plan", "compare", str(plan), str(other))

    assert "两份文本相同" in same.stdout
    assert "改动 1" in changed.stdout
    assert "没有规则依据它" in changed.stdout


def test_a_plan_that_the_rules_do_not_rest_on_is_not_covered(lingqu: Run, plan: Path) -> None:
    result = lingqu("plan", "coverage", str(plan))

    assert result.exit_code == 1
    assert "句中覆盖 0 句（0%）" in result.stdout


def test_the_guilin_plan_is_covered_whole(lingqu: Run, plan_file: Path) -> None:
    result = lingqu("plan", "coverage", str(plan_file))

    assert result.exit_code == 0, result.output
    assert "（100%）" in result.stdout


def test_a_changed_text_names_what_it_touches(lingqu: Run, plan_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "changed.txt"
    other.write_text(plan_file.read_text(encoding="utf-8").replace("2000万元", "3000万元"), encoding="utf-8")

    result = lingqu("plan", "coverage", str(other), columns=120)
    compared = lingqu("plan", "compare", str(plan_file), str(other), columns=120)

    assert result.exit_code == 1
    assert "措施 F11" in result.stdout
    assert "措施 F11" in compared.stdout
    assert "职责 10." in compared.stdout


def test_a_changed_sentence_is_told_once_and_a_new_one_as_new(lingqu: Run, plan_file: Path, tmp_path: Path) -> None:
    text = plan_file.read_text(encoding="utf-8").replace("2000万元", "3000万元")
    changed, longer = tmp_path / "changed.txt", tmp_path / "longer.txt"
    changed.write_text(text, encoding="utf-8")
    longer.write_text(re.sub(r"(?m)^(\s*2[.．、].*?。)", r"\1这是新添的一句。", text, count=1), encoding="utf-8")

    once = lingqu("plan", "coverage", str(changed), columns=120).stdout
    new = lingqu("plan", "coverage", str(longer), columns=120).stdout

    assert "没有去向的文句" not in once
    assert once.count("第10条第1句 已改动") == 1
    section = new.partition("没有去向的文句")[2].partition("规则所依的文字已变")[0]
    assert len(section.split("\n\n")[0].strip().splitlines()) == 1
    assert "这是新添的一句" in section


def test_the_screens_of_a_plan_name_places_in_english(lingqu: Run, plan_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "shorter.txt"
    other.write_text(
        re.sub(r"(?ms)^\s*7[.．、].*?(?=^\s*8[.．、])", "", plan_file.read_text(encoding="utf-8")), encoding="utf-8"
    )

    compared = lingqu("plan", "compare", "--lang", "en", str(plan_file), str(other), columns=120).stdout
    covered = lingqu("plan", "coverage", "--lang", "en", str(other), columns=120).stdout

    assert "task removed: task 7" in compared
    assert "task 7, sentence 1" in compared
    assert "general, s. 2" in covered
    assert "task 7, sentence 1 gone" in covered
    assert not re.search(r"第[0-9]+条|第[0-9]+句|task-", compared + covered)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"%PDF-1.7 broken", b"PK\x03\x04 broken"])
def test_a_damaged_document_is_refused_without_a_traceback(lingqu: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)

    result = lingqu("plan", "show", str(file))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(lingqu: Run, shell: str) -> None:
    result = lingqu("completion", shell)

    assert result.exit_code == 0
    assert "_LINGQU_COMPLETE" in result.stdout


def test_completion_knows_the_commands() -> None:
    environment = {"_LINGQU_COMPLETE": "bash_complete", "COMP_WORDS": "lingqu me", "COMP_CWORD": "1", "PATH": ""}
    command = [sys.executable, "-c", "from lingqu.interfaces.cli.main import main; main()"]

    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert done.stdout == "plain,measures\n"


def test_listing_the_commands_imports_none_of_them() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from lingqu.interfaces.cli.main import main;"
        "assert 'assess' in CliRunner().invoke(main, ['--help']).output;"
        "loaded = [each for each in sys.modules if each.startswith('lingqu.law') or each.partition('.')[0] == 'rich'];"
        "assert not loaded, loaded"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_assessment_for_machines_imports_no_layout() -> None:
    code = (
        "import io, sys; from click.testing import CliRunner; from lingqu.interfaces.cli.main import main;"
        "run = CliRunner().invoke(main, ['assess', '--format', 'json', '-'], input='{\"id\": \"A\", \"facts\": {}}');"
        "assert run.exit_code == 0, run.output;"
        "run = CliRunner().invoke(main, ['assess', '--format', 'json', '-'], input='{\"id\": \"A\", \"facts\": {}}');"
        "loaded = [each for each in sys.modules if each.partition('.')[0] == 'rich' or each.endswith('answer_page')];"
        "assert not loaded, loaded"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
