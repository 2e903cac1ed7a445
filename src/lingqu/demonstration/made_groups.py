"""Made teams of university people and made consortia, with what F08 and F13 ask of them.

Its one law: neither is a legal person: each names the organisation that would receive its money. It draws no award.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import ConsortiumRow, TeamRow
from lingqu.demonstration.fact_book import About, FactBook
from lingqu.demonstration.made_organisations import Made
from lingqu.demonstration.names import Names, marked
from lingqu.demonstration.places import SCIENCE_PARK

TEAMS, CONSORTIA = 20, 14
_FOUNDING: tuple[tuple[bool | None, bool | None, bool | None], ...] = (
    (True, True, True), (True, True, None), (True, False, True), (True, True, False), (None, True, True),
    (True, True, True),
)  # fmt: skip
"""F08: converts a result, founds a firm, inside the park."""
_JOINING: tuple[tuple[bool | None, bool | None], ...] = (
    (True, True), (True, None), (False, True), (True, False), (True, True),
)  # fmt: skip
"""F13: led by an enterprise, works on key core technology."""


def made_teams(
    organisations: Sequence[Made], leaders: Sequence[str], names: Names, chance: Chance, book: FactBook, as_of: date
) -> Iterator[TeamRow]:
    """Make the teams and say what they are."""
    universities = [each for each in organisations if each.kind == "university"]
    for number in range(TEAMS):
        converts, starts, inside = _FOUNDING[number % len(_FOUNDING)]
        row = TeamRow(
            key=f"team-{number + 1:02}",
            name=marked(names.stem() + "师生创业团队", f"Founding Team {number + 1:02}"),
            organisation=universities[number % len(universities)].row.key,
            leader=chance.of(leaders),
            formed_on=chance.day(date(as_of.year - 2, 1, 1), as_of),
            place=SCIENCE_PARK if inside else "",
        )
        about = About(row.organisation, "team", row.key)
        book.register(about, "is_university_staff_student_team", None if number == TEAMS - 1 else True, follows=True)
        book.declared(about, "converts_research_result", converts)
        book.declared(about, "starts_business", starts)
        book.declared(about, "in_national_university_science_park", inside)
        yield row


def made_consortia(
    organisations: Sequence[Made], names: Names, chance: Chance, book: FactBook, as_of: date
) -> Iterator[ConsortiumRow]:
    """Make the consortia and say what they are."""
    firms = [each for each in organisations if each.kind == "enterprise" and each.row.size in ("medium", "large")]
    learned = [each for each in organisations if each.kind in ("university", "research_institute")]
    for number in range(CONSORTIA):
        led, works = _JOINING[number % len(_JOINING)]
        lead = chance.of(learned if led is False else firms)
        others = [each for each in (*firms, *learned) if each is not lead]
        agreed = chance.day(date(as_of.year - 2, 1, 1), as_of)
        row = ConsortiumRow(
            key=f"consortium-{number + 1:02}",
            name=marked(names.stem() + "创新联合体", f"Innovation Consortium {number + 1:02}"),
            organisation=lead.row.key,
            members=tuple(each.row.key for each in chance.some(others, chance.whole(2, 5))),
            agreed_on=agreed,
            agreement=f"YS-LHT-{agreed.year}-{number + 1:02}",
        )
        about = About(row.organisation, "consortium", row.key)
        book.register(about, "is_innovation_consortium", True, follows=True)
        book.declared(about, "consortium_led_by_enterprise", led)
        book.declared(about, "works_on_key_core_technology", works)
        yield row
