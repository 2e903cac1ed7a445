"""Letters of sign-up and passwords, sent behind the answer by one thread of each worker.

Its one law: how long a mail server takes is felt by no visitor, for it would tell which addresses have an account. What
waits when a worker ends is lost, and whoever asked asks again.
"""

from __future__ import annotations

import logging
import queue
import threading

from django.core.mail import EmailMessage

_MOST_WAITING = 200
_waiting: queue.Queue[EmailMessage] = queue.Queue(_MOST_WAITING)
_starting = threading.Lock()
_sender: threading.Thread | None = None
_log = logging.getLogger("lingqu.letters")


def send_later(letter: EmailMessage) -> bool:
    """Hand a letter over and return at once; False where too many wait already, which the log is told."""
    global _sender  # the one sender of this process
    try:
        _waiting.put_nowait(letter)
    except queue.Full:
        _log.error("a letter was not sent: %s wait already", _MOST_WAITING)
        return False
    with _starting:
        if _sender is None or not _sender.is_alive():
            _sender = threading.Thread(target=_send_all, name="letters", daemon=True)
            _sender.start()
    return True


def wait_until_sent() -> None:
    """Wait until every letter handed over was sent or given up."""
    _waiting.join()


def _send_all() -> None:
    while True:
        letter = _waiting.get()
        try:
            letter.send()
        except Exception as error:  # whatever a backend raises, the next letter is to be sent
            _log.error("a letter was not sent: %s", type(error).__name__)
        finally:
            _waiting.task_done()
