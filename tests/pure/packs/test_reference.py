"""The report of a measure: all of it from the tree."""

from __future__ import annotations

import pytest

from lingqu.law.packs.pack import UnableToFind
from lingqu.law.packs.reference import measure_report
from pure.packs.small_policy import pack_with


def test_a_report_holds_rule_words_readings_facts_and_relations() -> None:
    pack = pack_with("关系 R01\n  择高  F01、F02\n  依据  第1条第1句\n")

    report = measure_report(pack, "F01")

    assert report.source.startswith("措施 F01「研发支持」")
    assert report.words
    assert report.words_english
    assert [shown.reading.id for shown in report.readings] == ["base"]
    assert report.readings[0].branched
    assert report.readings[0].adopted is None
    assert [shown.adopted.code for shown in report.common_readings if shown.adopted] == ["usual"]
    assert [shown.fact.name for shown in report.facts] == ["在本市", "企业", "研发", "收入", "设备", "专利", "占比"]
    assert [department.code for department in report.departments] == ["kjt"]
    assert [shown.relation.id for shown in report.relations] == ["R01"]
    assert len(report.examples) == 1


def test_an_unknown_measure_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnableToFind) as error:
        measure_report(pack_with(), "F99")

    assert error.value.known == ("F01", "F02")
