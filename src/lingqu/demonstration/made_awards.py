"""Awards that made organisations have drawn before under measures of the plan, so that ceilings have something to hold.

Its one law: no award exceeds the ceiling of its measure, and whoever is said to have drawn the award of F14 has it
here. Sums are ours; nothing was ever paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import AwardRow, FactRow, PlatformRow, RecognitionRow
from lingqu.demonstration.made_organisations import Made

_WAN_FEN = 1_000_000  # 10 000 yuan in fen


def made_awards(
    organisations: Sequence[Made],
    recognitions: Sequence[RecognitionRow],
    platforms: Sequence[PlatformRow],
    facts: Sequence[FactRow],
    chance: Chance,
    as_of: date,
) -> Iterator[AwardRow]:
    """Make the awards: most paid, every fifth granted and not yet arrived."""
    drawn = {row.subject for row in facts if row.code == "previously_received_f14" and row.verified == "true"}
    rows: list[tuple[str, str, str, str, int]] = []
    for measure, kind, turns, wan in (
        ("F01", "incubator", (0, 1, 6, 7), 20), ("F16", "concept_operator", (0, 4), 40),
        ("F19", "new_type_rd_institution", (0, 4, 9, 14), 250), ("F03", "ai_enterprise", (2, 10), 100),
        ("F11", "enterprise", (0, 3, 8, 11), 200), ("F06", "research_institute", (0, 5), 150),
    ):  # fmt: skip
        rows += [
            (measure, each.row.key, "organisation", "", wan)
            for each in organisations
            if each.kind == kind and each.turn in turns
        ]
    pilots = [row for row in platforms if row.kind == "pilot_platform"][:6:2]
    rows += [("F17", row.organisation, "platform", row.key, 60) for row in pilots]
    bases = [row for row in recognitions if row.kind in ("international_base", "asean_joint_laboratory")][::5]
    rows += [("F09", row.organisation, "recognition", row.key, 400) for row in bases]
    rows += [("F14", row.organisation, "recognition", row.key, 50) for row in recognitions if row.key in drawn]
    first, last = as_of - timedelta(days=230), as_of - timedelta(days=30)
    for number, (measure, organisation, subject_kind, subject, wan) in enumerate(rows, 1):
        granted = chance.day(first, last)
        arrived = granted + timedelta(days=chance.whole(10, 30))
        yield AwardRow(
            organisation=organisation,
            measure=measure,
            year=granted.year,
            fen=wan * _WAN_FEN,
            granted_on=granted,
            paid_on=None if number % 5 == 0 and measure != "F14" else arrived,
            document=f"演示指标〔{granted.year}〕{number:02}号",
            subject_kind=subject_kind,
            subject=subject,
        )
