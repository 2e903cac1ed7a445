"""What is told of a faulty record, word for word: its field, what was given, what is expected (twice), an example."""

from __future__ import annotations

import io
from typing import Any

import pytest

from lingqu.law.engine import records
from lingqu.law.engine.inputs import FloatGiven
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.records import Records, UnableToReadRecords
from lingqu.law.engine.subjects import InputFault, SubjectReader, UnableToReadSubject
from pure.engine.hand_made import pack_of

READER = SubjectReader(compile_program(pack_of()))

MONEY = (
    "金额（元）：整数，或至多两位小数的文本；不收浮点数",
    "money in yuan: an integer, or text with at most two decimals; no floats",
    '2000000 | "499999.98"',
)
SMALLER = ("绝对值小于 10^12 元", "less than 10^12 yuan in size", "2000000")
YEAR = ("四位数的年份", "a year of four digits", '{"2025": 22000000, "2026": 36000000}')
COUNT = ("0 至 10^9 的整数", "a whole number from 0 to 10^9", "3")
RATIO = (
    "比例：小数或百分数的文本，小于 1000，至多六位小数",
    "a ratio as text, decimal or percentage, below 1000 and with at most six decimals",
    '"0.25" | "25%"',
)
TRUTH = ("true 或 false", "true or false", "true")
LEVEL = ("city、province、nation", "city | province | nation", '"city"')
CALENDAR = ("日历上有的日期", "a day that the calendar has", '"2027-06-30"')
DAY = ("日期文本 年-月-日", "a day as ISO text", '"2027-06-30"')
POSITIVE = ("不小于 0", "zero or more", "0")

# fact; value; field; what was given; what is told
VALUES = [
    ("income", FloatGiven("1.5"), "income", "1.5 (float)", MONEY),
    ("income", 1.5, "income", "1.5", MONEY),
    ("income", "1.234", "income", "1.234 (text)", MONEY),
    ("income", True, "income", "True (yes/no)", MONEY),
    ("income", [1], "income", "[1] (list)", MONEY),
    ("income", "a\nb", "income", "'a\\nb' (text)", MONEY),
    ("income", "y" * 60, "income", "y" * 60 + " (text)", MONEY),
    ("income", "y" * 61, "income", "y" * 57 + "… (text)", MONEY),
    ("machines", {"2025": 1}, "machines", "{'2025': 1} (object)", MONEY),
    ("income", 10**12, "income", "1000000000000 (number)", SMALLER),
    ("income", 10**39, "income", f"{10**39} (number)", SMALLER),
    ("income", 10**40, "income", "… (number of more than 40 digits)", SMALLER),
    ("income", -(10**40), "income", "… (number of more than 40 digits)", SMALLER),
    ("income", {"25": 1}, "income.25", "25 (text)", YEAR),
    ("income", {"2025": 1, "3025": 2}, "income.3025", "3025 (text)", YEAR),
    ("income", {"2025": "x"}, "income.2025", "x (text)", MONEY),
    ("heads", -1, "heads", "-1 (number)", COUNT),
    ("heads", "3", "heads", "3 (text)", COUNT),
    ("heads", 10**9, "heads", "1000000000 (number)", COUNT),
    ("share", FloatGiven("0.1"), "share", "0.1 (float)", RATIO),
    ("share", "x", "share", "x (text)", RATIO),
    ("share", True, "share", "True (yes/no)", RATIO),
    ("share", "-1000", "share", "-1000 (text)", RATIO),
    ("share", "0.0000001", "share", "0.0000001 (text)", RATIO),
    ("firm", 1, "firm", "1 (number)", TRUTH),
    ("firm", "true", "firm", "true (text)", TRUTH),
    ("level", "国家级", "level", "国家级 (text)", LEVEL),
    ("level", 3, "level", "3 (number)", LEVEL),
    ("day", "2026-02-30", "day", "2026-02-30 (text)", CALENDAR),
    ("day", "2026-2-3", "day", "2026-2-3 (text)", DAY),
    ("day", 20260124, "day", "20260124 (number)", DAY),
    ("paid_year", -1, "paid_year", "-1 (number)", POSITIVE),
    ("paid_year", {"M1": "-0.01"}, "paid_year.M1", "-0.01 (text)", POSITIVE),
    ("paid_total", {"M1": "x"}, "paid_total.M1", "x (text)", MONEY),
    (
        "paid_year",
        {"M9": 1},
        "paid_year.M9",
        "M9 (text)",
        ("措施编号", "the identifier of a measure", '{"M5": 300000}'),
    ),
    ("paid_year", {"X": 1}, "paid_year.X", "X (text)", ("措施编号", "the identifier of a measure", '{"M1": 300000}')),
]  # fmt: skip


def faults_of(record: object, line: int | None = None) -> tuple[InputFault, ...]:
    with pytest.raises(UnableToReadSubject) as caught:
        READER.read(record, line=line)
    return caught.value.faults


