"""Each shipped policy held against itself: no faults, every example, every boundary row; and against the contract."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from lingqu.law.engine.boundaries import run_boundaries
from lingqu.law.engine.examples import run_examples
from lingqu.law.lang import tree
from lingqu.law.lang.formatter import format_text
from lingqu.law.packs.compiling import compile_folder
from lingqu.law.packs.findings import Grade, findings_of
from lingqu.law.packs.folders import BUILT_IN, UnableToLoadPack, load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.sources import read_folder

SHIPPED = ("guilin2026", "example_bands", "general_conditions")
INVENTED = BUILT_IN / "example_bands"
FEWEST_EXAMPLES = {"guilin2026": 120, "example_bands": 70, "general_conditions": 1}


@cache
def pack_of(policy: str) -> Pack:
    return load_pack(policy)


def measures_of_all() -> list[tuple[str, str]]:
    """Every measure that has examples; a policy with faults has none here and fails the test of its own."""
    found = []
    for policy in SHIPPED:
        try:
            found += [(policy, measure.id) for measure in pack_of(policy).applicant_measures]
        except UnableToLoadPack:
            continue
    return found


# ---------------------------------------------------------------- each policy by itself


def test_the_shipped_policies_are_these() -> None:
    assert sorted(each.name for each in BUILT_IN.iterdir() if each.is_dir()) == sorted(SHIPPED)


@pytest.mark.parametrize("policy", SHIPPED)
def test_it_loads_without_a_fault(policy: str) -> None:
    _, faults = compile_folder(read_folder(BUILT_IN / policy))

    assert not faults, "\n".join(fault.said("en") for fault in faults)


@pytest.mark.parametrize("policy", SHIPPED)
def test_nothing_in_it_is_nearly_certainly_a_slip(policy: str) -> None:
    warnings = [finding for finding in findings_of(pack_of(policy)) if finding.grade is Grade.WARNING]

    assert not warnings, "\n".join(f"{each.at.file}:{each.at.line} {each.about}: {each.english}" for each in warnings)


@pytest.mark.parametrize("policy", SHIPPED)
def test_its_files_are_laid_out_by_the_formatter(policy: str) -> None:
    files = sorted((BUILT_IN / policy).glob("*.lq"))

    untidy = [
        file.name for file in files if format_text(file.read_text("utf-8"), file=file.name) != file.read_text("utf-8")
    ]

    assert not untidy


@pytest.mark.parametrize(("policy", "measure"), measures_of_all())
def test_every_example_comes_out_as_it_says(policy: str, measure: str) -> None:
    results = list(run_examples(pack_of(policy), (measure,)))

    assert results, "no example"
    assert not [
        f"{each.example.at.file}:{each.example.at.line} {'；'.join(each.differences)}"
        for each in results
        if not each.passed
    ]


@pytest.mark.parametrize("policy", SHIPPED)
def test_it_has_examples_enough(policy: str) -> None:
    assert sum(len(measure.examples) for measure in pack_of(policy).measures) >= FEWEST_EXAMPLES[policy]


@pytest.mark.parametrize("policy", ["guilin2026", "example_bands"])
def test_the_rows_made_from_its_lines_and_caps_agree_with_the_engine(policy: str) -> None:
    results = list(run_boundaries(pack_of(policy)))

    assert len(results) >= 40
    assert not [
        f"{each.case.measure} {each.case.given}: {each.expected} / {each.found}" for each in results if not each.passed
    ]


def test_a_broken_example_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "example_bands"
    shutil.copytree(INVENTED, folder)
    file = folder / "measures.lq"
    spoiled, count = re.subn(
        r"(「设备投资」50000000\.01元 *→ 符合，应得) 200万元", r"\1 150万元", file.read_text("utf-8")
    )
    assert count == 1
    file.write_text(spoiled, "utf-8")

    failed = [each for each in run_examples(load_pack("example_bands", folders=(folder,))) if not each.passed]

    assert [(each.measure, each.differences) for each in failed] == [("B04", ("金额应为150万元，实为200万元",))]


@pytest.mark.parametrize(
    ("line", "spoiled", "broken"),
    [
        ("「设备投资」在 500万元以上 且 不（", "「设备投资」高于 500万元 且 不（", {"B04"}),
        ("首次突破 5000万元", "首次达到 5000万元", {"B12"}),
        ("超过 5000万元：4%", "超过 5000万元：5%", {"B04", "B05"}),
        ("按不超过「固定资产投资」的 20%", "按「固定资产投资」的 20%", {"B06"}),
        ("按 B04 的 1.5倍", "按 B04 的 1.4倍", {"B05"}),
        ("起30个工作日内", "起29个工作日内", {"B14"}),
        ("至少2项（", "至少1项（", {"B17"}),
    ],
)
def test_a_changed_rule_breaks_the_examples_beside_it(
    line: str, spoiled: str, broken: set[str], tmp_path: Path
) -> None:
    folder = tmp_path / "example_bands"
    shutil.copytree(INVENTED, folder)
    file = folder / "measures.lq"
    text = file.read_text("utf-8")
    assert text.count(line) == 1
    file.write_text(text.replace(line, spoiled), "utf-8")

    failed = {each.measure for each in run_examples(load_pack("example_bands", folders=(folder,))) if not each.passed}

    assert failed == broken


# ---------------------------------------------------------------- the contract


def rows_of(file: Path) -> dict[str, dict[str, str]]:
    """Read the two plain shapes the contract is written in: `name: {key: value, …}` and `name:` with lines below."""
    found: dict[str, dict[str, str]] = {}
    name = ""
    for line in file.read_text("utf-8").splitlines():
        if head := re.fullmatch(r"  (\w+):\s*(?:\{(.*)\})?", line):
            name = head[1]
            pairs = re.findall(r"(\w+):\s*(.*?)\s*(?:,(?=\s*\w+:)|$)", head[2] or "")
            found[name] = dict(pairs)
        elif part := re.fullmatch(r"    (\w+):\s*(.*)", line):
            found[name][part[1]] = part[2]
    return found


UNITS = {"yuan": "金额", "ratio": "比例", "count": "数量", "date": "日期", "bool": "是否", "enum": "选项"}


def test_the_facts_of_guilin_are_those_of_the_contract(shared: Path) -> None:
    rows = rows_of(shared / "spec" / "facts.yaml")
    facts = pack_of("guilin2026").facts

    assert len(rows) > 40
    assert [fact.code for fact in facts if fact.code in rows] == list(rows)
    for fact in facts[: len(rows)]:
        unit = rows[fact.code]["unit"]
        assert fact.unit.value == UNITS[unit.split()[0]], fact.code
        assert fact.yearly is unit.endswith("per year") or fact.derivation is not None, fact.code
        if unit.startswith("enum"):
            assert "|".join(code for _, code in fact.choices) == unit.split()[1]


def test_the_measures_of_guilin_are_those_of_the_contract(shared: Path) -> None:
    rows = rows_of(shared / "spec" / "measures.yaml")
    measures = pack_of("guilin2026").measures

    assert len(rows) == 23
    assert [measure.id for measure in measures] == list(rows)
    for measure in measures:
        row = rows[measure.id]
        section = "保障措施" if row["task"] == "safeguards" else f"第{row['task']}条"
        assert tree.Anchor(section, int(row["sentence"])) in measure.cites, measure.id
        assert measure.title == row["zh"]
        assert measure.english == row["en"]
        assert measure.to_applicant is (row.get("award_to_applicant") != "false")
