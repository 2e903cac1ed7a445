"""Addresses of accounts, people and audit."""

from __future__ import annotations

from typing import Any

from lingqu.books.accounts.permissions import (
    ACCOUNTS_ADMINISTER,
    AUDIT_READ,
    PEOPLE_CLAIM,
    PEOPLE_CLAIM_SEE,
    PEOPLE_CLAIM_WITHDRAW,
    PEOPLE_INVITATION,
    PEOPLE_MEMBERS,
    PEOPLE_MEMBERS_CHANGE,
    PEOPLE_MINE,
    PEOPLE_SUCCESSIONS,
    PEOPLE_VOUCH,
    SITE_PROFILE,
)
from lingqu.interfaces.web.people import administration, audit, members, officers, organisations, profile
from lingqu.interfaces.web.people.officers import concern_of_organisation
from lingqu.interfaces.web.people.organisations import concern_of_claim, concern_of_invitation
from lingqu.interfaces.web.routes import Concerning, page

_POST = ("POST",)
_BOTH = ("GET", "HEAD", "POST")


def _within(concern: Concerning) -> Concerning:
    """The concern of the organisation in an address that names something of it as well."""
    return lambda request, *, key, **_: concern(request, key=key)


_MEMBERS: Any = {"permission": PEOPLE_MEMBERS_CHANGE, "concerning": _within(concern_of_organisation)}

urlpatterns = [
    page("account/profile/", profile.profile, name="profile", permission=SITE_PROFILE),
    page("account/profile/contact/", profile.tell, name="profile_tell", permission=SITE_PROFILE, methods=_POST),
    page("account/profile/export/", profile.export, name="profile_export", permission=SITE_PROFILE),
    page("account/profile/export.json", profile.export_file, name="profile_export_file", permission=SITE_PROFILE),
    page("account/profile/erase/", profile.erase, name="profile_erase", permission=SITE_PROFILE, methods=_BOTH),
    page("people/mine/", organisations.mine, name="mine", permission=PEOPLE_MINE),
    page(
        "people/invitations/<uuid:key>/", organisations.answer_invitation, name="invitation_answer",
        permission=PEOPLE_INVITATION, concerning=concern_of_invitation, methods=_POST,
    ),
    page("people/register/", organisations.register, name="register_mine", permission=PEOPLE_CLAIM, methods=_BOTH),
    page("people/claims/", officers.claims, name="claims", permission=PEOPLE_VOUCH),
    page(
        "people/claims/<uuid:key>/", officers.claim, name="claim",
        permission=PEOPLE_CLAIM_SEE, concerning=concern_of_claim,
    ),
    page(
        "people/claims/<uuid:key>/evidence/", organisations.evidence_of_claim, name="claim_evidence",
        permission=PEOPLE_CLAIM_SEE, concerning=concern_of_claim,
    ),
    page(
        "people/claims/<uuid:key>/withdraw/", organisations.withdraw_claim, name="claim_withdraw",
        permission=PEOPLE_CLAIM_WITHDRAW, concerning=concern_of_claim, methods=_POST,
    ),
    page(
        "people/claims/<uuid:key>/decide/", officers.decide, name="claim_decide",
        permission=PEOPLE_VOUCH, concerning=concern_of_claim, methods=_POST,
    ),
    page(
        "people/members/<uuid:key>/", members.members, name="members",
        permission=PEOPLE_MEMBERS, concerning=concern_of_organisation,
    ),
    page("people/members/<uuid:key>/names/", members.names_of_members, name="member_names", methods=_POST, **_MEMBERS),
    page("people/members/<uuid:key>/invite/", members.invite_member, name="member_invite", methods=_POST, **_MEMBERS),
    page(
        "people/members/<uuid:key>/invitations/<uuid:invitation>/", members.take_back_invitation,
        name="member_uninvite", methods=_POST, **_MEMBERS,
    ),
    page(
        "people/members/<uuid:key>/<int:membership>/admin/", members.change_admin, name="member_admin",
        methods=_POST, **_MEMBERS,
    ),
    page(
        "people/members/<uuid:key>/<int:membership>/end/", members.end_member, name="member_end",
        permission=PEOPLE_MEMBERS, concerning=_within(concern_of_organisation), methods=_POST,
    ),
    page(
        "people/successions/<uuid:key>/", officers.successions, name="successions",
        permission=PEOPLE_SUCCESSIONS, concerning=concern_of_organisation,
    ),
    *(
        page(
            f"people/successions/<uuid:key>/{kind}/", view, name=f"succession_{kind}",
            permission=PEOPLE_SUCCESSIONS, concerning=concern_of_organisation, methods=_POST,
        )
        for kind, view in (
            ("rename", officers.rename_organisation),
            ("merge", officers.merge_organisations),
            ("split", officers.split_organisation),
        )
    ),
    page("people/", administration.users, name="users", permission=ACCOUNTS_ADMINISTER),
    page("people/users/<uuid:key>/", administration.user, name="user", permission=ACCOUNTS_ADMINISTER),
    *(
        page(
            f"people/users/<uuid:key>/{route}", view, name=name, permission=ACCOUNTS_ADMINISTER, methods=_POST
        )
        for route, view, name in (
            ("grant/", administration.grant_role, "user_grant"),
            ("grants/<int:grant>/end/", administration.end_role, "user_grant_end"),
            ("switch/", administration.open_or_close, "user_switch"),
            ("password/", administration.reset_link, "user_reset_link"),
            ("reveal/", administration.reveal_value, "user_reveal"),
        )
    ),
    page("audit/", audit.entries, name="audit", permission=AUDIT_READ),
    page("audit/<int:number>/", audit.entry, name="audit_entry", permission=AUDIT_READ),
    page("audit/check/", audit.check, name="audit_check", permission=AUDIT_READ, methods=_POST),
    page("audit/export.csv", audit.export, name="audit_export", permission=AUDIT_READ),
]  # fmt: skip
