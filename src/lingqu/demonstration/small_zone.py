"""A small part of the zone for tests and quick looks: some thirty organisations with all that belongs to them.

Its one law: a kept row is the row of the whole zone, and names only rows that are kept too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from lingqu.demonstration.content import OrganisationRow, ZoneContent

_REAL, _OF_EACH_KIND, _MORE_ENTERPRISES = 3, 2, 5


def smaller(content: ZoneContent) -> ZoneContent:
    """Keep the organisations of each kind that have most to show, some real ones, and some plain enterprises."""
    organisations = tuple(_kept(content))
    keys = {each.key for each in organisations}
    people = tuple(each for each in content.people if each.organisation in keys)
    leaders = {each.key for each in people}
    return ZoneContent(
        places=content.places,
        organisations=organisations,
        people=people,
        recognitions=tuple(each for each in content.recognitions if each.organisation in keys),
        platforms=tuple(each for each in content.platforms if each.organisation in keys),
        projects=tuple(
            replace(
                each,
                leader=each.leader if each.leader in leaders else "",
                partners=tuple(partner for partner in each.partners if partner.organisation in keys),
            )
            for each in content.projects
            if each.organisation in keys
        ),
        teams=tuple(
            replace(each, leader=each.leader if each.leader in leaders else "")
            for each in content.teams
            if each.organisation in keys
        ),
        consortia=tuple(
            replace(each, members=tuple(member for member in each.members if member in keys))
            for each in content.consortia
            if each.organisation in keys
        ),
        awards=tuple(each for each in content.awards if each.organisation in keys),
        facts=tuple(each for each in content.facts if each.organisation in keys),
    )


def belongings(content: ZoneContent) -> Counter[str]:
    """How many rows of the registers belong to each organisation, by key."""
    return Counter(
        [row.organisation for row in content.projects]
        + [row.organisation for row in content.platforms]
        + [row.organisation for row in content.recognitions]
        + [row.organisation for row in content.consortia]
        + [row.organisation for row in content.teams]
    )


def plain_enterprises(content: ZoneContent) -> list[OrganisationRow]:
    """Made enterprises without titles, projects or anything else, that no other row names."""
    held = belongings(content)
    busy = {partner.organisation for row in content.projects for partner in row.partners}
    busy |= {member for row in content.consortia for member in row.members}
    busy |= {row.organisation for row in content.awards} | {row.organisation for row in content.people}
    return [
        row
        for row in content.organisations
        if row.is_made and row.kind == "enterprise" and not held[row.key] and not row.stage and row.key not in busy
    ]


def _kept(content: ZoneContent) -> Iterator[OrganisationRow]:
    held = belongings(content)
    plain = {row.key for row in plain_enterprises(content)[:_MORE_ENTERPRISES]}
    left: dict[str, int] = defaultdict(lambda: _OF_EACH_KIND, real=_REAL, enterprise=_MORE_ENTERPRISES)
    chosen = set(plain)
    for row in sorted(content.organisations, key=lambda each: (-held[each.key], each.key)):
        kind = row.kind if row.is_made else "real"
        if row.key not in plain and left[kind]:
            left[kind] -= 1
            chosen.add(row.key)
    yield from (row for row in content.organisations if row.key in chosen)
