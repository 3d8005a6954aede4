# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands whose name has two words: `geleit match-name` is the module match_name."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class NamedAsTyped(BaseCommand):
    """Says in its help the name that is typed."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand.replace("_", "-"), **kwargs)
