"""The accounts of the demonstration zone: one for each of the people, all with one password made at the first start.

Its one law: the password is nowhere in the repository; it stands in the data folder, readable by its owner.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from django.conf import settings

from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.reports.wording import Words

_SYLLABLES = (
    "ling", "qu", "xiang", "li", "jiang", "shan", "shui", "gui", "lin", "yang", "shuo", "canal", "river", "lotus",
    "moon",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account: who it shows, its roles, and whether it belongs to an enterprise or a university of the zone."""

    username: str
    words: Words
    held: tuple[HeldRole, ...] = ()
    member_of: str = ""  # "enterprise" or "university": the loader chooses which
    is_admin: bool = False


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("enterprise", Words("企业，单位管理员", "enterprise, its admin"), (), "enterprise", True),
    DemonstrationAccount("member", Words("同一企业的成员", "a member of the same enterprise"), (), "enterprise"),
    DemonstrationAccount(
        "university", Words("高校成果转化专员", "technology-transfer officer of a university"), (), "university", True
    ),
    DemonstrationAccount("visitor", Words("刚注册、还不属于任何单位", "signed up, belongs to no organisation yet")),
    DemonstrationAccount(
        "county",
        Words("推荐单位：七星区", "recommending unit: Qixing District"),
        (HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450305"),),
    ),
    DemonstrationAccount("agency", Words("项目管理机构", "management agency"), (HeldRole(Role.AGENCY, Level.REGION),)),
    DemonstrationAccount(
        "officer", Words("部门经办人", "department officer"), (HeldRole(Role.DEPARTMENT_OFFICER, Level.REGION),)
    ),
    DemonstrationAccount("expert", Words("专家", "expert"), (HeldRole(Role.EXPERT),)),
    DemonstrationAccount(
        "finance", Words("财政经办人", "finance officer"), (HeldRole(Role.FINANCE_OFFICER, Level.REGION),)
    ),
    DemonstrationAccount(
        "supervisor", Words("督导与审计", "supervisor, auditor"), (HeldRole(Role.SUPERVISOR, Level.REGION),)
    ),
    DemonstrationAccount(
        "policy", Words("政策经办人（起草）", "policy officer (drafts)"), (HeldRole(Role.POLICY_OFFICER),)
    ),
    DemonstrationAccount(
        "policy2",
        Words("政策经办人（第二人，发布）", "policy officer (the second, publishes)"),
        (HeldRole(Role.POLICY_OFFICER),),
    ),
    DemonstrationAccount("admin", Words("系统管理员", "administrator"), (HeldRole(Role.ADMINISTRATOR),)),
)


def demonstration_password() -> str:
    """The one password of all of them; made where there is none yet."""
    file = settings.DATA.root / "demonstration-password.txt"
    if not file.exists():
        words = "-".join(secrets.choice(_SYLLABLES) for _ in range(3))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(f"{words}-{secrets.randbelow(9000) + 1000}\n")
    return str(file.read_text(encoding="utf-8")).strip()
