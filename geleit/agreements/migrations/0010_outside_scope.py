# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was done outside the scope of services belongs to an item of its own."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0009_caseload_ratio'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='serviceitem',
            name='item_quantity_is_positive',
        ),
        migrations.AddField(
            model_name='serviceitem',
            name='is_outside_scope',
            field=models.BooleanField(default=False, help_text='Was getan wurde, ohne vereinbart zu sein; die beiden Seiten sprechen darüber.', verbose_name='außerhalb des Leistungsumfangs'),
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='kind',
            field=models.CharField(choices=[('topic', 'Thema'), ('complaint', 'Beschwerde'), ('scope', 'außerhalb des Leistungsumfangs')], default='topic', max_length=10, verbose_name='Art'),
        ),
        migrations.AddConstraint(
            model_name='serviceitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_quantity__gt', 0), ('is_outside_scope', False)), models.Q(('agreed_quantity', 0), ('is_outside_scope', True)), _connector='OR'), name='item_quantity_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='serviceitem',
            constraint=models.UniqueConstraint(condition=models.Q(('is_outside_scope', True)), fields=('mandate',), name='one_item_outside_the_scope'),
        ),
    ]
