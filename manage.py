#!/usr/bin/env python
# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own commands; `geleit` is the one for daily use."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geleit.config.settings")
    from django.core.management import execute_from_command_line

    from geleit.core.eyes import system_eyes

    with system_eyes():
        execute_from_command_line(sys.argv)
