# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the carrier is paid: terms, adjustments, costs of the months, payments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0007_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='für das Jahr')),
                ('paid_on', models.DateField(verbose_name='gezahlt am')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=11, verbose_name='Betrag')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='agreements.cooperationagreement')),
            ],
            options={
                'verbose_name': 'Zahlung',
                'verbose_name_plural': 'Zahlungen',
            },
        ),
        migrations.CreateModel(
            name='CostMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('month', models.PositiveSmallIntegerField(verbose_name='Monat')),
                ('personnel', models.DecimalField(decimal_places=2, max_digits=11, verbose_name='Personalkosten')),
                ('material', models.DecimalField(decimal_places=2, default=0, max_digits=11, verbose_name='Sachkosten')),
                ('own_income', models.DecimalField(decimal_places=2, default=0, max_digits=11, verbose_name='eigene Einnahmen')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='agreements.cooperationagreement')),
            ],
            options={
                'verbose_name': 'Kosten eines Monats',
                'verbose_name_plural': 'Kosten der Monate',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'year', 'month'), name='cost_month_once'), models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12), ('material__gte', 0), ('own_income__gte', 0), ('personnel__gte', 0)), name='cost_month_is_a_month')],
            },
        ),
        migrations.CreateModel(
            name='PriceAdjustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_day', models.DateField(verbose_name='ab')),
                ('percent', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='Prozent')),
                ('amount', models.DecimalField(decimal_places=2, default=0, max_digits=11, verbose_name='Betrag')),
                ('reason', models.CharField(max_length=200, verbose_name='Grund')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adjustments', to='agreements.cooperationagreement')),
            ],
            options={
                'verbose_name': 'Anpassung der Vergütung',
                'verbose_name_plural': 'Anpassungen der Vergütung',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'from_day'), name='one_adjustment_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PriceTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='ab Jahr')),
                ('kind', models.CharField(choices=[('fixed', 'feste Jahressumme'), ('actual', 'Personalkosten und Verwaltungspauschale'), ('grant', 'Zuwendung je Vollzeitstelle mit Aufstockung'), ('share', 'Anteil an den Kosten')], max_length=10, verbose_name='Preismodell')),
                ('yearly', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='Jahressumme')),
                ('percent', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Prozent')),
                ('cost_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='Obergrenze Personalkosten')),
                ('overhead_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='Obergrenze Verwaltungskosten')),
                ('pays_material', models.BooleanField(default=True, verbose_name='Sachkosten werden bezahlt')),
                ('of_deficit', models.BooleanField(default=False, verbose_name='Anteil am Fehlbetrag')),
                ('posts', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Vollzeitstellen')),
                ('grant', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, verbose_name='Zuwendung je Vollzeitstelle')),
                ('top_up_limit', models.DecimalField(decimal_places=2, default=0, max_digits=11, verbose_name='Aufstockung je Vollzeitstelle')),
                ('material_lump_sum', models.DecimalField(decimal_places=2, default=0, max_digits=11, verbose_name='Sachkostenpauschale je Vollzeitstelle')),
                ('instalments', models.JSONField(blank=True, default=list, verbose_name='Abschläge')),
                ('overrun', models.JSONField(blank=True, default=list, verbose_name='Wer eine Überschreitung trägt')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_terms', to='agreements.cooperationagreement')),
            ],
            options={
                'verbose_name': 'Vergütung',
                'verbose_name_plural': 'Vergütung',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'from_year'), name='price_terms_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'fixed'), ('yearly__gt', 0)), models.Q(('kind__in', ['actual', 'share']), ('percent__gte', 0)), models.Q(('grant__gte', 0), ('kind', 'grant'), ('posts__gt', 0)), _connector='OR'), name='price_terms_are_complete')],
            },
        ),
    ]
