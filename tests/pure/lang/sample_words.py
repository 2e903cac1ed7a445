"""A small vocabulary for the tests of plain words: facts, readings, departments, measures by name."""

from __future__ import annotations

from lingqu.law.lang.parser import parse_file
from lingqu.law.lang.tree import Block, Department, FactDeclaration, Measure, Reading

SOURCE = """
事实「企业」 is_enterprise
  类型  是否
  英文  Enterprise
  含义  …
  释义  …
  提供  登记

事实「研发」 rd_yuan
  类型  金额，每年
  英文  R&D spending
  含义  …
  释义  …
  提供  申请人

事实「收入」 revenue_yuan
  类型  金额，每年
  英文  Revenue
  含义  …
  释义  …
  提供  申请人

事实「专利」 patents_count
  类型  数量
  英文  Patents
  含义  …
  释义  …
  提供  申请人

事实「级别」 level
  类型  选项（市级 municipal、自治区级 regional、国家级 national）
  英文  Level
  含义  …
  释义  …
  提供  认定

事实「认定日」 recognition_date
  类型  日期
  英文  Day of recognition
  含义  …
  释义  …
  提供  登记

部门 kjt「自治区科技厅」 英文 Department of Science and Technology

口径 base「分母」
  英文  Base
  问题  …
  问题英文  …
  备选  all「全部收入」 英文 All revenue
  备选  main「主营收入」 英文 Main revenue

措施 B01「贷款贴息」
  英文  Interest subsidy
  依据  第1条第1句
  对象  组织
"""


class SampleWords:
    """Finds what the plain words ask for, as a Pack does."""

    def __init__(self) -> None:
        parsed, faults = parse_file(SOURCE, file="sample.lq")
        assert not faults, [fault.said() for fault in faults]
        self.blocks: tuple[Block, ...] = parsed.blocks

    def fact_named(self, name: str) -> FactDeclaration:
        return next(each for each in self.blocks if isinstance(each, FactDeclaration) and each.name == name)

    def reading(self, id: str) -> Reading:
        return next(each for each in self.blocks if isinstance(each, Reading) and each.id == id)

    def department(self, code: str) -> Department:
        return next(each for each in self.blocks if isinstance(each, Department) and each.code == code)

    def measure(self, id: str) -> Measure:
        return next(each for each in self.blocks if isinstance(each, Measure) and each.id == id)


WORDS = SampleWords()
