"""Facets agree, clash, or are unknown; filters are read."""

import pytest

from lingqu.matching.documents import Facets
from lingqu.matching.facets import Filter, UnableToFilter, compare, read_filter

PAIRS = [
    (Facets(industry="C39"), Facets(industry="C3921"), [("industry", "agrees")]),
    (Facets(industry="C"), Facets(industry="C39"), [("industry", "agrees")]),
    (Facets(industry="C39"), Facets(industry="C27"), [("industry", "clashes")]),
    (Facets(industry="C39"), Facets(), []),
    (Facets(place="450305"), Facets(place="450302"), [("place", "agrees")]),
    (Facets(place="4503"), Facets(place="4501"), [("place", "clashes")]),
    (Facets(maturity="pilot"), Facets(maturity="可以量产"), [("maturity", "agrees")]),
    (Facets(maturity="中试"), Facets(maturity="通过小试"), [("maturity", "clashes")]),
    (Facets(maturity="中试"), Facets(maturity="没听说过"), []),
    (Facets(budget_fen=100), Facets(price_fen=100), [("money", "agrees")]),
    (Facets(budget_fen=100), Facets(price_fen=101), [("money", "clashes")]),
    (Facets(price_fen=101), Facets(budget_fen=100), [("money", "clashes")]),
    (Facets(budget_fen=0), Facets(price_fen=1), [("money", "clashes")]),
    (Facets(budget_fen=100), Facets(budget_fen=5), []),
    (Facets(cooperation="技术入股"), Facets(cooperation="许可转让技术入股"), [("cooperation", "agrees")]),
    (Facets(others=(("grade", "a"),)), Facets(others=(("grade", "b"),)), [("grade", "clashes")]),
]


@pytest.mark.parametrize(("query", "document", "found"), PAIRS)
def test_only_two_known_values_agree_or_clash(query, document, found):
    assert [(finding.name, finding.standing) for finding in compare(query, document)] == found


def test_a_finding_reads_in_both_languages():
    (clash,) = compare(Facets(budget_fen=50_000_00), Facets(price_fen=80_000_00))

    assert clash.zh == "金额不合：要50,000 元，此为80,000 元"
    assert clash.en.startswith("money clashes")
    assert clash.term < 0


def test_conditions_become_a_filter():
    found = read_filter(["industry=c39", "place=4503", "maturity>=pilot", "price<=500000.5", "budget>=1"])

    assert found.equal == (("industry", "C39"), ("place", "4503"))
    assert found.between[0][:2] == ("maturity", 4)
    assert found.between[1] == ("price_fen", 0, 50_000_050)
    assert read_filter([]) == Filter()


@pytest.mark.parametrize(
    "condition", ["", "industry", "industry>=C", "colour=red", "maturity>=高", "price<=-1", "price<=x", "price<=1.234"]
)
def test_a_condition_that_says_nothing_is_refused_with_an_example(condition):
    with pytest.raises(UnableToFilter) as refused:
        read_filter([condition])

    assert "应为" in refused.value.zh
