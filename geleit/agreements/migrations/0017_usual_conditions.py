# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a start usually needs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0016_answers_and_mails'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConditionTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('post', 'Stelle besetzt'), ('qualification', 'Qualifikation nachgewiesen'), ('room', 'Raum vorhanden'), ('accounts', 'Zugänge eingerichtet'), ('partners', 'Partner informiert')], max_length=20, verbose_name='Art')),
                ('label', models.CharField(max_length=200, verbose_name='Bedingung')),
                ('side', models.CharField(choices=[('town', 'Stadt oder Gemeinde'), ('carrier', 'Träger')], max_length=10, verbose_name='wer')),
                ('days_before_start', models.PositiveSmallIntegerField(verbose_name='Tage vor dem Beginn')),
                ('valid_from', models.DateField(verbose_name='gilt ab')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='gilt bis')),
                ('source', models.TextField(verbose_name='Quelle')),
            ],
            options={
                'verbose_name': 'übliche Startbedingung',
                'verbose_name_plural': 'übliche Startbedingungen',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='condition_template_ends_after_it_begins')],
            },
        ),
    ]
