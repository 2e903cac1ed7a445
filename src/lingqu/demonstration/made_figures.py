"""Four years of figures of made enterprises: revenue, main business revenue, R&D in its reckonings, employees.

Its one law: main business revenue is never more than revenue, and the year that runs is only declared. Some firms are
planted at the lines of the plan, and those are signed, so that their verdict is sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lingqu.demonstration.chance import Chance, yuan
from lingqu.demonstration.fact_book import About, FactBook, organisation
from lingqu.demonstration.made_organisations import Made, is_enterprise, researches

REVENUE, MAIN, RESEARCH = "revenue_yuan", "main_business_revenue_yuan", "rd_expenditure_yuan"
EMPLOYEES, PATENTS = "employee_count", "valid_invention_patents_count"
"""The last two no rule asks; they are told in the register all the same."""

_BY_SIZE = {"micro": (1.2e6, 8), "small": (1.2e7, 45), "medium": (1.2e8, 320), "large": (1.1e9, 1500)}
_TITLED = frozenset(("high_tech", "gazelle", "little_giant", "tech_leader"))
_MILLION = 1_000_000.0


class Planted(NamedTuple):
    """A firm at a line: millions of main business revenue and of R&D by year from the first; None is not told."""

    main: tuple[float | None, ...]
    research: tuple[float | None, ...] = ()
    revenue_times: float = 1.04


PLANTED_AI = (
    Planted((16, 22, 34, 41)),  # passes the line for the first time
    Planted((14, 21, 29.6, 35)),  # 400 000 yuan short
    Planted((24, 33, 38, 40)),  # passed it a year before
    Planted((19, None, 35, 44)),  # the year between is not told
    Planted((12, 18, 24, 31)),  # passes it only in the year that runs
    Planted((17, 25, 33, 39)),
    Planted((0, 4, 31, 36)),  # founded lately, nothing earned at first
    Planted((2, 2.6, 3.1, 3.4)),
)
PLANTED_FIRMS = (
    Planted((820, 850, 900, 940), (14, 17, 20, 22)),  # exactly at the sum
    Planted((700, 760, 800, 820), (15, 17, 19.4, 21)),  # 600 000 yuan short of the sum
    Planted((180, 190, 200, 210), (8, 9, 10, 11), 1.0),  # exactly at the share, which is not above it
    Planted((180, 190, 200, 210), (8, 9, 10.1, 11), 1.0),  # just above the share
    Planted((90, 95, 99, 104), (2, 2, None, 3)),  # R&D not told
    Planted((None, None, None, None), (9, 9, 9, 9)),  # revenue not told
    Planted((0, 0, 0, 0), (3, 4, 5, 5)),  # research without revenue: no share
    Planted((60, 61, 62, 64), (0, 0, 0, 0)),  # confirmed zero
)


@dataclass(frozen=True, slots=True)
class Years:
    """The four years of the facts; the last one runs."""

    last: int

    @property
    def all(self) -> tuple[int, ...]:
        """From the first to the one that runs."""
        return tuple(range(self.last - 3, self.last + 1))

    @property
    def closed(self) -> int:
        """The latest that is over."""
        return self.last - 1


def say_figures(made: Made, book: FactBook, chance: Chance, years: Years) -> None:
    """Say the yearly figures of an enterprise; of other bodies only what they employ."""
    about = organisation(made.row.key)
    if not is_enterprise(made.row):
        _say_people(about, chance.around(60, 0.7), book, chance, years)
        return
    planted = _planted(made)
    if planted is not None:
        _say_planted(about, planted, book, years)
    else:
        _say_drawn(made, about, book, chance, years)
    _say_people(about, chance.around(_BY_SIZE[made.row.size][1], 0.4), book, chance, years)


def _planted(made: Made) -> Planted | None:
    if made.kind == "ai_enterprise" and made.turn < 2 * len(PLANTED_AI):
        return PLANTED_AI[made.turn % len(PLANTED_AI)]
    if made.kind == "enterprise" and made.turn < 2 * len(PLANTED_FIRMS):
        return PLANTED_FIRMS[made.turn % len(PLANTED_FIRMS)]
    return None


def _say_planted(about: About, planted: Planted, book: FactBook, years: Years) -> None:
    research = planted.research or tuple(None if main is None else main * 0.11 for main in planted.main)
    for place, year in enumerate(years.all):
        say = book.declared if year == years.last else _signing(book)
        main, spent = planted.main[place], research[place]
        if main is not None:
            say(about, MAIN, yuan(main * _MILLION), year=year)
            say(about, REVENUE, yuan(main * _MILLION * planted.revenue_times), year=year)
        if spent is not None:
            say(about, RESEARCH, yuan(spent * _MILLION), year=year)


def _signing(book: FactBook) -> Callable[..., None]:
    def sign(about: About, code: str, value: str, *, year: int) -> None:
        book.signed(about, code, value, "kjt", year=year)

    return sign


def _say_drawn(made: Made, about: About, book: FactBook, chance: Chance, years: Years) -> None:
    amount = chance.around(_BY_SIZE[made.row.size][0], 0.6)
    main_share = chance.between(0.82, 1.0)
    spends = chance.likely(0.75 if made.row.stage else 0.3)
    share = chance.around(researches(made.row), 0.55) if spends else 0.0
    tells_zero = chance.likely(0.6)
    for year in years.all:
        if year == years.last and not chance.likely(0.5):
            break  # half of the firms do not declare a year that still runs
        _say(about, REVENUE, amount, book, chance, year=year, years=years)
        _say(about, MAIN, amount * main_share, book, chance, year=year, years=years)
        if spends:
            spent = amount * share * chance.between(0.85, 1.2)
            _say(about, RESEARCH, spent, book, chance, year=year, years=years)
            if year in (years.closed, years.closed - 1):
                _say_reckonings(made, about, spent, book, chance, year)
        elif tells_zero:
            book.declared(about, RESEARCH, "0.00", year=year)
        amount *= chance.between(0.92, 1.25)


def _say(about: About, code: str, amount: float, book: FactBook, chance: Chance, *, year: int, years: Years) -> None:
    """Say one figure as life does: not at all, declared, signed, cut down, or against what a register has."""
    value = yuan(amount)
    how = "declared" if year == years.last else chance.of(_HOW, _HOW_OFTEN)
    if how == "declared":
        book.declared(about, code, value, year=year)
    elif how == "signed":
        book.signed(about, code, value, "kjt", year=year)
    elif how == "corrected":
        book.corrected(about, code, value, yuan(amount * chance.between(0.86, 0.98)), "kjt", year=year)
    elif how == "contradicted":
        book.contradicted(about, code, value, yuan(amount * chance.between(0.84, 0.97)), "gxt", year=year)


_HOW = ("untold", "declared", "signed", "corrected", "contradicted")
_HOW_OFTEN = (0.06, 0.42, 0.38, 0.08, 0.06)
_RECKONINGS: Mapping[str, tuple[float, float]] = {
    "accounting": (1.0, 1.06),
    "tax": (0.8, 0.98),
    "statistics": (0.93, 1.05),
    "recognition": (0.95, 1.15),
}
_SIGNED_BY = {"tax": "czt", "recognition": "kjt"}


def _say_reckonings(made: Made, about: About, spent: float, book: FactBook, chance: Chance, year: int) -> None:
    """The same spending by each book that the firm keeps; they differ, and none stands for another."""
    for kind, (low, high) in _RECKONINGS.items():
        keeps = made.row.stage in _TITLED if kind == "recognition" else chance.likely(0.7)
        if keeps:
            amount = yuan(spent * chance.between(low, high))
            book.figure(about, RESEARCH, amount, kind, year=year, department=_SIGNED_BY.get(kind, ""))


def _say_people(about: About, people: float, book: FactBook, chance: Chance, years: Years) -> None:
    for year in years.all:
        if year != years.last:
            book.declared(about, EMPLOYEES, str(max(1, round(people))), year=year)
            people *= chance.between(0.95, 1.12)
    if chance.likely(0.6):
        patents = str(chance.whole(0, max(1, round(people / 25))))
        book.declared(about, PATENTS, patents, year=years.closed)
