"""Which engines there are, and how one is opened by name."""

from __future__ import annotations

from lingqu.law.bulk.engine import Engine, UnableToUseEngine

ENGINES = ("polars", "duckdb", "spark")


def open_engine(name: str) -> Engine:
    """Open an engine. Raises `UnableToUseEngine` for one that is not installed or not known."""
    # each engine is imported only where it is asked for: Spark starts a virtual machine, and may not be installed
    if name == "polars":
        from lingqu.law.bulk.polars_engine import PolarsEngine

        return PolarsEngine()
    if name == "duckdb":
        from lingqu.law.bulk.duckdb_engine import DuckDbEngine

        return DuckDbEngine()
    if name == "spark":
        from lingqu.law.bulk.spark_engine import SparkEngine

        return SparkEngine()
    raise UnableToUseEngine(
        name, f"没有这个引擎，可用 {'、'.join(ENGINES)}", f"no such engine; there are {', '.join(ENGINES)}"
    )
