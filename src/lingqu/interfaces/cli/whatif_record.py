"""A what-if as JSON: money as text of yuan, shares as fractions of two whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from lingqu.law.engine.wire import yuan
from lingqu.law.studies.whatif.effects import (
    EFFECTS,
    Effect,
    LargestShare,
    MeasureEffect,
    Moves,
    SubjectEffect,
    Tally,
    WhatIf,
)
from lingqu.reports.studies.whatif_words import change_said

_VERDICTS = {True: "eligible", False: "not_eligible", None: "undetermined"}


def whatif_record(found: WhatIf) -> dict[str, Any]:
    """The whole of it; subjects that change stand by gain, by loss and by what else changes."""
    return {
        "policy": {"id": found.before.id, "before": found.before.digest, "after": found.after.digest},
        "as_of": found.day.isoformat() if found.day else None,
        "subjects": found.subjects,
        "changes": [_change(found, number) for number in range(len(found.changes))],
        "empty": found.is_empty,
        "before": _tally(found.total_before),
        "after": _tally(found.total_after),
        "moves": _moves(found.moves),
        "answers_moved": _moves(found.turns),
        "largest_gain": _share(found.largest_gain),
        "largest_loss": _share(found.largest_loss),
        "measures": {each.measure.id: _measure(each) for each in found.measures},
        "groups": {
            grouping.column: [
                {
                    "value": each.value,
                    "subjects": each.subjects,
                    "before": _tally(each.before),
                    "after": _tally(each.after),
                    "moves": _moves(each.moves),
                }
                for each in grouping.groups
            ]
            for grouping in found.groupings
        },
        "gainers": _subjects(found.changed.gainers()),
        "losers": _subjects(found.changed.losers()),
        "otherwise_changed": _subjects(found.changed.others()),
        "parts": [
            {
                "change": each.change.name,
                "fair": _effect(each.fair),
                "alone": _effect(each.alone),
                "lacking_without": _effect(each.without),
            }
            for each in found.parts
        ],
    }


def _change(found: WhatIf, number: int) -> dict[str, str]:
    change = found.changes[number]
    return {
        "name": change.name,
        "zh": change_said(change, found.before, "zh"),
        "en": change_said(change, found.before, "en"),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "eligible": tally.eligible,
        "not_eligible": tally.not_eligible,
        "undetermined": tally.undetermined,
        "due_yuan": yuan(tally.due),
        "ceiling_yuan": yuan(tally.ceiling),
        "pool_yuan": yuan(tally.pool),
        "undetermined_at_most_yuan": yuan(tally.at_most),
        "unknown_sums": tally.unknown_sums,
    }


def _moves(moves: Moves) -> dict[str, Any]:
    return {
        "newly_eligible": moves.newly_eligible,
        "no_longer_eligible": moves.no_longer_eligible,
        "newly_undetermined": moves.newly_undetermined,
        "settled": moves.settled,
        "gainers": moves.gainers,
        "losers": moves.losers,
        "gain_yuan": yuan(moves.gain),
        "loss_yuan": yuan(moves.loss),
    }


def _share(largest: LargestShare | None) -> dict[str, Any] | None:
    if largest is None:
        return None
    return {
        "id": largest.id,
        "name": largest.name,
        "yuan": yuan(largest.fen),
        "of_yuan": yuan(largest.of),
        "share": str(largest.share),
    }


def _measure(effect: MeasureEffect) -> dict[str, Any]:
    return {
        "answered_again": effect.is_touched,
        "before": _tally(effect.before),
        "after": _tally(effect.after),
        "moves": _moves(effect.moves),
    }


def _subjects(subjects: Iterable[SubjectEffect]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "due_yuan": [yuan(each.due_before), yuan(each.due_after)],
            "ceiling_yuan": [yuan(each.ceiling_before), yuan(each.ceiling_after)],
            "change_yuan": yuan(each.change),
            "answers": {
                turn.measure: {
                    "verdict": [_VERDICTS[turn.before], _VERDICTS[turn.after]],
                    "yuan": [_yuan(turn.fen_before), _yuan(turn.fen_after)],
                    "at_most_yuan": [_yuan(turn.most_before), _yuan(turn.most_after)],
                }
                for turn in each.turns
            },
        }
        for each in subjects
    ]


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _effect(effect: Effect) -> dict[str, str]:
    """The parts exactly; a part of a fen stands as a fraction of yuan."""
    return {
        name: _exact(value, is_money=place < 4) for place, (name, value) in enumerate(zip(EFFECTS, effect, strict=True))
    }


def _exact(value: Fraction, *, is_money: bool) -> str:
    if is_money and value.denominator == 1:
        return f"{yuan(value.numerator)}"
    return str(value / 100 if is_money else value)
