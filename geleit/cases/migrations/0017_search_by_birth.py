# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_former_cases_protected_along")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on"], name="person_by_birth"),
        ),
    ]
