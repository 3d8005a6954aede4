# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stored state goes; its days are in place (apart from the data: PostgreSQL wants it so)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_days_of_an_agreement")]

    operations = [
        migrations.RemoveField(
            model_name='cooperationagreement',
            name='state',
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('notice_given_by', None), ('notice_given_on', None)), models.Q(('notice_given_by__isnull', False), ('notice_given_on__isnull', False)), _connector='OR'), name='notice_comes_from_a_side'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(('started_on', None), ('signed_on__isnull', False), _connector='OR'), name='only_what_is_signed_starts'),
        ),
    ]
