"""The judgement on one pair: does this document fit, or is it only the nearest of what there is.

Its one law: the coefficients come from judged pairs, and `gates.json` says beside them from which and how well they
did under cross-validation; none is set by hand. That nothing fits is an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from math import exp, fsum

from lingqu.matching.documents import Document
from lingqu.matching.lexical import WeightedTerm
from lingqu.matching.texts import terms_of

_RIVALS = 10


@dataclass(frozen=True, slots=True)
class PairSigns:
    """What the judgement looks at.

    `words`, `vectors` and `fused` are in standard deviations above the mean of the index (`vectors` 0 where unknown);
    `covered` is the share of the query's weight that the document holds; `margin` is how far the fused score stands
    above the mean of the ten best others.
    """

    words: float
    vectors: float
    fused: float
    covered: float
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


def signs_of(
    *,
    document: Document,
    terms: Sequence[WeightedTerm],
    words: float,
    vectors: float | None,
    fused: float,
    others: Sequence[float],
) -> PairSigns:
    """The signs of one pair; `others` are the fused scores of the other candidates, best first."""
    weights = {term.text: term.weight * term.idf for term in terms if term.stream == "pairs"}
    held = set(terms_of(document.whole).pairs)
    whole = fsum(weights.values())
    rivals = others[:_RIVALS]
    return PairSigns(
        words=words,
        vectors=0.0 if vectors is None else vectors,
        fused=fused,
        covered=fsum(weight for term, weight in weights.items() if term in held) / whole if whole else 0.0,
        margin=fused - (fsum(rivals) / len(rivals) if rivals else 0.0),
    )
