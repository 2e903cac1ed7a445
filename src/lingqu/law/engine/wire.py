"""Answers spelled for machines: the JSON of the contract, money as text with two decimals.

Its one law: the shapes of `lingqu assess` are fixed; what is added to them is added here or nowhere.
"""

from __future__ import annotations

import json
from typing import Any

from lingqu.law.engine.answers import Answer, AwardOutcome, Outcome
from lingqu.law.engine.program import Program
from lingqu.law.engine.reasons import because
from lingqu.law.lang.tree import Anchor

GENERAL_CONDITIONS = "general_conditions"
_SECTIONS = {"保障措施": "safeguards", "总体要求": "general", "施行": "validity", "引言": "preamble"}


def yuan(fen: int | None) -> str | None:
    """Spell fen as yuan with two decimals.

    >>> yuan(49999998)
    '499999.98'
    """
    if fen is None:
        return None
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def cite_record(anchor: Anchor) -> dict[str, Any]:
    """Spell a citation: the task's number, or the name of the section, and the sentence."""
    section = anchor.section
    if section.startswith("第") and section.endswith("条"):
        return {"task": int(section[1:-1]), "sentence": anchor.sentence}
    return {"task": _SECTIONS.get(section, section), "sentence": anchor.sentence}


def outcome_record(program: Program, answer: Answer, outcome: Outcome, lang: str = "zh") -> dict[str, Any]:
    """Spell one outcome."""
    judgement = outcome.judgement
    measure = outcome.compiled.measure
    return {
        "measure": measure.id,
        "verdict": judgement.verdict.value,
        "award": _award_record(outcome.award),
        "at_most_yuan": yuan(outcome.at_most),
        "missing": list(judgement.missing),
        "missing_sets": [list(each) for each in judgement.missing_sets],
        "needs_finding": list(judgement.needs_finding),
        "undefined": list(outcome.undefined),
        "readings": list(outcome.compiled.readings),
        "cites": cite_record(measure.cites[0]) if measure.cites else None,
        "unchecked": list(program.pack.policy.unchecked),
        "because": because(program, answer, outcome, lang),
    }


def _award_record(award: AwardOutcome | None) -> dict[str, Any] | None:
    if award is None:
        return None
    return {
        "kind": award.kind,
        "yuan": yuan(award.fen),
        "at_most_yuan": yuan(award.at_most),
        "remaining_yuan": yuan(award.remaining),
        "missing": list(award.missing),
    }


def answer_record(program: Program, answer: Answer, lang: str = "zh") -> dict[str, Any]:
    """Spell the whole answer of one subject."""
    return {
        "id": answer.subject.id,
        "policy": answer.policy,
        "policy_digest": answer.digest,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "outcomes": [outcome_record(program, answer, outcome, lang) for outcome in answer.outcomes],
    }


def answer_line(program: Program, answer: Answer, lang: str = "zh") -> str:
    """Spell the answer as one line of JSON: what `answer_record` says, put together from parts that are kept."""
    head = {
        "id": answer.subject.id,
        "policy": answer.policy,
        "policy_digest": answer.digest,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
    }
    key = f"line {lang}"
    lines = []
    for outcome in answer.outcomes:
        kept = outcome.judgement.texts.get(key)
        lines.append(_outcome_line(program, answer, outcome, lang) if kept is None else kept)
    return f'{_dump(head)[:-1]},"outcomes":[{",".join(lines)}]}}'


def _outcome_line(program: Program, answer: Answer, outcome: Outcome, lang: str) -> str:
    """One outcome as JSON. What holds for every subject of a pattern is spelled once and kept with the pattern."""
    judgement = outcome.judgement
    texts = judgement.texts
    parts = texts.get("line")
    if parts is None:
        record = outcome_record(program, answer, outcome, lang)
        middle = {key: record[key] for key in _OF_THE_PATTERN}
        texts["line"] = parts = (
            f'{{"measure":{_dump(record["measure"])},"verdict":{_dump(record["verdict"])},"award":',
            f",{_dump(middle)[1:-1]},",
        )
    because_text = because(program, answer, outcome, lang)
    award = _award_text(outcome.award)
    line = f'{parts[0]}{award},"at_most_yuan":{_sum(outcome.at_most)}{parts[1]}"because":{_dump(because_text)}}}'
    if judgement.outcome is outcome and f"because {lang}" in texts:
        texts[f"line {lang}"] = line
    return line


def _award_text(award: AwardOutcome | None) -> str:
    if award is None:
        return "null"
    sums = f'"yuan":{_sum(award.fen)},"at_most_yuan":{_sum(award.at_most)},"remaining_yuan":{_sum(award.remaining)}'
    return f'{{"kind":"{award.kind}",{sums},"missing":{_dump(award.missing)}}}'


def _sum(fen: int | None) -> str:
    return "null" if fen is None else f'"{yuan(fen)}"'


# The keys of an outcome between at_most_yuan and because, in their order: what follows from the pattern alone.
_OF_THE_PATTERN = (
    "missing", "missing_sets", "needs_finding", "undefined", "readings", "cites", "unchecked",
)  # fmt: skip

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
