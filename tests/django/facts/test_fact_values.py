"""Values are read by the unit of the policy and kept in one spelling; what cannot be read says what is expected."""

from __future__ import annotations

import pytest
from tests.django.assessments.made import the_pack

from lingqu.books.registers.fact_values import UnableToReadFact, is_zero, kept_text, on_wire, said

MONEY, TRUTH, DAY, CHOICE, COUNT = (
    "rd_expenditure_yuan",
    "is_enterprise",
    "recognition_date",
    "platform_level",
    "patents_converted_count",
)
READ = [
    (MONEY, "2000000", "2000000.00"),
    (MONEY, "200万", "2000000.00"),
    (MONEY, " 1.2亿元 ", "120000000.00"),
    (MONEY, "２００万元", "2000000.00"),
    (MONEY, "499,999.98", "499999.98"),
    (MONEY, "-5", "-5.00"),
    (MONEY, "0", "0.00"),
    (MONEY, "-0", "0.00"),
    (MONEY, "0.123456万", "1234.56"),
    (TRUTH, "是", "true"),
    (TRUTH, "NO", "false"),
    (DAY, "2026年5月1日", "2026-05-01"),
    (DAY, "2026/5/1", "2026-05-01"),
    (CHOICE, "自治区级", "regional"),
    (CHOICE, "national", "national"),
    (COUNT, "1,200", "1200"),
]
REFUSED = [
    (MONEY, "0.001"),
    (MONEY, "1e9"),
    (MONEY, "很多"),
    (MONEY, ""),
    (MONEY, "1000000000000"),
    (MONEY, "9" * 30),
    (MONEY, "=1+1"),
    (TRUTH, "也许"),
    (DAY, "2026-02-30"),
    (DAY, "昨天"),
    (CHOICE, "省级"),
    (COUNT, "-1"),
    (COUNT, "1.5"),
    (COUNT, "²"),
    (MONEY, "10²"),
]


@pytest.mark.parametrize(("code", "typed", "kept"), READ)
def test_what_people_type_is_kept_in_one_spelling(code: str, typed: str, kept: str) -> None:
    fact = the_pack().fact_coded(code)

    assert kept_text(fact, typed) == kept
    assert kept_text(fact, kept) == kept
    assert said(fact, kept, "zh")
    assert said(fact, kept, "en")


@pytest.mark.parametrize(("code", "typed"), REFUSED)
def test_what_is_no_value_is_refused_with_what_is_expected(code: str, typed: str) -> None:
    with pytest.raises(UnableToReadFact) as refused:
        kept_text(the_pack().fact_coded(code), typed)

    assert "应为" in refused.value.words.zh
    assert "expected" in refused.value.words.en


def test_kept_texts_go_to_the_engine_in_its_own_shapes() -> None:
    pack = the_pack()

    assert on_wire(pack.fact_coded(TRUTH), "true") is True
    assert on_wire(pack.fact_coded(COUNT), "3") == 3
    assert on_wire(pack.fact_coded(MONEY), "3.00") == "3.00"
    assert is_zero(pack.fact_coded(MONEY), "0.00")
    assert not is_zero(pack.fact_coded(TRUTH), "false")
