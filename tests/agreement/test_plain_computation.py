"""The engine held against a naive computation of the nineteen measures that was written apart from it.

The other computation stands in bench/peers/plain.py; it finds missing sets by trying every value of every subset.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from peers import plain
from peers.given import read
from subjects import generate

from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_line, answer_record
from lingqu.law.packs.folders import load_pack

# Without a day it is open which year of a series counts, and the two say different things of what is missing.
QUICK, THOROUGH = 120, 1500


@cache
def program() -> Program:
    return compile_program(load_pack("guilin2026"))


def ours(outcome: Outcome) -> tuple[Any, ...]:
    award = outcome.award
    return (
        outcome.verdict.value,
        None if award is None else (award.kind, award.fen, award.at_most, award.remaining, award.missing),
        outcome.at_most,
        bool(outcome.undefined),
    )


def theirs(outcome: plain.Outcome) -> tuple[Any, ...]:
    award = outcome.award
    return (
        outcome.verdict,
        None
        if award is None
        else (award.kind, award.fen, award.at_most_fen, award.remaining_fen, tuple(award.missing)),
        outcome.at_most_fen,
        outcome.ratio_undefined,
    )


def hopeless_ratio(outcome: Outcome, facts: dict[str, Any]) -> bool:
    """R&D of zero or less beside an unknown revenue: no revenue lifts it over the line, which only values can tell."""
    spending = read(facts=facts, as_of=None).get("rd_expenditure_yuan")
    return outcome.measure == "F11" and spending is not None and spending <= 0


def compare(count: int, seed: int) -> int:
    reader = SubjectReader(program())
    compared = 0
    for record in generate(count=count, seed=seed):
        subject = reader.read({"id": record["id"], "facts": record["facts"]})
        answer = assess(program(), subject)
        expected = plain.assess(facts=record["facts"], with_missing=True)
        for found, other in zip(answer.outcomes, expected, strict=True):
            assert found.measure == other.measure
            assert ours(found) == theirs(other), (found.measure, record["facts"])
            if subject.day is not None and not hopeless_ratio(found, record["facts"]):
                sets = tuple(tuple(each) for each in other.missing_sets)
                assert found.judgement.missing_sets == sets, (found.measure, record["facts"])
                assert found.missing == tuple(other.missing)
                assert found.judgement.needs_finding == tuple(other.needs_finding)
            compared += 1
    return compared


def test_verdicts_sums_and_missing_facts_agree() -> None:
    assert compare(QUICK, 7) == QUICK * 19


@pytest.mark.slow
def test_they_agree_on_many_more() -> None:
    assert compare(THOROUGH, 11) == THOROUGH * 19


def test_the_line_of_json_says_what_the_record_says_also_when_its_parts_were_kept() -> None:
    reader = SubjectReader(program())
    for lang in ("zh", "en", "zh"):
        for record in generate(count=12, seed=5):
            answer = assess(program(), reader.read({"id": record["id"], "facts": record["facts"]}))
            fresh = compile_program(program().pack)
            again = assess(fresh, SubjectReader(fresh).read({"id": record["id"], "facts": record["facts"]}))

            line = json.loads(answer_line(program(), answer, lang))

            assert line == answer_record(fresh, again, lang)
            assert list(line["outcomes"][0]) == list(answer_record(fresh, again, lang)["outcomes"][0])
