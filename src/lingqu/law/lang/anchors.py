"""Anchors: 第10条第1句, 总体要求第2句, read from a field or a head.

Its one law: digits and Chinese numerals give the same anchor. It does not know whether a plan has such a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingqu.law.lang.fields import Fields
from lingqu.law.lang.quantities import numeral
from lingqu.law.lang.terms import tokens
from lingqu.law.lang.tree import Anchor

if TYPE_CHECKING:
    from lingqu.law.lang.awards import Awards
    from lingqu.law.lang.terms import Shape

_PARTS = re.compile(r"(?:第([^条句第]+)条|([^第]+))?(?:第([^条句第]+)句)?")


def anchors(fields: Fields, *, required: bool = False) -> tuple[Anchor, ...]:
    """Build the field 依据."""
    return fields.built("依据", "anchors", _anchors, required=required) or ()


def anchor(text: str) -> Anchor:
    """Build one anchor from its text.

    >>> str(anchor("第十条 第1句")), anchor("总体要求").sentence
    ('第10条第1句', 0)
    """
    match = _PARTS.fullmatch("".join(text.split()))
    if match is None:
        raise ValueError(text)
    article, section, sentence = match.groups()
    return Anchor(f"第{numeral(article)}条" if article else section or "", numeral(sentence) if sentence else 0)


def _anchors(_: Awards, shape: Shape) -> tuple[Anchor, ...]:
    return tuple(anchor(str(token)) for token in tokens(shape))
