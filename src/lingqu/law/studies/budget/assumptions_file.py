"""A file of assumptions in TOML as `Assumptions`.

Its one law: a key or a name that is not known is a fault with the nearest one, and all faults are told at once. What a
file does not say stands as in the file shipped, which it is laid over.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from lingqu.law.lang.tree import Unit
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.budget.assumptions import (
    CHANCES,
    OUTSIDE,
    SHOCKS,
    Assumptions,
    Chance,
    Payers,
    Recurrence,
)
from lingqu.law.studies.budget.faults import BudgetFault, Saying, UnableToBudget, nearest
from lingqu.law.studies.budget.pools import pools_of
from lingqu.law.studies.budget.spreads import Spread

SHIPPED = Path(__file__).resolve().parents[3] / "samples" / "budget.toml"
LARGEST_FILE = 1 << 20
KEYS = (
    "policy", "common_shock", "carry_forward", "carry_over", "totals_in_parts",
    *CHANCES, "recurrence", "growth", "pays",
)  # fmt: skip
_RECURRENCES: tuple[Recurrence, ...] = ("once", "yearly")
_PAYS = ("name", "zh", "en", "otherwise", "by", "inside", "follows")
_SPREAD = ("constant", "triangular", "beta", "source", "note")
_GROWTH = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,4})?)%")
_MOST_TOLD = 12

_TOML = Saying("TOML 文件，至多 1 MiB", "a TOML file of at most 1 MiB")
_KEY = Saying("已知的键：{}", "a known key: {}")
_NAMED = Saying("其中之一：{}", "one of: {}")
_TABLE = Saying("一张表", "a table")
_SWITCH = Saying("true 或 false", "true or false")
_SHARE = Saying(
    "0 至 1 的数，或 {{ triangular = [低, 最可能, 高] }}、{{ beta = [a, b] }}、{{ constant = 数 }}",
    "a number from 0 to 1, or {{ triangular = [low, likeliest, high] }}, {{ beta = [a, b] }}, {{ constant = number }}",
)
_TRIANGLE = Saying("0 至 1 的三个数，从小到大", "three numbers from 0 to 1, in rising order")
_BETA = Saying("两个大于 0、不超过 10000 的数", "two numbers above 0 and at most 10000")
_ONE_SHAPE = Saying("constant、triangular、beta 三者之一", "exactly one of constant, triangular, beta")
_PERCENT = Saying("百分数，-99% 至 100%，至多四位小数", "a per cent from -99% to 100% with at most four decimals")
_TEXT = Saying("一段文本", "a text")
_LIST = Saying("措施编号的列表", "a list of measures")
_ONCE_OR_YEARLY = Saying("每条措施只在一个列表里", "a measure in one of the lists only")
_POLICY = Saying("所用的政策 {}", "the policy in use, {}")
_SCHEMES = Saying("至少一张 [[pays]]，名称各不相同", "at least one [[pays]], each with a name of its own")
_NO_RING = Saying("一个池不在自己里面", "a pool that is not inside itself")


def read_assumptions(path: Path | None, pack: Pack) -> Assumptions:
    """Read the shipped assumptions with a file laid over them. Raises `UnableToBudget` with all faults."""
    shipped = _content(SHIPPED)
    given = {} if path is None else _content(path)
    if shipped.get("policy") != pack.id:
        shipped = for_any_policy(shipped, pack)
    return assumptions_of({**shipped, **_laid_over(shipped, given)}, pack, file="" if path is None else path.name)


def for_any_policy(shipped: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """What of the shipped assumptions holds for any policy: all that names no measure, fact or pool of its own."""
    kept: dict[str, Any] = {
        name: {"default": table["default"]} if name in CHANCES else table
        for name, table in shipped.items()
        if name not in ("policy", "recurrence", "growth", "pays")
    }
    pools = pools_of(pack)
    general = next((pool.id for pool in pools if not pool.shared), OUTSIDE)
    own = {pool.id: pool.id for pool in pools if pool.shared}
    title = {"zh": "都由总的资金池支付", "en": "The general pool pays everything"}
    kept["pays"] = [{"name": "general", **title, "otherwise": general, "by": own}]
    return kept


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise UnableToBudget([BudgetFault(path.name, "> 1 MiB", _TOML, "budget.toml")])
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise UnableToBudget([BudgetFault(str(path), error.strerror or "?", _TOML, "budget.toml")]) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnableToBudget([BudgetFault(path.name, str(error), _TOML, 'policy = "guilin2026"')]) from None


def _laid_over(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Tables of shares and growth are laid over entry by entry, everything else is replaced as a whole."""
    made = dict(given)
    for name in (*CHANCES, "growth"):
        if isinstance(given.get(name), dict):
            made[name] = {**shipped.get(name, {}), **given[name]}
    return made


