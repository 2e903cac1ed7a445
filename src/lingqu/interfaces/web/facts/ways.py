"""From an organisation to what is known and judged of it: its facts, its answers, its evidence.

Its one law: a way is shown to whoever may go it, and to nobody else.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from lingqu.books.accounts.permissions import Concern, may
from lingqu.books.accounts.person import Person
from lingqu.books.registers.fact_permissions import EVIDENCE_SEE, FACTS_SEE
from lingqu.processes.assessments.permissions import ANSWERS_SEE
from lingqu.reports.wording import Words

_PAGES = (
    (FACTS_SEE, "facts", "list-details", Words("事实与数字", "Facts and figures")),
    (ANSWERS_SEE, "answers", "coin", Words("能得到什么", "What it can get")),
    (EVIDENCE_SEE, "evidence-of", "paperclip", Words("证明材料", "Evidence")),
)


class Way(NamedTuple):
    """A page of an organisation: the name of its route, where it stands, its icon and words."""

    name: str
    address: str
    icon: str
    words: Words


def ways_of(person: Person, concern: Concern, key: UUID) -> list[Way]:
    """The pages of the organisation with this key that a person may open."""
    return [
        Way(name, reverse(name, kwargs={"key": key}), icon, words)
        for permission, name, icon, words in _PAGES
        if may(person, permission, concern)
    ]
