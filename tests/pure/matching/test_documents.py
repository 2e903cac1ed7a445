"""JSON lines become documents or are refused with every fault."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.matching.documents import (
    MOST_FAULTS,
    Document,
    Facets,
    UnableToRead,
    as_json,
    document_from,
    read_documents,
)

REFUSED = [
    ('{"id": "a"', "no JSON from column"),
    ("[]", "an object is expected"),
    ('{"id": "", "text": "钢"}', "id: given"),
    ('{"id": 5, "text": "钢"}', "id: given 5"),
    ('{"text": "钢"}', "id: given null"),
    ('{"id": "a\\u0000", "text": "钢"}', "id: given"),
    ('{"id": "a", "text": ""}', "holds a single word"),
    ('{"id": "a", "text": "😀！"}', "holds a single word"),
    ('{"id": "a", "text": null}', "text: given null"),
    ('{"id": "a", "text": "钢", "keywords": "轧钢"}', "keywords: given"),
    ('{"id": "a", "text": "钢", "facets": []}', "facets: given"),
    ('{"id": "a", "text": "钢", "facets": {"industry": "39"}}', "facets.industry"),
    ('{"id": "a", "text": "钢", "facets": {"place": "桂林"}}', "facets.place"),
    ('{"id": "a", "text": "钢", "facets": {"budget_yuan": -1}}', "facets.budget_yuan"),
    ('{"id": "a", "text": "钢", "facets": {"budget_yuan": 1.005}}', "facets.budget_yuan"),
    ('{"id": "a", "text": "钢", "facets": {"budget_yuan": true}}', "facets.budget_yuan"),
    ('{"id": "a", "text": "钢", "facets": {"price_yuan": NaN}}', "facets.price_yuan"),
    ('{"id": "a", "text": "钢", "facets": {"maturity": 3}}', "facets.maturity"),
    ("[" * 100_000, "no JSON"),
]


@pytest.mark.parametrize(("line", "said"), REFUSED)
def test_a_line_that_is_no_document_is_refused_with_its_reason(line, said):
    with pytest.raises(UnableToRead) as refused:
        read_documents([b'{"id": "z", "text": "\xe9\x92\xa2"}', line.encode()])

    assert refused.value.faults[0].line == 2
    assert said in refused.value.faults[0].en


def test_all_faults_of_a_file_are_told_at_once():
    lines = [b'{"id": "a", "text": "\xe9\x92\xa2"}', b"\xff", b"", b'{"id": "a", "text": "\xe9\x93\x81"}', b"{}"]

    with pytest.raises(UnableToRead) as refused:
        read_documents(lines)

    assert [fault.line for fault in refused.value.faults] == [2, 4, 5]
    assert "line 1" in refused.value.faults[1].en


def test_faults_without_end_are_counted():
    with pytest.raises(UnableToRead) as refused:
        read_documents([b"x"] * (MOST_FAULTS + 7))

    assert len(refused.value.faults) == MOST_FAULTS
    assert refused.value.left == 7


def test_facets_are_read_and_what_a_form_offers_for_nothing_is_unknown():
    line = {
        "id": "z1",
        "text": "轧钢",
        "facets": {"industry": "c39", "maturity": "Pilot", "cooperation": "其他", "budget_yuan": 0.5, "grade": "Ａ"},
    }

    (document,) = read_documents([json.dumps(line).encode()])

    assert document.facets == Facets(industry="C39", maturity="pilot", budget_fen=50, others=(("grade", "a"),))


def test_a_mark_of_byte_order_and_blank_lines_say_nothing():
    assert len(read_documents([b'\xef\xbb\xbf{"id": "a", "text": "\xe9\x92\xa2"}', b"  \n"])) == 1


_FACETS = st.fixed_dictionaries(
    {},
    optional={
        "industry": st.sampled_from(["C", "C39", "C3921"]),
        "place": st.sampled_from(["45", "4503", "450305"]),
        "budget_yuan": st.integers(0, 10**12),
        "price_yuan": st.decimals(0, 10**6, places=2).map(float),
        "cooperation": st.text(max_size=20),
        "grade": st.text(max_size=20),
    },
)


@given(st.text(min_size=1), st.text(), _FACETS)
def test_a_document_survives_its_own_json(text, title, facets):
    line = json.dumps({"id": "z1", "text": "钢" + text, "title": title, "facets": facets})

    (document,) = read_documents([line.encode()])

    assert document_from(json.loads(json.dumps(as_json(document)))) == document


def test_equal_digests_mean_equal_entries():
    one = Document("a", "轧钢")

    assert one.digest == Document("a", "轧钢").digest
    assert one.digest != Document("a", "轧钢", facets=Facets(industry="C31")).digest
