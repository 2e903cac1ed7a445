"""Two hundred made projects with leader and partners, and what F04, F07, F12 and F15 ask of them.

Its one law: a project is led by a made organisation and, of its partners, all are made too. Sums come in turns that put
some projects at the lines of the measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lingqu.demonstration.chance import Chance, yuan
from lingqu.demonstration.content import PartnerRow, ProjectRow
from lingqu.demonstration.fact_book import About, FactBook
from lingqu.demonstration.made_organisations import Made
from lingqu.demonstration.names import Names, marked
from lingqu.demonstration.places import MADE_ENCLAVES
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.projects import PROJECT_KINDS

_MILLION = 1_000_000.0
_FIRMS = ("enterprise", "ai_enterprise")
_LEARNED = ("university", "research_institute", "converted_institute", "new_type_rd_institution")


class _Sort(NamedTuple):
    kind: str
    number: int
    holders: tuple[str, ...]
    ending: str


_SORTS = (
    _Sort("industrial", 60, ("enterprise",), "生产线项目"),
    _Sort("major_industrial", 12, ("enterprise",), "产业基地项目"),
    _Sort("core_technology", 20, _FIRMS, "产业化项目"),
    _Sort("proof_of_concept", 30, (*_LEARNED, "concept_operator"), "概念验证项目"),
    _Sort("research", 48, _FIRMS + _LEARNED, "研究项目"),
    _Sort("cooperation", 14, _LEARNED, "国际合作项目"),
    _Sort("conversion", 16, _FIRMS + _LEARNED, "成果转化项目"),
)
_STATUSES = {
    "is_industrial_project": ("industrial", "major_industrial"),
    "is_major_industrial_project": ("major_industrial",),
    "is_regional_key_core_technology_industrialisation_project": ("core_technology",),
    "is_proof_of_concept_project": ("proof_of_concept",),
}
_STILL_FILED = 27  # proof-of-concept projects from this turn on wait for their entry in the library

_LANDED: tuple[tuple[bool | None, float | None], ...] = (
    (True, 3.6), (True, 2.9), (None, 5), (True, None), (False, 8), (True, 10), (True, 3.0), (None, 2),
)  # fmt: skip
"""F04: whether a result of an enclave landed, millions of equipment."""
_GREAT: tuple[tuple[bool | None, bool | None, float | None], ...] = (
    (True, None, 1200), (False, True, 1000), (None, None, 1500), (True, None, 960), (False, False, 2000),
    (True, False, None),
)  # fmt: skip
"""F07: fills a gap, cluster expected, millions of fixed assets."""
_CORE: tuple[tuple[bool | None, bool | None, float | None], ...] = (
    (True, True, 80), (True, None, 50), (True, False, 60), (True, True, None), (True, True, 0), (None, True, 30),
    (True, True, 240),
)  # fmt: skip
"""F12: on the region's list, conditions met, millions of fixed assets."""
_SHARES = (
    Title("承担试验与检测，经费占两成", "trials and tests, a fifth of the money"),
    Title("提供样机与场地，知识产权共有", "prototypes and site, rights held in common"),
    Title("承担算法与软件，经费占三成", "algorithms and software, three tenths of the money"),
    Title("负责示范应用", "demonstration and use"),
)


def made_projects(
    organisations: Sequence[Made], leaders: Sequence[str], names: Names, chance: Chance, as_of: date
) -> Iterator[ProjectRow]:
    """Make the projects."""
    for sort in _SORTS:
        holders = [each for each in organisations if each.kind in sort.holders]
        for number in range(sort.number):
            yield _project(sort, number, chance.of(holders), organisations, leaders, names, chance, as_of)


def _project(
    sort: _Sort,
    number: int,
    holder: Made,
    organisations: Sequence[Made],
    leaders: Sequence[str],
    names: Names,
    chance: Chance,
    as_of: date,
) -> ProjectRow:
    begins = chance.day(date(as_of.year - 3, 1, 1), as_of)
    ends = date(begins.year + chance.whole(1, 3), 12, 31)
    standing = "running" if ends >= as_of else chance.of(("accepted", "overdue", "ended"), (0.75, 0.15, 0.1))
    partners = [each for each in organisations if each.kind in _FIRMS + _LEARNED and each is not holder]
    landed = sort.kind == "industrial" and _LANDED[number % len(_LANDED)][0]
    return ProjectRow(
        key=f"project-{sort.kind}-{number + 1:02}",
        name=marked(names.stem() + sort.ending, f"{PROJECT_KINDS.said(sort.kind, 'en')} {number + 1:02}"),
        kind=sort.kind,
        organisation=holder.row.key,
        leader=chance.of(leaders),
        code=f"YS-{begins.year}-{sort.kind[:3].upper()}-{number + 1:03}",
        begins_on=begins,
        ends_on=ends,
        standing=standing,
        place=MADE_ENCLAVES[number % len(MADE_ENCLAVES)] if landed else holder.row.place,
        partners=tuple(
            PartnerRow(each.row.key, chance.of(_SHARES)) for each in chance.some(partners, chance.whole(0, 3))
        ),
    )


def say_projects(projects: Sequence[ProjectRow], firms: frozenset[str], book: FactBook, chance: Chance) -> None:
    """Say of each project what it is and what the measures ask of it; `firms` are the keys of enterprises."""
    met: dict[str, int] = {}
    for row in projects:
        about = About(row.organisation, "project", row.key)
        turn = met.get(row.kind, 0)
        met[row.kind] = turn + 1
        _say_statuses(about, row, turn, firms, book)
        if row.kind == "industrial":
            landed, millions = _LANDED[turn % len(_LANDED)]
            book.declared(about, "enclave_result_landed", landed)
            book.signed(about, "production_equipment_investment_in_year_yuan", _money(millions), "gxt")
        elif row.kind == "major_industrial":
            gap, cluster, millions = _GREAT[turn % len(_GREAT)]
            book.declared(about, "enclave_result_landed", False)
            book.found(about, "fills_domestic_technology_gap", gap, "kjt")
            book.found(about, "expected_ten_billion_cluster", cluster, "gxt")
            book.signed(about, "fixed_asset_investment_yuan", _money(millions), "gxt")
        elif row.kind == "core_technology":
            _, meets, millions = _CORE[turn % len(_CORE)]
            book.found(about, "meets_programme_conditions", meets, "kjt")
            book.signed(about, "fixed_asset_investment_yuan", _money(millions), "kjt")
        elif row.kind == "conversion":
            book.declared(
                about, "conversion_annual_output_yuan", yuan(chance.around(8e6, 0.8)), year=row.begins_on.year
            )


def _say_statuses(about: About, row: ProjectRow, turn: int, firms: frozenset[str], book: FactBook) -> None:
    unsettled = {
        "is_proof_of_concept_project": row.kind == "proof_of_concept" and turn >= _STILL_FILED,
        "is_regional_key_core_technology_industrialisation_project": row.kind == "core_technology"
        and _CORE[turn % len(_CORE)][0] is None,
    }
    for code, kinds in _STATUSES.items():
        book.register(about, code, None if unsettled.get(code) else row.kind in kinds, follows=True)
    book.register(about, "is_enterprise_led_project", row.organisation in firms, follows=True)


def _money(millions: float | None) -> str | None:
    return None if millions is None else yuan(millions * _MILLION)
