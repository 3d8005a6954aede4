# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only Python that knows how a KERN-UX form is marked up."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from geleit.kern import quick_widgets

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),  # is a RadioSelect, so it is first
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.Select, "kern-form-input__select"),
]
INPUT_CLASS = "kern-form-input__input"


class KernBoundField(BoundField):
    """A field that knows which of the KERN parts shows it."""

    def kind(self) -> str:
        """Return group, check, select, hidden or input."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        return "select" if isinstance(widget, forms.Select) else "input"

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> Any:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        name = next((name for kind, name in CLASSES if isinstance(widget, kind)), INPUT_CLASS)
        if self.form.is_bound and self.errors:
            name += f" {name}--error"
        attrs["class"] = f"{widget.attrs.get('class', '')} {name}".strip()
        return attrs


class KernRenderer(TemplatesSetting):
    form_template_name = "kern/form.html"
    field_template_name = "kern/field.html"
    bound_field_class = KernBoundField

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        widget = context.get("widget")
        quick = quick_widgets.markup(template_name, widget) if widget else None
        return super().render(template_name, context, request) if quick is None else quick


class DayInput(forms.DateInput):
    """A native date picker; the value is always written as ISO 8601."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A native picker of the time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")
