# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Corrections keep what stood there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('short_name', models.CharField(max_length=60, verbose_name='Kurzname')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='Straße')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='Postleitzahl')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='Ort')),
                ('until', models.DateField(verbose_name='bis')),
                ('changed_by', models.CharField(max_length=120, verbose_name='geändert von')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'frühere Angaben einer Organisation',
                'verbose_name_plural': 'frühere Angaben der Organisationen',
            },
        ),
    ]
