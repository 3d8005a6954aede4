# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stood plain in these columns is sealed; backwards it is opened again."""

from django.db import migrations

from geleit.core.vault.columns import seal_in_place


class Migration(migrations.Migration):
    atomic = False  # batches are transactions of their own

    dependencies = [("core", "0001_data_keys"), ("intake", "0002_columns_for_seals")]

    operations = [
        seal_in_place(
            "intake",
            importbatch=("content",),
            importedrow=("values",),
        )
    ]
