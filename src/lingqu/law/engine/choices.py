"""Which alternative of each reading is followed: the adopted one, one that was asked for, or all in turn.

Its one law: a reading without an adopted alternative has no default; a rule that branches by it is judged under each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import product

from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import Node, readings_branched_in

# More combinations than this of open readings in one rule are refused: nobody could still say what the rule means.
MOST_VARIANTS = 256


@dataclass(frozen=True, slots=True)
class ChoiceFault:
    """A reading or an alternative that the policy does not have."""

    given: str
    expected: tuple[str, ...]
    nearest: str | None


class UnableToChoose(Exception):
    """Readings were asked for that the policy does not have; `faults` names them all."""

    def __init__(self, faults: tuple[ChoiceFault, ...]) -> None:
        super().__init__("; ".join(fault.given for fault in faults))
        self.faults = faults


def check_choices(pack: Pack, asked: Mapping[str, str]) -> None:
    """Refuse readings and alternatives that the policy does not have, all at once."""
    known = {reading.id: tuple(each.code for each in reading.alternatives) for reading in pack.readings}
    faults = []
    for reading, alternative in asked.items():
        if reading not in known:
            faults.append(_fault(f"{reading}={alternative}", reading, tuple(known)))
        elif alternative not in known[reading]:
            faults.append(_fault(f"{reading}={alternative}", alternative, known[reading]))
    if faults:
        raise UnableToChoose(tuple(faults))


def _fault(given: str, word: str, expected: tuple[str, ...]) -> ChoiceFault:
    near = get_close_matches(word, expected, n=1, cutoff=0.5)
    return ChoiceFault(given, expected, near[0] if near else None)


def followed(pack: Pack, asked: Mapping[str, str]) -> dict[str, str]:
    """The alternatives in force: those asked for, else those adopted; open readings are left out."""
    chosen = {reading.id: reading.adopted.alternative for reading in pack.readings if reading.adopted}
    chosen.update(asked)
    return chosen


def variants(pack: Pack, branched: tuple[str, ...], chosen: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """All choices a rule has to be judged under: one where nothing it branches by is open."""
    still_open = [reading for reading in branched if reading not in chosen]
    options = [[each.code for each in pack.reading(reading).alternatives] for reading in still_open]
    count = 1
    for option in options:
        count *= len(option)
    if count > MOST_VARIANTS:
        raise ValueError(f"{count} combinations of open readings in one rule; at most {MOST_VARIANTS}")
    return tuple({**chosen, **dict(zip(still_open, each, strict=True))} for each in product(*options))


def branched_readings(*rules: Node | None) -> tuple[str, ...]:
    """The readings that these rules branch by, in the order they are written, each once."""
    return tuple(dict.fromkeys(node.reading for rule in rules for node in readings_branched_in(rule)))
