"""Which kinds of subject a fact belongs to, and which reckoning of a figure a reading speaks of.

Its one law: both follow from the rules of the policy; no fact and no reading is named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lingqu.books.registers.models import Fact
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_asked_by, rules_of_measure

KINDS_OF_RULES = {
    "组织": Fact.SubjectKind.ORGANISATION,
    "项目": Fact.SubjectKind.PROJECT,
    "平台": Fact.SubjectKind.PLATFORM,
    "认定": Fact.SubjectKind.RECOGNITION,
    "团队": Fact.SubjectKind.TEAM,
    "联合体": Fact.SubjectKind.CONSORTIUM,
}
"""The kinds of subject as the rule language calls them."""

_EVERY_KIND = frozenset(Fact.SubjectKind)
_FIGURE_KINDS = frozenset(Fact.FigureKind.values) - {""}
Homes = Mapping[str, frozenset[Fact.SubjectKind]]


@lru_cache(maxsize=8)
def homes(pack: Pack) -> Homes:
    """The kinds of subject whose measures ask each fact, by code; a fact of the common condition belongs to all."""
    asked: dict[str, set[Fact.SubjectKind]] = {fact.name: set() for fact in pack.facts}
    for name in facts_asked_by((pack.policy.common,), pack.facts):
        asked[name] |= _EVERY_KIND
    for measure in pack.applicant_measures:
        for name in facts_asked_by(rules_of_measure(measure), pack.facts):
            asked[name].add(KINDS_OF_RULES[measure.kind])
    # what no rule asks is told of the organisation
    alone = frozenset({Fact.SubjectKind.ORGANISATION})
    return {fact.code: frozenset(asked[fact.name]) or alone for fact in pack.facts}


def can_be_told(pack: Pack, fact: FactDeclaration) -> bool:
    """Whether somebody may tell the fact: the day judged is chosen, and what was paid comes from the awards."""
    return not fact.role and fact.name != pack.policy.day_fact


def facts_of_kind(pack: Pack, kind: Fact.SubjectKind) -> tuple[FactDeclaration, ...]:
    """The facts that can be told of a kind of subject, in the order of the policy."""
    known = homes(pack)
    return tuple(fact for fact in pack.facts if kind in known[fact.code] and can_be_told(pack, fact))


def reading_of_figures(pack: Pack, fact: FactDeclaration) -> str:
    """The reading that says which reckoning of a figure counts; empty where the fact has only one."""
    for id in fact.readings:
        codes = {each.code for each in pack.reading(id).alternatives}
        if codes <= _FIGURE_KINDS:
            return id
    return ""
