"""All that an interview knows: the day, what was asked for, and the answers in the order they were given.

Its one law: it is a value. Each step makes another; nothing is kept anywhere but in the address of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

Wire = bool | int | str | dict[str, int | str | None] | None
"""A value as the machine interface takes it; None is a fact that was passed over."""

NO_FACTS: Mapping[str, Wire] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class State:
    """One interview, as far as it has come. `digest` begins the digest of the rules it was answered under."""

    day: date
    kind: str = ""
    measures: tuple[str, ...] = ()  # only these; none named is all
    supplements: tuple[str, ...] = ()
    digest: str = ""
    facts: Mapping[str, Wire] = field(default_factory=dict)
    source: str = ""  # the subject whose facts it began from, see own.py

    def answered(self, code: str, wire: Wire) -> State:
        """Answer a fact, or pass it over; an answer that changes keeps its place."""
        return replace(self, facts={**self.facts, code: wire})

    def without(self, *codes: str) -> State:
        """Forget answers."""
        return replace(self, facts={code: wire for code, wire in self.facts.items() if code not in codes})

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The facts that were passed over."""
        return tuple(code for code, wire in self.facts.items() if wire is None)

    @property
    def known(self) -> Mapping[str, Wire]:
        """The facts that were answered."""
        return {code: wire for code, wire in self.facts.items() if wire is not None}

    def before(self, code: str) -> str:
        """The fact answered before another; the last one where that one is not answered yet; empty at the beginning."""
        order = list(self.facts)
        place = order.index(code) if code in self.facts else len(order)
        return order[place - 1] if place else ""
