"""What offices do about people and organisations: decide claims, record renamings, mergers and splits.

Its one law: an officer sees and decides within reach; the operation refuses an own claim.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.accounts.memberships import members_of
from lingqu.books.accounts.models import User
from lingqu.books.accounts.permissions import PEOPLE_SUCCESSIONS, PEOPLE_VOUCH, Concern, may
from lingqu.books.accounts.personal import kept_of, masked_names
from lingqu.books.registers.claims import UnableToClaim, claims_within, concern_of, organisation_by_code, refuse, vouch
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.models import Claim, Organisation
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite
from lingqu.books.registers.successions import UnableToSucceed, chain_of, merge, rename, split
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.people.forms import DecisionForm, RenameForm, SuccessionForm
from lingqu.interfaces.web.people.spoken import said_now, spoken
from lingqu.law.codes.organisations import ORGANISATION_KINDS
from lingqu.law.codes.regions import regions
from lingqu.reports.wording import Words

STATE_WORDS = {
    "open": Words("待核实", "waiting"),
    "vouched": Words("已确认", "vouched for"),
    "refused": Words("未确认", "refused"),
    "withdrawn": Words("已撤回", "withdrawn"),
}
_NOT_WITHIN = Words("登记册里没有，或不在您的范围内", "not in the register, or outside your reach")
_ROWS = 30


def concern_of_organisation(request: HttpRequest, *, key: UUID) -> Concern:
    """The organisation of an address."""
    return of_organisation(get_object_or_404(Organisation.objects.select_related("place"), pk=key))


@never_cache
def claims(request: HttpRequest) -> HttpResponse:
    """The queue within reach; what is open first, the oldest on top."""
    state = request.GET.get("state", "open")
    found = claims_within(asking(request))
    found = found.filter(state=state) if state in STATE_WORDS else found.order_by("-made_at", "key")
    organisation = None
    with suppress(ValueError):  # what is no key narrows nothing
        key = UUID(request.GET.get("organisation", ""))
        found, organisation = found.filter(organisation=key), Organisation.objects.filter(pk=key).first()
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _with_claimants(list(page)),
        "state": state,
        "states": STATE_WORDS.items(),
        # the name of what lies outside the reach is nobody's to read by its key
        "organisation": organisation
        if organisation is not None and may(asking(request), PEOPLE_VOUCH, of_organisation(organisation))
        else None,
    }
    return render(request, "people/claims.html", context)


@never_cache
def claim(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """One claim: for the claimant how it stands, for an officer what to decide."""
    return _claim_page(request, _claim_of(key), DecisionForm(), status=200)


def decide(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Vouch or refuse."""
    row = _claim_of(key)
    form = DecisionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = act_of(request, reason=given["reason"])
        try:
            if given["decision"] == "vouch":
                vouch(claim=row, is_admin=given["is_admin"], since=timezone.localdate(), act=act)
                messages.success(request, spoken("已确认，申请人成为成员", "Vouched for: the claimant is a member now"))
            else:
                refuse(claim=row, act=act)
                messages.success(request, spoken("已答复申请人", "The claimant has been told"))
            return redirect("claims")
        except UnableToClaim as error:
            form.add_error(error.field if error.field in form.fields else None, said_now(error.words))
    return _claim_page(request, _claim_of(key), form, status=422)


