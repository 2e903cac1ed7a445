"""Which readings can change an answer: those that a rule, a derivation or a bond between clauses branches by.

Its one law: a reading that only says what a fact means changes no answer, and whoever asks for it is told so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from lingqu.law.engine.choices import branched_readings
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import rules_of_measure
from lingqu.reports.studies.citations import title_of
from lingqu.reports.wording import Words

BRANCHES = Words("分支", "branches")
EXPLAINS = Words("只释义", "meaning")

_NO_EFFECT = Words(
    "--reading {}：口径「{}」只说明文字和事实的含义，没有规则按它分支；结论不因它而变，请按所取的读法填事实",
    "--reading {}: the reading “{}” says what words and facts mean, no rule branches by it; the answer does not "
    "change, give the facts as you read them",
)


def readings_used(pack: Pack) -> frozenset[str]:
    """The readings that can change an answer under this pack."""
    rules = [
        pack.policy.common,
        *(fact.derivation for fact in pack.facts),
        *(rule for measure in pack.measures for rule in rules_of_measure(measure)),
    ]
    return frozenset((*branched_readings(*rules), *(each.reading for each in pack.relations if each.reading)))


def note_unused(pack: Pack, asked: Iterable[tuple[str, str]], lang: str) -> None:
    """Say on standard error which of the readings asked for change nothing."""
    used = readings_used(pack)
    for reading, alternative in asked:
        if reading not in used:
            title = title_of(pack.reading(reading), lang)
            print(_NO_EFFECT.said(lang).format(f"{reading}={alternative}", title), file=sys.stderr)
