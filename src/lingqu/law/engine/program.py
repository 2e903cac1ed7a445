"""A pack made ready to judge: slots for the facts, atoms asked once, a formula and an award for each measure.

Its one law: a verdict follows from the truths of a measure's atoms and from which facts are unknown, nothing else; so
it is worked out once for each such pattern and then looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from lingqu.law.engine.amounts import AwardCompiler, CompiledAward
from lingqu.law.engine.choices import branched_readings, check_choices, followed, variants
from lingqu.law.engine.conditions import AtomTable
from lingqu.law.engine.formula import Agreed, AllOf, Formula, InForce, atoms_of, truth_of_formula
from lingqu.law.engine.judgement import Judgement, Variant, judge
from lingqu.law.engine.slots import Layout
from lingqu.law.engine.values import Getter
from lingqu.law.lang import tree
from lingqu.law.lang.truth import Truth
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_named_in, rules_of_measure

# Patterns kept for one measure; a register of a province shows a few dozen, only made-up input shows more.
MOST_PATTERNS = 20_000


@dataclass(slots=True)
class CompiledMeasure:
    """A measure ready to be judged."""

    measure: tree.Measure
    number: int
    variants: tuple[Variant, ...]
    readings: tuple[str, ...]
    atoms: tuple[int, ...]
    pick: Callable[[list[Truth]], tuple[Truth, ...]]
    facts: int
    ratio_checks: tuple[int, ...]
    patterns: dict[Any, Judgement] = field(default_factory=dict)


@dataclass(slots=True)
class Program:
    """All applicant measures of a pack under one choice of readings."""

    pack: Pack
    chosen: Mapping[str, str]
    layout: Layout
    table: AtomTable
    measures: tuple[CompiledMeasure, ...]
    derivations: tuple[tuple[int, Getter], ...]  # slot of a derived fact, and how it is derived
    codes: dict[int, tuple[str, ...]] = field(default_factory=dict)  # facts of a mask, see `answers`
    phrases: dict[tuple[int, Truth, str], Any] = field(default_factory=dict)  # texts made once, see `phrases`
    others: dict[tuple[str, str], Program] = field(default_factory=dict)  # (reading, alternative): see `under`

    def judgement(
        self, compiled: CompiledMeasure, pattern: tuple[Truth, ...], unknown: int, pending: int, undefined: int
    ) -> Judgement:
        """Look the pattern up, or work it out the first time it is met."""
        key = (pattern, unknown & compiled.facts, pending & compiled.facts, undefined)
        found = compiled.patterns.get(key)
        if found is None:
            if len(compiled.patterns) >= MOST_PATTERNS:
                compiled.patterns.clear()
            found = judge(self.layout, compiled.variants, compiled.atoms, *key)
            compiled.patterns[key] = found
        return found


def compile_program(pack: Pack, asked: Mapping[str, str] | None = None) -> Program:
    """Compile all applicant measures. Raises `UnableToChoose` for readings the policy does not have."""
    asked = asked or {}
    check_choices(pack, asked)
    chosen = followed(pack, asked)
    layout = Layout(pack)
    table = AtomTable(layout)
    derivations = tuple(_derivations(pack, table, chosen))
    measures = tuple(
        _compile_measure(pack, table, measure, number, chosen) for number, measure in enumerate(pack.applicant_measures)
    )
    return Program(pack, chosen, layout, table, measures, derivations)


def under(program: Program, reading: str, alternative: str) -> Program:
    """The same pack with one reading followed otherwise, compiled once."""
    key = (reading, alternative)
    if key not in program.others:
        program.others[key] = compile_program(program.pack, {**program.chosen, reading: alternative})
    return program.others[key]


def _compile_measure(
    pack: Pack, table: AtomTable, measure: tree.Measure, number: int, chosen: Mapping[str, str]
) -> CompiledMeasure:
    branched = branched_readings(*rules_of_measure(measure))
    made = tuple(_variant(pack, table, measure, choice) for choice in variants(pack, branched, chosen))
    atoms: dict[int, None] = {}
    facts = 0
    ratios: dict[int, None] = {}
    for variant in made:
        if variant.award:
            facts |= variant.award.facts
            ratios.update(dict.fromkeys(variant.award.ratios))
        for atom in atoms_of(variant.formula):
            atoms.setdefault(atom.index)
            facts |= atom.facts
            for ratio in atom.ratios:
                ratios.setdefault(ratio)
    indices = tuple(atoms)
    pick = itemgetter(*indices) if len(indices) > 1 else _pick_few(indices)
    readings = tuple(dict.fromkeys((*measure.readings, *branched, *branched_readings(pack.policy.common))))
    return CompiledMeasure(measure, number, made, readings, indices, pick, facts, tuple(ratios))


def _pick_few(indices: tuple[int, ...]) -> Callable[[list[Truth]], tuple[Truth, ...]]:
    return lambda truths: tuple(truths[index] for index in indices)


def _variant(pack: Pack, table: AtomTable, measure: tree.Measure, choice: dict[str, str]) -> Variant:
    conditions = table.compiler(choice)
    policy = pack.policy
    parts: list[Formula] = [
        conditions.in_force(InForce(policy.since.iso, policy.until.iso if policy.until else None, True))
    ]
    if measure.since or measure.until:
        since = measure.since.iso if measure.since else None
        parts.append(conditions.in_force(InForce(since, measure.until.iso if measure.until else None, False)))
    parts.extend(_agreed(pack, table, each, choice) for each in _conjuncts(policy.common))
    parts.extend(conditions.compile(each) for each in (measure.subject, measure.condition) if each)
    award: CompiledAward | None = None
    if measure.award is not None:
        awards = AwardCompiler(pack, table.layout, conditions.values)
        award = awards.compile(measure.award)
        if award.base is not None:
            parts.append(conditions.positive_base(award.base))
    return Variant(choice, AllOf(tuple(parts)), award)


def _conjuncts(condition: tree.Condition | None) -> tuple[tree.Condition, ...]:
    if condition is None:
        return ()
    if isinstance(condition, tree.And):
        return tuple(part for item in condition.items for part in _conjuncts(item))
    return (condition,)


def _agreed(pack: Pack, table: AtomTable, condition: tree.Condition, choice: dict[str, str]) -> Formula:
    """A common condition under every open way to read it.

    Each part is agreed on by itself: many conditions with a reading each would otherwise multiply into variants.
    """
    still_open = tuple(each for each in branched_readings(condition) if each not in choice)
    ways = tuple(table.compiler(each).compile(condition) for each in variants(pack, still_open, choice))
    return ways[0] if len(ways) == 1 else Agreed(ways, still_open, condition)


def _derivations(pack: Pack, table: AtomTable, chosen: Mapping[str, str]) -> list[tuple[int, Getter]]:
    """How derived facts are derived, those that others are derived from first (the loader refuses circles)."""
    compiler = table.compiler(dict(chosen))
    order: list[tuple[int, Getter]] = []
    placed: set[str] = set()

    def place(fact: tree.FactDeclaration) -> None:
        if fact.name in placed or fact.derivation is None:
            return
        placed.add(fact.name)
        if any(reading not in chosen for reading in branched_readings(fact.derivation)):
            return  # open: nobody can say which way it is derived, so it is asked itself
        for name, _ in facts_named_in(fact.derivation):
            place(pack.fact_named(name))
        slot = table.layout.of_fact[fact.name]
        if isinstance(fact.derivation, tree.EarlierMaximum):
            look = table.layout.slot_of_derivation(fact.derivation)
            order.append((slot, lambda v: v[look]))
        elif fact.unit is tree.Unit.YES_NO:
            order.append((slot, _condition_getter(table, compiler.compile(fact.derivation))))  # type: ignore[arg-type]
        else:
            order.append((slot, compiler.values.compile(fact.derivation).get))  # type: ignore[arg-type]

    for fact in pack.facts:
        place(fact)
    return order


def _condition_getter(table: AtomTable, formula: Formula) -> Getter:
    atoms = atoms_of(formula)

    def get(v: list[Any]) -> Truth:
        return truth_of_formula(formula, {atom.index: table.questions[atom.index](v) for atom in atoms})

    return get
