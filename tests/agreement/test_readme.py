"""The two READMEs: both tours print what stands on the page, and the numbers are those of the policy.

LINGQU_WRITE_PAGES=1 writes the output of the tours anew.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from agreement.pages import shortened
from lingqu.interfaces.cli.main import main
from lingqu.law.packs.folders import load_pack

PAGES = ["README.md", "README.zh-CN.md"]
_RECORD = re.compile(r"^cat > (\S+) <<'END'\n(.*?)^END$\n\./run lingqu (.*?)$", re.MULTILINE | re.DOTALL)
_OUTPUT = re.compile(r"(<!-- output: assess -->\n```text\n)(.*?)(```)", re.DOTALL)
_REGISTER = re.compile(
    r"^\./run lingqu ([^\n]*budget[^\n]*)\n```\n\n[^\n]*\n\n(<!-- output: budget -->\n```text\n)(.*?)(```)", re.M | re.S
)


@pytest.mark.parametrize("page", PAGES)
def test_the_tour_prints_what_the_page_says(
    page: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (root / page).read_text("utf-8")
    tour, output = _RECORD.search(text), _OUTPUT.search(text)
    assert tour is not None
    assert output is not None
    monkeypatch.chdir(tmp_path)
    Path(tour[1]).write_text(tour[2], "utf-8")

    result = CliRunner(env={"COLUMNS": "80", "LINGQU_LANG": ""}).invoke(main, shlex.split(tour[3]))

    assert result.exit_code == 0
    printed = result.stdout.rstrip() + "\n"
    if "LINGQU_WRITE_PAGES" in os.environ:
        (root / page).write_text(_OUTPUT.sub(lambda found: found[1] + printed + found[3], text), "utf-8")
        return
    assert printed == output[2]


@pytest.mark.parametrize("page", PAGES)
def test_the_tour_of_a_register_prints_what_the_page_says(
    page: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (root / page).read_text("utf-8")
    tour = _REGISTER.search(text)
    assert tour is not None
    monkeypatch.chdir(tmp_path)
    Path("src").symlink_to(root / "src")

    result = CliRunner(env={"COLUMNS": "80", "LINGQU_LANG": ""}).invoke(main, shlex.split(tour[1]))

    assert result.exit_code == 0
    printed = shortened(tour[3], result.output)
    if "LINGQU_WRITE_PAGES" in os.environ:
        (root / page).write_text(text.replace(tour[2] + tour[3], tour[2] + printed), "utf-8")
        return
    assert printed == tour[3]


@pytest.mark.parametrize("page", PAGES)
def test_the_numbers_of_the_page_are_those_of_the_policy(page: str, root: Path) -> None:
    pack = load_pack("guilin2026")
    row = next(
        line for line in (root / page).read_text("utf-8").splitlines() if re.match(r"\| (The Guilin|桂林)", line)
    )

    found = [int(each) for each in re.findall(r"(?<!\d)\d+(?!\d|年| 年)", row) if each != "2030"]

    assert found == [
        len(pack.applicant_measures),
        len(pack.measures) - len(pack.applicant_measures),
        len(pack.facts),
        len(pack.readings),
        sum(reading.adopted is not None for reading in pack.readings),
        len(pack.targets),
        len(pack.tasks),
        sum(len(measure.examples) for measure in pack.measures),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_named_exists(page: str, root: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (root / page).read_text("utf-8"))

    assert len(links) > 5
    assert [link for link in links if not (root / link).exists()] == []
