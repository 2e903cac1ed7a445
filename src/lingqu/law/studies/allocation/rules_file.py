"""A rules file in TOML as Rules.

Its one law: a key that is not known is a fault with the nearest one that is, and all faults of the file are told at
once; a floating number is no sum. It does not know any application.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

from lingqu.law.studies.allocation.headings import SYNONYMS, meaning
from lingqu.law.studies.allocation.rules import (
    AIMS,
    DEFAULT_RANKS,
    RANKS,
    TOTALS,
    Aim,
    Instalments,
    ItemExclusion,
    Limit,
    MeasureExclusion,
    Objective,
    Partial,
    Pool,
    Rank,
    Rules,
    Total,
    Where,
)
from lingqu.law.studies.allocation.sayings import AllocationFault, Saying, UnableToAllocate, nearest
from lingqu.law.studies.allocation.sums import SUM_EXPECTED, NotASum, fen_of

LARGEST_FILE = 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_COUNTED = 1_000_000

KEYS: dict[str, tuple[str, ...]] = {
    "": ("title", "year", "objective", "pool", "ceiling", "floor", "exclusion", "partial", "instalments"),
    "objective": ("maximise", "tie_break"),
    "pool": ("name", "measures", "sums"),
    "ceiling": ("name", "by", "where", "number", "sum", "year"),
    "floor": ("name", "by", "where", "number", "sum", "year"),
    "exclusion": ("name", "measures", "items"),
    "partial": ("name", "measures", "step", "minimum_percent"),
    "instalments": ("name", "measures", "percents"),
}
LISTS = ("pool", "ceiling", "floor", "exclusion", "partial", "instalments")

_KEY = Saying("已知的键：{}", "a known key: {}")
_TOML = Saying("TOML 文件", "a TOML file")
_NAME = Saying("规则的名称，不空且不重复", "the name of the rule, there and standing once")
_TEXTS = Saying("非空的文本列表，不重复", "a list of texts, none empty, none twice")
_TWO = Saying("至少两个", "at least two of them")
_YEAR = Saying(f"{FIRST_YEAR} 至 {LAST_YEAR} 的年份", f"a year from {FIRST_YEAR} to {LAST_YEAR}")
_YEARS = Saying("每年一个金额，至少一年大于零", "a sum for each year, one of them above zero")
_LISTED = Saying("一组 [[{}]]", "tables written [[{}]]")
_COUNT = Saying("不小于 0 的整数", "a whole number, 0 or more")
_BOUND = Saying("number 或 sum，至少其一", "number or sum, or both")
_EITHER = Saying("measures 或 items，恰好其一", "either measures or items")
_STEP = Saying("整元的级差，大于零", "a step of whole yuan, above zero")
_PERCENT = Saying("1 至 100 的整数", "a whole number from 1 to 100")
_PERCENTS = Saying("每年的百分数，都是正整数，合计 100", "a whole percent for each year, together 100")
_AIM = Saying("score、score_times_sum 或 number", "score, score_times_sum or number")
_TIES = Saying("先是合计（{}），后是次序（{}），不重复", "first totals ({}), then ranks ({}), none twice")
_TEXT = Saying("一段文本", "a text")
_TABLE = Saying("一张表", "a table")
_POOLS = Saying("至少一个 [[pool]]", "at least one [[pool]]")
_ONE_POOL = Saying("每条措施只由一个资金池支付", "a measure paid by one pool only")
_ONE_RULE = Saying("每条措施只在一条这样的规则里", "a measure in one such rule only")
_PAID = Saying("有资金池支付的措施：{}", "a measure that a pool pays: {}")

Value = TypeVar("Value")


def read_rules(path: Path) -> Rules:
    """Read a rules file. Raises `UnableToAllocate` with all faults."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnableToAllocate([AllocationFault(str(path), error.strerror or "?", _TOML, "allocation.toml")]) from None
    return rules_of(content, file=path.name)


def rules_of(content: bytes, *, file: str) -> Rules:
    """Read rules from the bytes of a file. Raises `UnableToAllocate` with all faults."""
    try:
        if len(content) > LARGEST_FILE:
            raise UnableToAllocate([AllocationFault(file, "> 1 MiB", _TOML, "allocation.toml")])
        table = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnableToAllocate([AllocationFault(file, str(error), _TOML, 'title = "…"')]) from None
    reader = _Reader(file)
    rules = reader.rules(table)
    if reader.faults:
        raise UnableToAllocate(reader.faults)
    return rules


