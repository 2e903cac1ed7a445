"""Inputs of forms in the looks of the site, ours and those of libraries alike.

Its one law: a label, a hint and a fault belong to each input and are tied to it for screen readers.
"""

from __future__ import annotations

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.utils.safestring import SafeString

from django import template

register = template.Library()


@register.filter
def as_input(field: BoundField) -> SafeString:
    """The input of a field with the classes of the site."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return field.as_widget()
    if isinstance(widget, CheckboxInput):
        kind = "form-check-input"
    elif isinstance(widget, Select):
        kind = "form-select"
    else:
        kind = "form-control"
    # the label says what a hint inside the input would repeat
    attributes: dict[str, str | bool] = {"placeholder": False, "class": f"{kind} is-invalid" if field.errors else kind}
    told = " ".join(
        f"{field.id_for_label}_{part}" for part, there in (("hint", field.help_text), ("fault", field.errors)) if there
    )
    if told:
        attributes["aria-describedby"] = told
    if isinstance(widget, FileInput):
        attributes["class"] = "form-control"
    return field.as_widget(attrs=attributes)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the input is a box to tick, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)
