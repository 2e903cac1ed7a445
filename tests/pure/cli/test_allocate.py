"""`lingqu allocate` as an officer uses it: text, JSON, CSV, questions, and every refusal in plain words."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    assert "目标值损失" in result.output


def test_english_has_no_chinese_words_of_ours(lingqu: Run, files: tuple[str, str]) -> None:
    result = lingqu("allocate", files[0], "--rules", files[1], "--why", "S00002", "--lang", "en")

    assert result.exit_code == 0
    assert not [word for word in ("目标", "支持项数", "挡住", "退出", "价格") if word in result.output]
    assert "proven optimal" in result.output


def test_files_are_written_with_every_application(lingqu: Run, files: tuple[str, str], tmp_path: Path) -> None:
    out, page, book = (tmp_path / name for name in ("o.csv", "r.html", "b.xlsx"))

    result = lingqu(
        "allocate", files[0], "--rules", files[1], "--out", str(out), "--report", str(page), "--excel", str(book)
    )

    assert result.exit_code == 0, result.output
    rows = [*csv.DictReader(out.read_text("utf-8-sig").splitlines())]
    assert len(rows) == 60
    assert all((row["taken"] == "yes") == (row["given_yuan"] != "0.00") for row in rows)
    assert all(bool(row["reason"]) == (row["taken"] == "no") for row in rows)
    assert "与按分数排队相比" in page.read_text("utf-8")
    assert book.stat().st_size > 5000


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
