"""What the start page sends, read into a first state.

Its one law: what nobody said stays unknown; a day that is none is refused and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lingqu.interfaces.web.interview.kinds import LOCATED, denied, kind_of
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import FIRST_YEAR, LAST_YEAR
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

_NO_DAY = Words(
    "判断日应是 {} 至 {} 年间的一天，例如 2026-11-24。", "The day judged is a day of {} to {}, for example 2026-11-24."
)
_LOCATED = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Beginning:
    """The fields of the start page as they stand: what was typed, or what an address asked for."""

    kind: str
    located: str
    day: str
    measures: tuple[str, ...]
    is_nothing_else: bool = False  # of the kinds of bodies, said by the applicant
    fault: Words | None = None


def beginning_of(sent: Mapping[str, str], measures: list[str], pack: Pack, today: date) -> Beginning:
    """Read the fields; kinds and measures that do not exist are left out."""
    known = {measure.id for measure in pack.applicant_measures}
    kind = sent.get("kind", "")
    return Beginning(
        kind=kind if kind_of(kind) else "",
        located=sent.get("located", "") if sent.get("located") in ("yes", "no", "unknown") else "",
        day=sent.get("day", today.isoformat()).strip()[:20],
        measures=tuple(dict.fromkeys(each for each in measures if each in known)),
        is_nothing_else=sent.get("nothing_else") == "yes",
    )


def first_state(beginning: Beginning) -> State | None:
    """The state that an interview begins with; None where the day is none."""
    day = day_typed(beginning.day)
    if day is None:
        return None
    state = State(day, kind=beginning.kind, measures=beginning.measures)
    if beginning.located in _LOCATED:
        state = state.answered(LOCATED, _LOCATED[beginning.located])
    elif beginning.located == "unknown":
        state = state.answered(LOCATED, None)
    kind = kind_of(beginning.kind)
    for code, says in (kind.says if kind else {}).items():
        state = state.answered(code, says)
    for code in denied(beginning.kind) if beginning.is_nothing_else else ():
        state = state.answered(code, False)
    return state


def day_typed(text: str) -> date | None:
    """Read a day as browsers send it; None where it is none, or too far off to be judged."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def no_day() -> Words:
    """Say what a day judged may be."""
    return Words(_NO_DAY.zh.format(FIRST_YEAR, LAST_YEAR), _NO_DAY.en.format(FIRST_YEAR, LAST_YEAR))
