"""House rule: whatever a page says or punctuates in Chinese stands in `say` beside its English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

INTERFACES = Path(__file__).resolve().parents[2] / "src" / "lingqu" / "interfaces"
TEMPLATES = sorted(INTERFACES.glob("**/templates/**/*.html"))
_SPOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
# the switch names each language in itself; a sign of a difference; how numbers of documents are written
_MEANT = {"中文", "＋", "市政发〔", "〕", "号"}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(INTERFACES)))
def test_no_template_has_chinese_outside_what_it_says_in_both_languages(file: Path) -> None:
    """English pages had Chinese brackets and commas where a template put them between two values."""
    bare = _SPOKEN.sub("", file.read_text(encoding="utf-8"))

    assert [found for found in _CHINESE.findall(bare) if found not in _MEANT] == []
