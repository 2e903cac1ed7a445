"""A policy with one measure of each kind, two pools and round numbers, and the study of a few subjects made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from numpy.random import SeedSequence

from lingqu.law.bulk.register import Register
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.budget.assumptions_file import assumptions_of
from lingqu.law.studies.budget.budget import Budget, MeasureCourse, Question, budget_of
from lingqu.law.studies.budget.pools import payers_chosen
from lingqu.law.studies.budget.shortage import PoolCourse
from pure.packs.small_policy import DEPARTMENTS, FACTS, POLICY, READINGS, compiled

YUAN = 100

PAYMENTS = """
事实「本年已付」 paid_in_year_yuan
  类型      金额
  英文      Paid this year
  含义      本年已付
  释义      Paid this year
  提供      登记
  用途标记  已付本年
  限制      非负

事实「累计已付」 paid_in_all_yuan
  类型      金额
  英文      Paid in all
  含义      累计已付
  释义      Paid in all
  提供      登记
  用途标记  已付合计
  限制      非负

事实「往年最高收入」 highest_before_yuan
  类型  金额，每年
  英文  Highest revenue before
  含义  往年最高
  释义  The highest before
  提供  申请人
  推算  往年最高「收入」

事实「显著」 notable
  类型  是否
  英文  Notable
  含义  成效显著
  释义  Marked results
  提供  认定
"""

MEASURES = """
措施 D01「按比例」
  英文  A rate of R&D, every year
  依据  第1条第1句
  对象  组织：「企业」
  支持  按「研发」的 10%，最高 50万元，每家，每年
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  非「企业」 → 不符合

措施 C01「上限」
  英文  A ceiling without a period
  依据  第1条第2句
  对象  组织：「企业」
  条件  「显著」
  支持  最高 20万元，每家
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  非「企业」 → 不符合

措施 T01「三年合计」
  英文  Three years together
  依据  第1条第3句
  对象  认定：「级别」为 国家级
  条件  自「认定日」起3年内
  支持  最高 90万元，每个，3年合计
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  「级别」市级 → 不符合

措施 N01「首次突破」
  英文  The first time above a line
  依据  第1条第4句
  对象  组织：「企业」
  条件  「收入」首次突破 1000万元
  支持  定额 10万元，每家，一次
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  非「企业」 → 不符合

措施 S01「择优」
  英文  A competition
  依据  第1条第5句
  对象  团队：「级别」为 市级
  条件  「专利」不低于 3项
  支持  择优，最高 40万元，每个
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  「级别」国家级 → 不符合

措施 P01「分享」
  英文  A pool shared by many
  依据  第1条第6句
  对象  项目：「级别」为 自治区级
  支持  资金池，最高 100万元，每年
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  「级别」市级 → 不符合

措施 I01「分期」
  英文  In instalments
  依据  第1条第7句
  对象  项目：「专利」不低于 5项
  支持  定额 15万元，一次
  拨付  立项时 60%、验收后 40%
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  「专利」4项 → 不符合

措施 G01「总池」
  英文  The general pool
  依据  第1条第8句
  对象  组织
  支持  资金池，最高 80万元，每年
  申请  否
"""

SURE: Mapping[str, Any] = {
    "take_up": {"default": 1},
    "becomes_eligible": {"default": 1},
    "share_of_ceiling": {"default": 1},
    "selected": {"default": 1},
    "pool_spent": {"default": 1},
    "new_entrants": {"default": 0},
    "pays": [
        {"name": "general", "otherwise": "G01", "by": {"P01": "P01"}},
        {"name": "inside", "otherwise": "G01", "by": {"P01": "P01"}, "inside": {"P01": "G01"}},
        {"name": "elsewhere", "otherwise": "outside"},
    ],
}


def hand_pack(more: str = "", *, measures: str = MEASURES) -> Pack:
    """The policy, with more blocks in its measures."""
    texts = {
        "policy.lq": POLICY,
        "vocabulary.lq": f"{DEPARTMENTS}\n{FACTS}\n{PAYMENTS}",
        "readings.lq": READINGS,
        "measures.lq": measures + more,
    }
    pack, faults = compiled(texts)
    assert pack is not None, "\n".join(fault.said() for fault in faults)
    return pack


_PACK = hand_pack()


def register_of(*subjects: Mapping[str, Any]) -> Register:
    """A register of subjects that are here; money in whole yuan is put into fen."""
    rows = [
        {"id": f"A{number}", "located_here": True, **{code: _inside(code, value) for code, value in each.items()}}
        for number, each in enumerate(subjects)
    ]
    names = list(dict.fromkeys(name for row in rows for name in row))
    frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in names})
    return Register(frame.lazy(), len(rows), frozenset(names) - {"id"}, ())


def _inside(code: str, value: Any) -> Any:
    return value * YUAN if "yuan" in code and value is not None else value


def study(
    register: Register,
    *,
    years: Sequence[int] = (2027, 2028, 2029, 2030),
    pack: Pack | None = None,
    assumed: Mapping[str, Any] | None = None,
    pays: str | None = None,
    draws: int = 8,
    seed: int = 1,
    readings: Mapping[str, str] | None = None,
) -> Budget:
    """Study a register under assumptions that leave nothing to chance, unless others are given."""
    policy = pack or _PACK
    assumptions = assumptions_of({**SURE, **(assumed or {})}, policy)
    program = compile_program(policy, readings)
    payers = payers_chosen(assumptions.payers, program.chosen, pays)
    question = Question(date(years[0], 6, 30), tuple(years), assumptions, payers, draws)
    return budget_of(program, register, question, seed=SeedSequence(seed))


def measure_of(budget: Budget, name: str) -> MeasureCourse:
    """One measure's course."""
    return next(each for each in budget.measures if each.drawing.id == name)


def pool_of(budget: Budget, name: str) -> PoolCourse:
    """One pool's course."""
    return next(each for each in budget.pools if each.pool.id == name)


def yuan_by_year(budget: Budget, name: str, level: str) -> list[int]:
    """A measure's figure in each year, in whole yuan."""
    fen = [each.figures.by_level[level] for each in measure_of(budget, name).years]
    assert all(each % YUAN == 0 for each in fen)
    return [each // YUAN for each in fen]
