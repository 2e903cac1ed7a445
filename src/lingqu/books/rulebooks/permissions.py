"""Who may read the plan and its rules, and who may import the document they rest on."""

from __future__ import annotations

from lingqu.books.accounts.permissions import anybody, holding, permission
from lingqu.books.accounts.roles import Role

PLAN_READ = permission("plan.read", anybody)
PLAN_IMPORT = permission("plan.import", holding(Role.POLICY_OFFICER, Role.ADMINISTRATOR))
