"""The words of the budget: headings, levels, what is said of a pool in one sentence, how the study models.

Its one law: whether a pool is enough is said by the level at which it stops being so, with the year and the sum.
"""

from __future__ import annotations

from lingqu.law.studies.budget.budget import Budget
from lingqu.law.studies.budget.ground import Ground, PoolGround
from lingqu.law.studies.budget.pools import Pool
from lingqu.law.studies.budget.shortage import LEVELS, PoolCourse
from lingqu.reports.numbers import headline
from lingqu.reports.studies.citations import listed
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

TITLE = Words("资金测算", "Budget")
LEVEL = {
    "certain": Words("应得", "certain"),
    "p10": Words("P10", "P10"),
    "p50": Words("P50", "P50"),
    "p90": Words("P90", "P90"),
    "at_most": Words("至多", "at most"),
}
SHOCKS = {
    "none": Words(
        "各主体互不相干：申报与否、批多少各自抽。主体一多，波动几乎互相抵消，P10 与 P90 会显得过近。",
        "Subjects are independent: each applies and is granted by itself. With many of them chance cancels out, and "
        "P10 and P90 come out too near to each other.",
    ),
    "measure": Words(
        "每条措施的申报率、批准比例只抽一次，各年、各主体共用：热的年年热，冷的年年冷。",
        "The shares of a measure are drawn once for all its subjects and years: what is popular stays so.",
    ),
    "measure_year": Words(
        "每条措施每年的申报率、批准比例抽一次，当年各主体共用：形势好的年份，大家一起多报；比例抽定以后，各主体再各自抽。",
        "The shares of a measure are drawn once for each year and hold for all its subjects: in a good year all apply "
        "more. Given the share, each subject still applies or not by itself.",
    ),
}
NEVER = Words("没有", "none")
SOURCES = {"assumption": Words("假设", "assumption"), "policy": Words("条文", "text of the policy")}
OFTEN = {"once": Words("一次", "once"), "yearly": Words("每年", "yearly"), "total": Words("合计封顶", "total")}
_ABOUT = Words("约{}", "about {}")

_NOBODY = Words(
    "登记册里没有主体能从{}领钱，{}用不着。",
    "No subject of the register can draw on {}; the {} a year are not called on.",
)
_PAYS_NONE = Words("{}不支付所算的任何一条措施。", "{} pays none of the measures studied.")
_SHARED = Words(
    "{}每年 {} 由申报的分享，用多少以它为限，不会不够；有多少主体来分，见逐条逐年。",
    "{}: {} a year are shared by those who apply and never exceeded; how many share it stands by measure and year.",
)
_ENOUGH = Words(
    "{}每年 {} 够用：各年全部照最高额给也不超过，{} 年最多，至多{}。",
    "{}: {} a year are enough, even if all is granted to the ceilings; the most is asked in {}, at most {}.",
)
_BELOW_P90 = Words(
    "{}每年 {} 大致够用：P90 各年都在其内；只有接近全部照最高额给，{}才会不够。",
    "{}: {} a year are very likely enough, P90 lying within every year; only near the ceilings is it short, in {}.",
)
_BELOW_P50 = Words(
    "{}每年 {} 多半够用，但有 {} 的可能至少一年不够；按 P90，{}不够，最多缺{}。",
    "{}: {} a year are more likely enough than not, but with a chance of {} short in some year; by P90 short in {}, "
    "by up to {}.",
)
_SHORT = Words(
    "{}每年 {} 不够：按 P50，{}不够，最多缺{}；至少一年不够的可能是 {}。",
    "{}: {} a year are not enough: by P50 short in {}, by up to {}; the chance of a short year is {}.",
)
_CERTAINLY_SHORT = Words(
    "{}每年 {} 不够：单是应得的数，{}就超过，最多缺{}。",
    "{}: {} a year are not enough: what is certainly due alone is above it in {}, by up to {}.",
)

