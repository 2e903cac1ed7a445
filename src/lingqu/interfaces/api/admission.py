"""What stands before every operation: who asks, how often, for what, and whether the request can be taken in at all.

Its one law: nothing of a request is read before it is admitted; a role that is missing is told, a thing that is not
theirs is not (the operations answer 404 for it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from ninja.errors import Throttled

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.person import ANYONE
from lingqu.books.accounts.tokens import WRITING, Scope
from lingqu.interfaces.api.asker import Asker, UnableToIdentify, identified, is_forged, remember
from lingqu.interfaces.api.fair_use import fair_use_of
from lingqu.interfaces.api.languages import LANGUAGES, language_of
from lingqu.law.inquiries.refusals import CallFault, unknown_name
from lingqu.reports.wording import Words

LARGEST_BODY = 1024 * 1024


class UnableToAdmit(Exception):
    """A request that is not let in; `status` and `detail` say why."""

    def __init__(self, status: int, detail: Words) -> None:
        super().__init__(detail.en)
        self.status = status
        self.detail = detail


_NOT_IDENTIFIED = Words(
    "这个令牌打不开任何东西：不存在、已过期、已停用，或写法不对；例 Authorization: Bearer lq_…",
    "this token opens nothing: unknown, expired, revoked or not spelled as Authorization: Bearer lq_…",
)
_SIGN_IN = Words(
    "请用访问令牌（Authorization: Bearer lq_…）或先登录", "show an access token (Authorization: Bearer lq_…) or sign in"
)
_NO_ROLE = Words("您的角色不能做这件事", "your role may not do this")
_FORGED = Words(
    "用浏览器会话写入须带 X-CSRFToken；程序请用访问令牌",
    "writing by a browser's session needs X-CSRFToken; programs use an access token",
)


@dataclass(frozen=True, slots=True)
class Admission:
    """What an operation asks of a request before it is read."""

    permission: str
    scope: Scope
    takes: tuple[str, ...] = ()  # content types of its body; none: it has none
    parameters: Callable[[], frozenset[str]] = frozenset  # the names of its query
    largest: int = LARGEST_BODY  # bytes of its body

    def __call__(self, request: HttpRequest) -> Asker:
        """Admit a request, or raise why not."""
        lang = language_of(request)
        refused = False
        try:
            person, token = identified(request)
        except UnableToIdentify:
            person, token, refused = ANYONE, None, True
        use = fair_use_of(request, person, token)
        if not use.allow_request(request):
            raise Throttled(wait=int(use.wait()) + 1)
        if refused:
            raise UnableToAdmit(401, _NOT_IDENTIFIED)
        asker = Asker(person, lang, token, self._faults(request))
        remember(request, asker)
        self._permit(request, asker)
        if self.takes:
            self._take_in(request)
        # after the size: the form's own token would be looked for in the body
        if self.scope in WRITING and is_forged(request, asker.token):
            raise UnableToAdmit(403, _FORGED)
        return asker

    def _permit(self, request: HttpRequest, asker: Asker) -> None:
        if not asker.may_use(self.scope):
            raise UnableToAdmit(
                403, Words(f"这个令牌没有 {self.scope} 的范围", f"this token has not the scope {self.scope}")
            )
        if not may(asker.person, self.permission):
            raise UnableToAdmit(403, _NO_ROLE) if asker.person.is_signed_in else UnableToAdmit(401, _SIGN_IN)

    def _take_in(self, request: HttpRequest) -> None:
        given = request.content_type or ""
        if given not in self.takes:
            expected = "、".join(self.takes)
            raise UnableToAdmit(
                415,
                Words(f"给出 {given[:60] or '—'}；应为 {expected}", f"given {given[:60] or '—'}; expected {expected}"),
            )
        length = request.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) > self.largest:
            kib = self.largest // 1024
            raise UnableToAdmit(413, Words(f"请求至多 {kib} KiB", f"a request has at most {kib} KiB"))

    def _faults(self, request: HttpRequest) -> tuple[CallFault, ...]:
        known = self.parameters()
        faults = []
        for name, values in request.GET.lists():
            if name != "lang" and name not in known:
                expected = ("这个操作的参数", "a parameter of this operation")
                faults.append(unknown_name(name[:60] or '""', name[:60], sorted({*known, "lang"}), expected))
            elif name == "lang" and values[-1] not in LANGUAGES:
                faults.append(CallFault("lang", values[-1][:20] or '""', "zh 或 en", "zh or en", "en"))
            elif any("\x00" in value for value in values):
                faults.append(CallFault(name, "U+0000", "不含控制字符", "no control character", "-"))
        return tuple(faults)
