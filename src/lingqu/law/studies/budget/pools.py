"""The pools of a policy: its measures that are a yearly budget, and which of them pays what.

Its one law: a pool's size is what the policy says, never a number of ours. Which pool pays a measure is an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lingqu.law.lang.tree import Period
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.budget.assumptions import Payers
from lingqu.law.studies.budget.faults import BudgetFault, Saying, UnableToBudget, nearest

_NAMED = Saying("假设文件里的一种安排：{}", "a table [[pays]] of the assumptions: {}")
_CLASH = Saying("与所选口径 {} 相合的安排；有：{}", "a table that agrees with the reading chosen, {}; there are: {}")
_ANY = Saying("与所选口径相合的一种安排", "a table [[pays]] that agrees with the readings chosen")


@dataclass(frozen=True, slots=True)
class Pool:
    """A budget that several share. `shared`: applicants compete for it themselves; else it pays other measures."""

    id: str
    title: str
    english: str
    fen: int
    shared: bool
    yearly: bool

    def supply(self, years: int) -> tuple[int, ...]:
        """What it gives in each of so many years."""
        return tuple(self.fen if self.yearly or not year else 0 for year in range(years))


def pools_of(pack: Pack) -> tuple[Pool, ...]:
    """The pools of a policy, the largest first."""
    found = [
        Pool(each.id, each.title, each.english, award.ceiling.numerator, each.to_applicant, award.period is Period.YEAR)
        for each in pack.measures
        if (award := each.award) is not None and award.pool and award.ceiling is not None
    ]
    return tuple(sorted(found, key=lambda pool: (pool.shared, -pool.fen)))


def payers_chosen(payers: Sequence[Payers], chosen: Mapping[str, str], name: str | None) -> Payers:
    """The table of payers asked for by name, or the first that agrees with the readings chosen.

    Raises `UnableToBudget` where there is none of that name, or where it contradicts a reading.
    """
    names = [each.name for each in payers]
    if name is None:
        found = next((each for each in payers if not _against(each, chosen)), None)
        if found is None:
            given = ", ".join(f"{reading}={chosen[reading]}" for each in payers for reading in _against(each, chosen))
            raise UnableToBudget([BudgetFault("pays", given, _ANY, names[0])])
        return found
    found = next((each for each in payers if each.name == name), None)
    if found is None:
        expected = _NAMED.about(", ".join(names))
        raise UnableToBudget([BudgetFault("--pays", name, expected, names[0], nearest(name, names))])
    against = _against(found, chosen)
    if against:
        said = ", ".join(f"{reading}={chosen[reading]}" for reading in against)
        raise UnableToBudget([BudgetFault("--pays", name, _CLASH.about(said, ", ".join(names)), names[0])])
    return found


def _against(payers: Payers, chosen: Mapping[str, str]) -> list[str]:
    return [each for each, alternative in payers.follows.items() if chosen.get(each, alternative) != alternative]
