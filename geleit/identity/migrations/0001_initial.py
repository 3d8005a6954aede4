# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0010_name_words'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found_on', models.DateField(verbose_name='gefunden am')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='gefragt')),
                ('answer', models.CharField(blank=True, choices=[('', 'noch keine Antwort'), ('yes', 'ja'), ('no', 'nein')], max_length=3, verbose_name='Antwort')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='geantwortet')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'Anfrage an einen anderen Ort',
                'verbose_name_plural': 'Anfragen an andere Orte',
            },
        ),
        migrations.CreateModel(
            name='TraceEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_asking', models.BooleanField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trace_ends', to='cases.person')),
                ('trace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ends', to='identity.trace')),
            ],
            options={
                'verbose_name': 'Seite einer Anfrage',
                'verbose_name_plural': 'Seiten von Anfragen',
                'base_manager_name': 'unguarded',
                'default_manager_name': 'unguarded',
            },
            managers=[
                ('unguarded', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PersonLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked_at', models.DateTimeField(verbose_name='verknüpft')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='gelöst')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_from', to='cases.person')),
                ('linked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_to', to='cases.person')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Verknüpfung',
                'verbose_name_plural': 'Verknüpfungen',
                'base_manager_name': 'unguarded',
                'default_manager_name': 'unguarded',
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('first', 'second'), name='link_stands_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='link_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='link_undone_means_by')],
            },
            managers=[
                ('unguarded', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PossibleDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('probability', models.FloatField(verbose_name='Wahrscheinlichkeit')),
                ('reasons', models.JSONField(default=list, verbose_name='Gründe')),
                ('found_on', models.DateField(verbose_name='gefunden am')),
                ('decision', models.CharField(blank=True, choices=[('', 'noch nicht entschieden'), ('same', 'dieselbe Person'), ('not-same', 'nicht dieselbe Person'), ('later', 'später entscheiden')], max_length=10, verbose_name='Entscheidung')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
            ],
            options={
                'verbose_name': 'vielleicht dieselbe Person',
                'verbose_name_plural': 'vielleicht dieselben Personen',
                'base_manager_name': 'unguarded',
                'default_manager_name': 'unguarded',
                'indexes': [models.Index(fields=['decision', '-probability'], name='duplicate_to_decide')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='duplicate_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='duplicate_decided_means_when')],
            },
            managers=[
                ('unguarded', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='trace',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), models.Q(('answered_at__isnull', False), ('asked_at__isnull', False)), _connector='OR'), name='trace_answered_means_asked'),
        ),
        migrations.AddConstraint(
            model_name='traceend',
            constraint=models.UniqueConstraint(fields=('trace', 'is_asking'), name='trace_has_two_ends'),
        ),
    ]
