"""Who belongs to whom in the zone: claims vouched for, refused and still open, and an invitation that was accepted.

Its one law: nobody becomes a member otherwise than people do: by an officer's word, or by an admin's invitation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lingqu.books.accounts.memberships import answer, invite
from lingqu.books.registers import claims
from lingqu.books.registers.models import Claim, Organisation
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS
from lingqu.demonstration.loaded_accounts import Accounts
from lingqu.demonstration.made_organisations import newcomer_code
from lingqu.demonstration.names import marked

CLAIMED_IN = "450305"
"""Where the recommending unit of the demonstration looks: the open claims lie there."""
_PROPOSED = marked("新来科技有限公司", "Newcomer Company").zh


def let_members_in(*, accounts: Accounts, homes: Mapping[str, Organisation], since: date) -> None:
    """Let the accounts become members of their organisations: the admin by claim, others by the admin's invitation."""
    admins = {each.member_of: each.username for each in DEMONSTRATION_ACCOUNTS if each.is_admin}
    for each in DEMONSTRATION_ACCOUNTS:
        if each.is_admin:
            made = _claimed(accounts, each.username, homes[each.member_of], "我是本单位科技管理部门的负责人（演示）")
            act = accounts.act("officer", reason="已电话核对任职文件（演示）")
            claims.vouch(claim=made, is_admin=True, since=since, act=act)
    for each in DEMONSTRATION_ACCOUNTS:
        if each.member_of and not each.is_admin:
            organisation = homes[each.member_of].key
            inviting = accounts.act(admins[each.member_of])
            asked = invite(
                username=each.username, organisation=organisation, is_admin=False, on=accounts.day, act=inviting
            )
            answer(invitation=asked, accepts=True, since=since, act=accounts.act(each.username))


def leave_claims(*, accounts: Accounts, organisations: Sequence[Organisation]) -> None:
    """Leave claims of the visitor in the queue of the county: one refused, two open, and one of a newcomer."""
    refused, *waiting = organisations[:3]
    made = _claimed(accounts, "visitor", refused, "我曾在该单位实习（演示）")
    claims.refuse(claim=made, act=accounts.act("county", reason="实习关系不能代表单位，请由在职人员认领（演示）"))
    for each in waiting:
        _claimed(accounts, "visitor", each, "我是新任科技专员，任命文件可补交（演示）")
    newcomer = claims.Proposal(newcomer_code(CLAIMED_IN), _PROPOSED, "enterprise", CLAIMED_IN)
    _claimed(accounts, "visitor", newcomer, "新设立的公司，请登记（演示）")


def _claimed(accounts: Accounts, username: str, of: Organisation | claims.Proposal, reason: str) -> Claim:
    return claims.claim(of=of, wants_admin=True, reason=reason, on=accounts.day, act=accounts.act(username))
