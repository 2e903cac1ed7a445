"""Bunching: what is planted is found, what is smooth is not, and where there is too little stands a reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.studies.nearness.bunching import FEWEST_AROUND, FEWEST_INSIDE, LEVEL, SIDE, Bunch, bunching_of
from lingqu.law.studies.nearness.misses import asked_of
from lingqu.law.studies.nearness.smooth import chance_of_as_many, course, held_together
from pure.studies.near_by_hand import DAY, program_of

LINE = 100_000_000  # one million yuan, in fen


def frame_of(machines: Any, **columns: Any) -> pl.DataFrame:
    count = len(machines)
    given_columns = {name: [value] * count if not isinstance(value, list) else value for name, value in columns.items()}
    return pl.DataFrame(
        {
            "id": [f"R{number}" for number in range(count)],
            "machines": machines,
            "here": [True] * count,
            **given_columns,
        },
        schema_overrides={"machines": pl.Int64},
    )


def bunches(frame: pl.DataFrame, condition: str = "「设备」达到 100万元") -> tuple[Bunch, ...]:
    asked = asked_of(program_of(condition), frame, as_of=DAY, decides=True)
    return bunching_of(asked)


def smooth(seed: int, count: int = 4000) -> Any:
    generator = np.random.Generator(np.random.PCG64(seed))
    return (generator.lognormal(np.log(LINE), 0.7, count)).astype(np.int64)


def moved_over(values: Any, share: float, seed: int) -> Any:
    """A share of those up to 5 % short of the line moved to just past it."""
    generator = np.random.Generator(np.random.PCG64(seed))
    short = (values >= LINE * 95 // 100) & (values < LINE)
    moves = short & (generator.random(len(values)) < share)
    return np.where(moves, LINE + generator.integers(0, LINE // 50, len(values)), values)


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_excess_is_found(seed: int) -> None:
    (found,) = bunches(frame_of(moved_over(smooth(seed), 0.6, seed)))

    assert found.is_reason_to_look
    assert found.excess is not None
    assert found.excess > 20
    assert found.good > found.short


@pytest.mark.parametrize("seed", range(3))
def test_where_nothing_is_planted_nothing_is_seen(seed: int) -> None:
    (found,) = bunches(frame_of(smooth(seed)))

    assert found.chance is not None
    assert not found.is_reason_to_look


def test_a_test_at_the_level_errs_about_as_often_as_the_level_says() -> None:
    chances = [bunches(frame_of(smooth(seed, 2000)))[0].chance for seed in range(100, 220)]

    wrong = sum(chance is not None and chance < LEVEL for chance in chances)

    assert all(chance is not None for chance in chances)
    assert wrong <= 12  # 6 are expected; more than 12 would come once in a hundred runs of a true test


def test_good_and_short_change_places_where_less_is_asked() -> None:
    values = 2 * LINE - moved_over(smooth(1), 0.6, 1)

    (found,) = bunches(frame_of(values), "「设备」不超过 100万元")

    assert found.is_reason_to_look
    assert found.good == sum(found.counts[SIDE - 2 : SIDE])


# word; in which bin the line itself lies
ON_THE_LINE = [("达到", 0), ("高于", -1), ("低于", 0), ("不超过", -1)]


@pytest.mark.parametrize(("word", "place"), ON_THE_LINE)
def test_the_line_itself_lies_on_the_side_where_the_word_puts_it(word: str, place: int) -> None:
    (found,) = bunches(frame_of([LINE] * 3), f"「设备」{word} 100万元")

    assert found.on_line == 3
    assert found.counts[SIDE + place] == sum(found.counts) == 3


def test_bins_begin_and_end_to_the_fen() -> None:
    edges = [LINE * 80 // 100, LINE * 80 // 100 - 1, LINE * 98 // 100, LINE * 98 // 100 - 1, LINE * 120 // 100]

    (found,) = bunches(frame_of(edges))

    assert (found.counts[0], found.counts[SIDE - 1], found.counts[SIDE - 2], sum(found.counts)) == (1, 1, 1, 3)


def test_those_are_counted_about_whom_the_line_decides() -> None:
    frame = frame_of([LINE] * 4, firm=[True, False, None, True], heads=[1, 1, 1, 500])

    found, _ = bunches(frame, "「企业」 且 （「设备」达到 100万元 或 「人数」达到 200人）")

    assert sum(found.counts) == 2  # the second is refused anyhow, the fourth has it anyhow


def test_the_list_tells_who_lies_just_past_the_line_the_nearest_first() -> None:
    (found,) = bunches(frame_of([LINE * 103 // 100, LINE - 1, LINE, LINE * 104 // 100, LINE + 1]))

    assert found.just_past.select("id", "beyond").rows() == [("R2", 0), ("R4", 0), ("R0", 30_000)]


def test_too_few_are_no_test_but_a_reason() -> None:
    (found,) = bunches(frame_of(smooth(3, 100)))

    assert (found.chance, found.corrected, found.expected) == (None, None, None)
    assert found.reason is not None
    assert str(FEWEST_INSIDE) in found.reason[1]
    assert str(FEWEST_AROUND) in found.reason[1]


def test_a_count_is_too_coarse_for_bins_of_a_fiftieth() -> None:
    frame = frame_of([1] * 300, heads=[8, 9, 10, 11, 12] * 60)

    (found,) = bunches(frame, "「人数」达到 10人")

    assert found.reason is not None
    assert found.reason[1].startswith("too coarse")


def test_an_uneven_course_is_no_test_but_a_reason() -> None:
    far = [LINE * 81 // 100] * 200 + [LINE * 119 // 100] * 200

    (found,) = bunches(frame_of(far + [LINE + 1] * 30))

    assert found.reason is not None
    assert found.reason[1].startswith("too uneven")


def test_several_lines_are_corrected_together() -> None:
    frame = frame_of(moved_over(smooth(2), 0.6, 2), received=smooth(5).tolist())

    one, other = bunches(frame, "「设备」达到 100万元 或 「到账」达到 100万元")

    assert one.chance is not None
    assert one.corrected == pytest.approx(2 * one.chance)
    assert other.corrected is not None


@given(st.lists(st.integers(0, 500), min_size=20, max_size=20))
def test_the_course_goes_through_what_is_a_parabola(counts: list[int]) -> None:
    made = course(counts, 2)

    again = course([*made[:8], *made[8:12], *made[12:]], 2)  # type: ignore[list-item]

    assert again == made
    assert sum(made[:8]) + sum(made[12:]) == sum(counts[:8]) + sum(counts[12:])


@given(st.integers(1, 60), st.fractions(Fraction(1, 20), Fraction(19, 20)))
def test_the_chance_of_as_many_is_the_binomial_tail(number: int, share: Fraction) -> None:
    share = share.limit_denominator(100)
    whole = [Fraction(1)]
    for _ in range(number):
        padded = [Fraction(0), *whole, Fraction(0)]
        whole = [padded[k] * share + padded[k + 1] * (1 - share) for k in range(len(whole) + 1)]

    for found in range(number + 1):
        assert chance_of_as_many(found, number, share) == pytest.approx(float(sum(whole[found:])), rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_correction_never_lowers_a_chance_nor_changes_their_order(chances: list[float]) -> None:
    corrected = held_together(chances)

    assert all(new >= old for new, old in zip(corrected, chances, strict=True))
    order = sorted(range(len(chances)), key=lambda each: chances[each])
    assert [corrected[place] for place in order] == sorted(corrected)