_ASSUMED_FIRST = Words(
    "{}的 P50 有 {} 只是假设：登记册没有能判断这些措施的事实，名单见下。仅凭登记册已知的部分：{}。",
    "{}: {} of P50 is mere assumption, since the register has no facts to settle the measures listed below. "
    "By what the register knows alone: {}.",
)
_KNOWN_NOBODY = Words("够（还没有一个主体确定能领）", "enough (no subject is known to be eligible yet)")
_KNOWN_ENOUGH = Words("够（P50 最多的 {} 年用{}，每年有 {}）", "enough (P50 is highest in {}: {} of {} a year)")
_KNOWN_SHORT = Words("不够（按 P50，{}，最多缺{}）", "not enough (by P50 short in {}, by up to {})")
_ASSUMED_SHORT = Words(
    "连同假设的部分推算，{}的 P50 会超过，最多超{}；要先补事实，才说得上够不够。",
    "With what is assumed P50 would be above it in {}, by up to {}; facts are needed before that can be said.",
)
_ASSUMED_ENOUGH = Words(
    "连同假设的部分推算，各年 P50 也不超过。", "With what is assumed P50 would not be above it in any year either."
)
_RESTS = Words(
    "各年合计，P50 {}之中{}（{}）来自待定的主体，至多{}之中{}（{}）来自待定。",
    "P50 of all years together is {}; {} ({}) of it rests on undetermined subjects. The most is {}; {} ({}) of it "
    "does.",
)
_SILENT = Words(
    "登记册没有能判断这些措施的事实，{} 条：{}；P50 之中它们的{}（{}）只是假设。",
    "The register has no facts to settle these {} measures: {}; their {} of P50 ({}) is mere assumption.",
)
ADD_UP = Words(
    "分位数不能相加：合计取自加总以后的抽样，不是各行 P10、P50、P90 的和；应得和至多可以相加。",
    "Quantiles do not add up: those of the total are taken from the sums drawn, not from the rows above; certain and "
    "at most do add up.",
)
IN_PARTS = Words(
    "几年合计封顶的（{}）按符合的年份均分到分，除不尽的放在最后一年，所以各年会有零头。",
    "Totals over years ({}) are cut into equal parts of whole fen, the last taking the rest; hence odd fen of a year.",
)

NOTES = (
    Words(
        "应得：符合的主体、按比例能算出的数，假定都来申报。至多：应得，加上全部上限，加上待定的全部最后符合。"
        "各年的 P10、P50、P90 取抽样值里的最近名次，都是抽到过的数；各条的分位数相加不等于合计的分位数。",
        "Certain: sums that the text fixes for those eligible, if all apply. At most: these, all ceilings, and all "
        "undetermined proving eligible. P10, P50 and P90 are the nearest ranks among the sums drawn; the quantiles of "
        "measures do not add up to those of a total.",
    ),
    Words(
        "每年按同一天判断；认定到期、政策期满照规则计算。登记册里没有的年度沿用最近一年的数，按假设的增长；本来未知的仍然未知。",
        "Each year is judged on the same day, so recognitions and the policy run out as the rules say. Years that the "
        "register has no column for take over the last one, with the growth assumed; what was unknown stays unknown.",
    ),
    Words(
        "只领一次的，算在头一个确定符合的年份，没有就算在头一个待定的年份；那一年没有申报的，以后不再计。"
        "几年合计的，在符合的年份之间均分，减去已付的。每年的上限，头一年减去本年已付。",
        "What is drawn once falls into the first year in which the subject surely qualifies, else the first in which "
        "it may; who does not apply then is not counted later. Totals over years fall due in equal parts over the "
        "years in which the subject qualifies, less what was paid; a yearly ceiling is less by what was paid in the "
        "first year.",
    ),
    Words(
        "待定的主体最后是否符合，一次定下，各年相同；是否申报，逐年另抽。比例怎样在主体之间共用，见 common_shock。",
        "Whether an undetermined subject proves eligible is settled once for all years; whether it applies is drawn "
        "anew each year. How subjects share the shares drawn is said by common_shock.",
    ),
)


def level_said(level: str, lang: str) -> str:
    """Name a level."""
    return LEVEL[level].said(lang)


def pool_title(course: PoolCourse, lang: str) -> str:
    """Name a pool."""
    return pool_said(course.pool, lang)


def pool_said(pool: Pool, lang: str) -> str:
    """Name a pool by its identifier and title."""
    return f"{pool.id} {pool.english if lang == 'en' and pool.english else pool.title}"


