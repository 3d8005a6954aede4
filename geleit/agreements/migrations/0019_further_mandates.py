# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An amendment can bring a further mandate."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0018_usual_start_conditions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='itemdraft',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.mandate'),
        ),
        migrations.CreateModel(
            name='MandateDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='Auftrag')),
                ('funding_source', models.CharField(max_length=200, verbose_name='Finanzierung')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='bis')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandate_drafts', to='agreements.agreementversion', verbose_name='Fassung')),
            ],
            options={
                'verbose_name': 'neuer Auftrag eines Nachtrags',
                'verbose_name_plural': 'neue Aufträge eines Nachtrags',
            },
        ),
        migrations.AddField(
            model_name='itemdraft',
            name='mandate_draft',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='agreements.mandatedraft'),
        ),
        migrations.AddConstraint(
            model_name='itemdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mandate__isnull', False), ('mandate_draft', None)), models.Q(('mandate', None), ('mandate_draft__isnull', False), ('replaces', None)), _connector='OR'), name='item_draft_has_one_mandate'),
        ),
    ]
