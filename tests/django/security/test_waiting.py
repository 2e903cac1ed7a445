"""Who writes while somebody else does waits a little, then is told; nobody who reads waits behind them for long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOWN = "from lingqu.config import settings; print(settings.DATABASES['default']['OPTIONS']['timeout'])"


@pytest.mark.parametrize(("before", "seconds"), [("", 20), ("import os; os.environ['LINGQU_SERVING'] = 'yes'; ", 4)])
def test_a_page_waits_for_the_lock_of_a_writer_less_long_than_a_command(
    tmp_path: Path, before: str, seconds: int
) -> None:
    environment = {**os.environ, "LINGQU_DATA": str(tmp_path), "LINGQU_FIRST_START": "yes", "LINGQU_SERVING": ""}
    environment.pop("DATABASE_URL", None)

    done = subprocess.run(
        [sys.executable, "-c", before + SHOWN], env=environment, capture_output=True, text=True, check=True
    )

    assert int(done.stdout) == seconds


def test_the_entrance_says_that_it_serves_before_it_reads_the_settings(root: Path) -> None:
    text = (root / "src/lingqu/config/wsgi.py").read_text(encoding="utf-8")

    assert text.index('os.environ["LINGQU_SERVING"] = "yes"') < text.index("get_wsgi_application()")
