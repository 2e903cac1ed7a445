"""Addresses: every written number has one, says what it is today, and can be set to another value of its kind."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Day, Measure, Period, Quantity
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.parameters import Parameter, all_parameters, changed_measure, parameters_of
from lingqu.law.studies.whatif.quantities import another, said
from lingqu.law.studies.whatif.settings import UnableToSet, read_settings

PACKS = {name: load_pack(name, examples=False) for name in ("guilin2026", "example_bands", "general_conditions")}
GUILIN = PACKS["guilin2026"]
EVERY = [(pack, each) for pack in PACKS.values() for each in all_parameters(pack)]


@pytest.mark.parametrize(
    ("policy", "address", "alias", "today"),
    [
        ("guilin2026", "F11.rd_expenditure_yuan/revenue_yuan", "F11.研发投入/营业收入", "5%"),
        ("guilin2026", "F11.rd_expenditure_yuan", "F11.研发投入", "2000万元"),
        ("guilin2026", "F01.rate", "F01.比例", "2%"),
        ("guilin2026", "F01.ceiling", "F01.上限", "50万元"),
        ("guilin2026", "F03.main_business_revenue_yuan", "F03.主营业务收入", "3000万元"),
        ("guilin2026", "F05.conversion_received_yuan#2", "F05.转化到账#2", "5000万元"),
        ("guilin2026", "F09.recognition_date.length", "F09.认定日.期限", "3年"),
        ("guilin2026", "F09.start", "F09.起算日", "2026年1月24日"),
        ("guilin2026", "F09.period", "F09.合计年数", "3年"),
        ("example_bands", "B03.line2", "B03.界线2", "5%"),
        ("example_bands", "B04.band2", "B04.第2档", "3%"),
        ("example_bands", "B07.rate3", "B07.比例3", "千分之五"),
        ("example_bands", "B08.step", "B08.每满", "2件"),
        ("example_bands", "B10.sum(rd_yuan).years", "B10.近年合计研发投入.年数", "3年"),
        ("example_bands", "B11.service_cost_yuan.factor", "B11.服务成本.倍数", "1.2倍"),
        ("example_bands", "B12.previous(revenue_yuan)", "B12.上年营业收入", "5000万元"),
        ("example_bands", "B13.year2.rate", "B13.第2年.比例", "30%"),
        ("example_bands", "B14.recognised_on.length", "B14.认定日.期限", "30个工作日"),
        ("example_bands", "B15.until", "B15.止", "2028年12月31日"),
        ("example_bands", "B17.at_least", "B17.至少项数", "2项"),
        ("example_bands", "B17.high", "B17.核定上限", "200万元"),
        ("general_conditions", "G08.overdue_projects_count#1", "G08.逾期未结题项目数#1", "0个"),
    ],
)
def test_a_number_is_called_by_codes_and_by_chinese_names(policy: str, address: str, alias: str, today: str) -> None:
    found = {each.address: each for each in all_parameters(PACKS[policy])}

    assert found[address].alias == alias
    assert said(found[address].today) == today


def test_each_address_names_one_number_by_every_name_it_has() -> None:
    for pack in PACKS.values():
        names = [name for each in all_parameters(pack) for name in {*each.names}]
        assert len(names) == len(set(names))


def numbers_in(part: Any) -> int:
    """Every number, day and length written in a part of a rule, counted without knowing where addresses are made."""
    if isinstance(part, tree.Quantity | Day):
        return 1
    if isinstance(part, tuple):
        return sum(map(numbers_in, part))
    if not is_dataclass(part) or isinstance(part, tree.Place):
        return 0
    own = isinstance(part, tree.Within | tree.SumOfYears | tree.AtLeastOf)
    own = own or (isinstance(part, tree.Award) and part.period is Period.YEARS)
    return own + sum(numbers_in(getattr(part, field.name)) for field in fields(part) if field.name != "at")


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_no_written_number_lacks_an_address(pack: Pack) -> None:
    for measure in pack.applicant_measures:
        parts = (measure.subject, measure.condition, measure.award, measure.since, measure.until)

        led_to = sum(len(each.paths) for each in parameters_of(pack, measure))

        assert led_to == sum(map(numbers_in, parts)), measure.id


@pytest.mark.parametrize(("pack", "parameter"), EVERY, ids=[each.address for _, each in EVERY])
def test_a_number_set_stands_where_it_stood_and_nothing_else_moves(pack: Pack, parameter: Parameter) -> None:
    (setting,) = _accepted(pack, f"{parameter.alias}={another(parameter.today)}")

    changed = changed_measure(parameter.measure, parameter, setting.value)

    before = {each.address: said(each.today) for each in parameters_of(pack, parameter.measure)}
    after = {each.address: said(each.today) for each in parameters_of(pack, changed)}
    assert {name for name in before if before[name] != after[name]} == {parameter.address}
    assert _restored(changed, pack, parameter) == parameter.measure


def _accepted(pack: Pack, text: str) -> Any:
    """The setting, also where the loader would refuse the rule that it leads to (a line moved past its neighbour)."""
    from lingqu.law.studies.whatif.settings import Addresses

    return (Addresses(pack).understood(text, 1),)


def _restored(changed: Measure, pack: Pack, parameter: Parameter) -> Measure:
    same = next(each for each in parameters_of(pack, changed) if each.address == parameter.address)
    return changed_measure(changed, same, parameter.today)


@pytest.mark.parametrize(
    "spelling",
    [
        "F11.研发投入/营业收入=4%",
        "f11.「研发投入」÷「营业收入」 = 4 %",
        "F11.rd_expenditure_yuan/revenue_yuan=百分之四",
        "Ｆ１１.RD_EXPENDITURE_YUAN／REVENUE_YUAN＝４％",
        "F11.研发投入/主营业务收入=4%",  # under the other reading
        "F11.rd_expenditure_yuan/revenue_yuan=0.04倍",
    ],
)
def test_an_address_is_understood_however_it_is_spelled(spelling: str) -> None:
    (setting,) = read_settings(GUILIN, [spelling])

    assert setting.parameter.address == "F11.rd_expenditure_yuan/revenue_yuan"
    assert isinstance(setting.value, Quantity)
    assert (setting.value.numerator, setting.value.denominator) == (1, 25)


@pytest.mark.parametrize(
    ("policy", "given", "said_of_it", "nearest"),
    [
        ("guilin2026", "F11", "地址=值", None),
        ("guilin2026", "F11.上限=", "地址=值", None),
        ("guilin2026", "F11.rate=4%", "地址", "F11.ceiling"),
        ("guilin2026", "F11.研发投人=4%", "地址", "F11.研发投入"),
        ("guilin2026", "F99.ceiling=1元", "地址", "F19.ceiling"),
        ("guilin2026", "F05.转化到账=1元", "其中的一个", "F05.conversion_received_yuan#1"),
        ("guilin2026", "F11.上限=4%", "金额，今天是 500万元", None),
        ("guilin2026", "F11.上限=五百万", "金额，今天是 500万元", None),
        ("guilin2026", "F01.比例=300万元", "比例，今天是 2%", None),
        ("guilin2026", "F09.认定日.期限=3%", "期限，今天是 3年", None),
        ("guilin2026", "F09.period=30日", "年数，今天是 3年", None),
        ("guilin2026", "F09.start=2027-02-29", "日期", None),
        ("guilin2026", "F11.上限=0.001元", "不小于一分", None),
        ("guilin2026", "F11.上限=0元", "大于零的金额", None),
        ("guilin2026", "F01.比例=-2%", "大于零的比例", None),
        ("guilin2026", "F11.上限=20000亿元", "小于 1万亿元", None),
        ("guilin2026", "F01.比例=1.123456789%", "小于 2^63", None),
        ("guilin2026", "F09.period=1年", "2 年以上", None),
        ("guilin2026", "F09.认定日.期限=0日", "一年以上的整数", None),
        ("example_bands", "B17.至少项数=4项", "1 至 3", None),
        ("example_bands", "B03.界线1=6%", "下限低于上限", None),
        ("example_bands", "B07.界线1=200万元", "由低到高", None),
        ("example_bands", "B17.核定下限=300万元", "前小后大", None),
        ("example_bands", "B15.止=2026年12月31日", "起不晚于止", None),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_is_expected(
    policy: str, given: str, said_of_it: str, nearest: str | None
) -> None:
    with pytest.raises(UnableToSet) as caught:
        read_settings(PACKS[policy], [given])

    fault = caught.value.faults[0]
    assert said_of_it in fault.expected
    assert fault.expected_english
    assert fault.nearest == nearest


def test_every_example_in_a_refusal_can_be_followed() -> None:
    for given in ("F11", "F11.rate=4%", "F05.转化到账=1元", "F11.上限=4%", "F01.比例=-2%", "F09.period=1年"):
        with pytest.raises(UnableToSet) as caught:
            read_settings(GUILIN, [given])
        for fault in caught.value.faults:
            assert read_settings(GUILIN, [fault.example])


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UnableToSet) as caught:
        read_settings(GUILIN, ["F11", "F01.x=1", "F11.上限=1%", "F11.ceiling=1元", "F11.上限=2元"])

    assert len(caught.value.faults) == 4
    assert caught.value.faults[-1].expected == "每个数只设一次"


def test_the_same_number_set_twice_to_the_same_is_one_change() -> None:
    assert len(read_settings(GUILIN, ["F11.上限=100万元", "F11.ceiling=1000000元"])) == 1


def test_lines_of_bands_move_together_where_bands_meet() -> None:
    pack = PACKS["example_bands"]
    (setting,) = read_settings(pack, ["B03.界线2=4%"])

    changed = changed_measure(pack.measure("B03"), setting.parameter, setting.value)

    amount = changed.award.amount if changed.award else None
    assert isinstance(amount, tree.Bands)
    ends = [amount.rows[0].upper, amount.rows[1].lower]
    assert [each.number.numerator * 25 for each in ends if each] == [each.number.denominator for each in ends if each]


def test_an_undeclared_policy_without_numbers_has_no_addresses() -> None:
    assert all_parameters(replace(GUILIN, measures=())) == ()
