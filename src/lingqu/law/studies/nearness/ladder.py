"""A ladder of firms from a file: stages with conditions in the words of the rule language, and where each is from.

Its one law: no line of a stage is known here; each is given with its source, and until somebody says that they are
confirmed they count as examples and are called so. A file is read whole and all its faults are told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.parser import parse_condition
from lingqu.law.lang.tree import And, Condition, Measure, Quantity
from lingqu.law.packs.asking import check_condition
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.units import UnitsOf
from lingqu.law.packs.walk import facts_named_in, nodes_of, readings_branched_in
from lingqu.law.studies.nearness.lines import Pair

LARGEST = 256 * 1024
MOST_STAGES = 40
MOST_CONDITIONS = 40
LARGEST_NUMBER = 10**17  # fen: a thousand billion yuan
_KEYS = ("title", "english", "confirmed_by", "stage")
_STAGE_KEYS = ("id", "name", "english", "source", "conditions")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
_CONDITION = "「研发投入」÷「营业收入」不低于 3%"


@dataclass(frozen=True, slots=True)
class LadderFault:
    """One thing wrong in a ladder file."""

    where: str
    given: str
    expected: Pair
    example: str


class UnableToReadLadder(Exception):
    """A file that is no ladder; `faults` say why, all at once."""

    def __init__(self, faults: Sequence[LadderFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{each.where}: {each.given}: {each.expected[1]}" for each in self.faults))


@dataclass(frozen=True, slots=True)
class Ladder:
    """Stages from the lowest up: (id, where its conditions are from). `confirmed_by` is empty for examples."""

    title: Pair
    confirmed_by: str
    sources: tuple[tuple[str, str], ...]
    pack: Pack

    @property
    def is_example(self) -> bool:
        """Whether nobody has confirmed the lines."""
        return not self.confirmed_by


def read_ladder(path: Path, pack: Pack) -> Ladder:
    """Read a ladder over the facts of a policy. Raises `UnableToReadLadder` and `OSError`."""
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnableToReadLadder([LadderFault(path.name, f"> {LARGEST}", ("小文件", "a small file"), "ladder.toml")])
    try:
        given = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        expected = ("UTF-8 的 TOML 文件", "a TOML file in UTF-8")
        raise UnableToReadLadder([LadderFault(path.name, str(error), expected, "[[stage]]")]) from None
    return _Reader(path.name, pack).ladder(given)


class _Reader:
    def __init__(self, file: str, pack: Pack) -> None:
        self._file = file
        self._pack = pack
        self._faults: list[LadderFault] = []

    def ladder(self, given: dict[str, Any]) -> Ladder:
        """The ladder, with its stages as the measures of a pack."""
        self._know(given, _KEYS, self._file)
        title = self._text(given, "title", self._file, '"科技企业四级阶梯"')
        english = self._text(given, "english", self._file, '"Ladder of science firms"')
        confirmed = given.get("confirmed_by", "")
        if not isinstance(confirmed, str):
            self._tell(f"{self._file} confirmed_by", confirmed, ("谁、依据什么确认", "who confirmed it, by what"), '""')
        stages = given.get("stage")
        if not isinstance(stages, list) or not 0 < len(stages) <= MOST_STAGES:
            expected = (f"1 至 {MOST_STAGES} 个 [[stage]]", f"1 to {MOST_STAGES} tables [[stage]]")
            self._tell(f"{self._file} stage", stages, expected, "[[stage]]")
            stages = []
        measures = [self._stage(number, each) for number, each in enumerate(stages, 1)]
        self._told_once([each.id for each, _ in measures])
        if self._faults:
            raise UnableToReadLadder(self._faults)
        policy = replace(self._pack.policy, common=None, common_readings=())
        pack = replace(self._pack, policy=policy, measures=tuple(each for each, _ in measures), relations=())
        return Ladder(
            (title, english), str(confirmed).strip(), tuple((each.id, source) for each, source in measures), pack
        )

    def _stage(self, number: int, given: object) -> tuple[Measure, str]:
        where = f"{self._file} stage {number}"
        if not isinstance(given, dict):
            self._tell(where, given, ("表", "a table"), "[[stage]]")
            given = {}
        self._know(given, _STAGE_KEYS, where)
        texts = {
            key: self._text(given, key, where, example)
            for key, example in (
                ("id", '"gazelle"'),
                ("name", '"瞪羚企业"'),
                ("english", '"Gazelle firm"'),
                ("source", '"文件名、文号、条款"'),
            )
        }
        if texts["id"] and not _ID.fullmatch(texts["id"]):
            expected = ("字母开头，字母、数字、- 和 _", "a letter, then letters, digits, - and _")
            self._tell(f"{where} id", texts["id"], expected, "gazelle")
        conditions = given.get("conditions")
        if not isinstance(conditions, list) or not 0 < len(conditions) <= MOST_CONDITIONS:
            expected = (f"1 至 {MOST_CONDITIONS} 个条件的列表", f"a list of 1 to {MOST_CONDITIONS} conditions")
            self._tell(f"{where} conditions", conditions, expected, f'["{_CONDITION}"]')
            conditions = []
        read = [self._condition(f"{where} conditions {place}", each) for place, each in enumerate(conditions, 1)]
        items = tuple(each for each in read if each is not None)
        whole = items[0] if len(items) == 1 else And(items)
        return Measure(texts["id"], texts["name"], texts["english"], (), "组织", None, whole, None), texts["source"]

    def _condition(self, where: str, text: object) -> Condition | None:
        if not isinstance(text, str):
            self._tell(where, text, ("规则语言的条件", "a condition in the rule language"), _CONDITION)
            return None
        try:
            made = parse_condition(text)
        except UnableToRead as error:
            for fault in error.faults:
                self._tell(
                    where, fault.given or text, (fault.expected, fault.expected_english), fault.example or _CONDITION
                )
            return None
        before = len(self._faults)
        self._check(where, made)
        return made if len(self._faults) == before else None

    def _check(self, where: str, made: Condition) -> None:
        facts = {fact.name: fact for fact in self._pack.facts}
        for name in dict.fromkeys(name for name, _ in facts_named_in(made)):
            if name not in facts:
                near = get_close_matches(name, facts, n=1, cutoff=0.3)
                self._tell(where, name, ("政策的事实", "a fact of the policy"), near[0] if near else next(iter(facts)))
        for branch in readings_branched_in(made):
            expected = ("不依口径的条件", "a condition that branches by no reading")
            self._tell(where, branch.reading, expected, _CONDITION)
        for node in nodes_of(made):
            if isinstance(node, Quantity) and abs(node.numerator) > LARGEST_NUMBER:
                self._tell(where, node.written, ("小一些的数", "a smaller number"), "1000亿元")
        units = UnitsOf(facts, {})
        check_condition(made, units)
        for fault in units.faults:
            self._tell(where, fault.given, (fault.expected, fault.expected_english), fault.example or _CONDITION)

    def _told_once(self, ids: Sequence[str]) -> None:
        for each in dict.fromkeys(each for each in ids if each and ids.count(each) > 1):
            self._tell(f"{self._file} stage id", each, ("每级一个代号", "an id for each stage"), f"{each}_2")

    def _text(self, given: dict[str, Any], key: str, where: str, example: str) -> str:
        value = given.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._tell(f"{where} {key}", "" if value is None else value, ("不空的文本", "a text"), example)
        return ""

    def _know(self, given: dict[str, Any], keys: Sequence[str], where: str) -> None:
        for key in given:
            if key not in keys:
                near = get_close_matches(key, keys, n=1, cutoff=0.5)
                self._tell(where, key, ("、".join(keys), " | ".join(keys)), near[0] if near else keys[0])

    def _tell(self, where: str, given: object, expected: Pair, example: str) -> None:
        self._faults.append(LadderFault(where, str(given)[:80], expected, example))