class _Reader:
    """Reads the tables one by one and keeps what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[AllocationFault] = []
        self._names: set[str] = set()

    def rules(self, table: dict[str, Any]) -> Rules:
        """Read the whole file."""
        self._known("", "", table)
        pools = self._each(table, "pool", self._pool)
        if not pools and "pool" not in table:
            self._tell("pool", "", _POOLS, "[[pool]]")
        years = [year for pool in pools for year, _ in pool.sums]
        year = self._year("year", table["year"]) if "year" in table else min(years, default=FIRST_YEAR)
        exclusions = self._each(table, "exclusion", self._exclusion)
        rules = Rules(
            file=self.file,
            title=self._text("title", table.get("title", self.file)),
            year=year or FIRST_YEAR,
            pools=pools,
            objective=self._objective(table.get("objective", {})),
            limits=(*self._each(table, "ceiling", self._limit), *self._each(table, "floor", self._limit)),
            measure_exclusions=tuple(each for each in exclusions if isinstance(each, MeasureExclusion)),
            item_exclusions=tuple(each for each in exclusions if isinstance(each, ItemExclusion)),
            partials=self._each(table, "partial", self._partial),
            instalments=self._each(table, "instalments", self._instalments),
        )
        self._check_measures(rules)
        return rules

    def _each(
        self, table: dict[str, Any], kind: str, read: Callable[[str, str, dict[str, Any]], Value]
    ) -> tuple[Value, ...]:
        given = table.get(kind, [])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            self._tell(kind, _said(given), Saying(*(text.format(kind) for text in _LISTED)), f"[[{kind}]]")
            return ()
        found = []
        for number, each in enumerate(given, 1):
            place = f"[[{kind}]] {number}"
            self._known(kind, place, each)
            found.append(read(kind, place, each))
        return tuple(found)

    def _objective(self, table: Any) -> Objective:
        if not isinstance(table, dict):
            self._tell("objective", _said(table), _TABLE, "[objective]")
            return Objective()
        self._known("objective", "[objective]", table)
        aim = table.get("maximise", "score")
        if aim not in AIMS:
            near = nearest(aim, AIMS) if isinstance(aim, str) else None
            self._tell("[objective] maximise", _said(aim), _AIM, near or "score", near)
        ties = table.get("tie_break", list(DEFAULT_RANKS))
        known = (*TOTALS, *RANKS)
        expected = Saying(*(text.format(", ".join(TOTALS), ", ".join(RANKS)) for text in _TIES))
        if not isinstance(ties, list) or len({*map(str, ties)}) != len(ties):
            self._tell("[objective] tie_break", _said(ties), expected, '["less_money", "score", "id"]')
            return Objective()
        for tie in ties:
            # "score" as a rank comes before totals nowhere: a total after a rank could never decide anything
            if tie not in known:
                near = nearest(str(tie), known)
                self._tell("[objective] tie_break", _said(tie), expected, near or "id", near)
        totals = [tie for tie in ties if tie in TOTALS]
        ranks = [tie for tie in ties if tie in RANKS]
        if [*totals, *ranks] != [tie for tie in ties if tie in known]:
            self._tell("[objective] tie_break", _said(ties), expected, _said([*totals, *ranks]))
        whole = ranks if "id" in ranks else [*ranks, "id"]
        return Objective(cast(Aim, aim), cast(tuple[Total, ...], tuple(totals)), cast(tuple[Rank, ...], tuple(whole)))

    def _pool(self, _: str, place: str, table: dict[str, Any]) -> Pool:
        sums = table.get("sums")
        read: list[tuple[int, int]] = []
        if isinstance(sums, dict):
            for key, value in sums.items():
                year = self._year(f"{place} sums", int(key) if re.fullmatch(r"[0-9]{4}", key) else key)
                fen = self._sum(f"{place} sums {key}", value)
                if year is not None and fen is not None:
                    read.append((year, fen))
            bad = len(read) == len(sums) and not any(fen for _, fen in read)
        else:
            bad = True
        if bad:
            self._tell(f"{place} sums", _said(sums), _YEARS, '{ 2027 = "8000万元" }')
        return Pool(self._name(place, table), self._texts(place, "measures", table), tuple(sorted(read)))

    def _limit(self, kind: str, place: str, table: dict[str, Any]) -> Limit:
        if "number" not in table and "sum" not in table:
            self._tell(place, ", ".join(table), _BOUND, "number = 2")
        limit = Limit(self._name(place, table), "ceiling" if kind == "ceiling" else "floor")
        where = self._where(place, table["where"]) if "where" in table else Where()
        by = meaning(self._text(f"{place} by", table["by"]))[0] if "by" in table else None
        return replace(
            limit,
            where=where,
            by=by,
            number=self._count(f"{place} number", table["number"]) if "number" in table else None,
            sum=self._sum(f"{place} sum", table["sum"]) if "sum" in table else None,
            year=self._year(f"{place} year", table["year"]) if "year" in table else None,
        )

    def _where(self, place: str, table: Any) -> Where:
        if not isinstance(table, dict) or not table:
            self._tell(f"{place} where", _said(table), _TABLE, '{ district = ["阳朔县"] }')
            return Where()
        tests = []
        for key, value in table.items():
            values = {key: [value] if isinstance(value, str) else value}
            tests.append((meaning(key)[0], self._texts(f"{place} where", key, values)))
        return Where(tuple(tests))

    def _exclusion(self, _: str, place: str, table: dict[str, Any]) -> MeasureExclusion | ItemExclusion:
        name = self._name(place, table)
        if ("measures" in table) == ("items" in table):
            self._tell(place, ", ".join(table), _EITHER, 'measures = ["F11", "F12"]')
            return ItemExclusion(name, ())
        key = "measures" if "measures" in table else "items"
        texts = self._texts(place, key, table)
        if len(texts) == 1:
            self._tell(f"{place} {key}", _said(table[key]), _TWO, '["F11", "F12"]')
        return MeasureExclusion(name, texts) if key == "measures" else ItemExclusion(name, texts)

    def _partial(self, _: str, place: str, table: dict[str, Any]) -> Partial:
        step = self._sum(f"{place} step", table.get("step", "1元"))
        if step is not None and (step == 0 or step % 100):
            self._tell(f"{place} step", _said(table.get("step")), _STEP, "1万元")
        percent = table.get("minimum_percent")
        if percent is not None and not (_whole(percent) and 1 <= percent <= 100):
            self._tell(f"{place} minimum_percent", _said(percent), _PERCENT, "60")
            percent = None
        return Partial(self._name(place, table), self._texts(place, "measures", table), step or 100, percent)

    def _instalments(self, _: str, place: str, table: dict[str, Any]) -> Instalments:
        given = table.get("percents")
        percents = tuple(given) if isinstance(given, list) else ()
        if not percents or not all(_whole(each) and each > 0 for each in percents) or sum(percents) != 100:
            self._tell(f"{place} percents", _said(given), _PERCENTS, "[40, 30, 30]")
            percents = (100,)
        return Instalments(self._name(place, table), self._texts(place, "measures", table), percents)

    def _check_measures(self, rules: Rules) -> None:
        """Each measure has one pool and at most one rule of a kind; a rule speaks only of measures that are paid."""
        paid: dict[str, str] = {}
        for pool in rules.pools:
            for measure in pool.measures:
                if measure in paid:
                    self._tell(pool.name, f"{measure}: {paid[measure]}, {pool.name}", _ONE_POOL, measure)
                paid.setdefault(measure, pool.name)
        for group in (rules.partials, rules.instalments):
            seen: set[str] = set()
            for rule in cast(Sequence[Partial | Instalments], group):
                for measure in rule.measures:
                    if measure in seen:
                        self._tell(rule.name, measure, _ONE_RULE, measure)
                    seen.add(measure)
        expected = Saying(*(text.format(", ".join([*paid][:24])) for text in _PAID))
        for name, measure in _measures_spoken_of(rules):
            if paid and measure not in paid:
                near = nearest(measure, paid)
                self._tell(name, measure, expected, near or next(iter(paid)), near)

    def _known(self, kind: str, place: str, table: dict[str, Any]) -> None:
        for key in table:
            if key not in KEYS[kind]:
                near = nearest(key, KEYS[kind])
                expected = Saying(*(text.format(", ".join(KEYS[kind])) for text in _KEY))
                self._tell(f"{place} {key}".strip(), key, expected, near or KEYS[kind][0], near)

    def _name(self, place: str, table: dict[str, Any]) -> str:
        name = table.get("name")
        if not isinstance(name, str) or not name.strip() or name.strip() in self._names:
            self._tell(f"{place} name", _said(name), _NAME, 'name = "单县上限"')
            return place
        self._names.add(name.strip())
        return name.strip()

    def _text(self, place: str, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._tell(place, _said(value), _TEXT, '"district"')
        return "-"

    def _texts(self, place: str, key: str, table: dict[str, Any]) -> tuple[str, ...]:
        given = table.get(key)
        texts = tuple(each.strip() for each in given if isinstance(each, str)) if isinstance(given, list) else ()
        if not texts or not all(texts) or len({*texts}) != len(cast(list[Any], given)):
            example = SYNONYMS.get(key, ("F11",))[0]
            self._tell(f"{place} {key}", _said(given), _TEXTS, f'["{example}"]')
            return ()
        return texts

    def _year(self, place: str, value: Any) -> int | None:
        if _whole(value) and FIRST_YEAR <= value <= LAST_YEAR:
            return int(value)
        self._tell(place, _said(value), _YEAR, "2027")
        return None

    def _count(self, place: str, value: Any) -> int | None:
        if _whole(value) and 0 <= value <= MOST_COUNTED:
            return int(value)
        self._tell(place, _said(value), _COUNT, "3")
        return None

    def _sum(self, place: str, value: Any) -> int | None:
        try:
            if isinstance(value, str) or _whole(value):
                return fen_of(str(value))
        except NotASum:
            pass
        self._tell(place, _said(value), SUM_EXPECTED, '"8000万元"')
        return None

    def _tell(self, place: str, given: str, expected: Saying, example: str, near: str | None = None) -> None:
        self.faults.append(AllocationFault(self.file, given, expected, example, place=place, nearest=near))


def _measures_spoken_of(rules: Rules) -> Iterable[tuple[str, str]]:
    for exclusion in rules.measure_exclusions:
        yield from ((exclusion.name, measure) for measure in exclusion.measures)
    for partial in rules.partials:
        yield from ((partial.name, measure) for measure in partial.measures)
    for instalments in rules.instalments:
        yield from ((instalments.name, measure) for measure in instalments.measures)
    for limit in rules.limits:
        for column, values in limit.where.tests:
            if column == "measure":
                yield from ((limit.name, measure) for measure in values)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _said(value: Any) -> str:
    return "" if value is None else str(value)
