# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A slip in the year is refused in every form."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django import forms

import geleit
from geleit.agreements.models import CooperationAgreement
from geleit.core.possible_days import possible_day

ROOT = Path(geleit.__file__).parent


class DayForm(forms.Form):
    day = forms.DateField()


@pytest.mark.parametrize(
    "said", ["0020-01-01", "0001-01-01", "1899-12-31", "2200-01-01", "31.12.9999"]
)
def test_a_day_that_nobody_means_is_refused(said):
    form = DayForm({"day": said})

    assert not form.is_valid()
    assert "zwischen 1900 und 2199" in form.errors["day"][0]


@pytest.mark.parametrize("said", ["1900-01-01", "2026-11-28", "2199-12-31"])
def test_a_day_that_can_be_meant_is_taken(said):
    form = DayForm({"day": said})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date.fromisoformat(said)


def all_forms():
    for path in ROOT.rglob("*forms.py"):
        import_module("geleit." + ".".join(path.relative_to(ROOT).with_suffix("").parts))
    found, left = [], [forms.BaseForm]
    while left:
        kinds = left.pop().__subclasses__()
        found += [kind for kind in kinds if kind.__module__.startswith("geleit.")]
        left += kinds
    return found


def test_no_form_of_the_house_was_made_before_the_rule():
    fields = [
        (f"{kind.__module__}.{kind.__name__}.{name}", field)
        for kind in all_forms()
        for name, field in kind.base_fields.items()
        if isinstance(field, forms.DateField)
    ]

    assert len(fields) > 50
    assert [name for name, field in fields if possible_day not in field.validators] == []


def test_talks_do_not_begin_in_the_year_9999(sign_in, dora, steinheim):
    said = {
        "title": "Neu",
        "municipality": steinheim.municipality_id,
        "carrier": steinheim.carrier_id,
        "in_force_on": "9999-12-31",
        "mandate_text": "Begleitung",
    }

    response = sign_in(dora).post("/vereinbarungen/neu/", said)

    assert response.status_code == 422
    assert "9999-12-31" in response.content.decode()
    assert list(CooperationAgreement.objects.values_list("key", flat=True)) == [steinheim.key]
