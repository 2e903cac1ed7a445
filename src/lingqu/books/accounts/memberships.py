"""Who belongs to an organisation: invited by its admin and confirmed by the invited, made admin, let go.

Its one law: an organisation that has members keeps an admin, unless an officer ends that; nobody becomes a member
without an own yes. How an officer vouches for the first one stands in the registers.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from lingqu.books.accounts.models import Invitation, Membership, User
from lingqu.books.accounts.operations import end_membership, join
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.reports.wording import Words


class UnableToChangeMembers(Exception):
    """The members of an organisation cannot be changed so; `words` says why in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words


def running(on: date) -> Q:
    """What holds on a day, of grants and memberships alike."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def members_of(organisation: UUID, *, on: date) -> QuerySet[Membership]:
    """The members on a day, admins first."""
    found = Membership.objects.filter(running(on), organisation=organisation)
    return found.select_related("user").order_by("-is_admin", "user__username")


def invitations_to(organisation: UUID) -> QuerySet[Invitation]:
    """The invitations not answered yet."""
    return Invitation.objects.filter(organisation=organisation, state="open").select_related("user").order_by("pk")


def invite(*, username: str, organisation: UUID, is_admin: bool, on: date, act: Act) -> Invitation:
    """Ask somebody to become a member; asking twice is one invitation."""
    user = User.objects.filter(Q(username__iexact=username.strip()) & Q(is_active=True, erased_at=None)).first()
    if user is None:
        raise UnableToChangeMembers(
            Words(f"没有可用的账号“{username}”；请核对登录名，例如 li.ming",
                  f"no account in use is called “{username}”; check the sign-in name, e.g. li.ming")
        )  # fmt: skip
    if members_of(organisation, on=on).filter(user=user).exists():
        raise UnableToChangeMembers(Words(f"{user.username} 已是成员", f"{user.username} is a member already"))
    with transaction.atomic():
        made, is_new = Invitation.objects.get_or_create(
            user=user,
            organisation=organisation,
            state="open",
            defaults={"is_admin": is_admin, "invited_by": act.person.pseudonym, "made_at": act.at},
        )
        if is_new:
            _recorded(act, "accounts.invite", organisation, {"user": str(user.pseudonym), "admin": is_admin})
    return made


def answer(*, invitation: Invitation, accepts: bool, since: date, act: Act) -> Membership | None:
    """Say yes or no to an invitation, by the invited only; the admin who asked must still be one."""
    with transaction.atomic():
        open_one = _locked(invitation)
        if str(open_one.user.pseudonym) != act.person.pseudonym:
            raise UnableToChangeMembers(Words("只有被邀请人能答复", "only the invited can answer"))
        _settled(open_one, "accepted" if accepts else "declined", act)
        if not accepts:
            _recorded(act, "accounts.decline", open_one.organisation, {"user": act.person.pseudonym})
            return None
        return join(
            user=open_one.user,
            organisation=open_one.organisation,
            is_admin=open_one.is_admin,
            since=since,
            act=act,
            vouched_by=open_one.invited_by,
        )


def take_back(*, invitation: Invitation, act: Act) -> None:
    """Take an invitation back before it is answered."""
    with transaction.atomic():
        open_one = _locked(invitation)
        _settled(open_one, "withdrawn", act)
        _recorded(act, "accounts.uninvite", open_one.organisation, {"user": str(open_one.user.pseudonym)})


def set_admin(*, membership: Membership, is_admin: bool, on: date, act: Act) -> None:
    """Make a member an admin, or an admin a plain member; never the last admin."""
    with transaction.atomic():
        row = Membership.objects.select_for_update().get(pk=membership.pk)
        if row.is_admin == is_admin:
            return
        if not is_admin:
            _not_last_admin(row, on)
        row.is_admin = is_admin
        row.save(update_fields=["is_admin"])
        facts: dict[str, object] = {"user": str(row.user.pseudonym), "admin": is_admin}
        _recorded(act, "accounts.admin", row.organisation, facts)


def let_go(*, membership: Membership, on: date, by_officer: bool, act: Act) -> None:
    """End a membership at once; the last admin goes only by an officer's hand, or as the last member of all."""
    with transaction.atomic():
        row = Membership.objects.select_for_update().get(pk=membership.pk)
        if not Membership.objects.filter(running(on), pk=row.pk).exists():
            raise UnableToChangeMembers(Words("此人已不是成员", "no longer a member"))
        if row.is_admin and not by_officer:
            _not_last_admin(row, on, others_only=True)
        end_membership(membership=row, last_day=on - timedelta(days=1), act=act)


def sole_admin_of(user: User, *, on: date) -> tuple[UUID, ...]:
    """The organisations that would be left with members and without an admin if this person went."""
    found = []
    for row in user.memberships.filter(running(on), is_admin=True):
        others = Membership.objects.filter(running(on), organisation=row.organisation).exclude(user=user)
        if others.exists() and not others.filter(is_admin=True).exists():
            found.append(row.organisation)
    return tuple(found)


def _not_last_admin(row: Membership, on: date, *, others_only: bool = False) -> None:
    # every membership of the organisation is locked, so that two admins cannot leave at the same moment
    others = list(
        Membership.objects.select_for_update().filter(running(on), organisation=row.organisation).exclude(pk=row.pk)
    )
    if any(other.is_admin for other in others) or (others_only and not others):
        return
    raise UnableToChangeMembers(
        Words("这是单位唯一的管理员；请先设另一位管理员，或请推荐单位处理",
              "the only admin of this organisation; make another one first, or ask the recommending unit")
    )  # fmt: skip


def _locked(invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    if row.state != "open":
        raise UnableToChangeMembers(Words("邀请已答复或已收回", "the invitation was answered or taken back"))
    return row


def _settled(row: Invitation, state: str, act: Act) -> None:
    row.state, row.decided_at = state, act.at
    row.save(update_fields=["state", "decided_at"])


def _recorded(act: Act, action: str, organisation: UUID, facts: dict[str, object]) -> None:
    record_act(
        act,
        action=action,
        object_kind="organisation",
        object_key=str(organisation),
        facts=facts,
    )
