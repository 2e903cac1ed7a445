"""The demonstration accounts made, with the roles they hold, and what each of them does in the zone.

Its one law: each account gets what DEMONSTRATION_ACCOUNTS says of it and nothing beside. Who belongs to which
organisation is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lingqu.books.accounts.models import User
from lingqu.books.accounts.operations import grant, keep_personal_value, make_account
from lingqu.books.accounts.person import Act, person_of
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS, demonstration_password
from lingqu.demonstration.names import marked


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts by sign-in name, at the moment of loading."""

    users: Mapping[str, User]
    day: date
    at: datetime

    def act(self, username: str, *, reason: str = "") -> Act:
        """An act of one of them."""
        return Act(person_of(self.users[username], on=self.day), self.at, reason=reason)

    def pseudonym(self, username: str) -> str:
        """What the books call one of them."""
        return str(self.users[username].pseudonym)


def make_accounts(*, day: date, since: date, act: Act) -> Accounts:
    """Make the accounts with their grants; each is called what it shows, so that nobody takes it for a person."""
    made: dict[str, User] = {}
    for each in DEMONSTRATION_ACCOUNTS:
        user = make_account(username=each.username, password=demonstration_password(), act=act)
        for held in each.held:
            grant(user=user, role=held, since=since, act=act)
        made[each.username] = user
        keep_personal_value(
            kind="user", key=user.pseudonym, name="name", value=marked(each.words.zh, each.words.en).zh,
            purpose="contact", basis="consent", act=act,
        )  # fmt: skip
    return Accounts(made, day, act.at)
