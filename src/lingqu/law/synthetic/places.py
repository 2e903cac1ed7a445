"""The seventeen districts of Guilin with their division codes, and how heavily made subjects gather in each.

Its one law: names and codes are those of GB/T 2260; the weights are ours and no statistics. It knows no subject.
"""

from __future__ import annotations

from typing import NamedTuple

from lingqu.law.codes.regions import guilin_districts


class District(NamedTuple):
    """A county-level division: `weight` for subjects of any kind, `pull` more for those of science."""

    code: str
    name: str
    weight: float
    pull: float


_WEIGHTS = {
    "450302": (0.05, 1.5),
    "450303": (0.06, 1.5),
    "450304": (0.07, 1.5),
    "450305": (0.19, 3.0),
    "450311": (0.05, 3.0),
    "450312": (0.18, 2.0),
    "450321": (0.03, 0.6),
    "450323": (0.08, 0.8),
    "450324": (0.05, 0.5),
    "450325": (0.05, 0.5),
    "450326": (0.04, 0.5),
    "450327": (0.02, 0.3),
    "450328": (0.015, 0.3),
    "450329": (0.015, 0.3),
    "450330": (0.025, 0.4),
    "450332": (0.025, 0.4),
    "450381": (0.05, 0.5),
}

DISTRICTS = tuple(District(each.code, each.title.zh, *_WEIGHTS[each.code]) for each in guilin_districts())
