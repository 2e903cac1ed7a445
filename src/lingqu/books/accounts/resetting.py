"""Take a password away so that its owner chooses a new one: by an administrator, with a reason.

Its one law: whoever knew the old password is out at once, everywhere. It makes no link and sends no letter.
"""

from __future__ import annotations

from django.db import transaction

from lingqu.books.accounts.erasing import end_sessions
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.reports.wording import Words

_LONGEST_REASON = 200
_NO_REASON = Words("须写明重设的理由，例如：本人忘记口令，电话核实过", "say why, e.g. forgotten, checked by phone")
_NOT_SO = Words("已停用、已注销或本人的账号不能这样做", "not for closed, erased or own accounts")


class UnableToReset(Exception):
    """The password stays; `words` says why in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words


def reset_password(*, user: User, act: Act) -> int:
    """Make the password of somebody else useless and end their sessions; give how many ended."""
    if not act.reason.strip():
        raise UnableToReset(_NO_REASON)
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        if row.erased_at is not None or not row.is_active or str(row.pseudonym) == act.person.pseudonym:
            raise UnableToReset(_NOT_SO)
        # the old password may be the reason why somebody asks for a new one
        row.set_unusable_password()
        row.save(update_fields=["password"])
        ended = end_sessions(user=row)
        record_act(
            act,
            action="accounts.reset_link",
            object_kind="user",
            object_key=str(row.pseudonym),
            facts={"reason": act.reason.strip()[:_LONGEST_REASON], "sessions": ended},
        )
    return ended
