"""Major groups of GB/T 4754 with what made firms in them are like: how many, how large, how heavy in R&D.

Its one law: codes and names are the standard's (2017); every number beside them is ours and no statistics.
"""

from __future__ import annotations

from typing import NamedTuple


class Industry(NamedTuple):
    """A major group: weights in four palettes, the median R&D intensity, and the words of its trade."""

    code: str
    name: str
    general: float
    factory: float
    digital: float
    science: float
    intensity: float
    trades: tuple[str, ...]

    @property
    def title(self) -> str:
        """Code and name, as the column says it."""
        return f"{self.code} {self.name}"


INDUSTRIES = (
    Industry("01", "农业", 3, 0, 0, 0, 0.004, ("果蔬", "种苗")),
    Industry("13", "农副食品加工业", 5, 6, 0, 0, 0.006, ("粮油", "米制品")),
    Industry("14", "食品制造业", 3, 5, 0, 0, 0.008, ("食品", "罗汉果制品")),
    Industry("15", "酒、饮料和精制茶制造业", 2, 4, 0, 0, 0.006, ("饮品", "茶叶")),
    Industry("20", "木材加工和木、竹、藤、棕、草制品业", 2, 3, 0, 0, 0.004, ("竹木", "板材")),
    Industry("22", "造纸和纸制品业", 1, 2, 0, 0, 0.008, ("纸品",)),
    Industry("23", "印刷和记录媒介复制业", 1, 1.5, 0, 0, 0.008, ("印务",)),
    Industry("26", "化学原料和化学制品制造业", 2, 4, 0, 0, 0.018, ("化工", "涂料")),
    Industry("27", "医药制造业", 3, 8, 0, 0, 0.035, ("药业", "生物制药")),
    Industry("29", "橡胶和塑料制品业", 3, 6, 0, 0, 0.018, ("橡胶", "塑料")),
    Industry("30", "非金属矿物制品业", 3, 5, 0, 0, 0.010, ("建材", "石材")),
    Industry("32", "有色金属冶炼和压延加工业", 1, 3, 0, 0, 0.012, ("合金",)),
    Industry("33", "金属制品业", 3, 5, 0, 0, 0.014, ("五金", "刀具")),
    Industry("34", "通用设备制造业", 3, 7, 0, 0, 0.024, ("机床", "泵阀")),
    Industry("35", "专用设备制造业", 4, 9, 0, 0, 0.032, ("装备", "医疗器械")),
    Industry("36", "汽车制造业", 2.5, 7, 0, 0, 0.022, ("客车", "汽车零部件")),
    Industry("37", "铁路、船舶、航空航天和其他运输设备制造业", 0.5, 1.5, 0, 0, 0.028, ("轨道配件",)),
    Industry("38", "电气机械和器材制造业", 4, 9, 0, 0, 0.030, ("电器", "电缆", "储能")),
    Industry("39", "计算机、通信和其他电子设备制造业", 5, 12, 15, 0, 0.050, ("电子", "光通信", "微波器件")),
    Industry("40", "仪器仪表制造业", 2, 5, 0, 0, 0.048, ("仪器", "量具")),
    Industry("42", "废弃资源综合利用业", 0.8, 1, 0, 0, 0.010, ("再生资源",)),
    Industry("44", "电力、热力生产和供应业", 1, 0, 0, 0, 0.004, ("电力",)),
    Industry("47", "房屋建筑业", 3, 0, 0, 0, 0.003, ("建筑",)),
    Industry("48", "土木工程建筑业", 2, 0, 0, 0, 0.006, ("市政工程",)),
    Industry("51", "批发业", 9, 0, 0, 0, 0.001, ("贸易", "商贸")),
    Industry("52", "零售业", 7, 0, 0, 0, 0.001, ("商店", "超市")),
    Industry("54", "道路运输业", 3, 0, 0, 0, 0.001, ("运输",)),
    Industry("61", "住宿业", 2, 0, 0, 0, 0.001, ("酒店", "民宿")),
    Industry("62", "餐饮业", 3, 0, 0, 0, 0.001, ("餐饮", "米粉")),
    Industry("63", "电信、广播电视和卫星传输服务", 0.6, 0, 3, 0, 0.015, ("通信服务",)),
    Industry("64", "互联网和相关服务", 2, 0, 14, 0, 0.050, ("网络", "数据")),
    Industry("65", "软件和信息技术服务业", 6, 0, 54, 4, 0.085, ("软件", "智能", "算法")),
    Industry("70", "房地产业", 2, 0, 0, 0, 0.001, ("置业",)),
    Industry("72", "商务服务业", 6, 0, 0, 0, 0.003, ("商务", "会展")),
    Industry("73", "研究和试验发展", 1.5, 0, 6, 45, 0.120, ("材料", "生物", "电子信息")),
    Industry("74", "专业技术服务业", 4, 0, 0, 25, 0.030, ("检测", "勘测")),
    Industry("75", "科技推广和应用服务业", 4, 0, 8, 26, 0.040, ("科技服务", "技术转移")),
    Industry("77", "生态保护和环境治理业", 1, 0, 0, 0, 0.010, ("环保",)),
    Industry("78", "公共设施管理业", 1, 0, 0, 0, 0.001, ("景区",)),
    Industry("83", "教育", 1, 0, 0, 0, 0.004, ("教育",)),
    Industry("84", "卫生", 1, 0, 0, 0, 0.006, ("医疗",)),
    Industry("88", "文化艺术业", 1, 0, 0, 0, 0.002, ("文创",)),
)
EDUCATION = next(place for place, each in enumerate(INDUSTRIES) if each.code == "83")
