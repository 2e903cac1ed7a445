"""Which facts a verdict still lacks, as bits in a whole-number column: the union of the minimal sets able to settle it.

Its one law: the bits are those that `engine.judgement` would tell. Parts of a formula that share no unknown fact are
settled apart; parts that do share one are worked out once for each state they can be in, by the engine's own search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import narwhals as nw

from lingqu.law.bulk.questions import FEW, Questions
from lingqu.law.bulk.states import States, undefined_now
from lingqu.law.bulk.ternary import Ternary, both, counted, is_so, is_unknown, not_so, one_of
from lingqu.law.engine.formula import (
    Agreed,
    AllOf,
    AnyOf,
    Atom,
    Formula,
    Opposite,
    PositiveBase,
    Several,
    atoms_of,
    truth_of_formula,
)
from lingqu.law.engine.settling import sets_to_reach
from lingqu.law.engine.slots import bits_of
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Mask:
    """Bits of a formula for one goal: 0 where the goal is reached or cannot be. None: 0 for all rows.

    `sure`: wherever the formula is unknown the goal can be reached, so that nobody need ask. `either_way`: the bits are
    the same for the other goal.
    """

    bits: nw.Expr | None
    sure: bool
    either_way: bool = False


NOTHING = Mask(None, True, True)


class Masks:
    """Works out the bits of one measure; `bit_of` numbers the facts that it can lack.

    What all measures ask (`shared`) has the same bits in each, and is worked out once.
    """

    def __init__(
        self,
        questions: Questions,
        bit_of: Mapping[int, int],
        integer: nw.dtypes.DType,
        shared: Sequence[Formula] = (),
    ) -> None:
        self._questions = questions
        self._shared = shared
        self._bit_of = bit_of
        self._integer = integer
        self._layout = questions.program.layout
        self._day = self._layout.of_fact[self._layout.pack.policy.day_fact]

    def of(self, formula: Formula, verdict: nw.Expr) -> nw.Expr:
        """The bits of a whole measure: what can bring a yes, and where nothing can, what can bring a no."""
        bits = self._with_one_part_in_doubt(formula)
        if bits is None:
            bits = self._either_goal(formula)
        return nw.when(verdict.is_null()).then(bits).otherwise(self._literal(0))

    def _with_one_part_in_doubt(self, formula: Formula) -> nw.Expr | None:
        """A conjunction of which all but one part can be brought either way by the same facts; None where it is not."""
        if not isinstance(formula, AllOf):
            return None
        clusters = self._clusters([item for item in self._parts(formula) if not _is_settled(self._questions, item)])
        wholes = [one_of_cluster(formula, cluster) for cluster in clusters]
        masks = [self._of_cluster(YES, one, cluster) for one, cluster in zip(wholes, clusters, strict=True)]
        doubtful = [number for number, mask in enumerate(masks) if not (mask.sure and mask.either_way)]
        if len(doubtful) != 1 or masks[doubtful[0]].sure:
            return None
        number = doubtful[0]
        one, to_yes = wholes[number], masks.pop(number)
        to_no = self._of_cluster(NO, one, clusters[number])
        within_reach = is_so(self._questions.truth(one), YES)
        if to_yes.bits is not None:
            within_reach = one_of(within_reach, to_yes.bits > 0)
        yes_bits, no_bits = (self._literal(0) if each.bits is None else each.bits for each in (to_yes, to_no))
        part = yes_bits if within_reach is True else no_bits
        if not isinstance(within_reach, bool):
            part = nw.when(within_reach).then(yes_bits).otherwise(no_bits)
        others = self._summed(masks)
        return part if others is None else others + part

    def _either_goal(self, formula: Formula) -> nw.Expr:
        to_yes = self._toward(YES, formula, guarded=True)
        bits = self._literal(0) if to_yes.bits is None else to_yes.bits
        if not to_yes.sure:
            to_no = self._toward(NO, formula, guarded=True)
            if to_no.bits is not None:
                bits = self._questions.stages.mask(bits)  # named twice
                bits = nw.when(bits > 0).then(bits).otherwise(to_no.bits)
        return bits

    def _toward(self, goal: Truth, formula: Formula, *, guarded: bool = False) -> Mask:
        """`guarded`: whoever asks looks only where the formula is unknown."""
        if isinstance(formula, Opposite):
            return self._toward(NO if goal is YES else YES, formula.item, guarded=guarded)
        if isinstance(formula, Atom):
            return self._atom(formula)
        truth = self._questions.truth(formula)
        if isinstance(truth, Truth) and truth is not UNKNOWN:
            return Mask(None, True)
        parts = [item for item in self._parts(formula) if not _is_settled(self._questions, item)]
        if len(parts) == 1 and isinstance(formula, AllOf | AnyOf):
            return self._toward(goal, parts[0], guarded=guarded)
        clusters = self._clusters(parts)
        if isinstance(formula, Agreed) or (isinstance(formula, Several) and len(clusters) < len(parts)):
            return self._by_state(goal, formula)
        masks = []
        for cluster in clusters:
            one = one_of_cluster(formula, cluster)
            masks.append((one, self._of_cluster(goal, one, cluster)))
        if isinstance(formula, Several):
            return self._several(goal, formula, masks, truth, guarded=guarded)
        if isinstance(formula, AllOf) is (goal is YES):
            return self._every(goal, masks, truth, guarded=guarded)
        return self._some(masks, truth, guarded=guarded)

    def _of_cluster(self, goal: Truth, formula: Formula, cluster: Sequence[Formula]) -> Mask:
        found = self._toward(goal, formula) if len(cluster) == 1 else self._by_state(goal, formula)
        if found.bits is None or any(item not in self._shared for item in cluster):
            return found
        return replace(found, bits=self._questions.stages.shared_mask(found.bits, (goal, tuple(cluster))))

    def _parts(self, formula: Formula) -> Iterator[Formula]:
        """The parts of a formula; a conjunction inside a conjunction is opened."""
        assert not isinstance(formula, Atom | Opposite)
        for item in formula.items:
            if type(item) is type(formula) and isinstance(item, AllOf | AnyOf):
                yield from self._parts(item)
            else:
                yield item

    def _clusters(self, parts: Sequence[Formula]) -> list[list[Formula]]:
        """Parts that share a fact they can lack, together."""
        clusters: list[tuple[int, list[Formula]]] = []
        for part in parts:
            facts = lackable(self._questions, part)
            apart = [each for each in clusters if not each[0] & facts]
            touching = [each for each in clusters if each[0] & facts]
            together = [item for _, items in touching for item in items]
            clusters = [*apart, (reduce(or_, (each[0] for each in touching), facts), [*together, part])]
        return [cluster for _, cluster in clusters]

    def _atom(self, atom: Atom) -> Mask:
        truth = self._questions.truth(atom)
        if _is_settled(self._questions, atom) or isinstance(atom.source, PositiveBase):
            return NOTHING
        bits = self._lacking(atom)
        if bits is None:
            return Mask(None, False)
        slots = self._questions.columns.slots
        floors = any(slots[slot].number.floor is not None for slot in bits_of(atom.facts))
        undefined: nw.Expr | bool = False
        for ratio in atom.ratios:
            undefined = one_of(undefined, undefined_now(self._questions, ratio))
        if floors:
            bits = self._where(is_unknown(truth), bits)
        return Mask(self._where(not_so(undefined), bits), undefined is False, True)

    def _lacking(self, atom: Atom) -> nw.Expr | None:
        """The bits of the unknown facts of an atom, wherever they are unknown."""
        nulls: dict[int, nw.Expr | bool] = {}
        for slot in bits_of(atom.facts):
            given = self._questions.columns.slots[slot]
            waiting = given.pending
            _add(nulls, self._layout.facts[slot], both(given.null, not_so(waiting)))
            _add(nulls, self._day, both(given.null, waiting))
        bits = [
            self._where(null, self._literal(1 << self._bit_of[fact]))
            for fact, null in nulls.items()
            if null is not False
        ]
        return reduce(lambda a, b: a + b, bits) if bits else None

    def _every(self, goal: Truth, masks: Sequence[tuple[Formula, Mask]], truth: Ternary, *, guarded: bool) -> Mask:
        total = self._summed([mask for _, mask in masks])
        if all(mask.sure for _, mask in masks):
            same = all(mask.either_way for _, mask in masks)
            return Mask(total if guarded else self._where_unknown(truth, total), True, same)
        if total is None:
            return Mask(None, False)
        conditions = []
        for formula, mask in masks:
            if not mask.sure:
                reached = is_so(self._questions.truth(formula), goal)
                conditions.append(one_of(reached, mask.bits > 0 if mask.bits is not None else False))
        every = reduce(both, conditions)
        held = self._where(every, total)
        return Mask(held if guarded else self._where_unknown(truth, held), False)

    def _some(self, masks: Sequence[tuple[Formula, Mask]], truth: Ternary, *, guarded: bool) -> Mask:
        total = self._summed([mask for _, mask in masks])
        sure = all(mask.sure for _, mask in masks)
        same = sure and all(mask.either_way for _, mask in masks)
        return Mask(total if guarded else self._where_unknown(truth, total), sure, same)

    def _several(
        self, goal: Truth, formula: Several, masks: Sequence[tuple[Formula, Mask]], truth: Ternary, *, guarded: bool
    ) -> Mask:
        total = self._summed([mask for _, mask in masks])
        if total is None or all(mask.sure for _, mask in masks):
            return Mask(total if guarded else self._where_unknown(truth, total), all(mask.sure for _, mask in masks))
        number = formula.number if goal is YES else len(formula.items) - formula.number + 1
        settled = sum(
            truth_now is goal for item in formula.items if isinstance(truth_now := self._questions.truth(item), Truth)
        )
        able = []
        for part, mask in masks:
            reachable = one_of(
                is_so(self._questions.truth(part), goal), mask.bits > 0 if mask.bits is not None else False
            )
            if isinstance(reachable, bool):
                settled += reachable
            else:
                able.append(counted(reachable))
        count = reduce(lambda a, b: a + b, able) if able else None
        enough = number <= settled if count is None else count >= number - settled
        held = self._where(enough, total)
        return Mask(held if guarded else self._where_unknown(truth, held), False)

    def _summed(self, masks: Sequence[Mask]) -> nw.Expr | None:
        bits = [mask.bits for mask in masks if mask.bits is not None]
        return reduce(lambda a, b: a + b, bits) if bits else None

    def _where_unknown(self, truth: Ternary, bits: nw.Expr | None) -> nw.Expr | None:
        return None if bits is None else self._where(is_unknown(truth), bits)

    def _where(self, condition: nw.Expr | bool, bits: nw.Expr | None) -> nw.Expr:
        if bits is None or condition is False:
            return self._literal(0)
        return bits if condition is True else nw.when(condition).then(bits).otherwise(self._literal(0))

    def _literal(self, number: int) -> nw.Expr:
        return nw.lit(number, self._integer)

    def _by_state(self, goal: Truth, formula: Formula) -> Mask:
        """Look the bits up by the state that the formula's slots and atoms are in."""
        states = States(self._questions, formula, self._day)
        found: dict[int, list[int]] = {}
        sure = True
        for state, truths, lacking in states:
            if truth_of_formula(formula, truths) is not UNKNOWN:
                continue
            facts = 0
            for mask in sets_to_reach(goal, formula, truths, lacking):
                facts |= mask
            sure = sure and facts > 0
            if facts:
                bits = sum(1 << self._bit_of[fact] for fact in bits_of(facts))
                found.setdefault(bits, []).append(state)
        if not found:
            return Mask(None, sure)
        signature = states.signature()
        if signature is None:  # the same state for all rows
            return Mask(self._literal(next(iter(found))), sure)
        signature_now = self._questions.stages.state(signature, ("signature", formula))
        chosen = self._literal(0)
        for bits, signatures in found.items():
            few = len(signatures) <= FEW
            alone = [signature_now == each for each in signatures] if few else [signature_now.is_in(signatures)]
            chosen = nw.when(reduce(or_, alone)).then(self._literal(bits)).otherwise(chosen)
        # where the goal may be out of reach the bits are looked at more than once
        return Mask(chosen if sure else self._questions.stages.state_mask(chosen), sure)


