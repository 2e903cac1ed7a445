"""What two sides say of industry, technology, maturity, place, cooperation and money: where they agree or clash.

Its one law: only two known values agree or clash. Each finding moves the score by a small term and stands among the
reasons; nothing but a filter that a person asked for shuts a document out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lingqu.matching.documents import MATURITIES, Facets
from lingqu.matching.texts import normalised

Standing = Literal["agrees", "clashes"]

# in units of one standard deviation of the fused score; small on purpose: a facet settles what texts leave open
AGREEMENT: Mapping[str, float] = {
    "industry": 0.15,
    "technology": 0.15,
    "maturity": 0.05,
    "place": 0.10,
    "cooperation": 0.05,
    "money": 0.05,
    "other": 0.05,
}
CLASH: Mapping[str, float] = {**dict.fromkeys(AGREEMENT, 0.0), "cooperation": -0.1, "money": -0.3}

FILTERS = {
    "industry": ("industry", "="),
    "technology": ("technology", "="),
    "place": ("place", "="),
    "cooperation": ("cooperation", "="),
    "maturity": ("maturity", ">="),
    "price": ("price_fen", "<="),
    "budget": ("budget_fen", ">="),
}
_CONDITION = re.compile(r"(?P<name>[a-z]+)(?P<sign>=|>=|<=)(?P<value>.+)")
_LARGEST = 2**62
_NAMES = {
    "industry": ("行业", "industry"),
    "technology": ("技术领域", "technology"),
    "maturity": ("成熟度", "maturity"),
    "place": ("所在地", "place"),
    "cooperation": ("合作方式", "cooperation"),
    "money": ("金额", "money"),
}


@dataclass(frozen=True, slots=True)
class FacetFinding:
    """That a facet of both sides agrees or clashes, what it adds to the score, and both values."""

    name: str
    standing: Standing
    term: float
    of_query: str
    of_document: str

    @property
    def zh(self) -> str:
        """The finding in one Chinese phrase."""
        name = _NAMES.get(self.name, (self.name, self.name))[0]
        if self.standing == "agrees":
            return f"{name}相合：{self.of_query}" + (
                "" if self.of_query == self.of_document else f"与{self.of_document}"
            )
        return f"{name}不合：要{self.of_query}，此为{self.of_document}"

    @property
    def en(self) -> str:
        """The finding in one English phrase."""
        name = _NAMES.get(self.name, (self.name, self.name))[1]
        same = "" if self.of_query == self.of_document else f" and {self.of_document}"
        if self.standing == "agrees":
            return f"{name} agrees: {self.of_query}{same}"
        return f"{name} clashes: {self.of_query} is wanted, this is {self.of_document}"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a document must be to be looked at: `equal` pairs of facet and value, `between` facet, least, most."""

    equal: tuple[tuple[str, str], ...] = ()
    between: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return not self.equal and not self.between


class UnableToFilter(Exception):
    """A condition that says nothing; `zh` and `en` say what is expected."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def read_filter(conditions: Iterable[str]) -> Filter:
    """Read conditions such as `industry=C39`, `place=4503`, `maturity>=pilot`, `price<=500000` (yuan).

    Raises `UnableToFilter`. A document whose facet is unknown does not pass a condition on it.

    >>> read_filter(["industry=c39", "price<=10"])
    Filter(equal=(('industry', 'C39'),), between=(('price_fen', 0, 1000),))
    """
    equal: list[tuple[str, str]] = []
    between: list[tuple[str, int, int]] = []
    for condition in conditions:
        found = _CONDITION.fullmatch(condition.strip())
        known = FILTERS.get(found["name"]) if found else None
        if found is None or known is None or found["sign"] != known[1]:
            wanted = "、".join(f"{name}{sign}…" for name, (_, sign) in FILTERS.items())
            raise UnableToFilter(f"{condition}：应为 {wanted}", f"{condition}: expected {wanted.replace('、', ', ')}")
        field, sign, value = known[0], found["sign"], found["value"].strip()
        if sign == "=":
            coded = field in ("industry", "place")
            equal.append((field, value.upper() if coded else " ".join(normalised(value).split())))
        elif field == "maturity":
            between.append((field, _step(condition, value), max(MATURITIES.values())))
        else:
            fen = _fen(condition, value)
            between.append((field, 0, fen) if sign == "<=" else (field, fen, _LARGEST))
    return Filter(tuple(equal), tuple(between))


def maturity_step(word: str | None) -> int | None:
    """The step from idea (1) to mass production (6) that a word names; None where it names none."""
    return None if word is None else MATURITIES.get(normalised(word))


def compare(query: Facets, document: Facets) -> list[FacetFinding]:
    """Where the facets of a query and a document agree or clash."""
    findings: list[FacetFinding] = []

    def found(name: str, agrees: bool, of_query: str, of_document: str) -> None:
        table, kind = (AGREEMENT, "agrees") if agrees else (CLASH, "clashes")
        term = table.get(name, table["other"])
        findings.append(FacetFinding(name, kind, term, of_query, of_document))  # type: ignore[arg-type]

    if query.industry and document.industry:
        found("industry", _shared(query.industry, document.industry, (3, 1)), query.industry, document.industry)
    if query.place and document.place:
        found("place", _shared(query.place, document.place, (4, 2)), query.place, document.place)
    for name in ("technology", "cooperation"):
        of_query, of_document = getattr(query, name), getattr(document, name)
        if of_query and of_document:
            found(name, of_query in of_document or of_document in of_query, of_query, of_document)
    asked, offered = maturity_step(query.maturity), maturity_step(document.maturity)
    if query.maturity and document.maturity and asked is not None and offered is not None:
        found("maturity", offered >= asked, query.maturity, document.maturity)
    _money(query, document, found)
    others = dict(document.others)
    for name, value in query.others:
        if name in others:
            found(name, others[name] == value, value, others[name])
    return findings


def _money(query: Facets, document: Facets, found: Callable[[str, bool, str, str], None]) -> None:
    pays, asks = (query.budget_fen, document.price_fen)
    if pays is None or asks is None:
        # matching results to demands, the budget stands on the other side
        pays, asks = document.budget_fen, query.price_fen
    if pays is not None and asks is not None:
        found("money", asks <= pays, *_both_sums(query, document))


def _both_sums(query: Facets, document: Facets) -> tuple[str, str]:
    sums = [
        facets.budget_fen if facets.budget_fen is not None else facets.price_fen or 0 for facets in (query, document)
    ]
    return f"{sums[0] / 100:,.0f} 元", f"{sums[1] / 100:,.0f} 元"


def _shared(one: str, other: str, lengths: tuple[int, ...]) -> bool:
    """Whether two codes agree as far as the less exact of them goes, at most to the longest length that counts."""
    length = min(len(one), len(other), max(lengths))
    return one[:length] == other[:length]


def _step(condition: str, value: str) -> int:
    step = maturity_step(value)
    if step is None:
        known = "、".join(MATURITIES)
        raise UnableToFilter(f"{condition}：成熟度应为 {known} 之一", f"{condition}: maturity is one of {known}")
    return step


def _fen(condition: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,2})?", value):
        raise UnableToFilter(f"{condition}：应为元数，例如 500000", f"{condition}: expected yuan, e.g. 500000")
    yuan, _, rest = value.partition(".")
    return int(yuan) * 100 + int((rest + "00")[:2])
