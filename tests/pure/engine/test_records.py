"""Documents and JSON lines: what is read, in which order, and how every fault of a bad input is told at once."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine import records
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.records import Records, UnableToReadRecords
from lingqu.law.engine.subjects import SubjectReader
from pure.engine.hand_made import pack_of

READER = SubjectReader(compile_program(pack_of()))


def read(data: bytes | str) -> Records:
    raw = data.encode() if isinstance(data, str) else data
    return Records(io.BytesIO(raw), READER).checked()


def ids(data: bytes | str) -> list[str]:
    return [subject.id for subject in read(data)]


ONE = '{"id": "A", "facts": {"income": 5}}'
TWO = '{"id": "B", "facts": {}}'
READ = [
    ("[]", [], False),
    ('[{"id": " ", "facts": {}}, {"id": "a\\nb", "facts": {}}]', [" ", "a\nb"], False),
    (ONE, ["A"], False),
    (f"[{ONE}, {TWO}]", ["A", "B"], False),
    (f"{ONE}\n{TWO}\n", ["A", "B"], True),
    (f"{ONE}\n\n  \n{TWO}", ["A", "B"], True),
    (f"{ONE}\r\n{TWO}\r\n", ["A", "B"], True),
    ("\ufeff" + ONE, ["A"], False),
    ("\ufeff" + ONE + "\n" + TWO, ["A", "B"], True),
    (json.dumps(json.loads(ONE), indent=2), ["A"], False),
    (json.dumps([json.loads(ONE)], indent=2), ["A"], False),
]


@pytest.mark.parametrize(("text", "expected", "in_lines"), READ)
def test_what_is_read(text: str, expected: list[str], in_lines: bool) -> None:
    found = read(text)

    assert [subject.id for subject in found] == expected
    assert [subject.id for subject in found] == expected  # a second time as well
    assert found.in_lines is in_lines
    assert found.count == len(expected)


BAD: list[tuple[bytes | str, list[tuple[int | None, str]]]] = [
    ("", [(None, "")]),
    ("   \n ", [(None, "")]),
    ("5", [(None, "")]),
    ("{", [(1, "")]),
    ('{"id": "A", "facts": {}', [(1, "")]),
    ("\xff\xfe".encode("latin-1"), [(None, "")]),
    ('{"id": "A", "facts": {"income": 1.5}}', [(None, "income")]),
    ('{"id": "A", "facts": {"income": 1e3}}', [(None, "income")]),
    ('{"id": "A", "facts": {"income": NaN}}', [(None, "income")]),
    ('{"id": "A", "facts": {"income": -Infinity}}', [(None, "income")]),
    ('{"id": "A", "facts": {"income": 1, "income": 2}}', [(None, "income")]),
    ('[{"id": "A", "facts": {"firm": true, "firm": true}}, {"id": "B", "facts": {"x": 1}}]', [(1, "firm"), (2, "x")]),
    ('{"id": "A", "facts": {"income": %s}}' % ("9" * 6000), [(None, "")]),
    ("[" * 5000, [(None, "")]),
    ('{"id": "A", "facts": {"income": %s}}' % ("[" * 100_000), [(None, "")]),
    (f"[{ONE}, {ONE}]", [(2, "id")]),
    (f"{ONE}\n{TWO}\n{ONE}\n", [(3, "id")]),
    (f"{ONE}\n{{bad}}\n{TWO}\n[1]\n", [(2, ""), (4, "")]),
    (f'{ONE}\n{{"id": "A", "facts": {{"x": 1}}}}\n', [(2, "x"), (2, "id")]),
    (ONE.encode() + b"\n{\xff}\n", [(2, "")]),
    (f"[{ONE}, 7, null]", [(2, ""), (3, "")]),
]


@pytest.mark.parametrize(("data", "places"), BAD, ids=range(len(BAD)))
def test_bad_input_is_told_whole_with_its_places(data: bytes | str, places: list[tuple[int | None, str]]) -> None:
    with pytest.raises(UnableToReadRecords) as caught:
        read(data)

    assert [(fault.line, fault.field) for fault in caught.value.faults] == places
    assert all(fault.given and fault.expected and fault.expected_english for fault in caught.value.faults)
    assert all(str(fault.given).isprintable() for fault in caught.value.faults)


def test_a_document_over_the_limit_and_a_line_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST_DOCUMENT", 100)
    monkeypatch.setattr(records, "LONGEST_LINE", 60)

    with pytest.raises(UnableToReadRecords, match="1 faults"):
        read(json.dumps([{"id": "A", "facts": {}}] * 9, indent=1))
    with pytest.raises(UnableToReadRecords) as caught:
        read(f"{ONE}\n" + '{"id": "%s", "facts": {}}' % ("B" * 200) + f"\n{TWO}\n")
    assert [fault.line for fault in caught.value.faults] == [2]


def test_only_so_many_faults_are_kept_and_the_rest_are_counted() -> None:
    lines = "\n".join(json.dumps({"id": f"S{number}", "facts": {"x": 1, "y": 2}}) for number in range(150))

    with pytest.raises(UnableToReadRecords) as caught:
        read(lines)

    assert len(caught.value.faults) == records.MOST_FAULTS
    assert caught.value.more == 300 - records.MOST_FAULTS


def test_identifiers_are_told_apart_past_those_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "IDS_IN_MEMORY", 10)
    lines = [json.dumps({"id": f"S{number}", "facts": {}}) for number in range(45)]

    assert len(ids("\n".join(lines))) == 45
    with pytest.raises(UnableToReadRecords) as caught:
        read("\n".join([*lines, lines[3], lines[44]]))
    assert [fault.line for fault in caught.value.faults] == [46, 47]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_crash(data: bytes) -> None:
    try:
        read(data)
    except UnableToReadRecords as error:
        _printable(error)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: (
    st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "facts", "name", "income", "firm"]), inner)
), max_leaves=12))  # fmt: skip
def test_no_json_makes_it_crash(document: Any) -> None:
    try:
        read(json.dumps(document))
    except UnableToReadRecords as error:
        _printable(error)


def _printable(error: UnableToReadRecords) -> None:
    assert error.faults
    for fault in error.faults:
        for text in (fault.subject, fault.field, fault.given, fault.expected, fault.example):
            text.encode("utf-8")
