"""Whatever stands in a folder, the outcome is a pack or faults, never another exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.packs.boundaries import boundaries_of
from lingqu.law.packs.compiling import compile_folder
from lingqu.law.packs.findings import findings_of
from lingqu.law.packs.reference import measure_report
from lingqu.law.packs.sources import FolderSource, SourceFile
from pure.packs.small_policy import SOUND, compiled, measure, with_more

PIECES = [
    *(
        "「企业」",
        "「研发」",
        "「级别」",
        "「无」",
        "10万元",
        "5%",
        "3项",
        "0元",
        "999999999999元",
        "（",
        "）",
        "、",
        "；",
    ),
    *(
        "：",
        "且",
        "或",
        "非",
        "高于",
        "不超过",
        "依口径 base（all：",
        "÷",
        "+",
        "−",
        "×",
        "自「认定日」起3年内",
        "\n",
        "  ",
    ),
    *(
        "\n事实",
        "\n措施 F01",
        "每年",
        "按",
        "的",
        "第1条第1句",
        "→",
        "符合",
        "未知",
        "2026年2月28日",
        "\t",
        "\u3000",
        "#",
    ),
]


@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=6),
)
def test_a_spoiled_folder_is_a_pack_or_faults(file: str, changes: list[tuple[int, int, str]]) -> None:
    text = SOUND[file]
    for at, length, piece in changes:
        at %= len(text) + 1
        text = text[:at] + piece + text[at + length :]

    pack, faults = compiled({**SOUND, file: text})

    assert (pack is None) == bool(faults)
    if pack is not None:
        findings_of(pack)
        boundaries_of(pack)
        for each in pack.measures:
            measure_report(pack, each.id)
    for fault in faults:
        assert fault.said("zh")
        assert fault.said("en")


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), st.binary(max_size=300)))
def test_any_bytes_are_a_pack_or_faults(spoiled: dict[str, bytes]) -> None:
    texts = {name: text.encode() for name, text in SOUND.items()} | spoiled
    files = tuple(SourceFile(f"small/{name}", data) for name, data in texts.items())

    pack, faults = compile_folder(FolderSource("small", files, ()))

    assert (pack is None) == bool(faults)


DEEP = [
    "（" * 20_000 + "「企业」" + "）" * 20_000,
    "非" * 20_000 + "「企业」",
    "（" * 20_000,
    " 且 ".join(["「企业」"] * 20_000),
    " + ".join(["「设备」"] * 5_000) + " 高于 5万元",
    " 或 ".join(f"「设备」高于 {number}元" for number in range(3_000)),
    " 或 ".join(f"（「设备」高于 {number}元 且 「研发」低于 {number}元）" for number in range(300)),
]


@pytest.mark.parametrize("condition", DEEP, ids=[f"{row[:12]}…" for row in DEEP])
def test_a_huge_condition_is_a_pack_or_faults_in_bounded_time(condition: str) -> None:
    began = time.process_time()

    pack, faults = compiled(with_more(measure(condition)))
    if pack is not None:
        findings_of(pack)
        boundaries_of(pack)

    assert (pack is None) == bool(faults)
    assert time.process_time() - began < 20


@pytest.mark.parametrize("begun", ["「", "「甲", "（", "#「", "名「"])
def test_marks_begun_again_and_again_are_faults_in_bounded_time(begun: str) -> None:
    began = time.process_time()

    _, faults = compiled(with_more(f"措施 {begun * (300_000 // len(begun))}\n"))

    assert faults
    assert time.process_time() - began < 20
