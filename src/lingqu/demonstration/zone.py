"""The whole content of the demonstration zone, in the order in which it can be loaded.

Its one law: the same state of the generator and the same day give the same rows. It reads no clock, chooses no seed and
loads nothing.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import ZoneContent
from lingqu.demonstration.fact_book import FactBook
from lingqu.demonstration.institutions import INSTITUTIONS
from lingqu.demonstration.made_awards import made_awards
from lingqu.demonstration.made_figures import Years, say_figures
from lingqu.demonstration.made_groups import made_consortia, made_teams
from lingqu.demonstration.made_organisations import is_enterprise, made_organisations
from lingqu.demonstration.made_people import leaders, made_people
from lingqu.demonstration.made_platforms import made_platforms, say_platforms
from lingqu.demonstration.made_projects import made_projects, say_projects
from lingqu.demonstration.made_statuses import say_conduct, say_statuses
from lingqu.demonstration.made_titles import ladder_titles, recognitions_asked_for
from lingqu.demonstration.names import Names
from lingqu.demonstration.places import PLACES


def zone_content(generator: np.random.Generator, as_of: date) -> ZoneContent:
    """Make the zone as it stands on a day; the four years of facts end with the year of that day."""
    chance = Chance(generator)
    names, book, years = Names(chance), FactBook(chance), Years(as_of.year)
    made = made_organisations(chance, names, as_of)
    for each in made:
        say_statuses(each, book, chance)
        say_figures(each, book, chance, years)
        say_conduct(each, book, chance, years)
    people = made_people(made, chance, as_of)
    recognitions = (
        *ladder_titles(made, book, chance, as_of),
        *recognitions_asked_for(made, book, chance, as_of),
    )
    platforms = tuple(made_platforms(made, recognitions, names, chance, as_of))
    say_platforms(platforms, book, chance, years)
    projects = tuple(made_projects(made, leaders(people), names, chance, as_of))
    say_projects(projects, frozenset(each.row.key for each in made if is_enterprise(each.row)), book, chance)
    teams = tuple(made_teams(made, leaders(people), names, chance, book, as_of))
    consortia = tuple(made_consortia(made, names, chance, book, as_of))
    awards = tuple(made_awards(made, recognitions, platforms, book.rows, chance, as_of))
    organisations = (*INSTITUTIONS, *(each.row for each in made))
    return ZoneContent(
        PLACES, organisations, people, recognitions, platforms, projects, teams, consortia, awards, tuple(book.rows)
    )
