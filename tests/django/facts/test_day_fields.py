"""The hint of a day: how it is typed, in a spelling that is read, where a browser has no picker."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("unit", ["date", "text"])
def test_a_picker_is_told_no_spelling_that_it_cannot_take(unit: str) -> None:
    form = SimpleNamespace(input=unit, typed={}, faults={}, is_number=False, expected="数")

    page = render_to_string("facts/_value.html", {"form": form, "id": "value", "label": "值", "lang": "zh"})

    assert ('data-when-typed="value"' in page) is (unit == "date")
    assert ("2027-06-30" in page) is (unit == "date")
    assert "2027年" not in page