def percent(parts: int) -> str:
    """Millionths as per cent with one decimal, cut down; what is not nothing is never said as nothing.

    >>> percent(867_000), percent(400), percent(0)
    ('86.7%', '<0.1%', '0%')
    """
    if 0 < parts < 1000:
        return "<0.1%"
    whole, tenth = divmod(parts // 1000, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def enough(course: PoolCourse, ground: PoolGround, lang: str) -> str:
    """Say in one sentence whether a pool is enough; where most of it is assumed, that comes first."""
    name = pool_title(course, lang)
    size = money_said(course.pool.fen, lang)
    if not course.total.at_most:
        return _NOBODY.said(lang).format(name, size) if course.measures else _PAYS_NONE.said(lang).format(name)
    if course.pool.shared and course.measures == (course.pool.id,):
        return _SHARED.said(lang).format(name, size)
    if ground.ground.is_assumed:
        return assumed_first(course, ground, lang)
    first = next((level for level in LEVELS if course.dry[level] is not None), None)
    if first is None:
        most = max(course.years, key=lambda each: each.asked.at_most)
        return _ENOUGH.said(lang).format(name, size, most.year, about(most.asked.at_most, lang))
    if first == "certain":
        return _CERTAINLY_SHORT.said(lang).format(name, size, *_shortest(course, "certain", lang))
    if course.dry["p50"] is not None:
        chance = percent(course.ever_short)
        return _SHORT.said(lang).format(name, size, *_shortest(course, "p50", lang), chance)
    if course.dry["p90"] is not None:
        chance = percent(course.ever_short)
        return _BELOW_P50.said(lang).format(name, size, chance, *_shortest(course, "p90", lang))
    return _BELOW_P90.said(lang).format(name, size, _shortest(course, "at_most", lang)[0])


def about(fen: int, lang: str) -> str:
    """Say a sum shortly, and that it is rounded where it is."""
    said = headline(fen, "money", lang)
    text = f"{said.text}{' ' if lang == 'en' else ''}{said.unit}"
    return _ABOUT.said(lang).format(text) if said.is_rounded else text


def recurs_said(recurrence: str, lang: str) -> str:
    """Say in a word how often a measure is drawn."""
    return OFTEN[recurrence].said(lang)


def source_said(source: str, lang: str) -> str:
    """Say where an assumption comes from; what a file says of it stands as it is."""
    return SOURCES[source].said(lang) if source in SOURCES else source


def _shortest(course: PoolCourse, level: str, lang: str) -> tuple[str, str]:
    """The years in which a pool is short at a level, and the largest shortage."""
    short = [each for each in course.years if each.short[level]]
    years = [str(each.year) for each in short]
    said = f"{'、'.join(years)} 年" if lang == "zh" else ", ".join(years)
    return said, about(max(each.short[level] for each in short), lang)


def assumed_first(course: PoolCourse, ground: PoolGround, lang: str) -> str:
    """Say that most of P50 is assumed, then what the known part needs, then what the assumptions would make of it."""
    known, size = ground.known, money_said(course.pool.fen, lang)
    if not known.total.at_most:
        said = _KNOWN_NOBODY.said(lang)
    elif known.dry["p50"] is not None:
        said = _KNOWN_SHORT.said(lang).format(*_shortest(known, "p50", lang))
    else:
        most = max(known.years, key=lambda each: each.asked.p50.fen)
        said = _KNOWN_ENOUGH.said(lang).format(most.year, about(most.asked.p50.fen, lang), size)
    share = part_said(ground.ground.assumed, ground.ground.p50)
    first = _ASSUMED_FIRST.said(lang).format(pool_title(course, lang), share, said)
    second = _ASSUMED_ENOUGH.said(lang)
    if course.dry["p50"] is not None:
        second = _ASSUMED_SHORT.said(lang).format(*_shortest(course, "p50", lang))
    return f"{first} {second}" if lang == "en" else first + second


def rests(ground: Ground, lang: str) -> str:
    """Say what of P50 and of the most rests on undetermined subjects; nothing where nobody can draw anything."""
    if not ground.at_most:
        return ""
    pairs = ((ground.p50, ground.undetermined), (ground.at_most, ground.at_most_undetermined))
    told = [each for whole, part in pairs for each in (about(whole, lang), about(part, lang), part_said(part, whole))]
    return _RESTS.said(lang).format(*told)


def silent_said(budget: Budget, lang: str) -> str:
    """Name the measures of which the register says nothing, those with the most of P50 first."""
    found = sorted(budget.silent, key=lambda each: -each.ground.assumed)
    if not found:
        return ""
    names = listed([each.drawing.id for each in found], lang)
    part = budget.ground.assumed
    return _SILENT.said(lang).format(len(found), names, about(part, lang), part_said(part, budget.ground.p50))


def part_said(part: int, whole: int) -> str:
    """Say a part of a sum as per cent.

    >>> part_said(250, 1000), part_said(0, 0)
    ('25%', '0%')
    """
    return percent(part * 1_000_000 // whole if whole else 0)


def in_parts_said(budget: Budget, lang: str) -> str:
    """Say why years have odd fen, where totals are cut into parts."""
    cut = [each.drawing for each in budget.measures if each.drawing.recurrence == "total" and each.drawing.years > 1]
    return IN_PARTS.said(lang).format(listed([each.id for each in cut], lang)) if cut else ""
