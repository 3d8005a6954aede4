# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan with which the work of an agreement goes back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0013_watch_clauses_again'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='Anlass')),
                ('planned_on', models.DateField(verbose_name='geplant am')),
                ('planned_by', models.CharField(max_length=120, verbose_name='geplant von')),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_back', to='agreements.cooperationagreement')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='geht an')),
            ],
            options={
                'verbose_name': 'Rückgabe',
                'verbose_name_plural': 'Rückgaben',
            },
        ),
        migrations.CreateModel(
            name='HandBackTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('cases', 'laufende Fälle'), ('statement', 'letzter Nachweis'), ('deletion', 'Löschen und Zugänge'), ('other', 'sonst')], max_length=10, verbose_name='Art')),
                ('label', models.CharField(max_length=200, verbose_name='Schritt')),
                ('side', models.CharField(choices=[('town', 'Stadt oder Gemeinde'), ('carrier', 'Träger')], max_length=10, verbose_name='wer')),
                ('days_after_end', models.SmallIntegerField(verbose_name='Tage nach dem Ende')),
                ('valid_from', models.DateField(verbose_name='gilt ab')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='gilt bis')),
                ('source', models.TextField(verbose_name='Quelle')),
            ],
            options={
                'verbose_name': 'Vorlage für eine Rückgabe',
                'verbose_name_plural': 'Vorlagen für Rückgaben',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='hand_back_template_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='HandBackStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('cases', 'laufende Fälle'), ('statement', 'letzter Nachweis'), ('deletion', 'Löschen und Zugänge'), ('other', 'sonst')], max_length=10, verbose_name='Art')),
                ('label', models.CharField(max_length=200, verbose_name='Schritt')),
                ('due_on', models.DateField(verbose_name='bis')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='erledigt am')),
                ('done_by', models.CharField(blank=True, max_length=120, verbose_name='abgehakt von')),
                ('hand_back', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='agreements.handback')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'Schritt einer Rückgabe',
                'verbose_name_plural': 'Schritte einer Rückgabe',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_by', ''), ('done_on', None)), models.Q(('done_on__isnull', False), models.Q(('done_by', ''), _negated=True)), _connector='OR'), name='hand_back_step_done_means_by')],
            },
        ),
    ]
