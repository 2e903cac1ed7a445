"""The names of made subjects: every one begins with 合成 and is put together from our own words.

Its one law: a name says that it is made. Names may repeat; the credit code tells two subjects apart.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from lingqu.law.synthetic.industries import INDUSTRIES
from lingqu.law.synthetic.kinds import KINDS
from lingqu.law.synthetic.roster import Roster

MARK = "合成"
_FIRST = tuple("青 澄 云 岚 松 竹 星 棠 峦 溪 霁 砚 榕 桐 禾 朗 煦 锦 望 知 启 恒 嘉 瑞 泽 宁 越 屏 翠 岩".split())
_SECOND = tuple("屿 川 麓 原 汀 舟 野 林 峰 渡 泉 坪 塘 桥 湾 岭 洲 石 苑 砥 驰 衡 章 序 元 维 拓 辰 熙 和".split())
STEMS = tuple(MARK + first + second for first in _FIRST for second in _SECOND)


def names_of(roster: Roster, generator: np.random.Generator) -> pl.Series:
    """Give each row a name: the mark, two words, its trade, and what its kind ends with."""
    rows = roster.rows
    trades = [each.trades for each in INDUSTRIES]
    endings = [each.endings for each in KINDS]
    parts = (
        pl.Series(STEMS).gather(generator.integers(0, len(STEMS), rows)),
        _one_of(trades, roster.industry, generator.random(rows, dtype=np.float32)),
        _one_of(endings, roster.kind, generator.random(rows, dtype=np.float32)),
    )
    frame = pl.DataFrame([part.alias(str(place)) for place, part in enumerate(parts)])
    return frame.select(pl.concat_str(pl.all())).to_series()


def _one_of(choices: list[tuple[str, ...]], groups: np.ndarray, draws: np.ndarray) -> pl.Series:
    """Pick for each row one word of its group."""
    starts = np.cumsum([0, *(len(each) for each in choices)])[:-1]
    counts = np.array([len(each) for each in choices])
    # a float32 below one times a small count can round up to the count itself
    picked = np.minimum((draws * counts[groups]).astype(np.int64), counts[groups] - 1)
    return pl.Series([word for each in choices for word in each]).gather(starts[groups] + picked)
