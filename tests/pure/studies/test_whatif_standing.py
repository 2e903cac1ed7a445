"""Answers kept of a register: a change upon them comes out as it does without, and each kind is asked its own."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from lingqu.law.studies.whatif.effects import EFFECTS
from lingqu.law.studies.whatif.settings import read_settings
from lingqu.law.studies.whatif.standing import standing_of
from lingqu.law.studies.whatif.whatif import what_if
from pure.studies.whatif_by_hand import DAY, FIRMS, INCUBATORS, guilin, register_of


@pytest.mark.parametrize("setting", ["F11.研发投入/营业收入=4%", "F01.比例=3%", "F11.上限=300万元"])
def test_a_change_upon_kept_answers_comes_out_as_without(setting: str) -> None:
    pack, register = guilin(), register_of((*FIRMS, *INCUBATORS))
    changes = read_settings(pack, [setting])
    standing = standing_of(pack, register, day=DAY)

    kept = what_if(pack, changes, register, day=DAY, standing=standing)

    plain = what_if(pack, changes, register, day=DAY)
    assert kept.measures == plain.measures
    assert kept.moves == plain.moves
    assert kept.largest_gain == plain.largest_gain
    assert list(kept.changed.gainers()) == list(plain.changed.gainers())


def test_a_row_is_asked_only_for_measures_of_its_kinds() -> None:
    pack, register = guilin(), register_of(FIRMS)
    marked = replace(register, frame=register.frame.with_columns(pl.lit("项目").alias("kinds")), carried=("kinds",))

    found = what_if(pack, (), marked, day=DAY, standing=standing_of(pack, marked, day=DAY, kinds="kinds"), by=())

    for each in found.measures:
        if each.measure.kind != "项目":
            assert (each.before.eligible, each.before.undetermined) == (0, 0)
            assert each.before.not_eligible == register.rows


def test_parts_of_changes_ask_each_row_for_its_kinds_as_the_whole_does() -> None:
    pack, register = guilin(), register_of(FIRMS)
    marked = replace(register, frame=register.frame.with_columns(pl.lit("项目").alias("kinds")), carried=("kinds",))
    changes = read_settings(pack, ["F11.研发投入/营业收入=4%", "F11.上限=300万元"])
    standing = standing_of(pack, marked, day=DAY, kinds="kinds")

    found = what_if(pack, changes, marked, day=DAY, standing=standing, by=())

    for place, name in enumerate(EFFECTS):
        whole = getattr(found.total_after, name) - getattr(found.total_before, name)
        assert sum(part.fair[place] for part in found.parts) == whole
        assert all(part.alone[place] == 0 for part in found.parts)  # F11 is for organisations
