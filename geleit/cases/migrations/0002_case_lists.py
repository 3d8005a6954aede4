# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0001_initial'),
        ('cases', '0001_initial'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['agreement', 'number'], name='case_open_by_agreement'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['holder', 'number'], name='case_open_by_holder'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['agreement', 'phase', 'number'], name='case_by_phase'),
        ),
    ]
