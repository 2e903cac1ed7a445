"""A report as a study of a zone would make it, with every shape of chart and every kind of cell; all of it invented."""

from __future__ import annotations

from lingqu.reports.document import Chart, Column, Figure, Report, Section, Series, Table

DISTRICTS = (
    "秀峰区", "叠彩区", "象山区", "七星区", "雁山区", "临桂区", "阳朔县", "灵川县", "全州县", "兴安县", "永福县",
    "灌阳县", "龙胜各族自治县", "资源县", "平乐县", "荔浦市", "恭城瑶族自治县",
)  # fmt: skip
MEASURES = (
    ("F01", "首次认定高新技术企业的一次性奖励"),
    ("F05", "创新平台成果转化后补助"),
    ("F11", "研发投入强度达到标准的企业奖补"),
    ("F12", "关键核心技术产业化项目资助"),
    ("F17", "概念验证中心建设与运行补助（含开放服务）"),
)
MONEY = 100  # fen of one yuan


def zone_report() -> Report:
    """The whole report."""
    return Report(
        title="资金池够不够：创新示范区 2026—2030 年预算测算",
        lead="对登记的 12,480 家单位逐条判断，已知的算到分，未知的另列；下面的数都来自随附的规则与登记表。",
        lang="zh",
        facts=(
            ("政策", "创新示范区建设方案（示例）"),
            ("规则摘要", "sha256:9f2c41d07b5e"),
            ("判断日", "2027-06-30"),
            ("登记表", "合成登记（示例）.xlsx，12,480 行"),
            ("采用的口径", "rd_intensity_base=main_business_revenue"),
            ("假设", "takeup.yaml：申请率 60%—85%"),
        ),
        sections=(by_year(), by_measure(), by_district(), by_size(), near_line(), payments()),
        warnings=(
            "这是合成登记，不是真实单位；数字只用来看方法。",
            "有 1,204 家单位缺「主营业务收入」，它们的结论是待定，金额只计入“至多”。",
        ),
    )


def by_year() -> Section:
    years = tuple(f"{year}年" for year in range(2026, 2031))
    low, middle, high = (
        (52_311_400_00, 60_118_250_50, 66_020_100_00, 71_500_000_00, 75_820_000_00),
        (63_900_000_00, 74_250_300_75, 83_410_000_00, 90_200_000_00, 96_750_000_00),
        (78_400_000_00, 93_120_900_25, 104_800_000_00, 115_300_000_00, 124_660_000_00),
    )
    return Section(
        "逐年支出与资金池",
        ("P50 在 2028 年超过每年 8,000 万元的资金池；P10 到 2030 年也没有超过。",),
        (
            Figure("每年资金池", 80_000_000_00, "money"),
            Figure("2026 年支出（P50）", 63_900_000_00, "money", "P10 至 P90：5,231.14 万元至 7,840 万元"),
            Figure("五年合计（P50）", 408_510_300_75, "money"),
            Figure("用完的年份", "2028 年", "text", "P50 首次超过资金池的一年"),
            Figure("符合的单位", 3_121, "count"),
            Figure("最大一笔占资金池", 156_250, "share", "F12 的一个项目"),
            Figure("概念验证余额", None, "money", "缺 2026 年已付"),
        ),
        (
            Chart(
                "逐年支出的区间", "fan", years,
                (Series("P10", low), Series("P50", middle), Series("P90", high)),
                "money", (("每年资金池", 80_000_000_00), ("加上概念验证专项", 90_000_000_00)),
            ),
        ),
        (
            Table(
                "逐年支出",
                (Column("年份"), *(Column(name, "money", 20) for name in ("P10", "P50", "P90"))),
                [*zip(years, low, middle, high, strict=True)],
            ),
        ),
    )  # fmt: skip


