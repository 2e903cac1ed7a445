"""The boundary rows of a pack as a pack of their own, whose examples are run like those beside the rules.

Its one law: each of its measures asks one comparison alone, or gives one award unconditionally, so that a row that
fails points at one line of one rule. It does not know how examples are run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lingqu.law.lang.tree import Award, Example, Expected, Flat, Given, Measure, Policy, Quantity, Unit
from lingqu.law.lang.truth import Truth
from lingqu.law.packs.boundaries import LineCase, SumCase, boundaries_of
from lingqu.law.packs.pack import Pack

A_YUAN = Award(Flat(Quantity(Unit.MONEY, 100)), None)
EXPECTED = {Truth.YES: Expected("符合"), Truth.NO: Expected("不符合")}


def rehearsal_of(pack: Pack) -> Pack:
    """Make of every line and every award a measure with one example for each of its boundary rows."""
    rows = boundaries_of(pack)
    measures = (*_of_lines(pack, rows.lines), *_of_sums(pack, rows.sums))
    policy = replace(pack.policy, common=None, common_readings=())
    return replace(pack, policy=policy, measures=measures, relations=(), targets=(), tasks=(), sentences=())


def _of_lines(pack: Pack, cases: tuple[LineCase, ...]) -> Iterator[Measure]:
    grouped: dict[int, list[LineCase]] = {}
    for case in cases:  # by identity: one comparison may stand in two measures, or twice in one
        grouped.setdefault(id(case.comparison), []).append(case)
    for number, group in enumerate(grouped.values(), 1):
        first = group[0]
        yield Measure(
            id=f"{first.measure or pack.policy.id}_line{number}",
            title=_title(pack, first.measure),
            english="",
            cites=(),
            kind="组织",
            subject=None,
            condition=first.comparison,
            award=A_YUAN,
            examples=tuple(
                Example(_on_a_day(case.given, pack.policy), case.chosen, EXPECTED[case.expected], at=case.at)
                for case in group
            ),
            at=first.at,
        )


def _of_sums(pack: Pack, cases: tuple[SumCase, ...]) -> Iterator[Measure]:
    grouped: dict[str, list[SumCase]] = {}
    for case in cases:
        grouped.setdefault(case.measure, []).append(case)
    for id, group in grouped.items():
        measure = pack.measure(id)
        yield Measure(
            id=f"{id}_sums",
            title=measure.title,
            english="",
            cites=(),
            kind="组织",
            subject=None,
            condition=None,
            award=measure.award,
            examples=tuple(
                Example(
                    _on_a_day(case.given, pack.policy),
                    case.chosen,
                    Expected("符合", sum=Quantity(Unit.MONEY, case.expected_fen)),
                    at=case.at,
                )
                for case in group
            ),
            at=group[0].at,
        )


def _title(pack: Pack, measure: str) -> str:
    return pack.measure(measure).title if measure else pack.policy.title


def _on_a_day(given: tuple[Given, ...], policy: Policy) -> tuple[Given, ...]:
    """Add the first day in force where the row has no day judged of its own."""
    if any(each.name == policy.day_fact for each in given):
        return given
    return (*given, Given(policy.day_fact, policy.since))
