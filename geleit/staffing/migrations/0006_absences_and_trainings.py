# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is away and who covers, without why; courses that somebody took."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staffing', '0005_set_up_in_the_browser'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='erster Tag')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='letzter Tag')),
                ('covered_by', models.CharField(blank=True, max_length=120, verbose_name='vertreten durch')),
                ('recorded_by', models.CharField(max_length=120, verbose_name='eingetragen von')),
                ('filling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='staffing.positionfilling')),
            ],
            options={
                'verbose_name': 'Abwesenheit',
                'verbose_name_plural': 'Abwesenheiten',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='absence_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='Fortbildung')),
                ('held_on', models.DateField(verbose_name='am')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='Stunden')),
                ('filling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainings', to='staffing.positionfilling')),
            ],
            options={
                'verbose_name': 'Fortbildung',
                'verbose_name_plural': 'Fortbildungen',
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='training_has_hours'), models.UniqueConstraint(fields=('filling', 'title', 'held_on'), name='a_training_once_a_day')],
            },
        ),
    ]
