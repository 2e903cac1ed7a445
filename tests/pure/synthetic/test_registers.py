"""Made registers: kinds in their shares, figures that hang together, exact money, each verdict for each measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from lingqu.law.engine.answers import assess, select_measures
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.synthetic.kinds import KINDS
from lingqu.law.synthetic.payments import PAID
from lingqu.law.synthetic.places import DISTRICTS
from lingqu.law.synthetic.register import CARRIED, YEARS, UnableToMake, make_register
from lingqu.law.synthetic.roster import kind_counts
from lingqu.law.synthetic.sheet import code_of
from lingqu.law.synthetic.sources import SOURCES, Source
from pure.synthetic.credit_check import has_right_checks

ROWS = 20_000
DAY = date(2027, 6, 30)
WORDS_OF_SOURCES = {"申请人": Source.DECLARED, "登记": Source.REGISTER, "认定": Source.FINDING}


def register(rows: int = 2000, seed: int = 5, **wishes: Any) -> pl.DataFrame:
    return make_register(rows=rows, generator=np.random.Generator(np.random.PCG64(seed)), **wishes)


@pytest.fixture(scope="module")
def large() -> pl.DataFrame:
    return register(ROWS)


@pytest.fixture(scope="module")
def known() -> pl.DataFrame:
    """A register in which nothing is unknown that was asked."""
    return register(ROWS, unknown=0.0, findings_unknown=0.0)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("guilin2026", examples=False)


def number(column: str) -> pl.Expr:
    """A sum for statistics, where exactness does not matter."""
    return pl.col(column).cast(pl.Float64)


def test_codes_and_sources_are_those_of_the_vocabulary(pack: Pack) -> None:
    told = {fact.code: WORDS_OF_SOURCES.get(fact.source.value) for fact in pack.facts}

    assert {code: source for code, source in SOURCES.items() if told.get(code) is not source} == {}
    assert set(told) - set(SOURCES) == {"max_prior_year_main_business_revenue_yuan"}  # follows from the series
    assert list(SOURCES) == [fact.code for fact in pack.facts if fact.code in SOURCES]


def test_each_fact_stands_in_the_register_in_the_order_of_the_interface(large: pl.DataFrame) -> None:
    codes = list(dict.fromkeys(code_of(column) for column in large.columns[len(CARRIED) :]))

    assert codes == [code for code in SOURCES if code != "application_date"]


def test_columns_have_the_outward_type_of_their_unit(large: pl.DataFrame, pack: Pack) -> None:
    types = {
        "金额": pl.Decimal(18, 2),
        "是否": pl.Boolean(),
        "数量": pl.Int64(),
        "日期": pl.Date(),
        "选项": pl.String(),
    }
    facts = {fact.code: fact for fact in pack.facts}

    wrong = {
        column: str(large.schema[column])
        for column in large.columns[len(CARRIED) :]
        if large.schema[column] != types[facts[code_of(column)].unit.value]
    }

    assert wrong == {}
    assert not any(each.is_float() for each in large.dtypes)


def test_yearly_facts_and_no_others_have_years(large: pl.DataFrame, pack: Pack) -> None:
    yearly = {fact.code for fact in pack.facts if fact.yearly}

    columns = [column for column in large.columns if column.rpartition("_")[2] in map(str, YEARS)]

    assert {code_of(column) for column in columns} == yearly & set(SOURCES)
    assert len(columns) == 3 * len(yearly & set(SOURCES))


@pytest.mark.parametrize("rows", [0, 1, 7, 39, 40, 120, 1000, 12_345])
def test_kinds_come_in_their_shares_to_the_row(rows: int) -> None:
    counts = kind_counts(rows)

    assert sum(counts) == rows
    assert rows < 40 or min(counts) >= 1
    if rows >= 1000:
        assert all(abs(count - kind.share * rows) <= 1 for count, kind in zip(counts, KINDS, strict=True))


def test_the_register_has_the_kinds_that_were_counted(large: pl.DataFrame) -> None:
    told = Counter(large["kind"].to_list())

    assert [told[kind.name] for kind in KINDS] == kind_counts(ROWS)


def test_shares_of_kinds_come_to_one() -> None:
    assert sum(Decimal(str(kind.share)) for kind in KINDS) == 1


def test_the_page_on_synthetic_data_has_the_kinds_as_they_are(root: Path) -> None:
    text = (root / "docs" / "synthetic.md").read_text("utf-8")
    told = re.findall(r"^\| (\S+) \| ([\d.]+) % \| (\d+) / (\d+) % \| ([\d, ]+) \| (\w+) \|$", text, re.MULTILINE)

    made = [
        (k.name, k.share * 100, k.enterprise * 100, k.public * 100, [size * 100 for size in k.sizes], k.palette)
        for k in KINDS
    ]
    assert [row[0] for row in told] == [row[0] for row in made]
    for row, (_, *numbers, sizes, palette) in zip(told, made, strict=True):
        assert [float(each) for each in row[1:4]] == pytest.approx(numbers)
        assert [float(each) for each in row[4].split(",")] == pytest.approx(sizes)
        assert row[5] == palette


def test_every_subject_says_that_it_is_made_and_has_a_right_code_of_its_district(large: pl.DataFrame) -> None:
    codes = {each.name: each.code for each in DISTRICTS}

    assert large["name"].str.starts_with("合成").all()
    assert large["id"].n_unique() == ROWS
    assert all(map(has_right_checks, large["id"].head(3000)))
    assert all(code[2:8] == codes[district] for code, district in large.select("id", "district").iter_rows())


def test_parts_of_a_register_never_share_a_code() -> None:
    first, second = register(3000, first=0), register(3000, seed=6, first=3000)

    assert pl.concat([first["id"], second["id"]]).n_unique() == 6000


def test_districts_follow_their_weights(large: pl.DataFrame) -> None:
    counts = dict(large["district"].value_counts().iter_rows())

    assert set(counts) == {each.name for each in DISTRICTS}
    assert counts["七星区"] > counts["灵川县"] > counts["资源县"]
    assert counts["临桂区"] > counts["全州县"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("revenue_yuan_{}", "main_business_revenue_yuan_{}"),
        ("service_income_received_yuan_{}", "fiscal_appropriation_in_income_yuan_{}"),
        ("service_income_contracted_yuan_{}", "service_income_received_yuan_{}"),
        ("conversion_annual_output_yuan_2026", "conversion_received_yuan"),
    ],
)
def test_a_part_is_never_more_than_the_whole(known: pl.DataFrame, above: str, below: str) -> None:
    for year in YEARS:
        whole, part = pl.col(above.format(year)), pl.col(below.format(year))

        assert known.filter(part > whole).is_empty()
        assert known.filter(part < whole).height > 20


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("revenue_yuan_2025", "revenue_yuan_2026", 0.8),
        ("rd_expenditure_yuan_2025", "rd_expenditure_yuan_2026", 0.8),
        ("revenue_yuan_2026", "rd_expenditure_yuan_2026", 0.2),
        ("conversion_annual_output_yuan_2026", "conversion_received_yuan", 0.7),
    ],
)
def test_figures_that_belong_together_rise_together(known: pl.DataFrame, one: str, other: str, least: float) -> None:
    found = known.select(pl.corr(one, other, method="spearman")).item()

    assert found > least


def test_larger_firms_have_more_revenue_more_platforms_and_higher_levels(known: pl.DataFrame) -> None:
    sizes = ("微型", "小型", "中型", "大型")
    level = pl.col("platform_level").replace_strict({"municipal": 0, "regional": 1, "national": 2})
    of_size = known.filter(pl.col("size").is_not_null()).group_by("size").agg(
        number("revenue_yuan_2026").median(),
        pl.col("is_innovation_platform").mean(),
        level.mean(),
        number("production_equipment_investment_in_year_yuan").median(),
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in of_size.iter_rows()}

    for smaller, larger in pairwise(sizes):
        assert all(less < more for less, more in zip(rows[smaller], rows[larger], strict=True))


def test_intensity_has_a_heavy_tail_around_the_line_and_a_bunch_just_above_it(known: pl.DataFrame) -> None:
    spends = (pl.col("revenue_yuan_2026") > 0) & (pl.col("rd_expenditure_yuan_2026") > 0)
    intensity = known.filter(spends).select(
        number("rd_expenditure_yuan_2026") / number("revenue_yuan_2026")
    ).to_series()  # fmt: skip

    assert 0.02 < intensity.median() < 0.05
    assert 0.3 < (intensity > 0.05).mean() < 0.5
    assert intensity.is_between(0.05, 0.053).sum() > 1.3 * intensity.is_between(0.047, 0.05).sum()


def test_the_unknown_has_the_share_asked_for(pack: Pack) -> None:
    frame = register(ROWS, unknown=0.3, findings_unknown=0.6)
    share = {column: frame[column].is_null().mean() for column in frame.columns}

    assert abs(share["is_ai_enterprise"] - 0.3) < 0.02
    assert abs(share["is_enterprise"] - 0.3 / 6) < 0.02
    asked = frame.filter(pl.col("kind") == "科研院所")
    assert abs(asked["notable_results_recognised"].is_null().mean() - 0.6) < 0.12


def test_with_nothing_unknown_every_cell_that_was_asked_is_known(known: pl.DataFrame) -> None:
    assert known.filter(pl.col("is_enterprise").is_null()).is_empty()
    firms = known.filter(pl.col("is_enterprise"))
    assert firms.select("revenue_yuan_2024", "rd_expenditure_yuan_2025", "is_ai_enterprise").null_count().row(0) == (
        0, 0, 0,
    )  # fmt: skip


def test_with_all_unknown_nothing_declared_is_told() -> None:
    frame = register(500, unknown=1.0, findings_unknown=1.0)

    open_codes = [code for code, source in SOURCES.items() if source is not Source.REGISTER]
    told = [column for column in frame.columns if code_of(column) in open_codes and frame[column].count()]
    assert told == []


def test_payments_stay_within_the_cap(known: pl.DataFrame) -> None:
    for each in PAID:
        paid = known[each.column].drop_nulls()

        assert paid.min() >= 0
        assert 0 < paid.max() <= each.most


def test_money_and_counts_stay_within_the_limits_of_the_interface(known: pl.DataFrame) -> None:
    for column in known.columns:
        if known.schema[column] == pl.Decimal(18, 2):
            assert known[column].abs().max() < 10**12, column
    assert known["patents_converted_count"].min() >= 0


def test_the_day_is_left_out_unless_asked_for() -> None:
    days = (date(2027, 3, 1), date(2027, 3, 31))

    frame = register(days=days)

    assert "application_date" not in register().columns
    assert frame["application_date"].min() == days[0]
    assert frame["application_date"].max() == days[1]


def test_other_years_can_be_asked_for() -> None:
    frame = register(years=(2021, 2022))

    assert [each for each in frame.columns if each.startswith("revenue_yuan")] == [
        "revenue_yuan_2021", "revenue_yuan_2022",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wishes",
    [
        {"years": ()},
        {"years": (2024, 2026)},
        {"years": (1900,)},
        {"unknown": 1.5},
        {"findings_unknown": -0.1},
        {"days": (date(2027, 2, 1), date(2027, 1, 1))},
        {"first": 31**6},
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_both_languages(wishes: dict[str, Any]) -> None:
    with pytest.raises(UnableToMake) as refused:
        register(10, **wishes)

    assert all("given" in en and "给出" in zh for zh, en in [refused.value.words])


def test_the_same_seed_gives_the_same_register_and_another_seed_another() -> None:
    assert register(seed=1).equals(register(seed=1))
    assert not register(seed=1).equals(register(seed=2))


def records(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows in the shape of the machine interface."""
    for row in frame.iter_rows(named=True):
        facts: dict[str, Any] = {}
        for column, value in row.items():
            code = code_of(column)
            if value is None or column in CARRIED:
                continue
            told = value if isinstance(value, bool | int) else str(value)
            if ":" in column or column != code:
                facts.setdefault(code, {})[column[len(code) + 1 :]] = told
            else:
                facts[code] = told
        yield {"id": row["id"], "facts": facts}


def test_each_measure_finds_eligible_other_and_undetermined_subjects(large: pl.DataFrame, pack: Pack) -> None:
    program = compile_program(pack, {})
    reader = SubjectReader(program, as_of=DAY)
    measures = select_measures(program, ())
    seen: Counter[tuple[str, str]] = Counter()

    for record in records(large):
        for outcome in assess(program, reader.read(record), measures).outcomes:
            seen[outcome.compiled.measure.id, outcome.judgement.verdict.value] += 1

    names = [compiled.measure.id for compiled in measures]
    assert len(names) == 19
    assert [(n, v) for n in names for v in ("eligible", "not_eligible", "undetermined") if seen[n, v] < 5] == []
