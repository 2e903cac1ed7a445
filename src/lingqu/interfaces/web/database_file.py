"""The file of the embedded database, looked at before each request.

Its one law: nothing is written into a file that has been moved, removed or replaced under a running server, and no
empty database is made in the place of a lost one. With a server database it does nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponseBase

_OPENED = "lingqu_opened_file"


class DatabaseFileMiddleware:
    """Refuses requests while the file is gone, and opens anew the one that has taken its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite only
            raise MiddlewareNotUsed
        self.get_response = get_response
        connection_created.connect(_remember, dispatch_uid="lingqu.database_file")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look, then answer. A connection lives on for requests to come, and an open file outlives its name."""
        there = _identity()
        if there is None or there != getattr(connection, _OPENED, there):
            connection.close()
        if there is None:
            raise OperationalError("the file of the database is gone")
        return self.get_response(request)


def _remember(sender: Any, connection: Any, **_: Any) -> None:
    setattr(connection, _OPENED, _identity())


def _identity() -> tuple[int, int] | None:
    try:
        found = os.stat(connection.settings_dict["NAME"])
    except OSError:
        return None
    return found.st_dev, found.st_ino
