"""Claims: a person says "I act for this organisation", and an officer who reaches it vouches or refuses.

Its one law: nobody becomes a member by an own word, and nobody decides an own claim. An organisation that the register
does not know is proposed with the claim; its row is made when somebody vouches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from lingqu.books.accounts.erasing import erase_account
from lingqu.books.accounts.models import Membership, User
from lingqu.books.accounts.operations import UnableToJoin, join
from lingqu.books.accounts.permissions import Concern
from lingqu.books.accounts.person import Act, Person
from lingqu.books.accounts.recording import record_act
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.models import Claim, Evidence, Organisation
from lingqu.books.registers.operations import UnableToKeep, make
from lingqu.law.codes.credit_codes import UnableToReadCreditCode, check_credit_code
from lingqu.reports.wording import Words

VOUCHING = (Role.RECOMMENDING_UNIT, Role.AGENCY, Role.DEPARTMENT_OFFICER)


class UnableToClaim(Exception):
    """A claim cannot be made or decided so; `words` says why in both languages, `field` where."""

    def __init__(self, words: Words, field: str = "") -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words
        self.field = field


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organisation that the register does not know yet, as the claimant tells it."""

    credit_code: str
    name: str
    kind: str
    region: str


def organisation_by_code(text: str) -> Organisation | None:
    """Find the organisation in use with this credit code; None where the register has none. Raises `UnableToClaim`."""
    try:
        code = check_credit_code(text)
    except UnableToReadCreditCode as error:
        raise UnableToClaim(Words(error.said("zh"), error.said("en")), "credit_code") from error
    return Organisation.objects.filter(credit_code=code.text, retired_on=None).select_related("place").first()


def claim(
    *, of: Organisation | Proposal, wants_admin: bool, reason: str, on: date, act: Act, evidence: Evidence | None = None
) -> Claim:
    """Say that the acting person acts for an organisation; saying it twice is one open claim."""
    if not reason.strip():
        raise UnableToClaim(Words("须写明理由，例如：我是本公司科技部负责人",
                                  "say why, e.g. I head the R&D department of this company"), "reason")  # fmt: skip
    row = Claim(
        claimant=act.person.pseudonym,
        wants_admin=wants_admin,
        reason=reason.strip()[:300],
        evidence=evidence,
        made_at=act.at,
    )
    if isinstance(of, Organisation):
        row.organisation = of
        if Membership.objects.filter(
            user__pseudonym=act.person.pseudonym, organisation=of.key, until__isnull=True
        ).exists():
            raise UnableToClaim(Words("您已是该单位的成员", "you are a member of it already"))
    else:
        _propose(row, of)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _recorded(row, act, "make")
    except IntegrityError as error:
        raise UnableToClaim(
            Words("您对该单位的申请还在办理中", "your claim to this organisation is still open")
        ) from error
    return row


def vouch(*, claim: Claim, is_admin: bool, since: date, act: Act) -> Membership:
    """Vouch for the claimant: the organisation is made if it was proposed, and the claimant becomes a member."""
    with transaction.atomic():
        row = _open(claim, act)
        user = User.objects.filter(pseudonym=row.claimant, is_active=True, erased_at=None).first()
        if user is None:
            raise UnableToClaim(Words("申请人的账号已停用或注销", "the claimant's account is closed or erased"))
        if row.organisation is None:
            row.organisation = _made(row, act)
        try:
            membership = join(user=user, organisation=row.organisation.key, is_admin=is_admin, since=since, act=act)
        except UnableToJoin as error:
            raise UnableToClaim(Words("申请人已是成员", "the claimant is a member already")) from error
        _decide(row, Claim.State.VOUCHED, act)
    return membership


def refuse(*, claim: Claim, act: Act) -> None:
    """Refuse with the reason of the act, which the claimant reads."""
    if not act.reason.strip():
        raise UnableToClaim(Words("须写明不予确认的理由，申请人会看到", "say why; the claimant will read it"), "reason")
    with transaction.atomic():
        _decide(_open(claim, act), Claim.State.REFUSED, act)


def withdraw(*, claim: Claim, act: Act) -> None:
    """Take an own claim back before it is decided."""
    with transaction.atomic():
        row = _locked(claim)
        if row.claimant != act.person.pseudonym:
            raise UnableToClaim(Words("只有申请人能撤回", "only the claimant can withdraw it"))
        _decide(row, Claim.State.WITHDRAWN, act)


