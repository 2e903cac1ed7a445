"""What reports say they were made from, and the titles of what stands in them, the same in every command."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from pure.cli.conftest import Run

SAMPLES = "src/lingqu/samples"
OF_A_REGISTER = {
    "bulk": ("--as-of", "2027-06-30"),
    "whatif": ("--as-of", "2027-06-30", "--set", "F11.上限=400万元", "--set", "F11.研发投入/营业收入=4%"),
    "budget": ("--as-of", "2027-06-30", "--years", "2027", "--draws", "50"),
    "nearmiss": ("--as-of", "2027-06-30", "--within", "20%"),
}
FACTS = {
    "zh": {
        "政策": "科创广西先行试验区（桂林）建设方案（guilin2026）",
        "判断日": "2027年6月30日",
        "登记册": "register.csv",
        "主体": "120",
        "读不出的单元格": "0",
        "所取的口径": "政策已采用的 12 项",
    },
    "en": {
        "Policy": "Plan for building the Guangxi Innovation Pilot Zone (Guilin) (guilin2026)",
        "Day judged": "2027-06-30",
        "Register": "register.csv",
        "Subjects": "120",
        "Cells that cannot be read": "0",
        "Readings followed": "the 12 that the policy adopts",
    },
}


def page_of(lingqu: Run, command: str, lang: str, root: Path, folder: Path, *more: str) -> str:
    if command == "allocate":
        arguments = (str(root / SAMPLES / "applications.csv"), "--rules", str(root / SAMPLES / "allocation.toml"))
    else:
        arguments = (str(root / SAMPLES / "register.csv"), *OF_A_REGISTER[command])
    result = lingqu("--lang", lang, command, *arguments, *more, "--report", str(folder / "page.html"))
    assert result.exit_code == 0, result.output
    return (folder / "page.html").read_text("utf-8")


def facts_of(page: str) -> dict[str, str]:
    told = {key: re.sub("<[^>]*>", "", value) for key, value in re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page)}
    return {key: value.replace("&amp;", "&") for key, value in told.items()}


@pytest.mark.parametrize("lang", FACTS)
@pytest.mark.parametrize("command", OF_A_REGISTER)
def test_every_report_of_a_register_tells_what_it_rests_on_alike(
    lingqu: Run, root: Path, tmp_path: Path, command: str, lang: str
) -> None:
    told = facts_of(page_of(lingqu, command, lang, root, tmp_path))

    assert {key: told[key] for key in FACTS[lang]} == FACTS[lang]
    assert re.match(r"[0-9a-f]{16}(?: |$)", told["规则摘要" if lang == "zh" else "Digest of the rules"])


def test_a_reading_that_was_chosen_is_told(lingqu: Run, root: Path, tmp_path: Path) -> None:
    page = page_of(lingqu, "bulk", "zh", root, tmp_path, "--reading", "f05_arrival=any_part")

    assert facts_of(page)["所取的口径"].startswith("政策已采用的 12 项；另选 ")


@pytest.mark.parametrize("command", [*OF_A_REGISTER, "allocate"])
def test_every_table_has_a_title_and_none_is_read_twice(lingqu: Run, root: Path, tmp_path: Path, command: str) -> None:
    page = page_of(lingqu, command, "zh", root, tmp_path)

    titles = re.findall(r"<(h2|caption|figcaption)([^>]*)>([^<]*)<", page)
    seen = [title for _, attributes, title in titles if "repeated" not in attributes]
    assert all(title for _, _, title in titles)
    assert [one for one, other in pairwise(seen) if one == other] == []
