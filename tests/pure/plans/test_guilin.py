"""The real plan, where it lies beside the repository: its anchors, its departments, and what the policy says of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lingqu.law.plans import Mapped, Plan, compare_digests, coverage, normalised, read_plan_file

FOLDER = "src/lingqu/policies/guilin2026"
KIND = re.compile(r"(措施|指标|职责|地点|登记|流程|保障|不可执行)\s*([^「、\s]*「[^」]*」|[^「、\s]+)")
# words that only the sentence of the measure holds, six characters at most: an anchor that hits them hits the measure
WORDS = {
    "F01": "促成创业投资",
    "F02": "每家最高300",
    "F03": "首次突破3000",
    "F04": "生产设备投资",
    "F05": "奖励性后补助",
    "F06": "专利转化量",
    "F07": "百亿级产业",
    "F08": "每个团队最高",
    "F09": "3年内给予",
    "F10": "经济社会效益",
    "F11": "研发强度高于",
    "F12": "不超过固定资",
    "F13": "创新联合体",
    "F14": "不重复享受",
    "F15": "每年安排10",
    "F16": "获得外部投资",
    "F17": "实际到账金额",
    "F18": "重点培育名单",
    "F19": "横向到位经费",
    "F20": "8000万元",
    "F21": "专项债",
    "F22": "新增长曲线科",
    "F23": "工业振兴",
}


@pytest.fixture(scope="module")
def plan(plan_file: Path) -> Plan:
    return read_plan_file(path=plan_file)


def test_the_plan_has_its_parts_and_nothing_is_missing(plan: Plan) -> None:
    assert (len(plan.sentences), len(plan.tasks), [part.anchor for part in plan.parts]) == (
        77,
        19,
        ["总体要求", "重点任务", "保障措施"],
    )
    assert [task.number for task in plan.tasks] == list(range(1, 20))
    assert (plan.issued, plan.partial, plan.notes) == (date(2026, 1, 24), False, ())
    assert plan.validity is not None
    assert (plan.validity.begins, plan.validity.until) == (date(2026, 1, 24), date(2030, 12, 31))
    assert [aside.code for aside in plan.set_aside] == ["copyright", "contact", "contact"]
    assert [sentence.anchor for sentence in plan.targets] == ["总体要求第2句", "第6条第1句"]


def test_the_anchor_of_each_measure_hits_its_sentence(plan: Plan, shared: Path) -> None:
    rows = re.findall(
        r"^ +(F\d\d): \{task: +(\w+), +sentence: (\d)",
        (shared / "spec" / "measures.yaml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [row[0] for row in rows] == list(WORDS)

    for measure, task, number in rows:
        section = "保障措施" if task == "safeguards" else f"第{task}条"
        holding = [sentence.anchor for sentence in plan.sentences if WORDS[measure] in sentence.text]
        assert holding == [f"{section}第{number}句"], measure


def test_the_policy_folder_maps_every_sentence_of_the_plan(plan: Plan, root: Path) -> None:
    mapping = _mapping(root)

    covered = coverage(plan=plan, mapping=mapping)

    assert covered.complete, (covered.unmapped, covered.stale, covered.faults)
    assert len(mapping) == len(plan.sentences)
    assert compare_digests(recorded={row.anchor: row.digest for row in mapping}, plan=plan).same


def test_the_departments_of_each_task_are_exactly_those_of_the_plan(plan: Plan, root: Path) -> None:
    names = dict(re.findall(r"^部门 +(\w+)「(.+?)」", _text(root, "vocabulary"), re.MULTILINE))
    listed = re.findall(r"^任务 +(\d+)「.*?^ +部门 +(\S+)", _text(root, "tasks"), re.MULTILINE | re.DOTALL)

    written = {int(number): tuple(names[code] for code in codes.split("、")) for number, codes in listed}

    assert written == {task.number: task.departments for task in plan.tasks}
    assert [one.name for one in plan.all_tasks] == ["桂林市人民政府"]


def test_each_duty_cites_a_sentence_of_its_task_and_is_mapped_there(plan: Plan, root: Path) -> None:
    duties = re.findall(r"^ +职责 +(\d+)\.(\d+)「[^」]+」 *第(\d+)句$", _text(root, "tasks"), re.MULTILINE)
    mapped = [(reference, row.anchor) for row in _mapping(root) for kind, reference in row.kinds if kind == "职责"]

    assert sorted(mapped) == sorted((f"{task}.{duty}", f"第{task}条第{number}句") for task, duty, number in duties)
    assert all(plan.sentence(anchor) for _, anchor in mapped)


def test_each_measure_and_target_is_mapped_once_to_the_sentence_it_cites(root: Path) -> None:
    cited = {
        reference: anchors
        for file in ("measures", "targets")
        for reference, anchors in re.findall(
            r"^(?:措施|指标) +([FT]\d\d)「.*?^ +依据 +(\S+)", _text(root, file), re.MULTILINE | re.DOTALL
        )
    }
    mapped = {
        reference: row.anchor for row in _mapping(root) for kind, reference in row.kinds if kind in ("措施", "指标")
    }

    assert mapped == cited
    assert len(mapped) == 23 + 14


def test_the_policy_folder_never_copies_the_wording_of_the_plan(plan_file: Path, root: Path) -> None:
    wording = re.sub(r"\W", "", normalised(plan_file.read_text(encoding="utf-8")))

    for name in ("tasks", "targets", "sentences"):
        for line in _text(root, name).splitlines():
            words = re.sub(r"\W", "", normalised(line))
            runs = {words[at : at + 12] for at in range(len(words) - 11)}
            copied = [run for run in runs if run in wording and not run.isascii()]
            assert not copied, (name, copied)


def _text(root: Path, name: str) -> str:
    return (root / FOLDER / f"{name}.lq").read_text(encoding="utf-8")


def _mapping(root: Path) -> list[Mapped]:
    rows = [line.split(maxsplit=3) for line in _text(root, "sentences").splitlines() if line.startswith("文句")]
    return [Mapped(anchor, digest, tuple(KIND.findall(rest))) for _, anchor, digest, rest in rows]
