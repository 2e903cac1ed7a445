"""The ways through the site: what stands at the top, for whom.

Its one law: an entry is shown to those who may open it and to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from lingqu.books.accounts.permissions import (
    ACCOUNTS_ADMINISTER,
    AUDIT_READ,
    PEOPLE_MINE,
    PEOPLE_VOUCH,
    SITE_DESK,
    SITE_READ,
    may,
)
from lingqu.books.accounts.person import Person
from lingqu.books.rulebooks.draft_permissions import LAB_READ
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to a page: its route, words and icon, the permission to see it, and the addresses it stands for."""

    route: str
    words: Words
    icon: str
    permission: str = SITE_READ
    within: str = ""  # addresses that begin so belong to this entry
    is_on_desk: bool = False  # stands on the desk, not at the top of every page

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.route)


ENTRIES = (
    Entry("front", Words("首页", "Home"), "home"),
    Entry("interview", Words("自评", "Self-assessment"), "message-question", within="/assess/"),
    Entry("plan", Words("方案", "Plan"), "book-2", within="/plan/"),
    Entry("measures", Words("措施", "Measures"), "award", within="/measures/"),
    Entry("registers", Words("登记册", "Registers"), "list-details", within="/registers/"),
    Entry("lab", Words("政策实验室", "Policy Lab"), "flask", LAB_READ, "/lab/"),
    Entry("desk", Words("工作台", "Desk"), "layout-dashboard", SITE_DESK, "/desk/"),
    Entry("mine", Words("我的单位", "My organisations"), "building", PEOPLE_MINE, "/people/mine/", is_on_desk=True),
    Entry("claims", Words("核实认领", "Claims"), "user-check", PEOPLE_VOUCH, "/people/claims/", is_on_desk=True),
    Entry("users", Words("账号", "Accounts"), "users", ACCOUNTS_ADMINISTER, "/people/users/", is_on_desk=True),
    Entry("audit", Words("审计", "Audit"), "shield-check", AUDIT_READ, "/audit/", is_on_desk=True),
)


def entries_for(person: Person) -> tuple[Entry, ...]:
    """The entries that somebody may open, at the top of every page."""
    return tuple(entry for entry in ENTRIES if not entry.is_on_desk and may(person, entry.permission))


def desk_entries_for(person: Person) -> tuple[Entry, ...]:
    """The entries that somebody may open, from the desk."""
    return tuple(entry for entry in ENTRIES if entry.is_on_desk and may(person, entry.permission))
