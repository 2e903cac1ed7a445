"""What all tests stand on: the root of the repository, the folder beside it, and how hard Hypothesis tries.

`./run test` is quick and repeatable; `./run test --all` tries more examples, and new ones each time except in CI.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Compiled policies fill the memory of a worker with objects that live as long as it does: the collector would walk
# them all again and again, which costs the suite a sixth of its time.
gc.set_threshold(200_000, 50, 100)

# No deadline: a loaded machine is no fault of the code.
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=60)
settings.register_profile(
    "all",
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=400,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("quick" if os.environ.get("LINGQU_TESTS", "quick") == "quick" else "all")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder `../shared`, which holds the plan and is no part of the repository; absent, the test is skipped."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no folder {folder.name} beside the repository")
    return folder


@pytest.fixture(scope="session")
def plan_file(shared: Path) -> Path:
    """The text of the Guilin plan; where absent, the test is skipped."""
    file = shared / "plan" / "guilin-2026.txt"
    if not file.is_file():
        pytest.skip("the text of the plan is not beside the repository")
    return file
