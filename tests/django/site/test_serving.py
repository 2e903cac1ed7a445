"""What the started server does that a client of Django does not show."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest

from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import token_of

pytestmark = pytest.mark.slow

# as a first start does, whose demonstration zone sets its evidence before the pages are served
_STARTED = """
import sys

from lingqu.interfaces.cli import serve
from lingqu.interfaces.cli.installation import opened
from lingqu.reports.document import Report, Section
from lingqu.reports.pdf import pdf

opened(sys.argv[1], lang="zh")
pdf(Report("a", "b", "zh", sections=(Section("c"),)))
serve._serve("127.0.0.1", int(sys.argv[2]), 1)
"""
_PATIENCE = 60.0  # seconds for an answer
_START = 240.0  # seconds; a loaded machine is no fault of the server


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def first_start(tmp_path: Path, port: int) -> Iterator[None]:
    """A server whose process has set a PDF before it began to serve."""
    environment = {**os.environ, "LINGQU_MODE": "", "DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(
        [sys.executable, "-c", _STARTED, str(tmp_path), str(port)], env=environment, start_new_session=True
    ) as server:
        yield
        os.killpg(server.pid, signal.SIGKILL)


def test_a_pdf_is_set_by_a_server_that_set_one_before_it_served(first_start: None, port: int) -> None:
    token = token_of(State(date(2026, 11, 24), facts={"is_enterprise": True}))

    status, content = _fetched(port, f"/assess/{token}/result.pdf")

    assert status == 200
    assert content.startswith(b"%PDF")


def _fetched(port: int, address: str) -> tuple[int, bytes]:
    until = time.monotonic() + _START
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
        finally:
            connection.close()
