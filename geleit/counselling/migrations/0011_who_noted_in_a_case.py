# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find at once whether somebody has noted a contact in a case, however many notes she has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("counselling", "0010_first_topics")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["case", "recorded_by"], name="contact_of_case_by_author"),
        ),
    ]
