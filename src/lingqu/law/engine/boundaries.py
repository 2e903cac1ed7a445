"""The rows that `packs.boundaries` makes from the lines and caps of a pack, run through the engine.

Its one law: what must come out was worked out elsewhere, from the word and the number alone; here it is only compared
with what the engine's own compilers say of the same comparison or award. It does not judge whole measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lingqu.law.engine.amounts import AwardCompiler
from lingqu.law.engine.examples import facts_of
from lingqu.law.engine.formula import Formula, atoms_of, truth_of_formula
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import Subject, SubjectReader, UnableToReadSubject
from lingqu.law.lang.money import money_zh
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.packs.boundaries import LineCase, SumCase, boundaries_of
from lingqu.law.packs.pack import Pack

WORD_OF_TRUTH = {YES: "成立", NO: "不成立"}

Case = LineCase | SumCase


@dataclass(frozen=True, slots=True)
class BoundaryResult:
    """One generated row run: what had to come out and what did, in words."""

    case: Case
    expected: str
    found: str

    @property
    def passed(self) -> bool:
        """Whether the engine says what the line says."""
        return self.expected == self.found


def run_boundaries(pack: Pack) -> Iterator[BoundaryResult]:
    """Run all generated rows of a pack, those that follow the same readings under one program."""
    rows = boundaries_of(pack)
    cases: list[Case] = [*rows.lines, *rows.sums]
    by_choice: dict[tuple[tuple[str, str], ...], list[Case]] = {}
    for case in cases:
        by_choice.setdefault(case.chosen, []).append(case)
    for choice, alike in by_choice.items():
        yield from _run(compile_program(pack, dict(choice)), alike)


def _run(program: Program, cases: Sequence[Case]) -> Iterator[BoundaryResult]:
    compiler = program.table.compiler(dict(program.chosen))
    # compiled before the reader is made: a rule nobody applies by may look into a series that no other rule asks
    formulas = [compiler.compile(case.comparison) if isinstance(case, LineCase) else None for case in cases]
    reader = SubjectReader(program)
    for case, formula in zip(cases, formulas, strict=True):
        expected = _words(case.expected) if isinstance(case, LineCase) else money_zh(case.expected_fen)
        try:
            subject = reader.read({"id": "界线", "facts": facts_of(program.pack, case.given)})
        except UnableToReadSubject as error:
            yield BoundaryResult(case, expected, "；".join(f"{fault.field}：{fault.given}" for fault in error.faults))
            continue
        if formula is not None:
            yield BoundaryResult(case, expected, _words(_truth(program, formula, subject)))
        else:
            yield BoundaryResult(case, expected, _sum(program, case, subject))


def _truth(program: Program, formula: Formula, subject: Subject) -> Truth:
    questions = program.table.questions
    return truth_of_formula(formula, {atom.index: questions[atom.index](subject.values) for atom in atoms_of(formula)})


def _sum(program: Program, case: Case, subject: Subject) -> str:
    award = program.pack.measure(case.measure).award
    if award is None:
        return "没有支持"
    values = program.table.compiler(dict(program.chosen)).values
    compiled = AwardCompiler(program.pack, program.layout, values).compile(award)
    fen = compiled.sum_for(subject.values, subject.unknown).fen
    return "未知" if fen is None else money_zh(fen)


def _words(truth: Truth) -> str:
    return WORD_OF_TRUTH.get(truth, "不明")
