"""The sum of one outcome in a few words: owed, a ceiling, to be competed for, or a pool of many.

Its one law: only a sum fixed by a rate is said as owed; every ceiling is said to be one.
"""

from __future__ import annotations

from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.engine.answers import AwardOutcome, Outcome
from lingqu.law.lang.money import money_en, money_zh

_DUE = Words("应得 {}", "due {}")
_DUE_UNKNOWN = Words("应得数待算，至多 {}（上限）", "sum to be worked out, at most {} (ceiling)")
_DUE_OPEN = Words("应得数待算", "sum to be worked out")
_CEILING = Words("最高 {}（上限）", "up to {} (ceiling)")
_NO_CEILING = Words("未写上限", "no ceiling named")
_COMPETE = Words("可竞争，最高 {}（上限）", "may compete for up to {} (ceiling)")
_POOL = Words("资金池 {}，多方分享", "pool of {}, shared by many")
_NO_SUM = Words("不涉及金额", "no sum of money")
_LEFT = Words("，尚余 {}", ", {} left")
_IF = Words("若符合：{}", "if eligible: {}")
_WOULD_BE_DUE = Words("应得 {}", "due {}")


def money_said(fen: int, lang: str) -> str:
    """Say a sum of fen."""
    return money_en(fen) if lang == "en" else money_zh(fen)


def sum_said(outcome: Outcome, lang: str) -> str:
    """Say what an outcome gives; of an undetermined one, what it would give; nothing of one that is refused."""
    if outcome.award is not None:
        return _award(outcome.award, lang)
    award = outcome.compiled.measure.award
    if outcome.verdict.value != "undetermined" or award is None:
        return ""
    return _IF.said(lang).format(_would_be(award.kind, outcome.at_most, outcome.sum_missing, lang))


def _award(award: AwardOutcome, lang: str) -> str:
    if award.kind == "none":
        return _NO_SUM.said(lang)
    if award.kind == "due":
        if award.fen is not None:
            text = _DUE.said(lang).format(money_said(award.fen, lang))
        elif award.at_most is not None:
            text = _DUE_UNKNOWN.said(lang).format(money_said(award.at_most, lang))
        else:
            text = _DUE_OPEN.said(lang)
    elif award.fen is None:
        text = _NO_CEILING.said(lang)
    else:
        text = _of_kind(award.kind).said(lang).format(money_said(award.fen, lang))
    if award.remaining is not None:
        text += _LEFT.said(lang).format(money_said(award.remaining, lang))
    return text


def _would_be(kind: str, at_most: int | None, lacking: tuple[str, ...], lang: str) -> str:
    if kind == "none":
        return _NO_SUM.said(lang)
    if at_most is None:
        return _DUE_OPEN.said(lang) if kind == "due" else _NO_CEILING.said(lang)
    if kind == "due":
        words = _CEILING if lacking else _WOULD_BE_DUE
        return words.said(lang).format(money_said(at_most, lang))
    return _of_kind(kind).said(lang).format(money_said(at_most, lang))


def _of_kind(kind: str) -> Words:
    return {"competitive": _COMPETE, "pool": _POOL}.get(kind, _CEILING)
