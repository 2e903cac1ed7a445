"""A what-if says of each subject that changes what two assessments of it say, before and after, and of no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from agreement.columns_made import Record, laid_out, records_around_lines
from lingqu.law.bulk.register import Register
from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, FollowReading
from lingqu.law.studies.whatif.settings import read_settings
from lingqu.law.studies.whatif.whatif import what_if

WORDS = {True: Verdict.ELIGIBLE, False: Verdict.NOT_ELIGIBLE, None: Verdict.UNDETERMINED}
Line = tuple[bool | None, int | None, int | None]
GUILIN = (
    "F11.研发投入/营业收入=4%", "F11.上限=300万元", "F01.比例=3%", "F03.主营业务收入=2000万元",
    "F07.固定资产投资=9亿元", "F09.认定日.期限=1年", "F12.比例=10%", "F17.比例=30%", "F17.上限=50万元",
)  # fmt: skip
BANDS = (
    "B02.比例=20%", "B03.界线2=4%", "B04.第2档=2%", "B05.比例=2倍", "B07.比例3=1%", "B08.每满=1件",
    "B10.近年合计研发投入.年数=2年", "B13.第1年.比例=60%", "B14.认定日.期限=10个工作日", "B15.止=2029年12月31日",
    "B17.至少项数=1项", "B01.比例=12%",
)  # fmt: skip


def lines_of(
    pack: Pack, readings: Mapping[str, str], records: Sequence[Record], day: date
) -> dict[tuple[str, str], Line]:
    program = compile_program(pack, readings)
    reader = SubjectReader(program, as_of=day)
    return {
        (record["id"], outcome.measure): line_of(outcome)
        for record in records
        for outcome in assess(program, reader.read(record)).outcomes
    }


def line_of(outcome: Outcome) -> Line:
    verdict = next(known for known, word in WORDS.items() if word is outcome.verdict)
    award = outcome.award
    return (verdict, None, outcome.at_most) if award is None else (verdict, award.fen, award.at_most)


def register_of(records: Sequence[Record], pack: Pack) -> Register:
    frame = laid_out(records, pack)
    return Register(frame.lazy(), len(frame), frozenset(frame.columns) - {"id"}, ())


@pytest.mark.parametrize(
    ("policy", "sets", "readings"),
    [
        ("guilin2026", GUILIN, {}),
        ("guilin2026", GUILIN[:1], {"f05_arrival": "any_part", "rd_intensity_base": "main_business_revenue"}),
        ("example_bands", BANDS, {}),
    ],
)
@pytest.mark.parametrize("day", [date(2027, 6, 30), date(2029, 7, 2)], ids=str)
def test_what_changes_is_what_two_assessments_say(
    policy: str, sets: Sequence[str], readings: dict[str, str], day: date
) -> None:
    pack = load_pack(policy)
    changes: list[Change] = [*read_settings(pack, sets), *(FollowReading(*each) for each in readings.items())]
    records = readable(pack, records_around_lines(pack, seed=11, count=150))

    found = what_if(pack, changes, register_of(records, pack), day=day)

    before = lines_of(pack, {}, records, day)
    after = lines_of(found.after, readings, records, day)
    told = {
        (subject.id, turn.measure): (
            (turn.before, turn.fen_before, turn.most_before),
            (turn.after, turn.fen_after, turn.most_after),
        )
        for way in (found.changed.gainers(), found.changed.losers(), found.changed.others())
        for subject in way
        for turn in subject.turns
    }
    pools = {measure.id for measure in pack.measures if measure.award and measure.award.kind in ("pool", "none")}
    expected = {key: (before[key], after[key]) for key in before if before[key] != after[key] and key[1] not in pools}
    assert {key: lines for key, lines in told.items() if key[1] not in pools} == expected
    assert len(expected) >= 10
    for effect in found.measures:
        verdicts = [line[0] for key, line in after.items() if key[1] == effect.measure.id]
        assert effect.after.eligible == verdicts.count(True)
        assert effect.after.undetermined == verdicts.count(None)


def readable(pack: Pack, records: Sequence[Record]) -> list[Record]:
    reader = SubjectReader(compile_program(pack))
    kept = []
    for record in records:
        try:
            reader.read(record)
        except UnableToReadSubject:
            continue
        kept.append(record)
    return kept


def test_the_register_is_left_as_it_was() -> None:
    pack = load_pack("guilin2026")
    records = readable(pack, records_around_lines(pack, seed=3, count=20))
    register = register_of(records, pack)
    before = register.frame.collect()

    what_if(pack, read_settings(pack, GUILIN[:2]), register, day=date(2027, 6, 30))

    assert isinstance(before, pl.DataFrame)
    assert before.equals(register.frame.collect())
