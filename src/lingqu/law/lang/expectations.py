"""What could have stood there, in the words of people: each terminal of the grammar by its Chinese and English name.

Its one law: every terminal of the grammar has a name here (a test holds it). It does not know any shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from lingqu.law.lang.tree import BEHIND_THE_NUMBER, EQUAL, STRICTLY_ABOVE, STRICTLY_BELOW, Unit

MOST_NAMED = 7
LIKE_ENOUGH = 0.5

NAMES: dict[str, tuple[str, str]] = {
    "NAME": ("「…」里的名称", "a name in 「…」"),
    "MONEY": ("金额（2000万元）", "a sum (2000万元)"),
    "PERCENT": ("百分数（5%）", "a percentage (5%)"),
    "FRACTION": ("几分之几（千分之五）", "a fraction (千分之五)"),
    "FOLD": ("倍数（1.5倍）", "a multiple (1.5倍)"),
    "COUNT": ("数量（3家）", "a count (3家)"),
    "DATE": ("日期（2026年1月24日）", "a day (2026年1月24日)"),
    "YEAR": ("年份（2025年）", "a year (2025年)"),
    "SLUG": ("代码（英文字母开头）", "a code that begins with a letter"),
    "WORD": ("选项的名称", "the name of a choice"),
    "HAN": ("说明时点的中文（立项时）", "Chinese words for the time (立项时)"),
    "BY": ("采用者的名称", "the name of who adopts it"),
    "NUMBERED": ("编号（1 或 1.1）", "a number (1 or 1.1)"),
    "DIGEST": ("文句摘要（十六进制）", "the digest of the sentence (hexadecimal)"),
    "REFERENCE": ("编号或代码", "an id or a code"),
    "ANCHOR": ("文句位置（第10条第1句）", "an anchor (第10条第1句)"),
    "ORDINAL": ("第几句（第1句）", "the number of the sentence (第1句)"),
    "MAPPED": (
        "去向：措施、指标、职责、地点、登记、流程、保障、不可执行",
        "what it became: 措施, 指标, 职责, 地点, 登记, 流程, 保障, 不可执行",
    ),
    "UNIT": ("类型：金额、比例、数量、日期、是否", "a type: 金额, 比例, 数量, 日期, 是否"),
    "_CHOICE": ("选项（甲 a、乙 b）", "选项（甲 a、乙 b）"),
    "YEARLY": ("每年", "每年"),
    "SUBJECT": (
        "对象：组织、项目、平台、认定、团队、联合体",
        "a kind of subject: 组织, 项目, 平台, 认定, 团队, 联合体",
    ),
    "COMPARE": ("比较词（高于、达到、低于、不超过 …）", "a word that compares (高于, 达到, 低于, 不超过 …)"),
    "BEHIND": ("以上、以下或以内", "以上, 以下 or 以内"),
    "WITHIN": ("期限（3年内）", "a period (3年内)"),
    "AT_LEAST_OF": ("至少几项", "至少 N项"),
    "NOT": ("不", "不 (not)"),
    "_AND": ("且", "且 (and)"),
    "_OR": ("或", "或 (or)"),
    "_IN": ("在", "在"),
    "_IS": ("为", "为 (is)"),
    "_AMONG": ("属于", "属于 (is one of)"),
    "_FIRST": ("首次", "首次 (for the first time)"),
    "_SINCE": ("自", "自 (since)"),
    "_FROM": ("起", "起"),
    "PREVIOUS": ("上年", "上年 (the year before)"),
    "EARLIER": ("往年最高", "往年最高 (highest of earlier years)"),
    "INCREASE": ("同比增加", "同比增加 (increase over the year before)"),
    "RECENT": ("近几年合计", "近N年合计 (sum of the last N years)"),
    "LESSER": ("较小者", "较小者 (the lesser of)"),
    "GREATER": ("较大者", "较大者 (the greater of)"),
    "_BY_READING": ("依口径", "依口径 (by reading)"),
    "_PLUS": ("＋", "+"),
    "_MINUS": ("－", "−"),
    "_LESS": ("减", "减 (less)"),
    "_TIMES": ("×", "×"),
    "_DIVIDE": ("÷", "÷"),
    "POOL": ("资金池", "资金池 (pool)"),
    "COMPETITIVE": ("择优", "择优 (competitive)"),
    "_CEILING": ("最高", "最高 (at most)"),
    "_FLAT": ("定额", "定额 (a fixed sum)"),
    "_BY": ("按", "按 (by)"),
    "_BY_AT_MOST": ("按不超过", "按不超过 (by at most)"),
    "_OF": ("的", "的 (of)"),
    "_BANDS": ("分档", "分档 (bands)"),
    "_MARGINAL": ("累进", "累进 (marginal)"),
    "_EACH_FULL": ("每满", "每满 (each full)"),
    "_GIVE": ("给", "给 (give)"),
    "_ACCORDING": ("依", "依 (according to)"),
    "_CHANGED_TO": ("改按", "改按 (at the rate of)"),
    "_YEARLY_ROWS": ("分年", "分年 (year by year)"),
    "_MATCH": ("配套", "配套 (match)"),
    "_SETTLED_BY": ("由", "由 (by)"),
    "_TO": ("至", "至 (to)"),
    "_SETTLED": ("之间核定", "之间核定 (settled within)"),
    "_CONSIDERING": ("视", "视 (in view of)"),
    "_SITUATION": ("情况", "情况"),
    "_WITHOUT_SUM": ("不涉金额", "不涉金额 (without a sum)"),
    "_ABOVE": ("超过", "超过 (above)"),
    "_PART": ("部分", "部分 (the part)"),
    "YEAR_NUMBER": ("第几年", "第N年 (year N)"),
    "EACH_YEAR": ("每年", "每年 (a year)"),
    "ONCE": ("一次", "一次 (once)"),
    "YEARS_TOGETHER": ("几年合计", "N年合计 (N years together)"),
    "PLAN_TOGETHER": ("有效期内合计", "有效期内合计 (while in force)"),
    "PER": ("每家、每个、每项目 …", "每家, 每个, 每项目 … (for each)"),
    "_READING": ("口径", "口径 (a reading)"),
    "_REASON": ("理由", "理由 (the reason)"),
    "_ARROW": ("→", "→"),
    "VERDICT": ("结论：符合、不符合、待定", "a verdict: 符合, 不符合, 待定"),
    "KIND_OF_SUM": ("应得、最高、择优最高或资金池", "应得, 最高, 择优最高 or 资金池"),
    "NO_SUM": ("无金额", "无金额 (no sum)"),
    "_REMAINING": ("余", "余 (remaining)"),
    "_MISSING": ("缺", "缺 (missing)"),
    "_STILL": ("金额还缺", "金额还缺 (the sum still needs)"),
    "_RESTS_ON": ("系于", "系于 (rests on)"),
    "NONE": ("无", "无 (none)"),
    "UNKNOWN": ("未知", "未知 (unknown)"),
    "_SEP": ("逗号或顿号", "a comma"),
    "_SEMICOLON": ("；", "；"),
    "_COLON": ("：", "："),
    "_OPEN": ("（", "（"),
    "_CLOSE": ("）", "）"),
    "_EQUALS": ("=", "="),
    "$END": ("到此结束", "the end of the field"),
}
# the words that stand behind a terminal's name, where it has more than the one it is called by
_WORDS_OF: dict[str, tuple[str, ...]] = {
    "COMPARE": (*STRICTLY_ABOVE, "达到", "不低于", *STRICTLY_BELOW, "不超过", *EQUAL),
    "BEHIND": BEHIND_THE_NUMBER,
    "SUBJECT": ("组织", "项目", "平台", "认定", "团队", "联合体"),
    "UNIT": tuple(unit.value for unit in Unit),
    "MAPPED": ("措施", "指标", "职责", "地点", "登记", "流程", "保障", "不可执行"),
    "VERDICT": ("符合", "不符合", "待定"),
    "KIND_OF_SUM": ("应得", "最高", "择优最高", "资金池"),
}
# what people write who know other languages
_SIGNS_OF_OTHERS = {
    ">": ("COMPARE", "高于"),
    "<": ("COMPARE", "低于"),
    "≥": ("COMPARE", "不低于"),
    "≤": ("COMPARE", "不超过"),
    "=": ("COMPARE", "等于"),
    "&": ("_AND", "且"),
    "与": ("_AND", "且"),
    "和": ("_AND", "且"),
    "及": ("_AND", "且"),
    "|": ("_OR", "或"),
    "“": ("NAME", "「…」"),
    '"': ("NAME", "「…」"),
    "『": ("NAME", "「…」"),
    "《": ("NAME", "「…」"),
}
_QUANTITIES = {"MONEY", "PERCENT", "FRACTION", "FOLD", "COUNT"}
_ANY_QUANTITY = ("数（2000万元、5%、3家）", "a quantity (2000万元, 5%, 3家)")
_FIRST = ("NAME", "_OF", "_COLON", "_SEMICOLON", "_SEP", "_OPEN", "_CLOSE", "_EQUALS", "_AND", "_OR", "COMPARE", "$END")
_SIGNS = {"_PLUS", "_MINUS", "_LESS", "_TIMES", "_DIVIDE"}
_ANY_SIGN = ("运算符（＋ － × ÷）", "a sign (+ − × ÷)")


def expected_words(terminals: Iterable[str]) -> tuple[str, str]:
    """Say in Chinese and in English what could have stood there.

    >>> expected_words({"_OF", "_CLOSE"})
    ('的 或 ）', '的 (of) or ）')
    """
    wanted = set(terminals)
    grouped = []
    for group, name in ((_QUANTITIES, _ANY_QUANTITY), (_SIGNS, _ANY_SIGN)):
        if len(group & wanted) >= 3:
            wanted -= group
            grouped.append(name)
    first = [NAMES[terminal] for terminal in _FIRST if terminal in wanted]
    said = [*first, *grouped, *(NAMES[each] for each in NAMES if each in wanted and each not in _FIRST)]
    if not said:
        return "别的写法", "something else"
    if len(said) > MOST_NAMED:
        said = [*said[:MOST_NAMED], ("…", "…")]
    return tuple(_listed([pair[side] for pair in said], word) for side, word in ((0, "或"), (1, "or")))  # type: ignore[return-value]


def nearest_word(given: str, terminals: Collection[str]) -> str | None:
    """Find the word of the language that what is given begins almost like.

    >>> nearest_word("高於5%", {"COMPARE", "_OF"}), nearest_word("甲", {"COMPARE"})
    ('高于', None)
    """
    terminal, word = _SIGNS_OF_OTHERS.get(given[:1], ("", ""))
    if terminal in terminals:
        return word
    words = [word for each in terminals for word in _WORDS_OF.get(each, (NAMES[each][0],)) if len(word) > 1]
    likeness = {word: SequenceMatcher(None, given[: len(word)], word).ratio() for word in words}
    best = max(sorted(likeness), key=likeness.__getitem__, default="")
    return best if likeness.get(best, 0) >= LIKE_ENOUGH else None


def _listed(words: list[str], last: str) -> str:
    words = list(dict.fromkeys(words))
    if len(words) == 1:
        return words[0]
    comma = "、" if last == "或" else ", "
    return f"{comma.join(words[:-1])} {last} {words[-1]}"
