"""Operations that judge by facts given: assess, and the next question. They are public and store nothing.

Its one law: what comes in and what goes out is the contract of `lingqu assess`, to the byte.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.books.accounts.tokens import Scope
from lingqu.interfaces.api.asker import asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.policies_at_hand import shelf
from lingqu.law.engine.wire import answer_line
from lingqu.law.inquiries import answer_shapes as shapes
from lingqu.law.inquiries.arguments import LONGEST_NAME, MOST_NAMES, Facts
from lingqu.law.inquiries.hearing import hear
from lingqu.law.inquiries.interview import InterviewTools
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer
from lingqu.reports.wording import Words

router = Router()
TAG = "评估 / Assessment"
LINES = "application/x-ndjson"
MOST_SUBJECTS = 500

_Name = Annotated[str, Field(max_length=LONGEST_NAME)]
_Names = Annotated[list[_Name], Field(max_length=MOST_NAMES)]
_EXAMPLE = {"id": "A1", "facts": {"application_date": "2027-06-30", "located_in_guilin": True, "is_enterprise": True}}
_SUBJECT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "facts"],
    "properties": {
        "id": {"type": "string", "minLength": 1, "maxLength": 1000},
        "facts": {
            "type": "object",
            "description": "代码与值，见 /facts；缺或 null 即未知 / codes and values, see /facts; absent is unknown",
            "additionalProperties": {
                "anyOf": [
                    {"type": ["boolean", "integer", "string", "null"]},
                    {"type": "object", "additionalProperties": {"type": ["integer", "string", "null"]}},
                ]
            },
        },
        **{name: {"type": "string"} for name in ("name", "kind", "district", "industry", "size", "note")},
    },
    "additionalProperties": False,
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "一个主体、主体的列表，或 JSON 行 / one subject, a list of them, or JSON lines",
        "content": {
            JSON: {
                "schema": {"anyOf": [_SUBJECT, {"type": "array", "items": _SUBJECT, "maxItems": MOST_SUBJECTS}]},
                "example": [_EXAMPLE],
            },
        },
    }
}


_MEASURE: Any = Query(  # type: ignore[type-arg]  # a class and a function in one
    [], max_length=MOST_NAMES, description="只答这些措施 / answer these measures only", examples=[["F11"]]
)
_READING: Any = Query(  # type: ignore[type-arg]  # a class and a function in one
    [], max_length=MOST_NAMES, description="口径=备选 / READING=ALTERNATIVE", examples=[["f05_arrival=any_part"]]
)
_WITH: Any = Query(  # type: ignore[type-arg]  # a class and a function in one
    [],
    alias="with",
    max_length=MOST_NAMES,
    description="一并查这些政策的条件 / ask the conditions of these policies as well",
    examples=[["general_conditions"]],
)


@operation(
    router, "POST", "/assess", name="assess", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words(
        "按给出的事实评估；不保存。与 lingqu assess --format json 相同",
        f"Assess subjects by the facts given, up to {MOST_SUBJECTS} at once; nothing is kept. The contract is that of "
        "lingqu assess --format json",
    ),
    answers=list[shapes.Answer], takes=(JSON, LINES), more=_BODY,
)  # fmt: skip
def assess(
    request: HttpRequest,
    policy: Annotated[_Name | None, Query(None, description="政策 / the policy", examples=["guilin2026"])] = None,
    as_of: Annotated[
        _Name | None, Query(None, description="按哪一天判断 / the day judged", examples=["2027-06-30"])
    ] = None,
    measure: list[str] = _MEASURE,
    reading: list[str] = _READING,
    supplement: list[str] = _WITH,
) -> HttpResponse:
    """Assess subjects; written as the command writes them, one answer a line."""
    lang = asker_of(request).lang
    chosen, faults = _choices(reading)
    try:
        hearing = hear(
            shelf(lang), subjects=request.body, policy=policy, as_of=as_of, measures=measure, readings=chosen,
            supplements=supplement or None, most=MOST_SUBJECTS,
        )  # fmt: skip
    except UnableToAnswer as error:
        raise UnableToAnswer([*faults, *error.faults]) from None
    if faults:
        raise UnableToAnswer(faults)
    lines = [answer_line(hearing.program, answer, lang) for answer in hearing.answers()]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    return HttpResponse(text, content_type=f"{JSON}; charset=utf-8")


class QuestionAsked(Schema):
    """已知的事实 / the facts known so far."""

    model_config = ConfigDict(extra="forbid")

    facts: Facts = Field(description="已知的事实；null 是不知道 / the facts so far; null was passed over")
    passed_over: _Names | None = Field(
        None, description="不知道的 / what was passed over", examples=[["is_enterprise"]]
    )
    policy: _Name | None = Field(None, examples=["guilin2026"])
    as_of: _Name | None = Field(None, examples=["2027-06-30"])
    readings: dict[_Name, _Name] | None = Field(None, examples=[{"f05_arrival": "any_part"}])
    supplements: _Names | None = Field(None, examples=[["general_conditions"]])


@operation(
    router, "POST", "/next-question", name="next_question", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words(
        "下一个最该问的事实与进度；不保存，每次把已知的全部给来",
        "The fact to ask next, and how far it has come; nothing is kept: give all facts each time",
    ),
    answers=shapes.NextQuestion, takes=(JSON,),
)  # fmt: skip
def next_question(request: HttpRequest, asked: QuestionAsked) -> shapes.NextQuestion:
    """Ask on."""
    tools = InterviewTools(shelf(asker_of(request).lang))
    return tools.next_question(
        asked.facts, asked.passed_over, asked.policy, asked.as_of, asked.readings, asked.supplements
    )


def _choices(given: list[str]) -> tuple[dict[str, str], list[CallFault]]:
    """Read READING=ALTERNATIVE, each reading once."""
    chosen: dict[str, str] = {}
    faults = []
    for each in given:
        reading, equals, alternative = each.partition("=")
        if not equals or not reading or not alternative:
            faults.append(
                CallFault("reading", each[:60] or '""', "口径=备选", "READING=ALTERNATIVE", "f05_arrival=any_part")
            )
        elif reading in chosen:
            faults.append(
                CallFault(
                    "reading",
                    each[:60],
                    "每个口径只选一个备选",
                    "one alternative for each reading",
                    f"reading={reading}=…",
                )
            )
        else:
            chosen[reading] = alternative
    return chosen, faults
