# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of an agreement in versions, signed by both sides."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_covered_agreements'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Fassung')),
                ('state', models.CharField(choices=[('draft', 'Entwurf'), ('proposed', 'zur Zeichnung vorgelegt'), ('signed', 'von beiden Seiten gezeichnet'), ('withdrawn', 'zurückgezogen')], default='draft', max_length=10, verbose_name='Stand')),
                ('reason', models.TextField(blank=True, verbose_name='Anlass')),
                ('in_force_on', models.DateField(verbose_name='in Kraft ab')),
                ('first_end', models.DateField(blank=True, null=True, verbose_name='läuft zunächst bis')),
                ('renews_by_months', models.PositiveSmallIntegerField(default=0, verbose_name='verlängert sich um Monate')),
                ('notice_months', models.PositiveSmallIntegerField(default=0, verbose_name='Kündigungsfrist in Monaten')),
                ('answer', models.TextField(blank=True, verbose_name='Anmerkung der anderen Seite')),
                ('changes', models.PositiveIntegerField(default=0)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='agreements.cooperationagreement')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'Fassung der Vereinbarung',
                'verbose_name_plural': 'Fassungen der Vereinbarung',
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('position', models.PositiveSmallIntegerField(verbose_name='Nr.')),
                ('heading', models.CharField(max_length=160, verbose_name='Überschrift')),
                ('text', models.TextField(verbose_name='Text')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='agreements.agreementversion')),
            ],
            options={
                'verbose_name': 'Klausel',
                'verbose_name_plural': 'Klauseln',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('office', models.CharField(max_length=120, verbose_name='Amt')),
                ('signed_at', models.DateTimeField(verbose_name='gezeichnet am')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='agreements.agreementversion')),
            ],
            options={
                'verbose_name': 'Zeichnung',
                'verbose_name_plural': 'Zeichnungen',
            },
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed'])), fields=('agreement',), name='one_version_is_worked_on'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(('first_end', None), ('first_end__gte', models.F('in_force_on')), _connector='OR'), name='version_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(('renews_by_months', 0), ('first_end__isnull', False), _connector='OR'), name='only_what_ends_renews_itself'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='clause_once_in_a_version'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('version', 'organisation'), name='a_side_signs_once'),
        ),
    ]
