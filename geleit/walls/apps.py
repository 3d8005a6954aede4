# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells the log where entries belong: to which case, agreement and organisation."""

from django.apps import AppConfig


class WallsConfig(AppConfig):
    name = "geleit.walls"

    def ready(self) -> None:
        from geleit.audit import places
        from geleit.walls.log.queries import place_of

        places.ask(place_of)
