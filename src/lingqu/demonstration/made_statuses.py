"""What made organisations are in the sense of the measures, and the facts of the measures that ask organisations.

Its one law: a status that no document settles has no row, so that it is unknown. Each measure of the plan that is
addressed to organisations meets some that get it, some that do not and some that cannot tell yet.
"""

from __future__ import annotations

from typing import NamedTuple

from lingqu.demonstration.chance import Chance, yuan
from lingqu.demonstration.fact_book import About, FactBook, organisation
from lingqu.demonstration.made_figures import Years
from lingqu.demonstration.made_organisations import Made, is_enterprise
from lingqu.law.codes.industries import at_level

_MILLION = 1_000_000.0
_STATUS_OF_KIND = {
    "is_incubator": ("incubator",),
    "is_research_institute": ("research_institute", "converted_institute"),
    "is_new_type_rd_institution": ("new_type_rd_institution",),
    "is_proof_of_concept_centre": ("concept_operator",),
}
_UNSETTLED = {
    "is_incubator": ("incubator", 11),
    "is_research_institute": ("converted_institute", 3),
    "is_new_type_rd_institution": ("new_type_rd_institution", 15),
    "is_proof_of_concept_centre": ("concept_operator", 7),
}
"""For each status the kind and the turn of the one whose application still runs."""
_DIGITAL = ("39", "64", "65")


class Deal(NamedTuple):
    """What an incubator brought about: whether, and millions; None is not told."""

    brought: bool | None
    millions: float | None


_DEALS = (Deal(True, 4.5), Deal(True, 30), Deal(False, 0), Deal(None, 1.2), Deal(True, None), Deal(True, 0))
_NOTABLE: tuple[bool | None, ...] = (True, False, None, True, None)
_ASEAN: tuple[tuple[bool | None, bool | None], ...] = (
    (True, True), (True, None), (True, False), (None, True), (False, None), (True, True),
)  # fmt: skip
_PROVEN: tuple[tuple[bool | None, bool | None], ...] = ((True, False), (False, True), (False, False), (False, None))
_HORIZONTAL: tuple[float | None, ...] = (8.2, 0.6, 0, None, 31)


def say_statuses(made: Made, book: FactBook, chance: Chance) -> None:
    """Say what an organisation is."""
    about = organisation(made.row.key)
    book.register(about, "located_in_guilin", True, follows=True)
    book.register(about, "is_enterprise", is_enterprise(made.row), follows=True)
    book.register(about, "is_public_institution", made.row.legal_kind == "public_institution", follows=True)
    for code, kinds in _STATUS_OF_KIND.items():
        unsettled = _UNSETTLED[code] == (made.kind, made.turn)
        book.register(about, code, None if unsettled else made.kind in kinds, follows=True)
    book.declared(about, "is_ai_enterprise", _is_ai(made, chance))


def say_conduct(made: Made, book: FactBook, chance: Chance, years: Years) -> None:
    """Say what the measures addressed to organisations ask of its kind."""
    about = organisation(made.row.key)
    if made.kind == "incubator":
        deal = _DEALS[made.turn % len(_DEALS)]
        book.declared(about, "facilitated_venture_investment", deal.brought)
        book.declared(about, "financing_facilitated_in_year_yuan", _money(deal.millions))
    elif made.kind in ("research_institute", "converted_institute"):
        _say_institute(made, about, book, chance)
    elif made.kind == "new_type_rd_institution":
        amount = _HORIZONTAL[made.turn % len(_HORIZONTAL)]
        for year in years.all[:-1]:
            grown = None if amount is None else amount * (1 - 0.15 * (years.closed - year))
            book.signed(about, "horizontal_income_received_yuan", _money(grown), "kjt", year=year)
    elif made.kind == "concept_operator":
        invested, transferred = _PROVEN[made.turn % len(_PROVEN)]
        book.declared(about, "project_obtained_external_investment", invested)
        book.declared(about, "project_transferred_intellectual_property", transferred)
    _say_asean(made, about, book, chance)


def _say_institute(made: Made, about: About, book: FactBook, chance: Chance) -> None:
    book.register(about, "technology_contract_turnover_yuan", yuan(chance.around(2.4e7, 0.8)))
    book.register(about, "patents_converted_count", str(chance.whole(0, 30)))
    book.found(about, "notable_results_recognised", _NOTABLE[made.turn % len(_NOTABLE)], "kjt")


def _say_asean(made: Made, about: About, book: FactBook, chance: Chance) -> None:
    """Cooperation with ASEAN: planted for some by turns, declared as none by many, untold by the rest."""
    if made.turn % 12 == 4:
        works, good = _ASEAN[(made.turn // 12) % len(_ASEAN)]
        book.declared(about, "cooperates_with_leading_asean_partner", works)
        book.found(about, "good_economic_social_benefit_recognised", good, "kjt")
    elif chance.likely(0.6):
        book.declared(about, "cooperates_with_leading_asean_partner", False)


def _is_ai(made: Made, chance: Chance) -> bool | None:
    if made.kind == "ai_enterprise":
        return None if made.turn % 8 == 5 else True  # one in eight has neither list nor audit to show
    digital = at_level(made.row.industry, 2).code in _DIGITAL
    return None if digital and is_enterprise(made.row) and chance.likely(0.35) else False


def _money(millions: float | None) -> str | None:
    return None if millions is None else yuan(millions * _MILLION)
