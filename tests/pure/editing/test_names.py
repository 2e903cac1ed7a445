"""What a name is, where it is declared and where it is used; the outline; the layout."""

from __future__ import annotations

import pytest

from lingqu.law.editing.formatted import UnableToFormat, formatted
from lingqu.law.editing.hovers import hover
from lingqu.law.editing.outline import outline
from lingqu.law.editing.references import definition, references
from lingqu.law.editing.workspace import UnableToFindFile
from pure.editing.marked import appended, changed, shipped, under

MEASURE = "措施 F99「试写」\n  英文  Tried\n"
EXPLAINED = [  # what stands under the cursor, a piece of the Chinese, a piece of the English
    ("  条件  「研发‸投入」达到 1元", "金额，每年；由申请人提供", "money, yearly; supplied by the applicant"),
    ("  条件  「平台级别」为 市‸级", "可取：市级、自治区级、国家级", "One of: 市级 ("),
    ("  口径  financing_‸counted", "尚未采用哪一种", "None is adopted yet"),
    (
        "  口径  number‸_words",
        "采用 as_convention：灵渠项目组，2026年11月24日",
        "Adopted: as_convention, by 灵渠项目组",
    ),
    ("  条件  依口径「哪些融资‸算数」（", "· any_financing「各种融资」", "· any_financing: Any financing"),
    ("  条件  依口径 financing_counted（any_fin‸ancing：", "▸ any_financing", "▸ any_financing"),
    ("  部门  kj‸t", "自治区科技厅", "Department of Science and Technology"),
    ("  支持  按 F0‸1 的 5%", "措施 F01「孵化器促成创业投资补助」", "Measure F01: Incubator"),
    ("  依据  第2条第‸2句", "落为：措施 F01", "Became: 措施 F01"),
    ("  条件  「研发投入」达‸到 1元", "达到：含本数", "at least, includes the number"),
    ("  条件  「研发投入」高‸于 1元", "不含本数", "excludes the number"),
    ("  条‸件  「企业」", "条件  「研发投入」达到 2000万元", "for example"),
]


@pytest.mark.parametrize(("text", "zh", "en"), EXPLAINED, ids=[row[0] for row in EXPLAINED])
def test_what_stands_under_the_cursor_is_explained(text: str, zh: str, en: str) -> None:
    workspace, position = appended(MEASURE + text)

    found = hover(workspace, "measures.lq", position)

    assert found is not None
    assert zh in "\n".join(found.said.zh)
    assert en in "\n".join(found.said.en)
    assert found.span.holds(position)


@pytest.mark.parametrize("text", ["  条件  「没有‸这个」", "  说明  随‸便", "  英‸文  X", "‸"])
def test_what_cannot_be_explained_is_not(text: str) -> None:
    workspace, position = appended(MEASURE + text)

    found = hover(workspace, "measures.lq", position)

    assert found is None or found.said.zh[0].startswith("英文")


DECLARED = [
    ("  条件  「研发‸投入」", "vocabulary.lq", "「研发投入」"),
    ("  口径  financing_‸counted", "readings.lq", "financing_counted"),
    ("  口径  「哪些融‸资算数」", "readings.lq", "financing_counted"),
    ("  条件  依口径「哪些融资算数」（「各种融‸资」：「企业」）", "readings.lq", "any_financing"),
    ("  支持  按 F0‸1 的 5%", "measures.lq", "F01"),
    ("  部门  kj‸t", "vocabulary.lq", "kjt"),
    ("  条件  「平台级别」为 市‸级", "vocabulary.lq", "市级"),
    ("  依据  第2条第‸2句", "sentences.lq", "第2条第2句"),
]


@pytest.mark.parametrize(("text", "file", "what"), DECLARED, ids=[row[0] for row in DECLARED])
def test_a_name_leads_to_where_it_is_declared(text: str, file: str, what: str) -> None:
    workspace, position = appended(MEASURE + text)

    (spot,) = definition(workspace, "measures.lq", position)

    assert (spot.file, under(workspace, spot.file, spot.span)) == (file, what)


def test_what_is_called_by_title_here_and_by_id_there_is_one_thing() -> None:
    workspace, position = appended(MEASURE + "  口径  「几条能否同时享‸受」")

    found = references(workspace, "measures.lq", position)

    assert {each.file for each in found} == {"policy.lq", "readings.lq", "measures.lq", "relations.lq"}
    assert {under(workspace, each.file, each.span) for each in found} == {"cumulation", "「几条能否同时享受」"}
    assert len(references(workspace, "measures.lq", position, declaration=False)) == len(found) - 1


def test_names_are_found_in_the_rest_of_a_broken_field() -> None:
    workspace, position = appended(MEASURE + "  条件  「企业」大过 「研发投‸入」")

    assert [each.file for each in definition(workspace, "measures.lq", position)] == ["vocabulary.lq"]


def test_every_use_of_a_name_is_found() -> None:
    """Counted by the text itself: a fact in quotation marks is nowhere anything else."""
    workspace, position = appended(MEASURE + "  条件  「促成融资‸额」")

    found = references(workspace, "measures.lq", position)

    assert len(found) == sum(
        line.split("#")[0].count("「促成融资额」") for text in workspace.texts.values() for line in text.split("\n")
    )


def test_the_outline_lists_every_block_broken_or_not() -> None:
    workspace = changed("按「促成融资额」的 2%", "按「促成融资额」的 2")

    entries = outline(workspace, "measures.lq")

    assert len(entries) == 23
    assert entries[0].title == "F01「孵化器促成创业投资补助」"
    assert under(workspace, "measures.lq", entries[0].head) == "措施 F01「孵化器促成创业投资补助」"


def test_a_file_is_laid_out_as_the_formatter_does() -> None:
    workspace = changed("  条件      「促成创业投资」", "  条件 「促成创业投资」")

    assert formatted(workspace, "measures.lq") == shipped().texts["measures.lq"]


def test_a_file_with_faults_is_not_laid_out() -> None:
    with pytest.raises(UnableToFormat) as refused:
        formatted(changed("「当年生产设备投资」达到", "「当年生产设备投资」达倒"), "measures.lq")

    assert refused.value.said() == "measures.lq：有 1 处错误，第一处在第 114 行；改好再整理"


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnableToFindFile):
        outline(shipped(), "nothing.lq")
