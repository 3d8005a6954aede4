# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new agreement is entered in the browser; the scope of a signed one changes by amendment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0011_items_outside_the_scope'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action_field', models.CharField(blank=True, choices=[('language', 'Sprache'), ('school', 'Schule, Kita, Kinder'), ('training', 'Ausbildung und Studium'), ('work', 'Arbeit und Anerkennung'), ('housing', 'Wohnen'), ('health', 'Gesundheit'), ('family', 'Familie'), ('status', 'Aufenthalt und Status'), ('money', 'Finanzen und Leistungen'), ('participation', 'Teilhabe und Ehrenamt'), ('everyday', 'Alltag und Behörden')], max_length=20, verbose_name='Handlungsfeld')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='Leistung')),
                ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                ('not_included', models.TextField(blank=True, verbose_name='Nicht enthalten')),
                ('evidence', models.TextField(blank=True, verbose_name='Nachweis')),
                ('unit', models.CharField(blank=True, choices=[('hours', 'Stunden'), ('contacts', 'Kontakte'), ('offers', 'Angebote'), ('office_hours', 'Sprechstunden')], max_length=20, verbose_name='Einheit')),
                ('agreed_quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='vereinbarte Menge')),
                ('period', models.CharField(blank=True, choices=[('month', 'im Monat'), ('quarter', 'im Quartal'), ('year', 'im Jahr')], max_length=10, verbose_name='Zeitraum')),
            ],
            options={
                'verbose_name': 'Änderung am Leistungsumfang',
                'verbose_name_plural': 'Änderungen am Leistungsumfang',
            },
        ),
        migrations.RemoveConstraint(
            model_name='serviceitem',
            name='item_number_once',
        ),
        migrations.AddField(
            model_name='clause',
            name='is_annex',
            field=models.BooleanField(default=False, verbose_name='Anlage'),
        ),
        migrations.AddField(
            model_name='cooperationagreement',
            name='circle_text',
            field=models.TextField(blank=True, verbose_name='Personenkreis'),
        ),
        migrations.AddField(
            model_name='cooperationagreement',
            name='handed_back_on',
            field=models.DateField(blank=True, null=True, verbose_name='zurückgegeben am'),
        ),
        migrations.AddField(
            model_name='serviceitem',
            name='evidence',
            field=models.TextField(blank=True, verbose_name='Nachweis'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(('handed_back_on', None), ('ends_on__isnull', False), _connector='OR'), name='only_what_ends_is_handed_back'),
        ),
        migrations.AddConstraint(
            model_name='serviceitem',
            constraint=models.UniqueConstraint(fields=('mandate', 'number', 'valid_from'), name='item_number_once'),
        ),
        migrations.AddField(
            model_name='itemdraft',
            name='mandate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.mandate'),
        ),
        migrations.AddField(
            model_name='itemdraft',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.serviceitem'),
        ),
        migrations.AddField(
            model_name='itemdraft',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='item_drafts', to='agreements.agreementversion', verbose_name='Fassung'),
        ),
        migrations.AddConstraint(
            model_name='itemdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('replaces__isnull', False)), models.Q(models.Q(('name', ''), _negated=True), ('agreed_quantity__gt', 0)), _connector='OR'), name='item_draft_names_or_ends_an_item'),
        ),
        migrations.AddConstraint(
            model_name='itemdraft',
            constraint=models.UniqueConstraint(fields=('version', 'replaces'), name='an_item_is_changed_once_in_a_version'),
        ),
    ]
