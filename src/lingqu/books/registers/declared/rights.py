"""Who may do what, said once for registers that are kept alike.

Its one law: offices write within their reach, an organisation within itself, and nobody else writes at all.
"""

from __future__ import annotations

from lingqu.books.accounts.permissions import holding, organisation_admin, reaching, voucher
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.reach import MEMBERS, OFFICES_IN_CHARGE, holders

KEEPERS = reaching(Role.AGENCY, Role.DEPARTMENT_OFFICER)
"""Those who keep the registers of the zone."""

ADMINISTRATORS = holding(Role.ADMINISTRATOR)
VOUCHERS_OR_ADMIN = voucher | organisation_admin
"""Offices that vouch, and who administers the organisation concerned."""

READERS_OF_ALL = reaching(
    Role.RECOMMENDING_UNIT, Role.AGENCY, Role.DEPARTMENT_OFFICER, Role.FINANCE_OFFICER, Role.SUPERVISOR
) | holding(Role.POLICY_OFFICER)
"""Those who take lists out: offices what they see, the policy officer everything."""

IN_CHARGE = OFFICES_IN_CHARGE | MEMBERS | holders(Role.POLICY_OFFICER, Role.ADMINISTRATOR)
"""Offices within their reach, an organisation its own, policy officer and administrator everything."""
