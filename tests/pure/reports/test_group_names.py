"""What groups of a register have in common, in both languages."""

from __future__ import annotations

import pytest

from lingqu.reports.studies.group_names import group_said


@pytest.mark.parametrize(
    ("value", "column", "chinese", "english"),
    [
        ("永福县", "district", "永福县", "Yongfu County"),
        ("中型", "size", "中型", "medium"),
        ("73 研究和试验发展", "industry", "73 研究和试验发展", "73 Research and experimental development"),
        ("别处", "district", "别处", "别处"),
        ("99", "industry", "99", "99"),
        ("甲园", "park", "甲园", "甲园"),
        (None, "district", "（空）", "(empty)"),
    ],
)  # fmt: skip
def test_a_group_is_named_in_the_language_of_the_report(
    value: str | None, column: str, chinese: str, english: str
) -> None:
    assert group_said(value, column, "zh") == chinese
    assert group_said(value, column, "en") == english
