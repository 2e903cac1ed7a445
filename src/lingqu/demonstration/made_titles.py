"""Titles of made organisations: the ladder with certificates, and recognitions that measures ask for.

Its one law: a certificate of a made title begins with YS (演示). Recognitions of F02, F09 and F14 come in turns that
give each measure some that get it, near misses, and some that cannot tell yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import RecognitionRow
from lingqu.demonstration.fact_book import About, FactBook
from lingqu.demonstration.made_organisations import Made, is_enterprise
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.recognitions import OF_TASK_11

_REGION = Title("自治区科技厅", "Department of Science and Technology")
_INDUSTRY = Title("自治区工业和信息化厅", "Department of Industry and Information Technology")
_MINISTRY = Title("科技部", "Ministry of Science and Technology")
_ORGANS = {
    "tech_sme": _REGION, "high_tech": _REGION, "gazelle": _REGION, "tech_leader": _REGION,
    "specialised": _INDUSTRY, "little_giant": Title("工业和信息化部", "Ministry of Industry and Information"),
}  # fmt: skip
_LEVELS = {"high_tech": "national", "little_giant": "national"}
_YEARS_VALID = {"tech_sme": 1}
_STATUSES = {
    "itbpsp_recognised": ("industry_service",),
    "is_most_international_cooperation_base": ("international_base",),
    "is_regional_asean_joint_laboratory": ("asean_joint_laboratory",),
    "regional_innovation_platform_recognised": OF_TASK_11,
}


class _Turn(NamedTuple):
    """A recognition that a measure asks for; None is not settled. `days` counts back from the day of the zone."""

    level: str
    is_new: bool | None
    days: int | None
    first: bool | None = None
    drawn: bool | None = None
    settled: bool = True


_OF_F02 = (
    _Turn("regional", True, 120), _Turn("national", True, 200), _Turn("municipal", True, 90),
    _Turn("regional", False, 1500), _Turn("regional", None, 330), _Turn("", True, 60),
)  # fmt: skip
_OF_F09 = (
    _Turn("regional", True, 150), _Turn("regional", None, 240), _Turn("regional", False, 1900),
    _Turn("regional", True, None), _Turn("regional", True, 1300), _Turn("regional", True, 30),
)  # fmt: skip
_OF_F14 = (
    _Turn("regional", True, 100, True, False), _Turn("regional", True, 130, True, True),
    _Turn("regional", True, 300, False, False), _Turn("regional", True, 80, None, False),
    _Turn("regional", True, None, True, False, False), _Turn("regional", True, 220, True, None),
)  # fmt: skip
ASKED_FOR = (
    ("industry_service", 10, _OF_F02, _INDUSTRY),
    ("international_base", 4, tuple(turn._replace(level="national") for turn in _OF_F09), _MINISTRY),
    ("asean_joint_laboratory", 8, _OF_F09, _REGION),
    *((kind, 5, _OF_F14, _REGION) for kind in OF_TASK_11),
)


def ladder_titles(
    organisations: Sequence[Made], book: FactBook, chance: Chance, as_of: date
) -> Iterator[RecognitionRow]:
    """The title of the ladder that an organisation holds, with its certificate."""
    for number, made in enumerate((each for each in organisations if each.row.stage), 1):
        stage = made.row.stage
        years = _YEARS_VALID.get(stage, 3)
        given = chance.day(_years_later(as_of, -years), as_of)
        row = RecognitionRow(
            key=f"title-{number:03}",
            organisation=made.row.key,
            kind=stage,
            level=_LEVELS.get(stage, "regional"),
            certificate=f"YS-{given.year}-{number:04}",
            organ=_ORGANS[stage],
            recognised_on=given,
            valid_to=_years_later(given, years),
            is_new=chance.of((True, False, None), (0.4, 0.45, 0.15)),
        )
        _say_statuses(row, book, settled=True)
        yield row


def recognitions_asked_for(
    organisations: Sequence[Made], book: FactBook, chance: Chance, as_of: date
) -> Iterator[RecognitionRow]:
    """The recognitions of F02, F09 and F14, held by medium and large firms and by institutes."""
    firms = [each for each in organisations if is_enterprise(each.row) and each.row.size in ("medium", "large")]
    learned = [each for each in organisations if each.kind in ("university", "research_institute")]
    for kind, count, turns, organ in ASKED_FOR:
        holders = chance.some(learned if kind in ("international_base", "asean_joint_laboratory") else firms, count)
        for number, holder in enumerate(holders):
            turn = turns[number % len(turns)]
            given = None if turn.days is None else date.fromordinal(as_of.toordinal() - turn.days)
            row = RecognitionRow(
                key=f"recognition-{kind}-{number + 1:02}",
                organisation=holder.row.key,
                kind=kind,
                level=turn.level,
                certificate=f"YS-{given.year}-{number + 1:03}" if given else "",
                organ=organ,
                recognised_on=given,
                valid_to=None if given is None else _years_later(given, 5),
                is_new=turn.is_new,
            )
            _say_asked(row, turn, book)
            yield row


def about_recognition(row: RecognitionRow) -> About:
    """A recognition as a subject."""
    return About(row.organisation, "recognition", row.key)


def _say_asked(row: RecognitionRow, turn: _Turn, book: FactBook) -> None:
    about = about_recognition(row)
    _say_statuses(row, book, settled=turn.settled)
    book.register(about, "recognition_is_new", row.is_new)
    book.register(about, "platform_level", row.level or None)
    book.register(about, "recognition_date", row.recognised_on.isoformat() if row.recognised_on else None)
    book.register(about, "is_innovation_platform", row.kind in OF_TASK_11, follows=True)
    if row.kind in OF_TASK_11:
        book.register(about, "first_recognition", turn.first)
        book.register(about, "previously_received_f14", turn.drawn)


def _say_statuses(row: RecognitionRow, book: FactBook, *, settled: bool) -> None:
    for code, kinds in _STATUSES.items():
        holds = row.kind in kinds
        book.register(about_recognition(row), code, holds if settled or not holds else None, follows=True)


def _years_later(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes 28."""
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)
