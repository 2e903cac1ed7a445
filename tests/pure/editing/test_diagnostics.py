"""Faults while somebody types: where, in which words, quickly, and none hidden by another."""

from __future__ import annotations

import random

import pytest

from lingqu.law.editing.diagnostics import Severity, diagnostics
from lingqu.law.editing.exampleresults import ExampleState, examples_result
from lingqu.law.editing.workspace import UnableToOpen, open_workspace
from lingqu.law.packs.compiling import compile_folder
from lingqu.law.packs.sources import FolderSource, SourceFile, read_folder
from pure.editing.marked import POLICIES, changed, shipped, under

FAULTS = [  # file, what is written, what it is changed to, the code of the fault, what it stands under
    ("measures.lq", "「当年生产设备投资」达到", "「当年生产设备投资」达倒", "unexpected", "达倒"),
    ("measures.lq", "按「促成融资额」的 2%", "按「促成融姿额」的 2%", "names-known", "「促成融姿额」"),
    ("measures.lq", "部门      kjt、gxt", "部门      kjt、gxq", "names-known", "gxq"),
    ("measures.lq", "口径      financing_counted", "口径      financing_count", "names-known", "financing_count"),
    ("measures.lq", "依据      第2条第2句", "依据      第2条第9句", "names-known", "第2条第9句"),
    ("measures.lq", "最高 50万元", "最高 50", "units-agree", "50"),
    ("measures.lq", "  条件      「促成创业投资」", "  条 件      「促成创业投资」", "unknown-field", "条"),
    ("measures.lq", "措施 F01「", "措旋 F01「", "unknown-section", "措旋"),
    ("measures.lq", "「申请日」2027年6月30日", "「申请日」2027年6月31日", "no-such-day", "2027年6月31日"),
    ("vocabulary.lq", "is_enterprise", "located_in_guilin", "told-once", "located_in_guilin"),
    ("policy.lq", "施行      2026年1月24日", "施行      2026年1月", "unexpected", "2026年1月"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "where"), FAULTS)
def test_a_fault_stands_under_what_it_is_about(file: str, old: str, new: str, code: str, where: str) -> None:
    workspace = changed(old, new, file=file)

    found = [each for each in diagnostics(workspace) if each.severity is Severity.ERROR and each.file == file]

    assert (code, where) in [(each.code, under(workspace, file, each.span)) for each in found]


def test_what_is_told_is_told_in_both_languages_with_a_mend() -> None:
    (found,) = diagnostics(changed("按「促成融资额」的 2%", "按「促成融姿额」的 2%"))

    assert found.said() == "写的是 促成融姿额，应为已声明的事实；例如 促成融资额"
    assert found.said("en") == "found 促成融姿额, expected a fact that is declared; e.g. 促成融资额"


def test_a_broken_file_hides_no_fault_of_another() -> None:
    workspace = changed("达到", "达倒").with_text("vocabulary.lq", shipped().texts["vocabulary.lq"] + "\n事实「甲」\n")
    workspace = workspace.with_text("readings.lq", shipped().texts["readings.lq"].replace("问题  ", "间题  ", 1))

    assert {each.file for each in diagnostics(workspace)} == {"measures.lq", "vocabulary.lq", "readings.lq"}


def test_a_missing_file_is_told_and_nothing_else_becomes_wrong() -> None:
    found = diagnostics(shipped().without("vocabulary.lq"))

    assert [(each.file, each.code) for each in found if each.severity is Severity.ERROR] == [
        ("vocabulary.lq", "missing-file")
    ]


def test_findings_are_told_of_a_sound_folder_only() -> None:
    assert {each.code for each in diagnostics(shipped(), examples=False)} == {"sum-falls"}
    assert "sum-falls" not in {each.code for each in diagnostics(changed("达到", "达倒"))}


def test_an_example_that_comes_out_otherwise_is_told_with_the_difference() -> None:
    workspace = changed("应得 9万元，系于 financing_counted", "应得 8万元，系于 financing_counted")

    results = examples_result(workspace, file="measures.lq")
    (failed,) = [each for each in results if each.state is ExampleState.FAILED]
    (told,) = [each for each in diagnostics(workspace) if each.code == "example"]

    assert failed.measure == "F01"
    assert failed.differences == ("金额应为8万元，实为9万元",)
    assert failed.came_out == "符合，应得 9万元"
    assert told.said("en").startswith("the example comes out otherwise: eligible, due 90,000 yuan, resting on Which")
    assert told.said().endswith("；改规则，或照得出的写：符合，应得 9万元")
    assert told.span == failed.span
    assert under(workspace, "measures.lq", told.span).endswith("→ 符合，应得 8万元，系于 financing_counted")
    assert len(results) > 300


