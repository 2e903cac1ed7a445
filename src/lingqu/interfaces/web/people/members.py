"""The members of an organisation, for its admins and for the offices that look after it.

Its one law: an admin invites and makes admins; an officer only ends. The page shows sign-in names and masked names;
an admin may read the names of colleagues, and each look is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.accounts.memberships import (
    UnableToChangeMembers,
    invitations_to,
    invite,
    let_go,
    members_of,
    set_admin,
    take_back,
)
from lingqu.books.accounts.models import Invitation, Membership
from lingqu.books.accounts.permissions import PEOPLE_MEMBERS_CHANGE, may
from lingqu.books.accounts.personal import masked_names, own_values, reveal_names
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.models import Organisation
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.people.forms import InvitationForm
from lingqu.interfaces.web.people.spoken import said_now, spoken


@never_cache
def members(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Who belongs to an organisation."""
    return _page(request, key, InvitationForm(), status=200)


@never_cache
def names_of_members(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """The members with their names in full, for an admin of the same organisation; looking is recorded."""
    rows = members_of(key, on=timezone.localdate())
    act = act_of(request, party=str(key), reason=_TO_MANAGE)
    names = reveal_names(keys=[row.user.pseudonym for row in rows], act=act)
    return _page(request, key, InvitationForm(), status=200, names=names)


def invite_member(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Ask somebody by sign-in name."""
    form = InvitationForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            invite(
                username=given["username"],
                organisation=key,
                is_admin=given["is_admin"],
                on=timezone.localdate(),
                act=act_of(request, party=str(key)),
            )
            messages.success(request, spoken("已邀请，等对方确认", "Invited; waiting for the answer"))
            return redirect("members", key=key)
        except UnableToChangeMembers as error:
            form.add_error("username", said_now(error.words))
    return _page(request, key, form, status=422)


def take_back_invitation(request: HttpRequest, *, key: UUID, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(Invitation, pk=invitation, organisation=key)
    return _done(request, key, lambda: take_back(invitation=row, act=act_of(request, party=str(key))))


def change_admin(request: HttpRequest, *, key: UUID, membership: int) -> HttpResponse:
    """Make a member an admin, or no longer one."""
    row = _membership(key, membership)
    is_admin = request.POST.get("admin") == "yes"
    return _done(
        request,
        key,
        lambda: set_admin(
            membership=row, is_admin=is_admin, on=timezone.localdate(), act=act_of(request, party=str(key))
        ),
    )


def end_member(request: HttpRequest, *, key: UUID, membership: int) -> HttpResponse:
    """End a membership, by an admin or by an officer."""
    row = _membership(key, membership)
    is_admin = key in asking(request).admin_of
    answer = _done(
        request,
        key,
        lambda: let_go(
            membership=row, on=timezone.localdate(), by_officer=not is_admin, act=act_of(request, party=str(key))
        ),
    )
    # whoever has just left may not open the page any more
    return redirect("mine") if str(row.user.pseudonym) == asking(request).pseudonym else answer


def _membership(key: UUID, number: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("user"), pk=number, organisation=key)


def _done(request: HttpRequest, key: UUID, do: Callable[[], None]) -> HttpResponse:
    try:
        do()
        messages.success(request, spoken("已更改", "Changed"))
    except UnableToChangeMembers as error:
        messages.error(request, said_now(error.words))
    return redirect("members", key=key)


_TO_MANAGE = "管理本单位成员"


def _page(
    request: HttpRequest, key: UUID, form: InvitationForm, *, status: int, names: Mapping[UUID, str] | None = None
) -> HttpResponse:
    organisation = Organisation.objects.select_related("place").filter(pk=key).first()
    if organisation is None:
        raise Http404
    rows = list(members_of(key, on=timezone.localdate()))
    invitations = list(invitations_to(key))
    me = UUID(asking(request).pseudonym)
    told = masked_names("user", [row.user.pseudonym for row in rows]) | dict(names or {})
    if me in told:  # nobody's own name is hidden from them
        told[me] = own_values("user", me).get("name", "")
    context = {
        "organisation": organisation,
        "members": [(row, told.get(row.user.pseudonym, "")) for row in rows],
        "invitations": invitations,
        "form": form,
        "names_hidden": names is None and any(key != me for key in told),
        "may_change": may(asking(request), PEOPLE_MEMBERS_CHANGE, of_organisation(organisation)),
        "own": asking(request).pseudonym,
    }
    return render(request, "people/members.html", context, status=status)
