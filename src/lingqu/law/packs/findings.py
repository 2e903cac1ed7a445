"""What is allowed but looks wrong: conditions that never or always hold, ceilings that do nothing, facts nobody asks.

Its one law: a finding never stops a pack. WARNING is nearly always a slip; REMARK is worth one look at the plan's text.
It does not know examples' results (the checker runs those).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lingqu.law.lang.tree import (
    AT_MOST,
    STRICTLY_BELOW,
    And,
    AtLeastOf,
    Bands,
    ByReading,
    Compare,
    Condition,
    Considering,
    FactDeclaration,
    Marginal,
    Matching,
    Measure,
    Not,
    Or,
    Place,
    Quantity,
    Rate,
    Steps,
)
from lingqu.law.packs.amounts import band_text
from lingqu.law.packs.outcomes import outcomes_of
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.sums import Setting, facts_that_lower, falls_between_bands, narrowed_by, sums_of
from lingqu.law.packs.walk import Node, facts_asked_by, nodes_of, readings_branched_in, rules_of_measure


class Grade(Enum):
    """How sure it is that something is wrong."""

    WARNING = "注意"
    REMARK = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that looks wrong: about which block, where, said in Chinese and in English."""

    kind: str  # a slug: never_holds, always_holds, ceiling_below …
    grade: Grade
    about: str  # F11, 「研发投入」, rd_intensity_base …
    at: Place
    text: str
    english: str


def findings_of(pack: Pack) -> tuple[Finding, ...]:
    """List all findings of a pack, in the order of its blocks."""
    setting = Setting({fact.name: fact for fact in pack.facts}, {measure.id: measure for measure in pack.measures})
    found = [*_facts_unused(pack), *_readings_uncited(pack)]
    if pack.policy.common is not None:
        found += _outcomes_in(pack.policy.common, pack.policy.id, setting)
    for measure in pack.measures:
        found += _of_conditions(pack, measure, setting)
        found += _of_ceiling(pack, measure, setting)
        found += _of_falling(measure)
        found += _of_cliff(measure)
        if measure.to_applicant and not measure.examples:
            found.append(_warning("no_example", measure.id, measure.at, "没有示例", "has no example"))
    return tuple(found)


# ---------------------------------------------------------------- conditions


def _of_conditions(pack: Pack, measure: Measure, setting: Setting) -> Iterator[Finding]:
    parts = [part for part in (measure.subject, measure.condition) if part is not None]
    inside = [finding for part in parts for finding in _outcomes_in(part, measure.id, setting)]
    yield from inside
    if not any(finding.kind == "never_holds" for finding in inside):
        common = [pack.policy.common] if pack.policy.common is not None and measure.to_applicant else []
        together = And((*common, *parts))
        if len(together.items) > 1 and True not in outcomes_of(together, setting.facts):
            yield _warning(
                "never_holds",
                measure.id,
                measure.at,
                "对象、条件与共同条件不可能同时成立：无人能符合",
                "subject, condition and common condition can never hold together: nobody can be eligible",
            )


def _outcomes_in(condition: Condition, about: str, setting: Setting) -> list[Finding]:
    """Find the smallest parts of a condition that never or always hold."""
    inside = [finding for part in _parts(condition) for finding in _outcomes_in(part, about, setting)]
    if inside:
        return inside
    outcomes = outcomes_of(condition, setting.facts)
    if True not in outcomes:
        return [_warning("never_holds", about, _place(condition), "此条件不可能成立", "this condition can never hold")]
    if False not in outcomes:
        return [
            _warning(
                "always_holds", about, _place(condition), "此条件总是成立，等于没有写", "this condition always holds"
            )
        ]
    return []


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, And | Or | AtLeastOf):
        return condition.items
    if isinstance(condition, ByReading):
        return tuple(item for _, item in condition.alternatives)
    return (condition.item,) if isinstance(condition, Not) else ()


def _place(condition: Condition) -> Place:
    """Find the place of a condition, or of the first part that has one."""
    return next((node.at for node in nodes_of(condition) if node.at.line), condition.at)


# ---------------------------------------------------------------- sums


