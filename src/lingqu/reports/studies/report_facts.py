"""What a report of a register rests on: policy, rules, day judged, register, readings; told one way everywhere.

Its one law: whoever holds two reports can lay these lines side by side. It does not know what is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lingqu.law.bulk.register import Register
from lingqu.law.packs.pack import Pack
from lingqu.reports.studies.citations import alternative_of, day_said, title_of
from lingqu.reports.wording import Words

Facts = tuple[tuple[str, str], ...]

_DIGITS = 16  # of a digest: enough to tell rules apart, few enough to read out
_POLICY = Words("政策", "Policy")
_DIGEST = Words("规则摘要", "Digest of the rules")
_DAY = Words("判断日", "Day judged")
_OWN_DAY = Words("各行自己的 {}", "{} of each row")
_NO_DAY = Words("没有", "none")
_FILE = Words("登记册", "Register")
_SUBJECTS = Words("主体", "Subjects")
_UNREAD = Words("读不出的单元格", "Cells that cannot be read")
_READINGS = Words("所取的口径", "Readings followed")
_ADOPTED = Words("政策已采用的 {} 项", "the {} that the policy adopts")
_BESIDES = Words("；另选 {}", "; chosen besides: {}")


@dataclass(frozen=True, slots=True)
class RegisterTold:
    """A register as far as a report tells of it."""

    path: str  # as given
    subjects: int
    unread: int
    has_days: bool  # each row has a day of its own

    @classmethod
    def of(cls, register: Register, path: str, pack: Pack) -> RegisterTold:
        """Tell of a register read from `path`."""
        has_days = pack.day_fact.code in register.facts
        return cls(path, register.rows, register.fault_count, has_days)

    @property
    def file(self) -> str:
        """Its name without folders: a report goes to people who have other folders."""
        name = Path(self.path).name
        return name if name.isprintable() else "".join(each if each.isprintable() else "\ufffd" for each in name)


def register_facts(
    pack: Pack, register: RegisterTold, days: Sequence[date], chosen: Mapping[str, str], lang: str, *, digest: str = ""
) -> Facts:
    """The facts of a report; `days` are those judged, none where each row has its own. `digest` is the pack's own."""
    return (
        (_POLICY.said(lang), policy_said(pack, lang)),
        (_DIGEST.said(lang), digest or digest_said(pack.digest)),
        (_DAY.said(lang), _days_said(pack, register, days, lang)),
        (_FILE.said(lang), register.file),
        (_SUBJECTS.said(lang), f"{register.subjects:,}"),
        (_UNREAD.said(lang), f"{register.unread:,}"),
        (_READINGS.said(lang), _readings_said(pack, chosen, lang)),
    )


def policy_said(pack: Pack, lang: str) -> str:
    """The policy's name with its identifier."""
    title = pack.policy.english if lang == "en" and pack.policy.english else pack.policy.title
    return f"{title}（{pack.id}）" if lang == "zh" else f"{title} ({pack.id})"


def digest_said(digest: str) -> str:
    """The beginning of a digest, with the mark of rules changed in memory whole.

    >>> digest_said("0123456789abcdef0123~c7da8b0a")
    '0123456789abcdef~c7da8b0a'
    """
    rules, sign, mark = digest.partition("~")
    return f"{rules[:_DIGITS]}{sign}{mark}"


def _days_said(pack: Pack, register: RegisterTold, days: Sequence[date], lang: str) -> str:
    if days:
        return " – ".join(dict.fromkeys(day_said(day, lang) for day in (days[0], days[-1])))
    if not register.has_days:
        return _NO_DAY.said(lang)
    fact = pack.day_fact
    return _OWN_DAY.said(lang).format(f"「{fact.name}」" if lang == "zh" else fact.code)


def _readings_said(pack: Pack, chosen: Mapping[str, str], lang: str) -> str:
    adopted = [each for each in pack.readings if each.adopted and each.adopted.alternative == chosen.get(each.id)]
    besides = [
        f"{title_of(each, lang)} = {title_of(alternative_of(each, chosen[each.id]), lang)}"
        for each in pack.readings
        if each.id in chosen and each not in adopted
    ]
    said = _ADOPTED.said(lang).format(len(adopted))
    return said + (_BESIDES.said(lang).format(("；" if lang == "zh" else "; ").join(besides)) if besides else "")
