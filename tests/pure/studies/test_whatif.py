"""What-ifs: sums and verdicts over registers written by hand, and the laws that hold for every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingqu.law.lang.tree import NOWHERE
from lingqu.law.studies.whatif.changes import Change, Changed, FollowReading, SetNumber, applied
from lingqu.law.studies.whatif.comparison import UnableToCompare, differences, shared_vocabulary
from lingqu.law.studies.whatif.effects import EFFECTS, Moves, Tally, WhatIf
from lingqu.law.studies.whatif.parameters import Parameter, all_parameters
from lingqu.law.studies.whatif.quantities import another, read_setting, said
from lingqu.law.studies.whatif.settings import read_settings
from lingqu.law.studies.whatif.splitting import UnableToSplit
from lingqu.law.studies.whatif.whatif import UnableToGroup, touched_measures, what_if
from pure.studies.whatif_by_hand import DAY, FIRMS, INCUBATORS, YUAN, guilin, less, register_of, tried

LINE, CEILING = "F11.研发投入/营业收入", "F11.上限"
AWARD = 5_000_000 * YUAN
EVERYBODY = (*FIRMS, *INCUBATORS)


def moved(found: WhatIf) -> dict[str, str]:
    return {
        each.id: way
        for way, told in (("+", found.changed.gainers()), ("-", found.changed.losers()), ("?", found.changed.others()))
        for each in told
    }


@pytest.mark.parametrize(
    ("sets", "who", "gain", "loss"),
    [
        ([f"{LINE}=4%"], {"B": "+", "C": "+"}, 2 * AWARD, 0),
        ([f"{LINE}=4.5%"], {"C": "+"}, AWARD, 0),  # the line itself is outside
        ([f"{LINE}=4.49%"], {"B": "+", "C": "+"}, 2 * AWARD, 0),
        ([f"{LINE}=6%"], {"A": "-"}, 0, AWARD),
        ([f"{LINE}=2%"], {"B": "+", "C": "+", "E": "+"}, 3 * AWARD, 0),
        (["F11.研发投入=50元"], {"C": "+", "D": "+"}, 2 * AWARD, 0),
        ([f"{CEILING}=300万元"], {"A": "-", "D": "?"}, 0, 2_000_000 * YUAN),
        ([f"{CEILING}=600万元"], {"A": "+", "D": "?"}, 1_000_000 * YUAN, 0),
        ([f"{LINE}=4%", f"{CEILING}=300万元"], {"A": "-", "B": "+", "C": "+", "D": "?"}, 6 * 10**8, 2 * 10**8),
        (["F07.比例=7%"], {}, 0, 0),
    ],
)
def test_a_change_of_a_line_or_ceiling_moves_those_it_moves(
    sets: list[str], who: dict[str, str], gain: int, loss: int
) -> None:
    found = tried(FIRMS, *sets)

    assert moved(found) == who
    assert (found.moves.gain, found.moves.loss) == (gain, loss)
    assert found.total_after.ceiling - found.total_before.ceiling == gain - loss


@pytest.mark.parametrize(
    ("setting", "due", "who"),
    [
        # I: 1 million, J: 20 million brought in, K: not known how much, L: not known whether; at most 500 000
        ("F01.比例=3%", {"I": (20_000, 30_000), "J": (400_000, 500_000)}, {"I": "+", "J": "+", "L": "?"}),
        ("F01.比例=1%", {"I": (20_000, 10_000), "J": (400_000, 200_000)}, {"I": "-", "J": "-", "L": "?"}),
        ("F01.比例=1.3333%", {"I": (20_000, 13_333), "J": (400_000, 266_660)}, {"I": "-", "J": "-", "L": "?"}),
        ("F01.上限=1.5万元", {"I": (20_000, 15_000), "J": (400_000, 15_000)}, {"I": "-", "J": "-", "K": "?", "L": "?"}),
        ("F01.上限=40万元", {}, {"K": "?"}),
    ],
)
def test_a_change_of_a_rate_moves_what_is_due(
    setting: str, due: dict[str, tuple[int, int]], who: dict[str, str]
) -> None:
    found = tried(INCUBATORS, setting)

    told = {each.id: (each.due_before, each.due_after) for each in (*found.changed.gainers(), *found.changed.losers())}
    assert told == {id: (before * YUAN, after * YUAN) for id, (before, after) in due.items()}
    assert moved(found) == who


def test_an_eligible_answer_without_a_sum_is_counted_and_is_no_sum_of_nought() -> None:
    found = tried(INCUBATORS, "F01.比例=3%")

    effect = next(each for each in found.measures if each.measure.id == "F01")
    assert effect.before.unknown_sums == effect.after.unknown_sums == 1  # K
    assert effect.before.eligible == 3
    assert effect.before.undetermined == 1  # L


def test_verdicts_turn_and_are_counted_by_the_way_they_turn() -> None:
    found = tried(FIRMS, "F11.研发投入=50元")

    assert found.turns == Moves(2, 0, 0, 1, 2, 0, 2 * AWARD, 0)  # D is settled and newly eligible
    assert tried(FIRMS, "F11.研发投入=40元").turns.newly_eligible == 3


def test_a_pool_is_counted_once_and_is_nobodys_gain() -> None:
    rows = [{"id": name, "located_in_guilin": True, "is_proof_of_concept_project": True} for name in "XYZ"]

    found = tried(rows, "F15.上限=2000万元")

    assert (found.total_before.pool, found.total_after.pool) == (10**9, 2 * 10**9)
    assert moved(found) == {}
    assert not found.is_empty


def test_the_largest_share_is_exact_and_names_the_first_of_equals() -> None:
    found = tried([{"name": f"企业{each['id']}", **each} for each in FIRMS], f"{LINE}=2%")

    assert found.largest_gain is not None
    assert (found.largest_gain.id, found.largest_gain.name) == ("B", "企业B")
    assert found.largest_gain.share == Fraction(1, 3)
    assert found.largest_loss is None


def test_groups_hold_every_subject_and_add_up_to_the_whole() -> None:
    found = tried(EVERYBODY, f"{LINE}=4%", "F01.比例=3%")

    assert [each.column for each in found.groupings] == ["district", "size"]
    for grouping in found.groupings:
        groups = grouping.groups
        assert sum(each.subjects for each in groups) == len(EVERYBODY)
        assert groups[-1].value is None
        assert sum(each.moves.gain for each in groups) == found.moves.gain
        for side in ("before", "after"):
            whole: Tally = getattr(found, f"total_{side}")
            assert sum(getattr(each, side).ceiling for each in groups) == whole.ceiling
            assert sum(getattr(each, side).undetermined for each in groups) == whole.undetermined
            assert sum(getattr(each, side).not_eligible for each in groups) == whole.not_eligible
    by_district = {each.value: each.moves.gainers for each in found.groupings[0].groups}
    assert by_district == {"七星区": 1, "临桂区": 1, None: 2}


def test_a_column_that_is_not_there_cannot_be_grouped_by() -> None:
    with pytest.raises(UnableToGroup) as caught:
        tried(FIRMS, f"{LINE}=4%", by=["district", "province"])

    assert caught.value.given == ("province",)
    assert caught.value.known == ("district", "size")


@pytest.mark.parametrize("column", ["change", "way", "subjects", "due before", "settled", "by id"])
def test_a_column_may_be_called_anything(column: str) -> None:
    register = register_of([{**each, column: each["id"].lower()} for each in FIRMS])
    register = replace(register, facts=register.facts - {column}, carried=(*register.carried, column))

    found = what_if(guilin(), read_settings(guilin(), [f"{LINE}=4%"]), register, day=DAY, by=[column])

    assert {each.value: each.moves.gainers for each in found.groupings[0].groups} == {
        "a": 0, "b": 1, "c": 1, "d": 0, "e": 0,
    }  # fmt: skip
    assert [each.carried for each in found.changed.gainers()] == [("b",), ("c",)]


def test_only_the_measures_wanted_are_answered() -> None:
    found = tried(EVERYBODY, f"{LINE}=4%", "F01.比例=3%", measures=["F01"])

    assert [each.measure.id for each in found.measures] == ["F01"]
    assert set(moved(found)) == {"I", "J", "L"}


def test_numbers_set_to_what_they_are_change_nothing_at_all() -> None:
    found = tried(EVERYBODY, *(f"{each.address}={said(each.today)}" for each in all_parameters(guilin())))

    assert found.is_empty
    assert found.total_before == found.total_after
    assert found.moves == found.turns == Moves()
    assert not any(each.is_touched for each in found.measures)
    assert all(each.before == each.after and each.moves == Moves() for each in found.measures)
    assert all(each.before == each.after for grouping in found.groupings for each in grouping.groups)
    assert found.after.digest == found.before.digest
    assert (found.largest_gain, found.largest_loss, len(found.changed)) == (None, None, 0)
    assert not any(any(effect) for part in found.parts for effect in (part.fair, part.alone, part.without))


@pytest.mark.parametrize("parameter", all_parameters(guilin()), ids=lambda each: each.address)
def test_a_number_set_touches_its_own_measure_alone(parameter: Parameter) -> None:
    pack = guilin()
    value = read_setting(another(parameter.today), parameter.today, NOWHERE)

    changed = applied(pack, [SetNumber(parameter, value)])

    assert touched_measures(Changed(pack, {}), changed) == {parameter.measure.id}
    assert changed.pack.digest.startswith(f"{pack.digest}~")


def test_no_change_at_all_changes_nothing() -> None:
    found = tried(EVERYBODY)

    assert found.is_empty
    assert found.parts == ()


SOME_SETTINGS = (
    f"{LINE}=4%",
    f"{LINE}=6%",
    f"{CEILING}=300万元",
    "F01.比例=3%",
    "F01.上限=1.5万元",
    "F11.研发投入=50元",
)


FEW = settings(max_examples=12)  # each is a whole run; the numbers that could go wrong are few
Sets = list[str]


def some_settings(most: int) -> st.SearchStrategy[Sets]:
    return st.lists(st.sampled_from(SOME_SETTINGS), max_size=most, unique_by=address_in)


def address_in(setting: str) -> str:
    return setting.split("=")[0]


@FEW
@given(some_settings(2), some_settings(2))
def test_two_what_ifs_in_a_row_come_to_one(one: Sets, other: Sets) -> None:
    other = [each for each in other if address_in(each) not in map(address_in, one)]
    pack = guilin()

    first = tried(EVERYBODY, *one)
    second = tried(EVERYBODY, *other, pack=applied(pack, read_settings(pack, one)).pack)
    both = tried(EVERYBODY, *one, *other)

    assert second.total_before == first.total_after
    assert both.total_after == second.total_after
    steps = zip(less(first.total_after, first.total_before), less(second.total_after, second.total_before), strict=True)
    assert less(both.total_after, both.total_before) == tuple(a + b for a, b in steps)


@FEW
@given(some_settings(3))
def test_back_and_forth_is_nothing_and_gain_one_way_is_loss_the_other(sets: Sets) -> None:
    changed = applied(guilin(), read_settings(guilin(), sets)).pack

    there = tried(EVERYBODY, *sets)
    back = what_if(changed, differences(changed, guilin()), register_of(EVERYBODY), day=DAY)

    assert (back.total_before, back.total_after) == (there.total_after, there.total_before)
    assert (back.moves.gainers, back.moves.losers) == (there.moves.losers, there.moves.gainers)
    assert (back.moves.gain, back.moves.loss) == (there.moves.loss, there.moves.gain)
    assert (back.turns.newly_undetermined, back.turns.settled) == (there.turns.settled, there.turns.newly_undetermined)


@FEW
@given(some_settings(4))
def test_the_parts_of_the_changes_add_up_to_the_whole_exactly(sets: Sets) -> None:
    found = tried(EVERYBODY, *sets)

    for place, name in enumerate(EFFECTS):
        whole = getattr(found.total_after, name) - getattr(found.total_before, name)
        assert sum(part.fair[place] for part in found.parts) == (whole if len(sets) > 1 else 0)


def test_a_change_that_does_nothing_has_no_part_and_equal_changes_have_equal_ones() -> None:
    found = tried(FIRMS, f"{LINE}=4%", f"{CEILING}=300万元", "F11.研发投入=2000万元", "F07.比例=7%")

    part = {each.change.name.split("=")[0]: each for each in found.parts}
    ceiling = EFFECTS.index("ceiling")
    assert not any(part["F11.rd_expenditure_yuan"].fair)
    assert not any(part["F07.rate"].fair)
    line, cap = part["F11.rd_expenditure_yuan/revenue_yuan"], part["F11.ceiling"]
    # by the line first: +10 million, then 3 × −2; by the ceiling first: −2, then +6
    assert (line.fair[ceiling], cap.fair[ceiling]) == (8_000_000 * YUAN, -4_000_000 * YUAN)
    assert (line.alone[ceiling], line.without[ceiling]) == (10_000_000 * YUAN, 6_000_000 * YUAN)
    assert (cap.alone[ceiling], cap.without[ceiling]) == (-2_000_000 * YUAN, -6_000_000 * YUAN)


def test_more_changes_of_one_measure_than_can_be_tried_are_refused() -> None:
    pack = guilin()
    few = [FollowReading(each.id, each.alternatives[0].code) for each in pack.readings]
    changes: list[Change] = [*read_settings(pack, [f"{LINE}=4%"]), *few]

    found = what_if(pack, changes, register_of(FIRMS), day=DAY)

    assert len(found.parts) == len(changes)  # readings by which no rule branches touch no measure
    header = replace(pack, policy=replace(pack.policy, until=None))
    (taken,) = differences(pack, header)
    many = [replace(taken, block=replace(header.policy, version=str(number))) for number in range(11)]
    with pytest.raises(UnableToSplit) as caught:
        what_if(pack, many, register_of(FIRMS), day=DAY)
    assert caught.value.changes == 11


def test_a_reading_is_compared_with_the_one_in_force() -> None:
    rows = [
        {
            "id": "P",
            "located_in_guilin": True,
            "is_innovation_platform": True,
            "platform_level": dict(guilin().fact_named("平台级别").choices)["国家级"],
            "output": 60_000_000,
            "received": 10_000_000,
        }
    ]

    found = what_if(guilin(), [FollowReading("f05_arrival", "any_part")], register_of(rows), day=DAY)

    (gainer,) = found.changed.gainers()
    assert [(turn.measure, turn.before, turn.after) for turn in gainer.turns] == [("F05", None, True)]
    assert found.turns.settled == 1
    assert [each.measure.id for each in found.measures if each.is_touched] == ["F05"]


def test_each_row_is_judged_by_its_own_day_and_one_without_a_day_stays_open() -> None:
    rows = [
        {**FIRMS[1], "id": "before", "day": date(2026, 1, 23)},
        {**FIRMS[1], "id": "within", "day": date(2027, 6, 30)},
        {**FIRMS[1], "id": "later", "day": date(2028, 6, 30)},
        {**FIRMS[1], "id": "unknown", "day": None},
    ]

    found = tried(rows, f"{LINE}=4%", f"{CEILING}=300万元", day=None)

    assert moved(found) == {"within": "+", "later": "+", "unknown": "?"}
    assert found.turns.newly_undetermined == 1
    ceiling = EFFECTS.index("ceiling")
    assert sum(part.fair[ceiling] for part in found.parts) == 6_000_000 * YUAN
    assert sum(each.subjects for each in found.groupings[0].groups) == 4


def test_another_policy_is_taken_over_block_by_block() -> None:
    pack = guilin()
    other = applied(pack, read_settings(pack, [f"{LINE}=4%", "F01.比例=3%"])).pack
    without = replace(other, measures=tuple(each for each in other.measures if each.id != "F12"))

    changes = differences(pack, without)
    found = what_if(pack, changes, register_of(EVERYBODY), day=DAY)

    assert sorted(each.name for each in changes) == ["measure:F01", "measure:F11", "measure:F12"]
    assert found.total_after == tried(EVERYBODY, pack=without).total_before
    assert next(each.after for each in found.measures if each.measure.id == "F12") == Tally()


def test_a_measure_that_only_the_other_policy_has_refuses_everybody_before() -> None:
    pack = guilin()
    new = replace(pack.measure("F11"), id="N01")
    other = replace(pack, measures=(*pack.measures, new))

    found = what_if(pack, differences(pack, other), register_of(FIRMS), day=DAY)

    assert moved(found) == {"A": "+", "D": "?"}
    assert (found.moves.gain, found.turns.newly_eligible, found.turns.newly_undetermined) == (AWARD, 1, 1)
    gone = what_if(other, differences(other, pack), register_of(FIRMS), day=DAY)
    assert moved(gone) == {"A": "-", "D": "?"}
    assert (gone.moves.loss, gone.turns.no_longer_eligible, gone.turns.settled) == (AWARD, 1, 1)


def test_facts_that_mean_something_else_cannot_be_compared() -> None:
    pack = guilin()
    fact = pack.fact_named("研发投入")
    other = replace(pack, facts=tuple(replace(each, code="rd") if each is fact else each for each in pack.facts))

    with pytest.raises(UnableToCompare) as caught:
        shared_vocabulary(pack, other)

    assert caught.value.clashes == ("研发投入",)
