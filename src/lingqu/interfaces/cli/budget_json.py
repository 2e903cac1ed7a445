"""A budget as JSON: the same figures as the report, money as text with two decimals, probabilities as text too.

Its one law: nothing is rounded that the report has exactly, and no key depends on the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lingqu.interfaces.cli.budget_made import Made
from lingqu.law.engine.wire import yuan
from lingqu.law.studies.budget.budget import MeasureCourse
from lingqu.law.studies.budget.ground import Ground, PoolGround
from lingqu.law.studies.budget.ranks import Quantile
from lingqu.law.studies.budget.shortage import Figures, PoolCourse


def budget_as_json(made: Made) -> dict[str, Any]:
    """The whole study."""
    budget, pack = made.budget, made.program.pack
    return {
        "policy": pack.id,
        "digest": pack.digest,
        "register": made.register.path,
        "subjects": budget.rows,
        "days": [day.isoformat() for day in budget.days],
        "years": list(budget.years),
        "draws": budget.draws,
        "only_measures": list(made.question.measures),
        "seed": made.seed,
        "pays": made.question.payers.name,
        "readings": {reading.id: followed or None for reading, followed in made.readings()},
        "relations": list(budget.relations),
        "carried_forward": dict(budget.carried),
        "rests_on": _ground(budget.ground),
        "measures_without_facts": [each.drawing.id for each in budget.silent],
        "pools": [_pool(each, budget.pool_grounds[each.pool.id]) for each in budget.pools],
        "measures": [_measure(each) for each in budget.measures],
        "outside": _by_year(budget.years, budget.outside),
        "together": {"years": _by_year(budget.years, budget.together), "total": _figures(budget.total)},
        "single_awards_above_pool": {
            "count": budget.single_count,
            "undetermined": budget.singles_undetermined,
            "awards": [
                {
                    "measure": each.measure,
                    "pool": each.pool,
                    "id": each.subject,
                    "name": each.name,
                    "year": each.year,
                    "yuan": yuan(each.fen),
                    "eligible": each.is_certain,
                }
                for each in budget.singles
            ],
            "measures": [
                {"measure": measure, "pool": pool, "yuan": yuan(fen)} for measure, pool, fen in budget.texts_above
            ],
        },
        "without_upper_bound": dict(budget.unbounded),
        "assumptions": [
            {
                "name": each.name,
                "scope": each.scope,
                "value": each.value,
                "meaning": each.meaning.zh,
                "meaning_english": each.meaning.en,
                "source": each.source,
                "note": each.note,
            }
            for each in made.assumptions()
        ],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    """What of P50 and of the most rests on undetermined subjects, and what of P50 is merely assumed."""
    return {
        "p50_undetermined": yuan(ground.undetermined),
        "p50_undetermined_share": _part(ground.undetermined, ground.p50),
        "p50_only_assumed": yuan(ground.assumed),
        "p50_only_assumed_share": _part(ground.assumed, ground.p50),
        "at_most_undetermined": yuan(ground.at_most_undetermined),
        "at_most_undetermined_share": _part(ground.at_most_undetermined, ground.at_most),
    }


def _part(part: int, whole: int) -> str | None:
    return _share(part * 1_000_000 // whole) if whole else None


def _pool(course: PoolCourse, ground: PoolGround) -> dict[str, Any]:
    return {
        "pool": course.pool.id,
        "title": course.pool.title,
        "title_english": course.pool.english,
        "rests_on": _ground(ground.ground),
        "known_alone": {"first_short": dict(ground.known.dry), "total": _figures(ground.known.total)},
        "yuan": yuan(course.pool.fen),
        "yearly": course.pool.yearly,
        "inside": course.inside or None,
        "measures": list(course.measures),
        "first_short": dict(course.dry),
        "probability_of_any_short_year": _share(course.ever_short),
        "years": [
            {
                "year": each.year,
                "supply": yuan(each.supply),
                **_figures(each.asked),
                "short": {level: yuan(fen) for level, fen in each.short.items()},
                "probability_short": _share(each.probability),
                "mean_short": yuan(each.mean_short),
            }
            for each in course.years
        ],
        "total": _figures(course.total),
    }


def _measure(course: MeasureCourse) -> dict[str, Any]:
    return {
        "measure": course.drawing.id,
        "kind": course.drawing.kind,
        "recurrence": course.drawing.recurrence,
        "payer": course.payer,
        "has_facts": not course.is_silent,
        "rests_on": _ground(course.ground),
        "years": [
            {
                "year": each.year,
                "eligible": each.eligible,
                "undetermined": each.undetermined,
                "due": yuan(each.due),
                "ceilings": yuan(each.ceilings),
                "undetermined_at_most": yuan(each.perhaps),
                "mean": yuan(each.mean),
                **_figures(each.figures),
            }
            for each in course.years
        ],
        "total": _figures(course.total),
        "after_last_year_p50": yuan(course.after),
    }


def _by_year(years: tuple[int, ...], figures: tuple[Figures, ...]) -> list[dict[str, Any]]:
    return [{"year": year, **_figures(each)} for year, each in zip(years, figures, strict=True)]


def _figures(figures: Figures) -> Mapping[str, Any]:
    error = {"p10": figures.p10, "p50": figures.p50, "p90": figures.p90}
    return {
        **{level: yuan(fen) for level, fen in figures.by_level.items()},
        "error_95": {level: _range(each) for level, each in error.items()},
    }


def _range(quantile: Quantile) -> list[str | None]:
    return [yuan(quantile.low), yuan(quantile.high)]


def _share(parts: int) -> str:
    return f"{parts // 1_000_000}.{parts % 1_000_000:06d}"
