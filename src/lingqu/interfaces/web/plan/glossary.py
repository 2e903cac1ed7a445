"""The facts of a policy as a glossary: what each means, who supplies it, what proves it, which measures ask it.

Its one law: a fact that only feeds a derivation is listed with those measures too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lingqu.interfaces.web.plan.measure_shown import FactRow, fact_row
from lingqu.interfaces.web.plan.naming import both
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.lang.words import say_condition, say_value
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.reference import measure_report
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact with its choices, its derivation, the measures that ask it and the readings its meaning rests on."""

    row: FactRow
    choices: tuple[Words, ...]
    derived: Words | None
    is_common: bool  # every measure asks it
    measures: tuple[str, ...]
    readings: tuple[tuple[str, Words], ...]
    text: str


@lru_cache(maxsize=8)
def glossary_of(pack: Pack) -> tuple[FactEntry, ...]:
    """List the facts in declared order."""
    asked: dict[str, list[str]] = {}
    for measure in pack.applicant_measures:
        for shown in measure_report(pack, measure.id).facts:
            asked.setdefault(shown.fact.code, []).append(measure.id)
    return tuple(_entry(pack, fact, tuple(asked.get(fact.code, ()))) for fact in pack.facts)


def _entry(pack: Pack, fact: FactDeclaration, measures: tuple[str, ...]) -> FactEntry:
    row = fact_row(fact)
    return FactEntry(
        row=row,
        choices=tuple(Words(name, code.replace("_", " ")) for name, code in fact.choices),
        derived=_derived(pack, fact),
        is_common=len(measures) == len(pack.applicant_measures),
        measures=measures,
        readings=tuple((each, both(pack.reading(each).title, pack.reading(each).english)) for each in fact.readings),
        text="\n".join((fact.code, *row.name, *row.meaning, *row.proof)).casefold(),
    )


def _derived(pack: Pack, fact: FactDeclaration) -> Words | None:
    if fact.derivation is None:
        return None
    say = say_condition if fact.unit is Unit.YES_NO else say_value
    return Words(
        say(fact.derivation, pack, "zh"),  # type: ignore[arg-type]  # a fact's unit says which of the two it is
        say(fact.derivation, pack, "en"),  # type: ignore[arg-type]
    )
