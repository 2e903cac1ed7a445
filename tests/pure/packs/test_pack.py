"""The pack: look-ups by name, code and id, each refused with what is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lingqu.law.packs.pack import Pack, UnableToFind
from pure.packs.small_policy import pack_with

REFUSED: list[tuple[str, Callable[[Pack], object]]] = [
    ("fact by name", lambda pack: pack.fact_named("无")),
    ("fact by code", lambda pack: pack.fact_coded("none")),
    ("order of a fact", lambda pack: pack.fact_order("无")),
    ("measure", lambda pack: pack.measure("F99")),
    ("reading", lambda pack: pack.reading("none")),
    ("department", lambda pack: pack.department("none")),
    ("target", lambda pack: pack.target("T99")),
    ("task", lambda pack: pack.task(99)),
]


@pytest.mark.parametrize(("what", "look_up"), REFUSED, ids=[what for what, _ in REFUSED])
def test_what_is_not_there_is_refused(what: str, look_up: Callable[[Pack], object]) -> None:
    with pytest.raises(UnableToFind):
        look_up(pack_with())


def test_each_block_is_found_by_its_name() -> None:
    pack = pack_with("措施 F03「预算」\n  英文  Budget\n  依据  第1条第3句\n  对象  组织\n  申请  否\n")

    assert pack.fact_named("研发") is pack.fact_coded("rd_yuan")
    assert [pack.fact_order(fact.name) for fact in pack.facts] == list(range(len(pack.facts)))
    assert pack.has_fact_coded("rd_yuan")
    assert not pack.has_fact_coded("研发")
    assert pack.measure("F02").title == "认定奖励"
    assert pack.reading("base").adopted is None
    assert pack.department("czt").name == "财政厅"
    assert pack.day_fact.code == "application_date"
    assert pack.paid_in_year is None
    assert [measure.id for measure in pack.applicant_measures] == ["F01", "F02"]
