"""The ten minutes from a list to a budget and a what-if, done as the page says, in both languages.

After a change to what a command prints, `LINGQU_WRITE_PAGES=1 ./run test -k ten_minutes` puts the new output there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agreement.pages import Ran, blocks_of, shortened, walk, written

PAGES = {"en": "ten-minutes.md", "zh": "ten-minutes.zh-CN.md"}
DOCS = Path(__file__).resolve().parents[2] / "docs"


def ran(page: str, lang: str, root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Ran]:
    monkeypatch.chdir(folder)
    (folder / "src").symlink_to(root / "src")
    environment = {"LINGQU_LANG": lang, "COLUMNS": "80", "NO_COLOR": "1", "XDG_CACHE_HOME": str(folder / "cache")}
    return list(walk(page, folder, environment))


@pytest.mark.parametrize("lang", PAGES)
def test_the_ten_minutes_do_what_they_say(
    lang: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DOCS / PAGES[lang]
    page = file.read_text("utf-8")

    runs = ran(page, lang, root, tmp_path, monkeypatch)

    if os.environ.get("LINGQU_WRITE_PAGES"):
        file.write_text(written(page, runs), "utf-8")
        return
    assert len(runs) >= 12
    for run in runs:
        assert run.said == shortened(run.said, run.printed), f"{file.name}, line {run.line}: {run.command}"


def test_every_file_that_the_page_opens_is_written(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran((DOCS / PAGES["zh"]).read_text("utf-8"), "zh", root, tmp_path, monkeypatch)

    made = {each.name for each in tmp_path.iterdir()}

    assert {"budget.html", "budget.xlsx", "faults.csv", "list.xlsx", "whatif.html", "near.xlsx", "chosen.csv"} <= made


def test_both_languages_take_the_same_steps() -> None:
    english, chinese = (list(blocks_of((DOCS / page).read_text("utf-8"))) for page in PAGES.values())

    steps = [
        [each.path or [line for line in each.text.splitlines() if line.startswith("$ ")] for each in blocks]
        for blocks in (english, chinese)
    ]

    assert [str(each).replace("lingqu --lang en", "lingqu") for each in steps[0]] == [str(each) for each in steps[1]]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a\nb\n", "a\nx\nb\nc\n"),
        ("a\n…\n", "a\n…\n"),
        ("…\nc\n", "…\nc\n"),
        ("a\n…\nb\n…\n", "a\n…\nb\n…\n"),
        ("a\n…\nb\nd\n", "a\n…\nb\nc\n"),
        ("x\nb\n…\nq\n", "…\nx\nb\nc\n"),
    ],
)
def test_a_page_shows_as_much_as_it_says(said: str, shown: str) -> None:
    assert shortened(said, "a\nx\nb\nc\n") == shown
