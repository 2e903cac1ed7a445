"""Who may look into the Policy Lab, write drafts, and publish what somebody else has written."""

from __future__ import annotations

from lingqu.books.accounts.permissions import holding, permission
from lingqu.books.accounts.roles import Role

LAB_READ = permission("lab.read", holding(Role.POLICY_OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR))
LAB_DRAFT = permission("lab.draft", holding(Role.POLICY_OFFICER))
LAB_PUBLISH = permission("lab.publish", holding(Role.POLICY_OFFICER))
