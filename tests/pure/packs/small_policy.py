"""A small sound policy folder in rule text, for tests that spoil one thing in it and see what is said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lingqu.law.lang.faults import Fault
from lingqu.law.packs.compiling import compile_folder
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.sources import FolderSource, SourceFile

POLICY = """\
政策 small「小政策」
  英文  Small policy
  印发  2026年1月24日
  施行  2026年1月24日
  失效  2030年12月31日
  申请日  「申请日」
  共同条件  「在本市」
  共同口径  number_words
  版本  1
"""

FACTS = """\
事实「申请日」 application_date
  类型  日期
  英文  Day judged
  含义  申请的日子
  释义  Day of application
  提供  申请人

事实「在本市」 located_here
  类型  是否
  英文  Located here
  含义  在本市
  释义  Located here
  提供  登记

事实「企业」 is_enterprise
  类型  是否
  英文  Enterprise
  含义  是企业
  释义  Is an enterprise
  提供  登记

事实「研发」 rd_yuan
  类型  金额，每年
  英文  R&D
  含义  研发经费
  释义  R&D spending
  提供  申请人
  限制  非负

事实「收入」 revenue_yuan
  类型  金额，每年
  英文  Revenue
  含义  收入
  释义  Revenue
  提供  申请人

事实「设备」 machines_yuan
  类型  金额
  英文  Machines
  含义  设备投资
  释义  Investment in machines
  提供  申请人
  限制  非负

事实「专利」 patents
  类型  数量
  英文  Patents
  含义  专利数
  释义  Number of patents
  提供  申请人

事实「占比」 share
  类型  比例
  英文  Share
  含义  占比
  释义  Share
  提供  申请人

事实「认定日」 recognised_on
  类型  日期
  英文  Recognised on
  含义  认定之日
  释义  Day of recognition
  提供  登记

事实「级别」 level
  类型  选项（市级 municipal、自治区级 regional、国家级 national）
  英文  Level
  含义  级别
  释义  Level
  提供  登记
"""

DEPARTMENTS = """\
部门 kjt「科技厅」 英文 Department of Science

部门 czt「财政厅」 英文 Department of Finance
"""

READINGS = """\
口径 number_words「数词」
  英文  Number words
  问题  含不含本数
  问题英文  Is the number itself inside
  依据  第1条第1句
  备选  usual「通常」 英文 The usual sense
  备选  wide「从宽」 英文 The wide sense
  采用  usual，小组，2026年11月24日，理由「通常如此」，英文 It is usual

口径 base「分母」
  英文  The base
  问题  以何为分母
  问题英文  What to divide by
  依据  第1条第1句
  备选  all「全部」 英文 All
  备选  machines「设备」 英文 Machines
"""

MEASURE = """\
措施 F01「研发支持」
  英文  R&D support
  依据  第1条第1句
  对象  组织：「企业」
  条件  「研发」÷ 依口径 base（all：「收入」；machines：「设备」）高于 5% 或 「专利」不低于 3项 或 「占比」高于 10%
  支持  按「研发」的 10%，最高 50万元，每家，每年
  部门  kjt
  口径  base
  示例前提  「申请日」2027年6月30日，「在本市」，「企业」
  示例  「研发」100万元，「收入」1000万元，「设备」1000万元 → 符合，应得 10万元

措施 F02「认定奖励」
  英文  Award on recognition
  依据  第1条第2句
  对象  认定：「级别」属于（自治区级、国家级）
  条件  自「认定日」起3年内
  支持  定额 20万元，一次
  部门  kjt、czt
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  「级别」市级 → 不符合
"""

SOUND = {
    "policy.lq": POLICY,
    "vocabulary.lq": DEPARTMENTS + "\n" + FACTS,
    "readings.lq": READINGS,
    "measures.lq": MEASURE,
}


def write(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write the files of a folder and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    return folder


def compiled(texts: Mapping[str, str]) -> tuple[Pack | None, tuple[Fault, ...]]:
    """Compile texts without a disk."""
    files = tuple(SourceFile(f"small/{name}", text.encode()) for name, text in texts.items())
    return compile_folder(FolderSource("small", files, ()))


def with_more(more: str) -> dict[str, str]:
    """The sound folder with more blocks in measures.lq."""
    return {**SOUND, "measures.lq": f"{MEASURE}\n{more}"}


def pack_with(more: str = "") -> Pack:
    """The pack of the sound folder, with more blocks in measures.lq; fails with the faults where there are some."""
    pack, faults = compiled(with_more(more))
    assert pack is not None, "\n".join(fault.said() for fault in faults)
    return pack


def faults_with(more: str) -> tuple[Fault, ...]:
    """The faults of the sound folder with more blocks in measures.lq."""
    return compiled(with_more(more))[1]


def measure(condition: str = "", award: str = "定额 5万元", more: str = "") -> str:
    """A third measure, F03, with a condition and an award of its own."""
    rows = [
        "措施 F03「试写」",
        "  英文  Tried",
        "  依据  第1条第3句",
        "  对象  组织：「企业」",
        f"  条件  {condition}" if condition else "",
        f"  支持  {award}",
        more,
        "  示例前提  「申请日」2027年6月30日，「在本市」",
        "  示例  非「企业」 → 不符合",
    ]
    return "\n".join(row for row in rows if row) + "\n"
