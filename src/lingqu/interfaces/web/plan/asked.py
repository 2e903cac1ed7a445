"""What a reader asks of the lists, read from an address: filters of measures and of tasks.

Its one law: whatever the address holds, the page answers; what cannot be read is told and kept as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lingqu.interfaces.web.plan.catalogue import Asked
from lingqu.reports.wording import Words

_LONGEST = 100
_LARGEST = Decimal(100_000_000)  # 万元; more than any budget
_FEN_IN_WAN = 1_000_000
ORDERS = {
    "plan": Words("按方案次序", "order of the plan"),
    "sum": Words("金额从高到低", "largest sum first"),
    "least": Words("金额从低到高", "smallest sum first"),
}
_NOT_A_SUM = Words("请写万元数，例如 50 或 1000", "give a number of 10,000 yuan, for example 50 or 1000")
_CROSSED = Words("最低数大于最高数", "the least is more than the most")


@dataclass(frozen=True, slots=True)
class MeasuresAsked:
    """The filters as typed, as read, and what is wrong with them by field."""

    typed: Mapping[str, str]
    asked: Asked
    faults: Mapping[str, Words]

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return any(value for name, value in self.typed.items() if name != "order")


def measures_asked(query: Mapping[str, str]) -> MeasuresAsked:
    """Read the filters of measures."""
    typed = {name: _typed(query, name) for name in ("who", "field", "least", "most", "words", "order", "open")}
    faults: dict[str, Words] = {}
    sums: dict[str, int | None] = {}
    for name in ("least", "most"):
        try:
            sums[name] = _fen(typed[name])
        except ValueError:
            sums[name] = None
            faults[name] = _NOT_A_SUM
    least, most = sums["least"], sums["most"]
    if least is not None and most is not None and least > most:
        faults["most"] = _CROSSED
    order = typed["order"] if typed["order"] in ORDERS else "plan"
    asked = Asked(
        who=typed["who"],
        field=typed["field"],
        least=least,
        most=most,
        words=typed["words"],
        order=order,
        only_open=typed["open"] == "1",
    )
    return MeasuresAsked({**typed, "order": order}, asked, faults)


@dataclass(frozen=True, slots=True)
class TasksAsked:
    """The filters of the tasks on the page of the plan."""

    department: str
    words: str

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.department or self.words)


def tasks_asked(query: Mapping[str, str]) -> TasksAsked:
    """Read the filters of tasks."""
    return TasksAsked(_typed(query, "department"), _typed(query, "words"))


def _typed(query: Mapping[str, str], name: str) -> str:
    return str(query.get(name, "")).strip()[:_LONGEST]


def _fen(text: str) -> int | None:
    """Read a number of 10 000 yuan as fen; nothing typed is None. Raises ValueError."""
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "").replace("，", "").removesuffix("万元").removesuffix("万"))
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or not 0 <= number <= _LARGEST:
        raise ValueError(text)
    return int(number * _FEN_IN_WAN)
