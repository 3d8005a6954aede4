# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brings figures to the agenda of the two sides' meetings."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "geleit.statistics"

    def ready(self) -> None:
        from geleit.agreements import agenda
        from geleit.statistics import outside

        agenda.bring(outside.lines)
