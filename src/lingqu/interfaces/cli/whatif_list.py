"""The numbers that can be set, listed: address, what it is today, the sentence it rests on, an example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.parameters import Parameter
from lingqu.law.studies.whatif.quantities import another
from lingqu.reports.document import Column, Report, Section, Table
from lingqu.reports.studies.citations import anchors_said, title_of
from lingqu.reports.studies.report_facts import digest_said, policy_said
from lingqu.reports.studies.whatif_words import clause_said, value_said
from lingqu.reports.wording import Words

_TITLE = Words("可以改的数", "Numbers that can be set")
_LEAD = Words(
    "每个数有一个地址，--set 按地址改；事实的代码和中文名都可以写。",
    "Each number has an address by which --set changes it; facts go by code or by Chinese name.",
)
_COLUMNS = (
    Words("地址", "Address"),
    Words("中文地址", "Chinese address"),
    Words("今天", "Today"),
    Words("依据", "Sentence"),
    Words("写在", "Stands in"),
    Words("例", "Example"),
)
_POLICY = Words("政策", "Policy")
_DIGEST = Words("规则摘要", "Digest of the rules")


def parameters_report(pack: Pack, parameters: Sequence[Parameter], lang: str) -> Report:
    """All parameters as one table."""
    rows = [
        (
            each.address,
            each.alias,
            value_said(each.today, lang),
            anchors_said(each.measure.cites, lang),
            clause_said(each, pack, lang),
            example_of(each, lang),
        )
        for each in parameters
    ]
    widths = (44, 36, 14, 18, 40, 48)
    columns = tuple(Column(words.said(lang), width=width) for words, width in zip(_COLUMNS, widths, strict=True))
    return Report(
        _TITLE.said(lang),
        _LEAD.said(lang),
        lang,
        ((_POLICY.said(lang), policy_said(pack, lang)), (_DIGEST.said(lang), digest_said(pack.digest))),
        (Section(_TITLE.said(lang), tables=(Table(_TITLE.said(lang), columns, rows, shown=max(len(rows), 1)),)),),
    )


def parameter_lines(pack: Pack, parameters: Sequence[Parameter], lang: str, width: int) -> Iterator[Line]:
    """The parameters for a screen, measure by measure."""
    yield from flowed([Part(_TITLE.said(lang), "head")], width)
    yield from flowed([Part(_LEAD.said(lang))], width)
    last = ""
    for each in parameters:
        if each.measure.id != last:
            last = each.measure.id
            yield BLANK
            cites = anchors_said(each.measure.cites, lang)
            yield from flowed(
                [Part(f"{last} ", "head"), Part(title_of(each.measure, lang), "head"), Part(f"  {cites}", "quiet")],
                width,
            )
        first, second = each.alias, each.address
        if lang == "en":  # a Chinese alias is nothing to whoever reads English
            first, second = each.address, ""
        yield from flowed([Part(f"{first}  "), Part(value_said(each.today, lang), "money")], width, indent=2, hanging=4)
        told = f"{second}  --set '{example_of(each, lang)}'".strip()
        yield from flowed([Part(told, "quiet")], width, indent=4, hanging=6)
        if clause := clause_said(each, pack, lang):
            yield from flowed([Part(clause, "quiet")], width, indent=4, hanging=6)


def parameters_record(pack: Pack, parameters: Sequence[Parameter]) -> list[dict[str, Any]]:
    """The parameters as JSON."""
    return [
        {
            "address": each.address,
            "alias": each.alias,
            "also": list(each.also),
            "measure": each.measure.id,
            "today": value_said(each.today, "zh"),
            "cites": [str(anchor) for anchor in each.measure.cites],
            "clause": clause_said(each, pack, "zh"),
            "example": example_of(each, "zh"),
        }
        for each in parameters
    ]


def example_of(parameter: Parameter, lang: str) -> str:
    """What --set could be given."""
    return f"{parameter.address if lang == 'en' else parameter.alias}={another(parameter.today)}"
