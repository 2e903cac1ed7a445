"""My organisations: register or claim one by its credit code, see how the claim stands, answer invitations.

Its one law: nothing here makes anybody a member; an officer vouches, or an admin has invited.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.accounts.memberships import UnableToChangeMembers, answer
from lingqu.books.accounts.models import Invitation
from lingqu.books.accounts.operations import UnableToJoin
from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.claims import (
    Proposal,
    UnableToClaim,
    claim,
    claims_of,
    concern_of,
    organisation_by_code,
    withdraw,
)
from lingqu.books.registers.evidence import UnableToOpen, keep, opened
from lingqu.books.registers.evidence_files import UnableToStore
from lingqu.books.registers.models import Claim, Evidence, Organisation
from lingqu.interfaces.web.asking import act_of, asking, user_of
from lingqu.interfaces.web.people.forms import ClaimForm, CodeForm, ProposalForm
from lingqu.interfaces.web.people.spoken import said_now, spoken
from lingqu.interfaces.web.people.standing import memberships_told, organisation_names
from lingqu.law.codes.credit_codes import check_credit_code


def concern_of_claim(request: HttpRequest, *, key: UUID) -> Concern:
    """The claim of an address."""
    return concern_of(get_object_or_404(Claim.objects.select_related("organisation__place"), pk=key))


def concern_of_invitation(request: HttpRequest, *, key: UUID) -> Concern:
    """The invitation of an address belongs to the invited."""
    return Concern(owner=str(get_object_or_404(Invitation.objects.select_related("user"), pk=key).user.pseudonym))


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Organisations I belong to, invitations, claims."""
    user = user_of(request)
    invitations = list(user.invitations.filter(state="open").order_by("-made_at"))
    names = organisation_names(each.organisation for each in invitations)
    context = {
        "memberships": memberships_told(user, on=timezone.localdate()),
        "invitations": [(each, names.get(each.organisation, "—")) for each in invitations],
        "claims": claims_of(asking(request)),
    }
    return render(request, "people/mine.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """Register or claim: first the code, then the claim itself."""
    code_form = CodeForm(request.GET if "code" in request.GET else None)
    if not code_form.is_bound or not code_form.is_valid():
        return render(request, "people/register.html", {"code_form": code_form})
    try:
        known = organisation_by_code(code_form.cleaned_data["code"])
    except UnableToClaim as error:
        code_form.add_error("code", said_now(error.words))
        return render(request, "people/register.html", {"code_form": code_form}, status=422)
    form = _form(request, known)
    if request.method == "POST" and form.is_valid():
        made = _claimed(request, form, known, code_form.cleaned_data["code"])
        if made is not None:
            messages.success(request, spoken("已提出，等待核实", "Sent; an office will check it"))
            return redirect("claim", key=made.key)
    code = check_credit_code(code_form.cleaned_data["code"])
    context = {"code_form": code_form, "form": form, "organisation": known, "code": code}
    return render(request, "people/register.html", context, status=422 if form.errors else 200)


def withdraw_claim(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Take my claim back."""
    try:
        withdraw(claim=get_object_or_404(Claim, pk=key), act=act_of(request))
        messages.success(request, spoken("已撤回", "Withdrawn"))
    except UnableToClaim as error:
        messages.error(request, said_now(error.words))
    return redirect("mine")


def evidence_of_claim(request: HttpRequest, *, key: UUID) -> HttpResponseBase:
    """The file that came with a claim, as a download."""
    row = get_object_or_404(Claim.objects.select_related("evidence"), pk=key, evidence__isnull=False)
    assert row.evidence is not None
    try:
        content = opened(evidence=row.evidence, act=act_of(request))
    except UnableToOpen:
        messages.error(request, spoken("文件已撤下", "The file was withdrawn"))
        return redirect("claim", key=key)
    return FileResponse(content, as_attachment=True, filename=row.evidence.name, content_type=row.evidence.media_type)


def answer_invitation(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Say yes or no."""
    accepts = request.POST.get("answer") == "yes"
    invitation = get_object_or_404(Invitation, pk=key)
    try:
        answer(invitation=invitation, accepts=accepts, since=timezone.localdate(), act=act_of(request))
    except UnableToChangeMembers as error:
        messages.error(request, said_now(error.words))
    except UnableToJoin:
        messages.info(request, spoken("您已是成员", "You are a member already"))
    else:
        done = spoken("已加入", "You have joined") if accepts else spoken("已谢绝", "Declined")
        messages.success(request, done)
    return redirect("mine")


def _form(request: HttpRequest, known: Organisation | None) -> Form:
    kind = ClaimForm if known is not None else ProposalForm
    return kind(request.POST, request.FILES) if request.method == "POST" else kind()


def _claimed(request: HttpRequest, form: Form, known: Organisation | None, code: str) -> Claim | None:
    given: dict[str, Any] = form.cleaned_data
    try:
        of = known or Proposal(code, given["name"], given["kind"], given["region"])
        evidence = _evidence(request)
        return claim(
            of=of,
            wants_admin=given["wants_admin"],
            reason=given["reason"],
            on=timezone.localdate(),
            act=act_of(request),
            evidence=evidence,
        )
    except UnableToClaim as error:
        form.add_error(error.field if error.field in form.fields else None, said_now(error.words))
    except UnableToStore as error:
        form.add_error("evidence", said_now(error.words))
    return None


def _evidence(request: HttpRequest) -> Evidence | None:
    file = request.FILES.get("evidence")
    if file is None:
        return None
    # the file stays the claimant's: it becomes no evidence of an organisation that nobody has vouched for
    return keep(organisation=None, chunks=file.chunks(), name=file.name or "", act=act_of(request), kind="claim")
