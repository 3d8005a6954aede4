# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""For which agreements somebody stands in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0025_settled_instalments'),
        ('organisations', '0003_land'),
        ('staffing', '0006_absences_and_trainings'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeputyReach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.cooperationagreement')),
                ('deputyship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to='staffing.deputy')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'Reichweite einer Vertretung',
                'verbose_name_plural': 'Reichweiten der Vertretungen',
                'constraints': [models.UniqueConstraint(fields=('deputyship', 'organisation', 'agreement'), name='deputy_reaches_once'), models.UniqueConstraint(condition=models.Q(('agreement', None)), fields=('deputyship', 'organisation'), name='deputy_reaches_all_once')],
            },
        ),
    ]