def erase_claimant(*, user: User, on: date, act: Act) -> tuple[str, ...]:
    """Erase an account with what its claims tell of the person; give the names of values kept by law."""
    with transaction.atomic():
        mine = Claim.objects.filter(claimant=str(user.pseudonym))
        for row in mine.filter(state=Claim.State.OPEN):
            withdraw(claim=row, act=act)
        # reasons are free text in which people name themselves
        mine.update(reason="—")
        return erase_account(user=user, on=on, act=act)


def claims_of(person: Person) -> QuerySet[Claim]:
    """The claims that somebody has made, the latest first."""
    return (
        Claim.objects.filter(claimant=person.pseudonym)
        .select_related("organisation__place", "evidence")
        .order_by("-made_at")
    )


def claims_within(person: Person) -> QuerySet[Claim]:
    """The claims that an officer reaches, the oldest first; nothing where nobody vouches."""
    reach = Q(pk__in=[])
    for held in person.held:
        if held.role not in VOUCHING:
            continue
        if held.level in (None, Level.REGION, Level.CITY):
            reach = Q()
            break
        if held.level is Level.COUNTY and held.region:
            reach |= Q(organisation__region__startswith=held.region)
            reach |= Q(organisation=None, proposed_region__startswith=held.region)
        elif held.level is Level.PARK and held.place:
            reach |= Q(organisation__place__code=held.place)
    return Claim.objects.filter(reach).select_related("organisation__place", "evidence").order_by("made_at", "key")


def concern_of(row: Claim) -> Concern:
    """What permissions need to know of a claim: the seat of the organisation, known or proposed, and the claimant."""
    if row.organisation is None:
        return Concern(region=row.proposed_region, owner=row.claimant)
    seat = of_organisation(row.organisation)
    return Concern(region=seat.region, place=seat.place, owner=row.claimant)


def _propose(row: Claim, proposal: Proposal) -> None:
    if organisation_by_code(proposal.credit_code) is not None:
        raise UnableToClaim(
            Words(
                "登记册里已有这个代码的单位，请直接认领", "the register has this code already: claim that organisation"
            ),
            "credit_code",
        )
    if not proposal.name.strip():
        raise UnableToClaim(Words("须填单位名称", "give the name of the organisation"), "name")
    for name, given in (("kind", proposal.kind), ("region", proposal.region)):
        if given not in ORGANISATIONS.field(name).code_list():
            raise UnableToClaim(
                Words(f"请从列表中选择：给出“{given}”", f"choose from the list: given “{given}”"), name
            )  # fmt: skip
    row.proposed_code = check_credit_code(proposal.credit_code).text
    row.proposed_name = proposal.name.strip()[:120]
    row.proposed_kind, row.proposed_region = proposal.kind, proposal.region


def _made(row: Claim, act: Act) -> Organisation:
    """The organisation that a claim proposes; the one that somebody else registered meanwhile, if there is one."""
    known = organisation_by_code(row.proposed_code)
    if known is not None:
        return known
    values = {
        "name": row.proposed_name,
        "credit_code": row.proposed_code,
        "kind": row.proposed_kind,
        "region": row.proposed_region,
    }
    try:
        return cast(Organisation, make(register=ORGANISATIONS, values=values, act=act))
    except UnableToKeep as error:
        zh, en = ("；".join(getattr(words, lang) for texts in error.faults.values() for words in texts)
                  for lang in ("zh", "en"))  # fmt: skip
        raise UnableToClaim(Words(zh, en)) from error


def _locked(claim: Claim) -> Claim:
    row = Claim.objects.select_for_update().get(pk=claim.pk)
    if row.state != Claim.State.OPEN:
        raise UnableToClaim(Words("这项申请已经办结", "this claim has been decided"))
    return row


def _open(claim: Claim, act: Act) -> Claim:
    row = _locked(claim)
    if row.claimant == act.person.pseudonym:
        raise UnableToClaim(Words("不能办理自己的申请", "nobody decides an own claim"))
    return row


def _decide(row: Claim, state: Claim.State, act: Act) -> None:
    row.state, row.decided_at, row.decided_by = state, act.at, act.person.pseudonym
    row.decision_reason = act.reason.strip()[:300]
    row.save()
    _recorded(row, act, str(state))


def _recorded(row: Claim, act: Act, action: str) -> None:
    record_act(
        act,
        action=f"claims.{action}",
        object_kind="claim",
        object_key=str(row.key),
        facts={"organisation": str(row.organisation_id or ""), "claimant": row.claimant},
    )
