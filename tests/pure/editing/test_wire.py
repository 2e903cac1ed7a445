"""What the Lab's page sends and gets: the shapes as JSON, and questions that are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lingqu.law.editing.wire import (
    ANSWERS,
    UnableToRead,
    answer_completions,
    answer_diagnostics,
    answer_format,
    answer_hover,
    read_question,
    to_json,
)
from lingqu.law.editing.workspace import Workspace
from pure.editing.marked import appended, changed, shipped

MEASURE = "措施 F99「试写」\n  英文  Tried\n"


def asked(workspace: Workspace, **more: Any) -> bytes:
    return json.dumps({"files": dict(workspace.texts), "file": "measures.lq", **more}).encode()


def answered(answer: Any, body: bytes) -> Any:
    """The answer as a page gets it."""
    question = read_question(body, folder="guilin2026", memory=shipped().memory)
    return json.loads(json.dumps(to_json(answer(question))))


def test_a_sound_folder_is_told_with_its_digest_and_its_examples() -> None:
    told = answered(answer_diagnostics, asked(shipped()))

    assert told["sound"] is True
    assert told["digest"] == shipped().pack.digest  # type: ignore[union-attr]
    assert (told["failed"], told["not_run"]) == (0, 0)
    assert told["passed"] == len(told["examples"]) > 300
    assert set(told["examples"][0]) == {"file", "span", "measure", "state", "difference"}


@pytest.mark.parametrize(
    ("lang", "message", "advice"),
    [
        ("zh", "写的是 促成融姿额，应为已声明的事实", "例如 促成融资额"),
        ("en", "found 促成融姿额, expected a fact that is declared", "e.g. 促成融资额"),
    ],
)
def test_a_fault_is_told_in_the_language_asked_for(lang: str, message: str, advice: str) -> None:
    told = answered(answer_diagnostics, asked(changed("按「促成融资额」的 2%", "按「促成融姿额」的 2%"), lang=lang))

    assert told["diagnostics"] == [
        {
            "file": "measures.lq",
            "span": {"start": {"line": 8, "column": 11}, "end": {"line": 8, "column": 18}},
            "severity": "error",
            "code": "names-known",
            "message": message,
            "advice": advice,
        }
    ]
    assert (told["sound"], told["digest"], told["passed"]) == (False, None, 0)
    assert told["not_run"] == len(told["examples"])


def test_completions_and_hover_answer_at_the_position() -> None:
    workspace, position = appended(MEASURE + "  条件  「研发投‸入」")
    body = asked(workspace, line=position.line, column=position.column, lang="en")

    offered = answered(answer_completions, body)["completions"]
    explained = answered(answer_hover, body)

    assert offered[0]["label"] == "研发投入"
    assert offered[0]["insert"] == "「研发投入」"
    assert offered[0]["note"] == "R&D expenditure · money, yearly"
    assert offered[0]["span"]["end"]["column"] == len("  条件  「研发投入」")
    assert explained["lines"][0].startswith("R&D expenditure")
    assert explained["span"]["start"] == {"line": position.line, "column": 6}


def test_nothing_is_explained_where_nothing_stands() -> None:
    assert answered(answer_hover, asked(shipped(), line=2, column=0)) == {"span": None, "lines": []}


def test_a_file_is_laid_out_or_the_reason_told() -> None:
    sound = answered(answer_format, asked(changed("  条件      「促成创业投资」", "  条件 「促成创业投资」")))
    broken = answered(answer_format, asked(changed("「当年生产设备投资」达到", "「当年生产设备投资」达倒"), lang="en"))

    assert sound == {"text": shipped().texts["measures.lq"], "reason": ""}
    assert broken == {"text": None, "reason": "measures.lq: 1 fault(s), the first in line 114; mend them, then format"}


REFUSED = [
    (b"", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b"\xff\xfe", "no JSON"),
    (b"[]", "expected {"),
    (b'{"files": {"a.lq": 1}, "file": "a.lq"}', "expected {"),
    (b'{"files": {"a.lq": ""}, "file": "b.lq"}', "file: expected one of files"),
    (b'{"files": {"a.lq": ""}, "file": ["a.lq"]}', "file: expected one of files"),
    (b'{"files": {"a.lq": ""}, "file": "a.lq", "lang": "fr"}', "lang: expected zh or en"),
    (b'{"files": {"a.lq": ""}, "file": "a.lq", "lang": {}}', "lang: expected zh or en"),
    (b'{"files": {"a.lq": ""}, "file": "a.lq", "line": 1.5}', "whole numbers"),
    (b'{"files": {"a.lq": ""}, "file": "a.lq", "column": true}', "whole numbers"),
    (b'{"files": {"../a.lq": ""}, "file": "../a.lq"}', "without a path"),
    (b" " * (8 * 2**20 + 1), "too large"),
]


@pytest.mark.parametrize(("body", "reason"), REFUSED, ids=[f"{row[0][:40]!r}" for row in REFUSED])
def test_a_question_that_is_none_is_refused_with_its_reasons(body: bytes, reason: str) -> None:
    with pytest.raises(UnableToRead) as refused:
        read_question(body, folder="guilin2026")

    assert reason in "; ".join(refused.value.said("en"))
    assert all(refused.value.said("zh"))


@pytest.mark.parametrize("piece", ["\ud800", "\x00", "\u2028", "\ufeff", "\r", "\t", "𠀀", "「" * 3000, "（" * 3000])
def test_whatever_is_typed_is_answered(piece: str) -> None:
    workspace = changed("「当年生产设备投资」达到", f"{piece}「当年生产设备投资」{piece}达到")

    for answer in ANSWERS.values():
        assert answered(answer, asked(workspace, line=113, column=20))


@pytest.mark.parametrize("place", [(-1, -1), (10**9, 10**9), (3, 10**9)])
def test_a_position_beyond_the_text_is_answered(place: tuple[int, int]) -> None:
    body = asked(shipped(), line=place[0], column=place[1])

    assert "completions" in answered(answer_completions, body)
    assert "lines" in answered(answer_hover, body)
