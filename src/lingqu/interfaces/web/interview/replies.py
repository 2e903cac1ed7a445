"""What a visitor sends for a question, read into a value or refused field by field.

Its one law: empty is unknown and asks for a word more; only what says zero is zero. What was typed stays in the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lingqu.interfaces.web.interview.hearing import Hearing, can_take
from lingqu.interfaces.web.interview.questions import years_asked
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.law.engine.spoken import EXAMPLES, UnableToUnderstand, read_spoken
from lingqu.law.lang.tree import FactDeclaration
from lingqu.reports.wording import Words

_LONGEST = 240
_EMPTY = Words(
    "请填写，或按“不知道，以后再说”。空白不会当作零。",
    "Please fill this in, or choose “don't know, ask later”. Empty is not taken for zero.",
)
_TOO_LONG = Words("太长了，一个数写不了这么长。", "Too long for one number.")
_NOT_UNDERSTOOD = Words("没看懂：{}。可以这样写：{}", "Not understood: {}. For example: {}")
_NOT_TAKEN = Words("不能这样填：应为{}。可以这样写：{}", "It cannot be that: expected {}. For example: {}")


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field, in both languages."""

    field: str
    words: Words


class UnableToTakeReply(Exception):
    """A reply with faults; all of them are told, with what was typed."""

    def __init__(self, faults: tuple[FieldFault, ...], typed: dict[str, str]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults
        self.typed = typed


def reply_taken(hearing: Hearing, fact: FactDeclaration, sent: Mapping[str, str]) -> State:
    """Take the answer to one fact into the state. Raises `UnableToTakeReply`."""
    act = sent.get("act", "")
    state = hearing.state
    if act == "skip":
        # moved to the end of the answers: it is the last thing that was asked
        return state.without(fact.code).answered(fact.code, None)
    if act == "zero":
        sent = {**sent, "value": "0"}
    typed = {name: sent.get(name, "")[: _LONGEST + 1] for name in ("value", *_year_fields(hearing, fact))}
    faults: list[FieldFault] = []
    wire = _read(hearing, fact, typed, faults)
    if faults:
        raise UnableToTakeReply(tuple(faults), typed)
    taken = state.answered(fact.code, wire)
    refusal = can_take(hearing, taken)
    if refusal is not None:
        example = Words(*EXAMPLES[fact.unit])
        found = [
            FieldFault(
                "value",
                Words(
                    _NOT_TAKEN.zh.format(fault.expected, example.zh),
                    _NOT_TAKEN.en.format(fault.expected_english, example.en),
                ),
            )
            for fault in refusal.faults
        ]
        raise UnableToTakeReply(tuple(found), typed)
    return taken


def _year_fields(hearing: Hearing, fact: FactDeclaration) -> tuple[str, ...]:
    if not fact.yearly:
        return ()
    last = hearing.state.day.year - 1
    return tuple(f"year_{last - back}" for back in range(1, years_asked(hearing.program, fact)))


def _read(hearing: Hearing, fact: FactDeclaration, typed: Mapping[str, str], faults: list[FieldFault]) -> Wire:
    if not fact.yearly:
        return _one(fact, "value", typed["value"], faults)
    last = str(hearing.state.day.year - 1)
    series: dict[str, int | str | None] = {}
    for field, text in typed.items():
        if field != "value" and not text.strip():
            continue  # a year left empty is unknown
        wire = _one(fact, field, text, faults)
        if isinstance(wire, dict):  # several years written into one field
            series.update(wire)
        elif wire is not None:
            series[last if field == "value" else field.removeprefix("year_")] = wire
    return series


def _one(fact: FactDeclaration, field: str, text: str, faults: list[FieldFault]) -> Wire:
    if not text.strip():
        faults.append(FieldFault(field, _EMPTY))
        return None
    if len(text) > _LONGEST:
        faults.append(FieldFault(field, _TOO_LONG))
        return None
    try:
        value: Wire = read_spoken(text, fact)
    except UnableToUnderstand as error:
        words = Words(*(_NOT_UNDERSTOOD[at].format(error.reason[at], error.expected[at]) for at in (0, 1)))
        faults.append(FieldFault(field, words))
        return None
    return value
