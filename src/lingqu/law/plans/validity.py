"""From when and until when a plan is in force, and days as Chinese documents write them.

Its one law: a day is read only where it is a day of the calendar; a length of years is kept as a length, never
turned into a last day by guess. It does not know where in the document the clause stands.
"""

from __future__ import annotations

import re
from datetime import date

from lingqu.law.plans.numerals import number_of
from lingqu.law.plans.plan import Validity
from lingqu.law.plans.sentences import Sentence

_DIGIT = r"[\d零〇○一二三四五六七八九十]"
_DAY = re.compile(rf"(?P<year>{_DIGIT}{{4}})\s*年\s*(?P<month>{_DIGIT}{{1,2}})\s*月\s*(?P<day>{_DIGIT}{{1,3}})\s*日")
_ISO_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_FORCE = r"(?:施行|实施|执行|生效|试行)"
_BEGINS = re.compile(
    rf"自\s*(?:(?P<issue>印发|发布|公布|颁布|发文|下发)之?日|.{{4,16}}?日)\s*(?:起|开始|之日起|后)[^。；]{{0,12}}?{_FORCE}"
)
_TERM = re.compile(r"有效期|试行期|实施期限?为|执行期限?为")
_UNTIL = re.compile(r"(?:有效期|试行期|期限|截止|实施|执行|施行)[^。；]{0,12}?(?:至|到)\s*(?P<day>[^，,。；]{6,16}?日)")
_YEARS = re.compile(
    r"(?:有效期|试行期|期限)\s*(?:为|是)?\s*(?P<years>[\d一二两三四五六七八九十]{1,2})\s*年(?!\d|\s*\d{1,2}月)"
)
_OPENS = re.compile(
    r"^\s*(?:本|此|该|以上|上述|有关)?(?:建设|实施|行动|工作|总体|若干)?(?:方案|规划|计划|意见|办法|措施|细则|规定|政策|通知|文件|条例)?"
    r"\s*(?:自|从|由|有效期|执行期|实施期|试行)"
)


def day_in(text: str) -> date | None:
    """Read the first day in a text.

    >>> day_in("二〇二六年一月二十四日"), day_in("2026-1-24"), day_in("2026年13月1日")
    (datetime.date(2026, 1, 24), datetime.date(2026, 1, 24), None)
    """
    found = _DAY.search(text) or _ISO_DAY.search(text)
    if not found:
        return None
    year, month, day = (number_of(found[name]) for name in ("year", "month", "day"))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def is_day_alone(text: str) -> bool:
    """Say whether a line holds a day and nothing else, as the last line of a letter does."""
    bare = re.sub(r"[\s（）()]", "", text)
    return bool(_DAY.fullmatch(bare)) or bool(_ISO_DAY.fullmatch(bare))


def says_validity(sentence: str) -> bool:
    """Say whether a sentence states from when or until when something is in force.

    >>> says_validity("本办法自2027年3月1日起施行。"), says_validity("自觉执行制度。")
    (True, False)
    """
    return bool(_BEGINS.search(sentence)) or bool(
        _TERM.search(sentence) and (_UNTIL.search(sentence) or _YEARS.search(sentence))
    )


def opens_validity(sentence: str) -> bool:
    """Say whether a sentence opens the closing clause of a document: it speaks of the document and its force."""
    return bool(_OPENS.match(sentence)) and says_validity(sentence)


def read_validity(*, sentences: tuple[Sentence, ...], issued: date | None) -> Validity | None:
    """Gather what the sentences of the closing clause say; None where they say nothing of force."""
    begins: date | None = None
    from_issue = False
    until: date | None = None
    years: int | None = None
    for sentence in sentences:
        start = _BEGINS.search(sentence.text)
        if start and begins is None and not from_issue:
            from_issue = start["issue"] is not None
            begins = issued if from_issue else day_in(start[0])
        end, length = _UNTIL.search(sentence.text), _YEARS.search(sentence.text)
        if end and until is None:
            until = day_in(end["day"])
        elif length and years is None:
            years = number_of(length["years"].replace("两", "二"))
    if begins is None and not from_issue and until is None and years is None:
        return None
    return Validity(sentences, begins, from_issue, until, years)
