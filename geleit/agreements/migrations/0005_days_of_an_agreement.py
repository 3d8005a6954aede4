# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands follows from its days; what was stored before is turned into days."""

import django.db.models.deletion
from django.db import migrations, models

from geleit.core.migrating import check_keys_at_once


def _days(apps, schema_editor):
    """What ran has begun on the day it came in force; what had ended has an end."""
    check_keys_at_once(schema_editor)
    agreements = apps.get_model("agreements", "CooperationAgreement").objects
    begun = agreements.filter(state__in=["running", "notice", "ended"])
    begun.filter(signed_on=None).update(signed_on=models.F("in_force_on"))
    begun.update(started_on=models.F("in_force_on"))
    agreements.filter(state="ended", ends_on=None).update(ends_on=models.F("in_force_on"))


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0004_signed_versions_stay'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='cooperationagreement',
            name='notice_given_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='gekündigt von'),
        ),
        migrations.AddField(
            model_name='cooperationagreement',
            name='notice_given_on',
            field=models.DateField(blank=True, null=True, verbose_name='gekündigt am'),
        ),
        migrations.AddField(
            model_name='cooperationagreement',
            name='started_on',
            field=models.DateField(blank=True, null=True, verbose_name='Begleitung begonnen am'),
        ),
        migrations.RunPython(_days, migrations.RunPython.noop),
    ]
