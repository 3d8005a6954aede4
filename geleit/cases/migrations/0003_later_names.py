# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_case_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='family_later',
            field=models.GeneratedField(db_index=True, db_persist=True, expression=django.db.models.functions.text.Substr('family_search', django.db.models.expressions.CombinedExpression(django.db.models.functions.text.StrIndex('family_search', models.Value(' ')), '+', models.Value(1))), output_field=models.CharField(max_length=120)),
        ),
        migrations.AddField(
            model_name='person',
            name='given_later',
            field=models.GeneratedField(db_index=True, db_persist=True, expression=django.db.models.functions.text.Substr('given_search', django.db.models.expressions.CombinedExpression(django.db.models.functions.text.StrIndex('given_search', models.Value(' ')), '+', models.Value(1))), output_field=models.CharField(max_length=120)),
        ),
    ]
