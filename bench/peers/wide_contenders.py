"""Who takes part over whole registers, by name; each is imported only in the process that runs it.

Its one law: a name says who wrote the rules and what runs them.
"""

from __future__ import annotations

from peers.wide import Peer

SPARK = "lingqu spark"
LINGQU = ("lingqu polars", "lingqu duckdb", SPARK)
HAND_POLARS, HAND_DUCKDB, OPENFISCA, ZEN = "polars by hand", "duckdb by hand", "openfisca", "zen-engine"
HAND_POLARS_AS_IT_COMES = "polars by hand, defaults"
CONTENDERS = (*LINGQU, HAND_POLARS, HAND_POLARS_AS_IT_COMES, HAND_DUCKDB, OPENFISCA, ZEN)


def contender(name: str) -> Peer:
    """Make a contender ready to build."""
    if name in LINGQU:
        from peers.ours_bulk import Lingqu

        return Lingqu(name.partition(" ")[2])
    if name in (HAND_POLARS, HAND_POLARS_AS_IT_COMES):
        from peers.wide_polars import HandPolars

        return HandPolars(search=name == HAND_POLARS_AS_IT_COMES)
    if name == HAND_DUCKDB:
        from peers.wide_duckdb import HandDuckDB

        return HandDuckDB()
    if name == OPENFISCA:
        from peers.wide_openfisca import OpenFisca

        return OpenFisca()
    if name == ZEN:
        from peers.wide_zen import Zen

        return Zen()
    raise ValueError(f"{name} is no contender; there are {', '.join(CONTENDERS)}")
