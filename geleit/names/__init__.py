# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of people across scripts and spellings. Pure: no tables, no clock."""
