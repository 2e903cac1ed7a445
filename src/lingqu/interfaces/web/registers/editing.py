"""Make, change, retire and restore a row.

Its one law: whoever saves an older version sees what others have changed, field by field, and can go on.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.registers import operations
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite
from lingqu.books.registers.showing import titles
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers.conflicts import Conflict, merged
from lingqu.interfaces.web.registers.forms import RowForm
from lingqu.interfaces.web.registers.loading import row_of
from lingqu.reports.wording import Words

_TOKEN_SECONDS = 3600
_SAVED = Words("已保存", "Saved")
_BEING_SAVED = Words("这张表已经提交过", "This form has been sent before")
_RETIRED = Words("已停用；可以恢复", "Taken out of use; it can be restored")
_RESTORED = Words("已恢复使用", "Taken into use again")
_MEANWHILE = Words("其他人刚改过这一行：请看过再试", "Somebody has just changed the row: look at it and try again")


def new(register: Register, request: HttpRequest) -> HttpResponse:
    """Enter a row."""
    person = asking(request)
    if request.method != "POST":
        return _form(request, register, RowForm(register, person), status=200)
    token = f"registers-form:{person.pseudonym}:{request.POST.get('token', '')[:40]}"
    if not cache.add(token, "", _TOKEN_SECONDS):
        # the second of two presses: led to what the first one made
        messages.info(request, _BEING_SAVED.said(lang()))
        made = cache.get(token)
        return redirect(_address(register, UUID(made)) if made else reverse(f"registers-{register.name}-list"))
    form = RowForm(register, person, data=request.POST)
    if form.is_valid():
        try:
            row = operations.make(register=register, values=form.values, act=act_of(request))
        except UnableToKeep as error:
            form.refuse(error.faults)
        else:
            cache.set(token, str(row.key), _TOKEN_SECONDS)
            messages.success(request, _SAVED.said(lang()))
            return redirect(_address(register, row.key))
    cache.delete(token)
    return _form(request, register, form, status=422)


def edit(register: Register, request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a row."""
    person, row = asking(request), row_of(request)
    if request.method != "POST":
        return _form(request, register, RowForm(register, person, row=row), row=row, status=200)
    form = RowForm(register, person, row=row, data=request.POST)
    version = _version(request, row)
    if form.is_valid():
        try:
            operations.change(
                register=register,
                key=row.key,
                version=version,
                values=form.values,
                act=act_of(request, reason=request.POST.get("reason", "")[:300]),
            )
        except UnableToKeep as error:
            form.refuse(error.faults)
        except UnableToOverwrite as error:
            return _conflict(request, register, error.row, version)
        else:
            messages.success(request, _SAVED.said(lang()))
            return redirect(_address(register, row.key))
    return _form(request, register, form, row=row, version=version, status=422)


def retire(register: Register, request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a row out of use with a reason."""
    row = row_of(request)
    reason = request.POST.get("reason", "")
    faults: list[str] = []
    if row.is_retired:
        messages.info(request, _RETIRED.said(lang()))
        return redirect(_address(register, row.key))
    if request.method == "POST":
        try:
            operations.retire(
                register=register,
                key=row.key,
                version=_version(request, row),
                on=timezone.localdate(),
                act=act_of(request, reason=reason),
            )
        except UnableToKeep as error:
            faults = [words.said(lang()) for texts in error.faults.values() for words in texts]
        except UnableToOverwrite:
            messages.warning(request, _MEANWHILE.said(lang()))
            return redirect(_address(register, row.key))
        else:
            messages.success(request, _RETIRED.said(lang()))
            return redirect(_address(register, row.key))
    context = {
        "register": register,
        "row": row,
        "title": titles(register, [row])[row.key],
        "reason": reason,
        "faults": faults,
        "back": _address(register, row.key),
    }
    return render(request, "registers/retire.html", context, status=422 if faults else 200)


def restore(register: Register, request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a row into use again."""
    row = row_of(request)
    if not row.is_retired:
        return redirect(_address(register, row.key))
    try:
        operations.restore(register=register, key=row.key, version=_version(request, row), act=act_of(request))
    except UnableToOverwrite:
        messages.warning(request, _MEANWHILE.said(lang()))
    except UnableToKeep as error:
        messages.error(request, "；".join(w.said(lang()) for texts in error.faults.values() for w in texts))
    else:
        messages.success(request, _RESTORED.said(lang()))
    return redirect(_address(register, row.key))


def _conflict(request: HttpRequest, register: Register, row: RegisterRow, version: int) -> HttpResponse:
    texts, conflicts, is_settled = merged(register, row, version, request.POST, asking(request))
    if is_settled:  # the second of two presses: the first has written just this
        messages.success(request, _SAVED.said(lang()))
        return redirect(_address(register, row.key))
    form = RowForm(register, asking(request), row=row, initial=texts)
    return _form(request, register, form, row=row, conflicts=conflicts, status=409)


def _form(
    request: HttpRequest,
    register: Register,
    form: RowForm,
    *,
    status: int,
    row: RegisterRow | None = None,
    version: int | None = None,
    conflicts: list[Conflict] | None = None,
) -> HttpResponse:
    context = {
        "register": register,
        "form": form,
        "row": row,
        "title": titles(register, [row])[row.key] if row is not None else "",
        "version": version if version is not None else (row.version if row is not None else 0),
        "token": secrets.token_urlsafe(16),
        "conflicts": conflicts,
        "back": _address(register, row.key) if row is not None else reverse(f"registers-{register.name}-list"),
        "list": reverse(f"registers-{register.name}-list"),
    }
    return render(request, "registers/form.html", context, status=status)


def _version(request: HttpRequest, row: RegisterRow) -> int:
    """The version that was read; a form without one has read none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _address(register: Register, key: UUID) -> str:
    return reverse(f"registers-{register.name}-row", args=[key])
