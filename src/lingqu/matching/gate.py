"""The judgement on one pair: does this document fit, or is it only the nearest of what there is.

Its one law: the coefficients come from judged pairs, and `gates.json` says beside them from which and how well they
did under cross-validation; none is set by hand. That nothing fits is an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from math import exp, fsum


@dataclass(frozen=True, slots=True)
class PairSigns:
    """What the judgement looks at.

    `covered` is the share of the query's weight that the document holds, `named` the share of the weight of the
    document's title that the query holds; `margin` is how far the fused score stands above the mean of its ten best
    rivals.
    """

    covered: float
    named: float
    margin: float


@dataclass(frozen=True, slots=True)
class Gate:
    """A logistic judgement: an intercept, a weight for each sign, the chance from which on a pair is said to fit."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    def chance(self, signs: PairSigns) -> float:
        """The chance from 0 to 1 that a person would call the pair related."""
        values = asdict(signs)
        sum_of_all = self.intercept + fsum(weight * values[name] for name, weight in self.weights.items())
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, sum_of_all))))


def gates() -> dict[str, Gate]:
    """The gates that come with the program: `words` alone, and with `vectors`."""
    told = json.loads(resources.files(__package__).joinpath("gates.json").read_text(encoding="utf-8"))
    return {
        name: Gate(told[name]["intercept"], told[name]["weights"], told[name]["threshold"])
        for name in ("words", "vectors")
    }
