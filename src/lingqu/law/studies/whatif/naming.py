"""How a value of a rule is called in an address: by the codes of its facts, and by their Chinese names.

Its one law: a name says what a number is compared with and never the number itself, so that changing the number leaves
its address. It does not know where in a rule the value stands.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from lingqu.law.lang.tree import (
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    Greater,
    Increase,
    Lesser,
    Minus,
    Plus,
    PreviousYear,
    Quantity,
    SumOfYears,
    Times,
    Value,
    ValueByReading,
)
from lingqu.law.packs.pack import Pack

_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", "：": ":", "「": "", "」": "", "\u2013": "-"})
_LOOKS = {
    PreviousYear: ("previous({})", "上年{}"),
    EarlierMaximum: ("highest({})", "往年最高{}"),
    Increase: ("increase({})", "同比增加{}"),
}
_SPELLED = {Plus: "+", Minus: "-", DividedBy: "/"}


class Naming:
    """Names values by codes or by Chinese names; of a value by reading the alternative numbered `way`."""

    def __init__(self, pack: Pack, *, chinese: bool, way: int = 0) -> None:
        self._pack = pack
        self._chinese = chinese
        self._way = way

    def fact(self, name: str) -> str:
        """A fact."""
        return name if self._chinese else self._pack.fact_named(name).code

    def value(self, node: Value) -> str:
        """A value.

        The parts of a sum or quotient stand without brackets where nothing could be mistaken.
        """
        if isinstance(node, Fact):
            return self.fact(node.name)
        if isinstance(node, PreviousYear | EarlierMaximum | Increase):
            return _LOOKS[type(node)][self._chinese].format(self.fact(node.name))
        if isinstance(node, SumOfYears):
            return f"近年合计{node.name}" if self._chinese else f"sum({self.fact(node.name)})"
        if isinstance(node, Quantity | Day):
            return "数" if self._chinese else "number"
        if isinstance(node, Lesser | Greater):
            inside = ",".join(self.value(item) for item in node.items)
            words = ("较小者", "较大者") if self._chinese else ("min", "max")
            return f"{words[isinstance(node, Greater)]}({inside})"
        if isinstance(node, ValueByReading):
            return self.value(node.alternatives[min(self._way, len(node.alternatives) - 1)][1])
        if isinstance(node, Times):
            return f"{self._part(node.left)}*{self.value(node.right)}"
        return f"{self.value(node.left)}{_SPELLED[type(node)]}{self._part(node.right)}"

    def _part(self, node: Value) -> str:
        text = self.value(node)
        return f"({text})" if isinstance(node, Plus | Minus | DividedBy) else text


def folded(address: str) -> str:
    """An address as it is compared: plain width, no white space or quotes, one spelling of each sign.

    >>> folded("f11.「研发投入」 ÷ 「营业收入」")
    'f11.研发投入/营业收入'
    """
    return re.sub(r"\s", "", normalize("NFKC", address).translate(_SIGNS)).casefold()
