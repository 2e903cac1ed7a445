"""Levels of a recognition, the four ranks from library to recognition, and the states a title can be in.

Its one law: 入库, 培育, 备案 and 认定 are four ranks and never stand for each other; the codes of the levels are
those of the machine interface. It does not know what is recognised.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title

LEVELS = CodeList(
    "levels",
    Title("级别", "Levels"),
    [
        Entry("municipal", Title("市级", "city")),
        Entry("regional", Title("自治区级", "region")),
        Entry("national", Title("国家级", "national")),
    ],
)

RANKS = CodeList(
    "ranks",
    Title("位次", "Ranks"),
    [
        Entry("library", Title("入库", "entered in a library")),
        Entry("cultivation", Title("培育", "under cultivation")),
        Entry("filing", Title("备案", "filed")),
        Entry("recognition", Title("认定", "recognised")),
    ],
)

STANDINGS = CodeList(
    "standings",
    Title("称号状态", "Standing of a title"),
    [
        Entry("preparing", Title("筹建", "being set up")),
        Entry("in_force", Title("有效", "in force")),
        Entry("due_for_review", Title("待复核", "due for review")),
        Entry("suspended", Title("整改", "suspended for correction")),
        Entry("expired", Title("到期", "expired")),
        Entry("revoked", Title("撤销", "revoked for fault")),
        Entry("ended", Title("终止", "ended by either side")),
    ],
)

FACT_SOURCES = CodeList(
    "fact_sources",
    Title("事实来源", "Sources of facts"),
    [
        Entry("declared", Title("申报", "declared by the organisation")),
        Entry("register", Title("登记", "kept in a register")),
        Entry("authority", Title("部门", "found or signed by an authority")),
    ],
)

RD_FIGURES = CodeList(
    "rd_figures",
    Title("研发投入的统计口径", "Figures of R&D expenditure"),
    [
        Entry("accounting", Title("会计口径", "accounting")),
        Entry("tax", Title("税务加计扣除口径", "tax deduction")),
        Entry("statistics", Title("统计口径", "statistics")),
        Entry("recognition", Title("高企认定口径", "high-tech recognition")),
    ],
)
