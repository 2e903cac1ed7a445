"""An allocation in other files: as JSON for machines, and as a CSV with one line for each application for people.

Its one law: money is text with two decimals, values of the aim are exact text, and no key of the JSON depends on the
language; the headings of the CSV are in that of whoever reads it.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from lingqu.interfaces.cli.allocation_reasons import reasons_said
from lingqu.interfaces.cli.allocation_tables import ID, MEASURE, NAME, ORGANISATION, SCORE, paid_by_year, years_paid
from lingqu.law.studies.allocation.allocation import Allocation, worth_of
from lingqu.law.studies.allocation.programme import Choice, Row
from lingqu.law.studies.allocation.questions import Consequence
from lingqu.law.studies.allocation.reasons import Hindrance, Refused
from lingqu.law.studies.allocation.sums import yuan_text
from lingqu.reports.wording import Words

_HEAD = (
    ID,
    NAME,
    ORGANISATION,
    MEASURE,
    SCORE,
    Words("申请金额（元）", "requested_yuan"),
    Words("是否支持", "taken"),
    Words("支持金额（元）", "given_yuan"),
)
_PAID_IN = Words("{}年支付（元）", "paid_{}_yuan")
_REASON = Words("未支持的原因", "reason")
_YES, _NO = Words("是", "yes"), Words("否", "no")


def allocation_as_json(allocation: Allocation, answer: Consequence | None) -> dict[str, Any]:
    """The whole result."""
    programme, goal = allocation.programme, allocation.programme.goal
    rules = programme.rules
    return {
        "title": rules.title,
        "year": rules.year,
        "aim": rules.objective.aim,
        "tie_break": [*rules.objective.totals, *rules.objective.ranks],
        "standing": allocation.standing,
        "value": worth_of(goal, allocation.value),
        "bound": worth_of(goal, allocation.bound),
        "ties_settled": allocation.ties,
        "applications": len(programme.items),
        "chosen": _awards(allocation, allocation.choice),
        "given_yuan": yuan_text(allocation.money()),
        "limits": [_limit(allocation, number, row) for number, row in enumerate(programme.rows)],
        "refused": [_refused(allocation, each) for each in allocation.refused],
        "greedy": {
            "chosen": _awards(allocation, allocation.greedy),
            "given_yuan": yuan_text(allocation.money(allocation.greedy)),
            "value": worth_of(goal, goal.value(allocation.greedy)),
            "broken": [row.label.zh for row in programme.broken(allocation.greedy)],
        },
        "notes": [note.zh for note in programme.notes],
        "question": None if answer is None else _answer(allocation, answer),
    }


def _awards(allocation: Allocation, choice: Choice) -> list[dict[str, Any]]:
    years = years_paid(allocation)
    found = []
    for place, item in enumerate(allocation.programme.items):
        if choice.taken[place]:
            given = choice.sum_of(item, place)
            paid = zip(years, paid_by_year(allocation, item, given), strict=True)
            by_year = {str(year): yuan_text(fen) for year, fen in paid if fen}
            found.append({"id": item.id, "given_yuan": yuan_text(given), "by_year_yuan": by_year})
    return sorted(found, key=lambda each: str(each["id"]))


def _amount(row: Row, number: int) -> str | int:
    return yuan_text(number) if row.money else number


def _limit(allocation: Allocation, number: int, row: Row) -> dict[str, Any]:
    used = row.activity(allocation.choice)
    price = (
        None if allocation.prices is None else float(allocation.prices.price(number) * allocation.programme.goal.unit)
    )
    if price is not None and row.money:
        price *= 100
    return {
        "rule": row.rule,
        "label": row.label.zh,
        "kind": row.kind,
        "sense": "at_most" if row.sense == "most" else "at_least",
        "money": row.money,
        "bound": _amount(row, row.bound),
        "used": _amount(row, used),
        "left": _amount(row, row.bound - used if row.sense == "most" else used - row.bound),
        "relaxed_price": price,
    }


def _refused(allocation: Allocation, refused: Refused) -> dict[str, Any]:
    goal = allocation.programme.goal
    return {
        "id": allocation.programme.items[refused.place].id,
        "never": refused.never,
        "kept_out_by": [_hindrance(each) for each in refused.hindrances],
        "worth": worth_of(goal, refused.worth),
        "relaxed_loss": None if refused.price is None else float(refused.price * goal.unit),
        "least_loss": None if refused.at_least is None else worth_of(goal, refused.at_least),
    }


def _hindrance(each: Hindrance) -> dict[str, Any]:
    row = each.row
    return {"label": row.label.zh, "left": _amount(row, each.left), "needed": _amount(row, each.needed)}


def _answer(allocation: Allocation, answer: Consequence) -> dict[str, Any]:
    goal = allocation.programme.goal
    found: dict[str, Any] = {
        "id": allocation.programme.items[answer.place].id,
        "asked": answer.asked,
        "possible": answer.choice is not None,
        "clash": [] if answer.clash is None else [row.label.zh for row in answer.clash.rows],
    }
    if answer.choice is not None:
        found |= {
            "loss": worth_of(goal, answer.loss),
            "loss_at_most": worth_of(goal, answer.most),
            "chosen": _awards(allocation, answer.choice),
        }
    return found


def allocation_as_csv(allocation: Allocation, lang: str) -> str:
    """One line for each application, in the order of its file."""
    years = years_paid(allocation)
    refused = {each.place: each for each in allocation.refused}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    paid_in = [_PAID_IN.said(lang).format(year) for year in years]
    writer.writerow([*(words.said(lang) for words in _HEAD), *paid_in, _REASON.said(lang)])
    items = allocation.programme.items
    for place in sorted(range(len(items)), key=lambda place: items[place].application.row):
        each = items[place].application
        given = allocation.choice.sum_of(items[place], place)
        paid = paid_by_year(allocation, items[place], given)
        why = reasons_said(allocation, refused[place], lang) if place in refused else ""
        taken = (_YES if allocation.choice.taken[place] else _NO).said(lang)
        texts = [_harmless(each.id), _harmless(each.name), _harmless(each.organisation), _harmless(each.measure)]
        sums = [yuan_text(each.requested), taken, yuan_text(given), *(yuan_text(fen) for fen in paid)]
        writer.writerow([*texts, str(each.score), *sums, _harmless(why)])
    return "\ufeff" + text.getvalue()


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
