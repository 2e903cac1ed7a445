"""The seventeen districts of Guilin with their division codes, and how heavily made subjects gather in each.

Its one law: names and codes are those of GB/T 2260; the weights are ours and no statistics. It knows no subject.
"""

from __future__ import annotations

from typing import NamedTuple


class District(NamedTuple):
    """A county-level division: `weight` for subjects of any kind, `pull` more for those of science."""

    code: str
    name: str
    weight: float
    pull: float


DISTRICTS = (
    District("450302", "秀峰区", 0.05, 1.5),
    District("450303", "叠彩区", 0.06, 1.5),
    District("450304", "象山区", 0.07, 1.5),
    District("450305", "七星区", 0.19, 3.0),
    District("450311", "雁山区", 0.05, 3.0),
    District("450312", "临桂区", 0.18, 2.0),
    District("450321", "阳朔县", 0.03, 0.6),
    District("450323", "灵川县", 0.08, 0.8),
    District("450324", "全州县", 0.05, 0.5),
    District("450325", "兴安县", 0.05, 0.5),
    District("450326", "永福县", 0.04, 0.5),
    District("450327", "灌阳县", 0.02, 0.3),
    District("450328", "龙胜各族自治县", 0.015, 0.3),
    District("450329", "资源县", 0.015, 0.3),
    District("450330", "平乐县", 0.025, 0.4),
    District("450332", "恭城瑶族自治县", 0.025, 0.4),
    District("450381", "荔浦市", 0.05, 0.5),
)