@pytest.mark.parametrize(("code", "value", "field", "given", "told"), VALUES, ids=range(len(VALUES)))
def test_what_is_told_of_a_value(code: str, value: object, field: str, given: str, told: tuple[str, str, str]) -> None:
    assert faults_of({"id": "A", "facts": {code: value}}, line=7) == (InputFault("A", field, given, *told, 7),)


VOCABULARY = ("政策词汇表里的事实名", "a fact name of the policy's vocabulary")
# name; field; what was given; example; the nearest
NAMES = [
    ("incme", "incme", "incme (text)", "income", "income"),
    ("企业", "企业", "企业 (text)", "firm", "firm"),
    ("「企业」", "「企业」", "「企业」 (text)", "firm", "firm"),
    ("xyz", "xyz", "xyz (text)", "day", None),
    ("\n", "'\\n'", "'\\n' (text)", "day", None),
    ("z" * 90, "z" * 80, "z" * 57 + "… (text)", "day", None),
]


@pytest.mark.parametrize(("name", "field", "given", "example", "nearest"), NAMES, ids=range(len(NAMES)))
def test_what_is_told_of_a_name(name: str, field: str, given: str, example: str, nearest: str | None) -> None:
    assert faults_of({"id": "A", "facts": {name: 1}}) == (
        InputFault("A", field, given, *VOCABULARY, example, None, nearest),
    )


ID = (
    "非空文本，至多 1000 字",
    "non-empty text of at most 1000 characters",
    '"A1"',
)
OBJECT = ("一个对象", "an object", '{"id": "A1", "facts": {}}')
FACTS = ("对象：事实名与值", "an object of fact names and values", '{"is_enterprise": true}')
FIELDS = (
    "id、facts、name、kind、district、industry、size、note",
    "id | facts | name | kind | district | industry | size | note",
    '{"id": "A1", "facts": {}}',
)

# record; line; faults without their line
SHAPES: list[tuple[Any, int | None, list[tuple[Any, ...]]]] = [
    (5, None, [("?", "", "5 (number)", *OBJECT)]),
    (None, 3, [("#3", "", "null", *OBJECT)]),
    ({}, None, [("?", "id", "null", *ID), ("?", "facts", "null", *FACTS)]),
    ({"id": "A"}, 2, [("A", "facts", "null", *FACTS)]),
    ({"id": "A", "facts": []}, None, [("A", "facts", "[] (list)", *FACTS)]),
    ({"facts": {}}, 2, [("#2", "id", "null", *ID)]),
    ({"id": 7, "facts": {}}, 4, [("#4", "id", "7 (number)", *ID)]),
    ({"id": "\ud800", "facts": {}}, None, [("?", "id", "'\\ud800' (text)", *ID)]),
    ({"id": "A" * 1001, "facts": {}}, None, [("?", "id", "A" * 57 + "… (text)", *ID)]),
    ({"id": "A", "facts": {}, "name": 3}, 5, [("A", "name", "3 (number)", "文本", "text", '"甲公司"')]),
    ({"id": "A", "facts": {}, "zzzz": 1}, 5, [("A", "zzzz", "zzzz (text)", *FIELDS)]),
    ({"id": "A", "facts": {}, "a\nb": 1}, 5, [("A", "'a\\nb'", "'a\\nb' (text)", *FIELDS)]),
]


@pytest.mark.parametrize(("record", "line", "told"), SHAPES, ids=range(len(SHAPES)))
def test_what_is_told_of_a_shape(record: object, line: int | None, told: list[tuple[Any, ...]]) -> None:
    assert faults_of(record, line) == tuple(InputFault(*each, line) for each in told)


def test_a_misspelt_field_is_told_the_nearest() -> None:
    (fault,) = faults_of({"id": "A", "facts": {}, "fact": {}})

    assert (fault.field, fault.nearest, fault.line) == ("fact", "facts", None)


def test_an_identifier_of_a_thousand_characters_is_taken() -> None:
    assert READER.read({"id": "A" * 1000, "facts": {}, "name": "甲"}).name == "甲"
    assert READER.read({"id": "A", "facts": {}}).name == ""


def test_a_record_with_a_good_identifier_keeps_it_beside_its_faults() -> None:
    with pytest.raises(UnableToReadSubject, match=r"^A\.x; A\.y$") as named:
        READER.read({"id": "A", "facts": {"x": 1, "y": 2}})
    with pytest.raises(UnableToReadSubject) as nameless:
        READER.read({"id": 7, "facts": {"x": 1}}, line=7)

    assert named.value.identifier == "A"
    assert nameless.value.identifier == ""


# ---------------------------------------------------------------- whole inputs

ONE = '{"id": "A", "facts": {"income": 5}}'
TWO = '{"id": "B", "facts": {}}'
EXAMPLE = '{"id": "A1", "facts": {"is_enterprise": true}}'
COMMA = ("JSON（Expecting ',' delimiter）", "JSON (Expecting ',' delimiter)")
REPEATED = ("每个主体一个编号", "one id for each subject", '"A2"')
TEN_TO_TWELVE = ("小于 10^12 的数", "a number below 10^12", "2000000")

