"""The changes that a what-if tries: a number set, a reading followed, a part of another policy taken over.

Its one law: a change is applied to a pack in memory and gives a new one, marked as changed by its digest; nothing on
disk is touched, and changes of different parts can be applied in any order. It does not know what they lead to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lingqu.law.lang.tree import Adoption, FactDeclaration, Measure, Policy
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.parameters import Parameter, changed_measure, parameters_of
from lingqu.law.studies.whatif.quantities import Setting, said


@dataclass(frozen=True, slots=True)
class SetNumber:
    """A number of a rule is set to another value."""

    parameter: Parameter
    value: Setting

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.parameter.address}={said(self.value)}"

    @property
    def touches(self) -> frozenset[str]:
        """The parts of a policy that it changes."""
        return frozenset({measure_part(self.parameter.measure.id)})


@dataclass(frozen=True, slots=True)
class FollowReading:
    """An alternative of a reading is followed, over the adopted one."""

    reading: str
    alternative: str

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.reading}={self.alternative}"

    @property
    def touches(self) -> frozenset[str]:
        """The parts of a policy that it changes."""
        return frozenset({reading_part(self.reading)})


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A block of another policy takes the place of the block of the same name, or what another policy adopts."""

    part: str  # measure:F11, fact:研发投入, reading:f05_arrival, header
    block: Measure | FactDeclaration | Policy | Adoption | None = field(repr=False)  # None: dropped, or nothing adopted

    @property
    def name(self) -> str:
        """What it is called."""
        return self.part

    @property
    def touches(self) -> frozenset[str]:
        """The parts of a policy that it changes."""
        return frozenset({self.part})


Change = SetNumber | FollowReading | TakeOver
HEADER = "header"


def measure_part(id: str) -> str:
    """The part of a policy that a measure is."""
    return f"measure:{id}"


def fact_part(name: str) -> str:
    """The part of a policy that a fact is."""
    return f"fact:{name}"


def reading_part(id: str) -> str:
    """The part of a policy that a reading is."""
    return f"reading:{id}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A pack with changes, and the readings to follow under it."""

    pack: Pack
    readings: Mapping[str, str]


def applied(pack: Pack, changes: Sequence[Change], readings: Mapping[str, str] | None = None) -> Changed:
    """Apply changes to a pack: parts taken over first, then numbers set in what stands there, then readings."""
    made = pack
    for change in changes:
        if isinstance(change, TakeOver):
            made = _taken_over(made, change)
    for change in changes:
        if isinstance(change, SetNumber):
            made = _set(made, change)
    followed = dict(readings or {})
    followed.update((each.reading, each.alternative) for each in changes if isinstance(each, FollowReading))
    other = [each for each in changes if not (isinstance(each, SetNumber) and each.value == each.parameter.today)]
    if other:
        made = replace(made, digest=marked(pack.digest, other))
    return Changed(made, followed)


def marked(digest: str, changes: Iterable[Change]) -> str:
    """The digest of a policy with changes: the policy's own, and behind ~ a mark of what is changed.

    >>> marked("ab12", [FollowReading("f05_arrival", "whole")])
    'ab12~f6fcebb4'
    """
    text = "\n".join(sorted(f"{each.name} {_digest(each)}" for each in changes))
    return f"{digest}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _digest(change: Change) -> str:
    block = change.block if isinstance(change, TakeOver) else None
    return "" if block is None else hashlib.sha256(repr(block).encode("utf-8", "backslashreplace")).hexdigest()


def _set(pack: Pack, change: SetNumber) -> Pack:
    """Set a number by its address, since the measure that stands there may be another policy's."""
    measures = []
    for measure in pack.measures:
        if measure.id == change.parameter.measure.id:
            for parameter in parameters_of(pack, measure):
                if parameter.address == change.parameter.address:
                    measure = changed_measure(measure, parameter, change.value)
        measures.append(measure)
    return replace(pack, measures=tuple(measures))


def _taken_over(pack: Pack, change: TakeOver) -> Pack:
    kind, _, name = change.part.partition(":")
    block = change.block
    if isinstance(block, Policy):
        return replace(pack, policy=replace(block, id=pack.policy.id))
    if isinstance(block, FactDeclaration):
        return replace(pack, facts=tuple(block if each.name == name else each for each in pack.facts))
    if kind == "reading":
        adopted = block if isinstance(block, Adoption) else None
        readings = (replace(each, adopted=adopted) if each.id == name else each for each in pack.readings)
        return replace(pack, readings=tuple(readings))
    kept = tuple(block if each.id == name and isinstance(block, Measure) else each for each in pack.measures)
    if isinstance(block, Measure) and not any(each.id == name for each in pack.measures):
        kept = (*kept, block)
    if block is None:
        kept = tuple(each for each in kept if each.id != name)
    return replace(pack, measures=kept)