@never_cache
def successions(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """How an organisation became what it is, and the next step of that."""
    return _succession_page(request, get_object_or_404(Organisation, pk=key))


def rename_organisation(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Record a renaming."""
    row = get_object_or_404(Organisation, pk=key)
    form = RenameForm(request.POST, auto_id="rename_%s")
    if form.is_valid():
        given = form.cleaned_data
        version = request.POST.get("version", "")
        try:
            rename(
                organisation=row,
                version=int(version) if version.isdecimal() else 0,
                name=given["name"],
                on=given["on"],
                document=given["document"],
                act=act_of(request, reason=given["document"]),
            )
            messages.success(request, spoken("已登记更名", "The renaming is recorded"))
            return redirect("successions", key=key)
        except UnableToSucceed as error:
            form.add_error(None, said_now(error.words))
        except UnableToOverwrite:
            form.add_error(
                None, spoken("刚被他人修改过，请核对后再提交", "changed by somebody meanwhile; look and send again")
            )
        except UnableToKeep as error:
            form.add_error(None, str(error))
    return _succession_page(request, get_object_or_404(Organisation, pk=key), rename_form=form)


def merge_organisations(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Record that others went up in this organisation."""
    return _succeed(request, key, is_merger=True)


def split_organisation(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Record that this organisation was split."""
    return _succeed(request, key, is_merger=False)


def _succeed(request: HttpRequest, key: UUID, *, is_merger: bool) -> HttpResponse:
    row = get_object_or_404(Organisation.objects.select_related("place"), pk=key)
    form = SuccessionForm(request.POST, auto_id="merge_%s" if is_merger else "split_%s")
    others = _others(request, form) if form.is_valid() else []
    if form.is_valid():
        given = form.cleaned_data
        act = act_of(request, reason=given["document"])
        try:
            if is_merger:
                merge(predecessors=others, successor=row, on=given["on"], document=given["document"], act=act)
            else:
                split(
                    predecessor=row,
                    successors=others,
                    on=given["on"],
                    document=given["document"],
                    is_dissolved=given["is_dissolved"],
                    act=act,
                )
            messages.success(request, spoken("已登记", "Recorded"))
            return redirect("successions", key=key)
        except UnableToSucceed as error:
            form.add_error(None, said_now(error.words))
    forms: dict[str, Form] = {"merge_form" if is_merger else "split_form": form}
    return _succession_page(request, row, **forms)


def _others(request: HttpRequest, form: SuccessionForm) -> list[Organisation]:
    """The organisations named by their codes, each within the reach of who asks; every fault is told."""
    found = []
    for code in form.cleaned_data["codes"].split():
        try:
            row = organisation_by_code(code)
        except UnableToClaim as error:
            form.add_error("codes", f"{code}: {said_now(error.words)}")
            continue
        if row is None or not may(asking(request), PEOPLE_SUCCESSIONS, of_organisation(row)):
            form.add_error("codes", f"{code}: {said_now(_NOT_WITHIN)}")
        else:
            found.append(row)
    return found


def _with_claimants(rows: list[Claim]) -> list[tuple[Claim, str, str]]:
    """Each claim with sign-in name and masked name of the claimant. Two queries."""
    keys = [UUID(row.claimant) for row in rows]
    signs = dict(User.objects.filter(pseudonym__in=keys).values_list("pseudonym", "username"))
    names = masked_names("user", keys)
    return [(row, signs.get(key, "—"), names.get(key, "")) for row, key in zip(rows, keys, strict=True)]


def _claim_of(key: UUID) -> Claim:
    return get_object_or_404(Claim.objects.select_related("organisation__place", "evidence"), pk=key)


def _claim_page(request: HttpRequest, row: Claim, form: DecisionForm, *, status: int) -> HttpResponse:
    person = asking(request)
    is_own = row.claimant == person.pseudonym
    may_decide = row.state == "open" and not is_own and may(person, PEOPLE_VOUCH, concern_of(row))
    user = User.objects.filter(pseudonym=row.claimant).first()
    known = regions().get(row.proposed_region)
    context = {
        "claim": row,
        "form": form,
        "state": STATE_WORDS[row.state],
        "is_own": is_own,
        "may_decide": may_decide,
        "claimant": user,
        "kept": kept_of("user", UUID(row.claimant)) if not is_own else (),
        "region": known.title if known else "",
        "kind": ORGANISATION_KINDS.entry(row.proposed_kind).title if row.proposed_kind in ORGANISATION_KINDS else "",
        "admins": _admins(row),
    }
    return render(request, "people/claim.html", context, status=status)


def _admins(row: Claim) -> int:
    if row.organisation is None:
        return 0
    return members_of(row.organisation.key, on=timezone.localdate()).filter(is_admin=True).count()


def _succession_page(request: HttpRequest, row: Organisation, **bound: Form) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "organisation": row,
        "chain": chain_of(row.key),
        "rename_form": bound.get("rename_form") or RenameForm(initial={"on": today}, auto_id="rename_%s"),
        "merge_form": bound.get("merge_form") or SuccessionForm(initial={"on": today}, auto_id="merge_%s"),
        "split_form": bound.get("split_form") or SuccessionForm(initial={"on": today}, auto_id="split_%s"),
    }
    return render(request, "people/successions.html", context, status=422 if bound else 200)
