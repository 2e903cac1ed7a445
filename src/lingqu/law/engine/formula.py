"""What a condition is to the engine: atoms that can be looked up, and how they are joined.

Its one law: an atom is evaluated once for each subject, however many measures ask it; all above the atoms follows from
their truths alone. It does not know the subject's values.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.lang import tree
from lingqu.law.lang.truth import Truth, agreed, all_of, any_of, at_least, opposite


@dataclass(frozen=True, slots=True)
class InForce:
    """The day judged lies between two days, both inside (None: open); unknown without a day."""

    since: str | None
    until: str | None
    whole_policy: bool


@dataclass(frozen=True, slots=True)
class PositiveBase:
    """The base of the award is above zero; an unknown base is let pass, the sum then names what it lacks."""

    base: tree.Value


AtomSource = tree.Holds | tree.Compare | tree.Among | tree.Within | InForce | PositiveBase


@dataclass(frozen=True, slots=True)
class Atom:
    """One question to the facts: its number in the program, what it asks, the facts it needs (bits of slots)."""

    index: int
    source: AtomSource
    facts: int
    ratios: tuple[int, ...] = ()  # numbers of the ratio checks in it


@dataclass(frozen=True, slots=True)
class Opposite:
    """Negation."""

    item: Formula
    source: tree.Condition | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conjunction. `role` says what part of the rule it is, where it is one: 对象, 条件 …"""

    items: tuple[Formula, ...]
    source: tree.Condition | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Disjunction."""

    items: tuple[Formula, ...]
    source: tree.Condition | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """At least `number` of the items."""

    number: int
    items: tuple[Formula, ...]
    source: tree.Condition | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """One condition under every way to read it that is open: so, or not so, only where all agree."""

    items: tuple[Formula, ...]
    readings: tuple[str, ...]
    source: tree.Condition | None = None


Formula = Atom | Opposite | AllOf | AnyOf | Several | Agreed


def truth_of_formula(formula: Formula, truths: dict[int, Truth]) -> Truth:
    """Fold the truths of the atoms (by atom number) up to the formula's own."""
    if isinstance(formula, Atom):
        return truths[formula.index]
    if isinstance(formula, Opposite):
        return opposite(truth_of_formula(formula.item, truths))
    parts = [truth_of_formula(item, truths) for item in formula.items]
    if isinstance(formula, AllOf):
        return all_of(parts)
    if isinstance(formula, AnyOf):
        return any_of(parts)
    if isinstance(formula, Agreed):
        return agreed(parts)
    return at_least(formula.number, parts)


def atoms_of(formula: Formula) -> tuple[Atom, ...]:
    """List the atoms of a formula in the order they are written, each once."""
    if isinstance(formula, Atom):
        return (formula,)
    if isinstance(formula, Opposite):
        return atoms_of(formula.item)
    found: dict[int, Atom] = {}
    for item in formula.items:
        for atom in atoms_of(item):
            found.setdefault(atom.index, atom)
    return tuple(found.values())
