"""A state heard by the law: judged by the rules of its day, the next question chosen, what cannot be taken put aside.

Its one law: answers of an older link count as far as today's rules can read them; what they cannot is told, never
dropped in silence. It asks no database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from lingqu.interfaces.web.interview.kinds import asked_first
from lingqu.interfaces.web.interview.state import State
from lingqu.law.engine.answers import Answer, assess, select_measures
from lingqu.law.engine.interview import Progress, Question, next_question, progress
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day, program_of, supplemented

ID = "self-assessment"
_DIGITS = 12  # of the digest; enough to tell versions apart


@dataclass(frozen=True)
class Hearing:
    """A state that the rules of its day could read, and what they answer."""

    state: State
    program: Program
    measures: tuple[CompiledMeasure, ...]
    answer: Answer
    refused: tuple[str, ...] = ()  # names of facts and measures in the link that these rules do not take
    rules_changed: bool = False

    @property
    def pack(self) -> Pack:
        """The rules."""
        return self.program.pack

    @property
    def record(self) -> dict[str, object]:
        """The answers as a record that `lingqu assess` takes."""
        return record_of(self.state, self.pack)

    def question(self) -> Question | None:
        """The next question; None when nothing that was not asked yet matters any more."""
        for code in asked_first(self.state.kind):
            if code not in self.state.facts and (question := self._about(code)) is not None:
                return question
        # a series with a gap would be asked for again; it counts as asked, and the gap is told on the result
        return next_question(self.program, self.answer, self.state.facts)

    def question_about(self, code: str) -> Question | None:
        """The question for one fact, as if it had not been answered; None where the policy has no such fact."""
        if not self.pack.has_fact_coded(code) or code == self.pack.day_fact.code:
            return None
        open_again = self if code not in self.state.facts else heard(self.state.without(code))
        fact = self.pack.fact_coded(code)
        return open_again._about(code) or (Question(fact, (), Fraction(0), False) if not fact.informative else None)

    def progress(self) -> Progress:
        """How far it has come."""
        return progress(self.answer, self.state.facts)

    def _about(self, code: str) -> Question | None:
        if not self.pack.has_fact_coded(code):
            return None
        return next_question(self.program, self.answer, {each.code for each in self.pack.facts} - {code})


def heard(state: State) -> Hearing:
    """Judge a state by the rules of its day. Raises `UnableToLoadPack` where there are none."""
    plain = pack_of_day(POLICY, day=state.day)
    refused = [each for each in state.supplements if each not in plain.policy.supplements]
    program = _program(plain, tuple(each for each in state.supplements if each not in refused), state.day)
    pack = program.pack
    known = {measure.id for measure in pack.applicant_measures}
    refused += [each for each in state.measures if each not in known]
    state = replace(
        state,
        measures=tuple(each for each in state.measures if each in known),
        supplements=tuple(each for each in state.supplements if each not in refused),
    )
    state, not_taken = _taken(state, program)
    measures = select_measures(program, state.measures)
    answer = assess(program, SubjectReader(program).read(record_of(state, pack)), measures)
    digest = pack.digest[:_DIGITS]
    changed = bool(state.digest) and state.digest != digest
    return Hearing(replace(state, digest=digest), program, measures, answer, (*refused, *not_taken), changed)


def record_of(state: State, pack: Pack) -> dict[str, object]:
    """Spell the answers as a record: the day is a fact, and what was passed over is null."""
    return {"id": ID, "facts": {pack.day_fact.code: state.day.isoformat(), **state.facts}}


def can_take(hearing: Hearing, state: State) -> UnableToReadSubject | None:
    """Say what keeps the rules from reading a state that has one answer more; None where nothing does."""
    try:
        SubjectReader(hearing.program).read(record_of(state, hearing.pack))
    except UnableToReadSubject as error:
        return error
    return None


def _taken(state: State, program: Program) -> tuple[State, tuple[str, ...]]:
    """Put aside the answers that these rules cannot read."""
    day = program.pack.day_fact.code
    refused: tuple[str, ...] = ()
    if day in state.facts:  # the day has its own place; a second one would contradict it
        state, refused = state.without(day), (day,)
    try:
        SubjectReader(program).read(record_of(state, program.pack))
    except UnableToReadSubject as error:
        bad = tuple(dict.fromkeys(fault.field.partition(".")[0] for fault in error.faults))
        return state.without(*bad), (*refused, *bad)
    return state, refused


_programs: dict[tuple[str, ...], Program] = {}
_MOST_PROGRAMS = 16


def _program(plain: Pack, supplements: tuple[str, ...], day: date) -> Program:
    """The rules with what is switched on beside them, joined and compiled once in a process."""
    key = (plain.digest, *(pack_of_day(each, day=day).digest for each in supplements))
    found = _programs.get(key)
    if found is None:
        if len(_programs) >= _MOST_PROGRAMS:
            _programs.clear()
        found = _programs[key] = program_of(supplemented(plain, supplements, day))
    return found
