"""Places of the plan in templates: 第10条第1句 as words, and as a part of an address."""

from __future__ import annotations

from django import template
from lingqu.interfaces.web.plan.naming import place_id as id_of_place
from lingqu.interfaces.web.plan.naming import place_words
from lingqu.reports.wording import Words

register = template.Library()


@register.filter
def place(anchor: object) -> Words:
    """Where a sentence stands, in words of both languages."""
    return place_words(str(anchor))


@register.filter
def place_id(anchor: object) -> str:
    """Where a sentence stands, for a link on the page of the plan."""
    return id_of_place(str(anchor))


@register.filter
def dashed(id: str) -> str:
    """An id with its dots as dashes: 10.2 as 10-2."""
    return id.replace(".", "-")
