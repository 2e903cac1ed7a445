"""Made people: experts, technology managers, talents, deputies, leaders of projects.

Its one law: nobody here lives; a name is what the person does and a number, so that nobody takes it for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import PersonRow
from lingqu.demonstration.made_organisations import Made
from lingqu.demonstration.names import marked
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.platforms import PILOT_INDUSTRIES


class _Sort(NamedTuple):
    key: str
    number: int
    kinds: tuple[str, ...]
    zh: str
    en: str
    homes: tuple[str, ...]
    has_certificate: bool


_LEARNED = ("university", "research_institute", "converted_institute", "new_type_rd_institution")
_FIRMS = ("enterprise", "ai_enterprise")
_SORTS = (
    _Sort("expert", 24, ("expert",), "评审专家", "Expert", _LEARNED, False),
    _Sort("finance", 4, ("expert", "finance_expert"), "财务专家", "Finance Expert", ("finance_institution",), True),
    _Sort(
        "manager", 18, ("technology_manager",), "技术经理人", "Technology Manager",
        ("university", "concept_operator", "incubator"), True,
    ),
    _Sort("talent", 14, ("talent",), "高层次人才", "Talent", _LEARNED + _FIRMS, False),
    _Sort("joint", 4, ("talent", "joint_post"), "联聘人才", "Joint Post", _LEARNED, False),
    _Sort("deputy", 6, ("deputy",), "科技副总", "Technology Deputy", _FIRMS, False),
    _Sort("leader", 60, ("project_leader",), "项目负责人", "Project Leader", _LEARNED + _FIRMS, False),
)  # fmt: skip
_TITLES = (
    Title("教授", "professor"),
    Title("研究员", "research fellow"),
    Title("高级工程师", "senior engineer"),
    Title("副教授", "associate professor"),
    Title("工程师", "engineer"),
)
_FIELDS = tuple(entry.title for entry in PILOT_INDUSTRIES if entry.parent)


def made_people(organisations: Sequence[Made], chance: Chance, as_of: date) -> tuple[PersonRow, ...]:
    """Make the people; each works at a made organisation."""
    return tuple(
        _person(sort, number, organisations, chance, as_of) for sort in _SORTS for number in range(1, sort.number + 1)
    )


def leaders(people: Sequence[PersonRow]) -> tuple[str, ...]:
    """The keys of those who lead projects."""
    return tuple(person.key for person in people if "project_leader" in person.kinds)


def _person(sort: _Sort, number: int, organisations: Sequence[Made], chance: Chance, as_of: date) -> PersonRow:
    home = chance.of([each for each in organisations if each.kind in sort.homes])
    expires = chance.day(date(as_of.year, 3, 1), date(as_of.year + 3, 12, 31)) if sort.has_certificate else None
    return PersonRow(
        key=f"person-{sort.key}-{number:02}",
        name=marked(f"{sort.zh}{number:02}", f"{sort.en} {number:02}"),
        kinds=sort.kinds,
        organisation=home.row.key,
        field_of_work=chance.of(_FIELDS),
        title=chance.of(_TITLES),
        certificate=f"YS-{sort.key.upper()}-{number:04}" if sort.has_certificate else "",
        valid_to=expires,
    )
