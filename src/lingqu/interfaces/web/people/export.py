"""The export of personal data: everything the product keeps of one person, for that person.

Its one law: complete and in words; the entries of the audit chain that this person made are counted, not copied, since
they name other things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from lingqu.books.accounts.models import PersonalValue, User
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.personal import BASES, NAMES, PURPOSES
from lingqu.books.audit import operations as audit
from lingqu.books.audit.queries import entries_by
from lingqu.books.registers.models import Claim
from lingqu.interfaces.web.people.standing import grants_told, memberships_told
from lingqu.reports.wording import Words

_FORMAT = "lingqu-personal-data/1"
_CELLS = {
    "username": Words("登录名", "sign-in name"),
    "mail": Words("邮箱", "e-mail"),
    "pseudonym": Words("化名", "pseudonym"),
    "language": Words("语言", "language"),
    "large_type": Words("大字版", "large type"),
    "made_at": Words("注册于", "made"),
    "last_sign_in": Words("最近登录", "last sign-in"),
    "audit_entries": Words("审计记录条数", "entries in the audit"),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "open": Words("待核实", "waiting"),
    "vouched": Words("已确认", "vouched for"),
    "refused": Words("未确认", "refused"),
    "withdrawn": Words("已撤回", "withdrawn"),
    "totp": Words("身份验证器应用", "authenticator app"),
    "webauthn": Words("通行密钥", "passkey"),
    "recovery_codes": Words("恢复代码", "recovery codes"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the export: what it is, the names of its columns, its rows."""

    code: str
    words: Words
    columns: tuple[Words, ...]
    codes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def read(self) -> list[list[str | Words]]:
        """The rows with codes as words, for people."""
        return [[_CELLS.get(cell, cell) for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Export:
    """All parts, and when they were read."""

    made_at: str
    parts: tuple[Part, ...]

    def as_wire(self) -> dict[str, Any]:
        """The export for machines."""
        parts = {part.code: [dict(zip(part.codes, row, strict=True)) for row in part.rows] for part in self.parts}
        return {"format": _FORMAT, "made_at": self.made_at, **parts}


def export_of(user: User, *, act: Act) -> Export:
    """Read everything kept of a person; that they asked is recorded."""
    key = str(user.pseudonym)
    audit.record(at=act.at, actor=key, action="personal.export", object_kind="user", object_key=key)
    today = timezone.localdate(act.at)
    account = [
        ("username", user.username),
        ("mail", user.email),
        ("pseudonym", key),
        ("language", user.language),
        ("large_type", "yes" if user.is_elder else "no"),
        ("made_at", _moment(user.date_joined)),
        ("last_sign_in", _moment(user.last_login)),
        ("audit_entries", str(entries_by(key).count())),
    ]
    values = [
        (
            NAMES.get(row.name, Words(row.name, row.name)).zh,
            row.value,
            PURPOSES.get(row.purpose, Words(row.purpose, "")).zh,
            BASES.get(row.basis, Words(row.basis, "")).zh,
            _moment(row.collected_at),
            row.keep_until.isoformat() if row.keep_until else "",
        )
        for row in PersonalValue.objects.filter(subject_kind="user", subject_key=user.pseudonym).order_by("name")
    ]
    return Export(
        _moment(act.at),
        (
            _part("account", "账号", "Account", "name:项目:Item value:内容:Value", account),
            _part(
                "personal_values", "个人信息", "Personal values",
                "name:项目:Item value:内容:Value purpose:目的:Purpose basis:依据:Basis "
                "collected_at:收集于:Collected keep_until:保存至:Kept_until",
                values,
            ),
            _part(
                "memberships", "单位", "Organisations",
                "organisation:单位:Organisation admin:管理员:Admin since:自:From until:至:Until",
                [
                    (each.name, "yes" if each.row.is_admin else "no", *_days(each.row))
                    for each in memberships_told(user, on=today)
                ],
            ),
            _part(
                "roles", "角色", "Roles", "role:角色:Role reach:范围:Reach since:自:From until:至:Until",
                [(each.role.zh, " ".join(each.reach), *_days(each.row)) for each in grants_told(user, on=today)],
            ),
            _part(
                "claims", "认领申请", "Claims",
                "organisation:单位:Organisation reason:理由:Reason state:状态:State made_at:提出:Made",
                [
                    (row.organisation.name if row.organisation else row.proposed_name, row.reason, row.state,
                     _moment(row.made_at))
                    for row in Claim.objects.filter(claimant=key).select_related("organisation").order_by("made_at")
                ],
            ),
            _part(
                "mail_addresses", "邮箱", "E-mail", "address:地址:Address verified:已验证:Verified",
                [(row.email, "yes" if row.verified else "no") for row in EmailAddress.objects.filter(user=user)],
            ),
            _part(
                "sign_in_keys", "登录凭据", "Keys", "kind:种类:Kind made_at:添加:Added used_at:使用:Used",
                [
                    (row.type, _moment(row.created_at), _moment(row.last_used_at))
                    for row in Authenticator.objects.filter(user=user)
                ]
                + [
                    (f"oidc: {row.uid}", _moment(row.date_joined), _moment(row.last_login))
                    for row in SocialAccount.objects.filter(user=user)
                ],
            ),
            _part(
                "sessions", "登录设备", "Sessions",
                "address:地址:Address browser:浏览器:Browser begun_at:登录:Begun seen_at:活动:Seen",
                [
                    (row.ip, row.user_agent, _moment(row.created_at), _moment(row.last_seen_at))
                    for row in UserSession.objects.filter(user=user)
                ],
            ),
        ),
    )  # fmt: skip


def _part(code: str, zh: str, en: str, columns: str, rows: list[Any]) -> Part:
    triples = [column.split(":") for column in columns.split()]
    heads = tuple(Words(chinese, english.replace("_", " ")) for _, chinese, english in triples)
    return Part(code, Words(zh, en), heads, tuple(name for name, _, _ in triples), tuple(tuple(row) for row in rows))


def _days(row: Any) -> tuple[str, str]:
    return row.since.isoformat(), row.until.isoformat() if row.until else ""


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""
