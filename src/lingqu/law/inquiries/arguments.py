"""The arguments that tools share: what each is, in both languages, with an example, and how large it may be.

Its one law: a schema says all that the reader below will check. What is judged by that reader (subjects, facts) is let
through here as it came, so that its faults are told by it, all together.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

LARGEST_CALL = 1024 * 1024
"""Bytes of the arguments of one call, as JSON."""
MOST_SUBJECTS = 50
LONGEST_WORDS = 200
LONGEST_NAME = 200
MOST_NAMES = 200
MOST_HITS = 50

_VALUE = {
    "anyOf": [
        {"type": ["boolean", "integer", "string", "null"]},
        {"type": "object", "additionalProperties": {"type": ["integer", "string", "null"]}},
    ]
}
_FACTS: dict[str, Any] = {
    "type": "object",
    "description": (
        "事实：代码与值；缺或 null 即未知，从不当作零或否。金额是整数元或至多两位小数的文本，不收浮点数；"
        "逐年的事实可写 {年: 值}；日期写 2027-06-30。代码见 list_facts。"
        " / Facts by code; absent or null is unknown, never zero or no. Money: whole yuan, or text with at most two "
        "decimals, no floats; a yearly fact may be {year: value}; days as 2027-06-30. Codes: list_facts."
    ),
    "additionalProperties": _VALUE,
    "examples": [{"application_date": "2027-06-30", "located_in_guilin": True, "is_enterprise": True}],
}
_SUBJECT: dict[str, Any] = {
    "type": "object",
    "description": "主体：编号与事实 / a subject: its id and its facts",
    "properties": {
        "id": {"type": "string", "minLength": 1, "maxLength": 1000},
        "facts": _FACTS,
        **{name: {"type": "string"} for name in ("name", "kind", "district", "industry", "size", "note")},
    },
    "required": ["id", "facts"],
    "additionalProperties": False,
    "examples": [{"id": "A1", "facts": _FACTS["examples"][0]}],
}
_SUBJECTS: dict[str, Any] = {
    "description": f"主体的列表，1 至 {MOST_SUBJECTS} 个 / a list of 1 to {MOST_SUBJECTS} subjects",
    "type": "array",
    "items": _SUBJECT,
    "minItems": 1,
    "maxItems": MOST_SUBJECTS,
    "examples": [_SUBJECT["examples"]],
}

Facts = Annotated[Any, WithJsonSchema(_FACTS), Field(examples=_FACTS["examples"])]
Subject = Annotated[Any, WithJsonSchema(_SUBJECT), Field(examples=_SUBJECT["examples"])]
Subjects = Annotated[Any, WithJsonSchema(_SUBJECTS), Field(examples=[_SUBJECT["examples"]])]

_Name = Annotated[str, Field(max_length=LONGEST_NAME)]
_Names = Annotated[list[_Name], Field(max_length=MOST_NAMES)]

Policy = Annotated[
    _Name | None,
    Field(
        description="政策；不写用服务启动时定的 / the policy; by default the one the server was started with",
        examples=["guilin2026"],
    ),
]
Day = Annotated[
    _Name | None,
    Field(
        description="按哪一天判断；不写则用事实 application_date / the day judged, else the fact application_date",
        examples=["2027-06-30"],
    ),
]
VersionDay = Annotated[
    _Name | None,
    Field(
        description="政策有几个版本时，哪一天的 / of a policy with several versions: the one of which day",
        examples=["2027-06-30"],
    ),
]
Readings = Annotated[
    dict[_Name, _Name] | None,
    Field(
        description="改用口径的某个备选，见 list_readings / follow these alternatives of readings; see list_readings",
        examples=[{"f05_arrival": "any_part"}],
    ),
]
Supplements = Annotated[
    _Names | None,
    Field(
        description="一并查这些政策的条件 / ask the conditions of these policies as well",
        examples=[["general_conditions"]],
    ),
]
Measures = Annotated[
    _Names | None,
    Field(description="只答这些措施 / answer these measures only", examples=[["F11", "F12"]]),
]
Measure = Annotated[_Name, Field(description="措施的编号 / the id of a measure", examples=["F11"])]
Words = Annotated[
    Annotated[str, Field(max_length=LONGEST_WORDS)] | None,
    Field(description="含这些词的；词间空格 / with these words, blanks between them", examples=["研发 投入"]),
]
Language = Annotated[
    Literal["zh", "en"] | None,
    Field(description="说理的语言 / the language of sentences that say why", examples=["zh"]),
]
Codes = Annotated[_Names | None, Field(description="事实的代码 / codes of facts", examples=[["is_enterprise"]])]
