"""What waits for policy officers, supervisors and administrators: drafts and versions, looks at the chain, health.

Its one law: a thing of the Lab is told to whoever may open it, and that a version waits only to those who may publish
it; health is looked at in files and small tables, never by walking the chain.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lingqu.books.accounts.memberships import running
from lingqu.books.accounts.models import Grant, User
from lingqu.books.accounts.notices import has_mail_server
from lingqu.books.accounts.permissions import ACCOUNTS_ADMINISTER, AUDIT_READ, may
from lingqu.books.accounts.person import Person
from lingqu.books.audit.models import Entry, Head
from lingqu.books.registers.ticking import LATE_AFTER, last_tick
from lingqu.books.rulebooks.draft_permissions import LAB_DRAFT, LAB_PUBLISH, LAB_READ
from lingqu.books.rulebooks.models import DocumentState, Draft, PlanDocument, PolicyVersion, VersionState
from lingqu.books.rulebooks.permissions import PLAN_IMPORT
from lingqu.interfaces.web.site.waiting import Waiting, counted
from lingqu.reports.wording import Words

_LATELY = timedelta(days=90)
_A_MONTH = timedelta(days=30)
_LITTLE_DISK = 1 << 30
_LONG_UNCHECKED = timedelta(days=30)
_LOOKS = (
    ("personal.show", Words("次查看登记册里的个人信息（30 天内）", "looks at personal values of registers (30 days)")),
    ("personal.reveal", Words("次查看账号的个人信息（30 天内）", "looks at personal values of accounts (30 days)")),
    ("session.locked", Words("次登录因多次失败被暂停（30 天内）", "sign-ins paused after failures (30 days)")),
)


def waiting_in_the_lab(person: Person, now: datetime) -> Iterator[Waiting]:
    """Drafts to write, versions to look at or to mend, what was published lately. At most five queries."""
    if not may(person, LAB_READ):
        return
    me = person.pseudonym
    versions = PolicyVersion.objects.filter(is_shipped=False).order_by("-proposed_at")
    if may(person, LAB_PUBLISH):
        proposed = versions.filter(state=VersionState.PROPOSED)
        # who wrote on it may not publish it
        others = proposed.exclude(proposed_by=me).exclude(authors__author=me)
        words = Words("个新版本等第二人审阅、发布", "versions wait for a second person to publish or return")
        yield from counted(others, words, reverse("lab_versions"), presses=True)
        words = Words("个您提出的版本等他人发布", "versions proposed by you wait for somebody else")
        yield from counted(proposed.filter(proposed_by=me), words, reverse("lab_versions"))
        returned = versions.filter(state=VersionState.RETURNED, proposed_by=me, decided_at__gte=now - _LATELY)
        words = Words("个您提出的版本被退回（90 天内）", "versions proposed by you were returned (90 days)")
        yield from counted(returned, words, reverse("lab_versions"), presses=True)
    if may(person, LAB_DRAFT):
        drafts = Draft.objects.filter(archived_at=None, made_by=me)
        yield from counted(drafts, Words("份您的草稿在写", "drafts of yours are being written"), reverse("lab"))
    published = versions.filter(state=VersionState.PUBLISHED, decided_at__gte=now - _LATELY)
    words = Words("个版本 90 天内发布", "versions were published within 90 days")
    yield from counted(published, words, reverse("lab_versions"))


def waiting_documents(person: Person) -> Iterator[Waiting]:
    """Plan documents that were brought and not yet taken into use. One query."""
    if may(person, PLAN_IMPORT):
        proposed = PlanDocument.objects.filter(state=DocumentState.PROPOSED)
        words = Words("份方案文件已带入，还没有启用", "plan documents were brought and are not in use")
        yield from counted(proposed, words, reverse("plan_import"), presses=True)


def looks_at_the_chain(person: Person, now: datetime) -> Iterator[Waiting]:
    """How long the chain is, when it was last checked, and what a supervisor looks for. Five queries."""
    if not may(person, AUDIT_READ):
        return
    audit, head = reverse("audit"), Head.objects.filter(number=1).first()
    yield Waiting(head.count if head else 0, Words("条审计记录", "entries in the audit chain"), audit)
    checks = Entry.objects.filter(object_kind="audit", object_key="", action="audit.check")
    yield _last_check(checks.order_by("-number").first(), now, audit)
    since = now - _A_MONTH
    for action, words in _LOOKS:
        query = urlencode({"action": action, "since": timezone.localtime(since).date().isoformat()})
        yield from counted(Entry.objects.filter(at__gte=_start(since), action=action), words, f"{audit}?{query}")


def health(person: Person, now: datetime) -> Iterator[Waiting]:
    """What is wrong with the site or soon will be, for administrators. Two queries."""
    if not may(person, ACCOUNTS_ADMINISTER):
        return
    here, users = reverse("desk"), reverse("users")
    last = last_tick()
    if last is None or now - last > LATE_AFTER:
        said = (Words("从未运行", "never ran") if last is None
                else Words(f"上次运行 {_moment(last)}", f"last ran {_moment(last)}"))  # fmt: skip
        yield Waiting(
            None,
            Words(f"定时任务（lingqu tick）{said.zh}：到期的个人信息还在", f"lingqu tick {said.en}: what is due stays"),
            here,
            presses=True,
        )
    else:
        yield Waiting(None, Words(f"定时任务正常，上次 {_moment(last)}", f"lingqu tick last ran {_moment(last)}"), here)
    free = shutil.disk_usage(settings.DATA.root).free
    gib = f"{free / (1 << 30):.1f} GiB"
    yield Waiting(None, Words(f"磁盘剩余 {gib}", f"{gib} of disk free"), here, presses=free < _LITTLE_DISK)
    if not has_mail_server():
        words = Words("没有邮件服务器：找回口令和通知的信发不出去", "no mail server: letters of recovery stay here")
        yield Waiting(None, words, here)
    today = timezone.localtime(now).date()
    yield from _of_accounts(today, users)


def _of_accounts(today: date, users: str) -> Iterator[Waiting]:
    ending = Grant.objects.filter(running(today), until__lte=today + _A_MONTH, user__is_active=True)
    yield from counted(ending, Words("项角色授权 30 天内到期", "roles end within 30 days"), users)
    held = Grant.objects.filter(running(today)).values("user")
    keys = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user")
    bare = User.objects.filter(is_active=True, pk__in=held).exclude(pk__in=keys)
    words = Words("个担任角色的账号没有两步验证或通行密钥", "accounts with roles have no second step or passkey")
    yield from counted(bare, words, users)


def _last_check(check: Entry | None, now: datetime, audit: str) -> Waiting:
    if check is None:
        words = Words("审计链还没有核验过", "the chain has never been checked")
        return Waiting(None, words, audit, presses=True)
    if not check.facts.get("holds"):
        words = Words(f"审计链上次核验（{_moment(check.at)}）：有断处", f"the chain was broken at {_moment(check.at)}")
        return Waiting(None, words, audit, presses=True)
    words = Words(f"审计链上次核验 {_moment(check.at)}：完好", f"the chain held when checked at {_moment(check.at)}")
    return Waiting(None, words, audit, presses=now - check.at > _LONG_UNCHECKED)


def _start(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
