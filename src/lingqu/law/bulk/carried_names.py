"""The names under which columns go on that are no facts.

Its one law: no two columns of a register have one name, not even to an engine that does not tell capitals apart, and
none is called like a column of the answers or like a pattern of names. It does not know which columns are carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lingqu.law.bulk.stages import PREFIX
from lingqu.law.packs.pack import Pack

Said = tuple[str, str]  # Chinese, English

OF_THE_ANSWERS = (
    "id", "measure", "verdict", "award_kind", "yuan", "at_most_yuan", "remaining_yuan", "missing", "readings",
)  # fmt: skip
_PATTERN = re.compile(r"\*|\^.*\$", re.DOTALL)


def is_pattern(name: str) -> bool:
    """Whether Polars takes a name for every column, or for all that match."""
    return _PATTERN.fullmatch(name) is not None


class CarriedNames:
    """Which names are free; `taken` are those of facts."""

    def __init__(self, pack: Pack, taken: Iterable[str]) -> None:
        measures = "|".join(re.escape(measure.id) for measure in pack.measures)
        self._answers = re.compile(rf"(?:{measures})(?: (?:fen|most|left|missing))?", re.IGNORECASE)
        self._taken = {each.casefold() for each in ("id", *taken)}

    def take(self, wanted: str) -> tuple[str, Said | None]:
        """The name that a column goes on under, and what is to be said where that is not the one wanted."""
        name, said = wanted, None
        if self._is_ours(name):
            name = f"_{name}"
            said = (
                f"列「{wanted}」与结论的列名冲突，记作「{name}」",
                f"column {wanted} has a name that the answers need, it goes on as {name}",
            )
        while name.casefold() in self._taken:
            again = f"{name} (2)"
            said = f"列「{name}」出现多次，其一记作「{again}」", f"column {name} stands twice, one goes on as {again}"
            name = again
        self._taken.add(name.casefold())
        return name, said

    def _is_ours(self, name: str) -> bool:
        small = name.casefold()
        return (
            (small in OF_THE_ANSWERS and small != "id")
            or small.startswith(PREFIX)
            or is_pattern(name)
            or self._answers.fullmatch(name) is not None
        )