def _of_ceiling(pack: Pack, measure: Measure, setting: Setting) -> Iterator[Finding]:
    award = measure.award
    if award is None or award.amount is None or award.ceiling is None:
        return
    narrowed = narrowed_by((pack.policy.common, measure.subject, measure.condition), setting)
    sums = sums_of(award.amount, setting, narrowed)
    if sums is None or sums.is_empty:
        return
    ceiling = award.ceiling.numerator
    if ceiling < sums.low:
        yield _warning(
            "ceiling_below",
            measure.id,
            award.at,
            f"上限 {award.ceiling.written} 低于每一种可能的金额（至少 {_yuan(sums.low)}）：金额写法不起作用",
            f"the ceiling {award.ceiling.written} is below every possible sum (at least {_yuan(sums.low)})",
        )
    elif ceiling > sums.high:
        yield _warning(
            "ceiling_unreached",
            measure.id,
            award.at,
            f"上限 {award.ceiling.written} 永远达不到（至多 {_yuan(sums.high)}）",
            f"the ceiling {award.ceiling.written} can never be reached (at most {_yuan(sums.high)})",
        )


def _of_falling(measure: Measure) -> Iterator[Finding]:
    amount = measure.award.amount if measure.award else None
    if isinstance(amount, Bands):
        for lower, upper in falls_between_bands(amount):
            yield _warning(
                "sum_falls",
                measure.id,
                amount.at,
                f"由「{band_text(lower)}」到「{band_text(upper)}」，基数增加而金额减少",
                f"from band {band_text(lower)} to {band_text(upper)} the base rises and the sum falls",
            )
    if isinstance(amount, Rate | Bands | Marginal | Steps | Matching | Considering):
        for name in dict.fromkeys(facts_that_lower(amount.base)):
            yield _remark(
                "sum_falls",
                measure.id,
                amount.at,
                f"「{name}」增加则金额减少，请确认原文如此",
                f"the sum falls when 「{name}」 rises; make sure that the plan says so",
            )


def _of_cliff(measure: Measure) -> Iterator[Finding]:
    """Find a base that is paid for as it rises, until the condition cuts it off."""
    amount = measure.award.amount if measure.award else None
    if not isinstance(amount, Rate | Bands | Marginal | Steps | Matching):
        return
    conjuncts: list[Condition] = []
    for part in (measure.subject, measure.condition):
        conjuncts += part.items if isinstance(part, And) else [part] if part is not None else []
    for node in conjuncts:
        if isinstance(node, Compare) and node.word in (*AT_MOST, *STRICTLY_BELOW) and node.left == amount.base:
            line = node.right.written if isinstance(node.right, Quantity) else ""
            yield _remark(
                "sum_falls",
                measure.id,
                node.at,
                f"基数超过 {line} 即不再符合，金额由多落到无，请确认原文如此",
                f"above {line} nothing is given any more; make sure that the plan says so",
            )


# ---------------------------------------------------------------- what nobody uses


def _facts_unused(pack: Pack) -> Iterator[Finding]:
    rules: list[Node | None] = [pack.policy.common]
    rules += [rule for measure in pack.measures for rule in rules_of_measure(measure)]
    used = facts_asked_by(rules, pack.facts) | {pack.policy.day_fact}
    newly = used
    while newly:  # what a fact in use is derived from is in use
        derivations = [fact.derivation for fact in pack.facts if fact.name in newly]
        newly = facts_asked_by(derivations, ()) - used
        used |= newly
    for fact in pack.facts:
        if fact.name not in used and not _stands_alone(fact):
            yield _warning(
                "fact_unused",
                f"「{fact.name}」",
                fact.at,
                "没有规则用到此事实；仅供参考的请标「仅供参考」",
                "no rule asks this fact; mark it 仅供参考 if it is only informative",
            )


def _stands_alone(fact: FactDeclaration) -> bool:
    return fact.informative or bool(fact.role)


def _readings_uncited(pack: Pack) -> Iterator[Finding]:
    cited = set(pack.policy.common_readings)
    rules: list[Node | None] = [pack.policy.common, *(fact.derivation for fact in pack.facts)]
    for fact in pack.facts:
        cited.update(fact.readings)
    for measure in pack.measures:
        cited.update(measure.readings)
        rules += rules_of_measure(measure)
    for rule in rules:
        cited.update(node.reading for node in readings_branched_in(rule))
    cited.update(relation.reading for relation in pack.relations)
    cited.update(target.baseline for target in pack.targets)
    for reading in pack.readings:
        if reading.id not in cited:
            yield _warning(
                "reading_uncited", reading.id, reading.at, "没有条款引用此口径", "nothing cites this reading"
            )


def _warning(kind: str, about: str, at: Place, text: str, english: str) -> Finding:
    return Finding(kind, Grade.WARNING, about, at, text, english)


def _remark(kind: str, about: str, at: Place, text: str, english: str) -> Finding:
    return Finding(kind, Grade.REMARK, about, at, text, english)


def _yuan(fen: object) -> str:
    number = int(str(fen))
    return f"{number // 100}.{number % 100:02d}元"
