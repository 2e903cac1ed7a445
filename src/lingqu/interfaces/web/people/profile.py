"""My account: what is kept of me, what I may do, my export, and the way out.

Its one law: everybody sees their own values in full and nobody else's here; erasing asks for the password again.
"""

from __future__ import annotations

import json

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.accounts.erasing import UnableToErase, obstacles
from lingqu.books.accounts.operations import keep_personal_value
from lingqu.books.accounts.personal import BASES, PURPOSES, kept_of, own_values
from lingqu.books.accounts.tokens import tokens_of
from lingqu.books.registers.claims import claims_of, erase_claimant
from lingqu.interfaces.web.asking import act_of, asking, user_of
from lingqu.interfaces.web.people.export import export_of
from lingqu.interfaces.web.people.forms import ContactForm, EraseForm
from lingqu.interfaces.web.people.spoken import said_now, spoken
from lingqu.interfaces.web.people.standing import grants_told, memberships_told

_CONTACT = ("name", "phone")


@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """Everything about my account on one page."""
    return _page(request, ContactForm(initial=own_values("user", user_of(request).pseudonym)), status=200)


def tell(request: HttpRequest) -> HttpResponse:
    """Keep, change or erase my name and phone."""
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    user = user_of(request)
    before = own_values("user", user.pseudonym)
    for name in _CONTACT:
        value = form.cleaned_data[name].strip()
        if value != before.get(name, ""):
            keep_personal_value(
                kind="user",
                key=user.pseudonym,
                name=name,
                value=value,
                purpose="contact",
                basis="consent",
                act=act_of(request),
            )
    messages.success(request, spoken("已保存", "Saved"))
    return redirect("profile")


@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """What the product keeps of me, to read and to print."""
    return render(request, "people/export.html", {"export": export_of(user_of(request), act=act_of(request))})


@never_cache
def export_file(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    told = export_of(user_of(request), act=act_of(request))
    answer = HttpResponse(
        json.dumps(told.as_wire(), ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="lingqu-personal-data.json"'
    return answer


@never_cache
@reauthentication_required(app="lingqu")  # type: ignore[untyped-decorator]  # allauth carries no types
def erase(request: HttpRequest) -> HttpResponseBase:
    """Erase my account, after the password and the name once more."""
    user = user_of(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["username"].strip().casefold() != user.username.casefold():
            form.add_error("username", spoken("与登录名不符", "not your sign-in name"))
        else:
            try:
                erase_claimant(user=user, on=timezone.localdate(), act=act_of(request))
            except UnableToErase as error:
                for reason in error.reasons:
                    form.add_error(None, said_now(reason))
            else:
                logout(request)
                messages.success(
                    request, spoken("账号已注销，个人信息已删除。", "The account and its personal data are erased.")
                )
                return HttpResponseRedirect("/")
    standing = obstacles(user, on=timezone.localdate())
    status = 422 if form.errors else 200
    return render(request, "people/erase.html", {"form": form, "obstacles": standing}, status=status)


def _page(request: HttpRequest, form: ContactForm, *, status: int) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    context = {
        "form": form,
        "kept": [each for each in kept_of("user", user.pseudonym) if each.name not in _CONTACT],
        "purpose_said": said_now(PURPOSES["contact"]),
        "basis_said": said_now(BASES["consent"]),
        "memberships": memberships_told(user, on=today),
        "grants": grants_told(user, on=today),
        "open_claims": claims_of(asking(request)).filter(state="open").count(),
        "open_invitations": user.invitations.filter(state="open").count(),
        "sessions": UserSession.objects.filter(user=user).count(),
        "second_steps": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).count(),
        "passkeys": Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count(),
        "tokens": tokens_of(user).filter(revoked_at=None, expires_at__gt=timezone.now()).count(),
    }
    return render(request, "people/profile.html", context, status=status)
