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
_FIRST = "青澄云岚松竹星棠峦溪霁砚榕桐禾朗煦锦望知启恒嘉瑞泽宁越屏翠岩"
_SECOND = "屿川麓原汀舟野林峰渡泉坪塘桥湾岭洲石苑砥驰衡章序元维拓辰熙和"
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
