"""The nineteen measures on zen-engine, a record at a time, with the most and the missing bits added.

Its one law: one decision for all nineteen, called by key, as `peers/zen.py` found fastest, with its conditions.
Records are made while loading: facts that are unknown are left out, days are numbers, what zen cannot do is prepared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars
import zen as engine

from peers import zen
from peers.measures import BASES, CAPS_YUAN, KINDS, MEASURES, PERCENT
from peers.wide import BITS, COLUMNS, DAY, FIRST_RECOGNITION, Totals
from peers.wide_polars import FACTS, shared

NULL = polars.lit(None)
EITHER = {
    "fills_domestic_technology_gap": "expected_ten_billion_cluster",
    "is_most_international_cooperation_base": "is_regional_asean_joint_laboratory",
    "is_enterprise": "is_public_institution",
    "project_obtained_external_investment": "project_transferred_intellectual_property",
}
"""Facts of which one is enough, in F07, F09, F10 and F16."""

RENAMED = {"main_business_revenue_yuan_2026": "main_business_revenue_yuan"}
IN_TIME = zen.Condition(fails="in_time == false", holds="in_time == true")
NEVER_PASSED = zen.Condition(fails="never_passed == false", holds="never_passed == true")
OUT = {"recognition_date": "in_time", "max_prior_year_main_business_revenue_yuan": "never_passed"}
"""Facts that stand in the record as a condition already decided, since the day is fixed."""


def _unknown(code: str, name: str) -> str:
    """When a fact is unknown and still matters."""
    if code == "F11" and name == "revenue_yuan":
        return f"{name} == null and rd_expenditure_yuan != null and rd_expenditure_yuan < 2000000000"
    pairs = {**EITHER, **{second: first for first, second in EITHER.items()}}
    if code in ("F07", "F09", "F10", "F16") and name in pairs:
        return f"{name} == null and {pairs[name]} != true"
    return f"{OUT.get(name, name)} == null"


def expression(code: str) -> str:
    """One expression that gives [verdict, fen, most, bits]."""
    conditions = list(zen.RULES[code].conditions[2:])
    conditions = [
        {zen.WITHIN_THREE_YEARS: IN_TIME, zen.FIRST_TIME: NEVER_PASSED}.get(part, part) for part in conditions
    ]
    conditions.insert(0, zen.RULES[code].conditions[0])
    fails = " or ".join(f"({condition.fails})" for condition in conditions)
    holds = " and ".join(f"({condition.holds})" for condition in conditions)
    fen = zen.RULES[code].award
    most = fen
    if code in PERCENT and KINDS[code] == "due":
        known = " and ".join(f"{name} != null" for name in BASES[code])
        most = f"({known} ? {fen} : {CAPS_YUAN[code] * 100})"
    bits = " + ".join(f"({_unknown(code, name)} ? {1 << place} : 0)" for place, name in enumerate(BITS[code]))
    return f"{fails} ? [false, null, null, 0] : ({holds} ? [true, {fen}, {most}, 0] : [null, null, {most}, {bits}])"


class Zen:
    """The contender: one engine, one decision of nineteen expressions."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._records: list[dict[str, Any]] = []
        self.build()

    def build(self) -> None:
        """Load the decision, which compiles it."""
        decision = zen.decision({code: expression(code) for code in MEASURES})
        content = {"loader": {"type": "static", "content": {"all": decision}}}
        self._evaluate = engine.ZenEngine(content).evaluate

    def load(self, path: Path) -> None:
        """Make a record of every row."""
        frame = polars.read_parquet(path, columns=["id", *FACTS])
        self._ids = frame["id"].to_list()
        never_passed = shared()[1]
        in_time = polars.col("recognition_date").is_between(FIRST_RECOGNITION, DAY).alias("in_time")
        frame = frame.with_columns(in_time, never_passed).drop(
            "id", "recognition_date", "max_prior_year_main_business_revenue_yuan",
            "main_business_revenue_yuan_2024", "main_business_revenue_yuan_2025",
        ).rename(RENAMED)  # fmt: skip
        names = frame.columns
        self._records = [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in frame.iter_rows()
        ]

    def compute(self) -> list[dict[str, Any]]:
        """Ask for all nineteen, a record at a time."""
        evaluate = self._evaluate
        return [evaluate("all", record)["result"] for record in self._records]

    def frame(self, result: object) -> polars.DataFrame:
        """Put the answers into the shared columns."""
        assert isinstance(result, list)
        rows = [
            (
                id_,
                *(
                    cell if cell is None or isinstance(cell, bool) else int(cell)
                    for code in MEASURES
                    for cell in each[code]
                ),
            )
            for id_, each in zip(self._ids, result, strict=True)
        ]
        types = [polars.Boolean if "." not in name else polars.Int64 for name in COLUMNS[1:]]
        schema = {"id": polars.String, **dict(zip(COLUMNS[1:], types, strict=True))}
        return polars.DataFrame(rows, schema=schema, orient="row")

    def write_long(self, path: Path) -> None:
        """Not asked of zen: it answers records."""
        raise NotImplementedError

    def totals(self, path: Path) -> Totals:
        """Not asked of zen: it answers records."""
        raise NotImplementedError
