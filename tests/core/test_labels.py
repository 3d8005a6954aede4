# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels that are looked up are those that Django seeks."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from geleit.core.labels import Labelled

LABELLED = [model for model in apps.get_models() if issubclass(model, Labelled)]


@pytest.mark.parametrize("model", LABELLED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_choice_is_called_as_django_calls_it(model, language):
    with translation.override(language):
        for field in model._meta.concrete_fields:
            for value in [*dict(field.flatchoices), "fremd", None] if field.flatchoices else []:
                row = model(**{field.attname: value})
                plain = models.Model._get_FIELD_display(row, field)
                quick = getattr(row, f"get_{field.name}_display")()
                assert (quick, type(quick)) == (plain, type(plain))


def test_the_long_lists_of_a_case_file_have_them():
    assert {"Contact", "Person", "HistoryEntry"} <= {model.__name__ for model in LABELLED}
    for model in LABELLED:
        for field in model._meta.concrete_fields:
            if field.flatchoices:
                way = vars(model)[f"get_{field.name}_display"].func
                assert way is Labelled._get_FIELD_display
