"""`lingqu user`: accounts and roles from the command line, for the first administrator and for scripts.

Its one law: it acts as the system and through the same operations as the pages; a password is asked for or made, never
taken from the command line, where others could read it.
"""

from __future__ import annotations

import secrets
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, BilingualGroup, language_in, option
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.interfaces.cli.screen import Screen
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.books.accounts.models import User
    from lingqu.books.accounts.person import Act

_HEADS = (Words("登录名", "name"), Words("角色", "roles"), Words("单位数", "organisations"), Words("状态", "state"))
_STATES = {
    "open": Words("在用", "in use"),
    "closed": Words("已停用", "closed"),
    "erased": Words("已注销", "erased"),
}
_NONE = Words("没有这个账号：{}；lingqu user list 可看", "no such account: {}; see lingqu user list")
_MADE = Words("已建立：{}", "made: {}")
_PASSWORD = Words("密码（只显示这一次）：{}", "password (shown only now): {}")
_ASK = Words("密码", "Password")
_GRANTED = Words("已授权：{}", "granted: {}")
_ENDED = Words("已终止 {} 个角色", "{} role(s) ended")
_CLOSED = Words("已停用：{}", "closed: {}")
_OPENED = Words("已启用：{}", "opened: {}")
_NO_ROLE = Words("{} 没有角色 {}", "{} does not hold {}")


@click.group(
    cls=BilingualGroup,
    help="账号与角色：建立、列出、授权、终止、改密码、停用。",
    english="Accounts and roles: add, list, grant, end, password, close, open.",
)
def group() -> None:
    """Accounts and roles."""


_data = option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
_asks = option("--ask", zh="由您输入密码；否则生成一个。", en="Type the password; else one is made.", flag=True)


@group.command(cls=BilingualCommand, help="建立账号。", english="Make an account.")
@click.argument("name")
@option("--email", zh="邮箱。", en="E-mail address.", default="")
@_asks
@_data
@click.pass_context
def add(ctx: click.Context, name: str, email: str, ask: bool, data: str | None) -> None:
    """Make an account."""
    lang = _open(ctx, data)
    from lingqu.books.accounts.operations import UnableToMakeAccount, make_account

    password = _password(ask, lang)
    try:
        make_account(username=name, password=password, email=email, act=_act())
    except UnableToMakeAccount as error:
        raise Refusal([str(error)]) from error
    click.echo(_MADE.said(lang).format(name))
    _tell(password, ask, lang)


@group.command("list", cls=BilingualCommand, help="列出账号。", english="List the accounts.")
@_data
@click.pass_context
def listed(ctx: click.Context, data: str | None) -> None:
    """List the accounts with their roles of today."""
    lang = _open(ctx, data)
    from django.utils import timezone

    from lingqu.books.accounts.models import User
    from lingqu.books.accounts.person import person_of
    from lingqu.books.accounts.roles import ROLE_WORDS

    rows = []
    for user in User.objects.order_by("username"):
        person = person_of(user, on=timezone.localdate())
        roles = ", ".join(ROLE_WORDS[held.role].said(lang) for held in person.held)
        state = "erased" if user.erased_at else "open" if user.is_active else "closed"
        rows.append([user.username, roles or "—", str(len(person.member_of)), _STATES[state].said(lang)])
    screen = Screen(sys.stdout)
    screen.put(table([head.said(lang) for head in _HEADS], rows, screen.width, firm={0}))


@group.command(cls=BilingualCommand, help="授予角色。", english="Grant a role.")
@click.argument("name")
@click.argument("role")
@option("--level", zh="层级：region、city、county、park。", en="Level: region, city, county, park.", default="")
@option("--region", zh="县（区）代码，县级必填。", en="Code of the county, for county level.", default="")
@option("--place", zh="园区代码或高校信用代码。", en="Code of the park or university.", default="")
@option("--department", zh="部门代码。", en="Code of the department.", default="")
@option("--until", zh="止日，如 2027-12-31。", en="Last day, e.g. 2027-12-31.", default="")
@_data
@click.pass_context
def grant(
    ctx: click.Context,
    name: str,
    role: str,
    level: str,
    region: str,
    place: str,
    department: str,
    until: str,
    data: str | None,
) -> None:
    """Grant a role from today on."""
    lang = _open(ctx, data)
    from django.utils import timezone

    from lingqu.books.accounts import operations
    from lingqu.books.accounts.person import HeldRole
    from lingqu.books.accounts.roles import GRANTED, ROLE_WORDS, Level, Role

    known_role = _one_of(role, [each.value for each in GRANTED], "ROLE")
    known_level = _one_of(level, [each.value for each in Level], "--level") if level else ""
    held = HeldRole(Role(known_role), Level(known_level) if known_level else None, region, place, department)
    try:
        last = date.fromisoformat(until) if until else None
        operations.grant(user=_user(name, lang), role=held, since=timezone.localdate(), until=last, act=_act())
    except ValueError as error:
        raise Refusal([f"--until {until}: 2027-12-31"]) from error
    except operations.UnableToGrant as error:
        raise Refusal([error.words.said(lang)]) from error
    click.echo(_GRANTED.said(lang).format(ROLE_WORDS[held.role].said(lang)))