def assumptions_of(content: Mapping[str, Any], pack: Pack, *, file: str = "") -> Assumptions:
    """Read assumptions from the content of a file. Raises `UnableToBudget` with all faults."""
    reader = _Reader(pack, file)
    found = reader.assumptions(content)
    if reader.faults:
        raise UnableToBudget(reader.faults)
    return found


class _Reader:
    """Reads table after table and keeps what is wrong with them."""

    def __init__(self, pack: Pack, file: str) -> None:
        self.faults: list[BudgetFault] = []
        self._pack = pack
        self._file = file
        self._measures = tuple(each.id for each in pack.applicant_measures)
        self._pools = tuple(each.id for each in pools_of(pack))

    def assumptions(self, content: Mapping[str, Any]) -> Assumptions:
        """Read the whole file."""
        self._known("", content, KEYS)
        if content.get("policy", self._pack.id) != self._pack.id:
            self._tell("policy", content["policy"], _POLICY.about(self._pack.id), f'"{self._pack.id}"')
        shock = content.get("common_shock", "measure_year")
        if shock not in SHOCKS:
            self._tell("common_shock", shock, _NAMED.about("、".join(SHOCKS)), '"measure_year"', SHOCKS)
        return Assumptions(
            {name: self._chance(name, content.get(name, {})) for name in CHANCES},
            self._payers(content.get("pays", [])),
            self._recurrence(self._table("recurrence", content.get("recurrence", {}))),
            self._growth(self._table("growth", content.get("growth", {}))),
            shock,
            self._switch("carry_forward", content.get("carry_forward", True)),
            self._switch("carry_over", content.get("carry_over", False)),
            self._switch("totals_in_parts", content.get("totals_in_parts", True)),
        )

    def _chance(self, name: str, given: Any) -> Chance:
        table = self._table(name, given)
        self._known(name, table, ("default", *self._measures))
        own = {
            each: self._spread(f"{name}.{each}", value)
            for each, value in table.items()
            if each != "default" and each in self._measures
        }
        return Chance(self._spread(f"{name}.default", table.get("default")), own)

    def _spread(self, where: str, given: Any) -> Spread:
        if _is_number(given):
            given = {"constant": given}
        if not isinstance(given, dict):
            return self._no_spread(where, given, _SHARE.about())
        self._known(where, given, _SPREAD)
        shapes = [each for each in ("constant", "triangular", "beta") if each in given]
        if len(shapes) != 1:
            return self._no_spread(where, ", ".join(shapes), _ONE_SHAPE)
        said = [given.get("source", "assumption"), given.get("note", "")]
        for key, text in zip(("source", "note"), said, strict=True):
            if not isinstance(text, str):
                self._tell(f"{where}.{key}", text, _TEXT, '"…"')
                return Spread("constant", (0.0,))
        return self._shaped(where, shapes[0], given[shapes[0]], *said)

    def _shaped(self, where: str, shape: str, given: Any, source: str, note: str) -> Spread:
        numbers = given if isinstance(given, list) else [given]
        if not all(_is_number(each) for each in numbers):
            return self._no_spread(where, given, _SHARE.about())
        values = tuple(float(each) for each in numbers)
        if shape == "beta":
            fits, expected = len(values) == 2 and all(0 < each <= 10_000 for each in values), _BETA
        else:
            wanted, expected = (1, _SHARE.about()) if shape == "constant" else (3, _TRIANGLE)
            fits = len(values) == wanted and list(values) == sorted(values) and 0 <= values[0] <= values[-1] <= 1
        if not fits:
            return self._no_spread(where, given, expected)
        return Spread(cast(Any, shape), values, source, note)

    def _no_spread(self, where: str, given: Any, expected: Saying) -> Spread:
        self._tell(where, given, expected, "{ triangular = [0.5, 0.7, 0.9] }")
        return Spread("constant", (0.0,))

    def _recurrence(self, table: Mapping[str, Any]) -> dict[str, Recurrence]:
        self._known("recurrence", table, _RECURRENCES)
        found: dict[str, Recurrence] = {}
        for kind in _RECURRENCES:
            given = table.get(kind, [])
            if not isinstance(given, list):
                self._tell(f"recurrence.{kind}", given, _LIST, '["F02"]')
                continue
            for each in given:
                if not isinstance(each, str) or each not in self._measures:
                    expected = _NAMED.about(_listed(self._measures))
                    self._tell(f"recurrence.{kind}", each, expected, self._measures[0], self._measures)
                elif found.setdefault(each, kind) != kind:
                    self._tell(f"recurrence.{kind}", each, _ONCE_OR_YEARLY, f'{found[each]} = ["{each}"]')
        return found

    def _growth(self, table: Mapping[str, Any]) -> dict[str, int]:
        growing = tuple(fact.code for fact in self._pack.facts if fact.unit in (Unit.MONEY, Unit.COUNT))
        self._known("growth", table, ("default", *growing))
        found = {}
        for name, given in table.items():
            text = _GROWTH.fullmatch(given) if isinstance(given, str) else None
            parts = int(Decimal(text[1]) * 10_000) if text else None
            if parts is None or not -990_000 <= parts <= 1_000_000:
                self._tell(f"growth.{name}", given, _PERCENT, '"3%"')
            else:
                found["" if name == "default" else name] = parts
        return found

    def _payers(self, given: Any) -> tuple[Payers, ...]:
        tables = given if isinstance(given, list) else []
        names = [each.get("name") if isinstance(each, dict) else None for each in tables]
        if not tables or not all(isinstance(each, str) and each for each in names) or len(set(names)) < len(names):
            self._tell("pays", names if tables else given, _SCHEMES, '[[pays]] name = "general"')
            return ()
        return tuple(self._one_payers(each) for each in tables)

    def _one_payers(self, table: Mapping[str, Any]) -> Payers:
        where = f"pays {table['name']}"
        self._known(where, table, _PAYS)
        said = [table.get(key, table["name"]) for key in ("zh", "en")]
        for key, text in zip(("zh", "en"), said, strict=True):
            if not isinstance(text, str):
                self._tell(f"{where} {key}", text, _TEXT, '"…"')
        payers = (*self._pools, OUTSIDE)
        otherwise = table.get("otherwise", OUTSIDE)
        self._one_of(f"{where} otherwise", otherwise, payers)
        by = self._pairs(f"{where} by", table.get("by", {}), self._measures, lambda _: payers)
        inside = self._pairs(f"{where} inside", table.get("inside", {}), self._pools, lambda _: self._pools)
        for inner, outer in inside.items():
            if inner == outer or outer in inside:
                self._tell(f"{where} inside", f"{inner} = {outer}", _NO_RING, 'F15 = "F20"')
        readings = {each.id: tuple(alt.code for alt in each.alternatives) for each in self._pack.readings}
        follows = self._pairs(f"{where} follows", table.get("follows", {}), tuple(readings), readings.__getitem__)
        return Payers(table["name"], Saying(*map(str, said)), str(otherwise), by, inside, follows)

    def _pairs(self, where: str, given: Any, keys: Collection[str], values: Any) -> dict[str, str]:
        table = self._table(where, given)
        self._known(where, table, keys)
        return {
            key: value
            for key, value in table.items()
            if key in keys and self._one_of(f"{where}.{key}", value, values(key))
        }

    def _one_of(self, where: str, given: Any, known: Collection[str]) -> bool:
        if isinstance(given, str) and given in known:
            return True
        self._tell(where, given, _NAMED.about(_listed(known)), next(iter(known)), known)
        return False

    def _switch(self, name: str, given: Any) -> bool:
        if not isinstance(given, bool):
            self._tell(name, given, _SWITCH, "true")
        return given is True

    def _table(self, where: str, given: Any) -> Mapping[str, Any]:
        if isinstance(given, dict):
            return given
        self._tell(where, given, _TABLE, f"[{where}]")
        return {}

    def _known(self, where: str, table: Mapping[str, Any], keys: Collection[str]) -> None:
        for each in table:
            if each not in keys:
                place = f"{where}.{each}" if where else each
                self._tell(place, each, _KEY.about(_listed(keys)), next(iter(keys), ""), keys)

    def _tell(self, where: str, given: Any, expected: Saying, example: str, known: Collection[str] = ()) -> None:
        place = f"{self._file} {where}".strip()
        text = str(given)[:80]
        self.faults.append(BudgetFault(place, text, expected, example, nearest(text, known) if known else ""))


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < 1e9


def _listed(names: Collection[str]) -> str:
    some = [*names][:_MOST_TOLD]
    return ", ".join(some) + (" …" if len(names) > len(some) else "")
