"""The lines, caps and bands of every built-in policy: worked out from the words alone, and by the engine."""

from __future__ import annotations

import pytest

from lingqu.law.engine.examples import run_examples
from lingqu.law.packs.folders import find_policies, load_folder
from lingqu.law.packs.rehearsal import rehearsal_of

BUILT_IN = {folder.id: folder.path for folder in find_policies() if folder.built_in}


@pytest.mark.parametrize("policy", BUILT_IN)
def test_the_engine_agrees_on_every_line_and_cap(policy: str) -> None:
    pack = rehearsal_of(load_folder(BUILT_IN[policy]))

    failed = [result for result in run_examples(pack) if not result.passed]

    assert not failed, "\n".join(
        f"{result.example.at.file}:{result.example.at.line} {result.example.given}: {'；'.join(result.differences)}"
        for result in failed
    )


def test_the_rows_are_many() -> None:
    rows = {
        policy: sum(len(m.examples) for m in rehearsal_of(load_folder(path)).measures)
        for policy, path in BUILT_IN.items()
    }

    assert rows["guilin2026"] >= 40
