"""The sum of one outcome in a few words, and the weight it is sorted by.

Its one law: only a sum fixed by a rate is said as owed; every ceiling is said to be one.
"""

from __future__ import annotations

from lingqu.law.engine.answers import AwardOutcome, Outcome
from lingqu.law.engine.judgement import Verdict
from lingqu.law.lang.money import grouped, money_en, money_zh
from lingqu.reports.wording import Words

_DUE = Words("应得 {}", "due {}")
_DUE_AT_MOST = Words("应得数待算，至多 {}（上限）", "sum to be worked out, at most {} (ceiling)")
_DUE_OPEN = Words("应得数待算", "sum to be worked out")
_CEILING = Words("最高 {}（上限）", "up to {} (ceiling)")
_NO_CEILING = Words("未写上限", "no ceiling named")
_COMPETE = Words("可竞争，最高 {}（上限）", "may compete for up to {} (ceiling)")
_POOL = Words("资金池 {}，多方分享", "pool of {}, shared by many")
_NO_SUM = Words("不涉及金额", "no sum of money")
_LEFT = Words("，尚余 {}", ", {} left")
_IF = Words("若符合：{}", "if eligible: {}")


def money_said(fen: int, lang: str) -> str:
    """Say a sum of fen.

    >>> money_said(45_000_000, "zh"), money_said(116_420_810_000, "zh")
    ('45万元', '116,420.81万元')
    """
    return money_en(fen) if lang == "en" else grouped(money_zh(fen))


def sum_said(outcome: Outcome, lang: str) -> str:
    """Say what an outcome gives; of an undetermined one what it would give; nothing of one that is refused."""
    if outcome.award is not None:
        return _award(outcome.award, lang)
    declared = outcome.compiled.measure.award
    if outcome.verdict is not Verdict.UNDETERMINED or declared is None:
        return ""
    return _IF.said(lang).format(_would_be(declared.kind, outcome, lang))


def weight(outcome: Outcome) -> int:
    """The fen that an outcome is sorted by: what is left of it, else its sum, else its ceiling; 0 where refused."""
    award = outcome.award
    if award is None:
        return outcome.at_most or 0
    return next((each for each in (award.remaining, award.fen, award.at_most) if each is not None), 0)


def _award(award: AwardOutcome, lang: str) -> str:
    if award.kind == "none":
        return _NO_SUM.said(lang)
    if award.fen is not None:
        text = _worded(award.kind, award.fen, lang)
    elif award.kind == "due":
        text = _DUE_OPEN.said(lang) if award.at_most is None else _with(_DUE_AT_MOST, award.at_most, lang)
    else:
        text = _NO_CEILING.said(lang)
    return text if award.remaining is None else text + _with(_LEFT, award.remaining, lang)


def _would_be(kind: str, outcome: Outcome, lang: str) -> str:
    if kind == "none":
        return _NO_SUM.said(lang)
    if outcome.at_most is None:
        return (_DUE_OPEN if kind == "due" else _NO_CEILING).said(lang)
    if kind == "due" and outcome.sum_missing:
        return _with(_CEILING, outcome.at_most, lang)
    return _worded(kind, outcome.at_most, lang)


def _worded(kind: str, fen: int, lang: str) -> str:
    return _with({"due": _DUE, "competitive": _COMPETE, "pool": _POOL}.get(kind, _CEILING), fen, lang)


def _with(words: Words, fen: int, lang: str) -> str:
    return words.said(lang).format(money_said(fen, lang))
