"""The nineteen measures answered in naive Python: an oracle written apart from the engine, slow and by definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peers.given import FACTS, NO, UNKNOWN, YES, Facts, read, value_of
from peers.measures import MEASURES, Award, award_of, readings_clash, verdict_of
from peers.missing import missing_sets_of

FINDINGS = (
    "notable_results_recognised", "fills_domestic_technology_gap", "expected_ten_billion_cluster",
    "good_economic_social_benefit_recognised", "meets_programme_conditions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure's answer by the contract; `missing` and `missing_sets` are empty unless undetermined."""

    measure: str
    verdict: str
    award: Award | None
    at_most_fen: int | None
    missing: tuple[str, ...]
    missing_sets: tuple[tuple[str, ...], ...]
    needs_finding: tuple[str, ...]
    readings_clash: bool
    """Whether the alternatives of f05_arrival give different verdicts."""
    ratio_undefined: bool
    """Whether the denominator of F11 is known to be zero or negative."""


def assess(
    *,
    facts: Facts,
    as_of: str | None = None,
    f05_arrival: str | None = None,
    measures: Sequence[str] = tuple(MEASURES),
    with_missing: bool = True,
) -> list[Outcome]:
    """Answer the measures for the facts of one subject (JSON of the contract); `with_missing` is the slow part."""
    given = read(facts=facts, as_of=as_of)
    return [_answer(code, given, f05_arrival, with_missing) for code in measures]


def _answer(code: str, given: Facts, f05_arrival: str | None, with_missing: bool) -> Outcome:
    verdict, award = verdict_of(code, given, f05_arrival), award_of(code, given)
    sets = missing_sets_of(code, given, f05_arrival) if verdict is UNKNOWN and with_missing else ()
    missing = tuple(name for name in FACTS if any(name in set_ for set_ in sets))
    revenue = value_of(given, "revenue_yuan")
    return Outcome(
        measure=code,
        verdict={YES: "eligible", NO: "not_eligible", UNKNOWN: "undetermined"}[verdict],
        award=award if verdict is YES else None,
        at_most_fen=award.at_most_fen if verdict is UNKNOWN else None,
        missing=missing,
        missing_sets=sets,
        needs_finding=tuple(name for name in missing if name in FINDINGS),
        readings_clash=readings_clash(code, given, f05_arrival),
        ratio_undefined=code == "F11" and revenue is not None and revenue <= 0,
    )