@group.command(cls=BilingualCommand, help="终止角色，立即生效。", english="End a role at once.")
@click.argument("name")
@click.argument("role")
@_data
@click.pass_context
def end(ctx: click.Context, name: str, role: str, data: str | None) -> None:
    """End every running grant of a role."""
    lang = _open(ctx, data)
    from django.utils import timezone

    from lingqu.books.accounts import operations
    from lingqu.books.accounts.memberships import running

    today = timezone.localdate()
    rows = list(_user(name, lang).grants.filter(running(today), role=role).select_related("user"))
    if not rows:
        raise Refusal([_NO_ROLE.said(lang).format(name, role)])
    try:
        for row in rows:
            operations.end_grant(held=row, last_day=today - timedelta(days=1), act=_act())
    except operations.UnableToEnd as error:
        raise Refusal([error.words.said(lang)]) from error
    click.echo(_ENDED.said(lang).format(len(rows)))


@group.command(cls=BilingualCommand, help="给新密码，并结束其登录。", english="Give a new password and end sessions.")
@click.argument("name")
@_asks
@_data
@click.pass_context
def password(ctx: click.Context, name: str, ask: bool, data: str | None) -> None:
    """Give a new password."""
    lang = _open(ctx, data)
    from lingqu.books.accounts.erasing import end_sessions
    from lingqu.books.accounts.notices import tell_of_reset
    from lingqu.books.accounts.operations import set_password

    user, new = _user(name, lang), _password(ask, lang)
    set_password(user=user, password=new, act=_act())
    end_sessions(user=user)
    tell_of_reset(user)
    _tell(new, ask, lang)


@group.command(cls=BilingualCommand, help="停用账号，并结束其登录。", english="Close an account and end its sessions.")
@click.argument("name")
@_data
@click.pass_context
def close(ctx: click.Context, name: str, data: str | None) -> None:
    """Close an account."""
    _switch(ctx, name, data, is_active=False)


@group.command("open", cls=BilingualCommand, help="重新启用账号。", english="Open an account again.")
@click.argument("name")
@_data
@click.pass_context
def open_again(ctx: click.Context, name: str, data: str | None) -> None:
    """Open an account again."""
    _switch(ctx, name, data, is_active=True)


def _switch(ctx: click.Context, name: str, data: str | None, *, is_active: bool) -> None:
    lang = _open(ctx, data)
    from lingqu.books.accounts.erasing import end_sessions
    from lingqu.books.accounts.operations import UnableToEnd, switch

    user = _user(name, lang)
    try:
        switch(user=user, is_active=is_active, act=_act())
    except UnableToEnd as error:
        raise Refusal([error.words.said(lang)]) from error
    if not is_active:
        end_sessions(user=user)
    click.echo((_OPENED if is_active else _CLOSED).said(lang).format(name))


def _open(ctx: click.Context, data: str | None) -> str:
    lang = language_in(ctx)
    opened(data, lang=lang)
    return lang


def _user(name: str, lang: str) -> User:
    from lingqu.books.accounts.models import User

    found = User.objects.filter(username__iexact=name).first()
    if found is None:
        raise Refusal([_NONE.said(lang).format(name)])
    return found


def _act() -> Act:
    from django.utils import timezone

    from lingqu.books.accounts.person import SYSTEM, Act

    return Act(SYSTEM, timezone.now(), reason="lingqu user")


def _password(ask: bool, lang: str) -> str:
    if not ask:
        return secrets.token_urlsafe(12)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    given: str = click.prompt(_ASK.said(lang), hide_input=True, confirmation_prompt=True)
    try:
        validate_password(given)
    except ValidationError as error:
        raise Refusal(list(error.messages)) from error
    return given


def _tell(password: str, ask: bool, lang: str) -> None:
    if not ask:
        click.echo(_PASSWORD.said(lang).format(password))


def _one_of(given: str, known: list[str], what: str) -> str:
    if given not in known:
        raise Refusal([f"{what}：{given} ✗  {'、'.join(known)}"])
    return given
