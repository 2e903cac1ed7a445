"""The examples beside a rule, said in both languages and run: what is given, what must come out, whether it does.

Its one law: an example is judged by the engine, not by what it says of itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lingqu.interfaces.web.plan.naming import SUMS, both
from lingqu.law.engine.examples import KIND_WORDS, VERDICT_WORDS, run_examples
from lingqu.law.lang.tree import Day, Example, Expected, Given, Quantity
from lingqu.law.lang.words import say_day, say_quantity
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

_VERDICTS = {
    "eligible": Words("符合", "eligible"),
    "not_eligible": Words("不符合", "not eligible"),
    "undetermined": Words("待定", "undetermined"),
}
_NOTHING_MORE = Words("（只有前提）", "(the premise alone)")


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """One example: its facts, the verdict and what else comes out, the remark behind it, and whether it came out so."""

    given: Words
    verdict: str
    verdict_words: Words
    outcome: Words
    note: str
    passed: bool


@lru_cache(maxsize=256)
def examples_shown(pack: Pack, measure: str) -> tuple[ExampleShown, ...]:
    """Run and say the examples of a measure. Raises UnableToFind."""
    if not pack.measure(measure).to_applicant:
        return ()
    return tuple(_shown(pack, each.example, passed=each.passed) for each in run_examples(pack, (measure,)))


def givens_said(pack: Pack, given: tuple[Given, ...]) -> Words:
    """Say facts one after the other."""
    said = [_given(pack, each) for each in given]
    return Words("，".join(each.zh for each in said), "; ".join(each.en for each in said))


def _shown(pack: Pack, example: Example, *, passed: bool) -> ExampleShown:
    given = givens_said(pack, example.given)
    for reading, alternative in example.chosen:
        found = pack.reading(reading)
        names = next(each for each in found.alternatives if each.code == alternative)
        zh, en = f"口径“{found.title}”取“{names.name}”", f"reading “{found.english}”: “{names.english}”"
        given = Words("，".join(filter(None, (given.zh, zh))), "; ".join(filter(None, (given.en, en))))
    verdict = VERDICT_WORDS[example.expected.verdict].value
    outcome = _outcome(pack, example.expected)
    return ExampleShown(
        given if given.zh else _NOTHING_MORE, verdict, _VERDICTS[verdict], outcome, example.note, passed
    )


def _given(pack: Pack, given: Given) -> Words:
    fact = pack.fact_named(given.name)
    zh, en = given.name, fact.english or given.name
    year = Words(f"（{given.year}年）", f" ({given.year})") if given.year is not None else Words("", "")
    match given.value:
        case None:
            return Words(f"{zh}{year.zh}：未知", f"{en}{year.en}: unknown")
        case True:
            return Words(f"{zh}：是", f"{en}: yes")
        case False:
            return Words(f"{zh}：否", f"{en}: no")
        case Day() as day:
            return Words(f"{zh}：{say_day(day)}", f"{en}: {say_day(day, 'en')}")
        case Quantity() as number:
            return Words(f"{zh}{year.zh}：{say_quantity(number)}", f"{en}{year.en}: {say_quantity(number, 'en')}")
    code = dict(fact.choices).get(str(given.value), str(given.value)).replace("_", " ")
    return Words(f"{zh}：{given.value}", f"{en}: {code}")


def _outcome(pack: Pack, expected: Expected) -> Words:
    parts: list[Words] = []
    if expected.kind == "无金额":
        parts.append(SUMS["none"])
    elif expected.kind is not None:
        kind = SUMS[KIND_WORDS[expected.kind]]
        sum_said = _money(expected.sum)
        parts.append(Words(f"{kind.zh} {sum_said.zh}", f"{kind.en} {sum_said.en}"))
    if expected.remaining is not None:
        left = _money(expected.remaining)
        parts.append(Words(f"还余 {left.zh}", f"{left.en} left"))
    for names, zh, en in (
        (expected.missing, "还缺", "missing"),
        (expected.still, "算金额还缺", "for the sum still missing"),
    ):
        if names is not None:
            facts = [both(name, pack.fact_named(name).english) for name in names]
            parts.append(
                Words(
                    f"{zh}{'、'.join(each.zh for each in facts) or '无'}",
                    f"{en}: {', '.join(each.en for each in facts) or 'nothing'}",
                )
            )
    if expected.readings:
        readings = [pack.reading(each) for each in expected.readings]
        parts.append(
            Words(
                f"取决于口径{'、'.join(f'“{each.title}”' for each in readings)}",
                f"rests on the reading {', '.join(f'“{each.english}”' for each in readings)}",
            )
        )
    return Words("；".join(each.zh for each in parts), "; ".join(each.en for each in parts))


def _money(quantity: Quantity | None) -> Words:
    if quantity is None:
        return Words("未知", "unknown")
    return Words(say_quantity(quantity), say_quantity(quantity, "en"))
