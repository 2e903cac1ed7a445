"""Why a call cannot be answered: every fault with where it stands, what was given, what is expected, an example.

Its one law: a refusal tells all faults at once, and nothing of the program's inside. It decides no fault itself: those
of policies, readings, subjects and arguments come from below and are put in one shape here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from lingqu.law.engine.choices import ChoiceFault
from lingqu.law.engine.inputs import UnableToReadValue, printable, shown
from lingqu.law.engine.records import UnableToReadRecords
from lingqu.law.lang.faults import Fault, nearest

_NAMED = 24  # of the names there are, so many are told
_EXPECTED = {
    "missing": ("必须给出的参数", "an argument that has to be given"),
    "string_type": ("文本", "text"),
    "int_type": ("整数", "a whole number"),
    "int_parsing": ("整数", "a whole number"),
    "int_from_float": ("整数", "a whole number"),
    "bool_type": ("true 或 false", "true or false"),
    "bool_parsing": ("true 或 false", "true or false"),
    "list_type": ("列表", "a list"),
    "dict_type": ("对象", "an object"),
    "model_type": ("对象", "an object"),
    "model_attributes_type": ("对象", "an object"),
    "extra_forbidden": ("不给这个名称", "no such name"),
    "uuid_type": ("标识（UUID）", "a key (UUID)"),
    "uuid_parsing": ("标识（UUID）", "a key (UUID)"),
    "date_type": ("日期", "a day"),
    "date_parsing": ("日期", "a day"),
    "date_from_datetime_parsing": ("日期", "a day"),
    "date_from_datetime_inexact": ("日期", "a day"),
    "int_parsing_size": ("小一些的整数", "a smaller whole number"),
    "string_unicode": ("完整的文字", "whole characters"),
}
_EXAMPLES = {
    "uuid_type": "0190f3a2-7c1e-7d54-9a61-3b0f5b8f2c11",
    "uuid_parsing": "0190f3a2-7c1e-7d54-9a61-3b0f5b8f2c11",
    "date_type": "2027-06-30",
    "date_parsing": "2027-06-30",
    "date_from_datetime_parsing": "2027-06-30",
    "date_from_datetime_inexact": "2027-06-30",
    "int_type": "1",
    "int_parsing": "1",
    "bool_type": "true",
    "bool_parsing": "true",
    "list_type": "[]",
    "dict_type": "{}",
    "model_type": "{}",
    "model_attributes_type": "{}",
}
_LIMITS = {
    "max_length": ("长度至多", "of a length of at most"),
    "min_length": ("长度至少", "of a length of at least"),
    "ge": ("不小于", "not below"),
    "le": ("不大于", "not above"),
}


@dataclass(frozen=True, slots=True)
class CallFault:
    """One thing that is wrong with a call."""

    where: str
    given: str
    expected: str
    expected_english: str
    example: str
    nearest: str | None = None

    def said(self, lang: str) -> str:
        """Say it in one line."""
        if lang == "en":
            text = f"{self.where}: given {self.given}; expected {self.expected_english}; e.g. {self.example}"
            return text + (f"; nearest {self.nearest}" if self.nearest else "")
        text = f"{self.where}：给出 {self.given}；应为{self.expected}；例如 {self.example}"
        return text + (f"；最接近的是 {self.nearest}" if self.nearest else "")


class UnableToAnswer(Exception):
    """A call that cannot be answered; `faults` says why, all of it."""

    def __init__(self, faults: Iterable[CallFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.said("zh") for fault in self.faults))


def unknown_name(where: str, given: str, known: Sequence[str], expected: tuple[str, str]) -> CallFault:
    """A name that is not there, with those that are and the nearest; `expected` says what the names are of."""
    near = nearest(given, known) or nearest(given.upper(), known) or nearest(given.lower(), known)
    listed = ", ".join(known[:_NAMED]) + (" …" if len(known) > _NAMED else "")
    example = near or (known[0] if known else "-")
    return CallFault(
        where, printable(given) or '""', f"{expected[0]}：{listed}", f"{expected[1]}: {listed}", example, near
    )


def faults_of_arguments(error: ValidationError, schema: Mapping[str, Any]) -> list[CallFault]:
    """Put what pydantic found wrong with the arguments of a tool in words; `schema` is the tool's own."""
    return [fault_of_argument(each, schema) for each in error.errors(include_url=False)]


def fault_of_argument(found: Any, schema: Mapping[str, Any]) -> CallFault:
    """Put one thing that pydantic found wrong in words; of a union's branches the place is told once."""
    where = ".".join(str(part) for part in found["loc"])
    limits = found.get("ctx", {})
    kind = found["type"]
    given = "-" if kind == "missing" else shown(found["input"]) if found["input"] != "" else '""'
    zh, en = _EXPECTED.get(kind, (found["msg"], found["msg"]))
    if kind == "literal_error":
        zh = en = str(limits["expected"]).replace(" or ", ", ")
    for limit, (chinese, english) in _LIMITS.items():
        if limit in limits:
            zh, en = f"{chinese} {limits[limit]}", f"{english} {limits[limit]}"
    example = example_of(schema, str(found["loc"][0]) if found["loc"] else "")
    return CallFault(where, given, zh, en, _EXAMPLES.get(kind, "-") if example == "-" else example)


def unknown_arguments(given: Iterable[str], schema: Mapping[str, Any]) -> list[CallFault]:
    """Tell which arguments a tool does not take."""
    known = list(schema.get("properties", {}))
    expected = ("这个工具的参数", "an argument of this tool")
    return [unknown_name(each, each, known, expected) for each in given if each not in known]


def example_of(schema: Mapping[str, Any], argument: str) -> str:
    """The example that a tool's own schema gives for an argument."""
    examples = schema.get("properties", {}).get(argument, {}).get("examples", [])
    return json.dumps(examples[0], ensure_ascii=False) if examples else "-"


def faults_of_policy(faults: Iterable[Fault]) -> list[CallFault]:
    """Put what keeps a policy from being loaded in the shape of a call's faults."""
    return [
        CallFault(
            f"{each.file}:{each.line}:{each.column}", each.given, each.expected, each.expected_english,
            each.example or "-",
        )
        for each in faults
    ]  # fmt: skip


def faults_of_readings(faults: Iterable[ChoiceFault]) -> list[CallFault]:
    """Tell which readings or alternatives the policy does not have."""
    expected = ("政策里的口径或它的备选", "a reading of the policy or an alternative of it")
    return [unknown_name(f"readings {each.given}", each.given, each.expected, expected) for each in faults]


def fault_of_value(where: str, error: UnableToReadValue) -> CallFault:
    """Tell why one value cannot be read."""
    given, expected, english, example, _ = error.parts
    return CallFault(where, given, expected, english, example)


def faults_of_records(error: UnableToReadRecords, where: str = "") -> list[CallFault]:
    """Tell what is wrong with subjects; `where` takes the place of a subject's id where only one can be meant."""
    faults = [
        CallFault(
            " ".join(dict.fromkeys((where or each.subject.strip("?"), each.field))).strip() or "?",
            each.given, each.expected, each.expected_english, each.example, each.nearest,
        )
        for each in error.faults
    ]  # fmt: skip
    if error.more:
        given = f"+{error.more}"
        faults.append(CallFault("…", given, "先改正上面各处", "those above mended first", "-"))
    return faults
