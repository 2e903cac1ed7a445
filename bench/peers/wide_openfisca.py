"""The nineteen measures over columns in openfisca-core: a population of persons, NumPy arrays, variables with formulas.

Its one law: its ordinary use, with what a careful user adds. A yes/no fact is a small integer (0 no, 1 unknown, 2 yes),
a figure a value and a mask; conditions that measures share are variables, so that OpenFisca keeps them; the day judged
is the period's, so its lines are literals. Widths are set after the variables are added (its integers have 32 bits).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import polars
import pyarrow
import pyarrow.parquet
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peers.measures import BASES, CAPS_YUAN, KINDS, MEASURES, PERCENT
from peers.openfisca import CONDITIONS, LEVELS, NO, NO_SUM, UNKNOWN, YES, Array
from peers.wide import COLUMNS, DAY, FIRST_RECOGNITION, Totals
from peers.wide_polars import FACTS

ALWAYS, NOW = period(DateUnit.ETERNITY), period("2027")
EPOCH = numpy.datetime64("1970-01-01")
FIGURES = tuple(name for name in FACTS if name.endswith("_yuan") or name[:-5].endswith("_yuan"))
"""Facts with a value and a mask; the years of the main business revenue among them."""

TRUTHS = tuple(name for name in FACTS if name not in (*FIGURES, "platform_level", "recognition_date"))
FIRST, LAST = ((day - EPOCH.astype(object)).days for day in (FIRST_RECOGNITION, DAY))
RELIED_ON = "main_business_revenue_yuan_2026"

Facts = Callable[[str], Array]


def _known(holds: Array, known: Array) -> Array:
    return numpy.where(known, holds * numpy.int8(YES), numpy.int8(UNKNOWN))


def _regional(fact: Facts) -> Array:
    level = fact("platform_level")
    return _known(level >= LEVELS["regional"], level > 0)


def _never_passed(fact: Facts) -> Array:
    """The figure stated; else every year known without a gap up to 2025, or one of them above the line."""
    line = 30_000_000_00
    stated, given = (fact(f"max_prior_year_main_business_revenue_yuan{part}") for part in ("", "_known"))
    first, first_given = (fact(f"main_business_revenue_yuan_2024{part}") for part in ("", "_known"))
    last, last_given = (fact(f"main_business_revenue_yuan_2025{part}") for part in ("", "_known"))
    passed = (first_given & (first > line)) | (last_given & (last > line))
    by_years = numpy.where(passed, numpy.int8(NO), _known(last_given, last_given))
    return numpy.where(given, _known(stated <= line, given), by_years)


def _in_time(fact: Facts) -> Array:
    day = fact("recognition_date")
    return _known((day >= FIRST) & (day <= LAST), fact("recognition_date_known"))


SHARED: dict[str, Callable[[Facts], Array]] = {
    "regional": _regional,
    "never_passed": _never_passed,
    "in_time": _in_time,
    "gap_or_cluster": lambda fact: numpy.maximum(
        fact("fills_domestic_technology_gap"), fact("expected_ten_billion_cluster")
    ),
    "base_or_laboratory": lambda fact: numpy.maximum(
        fact("is_most_international_cooperation_base"), fact("is_regional_asean_joint_laboratory")
    ),
    "firm_or_institution": lambda fact: numpy.maximum(fact("is_enterprise"), fact("is_public_institution")),
    "invested_or_transferred": lambda fact: numpy.maximum(
        fact("project_obtained_external_investment"), fact("project_transferred_intellectual_property")
    ),
}
"""Conditions computed once and kept by OpenFisca."""

HAND: dict[str, Callable[[Facts], tuple[Array, ...]]] = CONDITIONS | {
    "F02": lambda fact: (
        fact("is_enterprise"), fact("itbpsp_recognised"), fact("recognition_is_new"), fact("regional")
    ),
    "F03": lambda fact: (
        fact("is_ai_enterprise"), _known(fact(RELIED_ON) > 30_000_000_00, fact(f"{RELIED_ON}_known")),
        fact("never_passed"),
    ),
    "F05": lambda fact: (
        fact("is_innovation_platform"), fact("regional"),
        _known(fact("conversion_annual_output_yuan") > 50_000_000_00, fact("conversion_annual_output_yuan_known")),
        _arrived(fact),
    ),
    "F07": lambda fact: (
        fact("is_major_industrial_project"), fact("gap_or_cluster"),
        _known(fact("fixed_asset_investment_yuan") >= 1_000_000_000_00, fact("fixed_asset_investment_yuan_known")),
    ),
    "F09": lambda fact: (fact("base_or_laboratory"), fact("recognition_is_new"), fact("in_time")),
    "F10": lambda fact: (
        fact("firm_or_institution"), fact("cooperates_with_leading_asean_partner"),
        fact("good_economic_social_benefit_recognised"),
    ),
    "F16": lambda fact: (fact("is_proof_of_concept_centre"), fact("invested_or_transferred")),
}  # fmt: skip
"""The conditions of `peers/openfisca.py`, those that share something written by its name; `located_in_guilin` apart."""


def _arrived(fact: Facts) -> Array:
    """Yes where all has arrived and is over the line, no where nothing has; else it hangs on the open reading."""
    received, output = fact("conversion_received_yuan"), fact("conversion_annual_output_yuan")
    both = fact("conversion_received_yuan_known") & fact("conversion_annual_output_yuan_known")
    none = both & (received <= 0) & (received < output)
    whole = both & (received > 50_000_000_00) & (received >= output)
    return numpy.where(none, numpy.int8(NO), numpy.int8(UNKNOWN) + whole)


def _unknown(fact: Facts, name: str) -> Array:
    return ~fact(f"{name}_known") if name in FIGURES else fact(name) == UNKNOWN


def _open(fact: Facts, either: str, name: str) -> Array:
    return (fact(either) == UNKNOWN) & (fact(name) == UNKNOWN)


HERE = "located_in_guilin"
MISSING: dict[str, Callable[[Facts], tuple[Any, ...]]] = {
    "F01": lambda fact: ("is_incubator", "facilitated_venture_investment"),
    "F02": lambda fact: ("is_enterprise", "itbpsp_recognised", "recognition_is_new", "regional"),
    "F03": lambda fact: ("is_ai_enterprise", RELIED_ON, "never_passed"),
    "F04": lambda fact: (
        "is_industrial_project", "enclave_result_landed", "production_equipment_investment_in_year_yuan"
    ),
    "F05": lambda fact: (
        "regional", "is_innovation_platform", "conversion_annual_output_yuan", "conversion_received_yuan"
    ),
    "F06": lambda fact: ("is_research_institute", "notable_results_recognised"),
    "F07": lambda fact: (
        "is_major_industrial_project", _open(fact, "gap_or_cluster", "fills_domestic_technology_gap"),
        _open(fact, "gap_or_cluster", "expected_ten_billion_cluster"), "fixed_asset_investment_yuan",
    ),
    "F08": lambda fact: (
        "is_university_staff_student_team", "converts_research_result", "starts_business",
        "in_national_university_science_park",
    ),
    "F09": lambda fact: (
        "recognition_is_new", "in_time", _open(fact, "base_or_laboratory", "is_most_international_cooperation_base"),
        _open(fact, "base_or_laboratory", "is_regional_asean_joint_laboratory"),
    ),
    "F10": lambda fact: (
        _open(fact, "firm_or_institution", "is_enterprise"),
        _open(fact, "firm_or_institution", "is_public_institution"), "cooperates_with_leading_asean_partner",
        "good_economic_social_benefit_recognised",
    ),
    "F11": lambda fact: (
        "is_enterprise", "rd_expenditure_yuan",
        ~fact("revenue_yuan_known") & fact("rd_expenditure_yuan_known")
        & (fact("rd_expenditure_yuan") < 20_000_000_00),
    ),
    "F12": lambda fact: (
        "is_enterprise_led_project", "is_regional_key_core_technology_industrialisation_project",
        "meets_programme_conditions",
    ),
    "F13": lambda fact: ("is_innovation_consortium", "consortium_led_by_enterprise", "works_on_key_core_technology"),
    "F14": lambda fact: (
        "is_enterprise", "regional_innovation_platform_recognised", "first_recognition", "previously_received_f14"
    ),
    "F15": lambda fact: ("is_proof_of_concept_project",),
    "F16": lambda fact: (
        "is_proof_of_concept_centre", _open(fact, "invested_or_transferred", "project_obtained_external_investment"),
        _open(fact, "invested_or_transferred", "project_transferred_intellectual_property"),
    ),
    "F17": lambda fact: ("is_pilot_platform", "serves_external_users"),
    "F18": lambda fact: ("on_national_pilot_platform_cultivation_list", "listing_is_new"),
    "F19": lambda fact: ("is_new_type_rd_institution",),
}  # fmt: skip
"""Measure -> what is unknown and still matters, the place apart, lowest bit first: a name, or a mask by hand."""


def _verdict(code: str) -> Callable[..., Array]:
    def formula(subject: Any, moment: Any) -> Array:
        result = subject(HERE, moment)
        for truth in HAND[code](lambda name: subject(name, moment)):
            result = numpy.minimum(result, truth)
        return result

    return formula


def _sum(code: str) -> Callable[..., Array]:
    percent, bases, cap = PERCENT[code], BASES[code], CAPS_YUAN[code] * 100

    def formula(subject: Any, moment: Any) -> Array:
        base, known = subject(bases[0], moment), subject(f"{bases[0]}_known", moment)
        for name in bases[1:]:
            base, known = base - subject(name, moment), known & subject(f"{name}_known", moment)
        return numpy.where(known, numpy.minimum(base * percent // 100, cap), NO_SUM)

    return formula


def _most(code: str, *, only_eligible: bool) -> Callable[..., Array]:
    cap = CAPS_YUAN[code] * 100
    by_verdict = numpy.array([NO_SUM, NO_SUM if only_eligible else cap, cap], dtype=numpy.int64)

    def formula(subject: Any, moment: Any) -> Array:
        verdict = subject(f"{code}_verdict", moment)
        most = by_verdict.take(verdict)  # five times as fast as numpy.where with two constants
        if code not in PERCENT:
            return most
        sum_ = subject(f"{code}_sum", moment)
        if not only_eligible or KINDS[code] != "due":
            sum_ = numpy.where(sum_ == NO_SUM, most, sum_)
        return numpy.where(most == NO_SUM, NO_SUM, sum_)

    return formula


def _missing(code: str) -> Callable[..., Array]:
    def formula(subject: Any, moment: Any) -> Array:
        def fact(name: str) -> Array:
            column: Array = subject(name, moment)
            return column

        bits = (fact(HERE) == UNKNOWN).view(numpy.uint8)
        for place, part in enumerate(MISSING[code](fact), start=1):
            flag = _unknown(fact, part) if isinstance(part, str) else part
            bits = bits | (flag.view(numpy.uint8) << numpy.uint8(place))
        return (bits * (fact(f"{code}_verdict") == UNKNOWN).view(numpy.uint8)).astype(numpy.int32)

    return formula


class OpenFisca:
    """The contender: one tax-benefit system, a simulation for each computation."""

    def __init__(self) -> None:
        self._columns: dict[str, Array] = {}
        self._ids = polars.Series("id", [], dtype=polars.String)
        self.build()

    def build(self) -> None:
        """Declare the entity, the facts and the formulas."""
        self._subject = build_entity(key="subject", plural="subjects", label="the one judged", is_person=True)
        self._system = TaxBenefitSystem([self._subject])
        for name in TRUTHS:
            self._add(name, numpy.int8)
        self._add("platform_level", numpy.int8)
        self._add("recognition_date", numpy.int32)
        for name in FIGURES:
            self._add(name, numpy.int64)
        for name in (*FIGURES, "recognition_date"):
            self._add(f"{name}_known", numpy.bool_)
        for name, condition in SHARED.items():
            self._add(name, numpy.int8, _formula(condition))
        for code in MEASURES:
            self._add(f"{code}_verdict", numpy.int8, _verdict(code))
            if code in PERCENT:
                self._add(f"{code}_sum", numpy.int64, _sum(code))
            self._add(f"{code}_fen", numpy.int64, _most(code, only_eligible=True))
            self._add(f"{code}_most", numpy.int64, _most(code, only_eligible=False))
            self._add(f"{code}_missing", numpy.int32, _missing(code))

    def load(self, path: Path) -> None:
        """Read the facts by Polars and hand them over as arrays."""
        frame = polars.read_parquet(path, columns=["id", *FACTS])
        self._ids = frame["id"]
        truths = [polars.col(name).cast(polars.Int8).mul(YES).fill_null(UNKNOWN) for name in TRUTHS]
        level = polars.col("platform_level").replace_strict(LEVELS, default=0, return_dtype=polars.Int8)
        day = polars.col("recognition_date").cast(polars.Int32).fill_null(0)
        figures = [polars.col(name).fill_null(0) for name in FIGURES]
        known = [polars.col(name).is_not_null().alias(f"{name}_known") for name in (*FIGURES, "recognition_date")]
        table = frame.select(*truths, level, day, *figures, *known)
        self._columns = {column.name: column.to_numpy() for column in table.iter_columns()}

    def compute(self) -> dict[str, Array]:
        """Calculate every answer of all nineteen in a new simulation."""
        simulation = self._simulation()
        parts = ("verdict", "fen", "most", "missing")
        return {f"{code}_{part}": simulation.calculate(f"{code}_{part}", NOW) for code in MEASURES for part in parts}

    def frame(self, result: object) -> polars.DataFrame:
        """Put the arrays into the shared columns."""
        assert isinstance(result, dict)
        columns = [self._ids]
        for code in MEASURES:
            columns.append(_truth(result[f"{code}_verdict"]).alias(code))
            columns += [_money(result[f"{code}_{part}"]).alias(f"{code}.{part}") for part in ("fen", "most")]
            columns.append(polars.Series(f"{code}.missing", result[f"{code}_missing"]))
        return polars.DataFrame(columns).select(COLUMNS)

    def write_long(self, path: Path) -> None:
        """Write the long form, a measure at a time, by Polars and PyArrow (OpenFisca writes no Parquet)."""
        simulation, writer = self._simulation(), None
        for code in MEASURES:
            verdict, fen, most, missing = (
                simulation.calculate(f"{code}_{part}", NOW) for part in ("verdict", "fen", "most", "missing")
            )
            truth = _truth(verdict)
            kind = polars.when(polars.col("verdict")).then(polars.lit(KINDS[code])).alias("award_kind")
            table = (
                polars.DataFrame([self._ids, truth.alias("verdict"), _money(fen).alias("fen"),
                                  _money(most).alias("most"), polars.Series("missing", missing)])
                .select("id", polars.lit(code).alias("measure"), "verdict", kind, "fen", "most", "missing")
                .to_arrow()
            )  # fmt: skip
            writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
        if writer:
            writer.close()

    def totals(self, path: Path) -> Totals:
        """Sum up a register that has to be in memory whole."""
        self.load(path)
        simulation = self._simulation()
        found: dict[str, dict[str, int]] = {}
        for code in MEASURES:
            verdict, fen, most = (simulation.calculate(f"{code}_{part}", NOW) for part in ("verdict", "fen", "most"))
            open_ = verdict == UNKNOWN
            found[code] = {
                "eligible": int((verdict == YES).sum()),
                "not_eligible": int((verdict == NO).sum()),
                "undetermined": int(open_.sum()),
                "fen": int(fen[fen != NO_SUM].sum()),
                "undetermined_most": int(most[open_].sum()),
            }
        return found

    def _simulation(self) -> Simulation:
        simulation = SimulationBuilder().build_default_simulation(self._system, count=len(self._ids))
        for name, column in self._columns.items():
            simulation.set_input(name, ALWAYS, column)
        return simulation

    def _add(self, name: str, dtype: type, formula: Callable[..., Array] | None = None) -> None:
        body: dict[str, Any] = {
            "value_type": bool if dtype is numpy.bool_ else int,
            "entity": self._subject,
            "definition_period": DateUnit.ETERNITY if formula is None else DateUnit.YEAR,
            "label": name,
        }
        if formula is not None:
            body["formula"] = formula
        self._system.add_variable(type(name, (Variable,), body))
        self._system.get_variable(name).dtype = numpy.dtype(dtype)


def _formula(condition: Callable[[Facts], Array]) -> Callable[..., Array]:
    return lambda subject, moment: condition(lambda name: subject(name, moment))


def _truth(verdict: Array) -> polars.Series:
    truth = polars.Series(verdict)
    return polars.select(polars.when(truth != UNKNOWN).then(truth == YES)).to_series()


def _money(fen: Array) -> polars.Series:
    sums = polars.Series(fen)
    return polars.select(polars.when(sums != NO_SUM).then(sums)).to_series()
