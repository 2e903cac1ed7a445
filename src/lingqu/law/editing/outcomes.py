"""What came out of an example, said in Chinese as an example is written, and in English.

Its one law: it is said of an example that could be judged, from the engine's own outcome. It does not compare (see
`engine.examples`).
"""

from __future__ import annotations

from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.examples import KIND_WORDS, VERDICT_WORDS, facts_of
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.lang.example_spelling import print_example
from lingqu.law.lang.money import money_en
from lingqu.law.lang.tree import Example, Expected, Quantity, Unit
from lingqu.law.lang.words import fact_label
from lingqu.law.packs.pack import Pack

_VERDICTS = {
    Verdict.ELIGIBLE: "eligible",
    Verdict.NOT_ELIGIBLE: "not eligible",
    Verdict.UNDETERMINED: "undetermined",
}
_KINDS = {"due": "due", "up_to": "up to", "competitive": "competitive, up to", "pool": "a pool of", "none": "no sum"}


def came_out(pack: Pack, id: str, example: Example) -> tuple[str, str]:
    """Say what came out of an example of a measure, in both languages.

    What the engine cannot read as a subject is told in English by the name of the field; Chinese has its differences.
    """
    program = compile_program(pack, dict(example.chosen))
    record = {"id": f"{id}示例", "facts": facts_of(pack, (*pack.measure(id).premise, *example.given))}
    try:
        subject = SubjectReader(program).read(record)
    except UnableToReadSubject as error:
        return "", "; ".join(f"{fault.field}: {fault.given} cannot be held" for fault in error.faults)
    compiled = next(each for each in program.measures if each.measure.id == id)
    outcome = assess(program, subject, (compiled,)).outcomes[0]
    return _chinese(pack, example, outcome), _english(pack, outcome)


def _chinese(pack: Pack, example: Example, outcome: Outcome) -> str:
    verdict = next(word for word, each in VERDICT_WORDS.items() if each is outcome.verdict)
    award = outcome.award
    fen = award.fen if award else outcome.at_most
    kind = next((word for word, each in KIND_WORDS.items() if award and each == award.kind), "最高" if fen else None)
    expected = Expected(
        verdict,
        kind=kind,
        sum=None if fen is None or kind == "无金额" else Quantity(Unit.MONEY, fen),
        missing=tuple(pack.fact_coded(code).name for code in outcome.missing) or None,
        still=tuple(pack.fact_coded(code).name for code in (award.missing if award else ())) or None,
    )
    return print_example(Example(example.given, example.chosen, expected))[1]


def _english(pack: Pack, outcome: Outcome) -> str:
    parts = [_VERDICTS[outcome.verdict]]
    award = outcome.award
    if award is not None:
        known = "" if award.kind == "none" else f" {'unknown' if award.fen is None else money_en(award.fen)}"
        parts.append(_KINDS[award.kind] + known)
        if award.remaining is not None:
            parts.append(f"{money_en(award.remaining)} of it remaining")
        if award.missing:
            parts.append("the sum lacks " + _names(pack, award.missing))
    elif outcome.at_most is not None:
        parts.append(f"at most {money_en(outcome.at_most)}")
    if outcome.missing:
        parts.append("lacking " + _names(pack, outcome.missing))
    if outcome.readings:
        parts.append("resting on " + ", ".join(pack.reading(each).english for each in outcome.readings))
    return ", ".join(parts)


def _names(pack: Pack, codes: tuple[str, ...]) -> str:
    return ", ".join(fact_label(pack.fact_coded(code).name, pack, "en") for code in codes)
