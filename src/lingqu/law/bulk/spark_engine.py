"""Spark: for a register that one machine cannot hold. On a laptop it runs in this process's own virtual machine.

Its one law: the rules are those of the other engines; where Spark counts by floats, quotients are made exact.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from lingqu.law.bulk.engine import Frame, UnableToUseEngine, UnableToWriteAnswers

MASTER = "local[2]"
_SETTINGS = {
    "spark.sql.codegen.hugeMethodLimit": "8000",  # longer methods are interpreted: seconds become tenths
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "4g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.ansi.enabled": "true",  # an overflow is an error, never a wrong sum
}

_SIGNS = str.maketrans({".": "\u2024", "`": "\u02cb"})  # one dot leader, modifier grave accent

# Spark tells of its start on standard error, where a person looks for faults
_QUIET = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n
"""


def _without_java(reason: str, reason_english: str) -> UnableToUseEngine:
    place = "Debian/Ubuntu: apt install openjdk-17-jre-headless"
    return UnableToUseEngine(
        "spark", f"需要 Java 17（{reason}）；{place}", f"Java 17 is needed ({reason_english}); {place}"
    )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the virtual machine stands: before that, nobody would be left to end it.

    Spark puts a handler of its own in place, which speaks over the connection that it interrupts; that is undone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


class SparkEngine:
    """Runs on Spark; MASTER in the environment's SPARK_MASTER, else on two threads of this machine."""

    name = "spark"
    divides_by_floats = True

    def __init__(self) -> None:
        home = os.environ.get("JAVA_HOME")
        if shutil.which("java" if not home else str(Path(home) / "bin" / "java")) is None:
            raise _without_java("找不到 java", "no java was found")
        try:
            from pyspark.errors import PySparkRuntimeError
            from pyspark.sql import SparkSession
        except ImportError:
            raise UnableToUseEngine(
                "spark",
                "没有安装 pyspark：运行 ./run add spark，或 pip install 'lingqu[spark]'",
                "pyspark is not installed: ./run add spark, or pip install 'lingqu[spark]'",
            ) from None
        self._spelled: dict[str, str] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="lingqu-spark-")
        levels = Path(self._folder.name) / "log4j2.properties"
        levels.write_text(_QUIET, encoding="utf-8")
        builder: Any = SparkSession.builder.appName("lingqu").master(os.environ.get("SPARK_MASTER", MASTER))
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        builder = builder.config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={levels.as_uri()}")
        builder = builder.config("spark.local.dir", self._folder.name)
        self._quiet = logging.NullHandler()  # py4j logs an interrupted call with its trace where nobody else listens
        logging.getLogger().addHandler(self._quiet)
        try:
            with _uninterrupted():
                self._session = builder.getOrCreate()
        except PySparkRuntimeError as error:  # a java too old, or one that does not start
            raise _without_java("java 启动不了", f"java does not start: {error}") from None
        self._session.sparkContext.setLogLevel("OFF")  # what fails is raised as well

    def table(self, frame: pl.DataFrame) -> Frame:
        """A small table of ours on the engine's side."""
        made: Frame = nw.from_native(self._session.createDataFrame(_plain(frame.to_arrow())))
        return made

    def looked_up(self, frame: Frame, table: pl.DataFrame, *, on: str) -> Frame:
        """The columns of a small table put beside the rows that have its key; rows have no order here."""
        return frame.join(self.table(table), on=on, how="left")

    def scan(self, path: Path) -> Frame:
        """A Parquet file, not read before it is needed."""
        read = self._session.read.parquet(path.resolve().as_uri())
        made: Frame = nw.from_native(read.toDF(*map(self.spelled, read.columns)))
        return made

    def spelled(self, column: str) -> str:
        """Spark takes a dot in a name for a field, and quotes names by what stands here for a quotation mark."""
        spelled = column.translate(_SIGNS)
        if spelled != column:
            self._spelled[spelled] = column
        return spelled

    def collect(self, frame: Frame) -> pl.DataFrame:
        """Run it and bring the rows here."""
        native: Any = frame.to_native()
        made = pl.from_arrow(native.toArrow())
        assert isinstance(made, pl.DataFrame)
        return made

    def gathered(self, frame: Frame) -> pl.DataFrame:
        """Run it; Spark works in pieces by itself."""
        return self.collect(frame)

    def held(self, frame: Frame) -> Frame:
        """The rows kept by Spark, on disk where memory does not hold them."""
        native: Any = frame.to_native()
        made: Frame = nw.from_native(native.persist())
        return made

    def distinct(self, frame: Frame, columns: Sequence[str]) -> dict[str, list[int]]:
        """The different whole numbers that stand in each column, in one pass."""
        from pyspark.sql.functions import col, collect_set

        if not columns:
            return {}
        native: Any = frame.to_native()
        [row] = native.agg(*(collect_set(col(column)).alias(column) for column in columns)).collect()
        return {column: sorted(row[column]) for column in columns}

    def write(self, frames: Sequence[Frame], path: Path) -> None:
        """Run all at once; Spark writes a folder of files, which are put together into one."""
        from py4j.protocol import Py4JError

        with tempfile.TemporaryDirectory(prefix=".lingqu-", dir=path.parent) as folder:
            rows: Any = reduce(lambda one, other: one.unionByName(other), [frame.to_native() for frame in frames])
            written = Path(folder) / "rows"
            try:
                rows.write.parquet(written.resolve().as_uri())
            except Py4JError as error:
                raise UnableToWriteAnswers(error) from error
            _put_together(sorted(written.glob("*.parquet")), path, self._spelled)

    def close(self) -> None:
        """Stop the session."""
        try:
            self._session.stop()
        finally:
            self._folder.cleanup()
            logging.getLogger().removeHandler(self._quiet)


def _plain(table: pa.Table) -> pa.Table:
    """Text without the large offsets that Spark does not read."""
    fields = [
        pa.field(field.name, pa.string() if field.type in (pa.large_string(), pa.string_view()) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _put_together(parts: Sequence[Path], path: Path, spelled: Mapping[str, str]) -> None:
    schema = pq.read_schema(parts[0])
    schema = pa.schema([field.with_name(spelled.get(field.name, field.name)) for field in schema])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            file = pq.ParquetFile(part)
            for number in range(file.num_row_groups):
                writer.write_table(file.read_row_group(number).rename_columns(schema.names).cast(schema))
