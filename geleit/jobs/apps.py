# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the start, let every room name its jobs and what comes back every day."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "geleit.jobs"

    def ready(self) -> None:
        autodiscover_modules("jobs")
