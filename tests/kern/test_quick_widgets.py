# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inputs that are written without templates are what Django's templates make of them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import example, given
from hypothesis import strategies as st

from geleit.kern.quick_widgets import WRITERS
from geleit.kern.renderer import DayInput, KernRenderer, TimeInput

CHOICES = [
    ("", gettext_lazy("alle")), (1, "Eins & <zwei>"), (None, "nichts"), (1234567, 1234567),
    ("gruppe", [("a", mark_safe("<b>A</b>")), ('"', "Zeichen '\"'")]),
]  # fmt: skip
WIDGETS = [
    forms.TextInput(), forms.NumberInput({"min": 0, "step": "any"}), forms.EmailInput(),
    forms.URLInput(), forms.PasswordInput(render_value=True), forms.HiddenInput(), DayInput(),
    TimeInput(), forms.DateTimeInput(), forms.CheckboxInput(), forms.FileInput(),
    forms.Textarea({"rows": 3}), forms.Select(choices=CHOICES), forms.NullBooleanSelect(),
    forms.SelectMultiple(choices=CHOICES), forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.SplitDateTimeWidget(),
    forms.SelectDateWidget(years=[2020]), forms.MultipleHiddenInput(), forms.ClearableFileInput(),
]  # fmt: skip
ATTRS = {
    "id": "x", "required": True, "disabled": False, "aria-label": 'a "b" <c>', "data-n": 1200,
    "placeholder": gettext_lazy("Name oder Fallnummer"), "maxlength": None,
}  # fmt: skip
VALUES = [
    None, "", 0, 1, True, False, "a", '<i>"&\'', mark_safe("<i>"), 1234567, 1.5, Decimal("1.50"),
    date(2026, 11, 30), ["a", "1"], ("a",), "\u202eäß محمد",
]  # fmt: skip


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_comes_out_is_the_same_sign_by_sign(widget, language):
    with translation.override(language):
        for value in VALUES:
            try:
                plain = widget.render("feld", value, ATTRS, renderer=TemplatesSetting())
            except (TypeError, ValueError, AttributeError):
                continue  # not a value for this kind of input
            assert widget.render("feld", value, ATTRS, renderer=KernRenderer()) == plain


@given(name=st.text(), value=st.text(), attrs=st.dictionaries(st.text(), st.text(), max_size=3))
@example(name="<", value="'", attrs={'"': ">"})
def test_nothing_that_is_said_becomes_markup(name, value, attrs):
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select(choices=[(value, name)])):
        plain = widget.render(name, value, attrs, renderer=TemplatesSetting())
        assert widget.render(name, value, attrs, renderer=KernRenderer()) == plain


def test_each_box_of_a_group_is_the_same():
    class Form(forms.Form):
        kinds = forms.MultipleChoiceField(
            choices=CHOICES[:3], widget=forms.CheckboxSelectMultiple, initial=["1"]
        )

    boxes = [
        [option.tag() for option in Form(renderer=renderer)["kinds"]]
        for renderer in (TemplatesSetting(), KernRenderer())
    ]

    assert [box.replace(' class="kern-form-check__checkbox"', "") for box in boxes[1]] == boxes[0]


def test_a_choice_with_options_of_another_shape_goes_through_the_templates():
    class Other(forms.Select):
        option_template_name = "django/forms/widgets/input_option.html"

    assert "django/forms/widgets/select.html" in WRITERS
    plain, quick = (
        Other(choices=[("a", "A")]).render("x", "a", renderer=one())
        for one in (TemplatesSetting, KernRenderer)
    )
    assert quick == plain
