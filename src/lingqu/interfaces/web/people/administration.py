"""Accounts and roles, for administrators.

Its one law: nobody changes their own roles or account; the operations refuse it, and the page does not offer it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.accounts.erasing import end_sessions
from lingqu.books.accounts.memberships import running
from lingqu.books.accounts.models import Grant, User
from lingqu.books.accounts.notices import tell_of_reset
from lingqu.books.accounts.operations import UnableToEnd, UnableToGrant, end_grant, grant, switch
from lingqu.books.accounts.personal import UnableToReveal, kept_of, masked_names, reveal
from lingqu.books.accounts.resetting import UnableToReset, reset_password
from lingqu.books.accounts.roles import GRANTED, ROLE_WORDS
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.people.forms import GrantForm
from lingqu.interfaces.web.people.spoken import said_now, spoken
from lingqu.interfaces.web.people.standing import grants_told, memberships_told

_ROWS = 40


@never_cache
def users(request: HttpRequest) -> HttpResponse:
    """Search accounts by sign-in name, e-mail, pseudonym, or role."""
    words, role = request.GET.get("q", "").strip()[:80], request.GET.get("role", "")
    today = timezone.localdate()
    found = User.objects.order_by("username").prefetch_related(
        Prefetch("grants", Grant.objects.filter(running(today)).order_by("role"), to_attr="running_grants")
    )
    if words:
        named = Q(username__icontains=words) | Q(email__icontains=words)
        with suppress(ValueError):  # words that are no pseudonym are looked for in names only
            named |= Q(pseudonym=UUID(words))
        found = found.filter(named)
    if role:
        found = found.filter(pk__in=Grant.objects.filter(running(today), role=role).values("user"))
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    rows = [
        (user, masked_name, [ROLE_WORDS[row.role] for row in user.running_grants])  # type: ignore[attr-defined]
        for user, masked_name in _named(list(page))
    ]
    context = {
        "page": page,
        "rows": rows,
        "q": words,
        "role": role,
        "roles": [(each.value, ROLE_WORDS[each]) for each in GRANTED],
    }
    return render(request, "people/users.html", context)


@never_cache
def user(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """One account: roles, memberships, state."""
    return _page(request, key, GrantForm(initial={"since": timezone.localdate()}), status=200)


def grant_role(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Let somebody hold a role."""
    form = GrantForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            grant(user=_user(key), role=form.held(), since=given["since"], until=given["until"], act=act_of(request))
            messages.success(request, spoken("已授权", "Granted"))
            return redirect("user", key=key)
        except UnableToGrant as error:
            form.add_error(None, said_now(error.words))
    return _page(request, key, form, status=422)


def end_role(request: HttpRequest, *, key: UUID, grant: int) -> HttpResponse:
    """End a role at once."""
    held = get_object_or_404(Grant.objects.select_related("user"), pk=grant, user__pseudonym=key)
    yesterday = timezone.localdate() - timedelta(days=1)
    return _done(request, key, lambda: end_grant(held=held, last_day=yesterday, act=act_of(request)))


def open_or_close(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Close an account, with its sessions, or open it again."""
    is_active = request.POST.get("open") == "yes"
    row = _user(key)

    def switched() -> None:
        switch(user=row, is_active=is_active, act=act_of(request))
        if not is_active:
            end_sessions(user=row)

    return _done(request, key, switched)


def reset_link(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Take a password away and make a link by which its owner chooses a new one; shown once, works once."""
    row = _user(key)
    try:
        reset_password(user=row, act=act_of(request, reason=request.POST.get("reason", "")))
    except UnableToReset as error:
        messages.error(request, said_now(error.words))
        return redirect("user", key=key)
    row.refresh_from_db()
    if tell_of_reset(row):
        messages.success(request, spoken("已发邮件告知本人", "The person has been told by e-mail"))
    else:
        messages.info(
            request,
            spoken(
                "没有邮件可发（账号没有邮箱，或没有邮件服务器）：请当面或电话告知本人",
                "No e-mail went out (no address, or no mail server): tell the person yourself",
            ),
        )
    token = f"{user_pk_to_url_str(row)}-{default_token_generator.make_token(row)}"
    uidb36, _, rest = token.partition("-")
    there = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": rest})
    form = GrantForm(initial={"since": timezone.localdate()})
    return _page(request, key, form, status=200, link=request.build_absolute_uri(there))


def reveal_value(request: HttpRequest, *, key: UUID) -> HttpResponse:
    """Show one personal value to an administrator who says why."""
    name = request.POST.get("name", "")[:40]
    form = GrantForm(initial={"since": timezone.localdate()})
    try:
        value = reveal(kind="user", key=key, name=name, act=act_of(request, reason=request.POST.get("reason", "")))
    except UnableToReveal:
        messages.error(request, spoken("须写明查看的理由", "say why you look at it"))
        return redirect("user", key=key)
    return _page(request, key, form, status=200, revealed={name: value})


def _user(key: UUID) -> User:
    return get_object_or_404(User, pseudonym=key)


def _named(found: list[User]) -> list[tuple[User, str]]:
    names = masked_names("user", [each.pseudonym for each in found])
    return [(each, names.get(each.pseudonym, "")) for each in found]


def _done(request: HttpRequest, key: UUID, do: Callable[[], None]) -> HttpResponse:
    try:
        do()
        messages.success(request, spoken("已更改", "Changed"))
    except UnableToEnd as error:
        messages.error(request, said_now(error.words))
    return redirect("user", key=key)


def _page(request: HttpRequest, key: UUID, form: GrantForm, *, status: int, **more: object) -> HttpResponse:
    row, today = _user(key), timezone.localdate()
    context = {
        "account": row,
        "form": form,
        "grants": grants_told(row, on=today),
        "memberships": memberships_told(row, on=today),
        "kept": kept_of("user", row.pseudonym),
        "is_own": str(row.pseudonym) == asking(request).pseudonym,
        **more,
    }
    return render(request, "people/user.html", context, status=status)
