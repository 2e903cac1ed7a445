"""The tutorial done as it says, in both languages: its files written, its mistakes made, its commands run.

After a change to what a command prints, `LINGQU_WRITE_PAGES=1 ./run test -k tutorial` puts the new output on the pages.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agreement.pages import Ran, blocks_of, walk, written
from lingqu.law.engine.examples import run_examples
from lingqu.law.packs.folders import load_pack

PAGES = {"en": "tutorial.md", "zh": "tutorial.zh-CN.md"}


def ran(page: str, lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Ran]:
    monkeypatch.chdir(folder)
    environment = {"LINGQU_LANG": lang, "COLUMNS": "80", "NO_COLOR": "1", "XDG_CACHE_HOME": str(folder / "cache")}
    return list(walk(page, folder, environment))


@pytest.mark.parametrize("lang", PAGES)
def test_the_tutorial_does_what_it_says(lang: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "docs" / PAGES[lang]
    page = file.read_text("utf-8")

    runs = ran(page, lang, tmp_path, monkeypatch)

    if os.environ.get("LINGQU_WRITE_PAGES"):
        file.write_text(written(page, runs), "utf-8")
        return
    assert len(runs) >= 8
    for run in runs:
        assert run.printed == run.said, f"{file.name}, the block at line {run.line}: {run.command}"


@pytest.mark.parametrize("lang", PAGES)
def test_what_the_tutorial_leaves_is_a_policy_whose_examples_pass(
    lang: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran((root / "docs" / PAGES[lang]).read_text("utf-8"), lang, tmp_path, monkeypatch)

    results = list(run_examples(load_pack("my_policy", folders=(tmp_path / "my_policies",))))

    assert len(results) == 12
    assert all(each.passed for each in results)


def test_both_languages_write_the_same_files() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    english, chinese = (
        [(each.kind, each.path, each.text) for each in blocks_of((docs / page).read_text("utf-8")) if each.path]
        for page in PAGES.values()
    )

    assert english == chinese
