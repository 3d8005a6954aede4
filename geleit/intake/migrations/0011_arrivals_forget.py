# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arrivals that were accepted or withdrawn say no more who came and where to."""

from django.db import migrations
from django.db.models import Q


def forget(apps, _schema):
    rows = apps.get_model("intake", "Arrival")._base_manager
    over = rows.filter(Q(accepted_at__isnull=False) | Q(withdrawn_at__isnull=False))
    over.update(household_name="", language="", accommodation=None, housing="")


class Migration(migrations.Migration):
    dependencies = [("intake", "0010_households_to_decide_on")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
