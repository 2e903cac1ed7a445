"""`lingqu explain`: the reason tree of one measure for a subject, and what each reading would change.

Its one law: every node shows whether it holds, fails or is unknown, by a mark and not by colour alone.
"""

from __future__ import annotations

import sys

import click

from lingqu.interfaces.cli.answer_page import MARKS, VERDICT_STYLES, VERDICT_WORDS, outcome_lines
from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import (
    compiled,
    day_given,
    judging_options,
    judging_pack,
    measures_given,
    wrong,
)
from lingqu.interfaces.cli.screen import BLANK, Line, Part, Screen, flowed
from lingqu.interfaces.cli.sources import opened
from lingqu.interfaces.cli.subjects_read import checked_records
from lingqu.interfaces.cli.wrapping import printable
from lingqu.law.engine.answers import Answer, Outcome, assess, select_measures
from lingqu.law.engine.explanations import Explanation, Ground, explain
from lingqu.law.engine.phrases import say_number
from lingqu.law.engine.program import Program
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.packs.walk import facts_named_in
from lingqu.reports.studies.citations import alternative_of, fact_said, title_of
from lingqu.reports.sums_said import sum_said
from lingqu.reports.wording import Words

TRUTH_MARKS: dict[Truth, tuple[str, str]] = {YES: ("✓", "good"), NO: ("✗", "bad")}
_UNKNOWN = ("?", "open")

_ID_KNOWN = Words("输入中的主体编号：{}", "the id of a subject in the input: {}")
_TREE = Words("理由", "Reasons")
_TREE_UNDER = Words("理由（若{}）", "Reasons (if {})")
_CHOICE = Words("口径「{}」取「{}」：{}", "the reading “{}” is “{}”: {}")
_SUM = Words("金额", "Sum")
_NOT_KNOWN = Words("未知", "unknown")
_READINGS = Words("各口径各备选下的结论", "The verdict under each alternative of each reading")
_SAME = Words("结论在各备选下都一样。", "The verdict is the same under all of them.")
_NONE = Words("这条规则不按口径分支。", "This rule does not branch by a reading.")
_FOLLOWED = Words("（现用）", " (followed)")
_MOST_IDS = 12


@click.command(
    cls=BilingualCommand,
    help="说明 FILE 里的主体在 MEASURE 这条措施上的结论从何而来：理由树、各口径下的结论、金额怎么算。",
    english="Explain the verdict of the subjects of FILE on MEASURE: reason tree, verdict under each reading, the sum.",
)
@judging_options
@option("--id", zh="只说明这个主体。", en="Explain this subject only.", metavar="ID")
@click.argument("measure", metavar="MEASURE")
@click.argument("file", metavar="FILE|-")
@click.pass_obj
def command(
    lang: str,
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    as_of: str | None,
    reading: tuple[str, ...],
    id: str | None,
    measure: str,
    file: str,
) -> None:
    """Explain one measure."""
    day, faults = day_given(as_of, lang)
    pack = judging_pack(policy, policies, supplements, day, lang)
    program = compiled(pack, reading, lang, [*faults, *measures_given([measure], pack, lang)])
    measures = select_measures(program, [measure])
    screen = Screen(sys.stdout)
    with opened(file, lang) as stream:
        ids: list[str] = []
        told = False
        for subject in checked_records(stream, program, day, lang):
            ids.append(subject.id)
            if id is not None and subject.id != id:
                continue
            answer = assess(program, subject, measures)
            screen.put([*([BLANK] if told else []), *explanation_lines(program, answer, lang, screen.width)])
            told = True
        if not told:
            known = _ID_KNOWN.said(lang).format(", ".join(map(printable, ids[:_MOST_IDS])))
            raise Refusal([wrong("--id", id or "", known, printable(ids[0]), lang)])


def explanation_lines(program: Program, answer: Answer, lang: str, width: int) -> list[Line]:
    """The page of one explained outcome."""
    outcome = answer.outcomes[0]
    found = explain(program, answer, outcome, lang)
    subject = answer.subject
    lines = flowed([Part(subject.name or subject.id, "head")], width)
    lines += outcome_lines(program, answer, outcome, lang, width)
    for choice, ground in found.trees:
        shown = ("、" if lang == "zh" else ", ").join(_choice(program, *each, lang) for each in choice.items())
        title = _TREE_UNDER.said(lang).format(shown) if shown else _TREE.said(lang)
        lines += [BLANK, *flowed([Part(title, "head")], width), *_ground_lines(ground, width, 2)]
    lines += _computation(program, answer, outcome, lang, width)
    return [*lines, BLANK, *_readings(program, found, lang, width)]


def _choice(program: Program, reading: str, code: str, lang: str) -> str:
    """A reading and its alternative by name, with the words that `--reading` takes."""
    found = program.pack.reading(reading)
    alternative = next(each for each in found.alternatives if each.code == code)
    names = (found.title, alternative.name) if lang == "zh" else (found.english, alternative.english)
    return _CHOICE.said(lang).format(*names, f"{reading}={code}")


def _computation(program: Program, answer: Answer, outcome: Outcome, lang: str, width: int) -> list[Line]:
    """How the sum is worked out: the award in words, the values that it looks at, and what that comes to."""
    award = outcome.compiled.measure.award
    if award is None:
        return []
    lines = [BLANK, (Part(_SUM.said(lang), "head"),)]
    lines += flowed([Part(say_award(award, program.pack, lang))], width, indent=2)
    for name in dict.fromkeys(name for name, _ in facts_named_in(award.amount)):
        fact = program.pack.fact_named(name)
        value = answer.subject.values[program.layout.of_fact[name]]
        text = _NOT_KNOWN.said(lang) if value is None else say_number(value, fact.unit, lang)
        lines += flowed([Part(f"{fact_said(fact, lang)} ", "quiet"), Part(text)], width, indent=4, hanging=6)
    comes_to = sum_said(outcome, lang)
    return lines + (flowed([Part(comes_to, "money")], width, indent=2) if comes_to else [])


def _ground_lines(ground: Ground, width: int, indent: int) -> list[Line]:
    mark, style = TRUTH_MARKS.get(ground.truth, _UNKNOWN)
    lines = flowed([Part(f"{mark} ", style), Part(ground.text)], width, indent=indent, hanging=indent + 2)
    for child in ground.children:
        lines += _ground_lines(child, width, min(indent + 2, width // 2))
    return lines


def _readings(program: Program, found: Explanation, lang: str, width: int) -> list[Line]:
    lines: list[Line] = [(Part(_READINGS.said(lang), "head"),)]
    if not found.under_readings:
        return [(Part(_NONE.said(lang), "quiet"),)]
    if found.same_under_all:
        lines.append((Part(f"  {_SAME.said(lang)}"),))
    last = ""
    for each in found.under_readings:
        reading = program.pack.reading(each.reading)
        if each.reading != last:
            lines += flowed([Part(f"{title_of(reading, lang)} "), Part(each.reading, "quiet")], width, indent=2)
            last = each.reading
        alternative = alternative_of(reading, each.alternative)
        followed = _FOLLOWED.said(lang) if each.followed else ""
        parts = [
            Part(f"{MARKS[each.verdict]} {VERDICT_WORDS[each.verdict].said(lang)}  ", VERDICT_STYLES[each.verdict]),
            Part(f"{title_of(alternative, lang)}{followed} "),
            Part(each.alternative, "quiet"),
        ]
        lines += flowed(parts, width, indent=4, hanging=6)
    return lines