def _add(nulls: dict[int, nw.Expr | bool], fact: int, null: nw.Expr | bool) -> None:
    nulls[fact] = one_of(nulls.get(fact, False), null)


def one_of_cluster(formula: Formula, cluster: Sequence[Formula]) -> Formula:
    """The part itself, or the parts that share a fact, joined as the formula joins them."""
    if len(cluster) == 1:
        return cluster[0]
    assert not isinstance(formula, Atom | Opposite)
    return replace(formula, items=tuple(cluster), source=None)


def lackable(questions: Questions, formula: Formula) -> int:
    """The facts, as bits of the vocabulary, that some row can lack for the formula."""
    return reduce(or_, (_lackable_by(questions, atom) for atom in atoms_of(formula)), 0)


def _lackable_by(questions: Questions, atom: Atom) -> int:
    if isinstance(atom.source, PositiveBase) or _is_settled(questions, atom):
        return 0
    layout = questions.program.layout
    found = 0
    for slot in bits_of(atom.facts):
        given = questions.columns.slots[slot]
        if given.null is not False:
            found |= 1 << layout.facts[slot]
        if given.pending is not False:
            found |= 1 << layout.of_fact[layout.pack.policy.day_fact]
    return found


def _is_settled(questions: Questions, formula: Formula) -> bool:
    truth = questions.truth(formula)
    return isinstance(truth, Truth) and truth is not UNKNOWN
