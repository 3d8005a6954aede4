# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What migrations need that change rows and tables in one step."""

from typing import Any


def check_keys_at_once(schema_editor: Any) -> None:
    """Let PostgreSQL check foreign keys with each row instead of at the end of the transaction.

    It makes no index on a table whose checks still wait, and Django makes indexes last.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