CAME_OUT = [  # what an example says, what it is made to say, what comes out in English; in Chinese what it says
    ("符合，应得 未知，金额还缺「促成融资额」", "不符合", "eligible, due unknown, the sum lacks"),
    ("待定，最高 9万元，缺「促成创业投资」", "符合", "undetermined, at most 90,000 yuan, lacking"),
    ("符合，最高 300万元          # 自治区级及其以上", "不符合", "eligible, up to 3 million yuan"),
]


@pytest.mark.parametrize(("says", "made", "en"), CAME_OUT, ids=[row[0] for row in CAME_OUT])
def test_what_came_out_is_said_in_both_languages(says: str, made: str, en: str) -> None:
    results = examples_result(changed(f"→ {says}", f"→ {made}"))

    (failed,) = [each for each in results if each.state is ExampleState.FAILED]

    assert failed.came_out == says.split("#")[0].strip()
    assert failed.came_out_english.startswith(en)


def test_no_example_has_passed_while_the_folder_has_a_fault() -> None:
    results = examples_result(changed("达到", "达倒"))

    assert {each.state for each in results} == {ExampleState.NOT_RUN}
    assert [each.span.start for each in results] == [each.span.start for each in examples_result(shipped())]
    assert [each.measure for each in results] == [each.measure for each in examples_result(shipped())]


def test_what_the_checker_tells_is_told_at_the_same_line() -> None:
    """Whatever is typed, step by step with one memory, the outcome is that of reading the folder from disk."""
    chance = random.Random(7)
    source = read_folder(POLICIES / "example_bands")
    workspace = open_workspace("example_bands", {each.name.split("/")[1]: each.data.decode() for each in source.files})
    for _ in range(25):
        file = chance.choice([*workspace.texts])
        text = workspace.texts[file]
        at = chance.randrange(len(text))
        piece = chance.choice(["", "\n", "\n\n", "「", "」", "  ", "#", "达到", "措施 F01「甲」\n", "5", "x", "，"])
        text = text[:at] + piece + text[at + chance.choice([0, 0, 1, 1, 4, 30]) :]
        workspace = workspace.with_text(file, text)
        files = tuple(SourceFile(f"example_bands/{name}", each.encode()) for name, each in workspace.texts.items())

        pack, faults = compile_folder(FolderSource("example_bands", files, ()))
        told = [each for each in diagnostics(workspace, examples=False) if each.severity is Severity.ERROR]

        assert workspace.pack == pack
        assert sorted((each.file, each.code, each.span.start.line + 1) for each in told) == sorted(
            (each.file.split("/")[1], each.code, each.line) for each in faults
        )
        if chance.random() < 0.3:
            workspace = workspace.with_text(file, shipped("example_bands").texts[file])


def test_only_the_block_that_changed_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from lingqu.law.editing import readfiles

    assert shipped().pack
    built: list[str] = []
    build = readfiles.build_blocks

    def counted(source, layout):  # type: ignore[no-untyped-def]
        built.extend(f"{raw.section}{source.text[raw.head.start : raw.head.start + 3]}" for raw in layout.blocks)
        return build(source, layout)

    monkeypatch.setattr(readfiles, "build_blocks", counted)

    assert changed("最高 50万元", "最高 51万元").pack

    assert built == ["措施F01"]


@pytest.mark.parametrize(
    "texts",
    [{"../policy.lq": ""}, {"a/b.lq": ""}, {".lq": ""}, {"policy.txt": ""}, {f"{n}.lq": "" for n in range(201)}],
    ids=["above", "inside", "hidden", "another kind", "too many"],
)
def test_what_is_no_folder_is_refused_with_its_reason(texts: dict[str, str]) -> None:
    with pytest.raises(UnableToOpen) as refused:
        open_workspace("x", texts)

    assert all(chinese and english for chinese, english in refused.value.reasons)


def test_a_file_too_large_is_a_fault_and_not_a_wait() -> None:
    found = diagnostics(shipped().with_text("measures.lq", "# 甲\n" * 400_000))

    assert [each.code for each in found if each.file == "measures.lq"] == ["too-large"]
