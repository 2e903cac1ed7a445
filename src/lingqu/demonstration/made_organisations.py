"""Three hundred made organisations: names, credit codes, districts, industries, sizes, titles of the ladder.

Its one law: every name is marked as made, every credit code begins its body with HC, and the number of each kind is
fixed here, so that each measure of the plan meets somebody. Shares and weights are ours and no statistics.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import OrganisationRow
from lingqu.demonstration.names import Names, marked
from lingqu.demonstration.places import PARKS_OF
from lingqu.demonstration.trades import CLASSES_OF_PALETTES, CLASSES_OF_TRADES
from lingqu.law.codes.industries import Industry, industries, industry
from lingqu.law.codes.regions import region
from lingqu.law.synthetic.credit_codes import ENTERPRISE, PRIVATE_NON_ENTERPRISE, PUBLIC_INSTITUTION, credit_codes
from lingqu.law.synthetic.industries import INDUSTRIES
from lingqu.law.synthetic.places import DISTRICTS

FIRST_NUMBER = 700_000_000  # of the codes: far from those of the synthetic registers
ASSOCIATION = "51"
SIZES = ("micro", "small", "medium", "large")


class KindRow(NamedTuple):
    """A kind of organisation: how many, in which legal kinds by turns, its industries, sizes and endings of names."""

    kind: str
    number: int
    legal_kinds: tuple[str, ...]
    palette: str
    sizes: tuple[float, float, float, float]
    endings: tuple[str, ...]
    english: str


_COMPANY, _PUBLIC, _PRIVATE = ("enterprise_legal_person",), ("public_institution",), ("private_non_enterprise",)
_FIRMS, _SMALL = (0.25, 0.38, 0.26, 0.11), (0.3, 0.5, 0.2, 0.0)

KINDS = (
    KindRow("enterprise", 190, _COMPANY, "factory", _FIRMS, ("有限公司", "股份有限公司"), "Company"),
    KindRow("ai_enterprise", 24, _COMPANY, "digital", (0.2, 0.5, 0.25, 0.05), ("科技有限公司",), "AI Company"),
    KindRow("incubator", 12, _COMPANY * 3 + _PUBLIC, "science", _SMALL, ("孵化器", "孵化中心"), "Incubator"),
    KindRow("research_institute", 10, _PUBLIC, "science", _SMALL, ("研究院", "研究所"), "Research Institute"),
    KindRow("converted_institute", 4, _COMPANY, "science", _SMALL, ("研究院有限公司",), "Converted Institute"),
    KindRow(
        "new_type_rd_institution", 16, _COMPANY * 2 + _PRIVATE + _PUBLIC, "science", _SMALL,
        ("创新研究院", "技术研究院"), "New-type R&D Institution",
    ),
    KindRow("concept_operator", 8, _PUBLIC + _COMPANY, "science", _SMALL, ("概念验证服务中心",), "Concept Centre"),
    KindRow("university", 6, _PUBLIC, "education", _SMALL, ("学院",), "College"),
    KindRow("public_service", 12, _PUBLIC, "science", _SMALL, ("技术服务中心", "检测中心"), "Service Centre"),
    KindRow("hospital", 4, _PUBLIC, "health", _SMALL, ("医院",), "Hospital"),
    KindRow("finance_institution", 6, _COMPANY, "finance", _SMALL, ("创业投资有限公司",), "Venture Capital"),
    KindRow("association", 4, ("association",), "science", _SMALL, ("成果转化联盟", "产业协会"), "Association"),
    KindRow("park_committee", 4, _PUBLIC, "management", _SMALL, ("园区服务中心",), "Park Office"),
)  # fmt: skip
REGISTERED_AS = {"ai_enterprise": "enterprise", "concept_operator": "public_service"}
"""Kinds that only the generator tells apart, by the kind of the code list."""

_DIVISIONS = {"education": "83", "health": "84", "finance": "67", "management": "72"}
_PAIRS = {
    "enterprise_legal_person": ENTERPRISE,
    "public_institution": PUBLIC_INSTITUTION,
    "private_non_enterprise": PRIVATE_NON_ENTERPRISE,
    "association": ASSOCIATION,
}
_STAGE_WEIGHTS = {
    "micro": (0.6, 0.35, 0.05, 0, 0, 0, 0),
    "small": (0.3, 0.3, 0.25, 0.05, 0.1, 0, 0),
    "medium": (0.25, 0.1, 0.35, 0.08, 0.15, 0.07, 0),
    "large": (0.3, 0, 0.3, 0.05, 0.1, 0.15, 0.1),
}
_STAGES = ("", "tech_sme", "high_tech", "gazelle", "specialised", "little_giant", "tech_leader")


class Made(NamedTuple):
    """A made organisation with the kind that the generator knows it by and its turn among its kind."""

    row: OrganisationRow
    kind: str
    turn: int


def made_organisations(chance: Chance, names: Names, as_of: date) -> tuple[Made, ...]:
    """Make the three hundred."""
    kinds = [(each, turn) for each in KINDS for turn in range(each.number)]
    drafts = [_draft(kind, turn, number, chance, names, as_of) for number, (kind, turn) in enumerate(kinds, 1)]
    codes = _codes([draft for draft, _, _ in drafts])
    return tuple(
        Made(_with_code(draft, code), kind.kind, turn) for (draft, kind, turn), code in zip(drafts, codes, strict=True)
    )


def newcomer_code(division: str) -> str:
    """A credit code of the made series that none of the three hundred has, for an organisation not registered yet."""
    return _made_codes(FIRST_NUMBER - 1, _COMPANY, [division])[0]


def _draft(
    kind: KindRow, turn: int, number: int, chance: Chance, names: Names, as_of: date
) -> tuple[OrganisationRow, KindRow, int]:
    legal = kind.legal_kinds[turn % len(kind.legal_kinds)]
    pulls = [each.weight * (1 if kind.kind == "enterprise" else each.pull) for each in DISTRICTS]
    district = DISTRICTS[number - 1].code if number <= len(DISTRICTS) else chance.of(DISTRICTS, pulls).code
    group, trade = _industry(kind.palette, chance)
    size = chance.of(SIZES, kind.sizes) if legal == "enterprise_legal_person" else ""
    stage = chance.of(_STAGES, _STAGE_WEIGHTS[size]) if kind.kind in ("enterprise", "ai_enterprise") else ""
    parks = PARKS_OF.get(district, ())
    ending = kind.endings[turn % len(kind.endings)]
    row = OrganisationRow(
        key=f"org-{number:03}",
        name=marked(names.stem() + trade + ending, f"{kind.english} {number:03}, {region(district).title.en}"),
        kind=REGISTERED_AS.get(kind.kind, kind.kind),
        legal_kind=legal,
        region=district,
        industry=group.code,
        size=size,
        stage=stage,
        founded_on=chance.day(date(as_of.year - 22, 1, 1), date(as_of.year - 4, 12, 31)),
        place=chance.of(parks) if parks and chance.likely(0.6) else "",
    )
    return row, kind, turn


def _industry(palette: str, chance: Chance) -> tuple[Industry, str]:
    """A class of GB/T 4754 by the palette, and a word of its trade."""
    if palette in _DIVISIONS:
        return _one_of(CLASSES_OF_PALETTES[palette], _drawn(_DIVISIONS[palette], chance)), ""
    division = chance.of(INDUSTRIES, [getattr(each, palette) for each in INDUSTRIES])
    drawn, trade = _drawn(division.code, chance), chance.of(division.trades)
    return _one_of(CLASSES_OF_TRADES[trade], drawn), trade


def _drawn(division: str, chance: Chance) -> Industry:
    return chance.of([each for each in industries().values() if each.level == 4 and each.code.startswith(division)])


def _one_of(classes: tuple[str, ...], drawn: Industry) -> Industry:
    """The class that a draw among all of the division comes to: no further draw, so that all else stays as it is."""
    return industry(classes[int(drawn.code) % len(classes)])


def _codes(rows: Sequence[OrganisationRow]) -> list[str]:
    return _made_codes(FIRST_NUMBER, [row.legal_kind for row in rows], [row.region for row in rows])


def _made_codes(first: int, legal_kinds: Sequence[str], divisions: Sequence[str]) -> list[str]:
    pairs = "".join(_PAIRS[each] for each in legal_kinds)
    made = credit_codes(
        numbers=np.arange(first, first + len(divisions), dtype=np.int64),
        registrars=np.frombuffer(pairs.encode(), dtype=np.uint8).reshape(len(divisions), 2),
        divisions=np.array([int(each) for each in divisions], dtype=np.int64),
    )
    return [str(code) for code in made.to_pylist()]


def _with_code(row: OrganisationRow, code: str) -> OrganisationRow:
    return OrganisationRow(
        row.key, row.name, row.kind, row.legal_kind, row.region, code, row.industry, row.size, row.stage,
        row.founded_on, row.place,
    )  # fmt: skip


def is_enterprise(row: OrganisationRow) -> bool:
    """Whether an organisation is an enterprise in law."""
    return row.legal_kind == "enterprise_legal_person"


def researches(row: OrganisationRow) -> float:
    """The usual share of revenue that goes into R&D in the industry of an organisation."""
    division = industry(row.industry).code[:2]
    return next((each.intensity for each in INDUSTRIES if each.code == division), 0.005)
