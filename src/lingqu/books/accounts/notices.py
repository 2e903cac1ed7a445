"""Letters about an account to the person it belongs to, where a mail server is set.

Its one law: a letter that cannot be sent stops nothing; whoever acted is told. It holds no password and no link.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from lingqu.books.accounts.models import User

_log = logging.getLogger("lingqu.letters")
_RESET = (
    "灵渠：您的口令已由管理员重设 / Your password was reset",
    "您的账号 {name} 的口令已由系统管理员重设，全部登录已结束。\n"
    "如果不是您要求的，请立即联系系统管理员。\n\n"
    "The password of your account {name} was reset by an administrator, and all its sessions have ended.\n"
    "If you did not ask for this, tell the administrator at once.\n\n{address}\n",
)


def has_mail_server() -> bool:
    """Whether letters leave this machine; without a server they lie in a folder that nobody reads."""
    return not str(settings.EMAIL_BACKEND).endswith(("filebased.EmailBackend", "dummy.EmailBackend"))


def tell_of_reset(user: User) -> bool:
    """Tell somebody that their password was reset; give whether a letter went out."""
    if not user.email or not has_mail_server():
        return False
    subject, body = _RESET
    try:
        send_mail(subject, body.format(name=user.username, address=settings.ADDRESS), None, [user.email])
    except (OSError, SMTPException) as error:
        _log.error("no letter about a reset of %s: %s", user.pseudonym, type(error).__name__)
        return False
    return True
