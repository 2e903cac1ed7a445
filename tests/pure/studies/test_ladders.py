"""Ladders of firms from a file: stages as measures, examples called so, every fault told at once."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from lingqu.law.engine.program import compile_program
from lingqu.law.packs.folders import load_pack
from lingqu.law.studies.nearness.ladder import Ladder, UnableToReadLadder, read_ladder
from lingqu.law.studies.nearness.misses import asked_of, near_misses_of
from pure.engine.hand_made import pack_of
from pure.studies.near_by_hand import DAY, TENTH, told

STAGES = """
title = "阶梯"
english = "Ladder"
confirmed_by = "{confirmed}"
[[stage]]
id = "low"
name = "低级"
english = "Low"
source = "本局〔2027〕1号第2条"
conditions = ["「企业」", "「营收」达到 5元"]
[[stage]]
id = "high"
name = "高级"
english = "High"
source = "同上第3条"
conditions = ["「企业」", "「营收」达到 50元", "「研发」÷「营收」不低于 4%"]
"""


def ladder(folder: Path, text: str) -> Ladder:
    path = folder / "ladder.toml"
    path.write_text(text, encoding="utf-8")
    return read_ladder(path, pack_of())


def test_each_stage_has_its_lines_and_a_firm_is_near_the_next_one(tmp_path: Path) -> None:
    made = ladder(tmp_path, STAGES.format(confirmed="张三"))
    frame = pl.DataFrame(
        {
            "id": ["climbs", "starts", "stands"],
            "firm": [True] * 3,
            "income_2026": [4900, 490, 9000],
            "research_2026": [400, 0, 900],
        }
    )

    found = near_misses_of(asked_of(compile_program(made.pack), frame, as_of=DAY), within=TENTH)

    assert [(each.line.measure, told(each, "id", "gap", "standing")) for each in found.lines] == [
        ("low", [("starts", 10, "only")]),
        ("high", [("climbs", 100, "only")]),
        ("high", []),
    ]


def test_a_ladder_that_nobody_confirmed_is_an_example(tmp_path: Path) -> None:
    assert ladder(tmp_path, STAGES.format(confirmed=" ")).is_example
    assert not ladder(tmp_path, STAGES.format(confirmed="张三")).is_example


def test_the_sample_is_an_example_of_four_stages(root: Path) -> None:
    made = read_ladder(root / "src" / "lingqu" / "samples" / "ladder.toml", load_pack("guilin2026"))

    assert made.is_example
    assert [measure.id for measure in made.pack.measures] == ["sme", "hightech", "gazelle", "leading"]


# what is wrong with the file; where it is told; what is told as given
FAULTS = [
    ("title = [", "ladder.toml", None),
    ("", "ladder.toml title", ""),
    (STAGES.replace("title", "titel"), "ladder.toml", "titel"),
    ("title='a'\nenglish='b'\nstage=3", "ladder.toml stage", "3"),
    (STAGES.replace('id = "low"', 'id = "1 low"'), "ladder.toml stage 1 id", "1 low"),
    (STAGES.replace('id = "low"', 'id = "high"'), "ladder.toml stage id", "high"),
    (STAGES.replace('source = "同上第3条"', ""), "ladder.toml stage 2 source", ""),
    (STAGES.replace("「营收」达到 5元", "「营受」达到 5元"), "ladder.toml stage 1 conditions 2", "营受"),
    (STAGES.replace("「营收」达到 5元", "「营收」达到 5%"), "ladder.toml stage 1 conditions 2", None),
    (STAGES.replace("「营收」达到 5元", "「营收」大约 5元"), "ladder.toml stage 1 conditions 2", None),
    (STAGES.replace('"「营收」达到 5元"', "5"), "ladder.toml stage 1 conditions 2", "5"),
    (STAGES.replace("「营收」达到 5元", "「营收」达到 900000000亿元"), "ladder.toml stage 1 conditions 2", None),
    (
        STAGES.replace("「营收」达到 5元", "依口径 base（all_income：「企业」；machines：「企业」）"),
        "ladder.toml stage 1 conditions 2",
        "base",
    ),
]


@pytest.mark.parametrize(("text", "where", "told_as"), FAULTS)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, where: str, told_as: str | None) -> None:
    with pytest.raises(UnableToReadLadder) as raised:
        ladder(tmp_path, text.replace("{confirmed}", ""))

    places = {fault.where: fault.given for fault in raised.value.faults}
    assert where in places
    assert told_as is None or places[where] == told_as


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnableToReadLadder) as raised:
        ladder(tmp_path, STAGES.replace("「营收」", "「营受」").replace('english = "Low"', ""))

    assert len(raised.value.faults) >= 4
    assert all(all(fault.expected) and fault.example for fault in raised.value.faults)
