"""Made platforms of the kinds of the plan, with what F05, F17 and F18 ask of them.

Its one law: a platform is held by a made organisation whose kind may hold it, and its name says that it is made. Sums
come in turns that put some platforms at the lines of the measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lingqu.demonstration.chance import Chance, yuan
from lingqu.demonstration.content import NOTHING_SAID, PlatformRow, RecognitionRow
from lingqu.demonstration.fact_book import About, FactBook
from lingqu.demonstration.made_figures import Years
from lingqu.demonstration.made_organisations import Made
from lingqu.demonstration.names import Names, marked
from lingqu.demonstration.places import LINGUI
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.platforms import PILOT_INDUSTRIES, PLATFORM_KINDS

_MILLION = 1_000_000.0
_CITY = Title("桂林市科技局", "Guilin Science and Technology Bureau")
_REGION = Title("自治区科技厅", "Department of Science and Technology")
_STATE = Title("国家有关部门", "a department of the state")
_ORGANS = {"municipal": _CITY, "regional": _REGION, "national": _STATE, "": _CITY}
_INDUSTRIES = tuple(entry for entry in PILOT_INDUSTRIES if entry.parent)
_PAIRED = frozenset((
    "industry_service", "international_base", "asean_joint_laboratory", "technology_centre", "emerging_centre",
    "engineering_centre", "manufacturing_centre",
))  # fmt: skip
"""Kinds that a recognition of `made_titles` makes: one platform to each."""
_INNOVATION = (_PAIRED - {"industry_service"}) | {"key_laboratory", "enterprise_centre", "joint_laboratory"}


class _Sort(NamedTuple):
    kind: str
    number: int
    holders: tuple[str, ...]
    levels: tuple[str, ...]


_FIRMS = ("enterprise",)
_SORTS = (
    _Sort("concept_centre", 8, ("concept_operator",), ("regional", "municipal")),
    _Sort("pilot_platform", 26, ("enterprise", "new_type_rd_institution"), ("regional", "municipal", "")),
    _Sort("national_pilot_platform", 8, _FIRMS, ("national",)),
    _Sort("new_type_rd_institution", 10, ("new_type_rd_institution",), ("regional", "municipal")),
    _Sort("joint_laboratory", 4, ("university", "research_institute"), ("regional", "municipal")),
    _Sort("key_laboratory", 6, ("university", "research_institute", "enterprise"), ("regional", "national")),
    _Sort("enterprise_centre", 6, _FIRMS, ("regional", "municipal")),
    _Sort("incubator", 12, ("incubator",), ("national", "regional", "municipal")),
    _Sort("makerspace", 3, ("incubator", "university"), ("regional",)),
    _Sort("nursery", 2, ("incubator",), ("municipal",)),
    _Sort("accelerator", 2, ("incubator",), ("regional",)),
)

_OUTPUT: tuple[tuple[float | None, float | None], ...] = (
    (62, 62), (60, 10), (49.5, 49.5), (80, None), (20, 15), (None, None), (54, 54),
)  # fmt: skip
"""F05: millions of output and of it received."""
_SERVICE: tuple[tuple[bool | None, float | None, float | None], ...] = (
    (True, 4.8, 0.6), (True, 12, 1), (None, 3, 0), (False, 2, 0), (True, 1, 1), (True, None, None), (True, 3, None),
)  # fmt: skip
"""F17: open to others, millions received, millions of it public."""
_LISTED: tuple[tuple[bool | None, bool | None], ...] = ((True, True), (True, False), (True, None), (None, True))
"""F18: on the list, newly so."""


def made_platforms(
    organisations: Sequence[Made],
    recognitions: Sequence[RecognitionRow],
    names: Names,
    chance: Chance,
    as_of: date,
) -> Iterator[PlatformRow]:
    """Make the platforms: those that a recognition makes, then the others."""
    for number, row in enumerate((each for each in recognitions if each.kind in _PAIRED), 1):
        name = _name(row.kind, names, number)
        yield PlatformRow(
            f"platform-r{number:02}", name, row.kind, row.level, row.organisation, "", row.recognised_on, row.organ,
            row.valid_to, "preparing" if row.recognised_on is None else "in_force",
        )  # fmt: skip
    for sort in _SORTS:
        holders = [each for each in organisations if each.kind in sort.holders]
        firms_first = sorted(holders, key=lambda each: (each.row.size not in ("medium", "large"), each.row.key))
        pool = firms_first[: 3 * sort.number] if sort.kind in ("pilot_platform", "national_pilot_platform") else holders
        chosen = chance.some(pool, sort.number)
        for number, holder in enumerate(chosen):
            yield _platform(sort, number, holder, names, chance, as_of)


def _platform(sort: _Sort, number: int, holder: Made, names: Names, chance: Chance, as_of: date) -> PlatformRow:
    level = sort.levels[number % len(sort.levels)]
    given = chance.day(date(as_of.year - 5, 1, 1), as_of)
    is_pilot = sort.kind in ("pilot_platform", "national_pilot_platform")
    industry = _INDUSTRIES[number % len(_INDUSTRIES)] if is_pilot else None
    until = date(given.year + 5, given.month, min(given.day, 28))
    standing = "expired" if until < as_of else chance.of(("in_force", "due_for_review", "suspended"), (0.85, 0.1, 0.05))
    return PlatformRow(
        key=f"platform-{sort.kind}-{number + 1:02}",
        name=_name(sort.kind, names, number + 1, industry.title if industry else NOTHING_SAID),
        kind=sort.kind,
        level=level,
        organisation=holder.row.key,
        pilot_industry=industry.code if industry else "",
        recognised_on=given,
        recognised_by=_ORGANS[level],
        valid_to=until,
        standing=standing,
        place=LINGUI if sort.kind == "concept_centre" and number == 0 else holder.row.place,
    )


def _name(kind: str, names: Names, number: int, industry: Title = NOTHING_SAID) -> Title:
    title = PLATFORM_KINDS.entry(kind).title
    trade = f" for {industry.en.lower()}" if industry.en else ""
    return marked(names.stem() + industry.zh + title.zh, f"{title.en} {number:02}{trade}")


def say_platforms(platforms: Sequence[PlatformRow], book: FactBook, chance: Chance, years: Years) -> None:
    """Say of each platform what it is and what the measures ask of it."""
    met: dict[str, int] = {}
    for row in platforms:
        about = About(row.organisation, "platform", row.key)
        group = "innovation" if row.kind in _INNOVATION else row.kind
        turn = met.get(group, 0)
        met[group] = turn + 1
        is_pilot = row.kind in ("pilot_platform", "national_pilot_platform")
        filing = row.kind == "pilot_platform" and turn == 25  # its filing still runs
        book.register(about, "is_innovation_platform", group == "innovation", follows=True)
        book.register(about, "is_pilot_platform", None if filing else is_pilot, follows=True)
        book.register(about, "platform_level", row.level or None, follows=True)
        if row.kind == "national_pilot_platform":
            listed, is_new = _LISTED[turn % len(_LISTED)]
            book.register(about, "on_national_pilot_platform_cultivation_list", listed)
            book.register(about, "listing_is_new", is_new)
        else:
            book.register(about, "on_national_pilot_platform_cultivation_list", False, follows=True)
        if group == "innovation":
            _say_output(about, turn, book, years)
        if is_pilot:
            _say_service(about, turn, book, chance, years)


def _say_output(about: About, turn: int, book: FactBook, years: Years) -> None:
    output, received = _OUTPUT[turn % len(_OUTPUT)]
    if output is not None:
        for year, times in zip(years.all, (0.7, 0.86, 1.0), strict=False):
            book.signed(about, "conversion_annual_output_yuan", yuan(output * times * _MILLION), "kjt", year=year)
    if received is not None:
        book.declared(about, "conversion_received_yuan", yuan(received * _MILLION))


def _say_service(about: About, turn: int, book: FactBook, chance: Chance, years: Years) -> None:
    opened, received, public = _SERVICE[turn % len(_SERVICE)]
    book.declared(about, "serves_external_users", opened)
    for year, times in zip(years.all, (0.6, 0.8, 1.0), strict=False):
        if received is not None:
            amount = received * times * _MILLION
            book.signed(about, "service_income_received_yuan", yuan(amount), "kjt", year=year)
            contracted = yuan(amount * chance.between(1.0, 1.5))
            book.declared(about, "service_income_contracted_yuan", contracted, year=year)
        if public is not None:
            book.signed(about, "fiscal_appropriation_in_income_yuan", yuan(public * times * _MILLION), "czt", year=year)
