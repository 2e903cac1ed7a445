"""`lingqu allocate` as an officer uses it: text, JSON, CSV, questions, and every refusal in plain words."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def files(root: Path) -> tuple[str, str]:
    folder = root / "src" / "lingqu" / "samples"
    return str(folder / "applications.csv"), str(folder / "allocation.toml")


def as_json(lingqu: Run, applications: str, rules: str, *options: str) -> dict[str, Any]:
    result = lingqu("allocate", applications, "--rules", rules, "--json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_json_agrees_with_itself_to_the_fen(lingqu: Run, files: tuple[str, str]) -> None:
    found = as_json(lingqu, *files)

    assert found["standing"] == "optimal"
    assert found["value"] == found["bound"]
    fen = [round(float(each["given_yuan"]) * 100) for each in found["chosen"]]
    assert sum(fen) == round(float(found["given_yuan"]) * 100)
    for each in found["chosen"]:
        parts = [round(float(part) * 100) for part in each["by_year_yuan"].values()]
        assert sum(parts) == round(float(each["given_yuan"]) * 100)
    assert len(found["chosen"]) + len(found["refused"]) == found["applications"] == 60
    assert all(float(each["left"]) >= 0 for each in found["limits"])
    assert all(each["kept_out_by"] for each in found["refused"])


def test_shuffled_rows_give_the_same_json(lingqu: Run, files: tuple[str, str], tmp_path: Path) -> None:
    head, *rows = Path(files[0]).read_text("utf-8-sig").splitlines()
    random.Random(3).shuffle(rows)
    shuffled = tmp_path / "applications.csv"
    shuffled.write_text("\n".join([head, *rows]), encoding="utf-8")

    assert as_json(lingqu, str(shuffled), files[1]) == as_json(lingqu, *files)


def test_a_question_is_answered_first(lingqu: Run, files: tuple[str, str]) -> None:
    result = lingqu("allocate", files[0], "--rules", files[1], "--why", "S00002")

    assert result.exit_code == 0
    assert result.output.index("若放入 S00002") < result.output.index("支持的申请")
    assert "评分×金额合计减少 1,264.5 分×万元；支持金额合计不变，仍是 9457万元。" in result.output


def test_english_has_no_chinese_words_of_ours(lingqu: Run, files: tuple[str, str]) -> None:
    result = lingqu("allocate", files[0], "--rules", files[1], "--why", "S00002", "--lang", "en")

    assert result.exit_code == 0
    assert not [word for word in ("目标", "支持项数", "挡住", "退出", "放宽", "合计", "压到") if word in result.output]
    assert "proven optimal" in result.output


def test_files_are_written_with_every_application(lingqu: Run, files: tuple[str, str], tmp_path: Path) -> None:
    out, page, book = (tmp_path / name for name in ("o.csv", "r.html", "b.xlsx"))

    result = lingqu(
        "allocate", files[0], "--rules", files[1], "--out", str(out), "--report", str(page), "--excel", str(book)
    )

    assert result.exit_code == 0, result.output
    rows = [*csv.DictReader(out.read_text("utf-8-sig").splitlines())]
    assert len(rows) == 60
    assert {row["是否支持"] for row in rows} == {"是", "否"}
    assert all((row["是否支持"] == "是") == (row["支持金额（元）"] != "0.00") for row in rows)
    assert all(bool(row["未支持的原因"]) == (row["是否支持"] == "否") for row in rows)
    assert "与按分数排队相比" in page.read_text("utf-8")
    assert book.stat().st_size > 5000


CSV_HEADS = {
    "zh": "编号,名称,单位,措施,评分,申请金额（元）,是否支持,支持金额（元）,2027年支付（元）,2028年支付（元）,"
    "2029年支付（元）,未支持的原因",
    "en": "id,name,organisation,measure,score,requested_yuan,taken,given_yuan,paid_2027_yuan,paid_2028_yuan,"
    "paid_2029_yuan,reason",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_csv_speaks_the_language_of_the_output_and_can_be_given_again(
    lingqu: Run, files: tuple[str, str], tmp_path: Path, lang: str
) -> None:
    out, rules = tmp_path / "chosen.csv", tmp_path / "open.toml"
    measures = ", ".join(f'"F{number:02d}"' for number in range(1, 20))
    rules.write_text(f'[[pool]]\nname = "池"\nmeasures = [{measures}]\nsums = {{ 2027 = "8000万元" }}\n', "utf-8")

    lingqu("allocate", files[0], "--rules", files[1], "--out", str(out), "--lang", lang)
    again = lingqu("allocate", str(out), "--rules", str(rules))

    head, *rows = out.read_text("utf-8-sig").splitlines()
    assert head == CSV_HEADS[lang]
    assert sum(f",{'是' if lang == 'zh' else 'yes'}," in row for row in rows) == 28
    assert again.exit_code == 0, again.output


SAID = [
    ("zh", "合成禾苑技术转…  F11"),  # whose application it is, beside its id
    ("zh", "每项评分乘以支持金额（万元）再相加"),
    ("zh", "任何选法都不超过 756,489.5 分×万元"),
    ("zh", "规则不许它们的措施（F03、F08、F10、F14、F16、"),
    ("zh", "这 10 项要么按全额支持，要么不支持"),
    ("zh", "压到最低也要"),
    ("zh", "「压到最低」：可以部分支持的，按规则允许的最低金额算"),
    ("zh", "逐条写着"),
    ("zh", "放宽 1 项约多（分×万元）"),
    ("en", "No choice exceeds 756,489.5 points × 10,000 yuan"),
    ("en", "get all they asked for or"),
    ("en", "eased by one adds about"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_explains_its_own_words(lingqu: Run, files: tuple[str, str], lang: str) -> None:
    result = lingqu("allocate", files[0], "--rules", files[1], "--lang", lang)

    text = " ".join(result.output.split()) if lang == "en" else result.output.replace("\n  ", "")
    assert [words for each, words in SAID if each == lang and words not in text] == []


def test_the_screen_has_no_word_that_only_a_solver_knows(lingqu: Run, files: tuple[str, str]) -> None:
    result = lingqu("allocate", files[0], "--rules", files[1], "--why", "S00002")

    words = ("目标值", "松弛代价", "至少损失", "分·万元", "上界", "约 730")
    assert [word for word in words if word in result.output] == []


def test_a_workbook_says_exactly_what_was_asked_about_and_nothing_where_nothing_follows(
    lingqu: Run, files: tuple[str, str], tmp_path: Path
) -> None:
    book = tmp_path / "b.xlsx"

    lingqu("allocate", files[0], "--rules", files[1], "--why", "S00002", "--excel", str(book))

    head, *rows = openpyxl.load_workbook(book)["未支持的申请及原因"].iter_rows(values_only=True)
    cost = head.index("放入它至少减少（分×万元）")
    costs = {row[0]: row[cost] for row in rows}
    assert costs["S00002"] == 1264.5
    assert 0 not in costs.values()


NUMERIC = {"评分", "总分", "评分×金额合计（分×万元）", "限额", "已用", "余", "限额（元）", "已用（元）", "余（元）"}


def test_the_sheets_of_a_workbook_have_names_and_their_numbers_sort(
    lingqu: Run, files: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "b.xlsx"

    lingqu("allocate", files[0], "--rules", files[1], "--excel", str(path))

    book = openpyxl.load_workbook(path)
    assert not [name for name in book.sheetnames if name.startswith("表")]
    found = set()
    for sheet in book.worksheets[1:]:
        head, *rows = sheet.iter_rows(values_only=True)
        for place, title in enumerate(head):
            if title in NUMERIC or str(title).startswith("放宽"):
                found.add(title)
                values = [row[place] for row in rows if row[place] not in (None, "")]
                assert all(isinstance(value, int | float) for value in values), (sheet.title, title)
    assert found >= NUMERIC


@pytest.mark.parametrize(("aim", "unit"), [("score", "分"), ("number", "项")])
def test_other_aims_are_said_by_their_own_unit(
    lingqu: Run, files: tuple[str, str], tmp_path: Path, aim: str, unit: str
) -> None:
    rules = tmp_path / "r.toml"
    text = Path(files[1]).read_text("utf-8").replace('maximise = "score_times_sum"', f'maximise = "{aim}"')
    rules.write_text(text, encoding="utf-8")

    result = lingqu("allocate", files[0], "--rules", str(rules))

    assert result.exit_code == 0
    assert "分×万元" not in result.output
    assert f"放宽 1 项约多（{unit}）" in result.output


REFUSED = [
    (["--rules", "{rules}", "--why", "S0002"], "--why：给出 S0002", "最接近的是 S0"),
    (["--rules", "{rules}", "--gap", "x"], "--gap：给出 x", "百分数"),
    (["--rules", "{rules}", "--time-limit", "0"], "--time-limit：给出 0", "秒"),
    (["--rules", "{rules}", "--out", "nowhere/o.csv"], "--out：给出 nowhere/o.csv", ".csv"),
    (["--rules", "{applications}"], "applications.csv：给出", "TOML"),
    ([], "--rules", "规则文件"),
    (["--rules", "missing.toml"], "missing.toml", "TOML"),
]


@pytest.mark.parametrize(("options", "place", "told"), REFUSED)
def test_a_refusal_says_where_and_what(
    lingqu: Run, files: tuple[str, str], options: list[str], place: str, told: str
) -> None:
    options = [each.format(applications=files[0], rules=files[1]) for each in options]

    result = lingqu("allocate", files[0], *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert place in result.stderr
    assert told in result.stderr


def test_faults_of_both_files_are_told_together(lingqu: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,措施,评分,申请金额\nA1,F11,很好,10\n", encoding="utf-8")
    (tmp_path / "r.toml").write_text("titel = 1\n", encoding="utf-8")

    result = lingqu("allocate", str(tmp_path / "a.csv"), "--rules", str(tmp_path / "r.toml"))

    assert result.exit_code == 2
    assert "a.csv 第 2 行 score：给出 很好" in result.stderr
    assert "r.toml titel" in result.stderr


def test_a_clash_names_the_rules_as_the_file_does(lingqu: Run, files: tuple[str, str], tmp_path: Path) -> None:
    rules = tmp_path / "r.toml"
    text = (
        Path(files[1]).read_text("utf-8")
        + '\n[[ceiling]]\nname = "高校团队至多两项"\nwhere = { measure = ["F08"] }\nnumber = 2\n'
    )
    rules.write_text(text, encoding="utf-8")

    result = lingqu("allocate", files[0], "--rules", str(rules))

    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith("规则不能同时满足：以下 2 条")
    assert "高校师生创业至少三项 至少 3 项" in result.stderr
    assert "高校团队至多两项 至多 2 项" in result.stderr
