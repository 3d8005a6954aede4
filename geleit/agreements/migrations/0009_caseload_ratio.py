# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many persons one full post accompanies, as agreed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0008_money'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseloadRatio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_day', models.DateField(verbose_name='ab')),
                ('persons', models.PositiveSmallIntegerField(verbose_name='Personen je Vollzeitstelle')),
                ('source', models.CharField(max_length=200, verbose_name='Grundlage')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratios', to='agreements.cooperationagreement')),
            ],
            options={
                'verbose_name': 'Betreuungsschlüssel',
                'verbose_name_plural': 'Betreuungsschlüssel',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'from_day'), name='one_ratio_a_day'), models.CheckConstraint(condition=models.Q(('persons__gt', 0)), name='ratio_has_persons')],
            },
        ),
    ]
