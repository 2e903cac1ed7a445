"""Columns worked out on the way, in the order in which they rest on each other: what many measures ask is asked once.

Its one law: slots rest on the register and on earlier slots, questions on slots, states on questions, masks
on states. It does not know what its columns mean.
"""

from __future__ import annotations

import narwhals as nw

from lingqu.law.bulk.engine import Frame

PREFIX = "lingqu "  # no column of a register may begin so


class Stages:
    """Named columns by stage; equal keys share one column."""

    def __init__(self) -> None:
        self._slots: list[dict[str, nw.Expr]] = [{}]
        self._questions: dict[str, nw.Expr] = {}
        self._states: dict[str, nw.Expr] = {}
        self._state_masks: dict[str, nw.Expr] = {}
        self._shared_masks: dict[str, nw.Expr] = {}
        self._masks: dict[str, nw.Expr] = {}
        self._known: dict[object, nw.Expr] = {}
        self._count = 0

    def begin_slots(self) -> None:
        """Begin slots that rest on those before."""
        self._slots.append({})

    def slot(self, expression: nw.Expr, key: object = None) -> nw.Expr:
        """Work out what a slot holds."""
        return self._column(self._slots[-1], expression, key)

    def question(self, expression: nw.Expr, key: object = None) -> nw.Expr:
        """Work out what rests on slots: the truth of an atom, a sum."""
        return self._column(self._questions, expression, key)

    def state(self, expression: nw.Expr, key: object = None) -> nw.Expr:
        """Work out what rests on the truths of atoms."""
        return self._column(self._states, expression, key)

    def state_mask(self, expression: nw.Expr) -> nw.Expr:
        """Work out what rests on states: facts lacking of a part whose goal may be out of reach."""
        return self._column(self._state_masks, expression, None)

    def shared_mask(self, expression: nw.Expr, key: object) -> nw.Expr:
        """Work out what rests on states: facts lacking of a part that several measures share."""
        return self._column(self._shared_masks, expression, key)

    def mask(self, expression: nw.Expr) -> nw.Expr:
        """Work out what rests on shared masks: all facts lacking of one measure."""
        return self._column(self._masks, expression, None)

    def worked_out(self, frame: Frame) -> Frame:
        """The frame with the columns of all stages."""
        stages = (*self._slots, self._questions, self._states, self._state_masks, self._shared_masks, self._masks)
        for stage in stages:
            if stage:
                frame = frame.with_columns(**stage)
        return frame

    def _column(self, stage: dict[str, nw.Expr], expression: nw.Expr, key: object) -> nw.Expr:
        known = None if key is None else self._known.get(key)
        if known is not None:
            return known
        self._count += 1
        name = f"{PREFIX}{self._count}"
        stage[name] = expression
        column = nw.col(name)
        if key is not None:
            self._known[key] = column
        return column
