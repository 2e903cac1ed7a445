"""The demonstration accounts made, with the roles they hold.

Its one law: each account gets what DEMONSTRATION_ACCOUNTS says of it and nothing beside. Who belongs to which
organisation is not known here.
"""

from __future__ import annotations

from datetime import date

from lingqu.books.accounts.models import User
from lingqu.books.accounts.operations import grant, make_account
from lingqu.books.accounts.person import Act
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS, demonstration_password


def make_accounts(*, since: date, act: Act) -> dict[str, User]:
    """Make the accounts with their grants; by sign-in name."""
    made: dict[str, User] = {}
    for each in DEMONSTRATION_ACCOUNTS:
        user = make_account(username=each.username, password=demonstration_password(), act=act)
        for held in each.held:
            grant(user=user, role=held, since=since, act=act)
        made[each.username] = user
    return made
