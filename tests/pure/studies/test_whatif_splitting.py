"""Shapley's value over made-up games: what the four laws that define it say."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.studies.whatif.splitting import Coalition, Worth, coalitions, fair_parts

SUMS = st.integers(-(10**15), 10**15)


@st.composite
def games(draw: st.DrawFn) -> tuple[list[int], dict[Coalition, int]]:
    players = list(range(draw(st.integers(1, 4))))
    return players, {team: draw(SUMS) if team else 0 for team in coalitions(players)}


def worth_of(game: dict[Coalition, int]) -> Worth:
    return lambda team: (game[team],)


@given(games())
def test_the_parts_are_exactly_the_whole(made: tuple[list[int], dict[Coalition, int]]) -> None:
    players, game = made

    parts = fair_parts(players, worth_of(game))

    assert sum(parts[player][0] for player in players) == game[frozenset(players)]


@given(games())
def test_who_adds_nothing_anywhere_gets_nothing(made: tuple[list[int], dict[Coalition, int]]) -> None:
    players, game = made
    idle = len(players)
    more = [*players, idle]

    parts = fair_parts(more, lambda team: (game[team - {idle}],))

    assert parts[idle] == (0,)
    assert {each: parts[each] for each in players} == fair_parts(players, worth_of(game))


@given(st.lists(SUMS, min_size=1, max_size=5))
def test_who_cannot_be_told_apart_gets_the_same(by_size: list[int]) -> None:
    players = list(range(len(by_size)))

    parts = fair_parts(players, lambda team: (by_size[len(team) - 1] if team else 0,))

    assert {parts[each] for each in players} == {(Fraction(by_size[-1], len(players)),)}


@given(games(), games())
def test_parts_of_two_games_add_up(
    one: tuple[list[int], dict[Coalition, int]], other: tuple[list[int], dict[Coalition, int]]
) -> None:
    players = [each for each in one[0] if each in other[0]]

    together = fair_parts(players, lambda team: (one[1][team] + other[1][team],))

    first, second = fair_parts(players, worth_of(one[1])), fair_parts(players, worth_of(other[1]))
    assert together == {each: (first[each][0] + second[each][0],) for each in players}
