"""One subject judged under one program: for each measure a verdict, the sum, and what is missing.

Its one law: one walk over the atoms, each asked once; everything told later (reasons, near misses, the tree) rests on
the truths of that walk. It does not know words: `reasons` says it, `wire` spells it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lingqu.law.engine.amounts import PAID_IN_TOTAL, PAID_IN_YEAR, CompiledAward, Sum
from lingqu.law.engine.judgement import Judgement, Verdict
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.slots import AtLeast, bits_of
from lingqu.law.engine.subjects import Subject


@dataclass(slots=True)
class AwardOutcome:
    """What an eligible subject gets, in fen; `missing` are the facts that the sum, not the verdict, still needs."""

    kind: str
    fen: int | None
    at_most: int | None
    remaining: int | None
    missing: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """One measure answered for one subject. Subjects of one pattern may share it: nobody changes an outcome."""

    compiled: CompiledMeasure
    judgement: Judgement
    award: AwardOutcome | None
    at_most: int | None  # fen, of an undetermined outcome: the most it could become
    undefined: tuple[str, ...]
    sum_missing: tuple[str, ...]  # facts the sum would need, told for undetermined outcomes as well

    @property
    def measure(self) -> str:
        """The measure's identifier."""
        return self.compiled.measure.id

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.judgement.verdict

    @property
    def missing(self) -> tuple[str, ...]:
        """Unknown facts that lie in some minimal set able to settle the verdict, as codes in vocabulary order."""
        return self.judgement.missing

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that the outcome rests on."""
        return self.compiled.readings


@dataclass(slots=True)
class Answer:
    """All outcomes of one subject; the truths of the walk stand in their judgements."""

    subject: Subject
    policy: str
    digest: str
    as_of: date | None
    outcomes: tuple[Outcome, ...]


class UnableToFindMeasure(LookupError):
    """Measures were asked for that the policy does not have or that nobody can apply to."""

    def __init__(self, given: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(", ".join(given))
        self.given = given
        self.known = known


def select_measures(program: Program, wanted: Collection[str] = ()) -> tuple[CompiledMeasure, ...]:
    """Pick the measures to answer, in the policy's order; none named means all."""
    if not wanted:
        return program.measures
    known = tuple(compiled.measure.id for compiled in program.measures)
    unknown = tuple(each for each in wanted if each not in known)
    if unknown:
        raise UnableToFindMeasure(unknown, known)
    return tuple(compiled for compiled in program.measures if compiled.measure.id in wanted)


def assess(program: Program, subject: Subject, measures: tuple[CompiledMeasure, ...] | None = None) -> Answer:
    """Judge one subject by all applicant measures, or by those picked with `select_measures`."""
    values = subject.values
    unknown, pending = subject.unknown, subject.pending
    questions = program.table.questions
    if measures is None or measures is program.measures:
        truths = [question(values) for question in questions]
        patterns = [compiled.pick(truths) for compiled in program.measures]
        measures = program.measures
    else:
        patterns = [tuple([questions[atom](values) for atom in compiled.atoms]) for compiled in measures]
    outcomes = []
    for compiled, pattern in zip(measures, patterns, strict=True):
        undefined = _undefined_mask(program, compiled, subject) if compiled.ratio_checks else 0
        judgement = program.judgement(compiled, pattern, unknown, pending, undefined)
        outcome = judgement.outcome
        outcomes.append(_outcome(program, compiled, subject, judgement, undefined) if outcome is None else outcome)
    pack = program.pack
    return Answer(subject, pack.policy.id, pack.digest, subject.day, tuple(outcomes))


def _undefined_mask(program: Program, compiled: CompiledMeasure, subject: Subject) -> int:
    """Bits of the ratio checks whose denominator is known and not above zero."""
    mask = 0
    for number in compiled.ratio_checks:
        denominator = program.table.ratios[number].denominator(subject.values)
        if denominator is not None and denominator.__class__ is not AtLeast and denominator <= 0:
            mask |= 1 << number
    return mask


def _outcome(
    program: Program, compiled: CompiledMeasure, subject: Subject, judgement: Judgement, undefined: int
) -> Outcome:
    labels: tuple[str, ...] = ()
    if undefined:
        labels = tuple(dict.fromkeys(program.table.ratios[number].label for number in bits_of(undefined)))
    awards = judgement.awards
    if not awards:  # refused under every reading, or a clause without an award
        outcome = judgement.outcome = Outcome(compiled, judgement, None, None, labels, ())
        return outcome
    award = awards[0]
    found = award.sum_for(subject.values, subject.unknown)
    for other in awards[1:]:
        found = _either(found, other.sum_for(subject.values, subject.unknown))
    lacking = _codes(program, found.lacking) if found.lacking else ()
    if judgement.verdict is Verdict.UNDETERMINED:
        most = found.at_most if found.fen is None else found.fen
        outcome = Outcome(compiled, judgement, None, most, labels, lacking)
    else:
        remaining = _remaining(compiled, award, subject, found) if award.paid else None
        gets = AwardOutcome(award.kind, found.fen, found.at_most, remaining, lacking)
        outcome = Outcome(compiled, judgement, gets, None, labels, lacking)
    if not found.computed and (outcome.award is None or not award.paid):
        judgement.outcome = outcome  # the pattern says which facts are known, and nothing else went into it
    return outcome


def _either(one: Sum, other: Sum) -> Sum:
    """Join what two readings give: a sum only where they agree, else the larger as the most."""
    if one == other:
        return one
    most = None if one.at_most is None or other.at_most is None else max(one.at_most, other.at_most)
    fen = one.fen if one.fen == other.fen else None
    return Sum(fen, most, one.lacking | other.lacking, one.computed or other.computed)


def _remaining(compiled: CompiledMeasure, award: CompiledAward, subject: Subject, found: Sum) -> int | None:
    if award.paid == PAID_IN_YEAR:
        paid = subject.paid_in_year
    elif award.paid == PAID_IN_TOTAL:
        paid = subject.paid_in_total
    else:
        return None
    before = paid.get(compiled.measure.id, paid.get(""))
    if before is None or found.fen is None:
        return None
    return max(0, found.fen - before)


def _codes(program: Program, slots: int) -> tuple[str, ...]:
    found = program.codes.get(slots)
    if found is None:
        facts = program.pack.facts
        numbers = sorted({program.layout.facts[slot] for slot in bits_of(slots)})
        found = program.codes[slots] = tuple(facts[number].code for number in numbers)
    return found
