"""Which engines there are, what is refused by name, and that no node of the language is without a form over columns."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date
from typing import get_args

import polars as pl
import pytest

from lingqu.law.bulk import questions, sums, values
from lingqu.law.bulk.engine import UnableToUseEngine, UnableToWriteAnswers
from lingqu.law.bulk.engines import ENGINES, open_engine
from lingqu.law.bulk.numbers import Number, UnableToCompile, cut, plus, times
from lingqu.law.bulk.program import compile_bulk
from lingqu.law.bulk.states import MOST_STATES
from lingqu.law.engine.formula import AtomSource
from lingqu.law.engine.program import compile_program
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_condition
from pure.engine.hand_made import fact, measure, pack_of

# forms that give no sum of their own: the ceiling stands for them, or there is no money in them
WITHOUT_A_SUM = {tree.Between, tree.Considering, tree.WithoutSum}


def test_every_value_of_the_language_has_a_form_over_columns() -> None:
    # a day is read where days are compared, not as a number
    assert set(get_args(tree.Value)) - {tree.Day} == set(values._HANDLERS)


def test_every_question_of_the_engine_has_a_form_over_columns() -> None:
    assert set(get_args(AtomSource)) == set(questions._HANDLERS)


def test_every_amount_of_the_language_has_a_form_over_columns_or_no_sum() -> None:
    assert set(get_args(tree.Amount)) == set(sums._HANDLERS) | WITHOUT_A_SUM


def test_an_engine_that_is_not_known_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnableToUseEngine) as refused:
        open_engine("pandas")

    assert all(name in refused.value.reason and name in refused.value.reason_english for name in ENGINES)


def test_spark_without_java_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with pytest.raises(UnableToUseEngine, match="apt install openjdk-17-jre-headless"):
        open_engine("spark")


def test_spark_without_its_package_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(UnableToUseEngine, match=r"\./run add spark"):
        open_engine("spark")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("underlying IO error: No space left on device (os error 28)", "No space left on device"),
        ("something else\nin two lines", "something else"),
    ],
)
def test_a_full_disk_is_told_as_such_whatever_the_engine_calls_it(said: str, told: str) -> None:
    assert UnableToWriteAnswers(RuntimeError(said)).strerror == told


def test_a_product_that_could_pass_sixty_three_bits_is_refused_when_it_is_compiled() -> None:
    large = times(Number(pl.col("x")), 10**6, 1)  # type: ignore[arg-type]  # never run

    with pytest.raises(UnableToCompile, match="a product that can pass"):
        plus(large, Number(1))
    with pytest.raises(UnableToCompile, match="a product that can pass"):
        cut(large)


def test_conditions_that_share_facts_in_too_many_ways_are_refused_by_name() -> None:
    facts = tuple(fact(f"甲{number}", f"a{number}", tree.Unit.YES_NO) for number in range(12))
    listed = "；".join(f"「{each.name}」" for each in facts)
    some, others = (parse_condition(f"至少 {number}项（{listed}）") for number in (6, 5))
    pack = pack_of(measure("A", condition=tree.Or((some, tree.Not(others)))))
    pack = replace(pack, facts=(*pack.facts, *facts))

    with pytest.raises(UnableToCompile, match=f"more than {MOST_STATES} ways"):
        compile_bulk(compile_program(pack), [each.code for each in pack.facts], day=date(2027, 6, 30))


def test_an_interrupted_query_of_duckdb_is_an_interruption_and_no_fault_of_the_program() -> None:
    class Interrupted:
        def to_native(self) -> Interrupted:
            return self

        def pl(self) -> None:
            raise RuntimeError("Query interrupted")

    engine = open_engine("duckdb")

    with pytest.raises(KeyboardInterrupt):
        engine.collect(Interrupted())  # type: ignore[arg-type]
    engine.close()


def test_spark_with_a_home_of_java_that_holds_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")

    with pytest.raises(UnableToUseEngine, match="Java 17"):
        open_engine("spark")
