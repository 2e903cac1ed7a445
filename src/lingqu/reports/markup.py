"""Texts and tags of a page: everything that comes from outside is escaped here, and only here.

Its one law: a `Markup` is safe to stand in a page as it is; a `str` never is. It does not know what the tags mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NewType

Markup = NewType("Markup", str)
Attribute = tuple[str, str | int | None]

# What no page may hold (controls, half surrogates, non-characters) and what turns the direction of a text around.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# A sum with its unit; escaping leaves it as it is, and no name of an entity has digits before such a word.
_SUM = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)? ?(?:(?:(?:thousand|million|billion) )?yuan\b|[万亿]?元)")
_EMPTY = frozenset(("meta", "br", "hr", "col"))


def readable(text: str) -> str:
    """The text with a mark in place of each character that no file of texts may hold.

    >>> readable("a\\x00b\\r\\n")
    'a\ufffdb\\n'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> Markup:
    """The text as it may stand in a page, in an element or between quotation marks.

    >>> escaped('<b class="x">')
    '&lt;b class=&quot;x&quot;&gt;'
    """
    return Markup(escape(readable(text)))


def flowing(text: str) -> Markup:
    """The text with each sum of money held together on one line.

    >>> flowing("至多 500万元")
    '至多 <span class="whole">500万元</span>'
    """
    return Markup(_SUM.sub(r'<span class="whole">\g<0></span>', escaped(text)))


def sums_apart(text: str) -> list[str]:
    """The text in pieces: every second one is a sum of money, which stays on one line.

    >>> sums_apart("至多 500万元。")
    ['至多 ', '500万元', '。']
    """
    pieces, end = [], 0
    for found in _SUM.finditer(text):
        pieces += [text[end : found.start()], found[0]]
        end = found.end()
    return [*pieces, text[end:]]


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Parts after one another."""
    return Markup(between.join(parts))


def tag(name: str, *content: Markup, attributes: Iterable[Attribute] = ()) -> Markup:
    """An element; an attribute whose value is None is left out, one whose value is empty stands by its name alone.

    >>> tag("th", escaped("金额"), attributes=[("scope", "col"), ("class", None)])
    '<th scope="col">金额</th>'
    """
    told = "".join(
        f" {key}" + (f'="{escaped(str(value))}"' if value != "" else "")
        for key, value in attributes
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{''.join(content)}</{name}>")
