"""Code lists: every list is whole and in both languages, a code that is not there is refused with the nearest."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from lingqu.law.codes.code_list import CodeList, Entry, Title, UnableToFindCode
from lingqu.law.codes.industries import at_level, industries, industry, industry_list
from lingqu.law.codes.lists import code_list, code_lists
from lingqu.law.codes.organisations import LADDER, LADDER_STAGES
from lingqu.law.codes.platforms import PILOT_INDUSTRIES
from lingqu.law.codes.ranks import LEVELS
from lingqu.law.codes.regions import GUANGXI, GUILIN, guilin_districts, path_name, region, region_list, regions


@pytest.mark.parametrize("name", sorted(code_lists()))
def test_every_entry_of_every_list_has_both_languages(name: str) -> None:
    found = code_list(name)

    for title in (found.title, *(entry.title for entry in found)):
        assert re.search("[\u4e00-\u9fff]", title.zh), title
        assert title.en, title
        assert not re.search("[\u4e00-\u9fff]", title.en), title
        assert title.zh == title.zh.strip()


@pytest.mark.parametrize("name", sorted(code_lists()))
def test_no_two_entries_of_one_parent_are_called_alike(name: str) -> None:
    titles = [(entry.parent, entry.title.zh) for entry in code_list(name)]

    assert len(set(titles)) == len(titles)


def test_a_code_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnableToFindCode) as raised:
        LEVELS.entry("nationale")

    assert raised.value.nearest == ("national",)
    assert "nationale" in raised.value.words.zh
    assert "expected" in raised.value.words.en


def test_a_list_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnableToFindCode, match="levels"):
        code_list("level")


def test_a_code_stands_once_and_a_parent_stands_on_the_list() -> None:
    title = Title("甲", "a")

    with pytest.raises(ValueError, match="twice"):
        CodeList("x", title, [Entry("1", title), Entry("1", title)])
    with pytest.raises(ValueError, match="no parent"):
        CodeList("x", title, [Entry("1", title, "0")])


def test_the_regions_are_those_of_the_division_codes(shared: Path) -> None:
    with (shared / "data" / "reference" / "divisions.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"]: row for row in csv.DictReader(file)}
    beyond = {"710000", "810000", "820000"}

    for code, ours in regions().items():
        if code not in beyond:
            assert (ours.title.zh, ours.level.value, ours.parent or "") == (
                known[code]["name"], known[code]["level"], known[code]["parent"]
            )  # fmt: skip
    rings = {code for code, row in known.items() if row["parent"] in ("", GUANGXI, GUILIN)}
    assert rings | beyond == set(regions())


def test_guilin_has_seventeen_districts_and_guangxi_fourteen_cities() -> None:
    assert len(guilin_districts()) == 17
    assert len(region_list().children(GUANGXI)) == 14
    assert region("450328").parent == GUILIN
    assert path_name("450381") == "广西壮族自治区桂林市荔浦市"
    assert region_list().is_within("450305", GUANGXI)
    assert not region_list().is_within("440000", GUANGXI)


def test_the_industries_have_four_levels_and_each_its_parent_one_above() -> None:
    counts = [sum(each.level == level for each in industries().values()) for level in (1, 2, 3, 4)]

    assert counts == [20, 97, 473, 1381]
    for each in industries().values():
        assert (each.parent is None) == (each.level == 1)
        if each.parent is not None:
            assert industry(each.parent).level == each.level - 1
            assert each.level == 2 or each.code.startswith(each.parent)


@pytest.mark.parametrize(
    ("words", "first"),
    [("65", "65"), ("软件开发", "651"), ("3911", "3911"), ("集成电路 制造", "3973"), ("research experimental", "73")],
)
def test_industries_are_found_by_words_and_by_the_beginning_of_a_code(words: str, first: str) -> None:
    assert industry_list().search(words)[0].code == first


def test_words_that_nothing_holds_find_nothing() -> None:
    assert industry_list().search("灵渠运河") == ()
    assert industry_list().search("  ") == ()
    assert len(industry_list().search("制造", most=7)) == 7


def test_a_level_finer_than_the_code_is_refused() -> None:
    assert at_level("6513", 2).code == "65"
    with pytest.raises(UnableToFindCode):
        at_level("65", 3)


def test_the_ladder_and_the_eight_industries_stand_on_their_lists() -> None:
    assert all(stage in LADDER_STAGES for stage in LADDER)
    assert [len(PILOT_INDUSTRIES.children(code)) for code in ("leading", "advantaged")] == [4, 4]