def by_measure() -> Section:
    names = tuple(f"{code} {title}" for code, title in MEASURES)
    due = (12_600_000_00, 8_431_220_35, 31_250_000_00, None, 2_000_000_00)
    most = (15_100_000_00, 20_900_000_00, 52_000_000_00, 20_000_000_00, 3_500_000_00)
    return Section(
        "按措施",
        charts=(
            Chart("各措施：已确定与至多", "bars", names, (Series("已确定", due), Series("至多", most)), "money",
                  horizontal=True),
            Chart(
                "符合、待定、不符合的家数", "stacked", tuple(code for code, _ in MEASURES),
                (
                    Series("符合", (630, 84, 1250, 0, 12)),
                    Series("待定", (120, 33, 402, 16, 5)),
                    Series("不符合", (11_730, 12_363, 10_828, 12_464, 12_463)),
                ),
            ),
        ),
    )  # fmt: skip


def by_district() -> Section:
    values = tuple((number * 7_919_317 % 9_000_001 + 40_000) * MONEY + number for number in range(len(DISTRICTS)))
    change = tuple(value // 3 - 110_000_000 for value in values)
    rows = [
        (name, value, 1_000_000 * value // sum(values), delta, number * 37 % 400)
        for number, (name, value, delta) in enumerate(zip(DISTRICTS, values, change, strict=True))
    ]
    columns = (
        Column("县（市、区）", width=20), Column("支出", "money", 18), Column("占比", "share"),
        Column("与现行相比", "money", 18), Column("家数", "count"),
    )  # fmt: skip
    total = ("合计", sum(values), 1_000_000, sum(change), sum(row[4] for row in rows))
    return Section(
        "按县（市、区）",
        charts=(
            Chart("各县（市、区）支出", "bars", DISTRICTS, (Series("支出", values),), "money"),
            Chart("门槛由 5% 改为 4% 后的变化", "bars", DISTRICTS, (Series("变化", change),), "money", horizontal=True),
        ),
        tables=(
            Table("各县（市、区）支出与变化", columns, rows, total, note="占比截到百万分之一，相加可能不到 100%。"),
        ),
    )


def by_size() -> Section:
    months = tuple(f"2026-{month:02d}" for month in range(1, 13))
    return Section(
        "按规模",
        charts=(
            Chart("规模与支出", "bars", ("大型", "中型", "小型", "微型"),
                  (Series("现行", (3_100_000_00, 12_450_000_00, 21_000_000_00, 4_020_050_00)),
                   Series("改后", (3_100_000_00, 13_900_000_00, 27_300_000_00, 6_110_000_00))), "money",
                  (("中小企业专项上限", 25_000_000_00),)),
            Chart("月度申请数", "lines", months,
                  (Series("高新区", (12, 9, 22, 31, 28, 40, 44, None, 39, 52, 61, 70)),
                   Series("经开区", (5, 4, 9, 12, 15, 13, 20, 22, 25, 24, 31, 33)),
                   Series("其他", (1, 0, 3, 2, 6, 5, 4, 8, 7, 9, 9, 12)))),
            Chart("没有数据的图", "bars", (), (), "money"),
            Chart("改动的份额", "bars", ("唯一类别",), (Series("份额", (333_333,)),), "share"),
        ),
    )  # fmt: skip


def near_line() -> Section:
    names = tuple(f"示例{number:02d}号装备制造有限责任公司" for number in range(1, 61))
    gaps = tuple((number * 13_577) % 48_000 + 100 for number in range(60))
    return Section(
        "差一点就到的单位",
        charts=(Chart("离研发强度 5% 还差", "bars", names, (Series("差距", gaps),), "share", (("培育线", 20_000),)),),
    )


def payments() -> Section:
    rows = [
        (
            f"S{number:05d}",
            f"桂林{DISTRICTS[number % 17]}示例第{number}号智能装备与先进材料联合研究院有限责任公司",
            MEASURES[number % 5][1],
            DISTRICTS[number % 17],
            None if number % 9 == 0 else number * 12_345_67 % 500_000_000,
            f"2027-{number % 12 + 1:02d}-15",
            number * 1_371 % 1_000_000,
        )
        for number in range(1, 481)
    ]
    columns = (
        Column("编号", width=10), Column("单位名称", width=40), Column("措施", width=30), Column("县（市、区）"),
        Column("金额", "money", 18), Column("到账日", "day"), Column("研发强度", "share"),
    )  # fmt: skip
    return Section("逐笔清单", tables=(Table("逐笔清单", columns, rows, shown=60),))