# input; subject; what was given; expected in Chinese; in English; example; line
INPUTS: list[tuple[str | bytes, InputFault]] = [
    ("", InputFault("?", "", "0 bytes", "一个主体或主体的列表", "one subject or a list", EXAMPLE)),
    ("5", InputFault("?", "", "int", "对象或对象的列表", "an object or a list of objects", EXAMPLE)),
    ("[" * 5000, InputFault("?", "", "[[[[… {{{{…", "不超过两三层的对象", "objects two or three levels deep", EXAMPLE)),
    ("[" + "9" * 6000 + "]", InputFault("?", "", "thousands of digits (number)", *TEN_TO_TWELVE)),
    (b"[\xff]", InputFault("?", "", "0xff (byte 2)", "UTF-8 编码", "UTF-8", EXAMPLE)),
    (ONE.encode() + b"\n{\x0f\xfe}\n", InputFault("#2", "", "0xfe (byte 3)", "UTF-8 编码", "UTF-8", EXAMPLE, 2)),
    (
        '[{"id": "A", "facts": {"firm": true, "heads": 2, "firm": false}}]',
        InputFault("A", "firm", "firm (×2)", "每个键只出现一次", "each key once", EXAMPLE),
    ),
    (
        '[{"id": "A", "id": "B", "facts": {}}]',
        InputFault("B", "id", "id (×2)", "每个键只出现一次", "each key once", EXAMPLE),
    ),
    (
        '[{"id": "A", "facts": {"income": {"2025": 1, "2025": 2}}}]',
        InputFault("A", "income.2025", "2025 (×2)", "每个键只出现一次", "each key once", EXAMPLE),
    ),
    (
        '{"id": "A", "facts": {}',
        InputFault("#1", "", "end of text (1:24)", *COMMA, EXAMPLE, 1),
    ),
    (
        '[{"id": "A", "facts": {}},\n {"id": "B" "facts": {}}]',
        InputFault("#2", "", '"facts": {}} (2:13)', *COMMA, EXAMPLE, 2),
    ),
    (
        '{"id": "A", "facts": {"x": \x01}}',
        InputFault(
            "#1", "", "'\\x01}}' (1:28)", "JSON（Expecting value）", "JSON (Expecting value)", EXAMPLE, 1
        ),
    ),
    (
        f"{ONE}\n{{}}\n{{bad}}\n".replace("{}\n", TWO + "\n"),
        InputFault(
            "#3", "", "bad} (3:2)",
            "JSON（Expecting property name enclosed in double quotes）",
            "JSON (Expecting property name enclosed in double quotes)", EXAMPLE, 3,
        ),
    ),
    (f"{ONE}\n{TWO}\n{ONE}", InputFault("A", "id", "A (×2)", *REPEATED, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), INPUTS, ids=range(len(INPUTS)))
def test_what_is_told_of_an_input(data: str | bytes, told: InputFault) -> None:
    raw = data.encode() if isinstance(data, str) else data

    with pytest.raises(UnableToReadRecords, match=r"^1 faults$") as caught:
        Records(io.BytesIO(raw), READER).checked()

    assert caught.value.faults == (told,)
    assert caught.value.more == 0


def test_what_is_told_of_a_document_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST_DOCUMENT", 3 << 20)

    with pytest.raises(UnableToReadRecords) as caught:
        Records(io.BytesIO(b" " * (3 << 20) + b"["), READER).checked()

    assert caught.value.faults == (
        InputFault(
            "?", "", "> 3 MiB", "至多 64 MiB 的 JSON 文档，或任意长的 JSON 行",
            "a JSON document of at most 64 MiB, or JSON lines of any length", EXAMPLE,
        ),
    )  # fmt: skip


def test_a_document_of_just_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    document = f"[{ONE}, {TWO}]"
    monkeypatch.setattr(records, "LARGEST_DOCUMENT", len(document))

    assert [subject.id for subject in Records(io.BytesIO(document.encode()), READER).checked()] == ["A", "B"]


def test_a_line_over_the_limit_is_told_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", len(ONE) + 1)
    long = '{"id": "%s", "facts": {}}' % ("C" * 200)

    assert len(list(Records(io.BytesIO(f"{ONE}\n{TWO}\n".encode()), READER).checked())) == 2
    with pytest.raises(UnableToReadRecords) as caught:
        Records(io.BytesIO(f"{ONE}\n{long}\n[2]\n{TWO}\n".encode()), READER).checked()

    assert [(fault.line, fault.given) for fault in caught.value.faults] == [
        (2, "line longer than 4 MiB (text)"),
        (3, "[2] (list)"),
    ]


def test_a_mark_of_byte_order_is_let_pass_on_the_first_line_alone() -> None:
    mark = "\ufeff"

    assert [each.id for each in Records(io.BytesIO(f"{mark}{ONE}\n{TWO}".encode()), READER).checked()] == ["A", "B"]
    with pytest.raises(UnableToReadRecords) as caught:
        Records(io.BytesIO(f"{ONE}\n{mark}{TWO}".encode()), READER).checked()
    assert [fault.line for fault in caught.value.faults] == [2]
