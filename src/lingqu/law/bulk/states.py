"""The states that the atoms of a formula can be in, where its parts share facts: each with a signature of its row.

Its one law: every state that a row can show is among them; some that none can show do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import product
from math import prod

import narwhals as nw

from lingqu.law.bulk.questions import Questions
from lingqu.law.bulk.ternary import Ternary
from lingqu.law.engine.formula import Atom, Formula, PositiveBase, atoms_of
from lingqu.law.engine.slots import bits_of
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

# More states of parts that share facts than this are refused: working them out would take longer than the register.
MOST_STATES = 20_000


class States:
    """All states that the atoms of a formula can be in, each with its signature, as far as the columns allow."""

    def __init__(self, questions: Questions, formula: Formula, day: int) -> None:
        self._questions = questions
        self._atoms = atoms_of(formula)
        self._day = day
        slots = sorted({slot for atom in self._atoms for slot in bits_of(atom.facts)})
        given = questions.columns.slots
        self._bits: list[nw.Expr] = []
        self._slots = slots
        self._may_be_null = {slot: self._bit(given[slot].null) for slot in slots}
        self._may_be_pending = {slot: self._bit(given[slot].pending) for slot in slots}
        ratios = sorted({ratio for atom in self._atoms for ratio in atom.ratios})
        self._undefined = {ratio: self._bit(undefined_now(questions, ratio)) for ratio in ratios}
        self._truths = {atom.index: questions.truth(atom) for atom in self._atoms}
        self._floored = {
            atom.index: any(given[slot].number.floor is not None for slot in bits_of(atom.facts))
            for atom in self._atoms
        }
        # where a truth is unknown its bit is not set: a `when` passes nulls by
        self._is_yes = {index: self._bit(_shown(truth, YES)) for index, truth in self._truths.items()}
        self._is_no = {
            index: self._bit(_shown(truth, NO)) for index, truth in self._truths.items() if self._floored[index]
        }

    def _bit(self, condition: nw.Expr | bool) -> int | bool:
        """Give a condition a bit of the signature; a bool stays what it is."""
        if isinstance(condition, bool):
            return condition
        self._bits.append(condition)
        return len(self._bits) - 1

    def signature(self) -> nw.Expr | None:
        """The signature of each row."""
        if not self._bits:
            return None
        integer = nw.Int8() if len(self._bits) < 8 else nw.Int16() if len(self._bits) < 16 else nw.Int64()
        return reduce(
            lambda a, b: a + b,
            [
                nw.when(bit).then(nw.lit(1 << number, integer)).otherwise(nw.lit(0, integer))
                for number, bit in enumerate(self._bits)
            ],
        )

    def __iter__(self) -> Iterator[tuple[int, dict[int, Truth], dict[int, int]]]:
        """Each state: its signature, the truth of each atom, the facts that each unknown atom lacks."""
        count = 0
        for nulls, _, undefined in self._grounds():
            count += prod(len(self._truths_of(atom, nulls, undefined)) for atom in self._atoms)
            if count > MOST_STATES:
                raise UnableToCompile(f"conditions that share facts in more than {MOST_STATES} ways")
        for nulls, pending, undefined in self._grounds():
            yield from self._of(nulls, pending, undefined)

    def _grounds(self) -> Iterator[tuple[dict[int, bool], dict[int, bool], dict[int, bool]]]:
        for nulls in self._choices(self._may_be_null):
            waiting = {slot: self._may_be_pending[slot] if null else False for slot, null in nulls.items()}
            for pending in self._choices(waiting):
                for undefined in self._choices(self._undefined):
                    yield nulls, pending, undefined

    def _choices(self, kinds: Mapping[int, int | bool]) -> Iterator[dict[int, bool]]:
        options = [(kind,) if isinstance(kind, bool) else (False, True) for kind in kinds.values()]
        for each in product(*options):
            yield dict(zip(kinds, each, strict=True))

    def _of(
        self, nulls: Mapping[int, bool], pending: Mapping[int, bool], undefined: Mapping[int, bool]
    ) -> Iterator[tuple[int, dict[int, Truth], dict[int, int]]]:
        fixed = 0
        for kinds, values in (
            (self._may_be_null, nulls),
            (self._may_be_pending, pending),
            (self._undefined, undefined),
        ):
            for key, kind in kinds.items():
                if not isinstance(kind, bool) and values[key]:
                    fixed |= 1 << kind
        options = [self._truths_of(atom, nulls, undefined) for atom in self._atoms]
        for truths in product(*options):
            by_atom = {atom.index: truth for atom, truth in zip(self._atoms, truths, strict=True)}
            signature = fixed
            for kinds, goal in ((self._is_yes, YES), (self._is_no, NO)):
                for index, kind in kinds.items():
                    if not isinstance(kind, bool) and by_atom[index] is goal:
                        signature |= 1 << kind
            yield signature, by_atom, self._lacking(by_atom, nulls, pending, undefined)

    def _truths_of(self, atom: Atom, nulls: Mapping[int, bool], undefined: Mapping[int, bool]) -> tuple[Truth, ...]:
        always = self._truths[atom.index]
        if isinstance(always, Truth):
            return (always,)
        if isinstance(atom.source, PositiveBase):
            return (YES, NO)
        if any(undefined[ratio] for ratio in atom.ratios):
            return (UNKNOWN,)
        if any(nulls[slot] for slot in bits_of(atom.facts)):
            return (YES, NO, UNKNOWN) if self._floored[atom.index] else (UNKNOWN,)
        return (YES, NO)

    def _lacking(
        self,
        truths: Mapping[int, Truth],
        nulls: Mapping[int, bool],
        pending: Mapping[int, bool],
        undefined: Mapping[int, bool],
    ) -> dict[int, int]:
        facts = self._questions.program.layout.facts
        lacking = {}
        for atom in self._atoms:
            if truths[atom.index] is not UNKNOWN:
                continue
            mask = 0
            if not any(undefined[ratio] for ratio in atom.ratios):
                for slot in bits_of(atom.facts):
                    if nulls[slot]:
                        mask |= 1 << (self._day if pending[slot] else facts[slot])
            lacking[atom.index] = mask
        return lacking


def undefined_now(questions: Questions, ratio: int) -> nw.Expr | bool:
    """Whether a quotient has a divisor that is known and not above zero."""
    divisor = questions.denominator(ratio)
    if not isinstance(divisor.top, nw.Expr):
        return isinstance(divisor.top, int) and divisor.top <= 0
    return (divisor.top <= 0).fill_null(False)


def _shown(truth: Ternary, goal: Truth) -> nw.Expr | bool:
    if isinstance(truth, Truth):
        return truth is goal
    return truth if goal is YES else ~truth
