# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LearnedAtNight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learned_on', models.DateField(verbose_name='gelernt am')),
                ('per_record', models.JSONField(help_text='kind of pair: number', verbose_name='Paare je Akte')),
                ('same', models.JSONField(help_text='field: level: share', verbose_name='Häufigkeiten')),
            ],
            options={
                'verbose_name': 'nachts gelernte Gewichte',
                'verbose_name_plural': 'nachts gelernte Gewichte',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='learned_once')],
            },
        ),
    ]
