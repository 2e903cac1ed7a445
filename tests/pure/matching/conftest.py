"""A few results of our own making, and an index of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from lingqu.matching.documents import Document, Facets
from lingqu.matching.folder import write_index
from lingqu.matching.texts import terms_of
from lingqu.matching.vectors import Floats

RESULTS = [
    Document(
        "coating",
        "以溶胶凝胶法在钛合金表面制备耐高温抗氧化涂层，八百摄氏度下一百小时增重很小。",
        "钛合金耐高温涂层",
        facets=Facets(industry="C33", maturity="pilot", place="450305", price_fen=300_000_00),
    ),
    Document(
        "elevator",
        "采集电梯轿厢的振动与门机电流，以自编码器判断异常，提前一周给出检修建议。",
        "电梯状态监测与预警",
        facets=Facets(industry="C34", maturity="prototype", place="450304"),
    ),
    Document("water", "双极膜电渗析处理高含盐废水，盐回收为酸碱，吨水能耗低于蒸发。", "高盐废水资源化"),
    Document("osmanthus", "桂花精油的低温萃取与微胶囊包埋，留香时间延长三倍。", "桂花精油微胶囊", keywords=("留香",)),
    Document("pomelo", "沙田柚机械去皮线，视觉定位果蒂，每小时两千个。", "沙田柚去皮设备", applicants="桂林某研究院"),
    Document("sensor", "MEMS硅压阻压力传感器，量程60kPa，温漂补偿在片上完成。", "高精度压力传感器"),
]


@pytest.fixture
def results() -> list[Document]:
    """Six results."""
    return list(RESULTS)


@pytest.fixture
def folder(tmp_path: Path, results: list[Document]) -> Path:
    """An index of them, without vectors."""
    place = tmp_path / "index"
    write_index(place, results)
    return place


class PairEmbedder:
    """A model for tests: a text is the sum of fixed directions of its pairs, so texts that share pairs are alike."""

    model = "pairs/1"

    def __init__(self) -> None:
        self.made = 0

    def passages(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of texts."""
        self.made += len(texts)
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Floats:
        """The unit vector of a text."""
        found = np.zeros(64, dtype=np.float32)
        for pair in terms_of(text).pairs:
            found += np.random.default_rng(crc32(pair.encode())).standard_normal(64).astype(np.float32)
        return found / np.linalg.norm(found)


@pytest.fixture
def embedder() -> PairEmbedder:
    """A model for tests, which counts the texts it was asked for."""
    return PairEmbedder()
