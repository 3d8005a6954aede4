# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_case_lists'),
        ('deadlines', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExpiryRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('permit_25_1', 'Aufenthaltserlaubnis § 25 Abs. 1 AufenthG'), ('permit_25_2_refugee', 'Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, 1. Alternative'), ('permit_25_2_subsidiary', 'Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, subsidiär'), ('permit_25_3', 'Aufenthaltserlaubnis § 25 Abs. 3 AufenthG'), ('permit_24', 'Aufenthaltserlaubnis § 24 AufenthG'), ('application', 'Aufenthaltsgestattung'), ('toleration', 'Duldung'), ('fictional', 'Fiktionsbescheinigung'), ('settlement', 'Niederlassungserlaubnis'), ('other', 'anderer Status')], help_text='Leer gilt für jeden Status ohne eigene Regel.', max_length=30, verbose_name='Status')),
                ('lead_days', models.PositiveSmallIntegerField(verbose_name='Vorlauf in Tagen')),
                ('valid_from', models.DateField(verbose_name='gilt ab')),
                ('source', models.TextField(verbose_name='Quelle')),
            ],
            options={
                'verbose_name': 'Regel für den Ablauf',
                'verbose_name_plural': 'Regeln für den Ablauf',
            },
        ),
        migrations.AddIndex(
            model_name='followupreminder',
            index=models.Index(condition=models.Q(('done_on', None)), fields=['due_on'], name='reminder_open_by_day'),
        ),
        migrations.AddConstraint(
            model_name='expiryrule',
            constraint=models.UniqueConstraint(fields=('kind', 'valid_from'), name='expiry_rule_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='expiryrule',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='expiry_rule_has_a_source'),
        ),
    ]
