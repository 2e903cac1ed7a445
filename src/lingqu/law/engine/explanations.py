"""The reason tree: every part of a measure with its truth for one subject, as deep as the rule is written.

Its one law: it shows the same walk the verdict came from; only other readings are evaluated anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lingqu.law.engine.answers import Answer, Outcome, assess
from lingqu.law.engine.choices import branched_readings
from lingqu.law.engine.formula import Agreed, AllOf, AnyOf, Atom, Formula, Opposite, PositiveBase, truth_of_formula
from lingqu.law.engine.judgement import Variant, Verdict
from lingqu.law.engine.phrases import say_atom, say_opposite
from lingqu.law.engine.program import Program, under
from lingqu.law.engine.slots import AtLeast, look
from lingqu.law.engine.subjects import Subject
from lingqu.law.lang.truth import Truth
from lingqu.law.packs.walk import rules_of_measure

_GROUPS = {
    "all": ("全部满足", "all of"),
    "any": ("满足其一", "one of"),
    "not": ("不应如此", "must not be so"),
    "agreed": ("各种读法都如此", "under every open reading"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One node of the reason tree: what it says for this subject, whether it holds, and the parts it rests on."""

    text: str
    truth: Truth
    children: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The verdict that one alternative of a reading would give, all others followed as they are."""

    reading: str
    alternative: str
    followed: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reason tree of one outcome under each open choice of readings, and how far the verdict rests on readings."""

    outcome: Outcome
    trees: tuple[tuple[Mapping[str, str], Ground], ...]  # (the open readings chosen, the tree)
    under_readings: tuple[UnderReading, ...]

    @property
    def same_under_all(self) -> bool:
        """Whether every alternative of every reading the rule branches by gives the same verdict."""
        return len({each.verdict for each in self.under_readings} | {self.outcome.verdict}) == 1


def explain(program: Program, answer: Answer, outcome: Outcome, lang: str = "zh") -> Explanation:
    """Build the reason tree of one outcome."""
    truths = dict(outcome.judgement.truths)
    trees = []
    for variant in outcome.compiled.variants:
        choice = {name: code for name, code in variant.choice.items() if name not in program.chosen}
        trees.append((choice, _top(program, answer.subject, variant, truths, lang)))
    return Explanation(outcome, tuple(trees), _under_readings(program, answer, outcome))


def _top(program: Program, subject: Subject, variant: Variant, truths: dict[int, Truth], lang: str) -> Ground:
    ground = _ground(program, subject, variant.formula, truths, lang)
    return Ground("符合条件" if lang == "zh" else "eligible", ground.truth, ground.children)


def _ground(program: Program, subject: Subject, formula: Formula, truths: dict[int, Truth], lang: str) -> Ground:
    truth = truth_of_formula(formula, truths)
    if isinstance(formula, Atom):
        return Ground(say_atom(program, formula, truth, subject.values, lang), truth)
    if isinstance(formula, Opposite) and isinstance(formula.item, Atom):
        said = say_opposite(program, formula.item, truths[formula.item.index], subject.values, lang)
        if said is not None:
            return Ground(said, truth)
    if isinstance(formula, Opposite):
        return Ground(_group("not", lang), truth, (_ground(program, subject, formula.item, truths, lang),))
    children = tuple(
        _ground(program, subject, item, truths, lang) for item in formula.items if not _is_silent(item, truths)
    )
    if isinstance(formula, AllOf):
        return Ground(_group("all", lang), truth, children)
    if isinstance(formula, AnyOf):
        return Ground(_group("any", lang), truth, children)
    if isinstance(formula, Agreed):
        return Ground(_group("agreed", lang), truth, children)
    text = f"至少满足 {formula.number} 项" if lang == "zh" else f"at least {formula.number} of"
    return Ground(text, truth, children)


def _is_silent(formula: Formula, truths: dict[int, Truth]) -> bool:
    """A base that is above zero, or not known, is no condition anybody wrote; it is told only where it refuses."""
    return isinstance(formula, Atom) and isinstance(formula.source, PositiveBase) and truths[formula.index] is Truth.YES


def _group(kind: str, lang: str) -> str:
    return _GROUPS[kind][0 if lang == "zh" else 1]


def _under_readings(program: Program, answer: Answer, outcome: Outcome) -> tuple[UnderReading, ...]:
    measure = outcome.compiled.measure
    found = []
    branched = branched_readings(program.pack.policy.common, *rules_of_measure(measure))
    for reading in branched:
        for alternative in program.pack.reading(reading).alternatives:
            other = under(program, reading, alternative.code)
            number = outcome.compiled.number
            subject = _carried(program, other, answer.subject)
            verdict = assess(other, subject, (other.measures[number],)).outcomes[0].verdict
            is_followed = program.chosen.get(reading) == alternative.code
            found.append(UnderReading(reading, alternative.code, is_followed, verdict))
    return tuple(found)


def _carried(program: Program, other: Program, subject: Subject) -> Subject:
    """The subject in the slots of another program of the same pack, which may look into series elsewhere or anew."""
    values = other.layout.empty()
    unknown = (1 << len(values)) - 1
    slots = {slot: slot for slot in range(len(program.pack.facts))}
    slots |= {
        slot: other.layout.of_look[node]
        for node, slot in program.layout.of_look.items()
        if node in other.layout.of_look
    }
    for slot, target in slots.items():
        values[target] = subject.values[slot]
        if not subject.unknown >> slot & 1:
            unknown &= ~(1 << target)
    series, pending = subject.series or {}, 0
    if subject.day is None:
        for name in series:
            pending |= other.layout.slots_of_series(name) & unknown
    else:
        for node, slot in other.layout.of_look.items():
            if node not in program.layout.of_look and node.name in series:
                values[slot] = found = look(node, series[node.name], subject.day.year - 1)
                if found is not None and not isinstance(found, AtLeast):
                    unknown &= ~(1 << slot)
    return replace(subject, values=values, unknown=unknown, pending=pending)
