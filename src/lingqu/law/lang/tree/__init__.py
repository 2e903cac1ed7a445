"""The typed tree of the rule language: one small frozen node for each operation, with the word that was written.

Its one law: positions never count (two layouts of one rule are equal trees). The one-line docstring of each node says
what *unknown* does there. It does not know how a rule is spelled, nor how it is evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.lang.tree.amounts import (
    Amount,
    Award,
    Band,
    Bands,
    Between,
    Bound,
    Considering,
    Flat,
    Marginal,
    Matching,
    Multiple,
    Override,
    Period,
    Rate,
    Steps,
    WithoutSum,
    YearByYear,
)
from lingqu.law.lang.tree.conditions import (
    AT_LEAST,
    AT_MOST,
    BEHIND_THE_NUMBER,
    EQUAL,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Among,
    And,
    AtLeastOf,
    ByReading,
    Compare,
    Condition,
    FirstTime,
    Holds,
    Not,
    Or,
    Within,
)
from lingqu.law.lang.tree.examples import Example, Expected, Given
from lingqu.law.lang.tree.measures import Bond, Measure, Relation
from lingqu.law.lang.tree.places import NOWHERE, Anchor, Place
from lingqu.law.lang.tree.plans import Duty, Mapping, SentenceRow, Target, Task
from lingqu.law.lang.tree.policies import Adoption, Alternative, Department, FactDeclaration, Policy, Reading, Source
from lingqu.law.lang.tree.values import (
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
    Unit,
    Value,
    ValueByReading,
)

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "BEHIND_THE_NUMBER",
    "EQUAL",
    "NOWHERE",
    "STRICTLY_ABOVE",
    "STRICTLY_BELOW",
    "Adoption",
    "Alternative",
    "Among",
    "Amount",
    "Anchor",
    "And",
    "AtLeastOf",
    "Award",
    "Band",
    "Bands",
    "Between",
    "Block",
    "Bond",
    "Bound",
    "ByReading",
    "Compare",
    "Condition",
    "Considering",
    "Day",
    "Department",
    "DividedBy",
    "Duty",
    "EarlierMaximum",
    "Example",
    "Expected",
    "Fact",
    "FactDeclaration",
    "FirstTime",
    "Flat",
    "Given",
    "Greater",
    "Holds",
    "Increase",
    "Lesser",
    "Mapping",
    "Marginal",
    "Matching",
    "Measure",
    "Minus",
    "Multiple",
    "Not",
    "Or",
    "Override",
    "ParsedFile",
    "Period",
    "Place",
    "Plus",
    "Policy",
    "PreviousYear",
    "Quantity",
    "Rate",
    "Reading",
    "Relation",
    "SentenceRow",
    "Source",
    "Steps",
    "SumOfYears",
    "Target",
    "Task",
    "Times",
    "Unit",
    "Value",
    "ValueByReading",
    "Within",
    "WithoutSum",
    "YearByYear",
]

Block = Policy | FactDeclaration | Department | Reading | Measure | Relation | Target | Task | SentenceRow


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file of a folder, parsed."""

    file: str
    blocks: tuple[Block, ...]
