# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DataKey',
            fields=[
                ('id', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('wrapped', models.TextField()),
                ('master_key_id', models.CharField(max_length=60)),
                ('is_current', models.BooleanField(help_text='one row True, else null', null=True, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('retired_at', models.DateTimeField(help_text='writes nothing new since', null=True)),
                ('cleared_at', models.DateTimeField(help_text='all rows have another key since', null=True)),
            ],
            options={
                'verbose_name': 'Datenschlüssel',
                'verbose_name_plural': 'Datenschlüssel',
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_current', True), ('retired_at', None)), models.Q(('is_current', None), ('retired_at__isnull', False)), _connector='OR'), name='data_key_current_or_retired')],
            },
        ),
    ]
