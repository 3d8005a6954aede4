# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dated law as data files; `geleit.deadlines.rules.lawbook` reads them."""
