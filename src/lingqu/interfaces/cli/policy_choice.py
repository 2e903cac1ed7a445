"""Which policy, which readings and which day a command works with, and every fault of that choice told at once.

Its one law: a choice that cannot be followed is refused before any input is read. It does not know what is asked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lingqu.interfaces.cli.bilingual import option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.wrapping import printable
from lingqu.law.engine.choices import UnableToChoose, check_choices
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.packs.cache import cache_from
from lingqu.law.packs.folders import UnableToLoadPack, load_pack
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

DEFAULT_POLICY = "guilin2026"

_WRONG = Words("{}：给出 {}；应为{}；例如 {}", "{}: given {}; expected {}; e.g. {}")
_NEAREST = Words("；最接近的是 {}", "; nearest {}")
_CHINESE_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日", re.ASCII)
_DAY = Words("日历上有的日期 年-月-日", "a day of the calendar as YYYY-MM-DD")
_READING = Words("口径=备选", "READING=ALTERNATIVE")
_TWICE = Words("每个口径只选一个备选", "one alternative for each reading")
_READING_KNOWN = Words("政策里的口径或它的备选：{}", "a reading of the policy or an alternative of it: {}")
_MEASURE_KNOWN = Words("可以申请的措施：{}", "a measure that can be applied for: {}")
_NOT_APPLIED_FOR = Words(
    "可以申请的措施：{1}；{0} 是方案安排的经费或项目，没有人去申请",
    "a measure that can be applied for: {1}; {0} is a budget or a programme that nobody applies for",
)
_SUPPLEMENTS = Words("政策在「补充」里列出的：{}", "a policy named under 补充: {}")
_NO_CLASH = Words("在两个政策里意思相同的名称", "a name that means the same in both policies")
_MOST_NAMED = 24

policy_option = option(
    "--policy", zh="政策。", en="The policy.", default=DEFAULT_POLICY, metavar="ID", show_default=True
)
folders_option = option(
    "--policies",
    zh="另加一个政策文件夹（或放有政策文件夹的文件夹），同名者优先于随附的。",
    en="Add a policy folder, or a folder of such folders; it outranks a shipped policy of the same name.",
    multiple=True,
    metavar="DIR",
)
as_of_option = option(
    "--as-of",
    zh="按哪一天判断；不写则用事实 application_date。",
    en="The day judged; without it the fact application_date.",
    metavar="YYYY-MM-DD",
)
readings_option = option(
    "--reading",
    zh="改用某口径的某个备选，优先于已采用的。",
    en="Follow one alternative of a reading, over the adopted one.",
    multiple=True,
    metavar="ID=ALT",
)


supplements_option = option(
    "--with",
    "supplements",
    zh="一并查另一政策的条件，例如 general_conditions（一般申报条件）。",
    en="Ask the conditions of another policy as well, e.g. general_conditions.",
    multiple=True,
    metavar="ID",
)


def policy_options(target: Any) -> Any:
    """Add --policy and --policies to a command."""
    return policy_option(folders_option(target))


def judging_options(target: Any) -> Any:
    """Add all that says how subjects are judged to a command."""
    return policy_options(supplements_option(as_of_option(readings_option(target))))


def loaded(policy: str, folders: Sequence[str], lang: str) -> Pack:
    """Load the policy. Raises `Refusal` with all its faults."""
    try:
        return load_pack(policy, folders=[Path(each) for each in folders], cache=cache_from(os.environ))
    except UnableToLoadPack as error:
        raise Refusal([fault.said(lang) for fault in error.faults]) from None


def judging_pack(policy: str, folders: Sequence[str], supplements: Sequence[str], day: date | None, lang: str) -> Pack:
    """Load what subjects are judged by: the policy of the day, with the supplements switched on, without examples."""
    paths = [Path(each) for each in folders]
    cache = cache_from(os.environ)
    faults: list[str] = []
    packs: list[Pack] = []
    for each in dict.fromkeys((policy, *supplements)):
        try:
            packs.append(load_pack(each, folders=paths, day=day, cache=cache, examples=False))
        except UnableToLoadPack as error:
            faults += [fault.said(lang) for fault in error.faults]
    if faults:
        raise Refusal(faults)
    pack = packs[0]
    for supplement in packs[1:]:
        pack = _supplemented(pack, supplement, lang)
    return pack


def _supplemented(pack: Pack, supplement: Pack, lang: str) -> Pack:
    # asked for seldom, so not imported for every assessment
    from lingqu.law.packs.supplements import UnableToSupplement, with_supplement

    try:
        return with_supplement(pack, supplement)
    except UnableToSupplement as error:
        known = ", ".join(pack.policy.supplements) or "-"
        if supplement.id not in pack.policy.supplements:
            raise Refusal(
                [wrong("--with", supplement.id, _SUPPLEMENTS.said(lang).format(known), known, lang)]
            ) from None
        clashes = _NO_CLASH.said(lang)
        raise Refusal([wrong("--with", each, clashes, supplement.id, lang) for each in error.clashes]) from None


def compiled(
    pack: Pack, readings: Sequence[str], lang: str, others: Sequence[str] = (), *, is_noted: bool = True
) -> Program:
    """Compile a pack under the readings asked for. Raises `Refusal`, with `others` among what it tells.

    `is_noted`: readings that no rule branches by are told of; a command that uses them itself tells of the rest.
    """
    faults = [*others]
    asked: dict[str, str] = {}
    for each in readings:
        reading, sign, alternative = each.partition("=")
        if not sign or not reading or not alternative:
            faults.append(wrong("--reading", each, _READING.said(lang), "rd_intensity_base=operating_revenue", lang))
        elif asked.setdefault(reading, alternative) != alternative:
            faults.append(wrong("--reading", each, _TWICE.said(lang), f"{reading}={asked[reading]}", lang))
    try:
        check_choices(pack, asked)
    except UnableToChoose as error:
        for fault in error.faults:
            known = _READING_KNOWN.said(lang).format(_listed(fault.expected))
            reading = fault.given.partition("=")[0]
            example = f"{reading}={fault.expected[0]}" if f"{reading}" not in fault.expected else fault.expected[0]
            if not any(each.id == reading for each in pack.readings):
                example = _some_choice(pack, fault.nearest)
            faults.append(wrong("--reading", fault.given, known, example, lang, fault.nearest))
    if faults:
        raise Refusal(faults)
    if asked and is_noted:
        from lingqu.interfaces.cli.readings_used import note_unused  # only where somebody chooses

        note_unused(pack, asked.items(), lang)
    return compile_program(pack, asked)


def day_given(text: str | None, lang: str) -> tuple[date | None, list[str]]:
    """Read --as-of; the second part tells what is wrong with it."""
    if text is None:
        return None, []
    try:
        spelled = _CHINESE_DAY.fullmatch(text)
        if spelled:
            return date(*(int(part) for part in spelled.groups())), []
        if len(text) != 10 or not text.isascii():
            raise ValueError
        return date.fromisoformat(text), []
    except ValueError:
        return None, [wrong("--as-of", text, _DAY.said(lang), "2027-06-30", lang)]


def measures_given(wanted: Sequence[str], pack: Pack, lang: str) -> list[str]:
    """Tell which measures asked for are none that somebody can apply for."""
    known = [measure.id for measure in pack.applicant_measures]
    faults = []
    for each in dict.fromkeys(wanted):
        if each not in known:
            near = get_close_matches(each.upper(), known, n=1, cutoff=0.5)
            expected = _MEASURE_KNOWN.said(lang).format(_listed(known))
            given = next((measure.id for measure in pack.measures if measure.id == each.upper()), None)
            if given is not None and given not in known:
                expected, near = _NOT_APPLIED_FOR.said(lang).format(given, _listed(known)), []
            example = (near or known or [""])[0]
            faults.append(wrong("--measure", each, expected, example, lang, near[0] if near else None))
    return faults


def wrong(where: str, given: str, expected: str, example: str, lang: str, nearest: str | None = None) -> str:
    """Say one fault in one line: where, what was given, what is expected, an example, the nearest name."""
    text = _WRONG.said(lang).format(where, printable(given) or '""', expected, example)
    return text + (_NEAREST.said(lang).format(nearest) if nearest else "")


def _listed(names: Sequence[str]) -> str:
    more = " …" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _some_choice(pack: Pack, reading: str | None) -> str:
    found = next((each for each in pack.readings if each.id == reading), pack.readings[0] if pack.readings else None)
    return f"{found.id}={found.alternatives[0].code}" if found else "-"
